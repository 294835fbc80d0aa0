import Language

/// The values a built-in function is called with, by the names of its parameters.
struct Given {
  let function: BuiltIn
  let arguments: [String: BuiltIn.Argument]
  /// All of them, for functions that take many.
  let many: [BuiltIn.Argument]
  /// The whole call.
  let range: SourceRange

  func place(_ name: String) -> SourceRange { arguments[name]?.range ?? range }

  func value(_ name: String) -> Quantity {
    arguments[name]?.value ?? function.parameters.first { $0.name == name }?.standard ?? .nothing
  }

  func wrong(_ name: String) -> MathFault {
    let kind = function.parameters.first { $0.name == name }?.kind ?? .any
    return MathFault(
      .wrongKind(argument: "`\(name)`", function: function.name, wanted: kind.phrase, found: value(name).shortPhrase),
      place(name))
  }

  func number(_ name: String) throws(MathFault) -> Number {
    guard case .number(let number) = value(name) else { throw wrong(name) }
    return number
  }

  func whole(_ name: String) throws(MathFault) -> Int {
    let kind = function.parameters.first { $0.name == name }?.kind
    guard case .number(let number) = value(name), let whole = Int(exactly: number.value),
      case .whole(let allowed)? = kind, allowed.contains(whole)
    else { throw wrong(name) }
    return whole
  }

  func grid(_ name: String) throws(MathFault) -> Grid {
    guard case .grid(let grid) = value(name) else { throw wrong(name) }
    return grid
  }

  /// A grid of two lengths; a vector is one row.
  func matrix(_ name: String) throws(MathFault) -> Grid {
    let grid = try grid(name)
    return grid.isVector ? Grid([1, grid.columns], grid.numbers) : grid
  }

  func size(_ name: String) throws(MathFault) -> [Int] {
    switch value(name) {
    case .size(let lengths):
      guard lengths.count <= 2 else { throw wrong(name) }
      return try bounded(lengths, name)
    case .number(let number):
      guard let whole = Int(exactly: number.value), whole > 0 else { throw wrong(name) }
      return try bounded([whole], name)
    default: throw wrong(name)
    }
  }

  private func bounded(_ lengths: [Int], _ name: String) throws(MathFault) -> [Int] {
    let product = lengths.reduce(1.0) { $0 * Double($1) }
    guard product <= Double(Grid.limit) else {
      throw MathFault(.tooLarge("a size of \(product.text) values"), place(name))
    }
    return lengths
  }

  func function(_ name: String) throws(MathFault) -> Function {
    guard case .function(let function) = value(name) else { throw wrong(name) }
    guard function.parameterCount == 1 else { throw wrong(name) }
    return function
  }

  func bounds(_ name: String) throws(MathFault) -> (low: Number, high: Number) {
    guard case .range(let low, let high) = value(name) else { throw wrong(name) }
    // Between finite bounds the wrong way round, an integral changes its sign; from an infinite one it means nothing.
    guard low.value < high.value || (low.value.isFinite && high.value.isFinite) else {
      throw MathFault(.emptyRange(low.value, high.value), place(name))
    }
    return (low, high)
  }

  func choice(_ name: String) throws(MathFault) -> String {
    guard case .choice(let words) = function.parameters.first(where: { $0.name == name })?.kind,
      case .text(let word) = value(name)
    else { throw wrong(name) }
    guard words.contains(word) else {
      throw MathFault(.unknownChoice(word, argument: "`\(name)=`", choices: words), place(name))
    }
    return word
  }
}

extension Quantity {
  /// What it is, with its value where that is short.
  var shortPhrase: String {
    switch self {
    case .number(let number): "`\(number.value.text)`"
    case .text(let text): "`\(text)`"
    case .size: "`\(plain())`"
    case .grid(let grid): grid.described
    case .function(let function): "the function `\(function.name)`"
    default: phrase
    }
  }
}
