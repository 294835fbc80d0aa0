import Language

/// A function that another function gives, such as a density.
public struct MadeFunction: Sendable {
  /// How a number is found for an argument.
  typealias Rule = @Sendable (Number, SourceRange, Evaluator) throws(MathFault) -> Number

  /// What people call it.
  public let name: String
  /// Its value.
  let value: Rule
  /// The logarithm of its value, also where the value is too small for a number; nil where only the value is known.
  let logarithm: Rule?
  /// The same of log(D / (1 - D)), for a discriminator that is rounded to 0 or 1.
  let logit: Rule?

  init(_ name: String, logarithm: Rule? = nil, logit: Rule? = nil, value: @escaping Rule) {
    (self.name, self.value, self.logarithm, self.logit) = (name, value, logarithm, logit)
  }
}

extension Function {
  /// What is known of it when another function has given it.
  var madeFunction: MadeFunction? { if case .made(let made) = self { made } else { nil } }
}
