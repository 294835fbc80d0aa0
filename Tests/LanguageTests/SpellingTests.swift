import Language
import Testing

@Suite("Spelling") struct SpellingTests {
  @Test(
    "Distance counts insertions, deletions, replacements and swaps",
    arguments: [
      ("", "", 0), ("train", "train", 0), ("epoch", "epochs", 1), ("trian", "train", 1), ("rate", "seed", 4),
      ("", "abc", 3), ("ca", "abc", 3), ("sitting", "kitten", 3),
    ])
  func distance(first: String, second: String, expected: Int) {
    let measured = Spelling.distance(Array(first.unicodeScalars), Array(second.unicodeScalars))
    #expect(measured == expected)
  }

  @Test(
    "Only near names are suggested",
    arguments: [
      ("epoch", "epochs"), ("TRAIN", "train"), ("sed", "seed"), ("disc", "discriminator-steps"), ("xyz", nil),
      ("st", "steps"), ("s", nil), ("", nil),
    ])
  func nearest(word: String, expected: String?) {
    let names = ["train", "epochs", "steps", "seed", "discriminator-steps"]
    #expect(Spelling.nearest(to: word, among: names) == expected)
  }
}
