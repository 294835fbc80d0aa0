/// The content of a file from beginning to end, unpacked on the way if it is gzip.
///
/// Packed or not is told by the first two bytes, never by the name. Nothing is read or unpacked before it is asked
/// for, so a small file that unpacks to gigabytes costs no more than the bytes its reader wants.
package struct ByteStream: ~Copyable {
  private let nextPiece: () throws(FileFault) -> [UInt8]
  private var piece: [UInt8] = []
  private var position = 0
  private var inflater: Inflater?
  private var delivered = 0

  /// The content of the file at `path`.
  package init(path: String) throws(FileFault) {
    let file = try InputFile(path)
    try self.init { () throws(FileFault) in try file.nextPiece() }
  }

  /// The content of `bytes`, handed over in pieces of `pieceLength`.
  package init(bytes: [UInt8], pieceLength: Int = 1 << 16) throws(FileFault) {
    var start = 0
    try self.init { () throws(FileFault) in
      let end = min(start + pieceLength, bytes.count)
      defer { start = end }
      return Array(bytes[start..<end])
    }
  }

  /// The content that `nextPiece` delivers; an empty piece is the end.
  init(_ nextPiece: @escaping () throws(FileFault) -> [UInt8]) throws(FileFault) {
    self.nextPiece = nextPiece
    if try peekMark() { inflater = try Inflater() }
  }

  /// Appends up to `count` bytes; fewer only at the end of the content.
  package mutating func read(_ count: Int, into output: inout [UInt8]) throws(FileFault) {
    let goal = output.count + count
    while output.count < goal {
      let before = output.count
      if inflater == nil {
        guard try refill() else { return }
        let end = min(piece.count, position + goal - before)
        output.append(contentsOf: piece[position..<end])
        position = end
      } else {
        guard try inflate(goal - before, into: &output) else { return }
      }
      delivered += output.count - before
    }
  }

  /// Everything that is left, if it is no more than `limit` bytes.
  package mutating func readAll(limit: Int) throws(FileFault) -> [UInt8] {
    var output: [UInt8] = []
    try read(limit, into: &output)
    guard try isAtEnd() else { throw .tooLarge(limit: limit) }
    return output
  }

  /// Whether nothing is left; for gzip this also proves check sum and length.
  package mutating func isAtEnd() throws(FileFault) -> Bool {
    var further: [UInt8] = []
    try read(1, into: &further)
    return further.isEmpty
  }

  /// Unpacks a little; false at the end of the last gzip member.
  private mutating func inflate(_ count: Int, into output: inout [UInt8]) throws(FileFault) -> Bool {
    if inflater?.isAtEnd == true {
      guard try refill() else { return false }
      guard try peekMark() else { throw .garbageAfterGzip }
      try inflater?.beginNextMember()
    }
    guard try refill() else { throw .truncatedGzip(inflated: delivered) }
    try inflater?.inflate(piece, at: &position, upTo: count, into: &output)
    return true
  }

  /// Makes sure that an unread byte is at hand; false at the end of the file.
  private mutating func refill() throws(FileFault) -> Bool {
    if position == piece.count {
      piece = try nextPiece()
      position = 0
    }
    return !piece.isEmpty
  }

  /// Whether the next two bytes are gzip's mark, which are not consumed.
  private mutating func peekMark() throws(FileFault) -> Bool {
    while piece.count - position < Inflater.mark.count {
      let further = try nextPiece()
      if further.isEmpty { return false }
      piece = Array(piece[position...]) + further
      position = 0
    }
    return piece[position...].starts(with: Inflater.mark)
  }
}
