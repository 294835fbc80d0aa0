public import Language

/// A function that needs no definition: name, parameters, help and meaning, declared once.
public struct BuiltIn: Sendable {
  /// What a parameter takes.
  enum Kind: Sendable {
    case number, grid, whole(ClosedRange<Int>), size, function, range, choice([String]), any
    /// A discriminator: a function, or a vector of its judgements.
    case judge
    /// A density (a function) or probabilities (a vector).
    case distribution

    var phrase: String {
      switch self {
      case .number: "a number"
      case .grid: "a vector or matrix"
      case .whole(let range): "a whole number from \(range.lowerBound) to \(range.upperBound.spelled)"
      case .size: "a length or two such as `4x4`"
      case .function: "a function"
      case .range: "a range such as `0..1`"
      case .choice(let words): words.map { "`\($0)`" }.joined(separator: " or ")
      case .any: "a value"
      case .judge: "a function with values from 0 to 1, or a vector of them"
      case .distribution: "a density such as `normal(0, 1)`, or a vector of probabilities"
      }
    }
  }

  /// Something that a function takes.
  struct Parameter: Sendable {
    let name: String
    let kind: Kind
    /// What it is when it is left out; nil when it must be given.
    let standard: Quantity?

    init(_ name: String, _ kind: Kind, _ standard: Quantity? = nil) {
      (self.name, self.kind, self.standard) = (name, kind, standard)
    }
  }

  /// Something that is given.
  struct Argument {
    let name: String?
    let nameRange: SourceRange?
    let value: Quantity
    let range: SourceRange
  }

  /// What it is called.
  public let name: String
  let parameters: [Parameter]
  /// Whether the last parameter may be given many times.
  let takesMany: Bool
  /// One line of help.
  public let summary: String
  /// An expression that can be computed as it stands.
  public let example: String
  private let compute: @Sendable (Given, Evaluator) throws(MathFault) -> Quantity

  init(
    _ name: String, _ parameters: [Parameter], takesMany: Bool = false, _ summary: String, example: String,
    compute: @escaping @Sendable (Given, Evaluator) throws(MathFault) -> Quantity
  ) {
    (self.name, self.parameters, self.takesMany) = (name, parameters, takesMany)
    (self.summary, self.example, self.compute) = (summary, example, compute)
  }

  /// How it is written: `conv(X, K, stride=1, padding=0)`.
  public var signature: String {
    let parts = parameters.map { parameter in
      parameter.standard.map { "\(parameter.name)=\($0.plain(digits: 6))" } ?? parameter.name
    }
    return "\(name)(\(parts.joined(separator: ", "))\(takesMany ? ", …" : ""))"
  }

  /// All of them, in the order of the reference.
  public static let all: [BuiltIn] =
    elementary + collections + entries + iterations + densities + convolutions + matrices

  /// Numbers with a name.
  static let constants: [String: Quantity] = ["pi": .number(.real(.pi)), "infinity": .number(.real(.infinity))]

  private static let index = Dictionary(all.map { ($0.name, $0) }) { first, _ in first }

  static func named(_ name: String) -> BuiltIn? { index[name] }

  /// What the vocabulary is told: every function and constant with its help.
  public static let choices: [Choice] =
    all.map { function in
      Choice(
        function.name, function.summary, details: [function.signature, function.example],
        options: function.parameters.filter { $0.standard != nil }.map(\.name))
    } + [
      Choice("pi", "3.14159…, the circle’s number", details: ["pi", "2 * pi"]),
      Choice(
        "infinity", "larger than every number, for ranges",
        details: ["infinity", "integrate(normal(0, 1), -infinity..infinity)"]),
    ]

  // MARK: Calling

  func call(_ arguments: [Argument], at range: SourceRange, by evaluator: Evaluator) throws(MathFault) -> Quantity {
    let given = try given(arguments, at: range)
    try evaluator.countSlopes(of: arguments, at: range)
    return try compute(given, evaluator)
  }

  /// The arguments by the names of the parameters.
  func given(_ arguments: [Argument], at range: SourceRange) throws(MathFault) -> Given {
    var given: [String: Argument] = [:]
    var many: [Argument] = []
    var position = 0
    for argument in arguments {
      if let name = argument.name {
        let place = argument.nameRange ?? argument.range
        guard parameters.contains(where: { $0.name == name }) else {
          let names = parameters.filter { $0.standard != nil }.map(\.name)
          throw MathFault(
            .unknownArgument(
              name, function: self.name, nearest: Spelling.nearest(to: name, among: parameters.map(\.name)),
              names: names),
            place)
        }
        guard given[name] == nil else { throw MathFault(.argumentTwice(name, function: self.name), place) }
        given[name] = argument
        if takesMany { many.append(argument) }
        continue
      }
      while position < parameters.count, given[parameters[position].name] != nil { position += 1 }
      if position < parameters.count {
        given[parameters[position].name] = argument
        position += 1
      } else if !takesMany {
        throw MathFault(.tooMany(function: name, signature: signature), argument.range)
      }
      if takesMany { many.append(argument) }
    }
    for parameter in parameters where parameter.standard == nil && given[parameter.name] == nil {
      throw MathFault(.tooFew(function: name, signature: signature, missing: "`\(parameter.name)`"), range)
    }
    return Given(function: self, arguments: given, many: many, range: range)
  }
}
