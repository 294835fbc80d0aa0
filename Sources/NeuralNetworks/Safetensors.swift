import Files

/// Named tensors in the format of Hugging Face's safetensors library, which PyTorch, JAX and NumPy read.
///
///     8 bytes    the length n of the header, little-endian
///     n bytes    {"__metadata__": {…}, "NAME": {"dtype": "F32", "shape": […], "data_offsets": [begin, end]}, …}
///     the rest   the numbers, little-endian, each byte in exactly one tensor
///
/// Files that Forger writes have a digest of everything else among the metadata.
public struct Safetensors: Sendable {
  /// One tensor of a file.
  public struct Tensor: Sendable {
    /// Its name, such as `generator.0.weight`.
    public let name: String
    /// What its numbers are.
    public let type: ScalarType
    /// Its sizes, none for a single number.
    public let shape: [Int]
    /// Its numbers, the last index fastest.
    public let bytes: ArraySlice<UInt8>

    /// A tensor of floats.
    ///
    /// - Parameter type: one of the floats of 16, 32 or 64 bits; numbers are rounded to it.
    public init(_ name: String, shape: [Int], _ values: [Float], type: ScalarType = .float32) {
      let sound: ScalarType = type.bytes(of: []) == nil ? .float32 : type
      self.init(name, sound, shape: shape, bytes: (sound.bytes(of: values) ?? [])[...])
    }

    /// A tensor of doubles.
    public init(_ name: String, shape: [Int], _ values: [Double]) {
      self.init(name, .float64, shape: shape, bytes: ScalarType.bytes(of: values)[...])
    }

    /// A tensor of these bytes.
    init(_ name: String, _ type: ScalarType, shape: [Int], bytes: ArraySlice<UInt8>) {
      (self.name, self.type, self.shape, self.bytes) = (name, type, shape, bytes)
    }

    /// Its numbers as floats; nil when it holds whole numbers.
    public var floats: [Float]? { type.floats(bytes) }

    /// Its numbers as doubles; nil when it does not hold doubles.
    public var doubles: [Double]? { type == .float64 ? ScalarType.doubles(bytes) : nil }
  }

  /// The longest header that is read, as in the library.
  static let headerLimit = 100_000_000
  /// The largest file that is read.
  static let fileLimit = 1 << 32
  static let metadataName = "__metadata__"
  static let digestName = "digest"

  /// Texts about the file.
  public let metadata: [String: String]
  /// The tensors in the order of their bytes.
  public let tensors: [Tensor]
  /// The digest that was found right; nil for a file without one.
  public private(set) var digest: String?

  /// What is to be written.
  public init(metadata: [String: String], tensors: [Tensor]) {
    self.metadata = metadata
    // Wide numbers first, so that all of them lie at multiples of their width.
    self.tensors = [8, 4, 2, 1].flatMap { width in tensors.filter { $0.type.width == width } }
  }

  /// The tensor of this name.
  public subscript(name: String) -> Tensor? { tensors.first { $0.name == name } }

  /// Reads and checks a file.
  ///
  /// - Parameter requiresDigest: whether a file without a digest is refused; a wrong one always is.
  public init(reading path: String, requiresDigest: Bool = false) throws(SafetensorsError) {
    let bytes: [UInt8]
    do {
      bytes = try FileSystem.read(path, limit: Self.fileLimit)
    } catch {
      throw .file(error)
    }
    try self.init(bytes: bytes, requiresDigest: requiresDigest)
  }

  /// Reads and checks the bytes of a file.
  public init(bytes: [UInt8], requiresDigest: Bool = false) throws(SafetensorsError) {
    let header = try Self.header(of: bytes)
    let data = bytes[header.endIndex...]
    (metadata, tensors) = try Self.content(header, data)
    if let written = metadata[Self.digestName] {
      let found = Self.digest(header: Array(header), digest: written, tensors)
      guard found == written else { throw .damaged(written: written, found: found ?? "none") }
      digest = found
    } else if requiresDigest {
      throw .noDigest
    }
  }

  /// The metadata of a file, without its tensors and without a proof of integrity; for lists of files.
  public static func metadata(of path: String) -> [String: String]? {
    guard let start = try? FileSystem.read(path, first: 8), let length = length(start), length <= 1 << 24,
      let bytes = try? FileSystem.read(path, first: 8 + Int(length)), let header = try? header(of: bytes),
      let node = try? JSONReader.read(header)
    else { return nil }
    return try? texts(node[metadataName] ?? .object([]))
  }

