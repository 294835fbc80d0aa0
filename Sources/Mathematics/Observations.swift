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
    /// The value, one entry a measurement; nil while there is none.
    public let values: () -> [Double]?

    /// A name, its help, and how its value is found.
    public init(
      _ name: String, _ summary: String, measuredBy source: String, values: @escaping () -> [Double]?
    ) {
      (self.name, self.summary, self.source, self.values) = (name, summary, source, values)
    }
  }

  /// All of them.
  public let names: [Name]

  /// These names.
  public init(_ names: [Name] = []) {
    self.names = names
  }

  subscript(name: String) -> Name? { names.first { $0.name == name } }
}
