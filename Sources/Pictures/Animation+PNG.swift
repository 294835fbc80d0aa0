extension Animation {
  /// The animation as a file, with the frames that are in it.
  public struct File: Sendable {
    /// An animated PNG file.
    public let bytes: [UInt8]
    /// How many pictures it shows; pictures like the one before only make that stand longer.
    public let frameCount: Int
  }

  /// Packs the animation, with fewer frames as long as it has more than `limit` bytes.
  ///
  /// Colour pictures share a palette of 255 colours. Of each frame the rectangle that changes is kept, and in it, with a
  /// palette, only the pixels that do.
  ///
  /// - Throws: ``PNGError``.
  public func encode(limit: Int = maximumBytes) throws(PNGError) -> File {
    var animation = self
    while true {
      let file = try animation.packed()
      guard file.bytes.count > limit, animation.frames.count > 2 else { return file }
      // As many as fit if all were alike, less a little, since fewer frames have more that is new.
      let fitting = Double(animation.frames.count) * Double(limit) / Double(file.bytes.count) * 0.95
      animation = animation.thinned(to: max(2, min(animation.frames.count - 1, Int(fitting))))
    }
  }

  /// The blocks of the animation extension of PNG, third edition, section 11.3.2: `acTL` says how many frames there are,
  /// `fcTL` where and how long each stands, and `fdAT` is an `IDAT` behind a number of order.
  private func packed() throws(PNGError) -> File {
    guard let first = frames.first?.image else { throw .noFrames }
    let pictures = [still ?? first] + frames.map(\.image)
    for picture in pictures where picture.width != first.width || picture.height != first.height {
      throw .sizesDiffer(
        width: first.width, height: first.height, otherWidth: picture.width, otherHeight: picture.height)
    }
    let packer = Packer(pictures)
    let changes = changes()
    var file = PNG.signature
    var order: UInt32 = 0
    for chunk in PNGChunk.list(of: try packer.file(pictures[0], part: nil, over: nil)) where chunk.name != "IEND" {
      if chunk.name == "IDAT", order == 0, still == nil {
        changes[0].control(&order).write(to: &file)
      }
      chunk.write(to: &file)
      guard chunk.name == "IHDR" else { continue }
      var content: [UInt8] = []
      PNGChunk.append(UInt32(changes.count), to: &content)
      PNGChunk.append(UInt32(rounds ?? 0), to: &content)
      PNGChunk("acTL", content).write(to: &file)
    }
    for change in changes.dropFirst(still == nil ? 1 : 0) {
      change.control(&order).write(to: &file)
      let packed = try packer.file(change.image, part: change.part, over: change.before)
      for chunk in PNGChunk.list(of: packed) where chunk.name == "IDAT" {
        var content: [UInt8] = []
        content.reserveCapacity(chunk.content.count + 4)
        PNGChunk.append(order, to: &content)
        content += chunk.content
        order += 1
        PNGChunk("fdAT", content).write(to: &file)
      }
    }
    PNGChunk("IEND", []).write(to: &file)
    return File(bytes: file, frameCount: changes.count)
  }

  /// What of each frame differs from the one before; frames that do not differ are added to its time.
  private func changes() -> [Change] {
    var changes: [Change] = []
    var before: Image?
    for frame in frames {
      guard let previous = before else {
        let whole = Part(x: 0, y: 0, width: frame.image.width, height: frame.image.height)
        changes.append(Change(image: frame.image, before: nil, part: whole, seconds: frame.seconds))
        before = frame.image
        continue
      }
      if let part = Part(changed: previous, frame.image) {
        changes.append(Change(image: frame.image, before: previous, part: part, seconds: frame.seconds))
        before = frame.image
      } else {
        changes[changes.count - 1].seconds += frame.seconds
      }
    }
    return changes
  }

  /// A rectangle in pixels.
  struct Part: Equatable {
    let x: Int
    let y: Int
    let width: Int
    let height: Int
  }

  private struct Change {
    let image: Image
    let before: Image?
    let part: Part
    var seconds: Double

    /// The frame’s `fcTL`: order, size, place, time in 1/1000 s, what becomes of it (0: it stays), how it is laid on (1: where it is
    /// not clear).
    func control(_ order: inout UInt32) -> PNGChunk {
      var content: [UInt8] = []
      PNGChunk.append(order, to: &content)
      for value in [part.width, part.height, part.x, part.y] { PNGChunk.append(UInt32(value), to: &content) }
      let wanted = seconds.isFinite ? (seconds * 1000).rounded() : 100
      let milliseconds = UInt16(max(20, min(65_535, wanted)))
      content += [UInt8(milliseconds >> 8), UInt8(milliseconds & 255), 0x03, 0xE8]
      content += [0, before == nil ? 0 : 1]
      order += 1
      return PNGChunk("fcTL", content)
    }
  }
}

extension Animation.Part {
  /// The smallest rectangle outside of which two images of one size are the same; nil when they are.
  init?(changed before: Image, _ after: Image) {
    guard before.channels == after.channels else {
      // Gray and colour: compared as colour.
      let channels = max(before.channels, after.channels)
      self.init(changed: before.converted(toChannels: channels), after.converted(toChannels: channels))
      return
    }
    let length = after.width * after.channels
    let (old, new) = (before.pixels.span, after.pixels.span)
    var (top, bottom, left, right) = (after.height, -1, length, -1)
    for row in 0..<after.height {
      let start = row * length
      guard let first = (0..<length).first(where: { old[start + $0] != new[start + $0] }) else { continue }
      let last = (0..<length).last { old[start + $0] != new[start + $0] } ?? first
      top = min(top, row)
      bottom = row
      left = min(left, first / after.channels)
      right = max(right, last / after.channels)
    }
    guard bottom >= 0 else { return nil }
    self.init(x: left, y: top, width: right - left + 1, height: bottom - top + 1)
  }
}

/// Packs parts of pictures in one way, since all frames of a file share depth, colour type and palette.
private struct Packer {
  /// A palette with a clear entry for pictures in colour.
  private let palette: IndexedColors?
  private let channels: Int

  init(_ pictures: [Image]) {
    channels = pictures.map(\.channels).max() ?? 1
    palette = channels == 3 ? IndexedColors(reducing: pictures, hasClear: true) : nil
  }

  /// A PNG file of a part of a picture, all of it for nil; what is as it was `before` may be left clear.
  func file(_ image: Image, part: Animation.Part?, over before: Image?) throws(PNGError) -> [UInt8] {
    let cut = cropped(image, part).converted(toChannels: channels)
    guard let palette, let clear = palette.clear else { return try PNG.encode(plain: cut) }
    var indices = palette.indices(of: cut)
    if let before {
      let old = palette.indices(of: cropped(before, part).converted(toChannels: channels))
      for place in indices.indices where indices[place] == old[place] { indices[place] = clear }
    }
    return try PNG.encode(indices, width: cut.width, height: cut.height, palette: palette)
  }

  private func cropped(_ image: Image, _ part: Animation.Part?) -> Image {
    guard let part else { return image }
    return image.cropped(x: part.x, y: part.y, width: part.width, height: part.height) ?? image
  }
}
