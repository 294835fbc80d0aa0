/// Why the kernel could not be made known, or be forgotten.
enum InstallError: Error, Sendable, Equatable {
  case noHome
  case noPython
  case noExecutable
  case cannotWrite(path: String, cause: String)
  case notInstalled(directory: String)
  case notOurs(directory: String)
}

extension InstallError: CustomStringConvertible {
  var description: String {
    switch self {
    case .noHome: "HOME is not set: set it, or give --prefix"
    case .noPython: "no environment is active and no python3 answers on the PATH: activate one, or give --prefix"
    case .noExecutable: "cannot find out the path of this program: start it by its full path"
    case .cannotWrite(let path, let cause):
      "cannot write \(path): \(cause): choose another place with --user or --prefix"
    case .notInstalled(let directory): "there is no kernel in \(directory): \"jupyter kernelspec list\" shows all"
    case .notOurs(let directory): "the kernel in \(directory) is not Forger's, so it stays: give its --name"
    }
  }
}
