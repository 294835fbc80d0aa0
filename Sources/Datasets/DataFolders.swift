import Files

/// Where data files are looked for, decided by the environment alone.
///
/// First `FORGER_DATA`, the folder a teacher or a CI machine points to; then the user's cache, by the XDG Base
/// Directory rule: `$XDG_CACHE_HOME/forger`, else `~/.cache/forger`.
package struct DataFolders: Sendable, Equatable {
  /// The folder that `FORGER_DATA` names, if it is set.
  package let chosen: String?
  /// The folder in which Forger keeps data of its own accord; none without a home.
  package let cache: String?

  /// Reads `FORGER_DATA`, `XDG_CACHE_HOME` and `HOME`; an empty variable counts as unset.
  package init(environment: [String: String]) throws(DatasetError) {
    func value(_ name: String) -> String? {
      environment[name].flatMap { $0.isEmpty ? nil : $0 }
    }
    let home = value("HOME")
    // A kernel is started without a shell, so that nobody else expands the tilde.
    if let path = value("FORGER_DATA"), let home, path == "~" || path.hasPrefix("~/") {
      chosen = home + path.dropFirst()
    } else {
      chosen = value("FORGER_DATA")
    }
    // "All paths set in these environment variables must be absolute. [Others] should [be considered] invalid."
    if let base = value("XDG_CACHE_HOME"), base.hasPrefix("/") {
      cache = FileSystem.join(base, "forger")
    } else {
      cache = home.map { FileSystem.join($0, ".cache/forger") }
    }
    if let chosen, case let kind = FileSystem.kind(of: chosen), kind != .folder {
      throw .notAFolder(variable: "FORGER_DATA", path: chosen)
    }
  }
}
