import Language
import Testing

/// Positional parameters that depend on the sub-command, and lists of names that may be left out.
@Suite struct PositionalTests {
  private static let gan = NameCategory("gan", phrase: "a gan")
  private static let preset = NameCategory("preset", phrase: "a preset")

  private let vocabulary = Vocabulary(
    verbs: [
      Verb(
        "data", group: "data", summary: "loads",
        parameters: [
          .positional(
            "what", .word([Choice("points", "a list"), Choice("folder", "a folder"), Choice("mnist", "digits")]),
            help: "what"),
          .positional("list", .expression("a list"), onlyWith: ["points"], help: "the points"),
          .positional("path", .text, onlyWith: ["folder"], help: "where"),
          .option("count", .integer(1...100), help: "how many"),
        ], examples: ["data mnist"]),
      Verb(
        "train", group: "training", summary: "trains",
        parameters: [
          .positional("names", .name(gan, isOpen: true), required: false, repetition: .listed, help: "which"),
          .option("epochs", .number(.above(0)), help: "how long"),
          .option("objective", .word([Choice("minimax", "weak")]), help: "what for"),
        ], examples: ["train"]),
      Verb(
        "gan", group: "networks", summary: "makes",
        parameters: [
          .positional("preset", .name(preset), introducing: [gan], help: "like what"),
          .clause("as", "name", .name(gan, isOpen: true), introducing: [gan], help: "called"),
        ], examples: ["gan vanilla"],
        block: BlockGrammar(
          settings: [], sections: [Verb("layers", group: "block", summary: "its layers", examples: ["dense 1"])],
          items: [Verb("dense", group: "block", summary: "a layer", examples: ["dense"])], itemPhrase: "a layer",
          introducing: [gan])),
    ],
    names: {
      $0 == preset
        ? [Choice("vanilla", "dense")]
        : $0 == .function
          ? [Choice("log", "the logarithm")] : $0 == gan ? [Choice("a", "one"), Choice("b", "two")] : []
    })

  private func commands(_ cell: String) -> [Command] {
    let parsed = vocabulary.parse(cell)
    #expect(parsed.report == "", "\(cell)")
    return parsed.statements.compactMap { if case .command(let command) = $0 { command } else { nil } }
  }

  @Test("what stands behind a sub-command is read as that sub-command takes it")
  func subjects() {
    #expect(commands("data points [[1, 2], [3, 4]] count=2")[0].arguments.expressions("list").count == 1)
    #expect(commands("data points log(2)")[0].arguments.expressions("list").count == 1)
    let folder = commands("data folder \"my pictures\"")[0].arguments
    #expect(folder.text(ifGiven: "path") == "my pictures" && folder.expressions("list").isEmpty)
    #expect(!commands("data mnist")[0].arguments.has("path"))
  }

  @Test(
    "what does not belong to the sub-command, or is missing, is told",
    arguments: [
      ("data mnist [1, 2]", "data mnist"), ("data points", "LIST"), ("data folder", "PATH"),
      ("data mnist \"x\"", "x"), ("data points [1] [2]", "[2]"),
    ])
  func wrong(cell: String, words: String) {
    #expect(vocabulary.parse(cell).report.contains(words), "\(vocabulary.parse(cell).report)")
  }

  @Test("Tab offers what goes on")
  func completion() {
    func offers(_ cell: String) -> [String] {
      vocabulary.complete(cell, at: cell.unicodeScalars.count).items.map(\.text)
    }
    #expect(offers("data po") == ["points"])
    #expect(offers("data points lo") == ["log"])
    #expect(offers("train ").prefix(2) == ["a", "b"])
    #expect(offers("train a ").contains("b") && !offers("train a ").contains("a"))
    #expect(offers("train a ").contains("epochs="))
  }

  @Test("a list of names may be empty, and takes names that no line has defined yet")
  func names() {
    #expect(commands("train")[0].arguments.texts("names") == [])
    #expect(commands("train a later epochs=2")[0].arguments.texts("names") == ["a", "later"])
  }

  @Test(
    "a name that a line above makes is that name below, even if it stands for a value as well",
    arguments: [
      "n = 2\ngan vanilla as n", "gan vanilla as n\nn = 2", "n(x) = x\ngan n\nlayers\ndense\nend\ngan n\ngan n as m",
      "vanilla = 2\ngan vanilla as n\ntrain vanilla\nn = 3", "n = 2\ngan n\nlayers\ndense\nend",
    ])
  func introduced(cell: String) {
    #expect(commands(cell + "\ntrain n a epochs=2").last?.arguments.texts("names") == ["n", "a"])
  }

  @Test("of a name that is made below nothing is known above")
  func introducedLater() {
    #expect(vocabulary.parse("n = 2\ntrain n\ngan vanilla as n").report.contains("epochs=n"))
    #expect(vocabulary.parse("gan m\n\ngan vanilla as m").report.contains("`m`"))
    // It is forgotten with the cell: whether the line has run is for the session to say.
    _ = vocabulary.parse("gan vanilla as n")
    #expect(vocabulary.parse("n = 2\ntrain n").report.contains("epochs=n"))
  }

  @Test(
    "what suits an option is not taken for a name",
    arguments: [
      ("train 5", "epochs=5"), ("train a 5", "epochs=5"), ("train minimax", "objective=minimax"),
      ("train epochs 5", "epochs=5"), ("train a epochs 5", "epochs=5"), ("n = 2\ntrain n", "epochs=n"),
    ])
  func options(cell: String, suggestion: String) {
    #expect(vocabulary.parse(cell).report.contains(suggestion), "\(vocabulary.parse(cell).report)")
  }
}
