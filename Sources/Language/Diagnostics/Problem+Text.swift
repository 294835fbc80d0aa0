/// The sentences. Messages have no full stop, hints do; what can be typed stands in backquotes.
extension Problem {
  var message: String {
    switch self {
    case .unexpectedCharacter(let found): "`\(found)` means nothing here"
    case .unfinishedString: "this text has no closing quote"
    case .unknownEscape(let found): "`\\\(found)` is not an escape"
    case .singleQuotes: "texts stand in double quotes, not in single ones"
    case .curlyQuotes: "texts stand in straight double quotes, not in curly ones"
    case .malformedNumber(let found): "`\(found)` is not a number"
    case .numberOutOfReach(let found): "`\(found)` is beyond what a number can hold"
    case .malformedSize(let found): "`\(found)` is not a size"
    case .unclosedBracket(let open, _): "`\(open)` is never closed"
    case .unopenedBracket(let close): "`\(close)` closes nothing"

    case .unknownVerb(let word, _, _): "there is no command `\(word)`"
    case .definitionOfVerb(let name, _): "`\(name)` is a command, so nothing else can have its name"
    case .definitionOfBuiltIn(let name): "`\(name)` is built in, so nothing else can have its name"
    case .definitionOfKeyword(let name): "`\(name)` means something everywhere, so nothing can have its name"
    case .hyphenInName(let name): "`\(name)` is no name for a value: `-` is the minus sign"
    case .parameterExpected(let found):
      found == ")" ? "a function needs at least one parameter" : "a parameter is a name, not `\(found)`"
    case .parentheses(let verb, _): "`\(verb)` is a command and takes no parentheses"
    case .afterQuestion(let found): "nothing can follow a question, and here is `\(found)`"

    case .calculation(let found): "`\(found)` does not belong here"
    case .comma: "a comma does not separate the parts of a command"
    case .decimalComma(let found): "`\(found)` has a decimal comma"
    case .dashes(let name, _): "options are written without dashes: `\(name)=`"
    case .nameMissing: "`=` has no option name in front of it"
    case .valueMissing(let name, _): "`\(name)` has no value"
    case .equalsMissing(let option, _, _): "the option `\(option)` needs an `=`"

    case .unknownOption(let name, let verb, _, _): "`\(verb)` has no option `\(name)`"
    case .duplicate(let name): "`\(name)` is given twice"
    case .excluded(let name, let other): "`\(name)` and `\(other)` exclude one another"
    case .missing(let name, let verb, _, _): "`\(verb)` needs \(name)"
    case .tooMany(let found, let verb, _, _): "`\(verb)` does not take `\(found)`"
    case .joinerMisplaced(let word): "there is nothing that `\(word)` could join"
    case .goesWithOther(let name, let verb, let subject, _):
      "`\(name)` does not go with `\(verb) \(subject)`"
    case .wrongKind(let parameter, let found, let expected, _): "\(parameter) wants \(expected), not `\(found)`"
    case .notWhole(let parameter, let found, _): "\(parameter) wants a whole number, and `\(found)` is none"
    case .outOfRange(let parameter, let found, _): "`\(found)` is out of range for \(parameter)"
    case .unknownChoice(let found, let expected, _, _): "`\(found)` is not \(expected)"

    case .cellTooLarge, .tooManyLines, .lineTooLong, .tooManyTokens, .nestingTooDeep, .more, .other: limitMessage
    default: expressionMessage
    }
  }

  private var expressionMessage: String {
    switch self {
    case .operandMissing(let found):
      found.map { "a value was expected, not `\($0)`" } ?? "the line ends where a value was expected"
    case .leftover(let found, _): "`\(found)` does not belong here: the expression in front of it is complete"
    case .claimWithoutCheck: "`=` and `~` compare only in a `check`, and define only behind a name"
    case .unknownName(let name, _), .freeVariable(let name, _): "there is nothing called `\(name)`"
    case .commandAsValue(let name): "`\(name)` is a command, not a value"
    case .emptyList: "`[]` is empty"
    case .expressionTooLong: "this expression has more than \(Limits.depth.spelled) parts within one another"
    case .domainExpected(let found): "`over` wants a name and a range, not `\(found)`"
    case .rangeExpected(let found): "`over` wants a range such as `0..1`, not `\(found)`"
    case .blockMissing(let name, _, _): "there is no `\(name)` yet, and no block under it says what it is"
    case .blockUnfinished(let block): "the block `\(block)` has no `end`"
    case .sectionMissing(let name, let block, let item, _): "`\(block)` has no `\(name)` with \(item)"
    case .itemOutsideSection(let name, _): "`\(name)` stands under no heading"
    case .unknownItem(let name, let item, _, _): "`\(name)` is not \(item) that Forger has"
    default: ""
    }
  }

