import ArgumentParser
import Jupyter
import Studio

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Runs a script without Jupyter.
struct RunCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a script without Jupyter.",
    discussion: """
      The file is read like one cell of a notebook: nothing runs when there is an error in it. Texts go to the terminal, \
      pictures into files beside the script: first.forger writes first-1.png, first-2.png and so on. The exit code is 1 when \
      the script fails, a failing "check" included. Ctrl-C ends the running command after its last whole step, with its \
      picture written, and the script with it: exit code 130. A second Ctrl-C ends the program at once.
      """)

  @Argument(help: "The script.", completion: .file(extensions: ["forger"]))
  var file: String

  func run() throws {
    guard let data = try? Data(contentsOf: URL(filePath: file)) else {
      throw ScriptError.unreadable(file)
    }
    guard let code = String(validating: data, as: UTF8.self) else { throw ScriptError.notText(file) }
    let name = URL(filePath: file).lastPathComponent
    let stem = file.hasSuffix(".forger") ? String(file.dropLast(7)) : file
    let output = ScriptOutput(stem: stem)
    SystemCalls.watchInterrupts()
    let session = Session(environment: SystemCalls.environment.merging(["FORGER_LIVE": "off"]) { $1 })
    switch session.execute(code, silent: false, count: 1, output: output) {
    case .ok(let payload):
      for page in payload { SystemCalls.say(Self.text(of: page)) }
      if let failure = output.failure { throw failure }
    case .error(let kind, _, let traceback):
      SystemCalls.complain(name + ": " + traceback.joined(separator: "\n") + "\n")
      // What shells report of a program that Ctrl-C has ended.
      throw kind == "Interrupted" ? ExitCode(130) : ExitCode.failure
    }
  }
}

extension RunCommand {
  /// What a front end would show in its pager: the answers to questions such as `train?`.
  fileprivate static func text(of page: JSONValue) -> String {
    (page["data"]?["text/plain"]?.text).map { $0 + "\n" } ?? ""
  }
}

/// Prints the reference page.
struct ReferenceCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "reference", abstract: "Print a page of the manual, made from the declarations.")

  func run() {
    print(Session.reference, terminator: "")
  }
}

/// Why a script could not be run or its pictures not be kept.
enum ScriptError: Error, Sendable, Equatable, CustomStringConvertible {
  case unreadable(String)
  case notText(String)
  case cannotWrite(String)

  var description: String {
    switch self {
    case .unreadable(let path): "cannot read \(path): give the path of a script, such as first.forger"
    case .notText(let path): "\(path) is not a text in UTF-8"
    case .cannotWrite(let path): "cannot write \(path): run the script from a folder that may be written to"
    }
  }
}
