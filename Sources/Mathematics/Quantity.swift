import Language

/// What an expression can come to.
public enum Quantity: Sendable {
  /// A number.
  case number(Number)
  /// A vector or matrix.
  case grid(Grid)
  /// `true` or `false`.
  case flag(Bool)
  /// A size such as `28x28`.
  case size([Int])
  /// From one number to another.
  case range(Number, Number)
  /// Something that can be called.
  case function(Function)
  /// A text, or a word that means itself.
  case text(String)
  /// `None`.
  case nothing

  /// What sentences call it.
  package var phrase: String {
    switch self {
    case .number: "a number"
    case .grid(let grid): grid.isVector ? "a vector" : "a matrix"
    case .flag: "true or false"
    case .size: "a size"
    case .range: "a range"
    case .function: "a function"
    case .text: "a text"
    case .nothing: "None"
    }
  }
}

/// A vector (one length) or a matrix (rows, columns), values row by row.
public struct Grid: Sendable, Equatable {
  /// One length or two.
  public let lengths: [Int]
  var numbers: [Number]
  /// Which entry of a kernel each value repeats, nil where it is none's; kept by `conv_matrix` and `transpose`.
  public internal(set) var pattern: [Int?]?

  init(_ lengths: [Int], _ numbers: [Number], pattern: [Int?]? = nil) {
    (self.lengths, self.numbers, self.pattern) = (lengths, numbers, pattern)
  }

  /// The most values that one may have; a million fill 30 MB and no screen.
  static let limit = 1_000_000

  /// Whether it is a single row without columns.
  public var isVector: Bool { lengths.count == 1 }
  /// 1 for a vector.
  public var rows: Int { isVector ? 1 : lengths[0] }
  /// Values in a row.
  public var columns: Int { isVector ? lengths[0] : lengths[1] }
  /// The values as plain numbers, row by row.
  public var values: [Double] { numbers.map(\.value) }

  /// A row's values as plain numbers.
  public func row(_ index: Int) -> [Double] { numbers[index * columns..<(index + 1) * columns].map(\.value) }

  /// A column's values as plain numbers.
  public func column(_ index: Int) -> [Double] { (0..<rows).map { self[$0, index].value } }

  /// `3x4`, or `5` for a vector.
  public var sizeText: String { lengths.map(String.init).joined(separator: "x") }

  subscript(row: Int, column: Int) -> Number { numbers[row * columns + column] }
}

/// Something that can be called, and differentiated by its one parameter.
public indirect enum Function: Sendable {
  /// `f(x) = …`.
  case defined(DefinedFunction)
  /// One of the table.
  case builtIn(BuiltIn)
  /// `f'` and higher.
  case derivative(Function, order: Int)
  /// What `normal` and `best_discriminator` give.
  case made(MadeFunction)

  /// What people call it.
  public var name: String {
    switch self {
    case .defined(let function): function.name
    case .builtIn(let function): function.name
    case .derivative(let function, let order): function.name + String(repeating: "'", count: order)
    case .made(let function): function.name
    }
  }
}

/// A function that a cell has defined.
public struct DefinedFunction: Sendable {
  /// Its name.
  public let name: String
  /// The names of what it takes.
  public let parameters: [String]
  let body: Expression
  /// The line that defined it, for people.
  public let spelling: String
}