  private var limitMessage: String {
    switch self {
    case .cellTooLarge(let bytes): "the cell holds \(bytes.spelled) bytes, and \(Limits.bytes.spelled) is the limit"
    case .tooManyLines(let count): "the cell has \(count.spelled) lines, and \(Limits.lines.spelled) is the limit"
    case .lineTooLong(let count):
      "the line has \(count.spelled) characters, and \(Limits.lineLength.spelled) is the limit"
    case .tooManyTokens: "the cell has more than \(Limits.tokens.spelled) words and signs"
    case .nestingTooDeep: "brackets stand more than \(Limits.nesting) deep within one another"
    case .more(let count): count == 1 ? "and one more error at least" : "and \(count.spelled) more errors at least"
    case .other(let message, _, _): message
    default: ""
    }
  }

  var suggestion: String? {
    switch self {
    case .unknownVerb(_, let nearest, _), .unknownOption(_, _, let nearest, _), .unknownChoice(_, _, let nearest, _):
      nearest
    case .decimalComma(let found): found.replacing(",", with: ".")
    case .equalsMissing(let option, let value, _): value.map { option + "=" + $0 }
    case .dashes(let name, let value): value.map { name + "=" + $0 }
    case .tooMany(_, _, let nearest, _), .unknownName(_, let nearest), .unknownItem(_, _, let nearest, _),
      .wrongKind(_, _, _, let nearest):
      nearest
    case .leftover(_, let product): product
    case .claimWithoutCheck(let line): "check " + line
    case .hyphenInName(let name): name.replacing("-", with: "_")
    case .other(_, let suggestion, _): suggestion
    default: nil
    }
  }

  var hint: String? {
    switch self {
    case .unexpectedCharacter(let found): Self.hint(forCharacter: found)
    case .unfinishedString: "Close it with `\"` on the same line."
    case .unknownEscape: "In a text, write `\\\\` for a backslash, `\\\"` for a quote, `\\n` for a new line."
    case .singleQuotes, .curlyQuotes: "Write it as `\"…\"`, or without quotes if it is one word."
    case .malformedNumber: "Numbers look like `5`, `0.5`, `2e-4` or `1_000`, sizes like `28x28`."
    case .numberOutOfReach: "Numbers reach from about 5e-324 to 1.8e308."
    case .malformedSize: "Sizes are whole numbers from 1 joined by `x`, as in `28x28` or `128x7x7`."
    case .unclosedBracket(_, let close): "Close it with `\(close)`."
    case .unopenedBracket: "Remove it."

    case .unknownVerb(let word, let nearest, let verbs):
      Self.hint(forForeignWord: word)
        ?? (verbs.isEmpty
          ? nil
          : "Commands: \(verbs.listed)."
            + (nearest == nil && verbs.contains("help") ? "  `help` says what they do." : ""))
    case .definitionOfVerb(_, let usage):
      usage.map { "Choose another name, or write `\($0)`." } ?? "Choose another name."
    case .definitionOfBuiltIn, .definitionOfKeyword: "Choose another name."
    case .parentheses(_, let example):
      example.map { "Write it without, as in `\($0)`." } ?? "Write it without."
    case .afterQuestion: "A question stands alone on its line."

    case .calculation(let found):
      found == "/" || found == ".."
        ? "Write paths as texts in double quotes."
        : "Write a number, a size, a word or a text in double quotes."
    case .comma(let joiner):
      joiner.map { "Join the names with `\($0)`." } ?? "Separate them with blanks."
    case .decimalComma: nil
    case .dashes(let name, let value): value == nil ? "Write `\(name)=value`." : nil
    case .nameMissing: "Options are written `name=value`."
    case .valueMissing(_, let expected): "Write \(expected) behind it."
    case .equalsMissing(let option, let value, let expected):
      value == nil ? "Write `\(option)=` and \(expected)." : nil
    default: argumentHint
    }
  }

