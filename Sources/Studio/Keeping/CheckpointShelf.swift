import Adversarial
import Files
import Language

/// Where checkpoints are found by name: those that come with Forger, and those in the current folder.
///
/// The folders for the ones that come with it, the first to be asked first: `$FORGER_CHECKPOINTS`, `checkpoints` in the
/// current folder, as beside the lessons, `$XDG_DATA_HOME/forger/checkpoints`, and `share/forger/checkpoints` beside the
/// folder of the program.
struct CheckpointShelf {
  static let ending = "safetensors"
  /// The word for what was saved by itself last.
  static let latest = "latest"

  private let environment: [String: String]

  private let folder: String

  /// - Parameter folder: where relative paths begin.
  init(_ environment: [String: String], folder: String) {
    self.environment = environment
    self.folder = folder
  }

  /// The folders that are searched.
  var folders: [String] {
    func value(_ name: String) -> String? { environment[name].flatMap { $0.isEmpty ? nil : $0 } }
    var folders = [String]()
    if let chosen = value("FORGER_CHECKPOINTS") {
      folders.append(FileName(chosen, environment: environment, folder: folder).path)
    }
    folders.append(FileSystem.join(folder, "checkpoints"))
    if let data = value("XDG_DATA_HOME"), data.hasPrefix("/") {
      folders.append(FileSystem.join(data, "forger/checkpoints"))
    } else if let home = value("HOME") {
      folders.append(FileSystem.join(home, ".local/share/forger/checkpoints"))
    }
    if let program = FileSystem.program {
      let parts = program.split(separator: "/").dropLast(2)
      folders.append("/" + parts.joined(separator: "/") + "/share/forger/checkpoints")
    }
    return folders
  }

  /// The file that a word or a path means; nil when there is none.
  func path(of typed: String) -> String? {
    let name = FileName(typed, environment: environment, folder: folder)
    for path in [name.path, name.with(ending: Self.ending)] where FileSystem.kind(of: path) == .file { return path }
    guard !typed.contains("/") else { return nil }
    let fileName = FileName(typed, environment: [:], folder: "").with(ending: Self.ending)
    return folders.map { FileSystem.join($0, fileName) }.first {
      FileSystem.kind(of: $0) == .file
    }
  }

  /// The names that can be loaded, with what they are: those beside the notebook first.
  var choices: [Choice] {
    var choices: [Choice] = []
    for folder in [folder.isEmpty ? "." : folder] + folders {
      for name in FileSystem.names(in: folder) where name.hasSuffix("." + Self.ending) {
        let stem = String(name.dropLast(Self.ending.count + 1))
        guard !choices.contains(where: { $0.name == stem }), stem.isWord else { continue }
        guard let label = CheckpointLabel(path: FileSystem.join(folder, name)) else { continue }
        choices.append(Choice(stem, label.summary))
      }
    }
    return choices
  }
}

extension CheckpointLabel {
  /// "vanilla after 3,000 steps of mnist".
  var summary: String { "\(preset) after \(step.counted("step"))\(data.isEmpty ? "" : " of \(data)")" }
}

extension String {
  /// Whether it can be typed without quotes.
  fileprivate var isWord: Bool {
    guard let first = unicodeScalars.first, first.properties.isAlphabetic else { return false }
    return unicodeScalars.allSatisfy {
      $0.properties.isAlphabetic || $0.properties.numericType != nil || $0 == "-" || $0 == "_"
    }
  }

  /// The text as a name for a pair of networks, if it can be one.
  var asPairName: String? { isWord && count <= 64 ? self : nil }
}
