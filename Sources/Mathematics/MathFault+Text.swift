import Language

/// The sentences: cause, then what to do next.
extension MathFault.Problem {
  var message: String {
    switch self {
    case .unknownName(let name, _): "there is nothing called `\(name)`"
    case .notAFunction(let found): "only functions can be called or differentiated, and this is \(found)"
    case .tooFew(let function, _, let missing): "`\(function)` needs \(missing)"
    case .tooMany(let function, _): "`\(function)` does not take so many values"
    case .unknownArgument(let name, let function, _, _): "`\(function)` has no option `\(name)`"
    case .argumentTwice(let name, let function): "`\(name)` of `\(function)` is given twice"
    case .wrongKind(let argument, let function, let wanted, let found):
      "\(argument) of `\(function)` is \(wanted), not \(found)"
    case .wrongOperands(let sign, let left, let right): "`\(sign)` does not go with \(left) and \(right)"
    case .shapesDiffer(let sign, let left, let right): "`\(sign)` works entry by entry, and \(left) is not \(right)"
    case .productShapes(let left, let right): "`@` cannot multiply \(left) with \(right)"
    case .raggedRows(let first, let other, let row):
      "the rows of a matrix are equally long: the first has \(first), row \(row) has \(other)"
    case .mixedList(let found): "brackets hold numbers, or rows of numbers, not \(found)"
    case .reshape(let count, let size): "\(count.spelled) values do not fill \(size)"
    case .tooLarge(let what): "\(what) is more than the limit of \(Grid.limit.spelled) values"
    case .kernelTooLarge(let kernel, let input): "a kernel of \(kernel) does not fit into an input of \(input)"
    case .outputPadding(let padding, let stride): "output_padding=\(padding) is not below stride=\(stride)"
    case .domain(let function, let value, let wanted): "`\(function)` takes \(wanted), and this is \(value.text)"
    case .division: "this divides by 0"
    default: furtherMessage
    }
  }

  private var furtherMessage: String {
    switch self {
    case .notDifferentiable(let function, let reason): "`\(function)` has no derivative: \(reason)"
    case .notDrawable(let function, let count, let variables):
      "`\(function)` takes \(count == 1 ? "one number" : "\(count) numbers"), and `over` gives "
        + (variables == 1 ? "one" : "\(variables)")
    case .notNumber(let found): "a number is wanted here, and this is \(found)"
    case .orderTooHigh(let order): "a derivative of order \(order) is more than \(Evaluator.highestOrder)"
    case .tooDeep: "functions call one another more than \(Evaluator.deepest.spelled) deep"
    case .tooLong: "this takes more than \(Evaluator.mostSteps.spelled) steps"
    case .notAStep(let function, let found):
      "`\(function)` cannot be repeated: it has to give as many numbers as it takes, and it gives \(found)"
    case .interrupted: "stopped"
    case .emptyRange(let low, let high): "the range \(low.text)..\(high.text) is empty"
    case .noConvergence(let estimate, let error):
      "the integral does not settle: \(estimate.text) with an error of about \(error.text)"
    case .divergent: "the function grows beyond every number in this range, so there is no integral"
    case .logarithmOfNothing(let function, let found, let weight):
      "`\(function)` takes the logarithm of \(found), which is 0, or too small for a number, where \(weight) is not"
    case .unseen: "the function is 0 wherever it was looked at, and a narrow peak would not have been seen"
    case .nothingLeft(let length, let padding):
      "padding=\(padding) takes \((2 * padding).spelled) values from a side of \(length.spelled), and nothing is left"
    case .notADensity(let total): "the densities must integrate to 1, and this one gives \(total.text)"
    case .noProbability(let value): "a probability is from 0 on, and here is \(value.text)"
    case .notProbabilities(let total): "probabilities are from 0 on and sum to 1, and these give \(total.text)"
    case .notMeasured(let name, _): "`\(name)` has not been measured yet"
    case .noEntry(let place, let size): "there is no entry \(place) in \(size) values"
    case .noLiteral(let found): "a command takes numbers, sizes, texts and `true` or `false` here, not \(found)"
    case .unknownChoice(let found, let argument, _): "`\(found)` is not a choice of \(argument)"
    default: ""
    }
  }

