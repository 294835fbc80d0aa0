import ArgumentParser

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Where among Jupyter's directories a kernel is kept.
struct Place: ParsableArguments {
  @Flag(help: "For the current user (the default).")
  var user = false

  @Flag(
    help: """
      For the active environment: VIRTUAL_ENV, else CONDA_PREFIX, else the prefix of the python3 on the PATH.
      """)
  var sysPrefix = false

  @Option(help: ArgumentHelp("Below this directory, in share/jupyter/kernels.", valueName: "dir"))
  var prefix: String?

  @Option(help: "The name by which nbconvert, papermill and others call the kernel.")
  var name = "forger"

  func validate() throws {
    let count = (user ? 1 : 0) + (sysPrefix ? 1 : 0) + (prefix == nil ? 0 : 1)
    guard count <= 1 else { throw ValidationError("Give one of --user, --sys-prefix and --prefix.") }
    let isAllowed: (Character) -> Bool = { $0.isASCII && ($0.isLetter || $0.isNumber || "._-".contains($0)) }
    guard !name.isEmpty, name.allSatisfy(isAllowed), !name.allSatisfy({ $0 == "." }) else {
      throw ValidationError("Jupyter allows letters, digits, '.', '_' and '-' in a kernel's name, not \"\(name)\".")
    }
  }

  /// The directory of the kernel of this name.
  func directory() throws -> String {
    let environment = SystemCalls.environment
    return try kernels(environment) + "/" + name.lowercased()
  }

  private func kernels(_ environment: [String: String]) throws -> String {
    if let prefix { return URL(filePath: prefix).standardizedFileURL.path + "/share/jupyter/kernels" }
    if sysPrefix { return try environmentPrefix(environment) + "/share/jupyter/kernels" }
    if let data = environment["JUPYTER_DATA_DIR"], !data.isEmpty { return data + "/kernels" }
    guard let home = environment["HOME"], !home.isEmpty else {
      throw InstallError.noHome
    }
    #if os(macOS)
      return home + "/Library/Jupyter/kernels"
    #else
      let share = environment["XDG_DATA_HOME"].flatMap { $0.isEmpty ? nil : $0 } ?? home + "/.local/share"
      return share + "/jupyter/kernels"
    #endif
  }

  private func environmentPrefix(_ environment: [String: String]) throws -> String {
    for name in ["VIRTUAL_ENV", "CONDA_PREFIX"] {
      if let path = environment[name], !path.isEmpty { return path }
    }
    // A launcher script such as pyenv's stands on the PATH as well, so only Python itself can tell.
    guard let path = SystemCalls.output(of: "python3 -c 'import sys; print(sys.prefix)' 2>/dev/null"),
      path.hasPrefix("/")
    else { throw InstallError.noPython }
    return path
  }
}
