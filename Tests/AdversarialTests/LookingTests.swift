import Adversarial
import Tensors
import Testing

@Suite("Looking at a game")
struct LookingTests {
  @Test("verdicts normalise by the batch that is judged, are repeatable, and leave every bit as it was")
  func verdicts() throws {
    let game = try trained(smallConvolutional)
    let digest = game.digest
    let pictures = game.sample(count: 8, seed: 3).values
    let verdicts = try game.verdicts(of: pictures, in: .nonSaturating)
    #expect(verdicts.count == 8 && verdicts.allSatisfy { (0...1).contains($0) })
    #expect(verdicts != game.scores(of: pictures, in: .nonSaturating))
    #expect(try verdicts == game.verdicts(of: pictures, in: .nonSaturating))
    #expect(game.digest == digest)
  }

  @Test("without batch normalisation company changes nothing, dropout or not")
  func scores() throws {
    let game = try trained()
    let pictures = game.sample(count: 8, seed: 3).values
    #expect(
      try game.verdicts(of: pictures, in: .nonSaturating) == game.scores(of: pictures, in: .nonSaturating))
  }
}
