import Language
import Testing

/// The grammar as it is printed, read by a small reader of EBNF, makes sentences; the parser must take every one.
@Suite("The written grammar") struct GrammarTests {
  @Test("The parser takes what the grammar makes", arguments: 0..<8)
  func sentences(seed: UInt64) throws {
    var maker = SentenceMaker(rules: try EBNF.rules(of: Grammar.ebnf), random: Scrambler(state: seed &* 7919))
    var lengths = 0
    for _ in 0..<400 {
      let sentence = maker.sentence(of: "line")
      lengths += sentence.count
      let cell = vocabulary.parse(sentence)
      #expect(cell.report == "", "\(sentence)")
    }
    #expect(lengths > 4000)
  }

  @Test("Every rule can be reached from a cell, and every name in a rule is a rule")
  func complete() throws {
    let rules = try EBNF.rules(of: Grammar.ebnf)
    let undefined: Set = ["letter", "digit", "hex", "character", "newline", "verb", "joiner", "keyword", "heading"]
    var reached: Set = ["cell"]
    var rest = ["cell"]
    while let rule = rest.popLast() {
      for name in try #require(rules[rule]).names where !undefined.contains(name) && reached.insert(name).inserted {
        #expect(rules[name] != nil, "\(name)")
        rest.append(name)
      }
    }
    #expect(Set(rules.keys) == reached)
  }

  @Test(
    "What the grammar does not make is refused",
    arguments: [
      "1 +", "* 2", "log(", "[1, ]]", "x = = 3", "f(x = 2", "1..", "n n", "2 n", "log)", "a = 1 = 2", "= 3", "check",
      "(1, 2)",
    ])
  func refused(source: String) { #expect(!vocabulary.parse(source).diagnostics.isEmpty) }
}

/// A part of a rule.
indirect enum EBNF {
  case terminal(String)
  case rule(String)
  case sequence([EBNF])
  case choice([EBNF])
  case option(EBNF)
  case repetition(EBNF)

  var names: [String] {
    switch self {
    case .terminal: []
    case .rule(let name): [name]
    case .sequence(let parts), .choice(let parts): parts.flatMap(\.names)
    case .option(let part), .repetition(let part): part.names
    }
  }

  static func rules(of text: String) throws -> [String: EBNF] {
    var rules: [String: EBNF] = [:]
    for line in text.split(separator: "\n") {
      var tokens = tokens(of: String(line))[...]
      guard let name = tokens.popFirst() else { continue }
      #expect(tokens.popFirst() == "=" && tokens.popLast() == ";", "\(line)")
      rules[name] = choice(&tokens)
      #expect(tokens.isEmpty, "\(line)")
    }
    return rules
  }

  private static func choice(_ tokens: inout ArraySlice<String>) -> EBNF {
    var alternatives = [sequence(&tokens)]
    while tokens.first == "|" {
      tokens.removeFirst()
      alternatives.append(sequence(&tokens))
    }
    return alternatives.count == 1 ? alternatives[0] : .choice(alternatives)
  }

  private static func sequence(_ tokens: inout ArraySlice<String>) -> EBNF {
    var parts: [EBNF] = []
    while let token = tokens.first, !["|", ")", "]", "}"].contains(token) {
      tokens.removeFirst()
      switch token {
      case "(", "[", "{":
        let inner = choice(&tokens)
        tokens.removeFirst()
        parts.append(token == "(" ? inner : token == "[" ? .option(inner) : .repetition(inner))
      default:
        let isTerminal = token.hasPrefix("\"") || token.hasPrefix("'")
        parts.append(isTerminal ? .terminal(String(token.dropFirst().dropLast())) : .rule(token))
      }
    }
    return .sequence(parts)
  }

  private static func tokens(of line: String) -> [String] {
    var tokens: [String] = []
    var rest = line[...]
    while let first = rest.first {
      if first == "\"" || first == "'" {
        let end = rest.dropFirst().firstIndex(of: first) ?? rest.endIndex
        tokens.append(String(rest[..<end]) + String(first))
        rest = rest[end...].dropFirst()
      } else if first.isLetter {
        let word = rest.prefix { $0.isLetter }
        tokens.append(String(word))
        rest = rest.dropFirst(word.count)
      } else {
        if first != " " { tokens.append(String(first)) }
        rest = rest.dropFirst()
      }
    }
    return tokens
  }
}

/// Makes sentences; what depends on the vocabulary is taken from a list.
struct SentenceMaker {
  let rules: [String: EBNF]
  var random: Scrambler
  private var fresh = 0
  private var depth = 0

  init(rules: [String: EBNF], random: Scrambler) { (self.rules, self.random) = (rules, random) }

  private static let given: [String: [String]] = [
    "number": ["2", "0.5", ".5", "2e-4", "1_000", "3E+2"], "size": ["4x4", "1x28x28"],
    "string": [#""a text""#, #""\u00e9 \x41 \"\n""#],
    "question": ["?", "train?", "?sample", "train rate ?", "log?"],
    "command": [
      "train epochs = 2 * n", "sample 64", "draw log , n over x = 1 .. 2", "check 1 = 1", "data mnist or digits",
    ],
    "block": ["gan mine\nlatent 5\ngenerator\ndense 5 , tanh\ntanh\ndiscriminator\ndense 1\nend"],
    "comment": ["# anything at all ( ["],
  ]

  mutating func sentence(of rule: String) -> String {
    depth = 0
    let text = make(.rule(rule)).joined(separator: " ")
    // Brackets and primes stand at once behind a function.
    var result = ""
    for character in text {
      if character == "'" || character == "(", result.last == " ",
        let before = result.dropLast().last,
        before.isLetter || before == "'" || before == ")" || before.isNumber && isName(result)
      {
        result.removeLast()
      }
      result.append(character)
    }
    return result
  }

  private func isName(_ text: String) -> Bool {
    text.dropLast().split(separator: " ").last?.first?.isLetter ?? false
  }

  private mutating func make(_ part: EBNF) -> [String] {
    switch part {
    case .terminal(let text): return [text]
    case .sequence(let parts): return parts.flatMap { make($0) }
    case .choice(let parts): return make(parts[Int(random.next() % UInt64(parts.count))])
    case .option(let part): return random.next() % 2 == 0 ? make(part) : []
    case .repetition(let part):
      return (0..<(depth > 14 ? 0 : Int(random.next() % 3))).flatMap { _ in make(part) }
    case .rule("name"): return [["n", "K"][Int(random.next() % 2)]]
    case .rule("definition"): return definition()
    case .rule("argument"): return make(.rule("expression"))
    case .rule("primary") where depth > 14: return make(.choice([.rule("name"), .rule("number"), .rule("flag")]))
    case .rule(let name):
      if let list = Self.given[name] { return [list[Int(random.next() % UInt64(list.count))]] }
      depth += 1
      defer { depth -= 1 }
      return rules[name].map { make($0) } ?? []
    }
  }

  /// Names that are free, and parameters that differ.
  private mutating func definition() -> [String] {
    fresh += 1
    let head = random.next() % 2 == 0 ? ["v\(fresh)"] : ["v\(fresh)(", "a", ",", "b", ")"]
    return head + ["="] + make(.rule("expression"))
  }
}

/// SplitMix64 (Steele, Lea and Flood, 2014).
struct Scrambler {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
