import Adversarial
import Datasets
import Tensors

/// Times whole training steps for `Tests/Benchmarks/train.py`, which tells by lines on standard input when to run.
///
///     forger-benchmark mlp 100 2
///
/// answers first with one line about itself, then each line with a number of seconds with the milliseconds of the steps
/// done in that time, one at least. An empty line or the end of the input ends it.
@main
struct Benchmark {
  /// What the peers call a model, and what it is here.
  static let presets = ["mlp": "vanilla", "dcgan28": "dcgan28", "dcgan64": "dcgan64"]

  static func main() throws {
    let arguments = CommandLine.arguments
    guard arguments.count >= 4, let batch = Int(arguments[2]), let threads = Int(arguments[3]) else {
      print(#"{"missing": "usage: forger-benchmark MODEL BATCH THREADS"}"#)
      return
    }
    if arguments[1] == "products" {
      try Products(
        images: batch, threads: Threads(count: threads, instructions: .best), seconds: 0.4,
        filter: arguments.count > 4 ? arguments[4] : ""
      ).run()
      return
    }
    guard let name = presets[arguments[1]], let preset = Preset.all.first(where: { $0.name == name }) else {
      print(#"{"missing": "no preset for \#(arguments[1])"}"#)
      return
    }
    let side = arguments[1] == "dcgan64" ? 64 : 28
    let game = try Game(
      preset: preset, image: [1, side, side], seed: 1, threads: Threads(count: threads, instructions: .best))
    let data = pictures(side: side)
    var options = preset.options
    options.batch = batch
    // The step that the peers do: new latents for the generator.
    options.reusesFakes = false
    _ = try game.train(on: data, length: .steps(5), options: options) { _ in true }
    say(#"{"version": "\#(InstructionSet.best.rawValue)", "digest": "\#(game.digest)"}"#)
    while let line = readLine(), let seconds = Double(line) {
      let times = try times(game, data, options, seconds)
      say("[" + times.map { "\($0)" }.joined(separator: ", ") + "]")
    }
  }

  /// Milliseconds of each step but the first, which finds the caches full of somebody else's data.
  static func times(
    _ game: Game, _ data: Dataset, _ options: TrainingOptions, _ seconds: Double
  ) throws -> [Double] {
    let clock = ContinuousClock()
    var last: ContinuousClock.Instant?
    var end = clock.now
    var times: [Double] = []
    _ = try game.train(on: data, length: .steps(1_000_000), options: options) { _ in
      let now = clock.now
      if let last {
        times.append((now - last) / .milliseconds(1))
      } else {
        end = now + .seconds(seconds)
      }
      last = now
      return times.isEmpty || now < end
    }
    return times
  }

  /// Noise, since a step takes as long for noise as for digits.
  static func pictures(side: Int) -> Dataset {
    let count = 2_048
    var random = Random(seed: 1, purpose: .drawing)
    let pixels = (0..<count * side * side).map { _ in UInt8(random.bits() >> 24) }
    return Dataset(
      name: "noise", origin: "made for the benchmark", imageShape: [1, side, side], pixels: pixels, labels: [],
      classNames: [])
  }

  /// Prints a line at once, into a pipe too.
  static func say(_ line: String) {
    print(line)
    flushOutput()
  }
}
