public import Language

/// Computes expressions.
///
/// It counts what it does and stops with a clear fault when functions call one another without end or the work grows
/// beyond reason; nothing typed can hang or overflow it.
public final class Evaluator {
  /// Calls and nodes within one another.
  static let deepest = 1000
  /// Nodes computed for one line.
  static let mostSteps = 1_000_000
  /// The highest derivative.
  static let highestOrder = 20
  /// Steps between two questions whether to stop.
  private static let patience = 0x4000
  /// More products than any multiplication may take, and few enough to be multiplied with any work.
  private static let mostProducts = 1 << 25

  private let definitions: Definitions
  private let observations: Observations
  private let isInterrupted: () -> Bool
  /// The work done so far: nodes computed, and what they cost beyond.
  package private(set) var steps = 0
  /// The steps at which to ask next whether somebody wants an end.
  private var nextQuestion = Evaluator.patience
  private var depth = 0
  private var variables = 0
  /// How many products of coefficients a multiplication takes where it is computed: more with each variable by which
  /// something is differentiated, and with the order.
  private var products = 1
  /// What is found out about a function while somebody looks for its peaks.
  var looking: Looking?

  /// An evaluator for one line.
  ///
  /// - Parameters:
  ///   - definitions: the names of the session.
  ///   - observations: what was measured in it.
  ///   - isInterrupted: asked now and then; true ends the work with a fault.
  public init(
    _ definitions: Definitions, observations: Observations = Observations(),
    isInterrupted: @escaping () -> Bool = { false }
  ) {
    self.definitions = definitions
    self.observations = observations
    self.isInterrupted = isInterrupted
  }

  /// The value of an expression; `locals` are names that mean something in it alone.
  public func evaluate(_ expression: Expression, locals: [String: Quantity] = [:]) throws(MathFault) -> Quantity {
    depth += 1
    defer { depth -= 1 }
    try count(at: expression.range)
    switch expression.node {
    // A word behind `=`, as in `stride=s`, is the variable of that name where there is one.
    case .literal(.word(let word)): return locals[word] ?? .text(word)
    case .literal(let literal): return Self.quantity(literal)
    case .name(let name): return try meaning(of: name, at: expression.range, locals)
    case .negation(let inner):
      return try Arithmetic.negated(evaluate(inner, locals: locals), at: expression.range)
    case .operation(let sign, let left, let right):
      let a = try evaluate(left, locals: locals)
      let b = try evaluate(right, locals: locals)
      try count(Arithmetic.work(of: sign, a, b), at: expression.range)
      return try Arithmetic.combined(sign, a, b, at: expression.range)
    case .call(let callee, let arguments): return try call(callee, arguments, at: expression.range, locals)
    case .derivative(let inner, let order):
      let value = try evaluate(inner, locals: locals)
      return .function(try derivative(value, order: order, at: expression.range))
    case .list(let parts):
      var values: [(Quantity, SourceRange)] = []
      for part in parts { values.append((try evaluate(part, locals: locals), part.range)) }
      return try Arithmetic.grid(of: values, at: expression.range)
    case .range(let low, let high):
      return .range(
        try number(evaluate(low, locals: locals), at: low.range),
        try number(evaluate(high, locals: locals), at: high.range))
    }
  }

  /// The value of a function of one number.
  public func value(of function: Function, at x: Double, _ range: SourceRange) throws(MathFault) -> Double {
    try apply(function, to: .real(x), at: range).value
  }

  /// Calls a function of one number, slopes and all.
  func apply(_ function: Function, to x: Number, at range: SourceRange) throws(MathFault) -> Number {
    depth += 1
    defer { depth -= 1 }
    try count(at: range)
    switch function {
    case .made(let made): return try follow(made.value, to: x, at: range)
    case .derivative(let inner, let order):
      return try varying(x, order: order) { (x, variable) throws(MathFault) -> Number in
        try apply(inner, to: x, at: range).derivative(order, by: variable)
      }
    case .builtIn(let function):
      let argument = BuiltIn.Argument(name: nil, nameRange: nil, value: .number(x), range: range)
      return try number(function.call([argument], at: range, by: self), at: range)
    case .defined(let function): return try number(call(function, [.number(x)], at: range), at: range)
    }
  }

  /// What a made function's rule gives for a number.
  func follow(_ rule: MadeFunction.Rule, to x: Number, at range: SourceRange) throws(MathFault) -> Number {
    if products > 1 { try count(Self.ruleMultiplications, at: range) }
    return try rule(x, range, self)
  }

  /// Those of a density.
  private static let ruleMultiplications = 4

  /// Computes with a number that is followed as a variable, up to an order.
  func varying<Result>(
    _ x: Number, order: Int, _ compute: (Number, Int) throws(MathFault) -> Result
  ) throws(MathFault) -> Result {
    let (outer, variable) = (products, variables + 1)
    variables = variable
    products = min(outer * ((order + 1) * (order + 2) / 2), Self.mostProducts)
    defer {
      variables = variable - 1
      products = outer
    }
    return try compute(x.varied(order, variable: variable), variable)
  }

