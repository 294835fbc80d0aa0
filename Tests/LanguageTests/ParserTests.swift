import Language
import Testing

@Suite("Commands") struct ParserTests {
  private func command(_ source: String) throws -> Command {
    let cell = vocabulary.parse(source)
    #expect(cell.report == "")
    guard case .command(let command) = try #require(cell.statements.first) else { throw NoCommand() }
    return command
  }

  private struct NoCommand: Error {}

  @Test("A lesson's cell is its commands")
  func lesson() {
    let cell = vocabulary.parse(
      """
      # Lesson 10: the first forger
      data mnist or digits              # whichever can be had

      show data count=32
      seed 7
        gan vanilla
      train epochs=2
      sample 64
      plot losses
      """)
    #expect(cell.report == "")
    let verbs = cell.statements.map { if case .command(let command) = $0 { command.verb.name } else { "?" } }
    #expect(verbs == ["data", "show", "seed", "gan", "train", "sample", "plot"])
    #expect(cell.text[cell.statements[0].range] == "data mnist or digits")
    #expect(cell.text[cell.statements[1].range] == "show data count=32")
  }

  @Test("Defaults stand in for what was left out")
  func defaults() throws {
    let arguments = try command("train").arguments
    #expect(arguments.number("rate") == 2e-4)
    #expect(arguments.number("epochs") == 1)
    #expect(arguments.integer("batch") == 100)
    #expect(arguments.text("objective") == "non-saturating")
    #expect(arguments.integer(ifGiven: "steps") == nil)
    #expect(!arguments.has("epochs"))
  }

  @Test("Options are read in any order and spacing")
  func options() throws {
    let command = try command("train rate = 2e-4 objective=minimax discriminator-steps= 5 minutes =1")
    #expect(command.arguments.number("rate") == 2e-4)
    #expect(command.arguments.text("objective") == "minimax")
    #expect(command.arguments.integer("discriminator-steps") == 5)
    #expect(command.arguments.number(ifGiven: "minutes") == 1)
    #expect(command.arguments.has("minutes"))
    #expect(command.arguments.range(of: "objective") == SourceRange(18, 35))
    #expect(command.arguments.range(of: "batch") == command.range)
  }

  @Test(
    "Whole numbers may be written in every way that is whole", arguments: ["1000", "1_000", "1e3", "1000.0", "10e2"])
  func wholeNumbers(source: String) throws {
    #expect(try command("sample \(source)").arguments.integer("count") == 1000)
    #expect(try command("sample count=\(source)").arguments.integer("count") == 1000)
  }

  @Test("Number options take whole and negative numbers")
  func numbers() throws {
    #expect(try command("train epochs=3").arguments.number("epochs") == 3)
    #expect(try command("train rate=1").arguments.number("rate") == 1)
    #expect(try command("seed 9007199254740991").arguments.integer("number") == 9_007_199_254_740_991)
    // It would be read as the number before it.
    #expect(vocabulary.parse("seed 9007199254740993").diagnostics.count == 1)
    #expect(vocabulary.parse("seed -1").diagnostics.count == 1)
  }

  @Test("Names are joined by their word, quoted or not")
  func joined() throws {
    let arguments = try command("data mnist or \"digits\" or fashion count=5 seed=2").arguments
    #expect(arguments.texts("name") == ["mnist", "digits", "fashion"])
    #expect(arguments.text("name") == "mnist")
    #expect(arguments.integer(ifGiven: "count") == 5)
    #expect(try command("average a b c").arguments.texts("names") == ["a", "b", "c"])
  }

  @Test("Clauses, hyphenated names and sizes")
  func clauses() throws {
    let arguments = try command("gan dcgan-28 as first-try input=1x28x28").arguments
    #expect(arguments.text("preset") == "dcgan-28")
    #expect(arguments.text(ifGiven: "name") == "first-try")
    #expect(arguments.size(ifGiven: "input") == [1, 28, 28])
  }

  @Test(
    "Flags have six spellings",
    arguments: [("on", true), ("true", true), ("True", true), ("off", false), ("false", false), ("False", false)])
  func flags(word: String, value: Bool) throws {
    #expect(try command("show data captions=\(word)").arguments.flag("captions") == value)
  }

  @Test("Texts keep what they hold")
  func texts() throws {
    #expect(try command(#"save "a path/\"b\" # c""#).arguments.text("file") == "a path/\"b\" # c")
    #expect(try command("save best-one").arguments.text("file") == "best-one")
  }

  @Test("A question mark asks", arguments: ["train?", "train ?", "?train", "train rate?", "?", "train minimax?"])
  func questions(source: String) throws {
    let cell = vocabulary.parse(source + "  # why")
    #expect(cell.report == "")
    guard case .question(let question) = try #require(cell.statements.first) else { throw NoCommand() }
    let expected = ["train rate?": "rate", "train minimax?": "objective"][source]
    #expect(question.verb?.name == (source == "?" ? nil : "train"))
    #expect(question.parameter?.name == expected)
    #expect(cell.text[question.range] == source)
    #expect(!vocabulary.answer(to: question).plain.isEmpty)
  }

  @Test("Nothing of a faulty cell runs")
  func allOrNothing() {
    let cell = vocabulary.parse("seed 7\ntrain epoch=5\nsample 64")
    #expect(cell.statements.isEmpty)
    #expect(cell.diagnostics.count == 1)
  }

  @Test("An empty cell is a cell", arguments: ["", "\n\n", "# only a comment", "  \t"])
  func empty(source: String) {
    #expect(vocabulary.parse(source).statements.isEmpty)
    #expect(vocabulary.parse(source).diagnostics.isEmpty)
  }
}
