import Adversarial
import Datasets
import Jupyter
import Language
import Tensors

/// `recogniser`: who judges the pictures; `recogniser train` teaches one the classes of other data.
struct RecogniserCommand: SessionCommand {
  static let verb = Verb(
    "recogniser", group: "data",
    summary: "says which recogniser judges the data, or trains one for data of your own",
    details: """
      Forger carries recognisers for some data sets. For other labelled data `recogniser train` teaches a new one the \
      classes: on five sixths of the pictures, distorted a little each time, and tests it on the others. It judges \
      whenever data of that name are loaded, until the kernel ends.
      """,
    parameters: [
      .positional(
        "what", .word([Choice("train", "teaches a new one the classes of the data")]), required: false,
        help: "what to do; says who judges when left out"),
      .option(
        "epochs", .integer(1...1_000), default: 4, onlyWith: ["train"], help: "rounds through its training pictures"),
    ],
    examples: ["recogniser", "recogniser train epochs=2"])

  let trains: Bool
  let epochs: Int

  init(_ arguments: Arguments) {
    trains = arguments.text(ifGiven: "what") == "train"
    epochs = arguments.integer(ifGiven: "epochs") ?? 4
  }

  /// The most pictures that are kept for the test.
  private static let testCount = 10_000

  func run(in session: Session, showing output: any Output) throws {
    let carried = "Forger carries recognisers for \(Recogniser.shippedNames.joined(separator: ", "))"
    guard trains else {
      guard session.dataset != nil else { return output.stream(.stdout, "\(carried).\n") }
      return output.stream(.stdout, "\(try session.recogniser().introduction)\n\(carried).\n")
    }
    let data = try session.pictures
    guard !data.labels.isEmpty, data.classNames.count > 1 else { throw StudioError.noClasses(data.name) }
    guard data.count >= 60 else { throw StudioError.tooFewToLearn(data.count) }
    var order = Array(0..<data.count)
    var random = Random(seed: session.seed, purpose: .shuffle, stream: 2)
    random.shuffle(&order)
    let tested = min(data.count / 6, Self.testCount)
    let exam = data.selection(order.prefix(tested))
    let recogniser = try Recogniser(
      Recogniser.Credentials(
        name: data.name, imageShape: data.imageShape, classNames: data.classNames,
        test: "\(tested.grouped) pictures of \(data.name) it had not seen"),
      seed: session.seed, threads: try session.threads)
    let isFinished = recogniser.train(
      on: data.selection(order.dropFirst(tested)), epochs: epochs, seed: session.seed,
      isInterrupted: { output.isInterrupted }
    ) { report in
      guard session.isLive else { return }
      output.stream(
        .stdout,
        "epoch \(report.epoch) of \(epochs): loss \(report.loss.fixed(3)), right while learning \(percent(report.accuracy))\n"
      )
    }
    guard isFinished else { throw Interruption("stopped before the recogniser had learnt; it is not kept") }
    recogniser.examine(on: exam)
    session.recognisers[data.name] = recogniser
    output.stream(.stdout, recogniser.introduction + "\n")
  }
}
