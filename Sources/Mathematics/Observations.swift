/// Names whose values are measured and not defined, such as the losses of a training; a definition of the same name
/// comes before them.
public struct Observations {
  /// One name.
  public struct Name {
    /// What is written.
    public let name: String
    /// One line of help.
    public let summary: String
    /// The line that measures it: `train`.
    public let source: String
    /// The value; nil while there is none.
    let value: () -> Quantity?

    /// A name of a vector, one entry a measurement; nil and the empty vector are none yet.
    public init(
      _ name: String, _ summary: String, measuredBy source: String, values: @escaping () -> [Double]?
    ) {
      (self.name, self.summary, self.source) = (name, summary, source)
      value = { values().flatMap { $0.isEmpty ? nil : .grid(Grid([$0.count], $0.map { .real($0) })) } }
    }

    /// A name of a single number, nil for none yet.
    public init(number name: String, _ summary: String, measuredBy source: String, value: @escaping () -> Double?) {
      (self.name, self.summary, self.source) = (name, summary, source)
      self.value = { value().map { .number(.real($0)) } }
    }

    /// Whether there is a value.
    public var isMeasured: Bool { value() != nil }
  }

  /// All of them.
  public let names: [Name]

  /// These names.
  public init(_ names: [Name] = []) {
    self.names = names
  }

  subscript(name: String) -> Name? { names.first { $0.name == name } }
}
