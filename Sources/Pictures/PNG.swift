import CPNG

/// PNG files in memory.
///
/// libpng's simplified interface (`png_image_*`) is used alone: it returns its errors, while the classic one leaps over
/// the caller's frames with `longjmp`. Its contract: the structure starts as zeros with its version set, and
/// `png_image_free` "may be called at any time after the structure is initialized".
public enum PNG {
  /// The most bytes a file may have, 256 MB.
  public static let maximumBytes = 1 << 28

  static let signature: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]

  /// Packs an image; gray stays gray, opacity stays, and colour becomes a palette where 256 entries hold all of it.
  ///
  /// - Parameter isQuick: spends less time and more bytes, for pictures that are soon replaced.
  /// - Throws: ``PNGError/library(_:)`` with libpng's own words.
  public static func encode(_ image: Image, isQuick: Bool = false) throws(PNGError) -> [UInt8] {
    // A palette of its own costs up to 800 bytes, which a small picture does not get back.
    if image.channels == 3, image.width * image.height >= 4096, let colors = IndexedColors([image]) {
      return try encode(
        colors.indices(of: image), width: image.width, height: image.height, palette: colors, isQuick: isQuick)
    }
    return try encode(plain: image, isQuick: isQuick)
  }

  /// Packs an image as it is, without a palette.
  static func encode(plain image: Image, isQuick: Bool = false) throws(PNGError) -> [UInt8] {
    try write(
      image.pixels, width: image.width, height: image.height, channels: image.channels,
      format: format(channels: image.channels), isQuick: isQuick)
  }

  /// Packs indices into a palette, one byte a pixel; libpng uses fewer bits where the palette is short.
  static func encode(
    _ indices: [UInt8], width: Int, height: Int, palette: IndexedColors, isQuick: Bool = false
  ) throws(PNGError) -> [UInt8] {
    try write(
      indices, width: width, height: height, channels: 1,
      format: PNG_FORMAT_FLAG_COLORMAP | PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA, palette: palette.entries,
      isQuick: isQuick)
  }

  private static func write(
    _ pixels: [UInt8], width: Int, height: Int, channels: Int, format: UInt32, palette: [UInt8] = [], isQuick: Bool
  ) throws(PNGError) -> [UInt8] {
    var header = unsafe emptyHeader()
    unsafe header.width = UInt32(width)
    unsafe header.height = UInt32(height)
    unsafe header.format = format
    unsafe header.colormap_entries = UInt32(palette.count / 4)
    if isQuick { unsafe header.flags |= UInt32(PNG_IMAGE_FLAG_FAST) }
    defer { unsafe png_image_free(&header) }
    let stride = Int32(width * channels)

    // Room for the raw pixels and a little more nearly always suffices. When it does not, libpng says how much is needed.
    var bytes = [UInt8](repeating: 0, count: pixels.count + pixels.count / 8 + height + 2048)
    for _ in 0..<2 {
      var count = bytes.count
      let written = unsafe pixels.withUnsafeBytes { pixels in
        unsafe bytes.withUnsafeMutableBytes { file in
          // The palette is read alone, four bytes an entry, as many as the header says.
          unsafe palette.withUnsafeBytes { palette in
            unsafe png_image_write_to_memory(
              &header, file.baseAddress, &count, 0, pixels.baseAddress, stride, palette.baseAddress)
          }
        }
      }
      if written != 0 {
        bytes.removeLast(bytes.count - count)
        return bytes
      }
      guard count > bytes.count else { break }
      bytes = [UInt8](repeating: 0, count: count)
    }
    throw unsafe .library(message(of: header))
  }

  /// Unpacks a file of any colour type, bit depth and interlacing to 8 bits a channel.
  ///
  /// Gray gives 1 channel, colour and palettes 3, anything with opacity 4. Of an animation it is the still image. The size
  /// is checked before memory is set aside, and so is whether the file can hold that many pixels at all.
  ///
  /// - Throws: ``PNGError`` for what is no PNG file, is damaged or has more than `limit` pixels.
  public static func decode(_ bytes: [UInt8], limit: Int = Image.maximumPixels) throws(PNGError) -> Image {
    guard bytes.starts(with: signature) else { throw .notPNG(start: Array(bytes.prefix(8))) }
    guard bytes.count <= maximumBytes else { throw .fileTooLarge(bytes: bytes.count, limit: maximumBytes) }
    if isDeepAndInterlaced(bytes) { return try decodeDeep(bytes, limit: limit) }
    // Deep files without a colour space are meant as sRGB; libpng would take them as linear light.
    let raster = try unpack(bytes, as: UInt8.self, flags: UInt32(PNG_IMAGE_FLAG_16BIT_sRGB), limit: limit)
    return Image(unchecked: raster.values, width: raster.width, height: raster.height, channels: raster.channels)
  }

  /// Why a picture of that size is not unpacked, if it is not.
  static func fault(_ width: Int, _ height: Int, bytes: Int, limit: Int) -> PNGError? {
    let limit = min(limit, Image.maximumPixels)
    let (count, overflow) = width.multipliedReportingOverflow(by: height)
    if overflow || count > limit { return .tooLarge(width: width, height: height, limit: limit) }
    // A pixel takes a bit at least, and deflate makes at most 1032 bytes of one (zlib's technical details).
    return count / 8 / 1032 > bytes ? .tooShort(width: width, height: height, bytes: bytes) : nil
  }

  /// Unpacks a file of 16 bits a channel without letting libpng make 8 of them.
  ///
  /// Before 1.6.51 libpng writes beyond the buffer when it makes 8 bits of an interlaced file of 16 (CVE-2025-65018). In
  /// its linear format the values stay as they are, once the file says that it is linear; then this function halves them.
  private static func decodeDeep(_ original: [UInt8], limit: Int) throws(PNGError) -> Image {
    let raster = try unpack(
      saidToBeLinear(original), as: UInt16.self, format: PNG_FORMAT_FLAG_LINEAR, limit: limit)
    let pixels = shallow(raster.values, channels: raster.channels)
    return Image(unchecked: pixels, width: raster.width, height: raster.height, channels: raster.channels)
  }

  /// The values of a file's pixels as libpng gives them.
  private struct Raster<Value> {
    let values: [Value]
    let width: Int
    let height: Int
    let channels: Int
  }

  /// Lets libpng unpack a file.
  ///
  /// - Parameters:
  ///   - type: a value of a channel, of the width that `format` speaks of.
  ///   - format: what is asked for besides the file's own channels.
  ///   - flags: how libpng takes what the file leaves open.
  private static func unpack<Value: FixedWidthInteger & Sendable>(
    _ bytes: [UInt8], as type: Value.Type, format: UInt32 = 0, flags: UInt32 = 0, limit: Int
  ) throws(PNGError) -> Raster<Value> {
    var header = unsafe emptyHeader()
    defer { unsafe png_image_free(&header) }
    // libpng keeps a pointer into the file between its two calls, so both are made while the array is pinned.
    let result: Result<Raster<Value>, PNGError> = unsafe bytes.withUnsafeBytes { file in
      guard unsafe png_image_begin_read_from_memory(&header, file.baseAddress, file.count) != 0 else {
        return unsafe .failure(.library(message(of: header)))
      }
      let width = unsafe Int(header.width)
      let height = unsafe Int(header.height)
      if let fault = fault(width, height, bytes: file.count, limit: limit) { return .failure(fault) }
      let channels = unsafe channels(of: header.format)
      unsafe header.format = Self.format(channels: channels) | format
      unsafe header.flags |= flags
      var values = [Value](repeating: 0, count: width * height * channels)
      let isRead = unsafe values.withUnsafeMutableBytes { buffer in
        // The distance of rows is counted in values, not in bytes.
        unsafe png_image_finish_read(&header, nil, buffer.baseAddress, Int32(width * channels), nil) != 0
      }
      guard isRead else { return unsafe .failure(.library(message(of: header))) }
      return .success(Raster(values: values, width: width, height: height, channels: channels))
    }
    return try result.get()
  }

  private static func emptyHeader() -> png_image {
    var header = unsafe png_image()
    unsafe header.version = UInt32(PNG_IMAGE_VERSION)
    return unsafe header
  }

  private static func format(channels: Int) -> UInt32 {
    switch channels {
    case 1: 0
    case 3: PNG_FORMAT_FLAG_COLOR
    default: PNG_FORMAT_FLAG_COLOR | PNG_FORMAT_FLAG_ALPHA
    }
  }

  private static func channels(of format: UInt32) -> Int {
    if format & PNG_FORMAT_FLAG_ALPHA != 0 { return 4 }
    return format & PNG_FORMAT_FLAG_COLOR != 0 ? 3 : 1
  }

  /// The text that libpng left in its structure: at most 64 bytes, ended by a zero.
  private static func message(of header: png_image) -> String {
    let bytes = unsafe withUnsafeBytes(of: header.message) { unsafe Array($0.prefix { $0 != 0 }) }
    return bytes.isEmpty ? "no reason given" : String(decoding: bytes, as: UTF8.self)
  }
}
