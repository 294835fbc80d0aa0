import Adversarial
import Mathematics

/// What was found out about a pair’s pictures, each by the command that did it last.
struct Judgements {
  var score: Score?
  var neighbours: Neighbours?
  /// The classes of the nearest training pictures, where the data have classes.
  var neighbourLabels: [UInt8] = []
  var probe: Probe?
}

/// What a recogniser said last, of pictures by anybody.
struct Guesses {
  let labels: [Int]
  let confidences: [Double]
  /// The share of right guesses, where it is known what the pictures show.
  let agreement: Double?

  /// Of the first pictures of a recognition.
  init(_ recognition: Recognition, count: Int, agreement: Double? = nil) {
    let guesses = (0..<count).map(recognition.guess)
    labels = guesses.map(\.label)
    confidences = guesses.map(\.confidence)
    self.agreement = agreement
  }
}

extension Session {
  /// The names of what judges found: `check class_score > 8.5`.
  var judged: [Observations.Name] {
    let judgements = players?.judgements
    let guesses = guesses
    func number(
      _ name: String, _ summary: String, _ value: @escaping (Score) -> Double
    ) -> Observations.Name {
      .init(number: name, summary, measuredBy: "score") { judgements?.score.map(value) }
    }
    func vector(
      _ name: String, _ summary: String, _ values: @escaping (Score) -> [Double]
    ) -> Observations.Name {
      .init(name, summary, measuredBy: "score") { judgements?.score.map(values) }
    }
    func probed(_ name: String, _ summary: String, _ value: @escaping (Probe) -> Double) -> Observations.Name {
      .init(number: name, summary, measuredBy: "probe") { judgements?.probe.map(value) }
    }
    return [
      number("class_score", "the class score of the generator’s pictures") { $0.classScore },
      number("real_class_score", "the class score of as many real pictures") { $0.realClassScore },
      number("frechet_distance", "the Fréchet distance of made to real pictures") { $0.distance },
      number("frechet_floor", "the Fréchet distance of real to other real pictures") { $0.floor },
      number("guess_confidence", "how sure the recogniser was of made pictures, on average") { $0.confidence },
      number("real_guess_confidence", "how sure it was of real pictures, on average") { $0.realConfidence },
      vector("class_shares", "the share of each class among the guesses at made pictures") { $0.shares },
      vector("real_class_shares", "the share of each class among the guesses at real pictures") { $0.realShares },
      number("classes_present", "how many classes the generator makes") { Double($0.shares.count - $0.missing.count) },
      number("missing_classes", "how many classes come less than a tenth as often as they should") {
        Double($0.missing.count)
      },
      number("nearest_pair", "the mean distance of a made picture to the nearest other one") { $0.diversity.nearest },
      number("real_nearest_pair", "the same among real pictures") { $0.diversity.realNearest },
      number("different_pictures", "how many different pictures there are by the birthday test, at least") {
        $0.diversity.support ?? Double($0.diversity.count * ($0.diversity.count - 1) / 2)
      },
      .init("neighbour_distances", "how far each made picture is from any training picture", measuredBy: "neighbours") {
        judgements?.neighbours?.found.map(\.distance)
      },
      .init("real_neighbour_distances", "how far training pictures are from the others", measuredBy: "neighbours") {
        judgements?.neighbours?.real.map(\.distance)
      },
      .init("neighbour_classes", "the class of each nearest training picture, from 0", measuredBy: "neighbours") {
        judgements?.neighbourLabels.map(Double.init)
      },
      probed("probe_accuracy", "the share that a new discriminator judged rightly") { $0.accuracy },
      probed("probe_value", "V = E log D(x) + E log(1 - D(G(z))) of a new discriminator") { $0.value },
      probed("probe_divergence", "at least how large the Jensen-Shannon divergence is, about") { $0.divergence },
      probed("probe_real_score", "the mean of a new discriminator’s D(x)") { $0.realScore },
      probed("probe_fake_score", "the mean of a new discriminator’s D(G(z))") { $0.fakeScore },
      .init("probe_losses", "a new discriminator’s loss, step by step", measuredBy: "probe") {
        judgements?.probe?.losses
      },
      .init("guesses", "the class that each picture was taken for, from 0", measuredBy: "recognise") {
        guesses?.labels.map(Double.init)
      },
      .init("guess_confidences", "how sure each guess was", measuredBy: "recognise") { guesses?.confidences },
      .init(number: "agreement", "the share of real pictures recognised rightly", measuredBy: "recognise data") {
        guesses?.agreement
      },
    ]
  }
}
