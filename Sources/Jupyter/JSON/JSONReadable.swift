/// What can be made of JSON that has been parsed.
public protocol JSONReadable {
  /// Makes it, or says what is wrong.
  init(_ json: JSONValue) throws(JSONFault)
}

/// The fields of an object, to be read by name and type.
///
/// A field that is `null` counts as left out, as for most clients it is.
public struct JSONFields {
  private let fields: [String: JSONValue]

  /// Takes an object; throws for anything else.
  public init(_ json: JSONValue) throws(JSONFault) {
    guard case .object(let fields) = json else { throw .wrongType }
    self.fields = fields
  }

  /// The value of a field; nil when it was left out.
  public subscript(key: String) -> JSONValue? {
    let value = fields[key]
    return value == .null ? nil : value
  }

  /// A text that must be there.
  public func text(_ key: String) throws(JSONFault) -> String { try required(key, text(ifGiven: key)) }

  /// A whole number that must be there.
  public func integer(_ key: String) throws(JSONFault) -> Int { try required(key, integer(ifGiven: key)) }

  /// A text; nil when it was left out.
  public func text(ifGiven key: String) throws(JSONFault) -> String? {
    guard let value = self[key] else { return nil }
    guard case .string(let text) = value else { throw .wrong(key: key) }
    return text
  }

  /// A whole number; nil when it was left out.
  public func integer(ifGiven key: String) throws(JSONFault) -> Int? {
    guard let value = self[key] else { return nil }
    guard case .integer(let number) = value else { throw .wrong(key: key) }
    return number
  }

  /// Yes or no; nil when it was left out.
  public func flag(ifGiven key: String) throws(JSONFault) -> Bool? {
    guard let value = self[key] else { return nil }
    guard case .bool(let flag) = value else { throw .wrong(key: key) }
    return flag
  }

  /// Texts by their names; nil when they were left out.
  public func texts(ifGiven key: String) throws(JSONFault) -> [String: String]? {
    guard let value = self[key] else { return nil }
    guard case .object(let fields) = value else { throw .wrong(key: key) }
    var texts: [String: String] = [:]
    for (name, value) in fields {
      guard case .string(let text) = value else { throw .wrong(key: key) }
      texts[name] = text
    }
    return texts
  }

  private func required<Value>(_ key: String, _ value: Value?) throws(JSONFault) -> Value {
    guard let value else { throw .missing(key: key) }
    return value
  }
}