  // MARK: Checks

  private static func length(_ bytes: [UInt8]) -> UInt64? {
    bytes.count < 8 ? nil : (0..<8).reduce(0) { $0 | UInt64(bytes[$1]) << (8 * UInt64($1)) }
  }

  private static func header(of bytes: [UInt8]) throws(SafetensorsError) -> ArraySlice<UInt8> {
    guard let length = length(bytes) else { throw .truncated(size: bytes.count) }
    guard length >= 2, length <= headerLimit else { throw .headerLength(length) }
    guard length <= bytes.count - 8 else { throw .truncated(size: bytes.count) }
    guard bytes[8] == UInt8(ascii: "{") else { throw .header("no object begins", offset: 0) }
    return bytes[8..<8 + Int(length)]
  }

  private static func content(
    _ header: ArraySlice<UInt8>, _ data: ArraySlice<UInt8>
  ) throws(SafetensorsError) -> ([String: String], [Tensor]) {
    let node: JSONNode
    do {
      node = try JSONReader.read(header)
    } catch {
      throw .header(error.reason, offset: error.offset)
    }
    guard case .object(let fields) = node else { throw .header("no object begins", offset: 0) }
    var metadata: [String: String] = [:]
    var places: [(begin: Int, tensor: Tensor)] = []
    for field in fields {
      if field.name == metadataName {
        metadata = try texts(field.value)
      } else {
        places.append(try tensor(field, data))
      }
    }
    // Empty tensors share their begin with the one behind them.
    places.sort { ($0.begin, $0.tensor.bytes.endIndex) < ($1.begin, $1.tensor.bytes.endIndex) }
    var end = 0
    for place in places {
      guard place.begin == end else { throw .layout(place.tensor.name) }
      end += place.tensor.bytes.count
    }
    guard end == data.count else { throw .dataLength(expected: end, found: data.count) }
    return (metadata, places.map(\.tensor))
  }

  private static func texts(_ node: JSONNode) throws(SafetensorsError) -> [String: String] {
    guard case .object(let fields) = node else { throw .entry(metadataName, "is no object") }
    var texts: [String: String] = [:]
    for field in fields {
      guard let text = field.value.asText else { throw .entry(metadataName, "has '\(field.name)', which is no text") }
      texts[field.name] = text
    }
    return texts
  }

  private static func tensor(
    _ field: JSONNode.Field, _ data: ArraySlice<UInt8>
  ) throws(SafetensorsError) -> (begin: Int, tensor: Tensor) {
    let name = field.name
    guard case .object(let parts) = field.value, parts.count == 3, let typeName = field.value["dtype"]?.asText,
      let sizes = field.value["shape"]?.asList, let offsets = field.value["data_offsets"]?.asList
    else { throw .entry(name, "wants dtype, shape and data_offsets") }
    guard let type = ScalarType(rawValue: typeName) else { throw .entry(name, "has the unknown type \(typeName)") }
    let shape = sizes.compactMap(\.asInteger)
    guard shape.count == sizes.count, shape.allSatisfy({ $0 >= 0 }) else {
      throw .entry(name, "has a shape that is no list of sizes")
    }
    let ends = offsets.compactMap(\.asInteger)
    guard offsets.count == 2, ends.count == 2, ends[0] >= 0, ends[0] <= ends[1] else {
      throw .entry(name, "has offsets that are no range")
    }
    guard ends[1] <= data.count else { throw .dataLength(expected: ends[1], found: data.count) }
    var size = type.width
    for length in shape {
      let (product, overflow) = size.multipliedReportingOverflow(by: length)
      guard !overflow else { throw .entry(name, "has a shape beyond all numbers") }
      size = product
    }
    guard size == ends[1] - ends[0] else {
      throw .entry(name, "takes \(size) bytes by its shape, but \(ends[1] - ends[0]) by its offsets")
    }
    let bytes = data[data.startIndex + ends[0]..<data.startIndex + ends[1]]
    return (ends[0], Tensor(name, type, shape: shape, bytes: bytes))
  }
}
