/// What can be wrong with a cell: facts, without sentences.
public enum Problem: Sendable, Equatable {
  // MARK: Characters
  /// A character that means nothing here.
  case unexpectedCharacter(String)
  /// A string without its closing quote.
  case unfinishedString
  /// A backslash in a string followed by something else than `"`, `\`, `n` or `t`.
  case unknownEscape(String)
  /// A text in single quotes.
  case singleQuotes
  /// A text in the quotes of a word processor.
  case curlyQuotes
  /// Digits with something glued to them.
  case malformedNumber(String)
  /// A number beyond the largest or below the smallest Double.
  case numberOutOfReach(String)
  /// A size with a length that is 0 or too long, or with something glued to it.
  case malformedSize(String)
  /// A bracket that is opened and not closed.
  case unclosedBracket(open: String, close: String)
  /// A bracket that is closed and was not opened.
  case unopenedBracket(String)

  // MARK: Lines
  /// A line that begins with a word which is no verb.
  case unknownVerb(String, nearest: String?, verbs: [String])
  /// `name = …` or `f(x) = …`.
  case definition(String)
  /// A definition whose name is a verb.
  case definitionOfVerb(String)
  /// A line that begins like an expression.
  case expression(String)
  /// `gan NAME … end`.
  case block(verb: String, name: String)
  /// `train(epochs=5)`.
  case parentheses(verb: String)
  /// Something behind a question such as `train?`.
  case afterQuestion(String)

  // MARK: Arguments as written
  /// A piece of an expression where a command takes plain values.
  case calculation(String)
  /// A comma between arguments; `joiner` is the word that joins values here, if one does.
  case comma(joiner: String?)
  /// `0,5`.
  case decimalComma(String)
  /// `--epochs`.
  case dashes(String, value: String?)
  /// `=` without a name in front.
  case nameMissing
  /// `epochs=` or `or` without a value behind.
  case valueMissing(after: String, expected: String)
  /// `epochs 5`.
  case equalsMissing(option: String, value: String?, expected: String)

  // MARK: Arguments against the declaration
  /// An option the verb does not have.
  case unknownOption(String, verb: String, nearest: String?, options: [String])
  /// The same option or clause twice.
  case duplicate(String)
  /// Two that exclude one another.
  case excluded(String, by: String)
  /// A required parameter that is not there.
  case missing(String, verb: String, expected: String, example: String?)
  /// More positional arguments than the verb takes; `nearest` is a way to write the value that it does take.
  case tooMany(String, verb: String, nearest: String?, signature: String)
  /// `or` where nothing can be joined.
  case joinerMisplaced(String)
  /// An option of another sub-command.
  case goesWithOther(String, verb: String, subject: String, subjects: [String])
  /// A value of another kind.
  case wrongKind(parameter: String, found: String, expected: String)
  /// A number with a fraction where a whole one is wanted.
  case notWhole(parameter: String, found: String, expected: String)
  /// A number outside its range.
  case outOfRange(parameter: String, found: String, expected: String)
  /// A word that is not among the choices.
  case unknownChoice(String, expected: String, nearest: String?, choices: [String])

  // MARK: Limits
  /// More bytes than a cell may have.
  case cellTooLarge(bytes: Int)
  /// More lines than a cell may have.
  case tooManyLines(Int)
  /// A line that is too long.
  case lineTooLong(Int)
  /// More tokens than a cell may have.
  case tooManyTokens
  /// Brackets nested too deeply.
  case nestingTooDeep
  /// Further diagnostics that are not shown.
  case more(Int)

  /// A fault found when a command ran, in the words of whoever found it.
  case other(message: String, suggestion: String?, hint: String?)
}
