import Language
import Testing

@Suite("Help") struct HelpTests {
  @Test("The overview lists every verb under its group")
  func overview() {
    let lines = vocabulary.help().plain.split(separator: "\n").map(String.init)
    #expect(lines.prefix(3) == ["Data", "  data  chooses what to learn from", "  show  shows pictures"])
    #expect(lines.last == "More about a command: `data?`")
    for verb in vocabulary.verbs {
      #expect(lines.contains { $0.hasPrefix("  " + verb.name + " ") && $0.hasSuffix(verb.summary) })
    }
  }

  @Test("A verb's page comes from its declaration")
  func page() throws {
    let page = try vocabulary.help(#require(vocabulary.verb("show")))
    #expect(
      page.plain == """
        show: shows pictures

          show data|weights [count=] [captions=]

          WHAT       what to show; `data` or `weights`, required
          count=     how many (with data); a whole number from 1 to 1000 (images), default `64`
          captions=  whether to write the class under each; `on` or `off`, default `off`

        WHAT:

          data     images of the data set
          weights  first layer

        For example:

          show data count=32
        """)
    #expect(
      page.markdown == """
        **show: shows pictures**

        ```
        show data|weights [count=] [captions=]
        ```

        | | |
        |---|---|
        | `WHAT` | what to show; `data` or `weights`, required |
        | `count=` | how many (with data); a whole number from 1 to 1000 (images), default `64` |
        | `captions=` | whether to write the class under each; `on` or `off`, default `off` |

        WHAT:

        | | |
        |---|---|
        | `data` | images of the data set |
        | `weights` | first layer |

        For example:

        ```
        show data count=32
        ```
        """)
  }

  @Test(
    "Signatures show what is needed, what excludes and what repeats",
    arguments: [
      ("data", "data NAME [or NAME …] [count=] [seed=]"), ("gan", "gan PRESET [as NAME] [input=]"),
      ("sample", "sample [COUNT]"),
      ("plot", "plot losses|scores"), ("average", "average NAMES …"), ("reset", "reset"), ("help", "help [VERB]"),
      (
        "train",
        "train [epochs= | steps= | minutes=] [batch=] [rate=] [beta1=] [objective=] [discriminator-steps=] [smoothing=]"
      ),
    ])
  func signatures(name: String, signature: String) { #expect(vocabulary.verb(name)?.signature == signature) }

  @Test("Exclusions and details are told")
  func details() throws {
    #expect(
      try vocabulary.help(#require(vocabulary.verb("train"))).plain.contains(
        "At most one of `epochs`, `steps`, `minutes`."))
    #expect(try vocabulary.help(#require(vocabulary.verb("data"))).plain.contains("Takes the first of the named"))
  }

  @Test("Markdown disarms what it would take for its own")
  func escaping() {
    let odd = Vocabulary(verbs: [
      Verb("a", group: "g", summary: "x*y <b> | $z$ `k_1`", examples: ["a"])
    ])
    #expect(odd.help().markdown.contains("| `a` | x\\*y \\<b\\> \\| \\$z\\$ `k_1` |"))
  }
}

@Suite("Vocabulary") struct VocabularyTests {
  @Test("The sample vocabulary is consistent, so its examples run")
  func consistent() { #expect(vocabulary.inconsistencies() == []) }

  @Test("Mistakes of a declaration are found")
  func inconsistent() {
    let broken = Vocabulary(verbs: [
      Verb(
        "a", group: "g", summary: "s",
        parameters: [
          .option("n", .integer(1...5), default: 9, help: "h"), .option("n", .flag, default: "maybe", help: "h"),
          .option("w", .word([Choice("x", "y")]), default: "z", help: "h"),
        ], exclusive: [["n", "m"]], examples: ["a k=1"]),
      Verb("a", group: "g", summary: "s", examples: []),
    ])
    #expect(
      broken.inconsistencies() == [
        "two verbs have the same name", "a: two parameters have the same name", "a: excludes m, which does not exist",
        "a n: default: `9` is out of range for `n=`", "a n: default: `n=` wants `on` or `off`, not `maybe`",
        "a w: default: `z` is not a choice of `w=`", "a, example `a k=1`: `a` has no option `k`",
        "a: there is no example",
      ])
  }

  @Test(
    "Ranges keep to their bounds and say so",
    arguments: [
      (NumberRange.any, [0, -1e300], [Double.infinity, .nan], "a number"),
      (.above(0), [1e-300], [0, -1], "a number above 0"),
      (.atLeast(0), [0, 5], [-1e-9], "a number from 0"), (.from(0, to: 1), [0, 1], [1.1], "a number from 0 to 1"),
      (.from(0, below: 1), [0, 0.9], [1], "a number from 0 to below 1"),
      (.above(0, to: 1e-5), [1e-5], [0, 1], "a number above 0, up to 1e-5"),
      (.between(-1, 1), [0], [-1, 1], "a number between -1 and 1"),
    ])
  func ranges(range: NumberRange, inside: [Double], outside: [Double], phrase: String) {
    #expect(inside.allSatisfy(range.contains))
    #expect(!outside.contains(where: range.contains))
    let verb = Verb(
      "a", group: "g", summary: "s", parameters: [.option("x", .number(range), help: "h")], examples: ["a"])
    let report = Vocabulary(verbs: [verb]).parse("a x=many").report
    #expect(report.contains("wants \(phrase), not"))
  }
}