  /// What to write instead of a word of another language.
  private static func hint(forForeignWord word: String) -> String? {
    switch word {
    case "let", "var", "const", "def", "func", "function", "set":
      "Definitions need no word in front: `a = 3`, `f(x) = x^2`."
    case "for", "while", "repeat", "loop":
      "There are no loops: vectors and matrices are computed as a whole, and commands repeat by their options."
    case "if", "else", "when": "There are no conditions; `check a < b` proves a comparison."
    case "import", "from", "using", "include": "Nothing has to be imported: everything is there from the start."
    case "quit", "exit": "The notebook’s menus stop and restart the kernel."
    default: nil
    }
  }

  private var argumentHint: String? {
    switch self {
    case .parameterExpected: "Functions are defined like `f(x, y) = x + y`."
    case .operandMissing(let found):
      found == nil ? "Write a number, a name or a bracket behind it." : "Write a number, a name or a bracket there."
    case .leftover(_, let product): product == nil ? "Remove it, or write a sign such as `*` in front of it." : nil
    case .unknownName(let name, let nearest):
      nearest == nil ? "Define it first, as in `\(name) = 1`; `help` lists the functions." : nil
    case .commandAsValue(let name): "Write it on a line of its own; `\(name)?` explains it."
    case .freeVariable(let name, let keyword):
      "Say where it runs, as in `\(keyword) \(name)=0..1`, or define it first, as in `\(name) = 1`."
    case .emptyList: "Write numbers between the brackets, as in `[1, 2]`."
    case .expressionTooLong: "Name a part of it, and use the name."
    case .domainExpected, .rangeExpected: "Write it as in `over x=0..1`."
    case .blockMissing(_, let choices, let sections):
      "Write \(choices.map { "`\($0)`" }.joinedAsAlternatives), or describe it under it: "
        + "\(sections.map { "`\($0)`" }.joined(separator: ", ")), each with its list, and `end`."
    case .blockUnfinished: "Write `end` on a line of its own under it."
    case .sectionMissing(let name, _, _, let example):
      "Write `\(name)` on a line, and under it" + (example.map { " for example `\($0)`." } ?? " what it consists of.")
    case .itemOutsideSection(_, let sections):
      "Write \(sections.map { "`\($0)`" }.joinedAsAlternatives) on a line above it."
    case .unknownItem(_, _, _, let choices): "There are: \(choices.listed)."
    case .unknownOption(_, let verb, _, let options):
      options.isEmpty ? "`\(verb)` has no options." : "Options of \(verb): \(options.listed)."
    case .duplicate: "Keep one of them."
    case .excluded(let name, let other): "Give either `\(other)` or `\(name)`."
    case .missing(_, _, let expected, let example):
      "Add \(expected)" + (example.map { ", as in `\($0)`." } ?? ".")
    case .tooMany(_, _, _, let signature): "It is written `\(signature)`."
    case .joinerMisplaced(let word): "Write a name in front of `\(word)`."
    case .goesWithOther(let name, let verb, _, let subjects):
      "`\(name)` goes with \(subjects.map { "`\(verb) \($0)`" }.joined(separator: ", "))."
    case .wrongKind: nil
    case .notWhole(_, _, let expected), .outOfRange(_, _, let expected): "Give \(expected)."
    case .unknownChoice(_, _, _, let choices): choices.isEmpty ? nil : "Choices: \(choices.listed)."
    case .cellTooLarge, .tooManyLines, .tooManyTokens: "Spread it over several cells."
    case .lineTooLong: "Break it into several lines."
    case .nestingTooDeep: "Name a part of it, and use the name."
    case .other(_, _, let hint): hint
    default: nil
    }
  }

  private static func hint(forCharacter found: String) -> String? {
    switch found {
    case "−", "–", "—": "A minus sign is written `-`."
    case "×", "✕": "Sizes are written with the letter x, as in `28x28`; products with `*`."
    case ":": "Options are written with an equals sign, as in `name=value`."
    case ";": "Write every command on a line of its own."
    case "%": "Commands are plain words: there are no magics, and there is no sign for remainders."
    case "!": "Commands are plain words: there are no magics, and no signs for factorials or “not equal”."
    case ".", "\\": "Write paths as texts in double quotes."
    case "$", "{", "}": "Forger has no such sign; names are used as they are."
    case "&", "|": "Write every command on a line of its own."
    default: "Remove it, or put the text in double quotes."
    }
  }
}

extension [String] {
  /// The first dozen, separated by commas.
  var listed: String {
    let shown = prefix(12).joined(separator: ", ")
    return count > 12 ? shown + ", …" : shown
  }
}
