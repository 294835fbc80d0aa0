public import Language

/// What cannot be computed, and where: facts; the words are in `MathFault+Text.swift`.
public struct MathFault: Error, Sendable, Equatable {
  /// What is wrong.
  public enum Problem: Sendable, Equatable {
    /// A name without a meaning.
    case unknownName(String, nearest: String?)
    /// Something called or differentiated that is no function.
    case notAFunction(String)
    /// A call without a value it needs.
    case tooFew(function: String, signature: String, missing: String)
    /// A call with more values than the function takes.
    case tooMany(function: String, signature: String)
    /// A named value that the function does not have.
    case unknownArgument(String, function: String, nearest: String?, names: [String])
    /// A value given twice.
    case argumentTwice(String, function: String)
    /// A value of another kind than the function takes.
    case wrongKind(argument: String, function: String, wanted: String, found: String)
    /// Two values that a sign does not join.
    case wrongOperands(sign: String, left: String, right: String)
    /// Two grids of different sizes where entries meet.
    case shapesDiffer(sign: String, left: String, right: String)
    /// Two matrices whose inner lengths differ.
    case productShapes(left: String, right: String)
    /// Rows of different lengths.
    case raggedRows(first: Int, other: Int, row: Int)
    /// Something in brackets that is neither number nor row.
    case mixedList(String)
    /// A size with another number of entries.
    case reshape(count: Int, size: String)
    /// More values than the limit.
    case tooLarge(String)
    /// A kernel larger than the padded input.
    case kernelTooLarge(kernel: String, input: String)
    /// A padding that takes away all of an output.
    case nothingLeft(length: Int, padding: Int)
    /// An output padding that is not below the stride.
    case outputPadding(Int, stride: Int)
    /// A number for which the function has no value.
    case domain(function: String, value: Double, wanted: String)
    /// A division by 0.
    case division
    /// A function that `'` does not go with.
    case notDifferentiable(function: String, reason: String)
    /// A function drawn over another number of variables than it takes.
    case notDrawable(function: String, count: Int, variables: Int)
    /// Something else where a number is needed.
    case notNumber(String)
    /// A derivative beyond the highest order.
    case orderTooHigh(Int)
    /// Calls within calls without end.
    case tooDeep
    /// More steps than a line may take.
    case tooLong
    /// A function whose result it cannot be applied to again.
    case notAStep(function: String, found: String)
    /// The person stopped it.
    case interrupted
    /// A range from an infinite end the wrong way round.
    case emptyRange(Double, Double)
    /// An integral that does not reach its tolerance.
    case noConvergence(estimate: Double, error: Double)
    /// An integrand that is not finite.
    case divergent
    /// The logarithm of 0, which may be something too small for a number, where its weight is not small.
    case logarithmOfNothing(function: String, of: String, under: String)
    /// A function that is 0 wherever it has been looked at.
    case unseen
    /// A density that does not integrate to 1.
    case notADensity(Double)
    /// A probability below 0.
    case noProbability(Double)
    /// A vector that is no distribution.
    case notProbabilities(Double)
    /// A value that no option of a command takes.
    case noLiteral(String)
    /// A name for what is measured, before the measurement.
    case notMeasured(String, by: String)
    /// A place outside of a vector or matrix.
    case noEntry(String, size: String)
    /// A word that is not among the choices.
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