  func number(_ quantity: Quantity, at range: SourceRange) throws(MathFault) -> Number {
    guard case .number(let number) = quantity else {
      throw MathFault(.notNumber(quantity.shortPhrase), range)
    }
    return number
  }

  // MARK: Names and calls

  private func meaning(of name: String, at range: SourceRange, _ locals: [String: Quantity]) throws(MathFault)
    -> Quantity
  {
    if let value = locals[name] ?? definitions[name]?.value ?? BuiltIn.constants[name] { return value }
    if let function = BuiltIn.named(name) { return .function(.builtIn(function)) }
    if let observed = observations[name] {
      guard let value = observed.value() else {
        throw MathFault(.notMeasured(name, by: observed.source), range)
      }
      return value
    }
    let candidates =
      locals.keys.sorted() + definitions.names + BuiltIn.all.map(\.name) + observations.names.map(\.name)
    throw MathFault(.unknownName(name, nearest: Spelling.nearest(to: name, among: candidates)), range)
  }

  private func call(
    _ callee: Expression, _ written: [CallArgument], at range: SourceRange, _ locals: [String: Quantity]
  ) throws(MathFault) -> Quantity {
    let value = try evaluate(callee, locals: locals)
    guard case .function(let function) = value else {
      throw MathFault(.notAFunction(value.phrase), callee.range)
    }
    return try call(function, try evaluated(written, locals), at: range)
  }

  /// What a function makes of values that stand in this order.
  func result(of function: Function, _ values: [Quantity], at range: SourceRange) throws(MathFault) -> Quantity {
    try count(at: range)
    let arguments = values.map { BuiltIn.Argument(name: nil, nameRange: nil, value: $0, range: range) }
    return try call(function, arguments, at: range)
  }

  private func call(
    _ function: Function, _ arguments: [BuiltIn.Argument], at range: SourceRange
  ) throws(MathFault) -> Quantity {
    if case .builtIn(let builtIn) = function { return try builtIn.call(arguments, at: range, by: self) }
    for argument in arguments {
      guard let name = argument.name else { continue }
      throw MathFault(
        .unknownArgument(name, function: function.name, nearest: nil, names: []), argument.nameRange ?? argument.range)
    }
    if case .defined(let function) = function { return try call(function, arguments.map(\.value), at: range) }
    let signature = "\(function.name)(x)"
    guard let first = arguments.first else {
      throw MathFault(.tooFew(function: function.name, signature: signature, missing: "a number"), range)
    }
    guard arguments.count == 1 else {
      throw MathFault(.tooMany(function: function.name, signature: signature), arguments[1].range)
    }
    return try apply(function, to: first.value, first.range, calledAt: range)
  }

  /// Calls a function of one value, which may be a vector or matrix.
  ///
  /// - Parameters:
  ///   - place: where the value stands.
  ///   - range: the whole call.
  func apply(
    _ function: Function, to value: Quantity, _ place: SourceRange, calledAt range: SourceRange
  ) throws(MathFault) -> Quantity {
    switch (function, value) {
    case (.defined(let function), _): return try call(function, [value], at: range)
    case (.builtIn(let function), _):
      return try function.call(
        [BuiltIn.Argument(name: nil, nameRange: nil, value: value, range: place)], at: range, by: self)
    // A vector goes through entry by entry.
    case (_, .grid(let grid)):
      var numbers: [Number] = []
      for number in grid.numbers { numbers.append(try apply(function, to: number, at: range)) }
      return .grid(Grid(grid.lengths, numbers))
    default: return .number(try apply(function, to: number(value, at: place), at: range))
    }
  }

  func evaluated(_ written: [CallArgument], _ locals: [String: Quantity]) throws(MathFault) -> [BuiltIn.Argument] {
    var arguments: [BuiltIn.Argument] = []
    for argument in written {
      let value = try evaluate(argument.value, locals: locals)
      arguments.append(
        BuiltIn.Argument(name: argument.name, nameRange: argument.nameRange, value: value, range: argument.value.range))
    }
    return arguments
  }

  fileprivate func call(_ function: DefinedFunction, _ values: [Quantity], at range: SourceRange) throws(MathFault)
    -> Quantity
  {
    let signature = "\(function.name)(\(function.parameters.joined(separator: ", ")))"
    guard values.count >= function.parameters.count else {
      throw MathFault(
        .tooFew(function: function.name, signature: signature, missing: "`\(function.parameters[values.count])`"), range
      )
    }
    guard values.count == function.parameters.count else {
      throw MathFault(.tooMany(function: function.name, signature: signature), range)
    }
    let locals = Dictionary(zip(function.parameters, values)) { first, _ in first }
    do {
      return try evaluate(function.body, locals: locals)
    } catch {
      // The body may stand in another cell, so the call is what can be pointed at.
      var fault = MathFault(error.problem, range)
      let shown = values.count == 1 ? values[0].plain(digits: 6) : "…"
      let name = "\(function.name)(\(shown.count < 30 ? shown : "…"))"
      // Of a long chain of calls the first and the last ones say most; of an endless one, the first.
      fault.calls =
        error.problem == .tooDeep ? [name] : [name] + (error.calls.count < 4 ? error.calls : error.calls.suffix(3))
      throw fault
    }
  }

