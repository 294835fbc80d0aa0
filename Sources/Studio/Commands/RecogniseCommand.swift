import Adversarial
import Datasets
import Jupyter
import Language
import Pictures
import Tensors

/// `recognise`: what a recogniser takes pictures for, and how sure it is.
struct RecogniseCommand: SessionCommand {
  static let verb = Verb(
    "recognise", group: "looking",
    summary: "lets a recogniser say what pictures show",
    details: """
      Under each picture stands the recogniser's guess and how sure it is. The recogniser is a small convolutional network \
      that has learnt the classes of the data set loaded; `recogniser` says which one. `recognise data` shows it real \
      pictures and says how often it is right. Afterwards `guesses` and `guess_confidences` are vectors with one entry a \
      picture shown, and after `recognise data` the share of right guesses is `agreement`.
      """,
    parameters: [
      .positional(
        "what",
        .word([
          Choice("samples", "pictures made by the generator"), Choice("data", "pictures of the data set"),
        ]), default: "samples", help: "which pictures"),
      .option("count", .integer(1...400), default: 32, unit: "pictures", help: "how many are shown"),
      .option(
        "seed", .integer(0...Int.max), onlyWith: ["samples"],
        help: "decides the random numbers; that of the networks when left out"),
    ],
    examples: ["recognise", "recognise data count=20"])

  let showsData: Bool
  let count: Int
  let seed: UInt64?

  init(_ arguments: Arguments) {
    showsData = arguments.text("what") == "data"
    count = arguments.integer("count")
    seed = arguments.integer(ifGiven: "seed").map(UInt64.init)
  }

  func run(in session: Session, showing output: any Output) throws {
    if showsData {
      try recogniseData(in: session, showing: output)
    } else {
      let (game, _) = try session.generatorForData()
      let recogniser = try session.recogniser()
      let pictures = try game.pictures(count: count, seed: seed ?? game.seed, for: output)
      let recognition = recogniser.judge(pictures, isInterrupted: { output.isInterrupted })
      guard recognition.count == count else { throw Self.interruption }
      let captions = (0..<count).map { caption(recognition.guess($0), recogniser.credentials.classNames, label: nil) }
      let images = try (0..<count).map { try Image(pictures, at: $0) }
      try show(
        images, captions, title: "\(count.counted("picture")) by \(session.nameInUse), \(game.stateText())",
        remark: "mean confidence \(percent(recognition.meanConfidence)), \(recogniser.introduction)", output)
      session.guesses = Guesses(recognition, count: count)
    }
  }

  /// The most pictures that the share of right guesses is measured on.
  private static let testCount = 10_000

  private static let interruption = Interruption("stopped before all pictures were judged")

  private func recogniseData(in session: Session, showing output: any Output) throws {
    let data = try session.pictures
    let recogniser = try session.recogniser()
    guard count <= data.count else {
      throw StudioError.tooMany(asked: count, available: data.count, of: "images")
    }
    let tested = max(count, min(data.count, Self.testCount))
    let recognition = recogniser.judge(data, at: Array(0..<tested), isInterrupted: { output.isInterrupted })
    guard recognition.count == tested else { throw Self.interruption }
    let captions = (0..<count).map {
      caption(recognition.guess($0), data.classNames, label: data.labels.isEmpty ? nil : Int(data.labels[$0]))
    }
    var remark = recogniser.introduction
    let agreement = data.labels.isEmpty ? nil : recognition.accuracy(labels: data.labels)
    if let right = agreement {
      remark = "right on \(percent(right)) of the first \(tested.grouped) pictures of \(data.name), " + remark
    }
    let images = try (0..<count).map { try data.picture($0) }
    try show(images, captions, title: "\(count.counted("picture")) of \(data.name)", remark: remark, output)
    session.guesses = Guesses(recognition, count: count, agreement: agreement)
  }

  private func show(
    _ images: [Image], _ captions: [String], title: String, remark: String, _ output: any Output
  ) throws {
    let grid = ImageGrid(
      images: images, columns: count > 16 ? nil : min(count, 8), captions: captions.map { Label($0) })
    output.display(
      try DisplayData(
        try grid.draw(), text: "\(title): \(remark)\nguesses: \(captions.joined(separator: ", "))"))
    output.stream(.stdout, remark + "\n")
  }

  /// "7: 98 %", and for a wrong guess what it is: "7: 98 %, is 1".
  private func caption(_ guess: (label: Int, confidence: Double), _ names: [String], label: Int?) -> String {
    let text = "\(names[guess.label]): \(percent(guess.confidence))"
    guard let label, label != guess.label else { return text }
    return text + ", is \(names[label])"
  }
}

/// "98 %", and never "100 %" for less.
func percent(_ share: Double) -> String {
  let text = (share * 100).fixed(0)
  return text == "100" && share < 1 ? ">99 %" : text + " %"
}

extension Dataset {
  /// One of its pictures, planes of channels made pixels.
  func picture(_ index: Int) throws -> Image {
    let (channels, height, width) = (imageShape.dims[0], imageShape.dims[1], imageShape.dims[2])
    let planes = Array(image(index))
    let area = height * width
    let pixels = planes.indices.map { planes[$0 % channels * area + $0 / channels] }
    return try Image(width: width, height: height, channels: channels, pixels: pixels)
  }
}
