import Language
import Testing

@Suite("Expressions") struct ExpressionTests {
  private struct NoExpression: Error {}

  private func expression(_ source: String) throws -> Expression {
    let cell = vocabulary.parse(source)
    #expect(cell.report == "")
    guard case .expression(let expression) = try #require(cell.statements.first) else { throw NoExpression() }
    return expression
  }

  @Test(
    "Signs bind as in mathematics",
    arguments: [
      ("1 + 2 * 3", "(1 + (2 * 3))"), ("1 - 2 - 3", "((1 - 2) - 3)"), ("2 ^ 3 ^ 2", "(2 ^ (3 ^ 2))"),
      ("-2 ^ 2", "-(2 ^ 2)"), ("2 ^ -3 ^ 2", "(2 ^ -(3 ^ 2))"), ("--2", "2"), ("2 ^ -1", "(2 ^ -1)"),
      ("-n * 2", "(-(n) * 2)"), ("n @ K * 2", "((n @ K) * 2)"),
      ("1 + 2 < 3 * 4", "((1 + 2) < (3 * 4))"), ("(1 + 2) * 3", "((1 + 2) * 3)"), ("n..n + 1", "n..(n + 1)"),
      ("log''(2)^2", "(log''(2) ^ 2)"), ("[1, -2, n]", "[1, -2, n]"), ("[[1], [2]]", "[[1], [2]]"),
      ("conv(K, [1], stride=n * 2)", "conv(K, [1], stride=(n * 2))"),
      ("conv(K, method=nearest)", "conv(K, method=nearest)"),
      ("4x4", "4x4"), ("True == off", "(true == false)"), ("None", "None"), ("(log)(2)", "log(2)"),
    ])
  func shape(source: String, expected: String) throws { #expect(try expression(source).described == expected) }

  @Test("A range of the cell belongs to every part")
  func ranges() throws {
    let cell = vocabulary.parse("n + log(K)")
    guard case .expression(let whole) = cell.statements[0], case .operation(_, let left, let right) = whole.node else {
      throw NoExpression()
    }
    #expect(cell.text[whole.range] == "n + log(K)")
    #expect(cell.text[left.range] == "n" && cell.text[right.range] == "log(K)")
  }

  @Test("Definitions have names, parameters and values, and later lines know them")
  func definitions() throws {
    let cell = vocabulary.parse("epochs = 5  # injected\nf(x, y) = x * y + n\ntrain epochs=epochs\nf(1, 2)")
    #expect(cell.report == "")
    guard case .definition(let value) = cell.statements[0], case .definition(let function) = cell.statements[1] else {
      throw NoExpression()
    }
    #expect(value.name == "epochs" && value.parameters == nil)
    #expect(function.name == "f" && function.parameters == ["x", "y"])
    #expect(function.value.described == "((x * y) + n)")
  }

  @Test("A value of a command is computed and held against the declaration")
  func resolved() throws {
    let cell = vocabulary.parse("train epochs=n batch=2*n rate=1e-3")
    guard case .command(let command) = try #require(cell.statements.first) else { throw NoExpression() }
    func resolve(_ number: Double) throws -> Arguments {
      try vocabulary.resolved(command, in: cell.text) { _ in (.number(number), "\(number)") }.arguments
    }
    let arguments = try resolve(6)
    #expect(arguments.number("epochs") == 6 && arguments.integer("batch") == 6 && arguments.number("rate") == 1e-3)
    #expect(throws: Diagnostic.self) { try resolve(2.5) }
    #expect(throws: Diagnostic.self) { try resolve(-1) }
    let none = try vocabulary.resolved(command, in: cell.text) { _ in (.nothing, "None") }.arguments
    #expect(none.number("epochs") == 1 && !none.has("epochs"), "None is as if nothing had been written")
  }

  @Test("Among arguments, blanks separate: a -b are two values, a - b is one")
  func blanks() throws {
    #expect(vocabulary.parse("train epochs=n - 1 batch=n-1").report == "")
    #expect(vocabulary.parse("train epochs=n -1").diagnostics.first?.message == "`train` does not take `-1`")
    #expect(vocabulary.parse("draw log, n*x over x=-2..-1").report == "")
    #expect(vocabulary.parse("check 1 + 1 = 2").report == "")
  }

  @Test("Very long and very deep expressions are refused, not followed")
  func limits() {
    let sum = "1" + String(repeating: " + 1", count: 4_000)
    #expect(vocabulary.parse(sum).diagnostics.map(\.problem) == [.expressionTooLong])
    #expect(vocabulary.parse("1" + String(repeating: " + 1", count: 900)).report == "")
    let signs = String(repeating: "-", count: 5_000) + "n"
    #expect(vocabulary.parse(signs).diagnostics.first?.problem == .expressionTooLong)
    let powers = "n" + String(repeating: "^n", count: 5_000)
    #expect(vocabulary.parse(powers).diagnostics.first?.problem == .expressionTooLong)
    let lines = "(" + String(repeating: "1 +\n", count: 15_000) + "1)"
    #expect(vocabulary.parse(lines).diagnostics.first?.problem == .expressionTooLong)
    let primes = "log" + String(repeating: "'", count: 9_000) + "(2)"
    #expect(vocabulary.parse(primes).report == "")
  }

  @Test("Signs and powers in a row are no brackets, and a hundred brackets are not too many")
  func chains() {
    func repeated(_ text: String, _ count: Int) -> String { String(repeating: text, count: count) }
    #expect(vocabulary.parse(repeated("-", 150) + "n").report == "")
    #expect(vocabulary.parse("n" + repeated("^n", 150)).report == "")
    #expect(vocabulary.parse("n" + repeated("^-n", 150)).report == "")
    #expect(vocabulary.parse(repeated("(", 100) + "n" + repeated(")", 100)).report == "")
    #expect(vocabulary.parse(repeated("1 + 2 * (", 100) + "n" + repeated(")", 100)).report == "")
  }
}

extension Expression {
  /// The expression with all its brackets.
  var described: String {
    switch node {
    case .literal(.number(let number)): number == number.rounded() ? String(Int(number)) : "\(number)"
    case .literal(.size(let lengths)): lengths.map(String.init).joined(separator: "x")
    case .literal(.string(let text)): "\"\(text)\""
    case .literal(.word(let word)): word
    case .literal(.flag(let flag)): "\(flag)"
    case .literal(.nothing): "None"
    case .name(let name): name
    case .negation(let inner): "-(\(inner.described))".replacing("-((", with: "-(").replacing("))", with: ")")
    case .operation(let sign, let left, let right): "(\(left.described) \(sign.rawValue) \(right.described))"
    case .call(let function, let arguments):
      function.described + "("
        + arguments.map { ($0.name.map { $0 + "=" } ?? "") + $0.value.described }.joined(separator: ", ") + ")"
    case .derivative(let inner, let order): inner.described + String(repeating: "'", count: order)
    case .list(let parts): "[" + parts.map(\.described).joined(separator: ", ") + "]"
    case .range(let low, let high): low.described + ".." + high.described
    }
  }
}

@Suite("Blocks") struct BlockTests {
  private static let sound = """
    gan mine
      latent 2*n      # inputs
      generator

        dense 16, leaky_relu
        dense 1x28x28, tanh
      discriminator
        dense 1
    end
    train
    """

