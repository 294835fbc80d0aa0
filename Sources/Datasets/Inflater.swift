import CZlib

/// Unpacks one gzip file or one bare deflate stream, as much at a time as is asked for.
///
/// zlib.h: "inflate() should normally be called until it returns Z_STREAM_END or an error", it "updates next_in,
/// avail_in, next_out and avail_out", and on Z_STREAM_END of a gzip stream the CRC-32 and the length in the trailer
/// have been checked. The state that `inflateInit2` allocates remembers the address of its `z_stream`, so the stream
/// lives on the heap and never moves.
@safe struct Inflater: ~Copyable {
  private let stream: UnsafeMutablePointer<z_stream>
  private let scratch: UnsafeMutableBufferPointer<UInt8>
  private(set) var isAtEnd = false

  /// The first two bytes of every gzip member (RFC 1952).
  static let mark: [UInt8] = [0x1F, 0x8B]

  /// What is around the packed bytes.
  enum Framing {
    /// Header and check sum of gzip (RFC 1952).
    case gzip
    /// Nothing (RFC 1951), as in a ZIP archive.
    case raw
  }

  init(_ framing: Framing = .gzip) throws(FileFault) {
    unsafe stream = .allocate(capacity: 1)
    unsafe stream.initialize(to: z_stream())
    unsafe scratch = .allocate(capacity: 1 << 16)
    // The only failures are a lack of memory and a library of another version.
    let status = unsafe framing == .gzip ? forger_inflate_init_gzip(stream) : forger_inflate_init_raw(stream)
    guard status == Z_OK else { throw .damagedGzip }
  }

  deinit {
    // zlib.h: inflateEnd returns Z_STREAM_ERROR for a stream that was never set up, and then touches nothing.
    unsafe inflateEnd(stream)
    unsafe stream.deallocate()
    unsafe scratch.deallocate()
  }

  /// Appends up to `count` unpacked bytes to `output`, taking packed ones from `input` at `position`.
  ///
  /// Returns when `count` bytes are there, the input is used up, or the gzip member has ended.
  mutating func inflate(
    _ input: [UInt8], at position: inout Int, upTo count: Int, into output: inout [UInt8]
  ) throws(FileFault) {
    var wanted = count
    while wanted > 0 && !isAtEnd && position < input.count {
      let room = min(wanted, unsafe scratch.count)
      let (status, used, made) = unsafe input.withUnsafeBufferPointer { bytes in
        unsafe step(bytes.extracting(position...), room: room)
      }
      position += used
      wanted -= made
      unsafe output.append(contentsOf: scratch.prefix(made))
      switch status {
      case Z_OK: if used == 0 && made == 0 { throw .damagedGzip }
      case Z_STREAM_END: isAtEnd = true
      default: throw .damagedGzip
      }
    }
  }

  /// Makes ready for a further gzip member; RFC 1952 allows a file to hold several.
  mutating func beginNextMember() throws(FileFault) {
    guard unsafe inflateReset(stream) == Z_OK else { throw .damagedGzip }
    isAtEnd = false
  }

  /// One call of the library; the stream keeps neither pointer afterwards.
  private func step(_ input: UnsafeBufferPointer<UInt8>, room: Int) -> (status: Int32, used: Int, made: Int) {
    let given = min(input.count, 1 << 30)
    unsafe stream.pointee.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
    unsafe stream.pointee.avail_in = UInt32(given)
    unsafe stream.pointee.next_out = scratch.baseAddress
    unsafe stream.pointee.avail_out = UInt32(room)
    let status = unsafe CZlib.inflate(stream, Z_NO_FLUSH)
    let used = unsafe given - Int(stream.pointee.avail_in)
    let made = unsafe room - Int(stream.pointee.avail_out)
    unsafe stream.pointee.next_in = nil
    unsafe stream.pointee.next_out = nil
    return (status, used, made)
  }
}

/// CRC-32, the check sum of ZIP archives.
struct CRC32 {
  private(set) var value: UInt32 = 0

  /// Goes on with these bytes.
  mutating func add(_ bytes: [UInt8]) {
    // "Update a running CRC-32 with the bytes buf[0..len-1] and return the updated CRC-32."
    let sum = unsafe bytes.withUnsafeBufferPointer { unsafe crc32(uLong(value), $0.baseAddress, UInt32($0.count)) }
    // For a null pointer, which an empty array may have, "this function returns the required initial value".
    if !bytes.isEmpty { value = UInt32(truncatingIfNeeded: sum) }
  }
}
