public import Language

/// What the names of a session mean.
public struct Definitions: Sendable {
  /// A name's meaning and the line that gave it.
  public struct Entry: Sendable {
    /// What it is.
    public let value: Quantity
    /// How people read it: `f(x) = x^2`, `n = 5`.
    public let spelling: String
  }

  private var entries: [String: Entry] = [:]

  /// Nothing yet.
  public init() {}

  /// The names in alphabetical order.
  public var names: [String] { entries.keys.sorted() }

  /// The meaning of a name.
  public subscript(name: String) -> Entry? { entries[name] }

  /// What the definition means, computed but not yet kept.
  ///
  /// The body of a function looks its names up when it is called, so a later definition of a name changes what earlier
  /// functions find, as in any notebook.
  public func entry(for definition: Definition, in text: SourceText, by evaluator: Evaluator) throws(MathFault) -> Entry
  {
    let spelling = text[definition.range]
    guard let parameters = definition.parameters else {
      let value = try evaluator.evaluate(definition.value)
      let shown = Self.shortened(value)
      return Entry(value: value, spelling: "\(definition.name) = \(shown)")
    }
    let function = DefinedFunction(
      name: definition.name, parameters: parameters, body: definition.value, spelling: spelling)
    return Entry(value: .function(.defined(function)), spelling: spelling)
  }

  private static func shortened(_ value: Quantity) -> String {
    if case .grid(let grid) = value, !grid.isVector || grid.columns > 8 { return grid.described }
    return value.plain(digits: 6)
  }

  /// Keeps a meaning.
  public mutating func define(_ name: String, _ entry: Entry) { entries[name] = entry }
}
