import Adversarial
import Datasets

extension Session {
  /// The recogniser for the data at hand: the one that was trained here, else the one that Forger carries.
  ///
  /// - Throws: `StudioError.noRecogniser` when there is neither.
  func recogniser() throws -> Recogniser {
    let data = try pictures
    if let known = recognisers[data.name], known.knows(data) { return known }
    let threads = try threads
    let shipped: Recogniser?
    do {
      shipped = try Recogniser.shipped(data.name, threads: threads)
    } catch {
      throw StudioError.brokenRecogniser(data.name, "\(error)")
    }
    guard let carried = shipped, carried.knows(data) else {
      throw StudioError.noRecogniser(
        data: data.name, carried: Recogniser.shippedNames, isLabelled: !data.labels.isEmpty)
    }
    recognisers[data.name] = carried
    return carried
  }

  /// The pair's generator, if its pictures are of the shape of the data.
  func generatorForData() throws -> (game: Game, data: Dataset) {
    guard let game = players?.game else { throw StudioError.noNetworks }
    let data = try pictures
    guard game.imageShape == data.imageShape else {
      throw TrainingError.imageShape(dataset: data.name, is: data.imageShape, game: game.imageShape)
    }
    return (game, data)
  }
}

extension Recogniser {
  /// "recogniser mnist, right on 99.46 % of the 10,000 test images of MNIST, digest …".
  var introduction: String {
    let proof = credentials.accuracy.map { ", right on \(($0 * 100).fixed(2)) % of \(credentials.test)" } ?? ""
    return "recogniser \(credentials.name)\(proof), digest \(digest)"
  }
}
