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
  /// A definition whose name is a verb; `usage` is how the verb is written when it sets one thing.
  case definitionOfVerb(String, usage: String?)
  /// A definition of a name that is built in.
  case definitionOfBuiltIn(String)
  /// A definition of a word such as `over` or `true`.
  case definitionOfKeyword(String)
  /// `my-value = …`.
  case hyphenInName(String)
  /// Something else than a name among the parameters of a function.
  case parameterExpected(String)
  /// `train(epochs=5)`.
  case parentheses(verb: String, example: String?)
  /// Something behind a question such as `train?`.
  case afterQuestion(String)

  // MARK: Expressions
  /// A sign or bracket behind which a value is missing.
  case operandMissing(found: String?)
  /// Something behind a complete expression; `product` is what was meant if a `*` was left out.
  case leftover(String, product: String?)
  /// `a = b` where only `check a = b` makes sense.
  case claimWithoutCheck(String)
  /// A name that was never defined.
  case unknownName(String, nearest: String?)
  /// A name that was never defined, in a command that could say where it runs.
  case freeVariable(String, keyword: String)
  /// A command where a value is wanted.
  case commandAsValue(String)
  /// `[]`.
  case emptyList
  /// More parts within one another than anyone reads.
  case expressionTooLong
  /// `over` without `x=…`.
  case domainExpected(String)
  /// `over x=5`.
  case rangeExpected(String)

  // MARK: Blocks
  /// A new name without a block under it.
  case blockMissing(String, choices: [String], sections: [String])
  /// A block without `end`.
  case blockUnfinished(String)
  /// A section that is missing or empty.
  case sectionMissing(String, block: String, of: String, example: String?)
  /// A part in front of the first section.
  case itemOutsideSection(String, sections: [String])
  /// A part that does not exist.
  case unknownItem(String, of: String, nearest: String?, choices: [String])

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
  /// A value of another kind; `nearest` is a name that stands for a value.
  case wrongKind(parameter: String, found: String, expected: String, nearest: String?)
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
