import Language
import Testing

@Suite("Completion") struct CompletionTests {
  /// The cursor stands at `|`.
  private func complete(_ marked: String) -> (items: [String], replaced: String) {
    let parts = marked.split(separator: "|", omittingEmptySubsequences: false)
    let source = parts.joined()
    let completion = vocabulary.complete(source, at: parts[0].unicodeScalars.count)
    let replaced = SourceText(source)[SourceRange(completion.start, completion.end)]
    return (completion.items.map { "\($0.text) \($0.type)" }, replaced)
  }

  @Test(
    "Tab offers what may stand at the cursor and replaces the word there",
    arguments: [
      ("s|", "s", ["show verb", "sample verb", "save verb", "seed verb"]),
      ("tra|in epochs=5", "train", ["train verb"]), ("seed 7\r\n  pl|", "pl", ["plot verb"]),
      ("?tr|", "tr", ["train verb"]),
      ("TR|", "TR", ["train verb"]), ("train ep|", "ep", ["epochs= option"]), ("train ba|=5", "ba=", ["batch= option"]),
      ("train --ep|", "--ep", ["epochs= option"]), ("train dis|", "dis", ["discriminator-steps= option"]),
      ("train discriminator-s|", "discriminator-s", ["discriminator-steps= option"]),
      ("train steps=5 m|", "m", []), ("train b| batch=5", "b", ["batch= option", "beta1= option"]),
      ("train batch=5 b|", "b", ["beta1= option"]),
      ("train objective=|", "", ["minimax value", "non-saturating value"]),
      ("train objective=non-s|", "non-s", ["non-saturating value"]),
      ("train objective= m|", "m", ["minimax value"]), ("train epochs=|", "", []), ("train epochs=5|", "5", []),
      ("show data captions=|", "", ["on value", "off value"]), ("show d|", "d", ["data value"]),
      ("show data c|", "c", ["count= option", "captions= option"]), ("show weights c|", "c", ["captions= option"]),
      ("data |", "", ["mnist dataset", "digits dataset", "fashion dataset", "count= option", "seed= option"]),
      ("data mnist |", "", ["or keyword", "count= option", "seed= option"]),
      ("data mnist or |", "", ["digits dataset", "fashion dataset"]),
      ("data mnist or d|", "d", ["digits dataset"]), ("gan v|", "v", ["vanilla preset"]),
      ("gan vanilla a|", "a", ["as keyword"]), ("gan vanilla as |", "", []),
      ("help t|", "t", ["train verb"]), ("# tr|", "", []), ("seed 7 # tr|", "", []), ("save \"tr|\"", "", []),
      ("save \"tr|", "", []),
      ("nonsense t|", "t", []), ("save \"日本😀\"\nsamp|", "samp", ["sample verb"]), ("reset |", "", []),
      ("train epoch=3 ba|", "ba", ["batch= option"]),
    ])
  func table(marked: String, replaced: String, items: [String]) {
    let completion = complete(marked)
    #expect(completion.items == items)
    #expect(completion.replaced == replaced)
  }

  @Test("Every item says how it is used")
  func signatures() {
    let items = vocabulary.complete("", at: 0).items + vocabulary.complete("train ", at: 6).items
    #expect(items.count == vocabulary.verbs.count + 9)
    #expect(items.allSatisfy { !$0.signature.isEmpty })
    #expect(items.first { $0.text == "sample" }?.signature == "sample [COUNT]")
    #expect(
      items.first { $0.text == "batch=" }?.signature
        == "images a step; a whole number from 1 to 10_000 (images), default 100")
  }

  @Test("Offsets outside the cell are harmless", arguments: [-5, 99])
  func outside(offset: Int) { #expect(vocabulary.complete("tr", at: offset).items.count <= vocabulary.verbs.count) }
}

@Suite("Inspection") struct InspectionTests {
  private func heading(_ marked: String, detail: Int = 0) -> String? {
    let parts = marked.split(separator: "|", omittingEmptySubsequences: false)
    let text = vocabulary.inspect(parts.joined(), at: parts[0].unicodeScalars.count, detail: detail)
    return text?.plain.split(separator: "\n").first.map(String.init)
  }

  @Test(
    "Shift-Tab explains the word under the cursor, or else its command",
    arguments: [
      ("tr|ain", "train: plays the game"), ("train |", "train: plays the game"), ("train ra|te=1", "train rate="),
      ("train rate=1|", "train rate="), ("train rate|", "train rate="),
      ("train objective=mini|max", "minimax: the weak one: log(1 - D)"),
      ("train objective=|", "train objective="), ("data mni|st", "mnist: handwritten digits"),
      ("data mnist or dig|its", "digits: drawn digits"),
      ("show da|ta", "data: images of the data set"), ("gan vanilla a|s x", "gan as NAME"),
      ("help tra|in", "train: plays the game"),
      ("sample 6|4", "sample COUNT"), ("tra|in?", "train: plays the game"), ("?tra|in", "train: plays the game"),
    ])
  func table(marked: String, expected: String) { #expect(heading(marked) == expected) }

  @Test(
    "There is nothing to say about these",
    arguments: ["|", "# tr|ain", "save \"tr|ain\"", "nons|ense", "nonsense x|", "3|"])
  func nothing(marked: String) { #expect(heading(marked) == nil) }

  @Test("An option is explained with its facts, and with an example from detail 1 on")
  func option() {
    let source = "train batch=5"
    #expect(
      vocabulary.inspect(source, at: 8)?.plain
        == "train batch=\n\nImages a step.\n\nA whole number from 1 to 10_000 (images), default `100`.")
    #expect(vocabulary.inspect(source, at: 8, detail: 1)?.plain.hasSuffix("For example:\n\n  train epochs=2") == true)
    #expect(vocabulary.inspect(source, at: 1)?.plain.contains("For example") == false)
    #expect(vocabulary.inspect(source, at: 1, detail: 1)?.plain.contains("For example") == true)
    #expect(vocabulary.inspect("train steps=5", at: 8)?.plain.contains("Excludes `epochs`, `minutes`.") == true)
    #expect(vocabulary.inspect("show data count=5", at: 12)?.plain.contains("Goes with `show data`.") == true)
  }
}

@Suite("Completeness") struct CompletenessTests {
  @Test(
    "A cell runs, waits for more, or is beyond healing",
    arguments: [
      ("", .complete), ("train", .complete), ("train epochs=5\n", .complete), ("gan vanilla", .complete),
      ("# (", .complete),
      ("save \"(\"", .complete), ("train?", .complete),
      ("sample (", .incomplete(indent: "  ")), ("  sample [1,\n    [2", .incomplete(indent: "      ")),
      ("gan mine", .incomplete(indent: "  ")), ("seed 7\ngan mine  # my own", .incomplete(indent: "  ")),
      ("gan mine\n  latent 100\n  generator\n    dense 1", .incomplete(indent: "    ")),
      ("train epochs=", .invalid), ("train epoch=5", .invalid), ("save \"x", .invalid), ("save \"x\\", .invalid),
      ("sample )", .invalid),
      ("sample ( ]", .invalid), ("gan vanila", .invalid), ("$ (", .invalid), ("trian", .invalid),
    ] as [(String, Completeness)])
  func table(source: String, expected: Completeness) { #expect(vocabulary.completeness(of: source) == expected) }
}