  var suggestion: String? {
    switch self {
    case .unknownName(_, let nearest), .unknownArgument(_, _, let nearest, _): nearest
    case .unknownChoice(let found, _, let choices): Spelling.nearest(to: found, among: choices)
    default: nil
    }
  }

  var hint: String? {
    switch self {
    case .unknownName(let name, let nearest): nearest == nil ? "Define it first, as in `\(name) = 1`." : nil
    case .notMeasured(_, let source): "Type `\(source)` first."
    case .noEntry: "Count from 1."
    case .wrongKind(_, _, _, "None"), .notNumber("None"), .wrongOperands(_, "None", _), .wrongOperands(_, _, "None"):
      "`None` stands where a value is missing: replace it by yours."
    case .notAFunction(let found): found == "a number" ? "Write products with `*`." : nil
    case .tooFew(_, let signature, _), .tooMany(_, let signature): "It is written `\(signature)`."
    case .unknownArgument(_, _, _, let names):
      names.isEmpty ? "It has no options." : "It has \(names.map { "`\($0)`" }.joined(separator: ", "))."
    case .argumentTwice: "Keep one of them."
    case .shapesDiffer(let sign, _, _):
      sign.first?.isLetter == true
        ? "Make both the same size." : "Make both the same size, or use `@` for the matrix product."
    case .productShapes: "As many columns on the left as rows on the right: (a x b) @ (b x c) is a x c."
    case .raggedRows: "Give every row the same number of values."
    case .mixedList: "Write `[1, 2]` for a vector, `[[1, 2], [3, 4]]` for a matrix."
    case .reshape(let count, _): "Give lengths whose product is \(count.spelled)."
    case .tooLarge: "Make it smaller."
    case .kernelTooLarge:
      "The output has (input + 2 padding - kernel) / stride + 1 values a side: add padding, or take a smaller kernel."
    case .nothingLeft:
      "The output has stride (input - 1) + kernel - 2 padding + output_padding values a side: take less padding."
    case .outputPadding: "Take less, or a larger stride."
    case .domain(let function, _, _): function == "log" ? "Check where its argument comes below 0." : nil
    case .division: "Choose values for which the divisor is not 0."
    case .notDrawable(_, 2, 1): "Give a range for each, as in `over x=0..1, y=0..1`."
    case .notAStep: "Give as many entries as the start has, as in `step(x, y) = [x - y, x + y]`."
    case .orderTooHigh: "Take the derivative of a derivative by hand, or a lower order."
    case .tooDeep: "A function that calls itself needs an end, and there is none."
    case .tooLong: "Take fewer points, a shorter range or a simpler function."
    case .emptyRange(let low, let high):
      low > high ? "Write the smaller number first: `\(high.text)..\(low.text)`." : "Give two different numbers."
    case .noConvergence, .divergent: "Split the range, or leave the place out where the function has a pole or jumps."
    case .notADensity: "Use densities such as `normal(0, 1)`, or give the range that holds all of them."
    case .logarithmOfNothing:
      "Where it is 0 the result is infinite; only of `normal` and its `best_discriminator` all logarithms are known."
    case .unseen: "Give a range, as short as possible, outside of which it is 0."
    case .noProbability: "Probabilities are from 0 to 1, and sum to 1."
    case .notProbabilities: "Divide them by their sum."
    case .unknownChoice(_, _, let choices): "Choices: \(choices.joined(separator: ", "))."
    default: nil
    }
  }
}

extension Double {
  /// The number as the language writes it.
  var text: String { NumberFormat.text(self) }
}

extension Int {
  var spelled: String { Double(self).text }
}
