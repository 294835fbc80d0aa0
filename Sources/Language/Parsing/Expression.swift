/// A value as it is written: a tree of nodes, each knowing its place.
///
/// Commands take literals, which are leaves.
public struct Expression: Sendable, Equatable {
  /// What a node is.
  public enum Node: Sendable, Equatable {
    /// A value that stands for itself.
    case literal(Literal)
  }

  /// What it is.
  public let node: Node
  /// Where it stands.
  public let range: SourceRange
}

/// A value that stands for itself.
public enum Literal: Sendable, Equatable {
  /// `2e-4`, `-5`.
  case number(Double)
  /// `28x28`.
  case size([Int])
  /// `"a text"`.
  case string(String)
  /// `non-saturating`; `on` and `true` are words too, until a flag is wanted.
  case word(String)
}
