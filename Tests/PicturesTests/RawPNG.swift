/// A PNG file of any colour type and depth, written without packing: what the reader is tried with.
struct RawPNG {
  /// The colour types of the specification, by their numbers.
  enum ColorType: UInt8, CaseIterable {
    case gray = 0
    case color = 2
    case palette = 3
    case grayWithOpacity = 4
    case colorWithOpacity = 6

    var channels: Int {
      switch self {
      case .gray, .palette: 1
      case .grayWithOpacity: 2
      case .color: 3
      case .colorWithOpacity: 4
      }
    }

    /// The depths that the specification allows.
    var depths: [Int] {
      switch self {
      case .gray: [1, 2, 4, 8, 16]
      case .palette: [1, 2, 4, 8]
      default: [8, 16]
      }
    }
  }

  let width: Int
  let height: Int
  let type: ColorType
  let depth: Int
  let isInterlaced: Bool
  /// `height * width * channels` values below 2^depth.
  let samples: [Int]
  /// Red, green and blue of each entry.
  var palette: [UInt8] = []
  /// The opacity of each entry.
  var opacities: [UInt8] = []

  /// The first pixel and the distance of the seven passes of Adam7; one pass of all pixels otherwise.
  private var passes: [(x: Int, y: Int, across: Int, down: Int)] {
    isInterlaced
      ? [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]
      : [(0, 0, 1, 1)]
  }

  /// The file.
  var bytes: [UInt8] {
    var rows: [UInt8] = []
    for pass in passes {
      for y in stride(from: pass.y, to: height, by: pass.down) where pass.x < width {
        rows.append(0)
        var bits: [Bool] = []
        for x in stride(from: pass.x, to: width, by: pass.across) {
          for channel in 0..<type.channels {
            let value = samples[(y * width + x) * type.channels + channel]
            for bit in (0..<depth).reversed() { bits.append(value >> bit & 1 == 1) }
          }
        }
        for start in stride(from: 0, to: bits.count, by: 8) {
          rows.append((0..<8).reduce(0) { $0 << 1 | (start + $1 < bits.count && bits[start + $1] ? 1 : 0) })
        }
      }
    }
    var file: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]
    file += PNGBlock.bytes(
      "IHDR",
      PNGBlock.bytes(UInt32(width)) + PNGBlock.bytes(UInt32(height))
        + [UInt8(depth), type.rawValue, 0, 0, isInterlaced ? 1 : 0])
    if !palette.isEmpty { file += PNGBlock.bytes("PLTE", palette) }
    if !opacities.isEmpty { file += PNGBlock.bytes("tRNS", opacities) }
    return file + PNGBlock.bytes("IDAT", Self.stored(rows)) + PNGBlock.bytes("IEND", [])
  }

  /// A zlib stream of stored blocks (RFC 1950 and 1951).
  static func stored(_ bytes: [UInt8]) -> [UInt8] {
    var stream: [UInt8] = [0x78, 0x01]
    var start = 0
    repeat {
      let end = min(bytes.count, start + 65_535)
      let count = UInt16(end - start)
      stream.append(end == bytes.count ? 1 : 0)
      stream += [UInt8(count & 255), UInt8(count >> 8), UInt8(~count & 255), UInt8(~count >> 8)]
      stream += bytes[start..<end]
      start = end
    } while start < bytes.count
    var (a, b): (UInt32, UInt32) = (1, 0)
    for byte in bytes {
      a = (a + UInt32(byte)) % 65_521
      b = (b + a) % 65_521
    }
    return stream + PNGBlock.bytes(b << 16 | a)
  }
}
