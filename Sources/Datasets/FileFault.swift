/// What is wrong with a data file: facts only, the words are in `DatasetError+Text.swift`.
public enum FileFault: Error, Sendable, Equatable {
  /// The operating system refused to open or read it; `code` is its `errno`.
  case unreadable(code: Int32)
  /// A folder, device or pipe where a file was expected.
  case notAFile

  /// The gzip stream breaks its own rules: bad header, bad code, wrong check sum or length.
  case damagedGzip
  /// The gzip stream stops before its end mark, after `inflated` bytes of content.
  case truncatedGzip(inflated: Int)
  /// Bytes that are no further gzip member follow the end of the gzip stream.
  case garbageAfterGzip
  /// The content grows beyond what the reader is willing to hold.
  case tooLarge(limit: Int)

  /// The file has no central directory at its end, as a ZIP archive has.
  case notZip
  /// The ZIP archive breaks its own rules: bad entry, bad code, wrong check sum or length.
  case damagedZip
  /// The ZIP archive has no such member.
  case missingMember(String)

  /// Shorter than an IDX header.
  case truncatedHeader(found: Int)
  /// An IDX file begins with two zero bytes; this one does not.
  case notIDX(firstBytes: [UInt8])
  /// The IDX element type is not 0x08, unsigned bytes.
  case unsupportedElementType(UInt8)
  /// An IDX file of another rank: images have 3 dimensions, labels 1.
  case wrongRank(expected: Int, found: Int)
  /// A dimension is zero, so that there is nothing to read.
  case emptyDimension(dimensions: [Int])
  /// The dimensions multiply to more than `limit` bytes.
  case implausibleDimensions([Int], limit: Int)
  /// The header announces more bytes than the file holds.
  case truncatedContent(expected: Int, found: Int)
  /// The file goes on after the announced bytes.
  case trailingBytes(expected: Int)

  /// Images of another size than the data set has.
  case wrongImageSize(expected: [Int], found: [Int])
  /// Not one label for each image.
  case labelCountDiffers(labels: Int, images: Int)
  /// A label that names no class; `allowed` are those that do.
  case labelOutOfRange(label: Int, index: Int, allowed: ClosedRange<Int>)
}
