/// A value as it is written: a tree of nodes, each knowing its place.
public struct Expression: Sendable, Equatable {
  /// What a node is.
  public indirect enum Node: Sendable, Equatable {
    /// A value that stands for itself.
    case literal(Literal)
    /// A name that was defined, is built in, or is a function's parameter.
    case name(String)
    /// `-x`.
    case negation(Expression)
    /// `a + b` and the other signs between two values, comparisons included.
    case operation(Operator, Expression, Expression)
    /// `f(x, stride=2)`.
    case call(Expression, [CallArgument])
    /// `f'`, `f''`, …: the derivative of that order.
    case derivative(Expression, order: Int)
    /// `[a, b]`.
    case list([Expression])
    /// `a..b`.
    case range(Expression, Expression)
  }

  /// What it is.
  public let node: Node
  /// Where it stands.
  public let range: SourceRange
  /// How many nodes stand within one another, at most ``Limits/depth``.
  let depth: Int

  init(_ node: Node, _ range: SourceRange) {
    self.node = node
    self.range = range
    depth =
      switch node {
      case .literal, .name: 1
      case .negation(let inner), .derivative(let inner, _): inner.depth + 1
      case .operation(_, let left, let right), .range(let left, let right): max(left.depth, right.depth) + 1
      case .call(let function, let arguments):
        max(function.depth, arguments.map(\.value.depth).max() ?? 0) + 1
      case .list(let parts): (parts.map(\.depth).max() ?? 0) + 1
      }
  }

  /// The name that it is, when it is nothing else: a word in a command, or a name.
  public var asName: String? {
    switch node {
    case .name(let name), .literal(.word(let name)): name
    default: nil
    }
  }
}

/// A value that stands for itself.
public enum Literal: Sendable, Equatable {
  /// `2e-4`, `-5`.
  case number(Double)
  /// `28x28`.
  case size([Int])
  /// `"a text"`.
  case string(String)
  /// `non-saturating`, `nearest`: a word that means itself.
  case word(String)
  /// `true` or `false`.
  case flag(Bool)
  /// `None`: as if nothing had been written.
  case nothing
}

/// A sign between two values.
public enum Operator: String, Sendable, CaseIterable {
  /// Arithmetic.
  case plus = "+", minus = "-", times = "*", divided = "/", power = "^", matrixProduct = "@"
  /// Comparisons.
  case isEqual = "==", isLess = "<", isGreater = ">", isAtMost = "<=", isAtLeast = ">="

  /// Whether it compares.
  public var isComparison: Bool { strength == 1 }

  /// How strongly it binds.
  var strength: Int {
    switch self {
    case .isEqual, .isLess, .isGreater, .isAtMost, .isAtLeast: 1
    case .plus, .minus: 2
    case .times, .divided, .matrixProduct: 3
    case .power: 5
    }
  }
}

/// One argument of a call.
public struct CallArgument: Sendable, Equatable {
  /// The name in front of its `=`, if it has one.
  public let name: String?
  /// Where the name stands.
  public let nameRange: SourceRange?
  /// What is given.
  public let value: Expression
}
