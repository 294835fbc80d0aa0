/// What can be written as JSON.
public protocol JSONWritable {
  /// Writes one value.
  func write(to writer: inout JSONWriter)
}

/// Writes JSON into an array of bytes, with the commas where they belong.
///
///     writer.object { writer in
///       writer.field("status", "ok")
///       writer.field("execution_count", 3)
///     }
public struct JSONWriter {
  /// What has been written.
  public private(set) var bytes: [UInt8] = []
  /// Whether the next value of the array or object has one before it.
  private var isBehindValue = false

  /// Makes one that has written nothing.
  public init() {}

  /// Writes an object; `body` writes its fields.
  public mutating func object(_ body: (inout JSONWriter) -> Void) {
    begin(UInt8(ascii: "{"))
    body(&self)
    end(UInt8(ascii: "}"))
  }

  /// Writes an array; `body` writes its values.
  public mutating func array(_ body: (inout JSONWriter) -> Void) {
    begin(UInt8(ascii: "["))
    body(&self)
    end(UInt8(ascii: "]"))
  }

  /// Writes a field of the object that has begun.
  public mutating func field(_ name: String, _ value: some JSONWritable) {
    text(name)
    bytes.append(UInt8(ascii: ":"))
    isBehindValue = false
    value.write(to: &self)
  }

  /// Writes the same as an object.
  mutating func field(_ name: String, _ body: (inout JSONWriter) -> Void) {
    text(name)
    bytes.append(UInt8(ascii: ":"))
    isBehindValue = false
    object(body)
  }

  /// Writes a word or a number that is JSON already.
  mutating func literal(_ text: String) {
    separate()
    bytes.append(contentsOf: text.utf8)
    isBehindValue = true
  }

  /// Writes a text with its quotation marks.
  mutating func text(_ text: String) {
    separate()
    bytes.append(UInt8(ascii: "\""))
    let raw = Array(text.utf8)
    // Runs without anything special are copied whole: most texts are one, a picture's 100 kB included.
    var start = 0
    for (place, byte) in raw.enumerated()
    where byte < 0x20 || byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") {
      bytes.append(contentsOf: raw[start..<place])
      escape(byte)
      start = place + 1
    }
    bytes.append(contentsOf: raw[start...])
    bytes.append(UInt8(ascii: "\""))
    isBehindValue = true
  }

  private mutating func escape(_ byte: UInt8) {
    bytes.append(UInt8(ascii: "\\"))
    switch byte {
    case UInt8(ascii: "\n"): bytes.append(UInt8(ascii: "n"))
    case UInt8(ascii: "\r"): bytes.append(UInt8(ascii: "r"))
    case UInt8(ascii: "\t"): bytes.append(UInt8(ascii: "t"))
    case 0..<0x20: bytes += Array("u00".utf8) + Hexadecimal.encode([byte])
    default: bytes.append(byte)
    }
  }

  private mutating func begin(_ bracket: UInt8) {
    separate()
    bytes.append(bracket)
    isBehindValue = false
  }

  private mutating func end(_ bracket: UInt8) {
    bytes.append(bracket)
    isBehindValue = true
  }

  private mutating func separate() {
    if isBehindValue { bytes.append(UInt8(ascii: ",")) }
  }
}

extension String: JSONWritable {
  /// In quotation marks.
  public func write(to writer: inout JSONWriter) { writer.text(self) }
}

extension Int: JSONWritable {
  /// In decimal digits.
  public func write(to writer: inout JSONWriter) { writer.literal(description) }
}

extension Bool: JSONWritable {
  /// As `true` or `false`.
  public func write(to writer: inout JSONWriter) { writer.literal(self ? "true" : "false") }
}

extension Array: JSONWritable where Element: JSONWritable {
  /// As a list.
  public func write(to writer: inout JSONWriter) {
    writer.array { writer in
      for element in self { element.write(to: &writer) }
    }
  }
}

extension Dictionary: JSONWritable where Key == String, Value: JSONWritable {
  /// As an object, sorted by names.
  public func write(to writer: inout JSONWriter) {
    writer.object { writer in
      for (name, value) in sorted(by: { $0.key < $1.key }) { writer.field(name, value) }
    }
  }
}