  @Test("A block is its settings and its lists")
  func block() throws {
    let cell = vocabulary.parse(Self.sound)
    #expect(cell.report == "")
    guard case .block(let block) = try #require(cell.statements.first) else {
      Issue.record("no block")
      return
    }
    #expect(cell.statements.count == 2)
    #expect(block.name == "mine" && block.settings.map(\.verb.name) == ["latent"])
    #expect(block.sections.map(\.name) == ["generator", "discriminator"])
    #expect(block.sections[0].items.map(\.verb.name) == ["dense", "leaky_relu", "dense", "tanh"])
    #expect(block.sections[0].items[2].arguments.size("units") == [1, 28, 28])
    #expect(block.sections[1].items[0].arguments.size("units") == [1])
    #expect(cell.text[block.sections[0].items[1].range] == "leaky_relu")
  }

  @Test("All faults of a block are told, and those behind it")
  func faults() {
    let report = vocabulary.parse(
      """
      gan mine
        latent 0
        generator
          dense 16, conv 64
          dens 1x28x28
        discriminator
          dense 1 slope=2
      end
      train epoch=1
      """
    ).diagnostics.map(\.message)
    #expect(
      report == [
        "`0` is out of range for COUNT", "`conv` is not a layer that Forger has",
        "`dens` is not a layer that Forger has",
        "`dense` has no option `slope`", "`train` has no option `epoch`",
      ])
  }

  @Test(
    "A command in a block, or the end of the cell, means that `end` is missing", arguments: ["", "train epochs=2\n"])
  func unfinished(rest: String) {
    let cell = "gan mine\n  generator\n    dense 5\n  discriminator\n    dense 1\n" + rest
    let diagnostics = vocabulary.parse(cell).diagnostics
    #expect(diagnostics.map(\.message) == ["the block `gan mine` has no `end`"])
    #expect(diagnostics.first.map { SourceText(cell)[$0.range] } == "gan mine")
  }

  @Test(
    "Tab offers in a block what stands there",
    arguments: [
      ("gan mine\n  l", ["latent", "leaky_relu"]), ("gan mine\n  generator\n    d", ["discriminator", "dense"]),
      ("gan mine\n  generator\n    dense 5, t", ["tanh"]), ("gan mine\n  generator\n    dense 5\ne", ["end"]),
      ("gan mine\n  generator\n    dense 5\nend\ntr", ["train"]),
    ])
  func completion(source: String, expected: [String]) {
    #expect(vocabulary.complete(source, at: source.unicodeScalars.count).items.map(\.text) == expected)
  }

  @Test("Shift-Tab explains the words of a block")
  func inspection() {
    let source = "gan mine\n  generator\n    dense 5, leaky_relu"
    #expect(vocabulary.inspect(source, at: source.count)?.plain.hasPrefix("leaky_relu: x above 0") == true)
    #expect(vocabulary.inspect(source, at: source.count - 14)?.plain.isEmpty == false)
  }
}

@Suite("Names in editing") struct NameEditingTests {
  @Test(
    "Tab offers functions and names, those of the lines above too",
    arguments: [
      ("lo", ["log"]), ("x = lo", ["log"]), ("weak(d) = log(d)\nwe", ["weak"]), ("abc = 5\ntrain epochs=ab", ["abc"]),
      ("draw l", ["log"]), ("draw log, co", ["conv"]), ("check co", ["conv"]), ("check log(2) ~ co", ["conv"]),
      ("1 + n", ["n"]),
    ])
  func completion(source: String, expected: [String]) {
    #expect(vocabulary.complete(source, at: source.unicodeScalars.count).items.map(\.text) == expected)
  }

  @Test(
    "Shift-Tab explains functions and names",
    arguments: [
      ("log", "log: the natural"), ("1 + log", "log: the natural"), ("draw lo", nil), ("draw log", "log: the natural"),
      ("n", "n"),
    ])
  func inspection(source: String, heading: String?) {
    let text = vocabulary.inspect(source, at: source.unicodeScalars.count)?.plain
    if let heading { #expect(text?.hasPrefix(heading) == true) } else { #expect(text?.hasPrefix("log") != true) }
  }
}
