public import Language

/// What cannot be computed, and where: facts; the words are in `MathFault+Text.swift`.
public struct MathFault: Error, Sendable, Equatable {
  /// What is wrong.
  public enum Problem: Sendable, Equatable {
    case unknownName(String, nearest: String?)
    case notAFunction(String)
    case tooFew(function: String, signature: String, missing: String)
    case tooMany(function: String, signature: String)
    case unknownArgument(String, function: String, nearest: String?, names: [String])
    case argumentTwice(String, function: String)
    case wrongKind(argument: String, function: String, wanted: String, found: String)
    case wrongOperands(sign: String, left: String, right: String)
    case shapesDiffer(sign: String, left: String, right: String)
    case productShapes(left: String, right: String)
    case raggedRows(first: Int, other: Int, row: Int)
    case mixedList(String)
    case reshape(count: Int, size: String)
    case tooLarge(String)
    case kernelTooLarge(kernel: String, input: String)
    case outputPadding(Int, stride: Int)
    case domain(function: String, value: Double, wanted: String)
    case division
    case notDifferentiable(function: String, reason: String)
    case notDrawable(function: String, count: Int)
    case notNumber(String)
    case orderTooHigh(Int)
    case tooDeep
    case tooLong
    case interrupted
    case emptyRange(Double, Double)
    case tooManyPoints(Double)
    case noConvergence(estimate: Double, error: Double)
    case divergent
    case notADensity(Double)
    case notProbabilities(Double)
    case noLiteral(String)
    case unknownChoice(String, argument: String, choices: [String])
  }

  /// What is wrong.
  public let problem: Problem
  /// Where it is in the cell that runs.
  public let range: SourceRange
  /// The calls it happened in, the outermost first, when it is inside functions.
  public internal(set) var calls: [String] = []

  init(_ problem: Problem, _ range: SourceRange) {
    self.problem = problem
    self.range = range
  }

  /// The fault for a person, with the place to point at.
  public var diagnostic: Diagnostic {
    let place =
      calls.isEmpty
      ? ""
      : "in " + calls.prefix(3).map { "`\($0)`" }.joined(separator: ", in ") + (calls.count > 3 ? ", …" : "") + ": "
    return Diagnostic(range, message: place + problem.message, suggestion: problem.suggestion, hint: problem.hint)
  }
}