  private func derivative(_ value: Quantity, order: Int, at range: SourceRange) throws(MathFault) -> Function {
    guard case .function(let function) = value else { throw MathFault(.notAFunction(value.phrase), range) }
    var inner = function
    var total = order
    if case .derivative(let deeper, let already) = function {
      inner = deeper
      total += already
    }
    guard total <= Self.highestOrder else { throw MathFault(.orderTooHigh(total), range) }
    let count = inner.parameterCount
    guard count == 1 else {
      throw MathFault(
        .notDifferentiable(function: inner.name, reason: "it takes \(count) values, and `'` is for functions of one"),
        range)
    }
    return .derivative(inner, order: total)
  }

  /// One more step of work.
  func count(at range: SourceRange) throws(MathFault) {
    steps += 1
    guard depth <= Self.deepest else { throw MathFault(.tooDeep, range) }
    guard steps <= Self.mostSteps else { throw MathFault(.tooLong, range) }
    guard steps >= nextQuestion else { return }
    nextQuestion = steps + Self.patience
    if isInterrupted() { throw MathFault(.interrupted, range) }
  }

  /// Work that is more than a step, such as a matrix product, in multiplications; more than may be done is not begun.
  ///
  /// Multiplications of numbers with slopes count as often as they have products of coefficients.
  func count(_ work: Int, at range: SourceRange) throws(MathFault) {
    let rest = Self.mostSteps - steps
    guard work / 16 <= rest, work * products / 16 <= rest else { throw MathFault(.tooLong, range) }
    steps += work * products / 16
    try count(at: range)
  }

  /// The work that a built-in function has with the slopes of its arguments.
  func countSlopes(of arguments: [BuiltIn.Argument], at range: SourceRange) throws(MathFault) {
    guard products > 1 else { return }
    try count(arguments.reduce(0) { $0 + $1.value.slopedEntries }, at: range)
  }

  private static func quantity(_ literal: Literal) -> Quantity {
    switch literal {
    case .number(let value): .number(.real(value))
    case .size(let lengths): .size(lengths)
    case .string(let text), .word(let text): .text(text)
    case .flag(let flag): .flag(flag)
    case .nothing: .nothing
    }
  }
}

extension Quantity {
  /// The value as a command takes it.
  ///
  /// - Throws: `.noLiteral` for matrices, functions and ranges.
  public func literal(at range: SourceRange) throws(MathFault) -> Literal {
    switch self {
    case .number(let number): .number(number.value)
    case .flag(let flag): .flag(flag)
    case .size(let lengths): .size(lengths)
    case .text(let text): .string(text)
    case .nothing: .nothing
    default: throw MathFault(.noLiteral(shortPhrase), range)
    }
  }
}

extension Quantity {
  /// How many entries carry slopes; of a grid, all count when the first or the last one does.
  fileprivate var slopedEntries: Int {
    switch self {
    case .number(let number): number.hasSlopes ? 1 : 0
    case .grid(let grid):
      grid.numbers.first?.hasSlopes == true || grid.numbers.last?.hasSlopes == true ? grid.numbers.count : 0
    default: 0
    }
  }
}

extension Function {
  /// How many values it takes at least.
  public var parameterCount: Int {
    switch self {
    case .defined(let function): function.parameters.count
    case .builtIn(let function): function.parameters.count { $0.standard == nil }
    case .derivative, .made: 1
    }
  }
}

extension Evaluator {
  /// The value of an expression in which variables have values; a function is called with them, in their order.
  public func value(
    of expression: Expression, with variables: [String], at places: [Double]
  ) throws(MathFault) -> Double {
    let numbers = places.map { Quantity.number(.real($0)) }
    let value = try evaluate(
      expression, locals: Dictionary(zip(variables, numbers)) { first, _ in first })
    guard case .function(let function) = value else { return try number(value, at: expression.range).value }
    guard function.parameterCount == places.count else {
      throw MathFault(
        .notDrawable(function: function.name, count: function.parameterCount, variables: places.count),
        expression.range)
    }
    return try self.value(of: function, at: places, expression.range)
  }

  /// The value of a function of as many numbers as there are places.
  private func value(of function: Function, at places: [Double], _ range: SourceRange) throws(MathFault) -> Double {
    if places.count == 1 { return try value(of: function, at: places[0], range) }
    let numbers = places.map { Quantity.number(.real($0)) }
    switch function {
    case .defined(let defined): return try number(call(defined, numbers, at: range), at: range).value
    case .builtIn(let builtIn):
      let arguments = numbers.map { BuiltIn.Argument(name: nil, nameRange: nil, value: $0, range: range) }
      return try number(builtIn.call(arguments, at: range, by: self), at: range).value
    case .derivative, .made:
      throw MathFault(.notDrawable(function: function.name, count: 1, variables: places.count), range)
    }
  }
}

extension MathFault {
  /// Whether a function merely has no value at one place, so that a chart has a gap there.
  public var isGap: Bool {
    switch problem {
    case .domain, .division: true
    default: false
    }
  }
}
