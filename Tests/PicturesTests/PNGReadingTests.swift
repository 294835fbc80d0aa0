import Foundation
import Pictures
import Testing

/// Where the letters lie, if they do.
private let lettersFolder =
  (ProcessInfo.processInfo.environment["FORGER_DATA"] ?? "/nonexistent") + "/omniglot-latin"

@Suite struct PNGReadingTests {
  /// A picture of a kind whose values are known, and what reading it must give.
  private func picture(
    _ type: RawPNG.ColorType, _ depth: Int, isInterlaced: Bool, width: Int = 11, height: Int = 9
  ) throws -> (file: RawPNG, expected: Image) {
    var generator = Generator(state: UInt64(depth) + 100 * UInt64(type.rawValue))
    let most = 1 << min(depth, 8)
    let small = (0..<width * height * type.channels).map { _ in Int.random(in: 0..<most, using: &generator) }
    // Deep values whose two bytes are alike have a shallow one that is exactly as bright.
    let samples = depth == 16 ? small.map { $0 * 257 } : small
    var file = RawPNG(
      width: width, height: height, type: type, depth: depth, isInterlaced: isInterlaced, samples: samples)
    let values = small.map { UInt8(depth == 16 ? $0 : $0 * 255 / (most - 1)) }
    let channels: Int
    let pixels: [UInt8]
    switch type {
    case .gray: (channels, pixels) = (1, values)
    case .color: (channels, pixels) = (3, values)
    case .colorWithOpacity: (channels, pixels) = (4, values)
    case .grayWithOpacity:
      channels = 4
      pixels = stride(from: 0, to: values.count, by: 2).flatMap {
        [values[$0], values[$0], values[$0], values[$0 + 1]]
      }
    case .palette:
      file.palette = (0..<most * 3).map { _ in UInt8.random(in: 0...255, using: &generator) }
      channels = 3
      pixels = small.flatMap { file.palette[$0 * 3..<$0 * 3 + 3] }
    }
    return (file, try Image(width: width, height: height, channels: channels, pixels: pixels))
  }

  @Test("Every colour type and depth is read, interlaced and not", arguments: RawPNG.ColorType.allCases, [false, true])
  func kinds(type: RawPNG.ColorType, isInterlaced: Bool) throws {
    for depth in type.depths {
      for (width, height) in [(11, 9), (1, 1), (3, 17)] {
        let (file, expected) = try picture(
          type, depth, isInterlaced: isInterlaced, width: width, height: height)
        let image = try PNG.decode(file.bytes)
        guard depth == 16, isInterlaced, expected.channels == 4 else {
          #expect(image == expected, "\(type), depth \(depth), \(width)x\(height)")
          continue
        }
        // These pass through colours multiplied by their opacity: where it is not tiny they come back exactly.
        for place in 0..<width * height {
          let (found, wanted) = (
            image.pixel(place % width, place / width), expected.pixel(place % width, place / width)
          )
          #expect(found.last == wanted.last)
          if wanted.last ?? 0 > 1 { #expect(found == wanted, "\(type), depth \(depth), \(width)x\(height)") }
        }
      }
    }
  }

  @Test("A palette with opacity gives four channels")
  func opacityOfPalette() throws {
    var (file, _) = try picture(.palette, 2, isInterlaced: false, width: 4, height: 1)
    file.opacities = [0, 100, 200]
    let image = try PNG.decode(file.bytes)
    #expect(image.channels == 4)
    for (index, entry) in file.samples.enumerated() {
      let opacity = entry < 3 ? file.opacities[entry] : 255
      #expect(image.pixel(index, 0).last == opacity)
      if opacity > 0 {
        #expect(Array(image.pixel(index, 0).prefix(3)) == Array(file.palette[entry * 3..<entry * 3 + 3]))
      }
    }
  }

  @Test(
    "A file cut anywhere, of any kind, ends in an image or an error", arguments: RawPNG.ColorType.allCases,
    [false, true])
  func cut(type: RawPNG.ColorType, isInterlaced: Bool) throws {
    for depth in type.depths {
      let file = try picture(type, depth, isInterlaced: isInterlaced).file.bytes
      for count in 0..<file.count - 16 {
        #expect(throws: PNGError.self, "cut after \(count) bytes") { try PNG.decode(Array(file.prefix(count))) }
      }
    }
  }

  @Test("A wrong checksum of size or pixels is refused")
  func checksums() throws {
    let file = try picture(.color, 8, isInterlaced: false).file.bytes
    // The header's checksum ends at byte 33; the pixels' lies before the 12 bytes of the end.
    for place in [29, 32, file.count - 16, file.count - 13] {
      var spoiled = file
      spoiled[place] ^= 0x10
      #expect(throws: PNGError.self) { try PNG.decode(spoiled) }
    }
  }

  @Test("Every bit of a small file, turned with its checksum mended, ends in an image or an error")
  func bits() throws {
    for type in RawPNG.ColorType.allCases {
      let file = try picture(type, 8, isInterlaced: true, width: 3, height: 3).file.bytes
      for place in 8..<file.count {
        for bit in 0..<8 as Range<UInt8> {
          var spoiled = file
          spoiled[place] ^= 1 << bit
          PNGBlock.mendChecksums(of: &spoiled)
          let image = try? PNG.decode(spoiled, limit: 1 << 16)
          if let image { #expect(image.pixels.count == image.width * image.height * image.channels) }
        }
      }
    }
  }

  @Test("Texts and profiles that would unpack to much are passed over")
  func packedTexts() throws {
    let (raw, expected) = try picture(.gray, 8, isInterlaced: false)
    let file = raw.bytes
    // Four million zeros, in blocks that say their length and hold it.
    let swollen = RawPNG.stored([UInt8](repeating: 0, count: 4_000_000))
    for name in ["zTXt", "iTXt", "iCCP", "eXIf", "quIt"] {
      let content = Array("name".utf8) + [0, 0] + swollen
      let whole = Array(file[0..<33]) + PNGBlock.bytes(name, content) + Array(file[33...])
      if let image = try? PNG.decode(whole) { #expect(image == expected) }
    }
  }

  @Test(
    "The letters of Omniglot are read",
    .enabled(if: FileManager.default.fileExists(atPath: lettersFolder), "FORGER_DATA has no omniglot-latin"))
  func letters() throws {
    let folder = URL(filePath: lettersFolder)
    let contents = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    let files = (contents?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "png" }
    #expect(files.count > 100)
    for file in files {
      let image = try PNG.decode(Array(Data(contentsOf: file)))
      #expect(image.width == 105 && image.height == 105 && image.channels == 1)
      // A letter is ink on paper: both are there, and nothing between.
      #expect(Set(image.pixels) == [0, 255], "\(file.lastPathComponent)")
    }
  }
}
