import Datasets
import Jupyter
import Pictures

/// The one display of a data set that takes long to come, replaced in place; nothing is shown for what is quick.
final class LoadingDisplay {
  /// What is done sooner needs no display.
  private static let patience = Duration.milliseconds(600)
  private static let size = Size(480, 56)

  private let name: String
  private let output: any Output
  private let display: LiveDisplay
  private let clock = ContinuousClock()
  /// The file that comes in, when it began and how much of it there was then.
  private var current: (file: String, start: ContinuousClock.Instant, had: Int)?
  /// The files that have come in, their bytes, and from where.
  private var arrived: (files: Int, bytes: Int, servers: [String]) = (0, 0, [])
  private var last: (fraction: Double, text: String)?

  init(name: String, isLive: Bool, output: any Output) {
    self.name = name
    self.output = output
    display = LiveDisplay("loading", on: output, isLive: isLive, patience: Self.patience)
  }

  /// Shows a stage when it is time to, and answers whether to go on.
  func observe(_ stage: LoadingStage) -> Bool {
    guard let (fraction, remark) = describe(stage) else { return !output.isInterrupted }
    last = (fraction, remark)
    display.update { try draw(fraction, remark) }
    return !output.isInterrupted
  }

  /// The last state, which stays: what has come and from where, or where it ended.
  func finish(isComplete: Bool) throws {
    if isComplete, arrived.files > 0 {
      let servers = arrived.servers.joined(separator: ", ")
      let remark = "\(arrived.files.counted("file")), \(Self.megabytes(arrived.bytes)) from \(servers)"
      try display.finish { try draw(1, remark) }
    } else if display.isShown, let last {
      try display.finish { try draw(isComplete ? 1 : last.fraction, isComplete ? "done" : last.text) }
    }
  }

  /// How much is done, and in words what is; nil where nobody waits long enough to read it.
  private func describe(_ stage: LoadingStage) -> (Double, String)? {
    switch stage {
    case .drawing: return nil
    case .waiting: return (0, "another kernel is downloading it; waiting")
    case .downloading(let file, let server, let received, let expected):
      if current?.file != file { current = (file, clock.now, received) }
      let done = min(1, Double(received) / Double(max(1, expected)))
      let amount = "\(Self.megabytes(received)) of \(Self.megabytes(expected))"
      return (done, "\(file): \(amount)\(timeLeft(received, expected)) from \(server)")
    case .checking(let file): return (1, "\(file): checking")
    case .unpacking(let file): return (1, "\(file): unpacking")
    case .downloaded(let file, let server, let bytes):
      arrived.files += 1
      arrived.bytes += bytes
      if !arrived.servers.contains(server) { arrived.servers.append(server) }
      return (1, "\(file): \(Self.megabytes(bytes)) from \(server)")
    case .reading(let done, let total):
      return (Double(done) / Double(max(1, total)), "\(done.grouped) of \(total.counted("picture"))")
    }
  }

  private func timeLeft(_ received: Int, _ expected: Int) -> String {
    guard let current, received > current.had, expected > received else { return "" }
    let seconds = (clock.now - current.start) / .seconds(1)
    guard seconds > 1 else { return "" }
    let pace = Double(received - current.had) / seconds
    return ", \(spokenDuration(Double(expected - received) / pace)) left"
  }

  private static func megabytes(_ bytes: Int) -> String {
    bytes < 100_000 ? "\((Double(bytes) / 1e3).fixed(1)) kB" : "\((Double(bytes) / 1e6).fixed(1)) MB"
  }

  private func draw(_ fraction: Double, _ remark: String) throws -> LiveDisplay.Drawing {
    let canvas = try Canvas(width: Self.size.width, height: Self.size.height)
    canvas.card()
    let room = Rect(x: 0, y: 0, width: Self.size.width, height: Self.size.height).inset(14)
    // The remark is the longer of the two; the bar gives the name what the remark leaves.
    let style = TextStyle(size: 12, color: Palette.ink, isBold: true)
    let title = canvas.measure(Label(name), style: style).width
    canvas.text(Label(name), at: Point(room.x, room.y + 12), style: style)
    canvas.text(
      canvas.fitted(Label(remark), style: .label, width: room.width - title - 12), at: Point(room.right, room.y + 12),
      style: .label, alignment: .trailing)
    ProgressBar(fraction).draw(on: canvas, in: room)
    return (try canvas.finish(), "\(name): \(remark)")
  }
}
