import Adversarial
import Files
import NeuralNetworks

/// Saves what is being trained by itself, so that a kernel that dies takes little with it.
///
/// Every three minutes of training, and after a training of half a minute or more, to
/// `$XDG_STATE_HOME/forger/autosave`, by default `~/.local/state/forger/autosave`: one file for each pair of each notebook,
/// the last eight of all. `FORGER_AUTOSAVE=off` turns it off; a number from 0.1 to 1,000,000 is another pause in seconds.
final class Autosave {
  /// One file that was saved.
  struct Entry {
    let path: String
    let label: CheckpointLabel
    /// In seconds since 1970.
    let saved: Double
    /// Whether this notebook saved it.
    let isOwn: Bool
  }

  private static let keptCount = 8
  private static let prefix = "autosave-"
  private static let usualPause = 180.0
  private static let pauses = 0.1...1e6

  /// Where the files are; nil without a home.
  let folder: String?
  private let pause: Double
  /// What tells notebooks apart: Jupyter's name for it, else the folder that the kernel was started in.
  private let place: String
  private let clock = ContinuousClock()
  /// How long each pair has been trained since it was saved, and since when it is being trained now.
  private var unsaved: [String: Duration] = [:]
  private var began: [String: ContinuousClock.Instant] = [:]
  private var hasFailed = false

  /// Nil when it is turned off.
  init?(_ environment: [String: String]) {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    switch value("FORGER_AUTOSAVE")?.lowercased() {
    case "off", "0": return nil
    case let text?: pause = Double(text).flatMap { Self.pauses.contains($0) ? $0 : nil } ?? Self.usualPause
    case nil: pause = Self.usualPause
    }
    if let state = value("XDG_STATE_HOME"), state.hasPrefix("/") {
      folder = FileSystem.join(state, "forger/autosave")
    } else {
      folder = value("HOME").map { FileSystem.join($0, ".local/state/forger/autosave") }
    }
    place = value("JPY_SESSION_NAME") ?? FileSystem.currentFolder ?? "/"
  }

  /// A training of the pair begins.
  func begin(_ name: String) { began[name] = clock.now }

  /// Saves when it is time to; called after every step.
  ///
  /// - Returns: why it could not, told once.
  func observe(_ name: String, _ game: Game, _ history: [StepReport]) -> String? {
    save(name, game, history, after: pause, isLast: false)
  }

  /// Saves when the training was long enough to be missed.
  func finish(_ name: String, _ game: Game, _ history: [StepReport]) -> String? {
    defer { began[name] = nil }
    return save(name, game, history, after: min(30, pause), isLast: true)
  }

  private func save(
    _ name: String, _ game: Game, _ history: [StepReport], after pause: Double, isLast: Bool
  ) -> String? {
    guard let folder, !hasFailed, let start = began[name] else { return nil }
    let now = clock.now
    let trained = unsaved[name, default: .zero] + start.duration(to: now)
    let isDue = trained >= .seconds(pause)
    guard isDue else {
      if isLast { unsaved[name] = trained }
      return nil
    }
    defer {
      unsaved[name] = .zero
      began[name] = clock.now
    }
    do {
      try FileSystem.makeFolder(folder)
      var checksum = Checksum()
      checksum.add(Array("\(place)\n\(name)".utf8)[...])
      let path = FileSystem.join(folder, "\(Self.prefix)\(checksum).\(CheckpointShelf.ending)")
      try Checkpoint(of: game, history: history, notes: ["pair": name, "place": place]).write(to: path)
      removeOld()
      return nil
    } catch {
      // A training does not end because the disk is full; whoever trains wants to know, but not every three minutes.
      hasFailed = true
      return "What is trained cannot be saved by itself: \(error)"
    }
  }

  private func removeOld() {
    guard let folder else { return }
    for old in files(in: folder).dropFirst(Self.keptCount) { FileSystem.remove(old.path) }
  }

  /// The files, the newest first.
  private func files(in folder: String) -> [(path: String, changed: Double)] {
    FileSystem.names(in: folder).filter { $0.hasPrefix(Self.prefix) && $0.hasSuffix(CheckpointShelf.ending) }
      .compactMap { name in
        let path = FileSystem.join(folder, name)
        return FileSystem.status(of: path).map { (path, $0.changed) }
      }
      .sorted { $0.changed > $1.changed }
  }

  /// What was saved last in this notebook, else in any.
  var latest: Entry? {
    let entries = folder.map(files) ?? []
    let labelled = entries.compactMap { path, changed in
      CheckpointLabel(path: path).map {
        Entry(path: path, label: $0, saved: changed, isOwn: $0.notes["place"] == place)
      }
    }
    return labelled.first(where: \.isOwn) ?? labelled.first
  }
}
