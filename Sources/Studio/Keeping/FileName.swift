import Adversarial
import Files
import NeuralNetworks

/// A path as it is typed into a cell.
struct FileName {
  /// The path with the home folder in the place of `~`, and behind the folder that relative ones begin in.
  let path: String

  init(_ typed: String, in session: Session) {
    self.init(typed, environment: session.environment, folder: session.folder)
  }

  init(_ typed: String, environment: [String: String], folder: String) {
    // A kernel is started without a shell, so that nobody else expands the tilde.
    if typed == "~" || typed.hasPrefix("~/"), let home = environment["HOME"], !home.isEmpty {
      path = home + typed.dropFirst()
    } else {
      path = typed.hasPrefix("/") ? typed : FileSystem.join(folder, typed)
    }
  }

  /// What follows the last dot of the last part, in small letters; empty when there is none.
  var ending: String {
    let name = path.split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex else { return "" }
    return name[name.index(after: dot)...].lowercased()
  }

  /// The path with an ending, added where there is none or another.
  func with(ending: String) -> String { self.ending == ending ? path : "\(path).\(ending)" }

  /// Makes the folder that the path lies in.
  static func makeFolder(around path: String) throws(FileError) {
    if let slash = path.lastIndex(of: "/"), slash > path.startIndex {
      try FileSystem.makeFolder(String(path[..<slash]))
    }
  }
}

extension StudioError {
  /// Why a file could not be read or written, as the rest of a sentence that has named it already.
  static func reason(_ error: any Error) -> String {
    switch error {
    case let error as FileError: error.reason
    case let SafetensorsError.file(error): error.reason
    case let CheckpointError.file(.file(error)): error.reason
    default: "\(error)"
    }
  }
}

extension Int {
  /// A number of bytes as people say it: "812 bytes", "36.2 MB".
  var bytesSpoken: String {
    switch self {
    case ..<1_000: counted("byte")
    case ..<1_000_000: "\((Double(self) / 1e3).short) kB"
    default: "\((Double(self) / 1e6).short) MB"
    }
  }
}
