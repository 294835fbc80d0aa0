import ArgumentParser
import Jupyter
import KernelServer

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// Finds out why a notebook does not run.
struct DoctorCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Check that Jupyter finds the kernel and that it works.",
    discussion: """
      Looks for Jupyter and for the kernel as Jupyter sees it, starts it, runs a cell, and says of everything that is \
      wrong what to do. Ends with status 1 when something is.
      """)

  @Option(help: "The name of the kernel.")
  var name = "forger"

  func run() throws {
    var visit = Visit()
    let executable = try Executable.path()
    visit.good("This program is \(executable), version \(KernelCommand.version).")

    // The directory of this program comes last: in a virtual environment Jupyter lies beside it.
    let folder = URL(filePath: executable).deletingLastPathComponent().path
    let path = "PATH=\"$PATH:\(folder)\""
    guard let jupyter = SystemCalls.output(of: "\(path); command -v jupyter") else {
      visit.bad(
        "There is no jupyter on the PATH.",
        "Activate the environment that has it, or install it: python3 -m pip install jupyterlab")
      return try visit.end()
    }
    visit.good("Jupyter is \(jupyter).")
    guard let listing = SystemCalls.output(of: "\(path); jupyter kernelspec list --json 2>/dev/null"),
      let list = try? JSON.decode(JSONValue.self, from: Array(listing.utf8))
    else {
      visit.bad("It does not list its kernels.", "Try it yourself: jupyter kernelspec list")
      return try visit.end()
    }
    guard let found = list["kernelspecs"]?[name.lowercased()], let specification = found["spec"] else {
      visit.bad(
        "This Jupyter knows no kernel named \(name).",
        "Run \"\(executable) install --user\", or --sys-prefix in the environment of this Jupyter.")
      return try visit.end()
    }
    visit.good("It sees the kernel in \(found["resource_dir"]?.text ?? "?").")
    examine(specification, executable: executable, &visit)
    try visit.end()
  }

  /// Looks at what kernel.json says, and does it.
  private func examine(_ specification: JSONValue, executable: String, _ visit: inout Visit) {
    guard case .array(let values)? = specification["argv"], let program = values.first?.text,
      specification["language"] == "forger"
    else { return visit.bad("Its kernel.json is not Forger's.", "Run \"\(executable) install\" with another --name.") }
    let remedy = "Run \"\(executable) install\" again, in the same place."
    guard SystemCalls.isExecutable(program) else { return visit.bad("\(program) cannot be run.", remedy) }
    if URL(filePath: program).resolvingSymlinksInPath().path != URL(filePath: executable).resolvingSymlinksInPath().path
    {
      visit.note("Jupyter starts another program than this one: \(program).", remedy)
    }
    if specification["interrupt_mode"] != "message" {
      visit.note("Its kernel.json is of an older version: the stop button works by signal.", remedy)
    }

    var environment: [String: String] = [:]
    if case .object(let variables)? = specification["env"] { environment = variables.compactMapValues(\.text) }
    do throws(KernelProbe.Failure) {
      let report = try KernelProbe.run(
        argv: values.compactMap(\.text), environment: environment, code: "print \"the kernel works\"")
      visit.good("The kernel \(report.implementation) started and answered within \(Self.spoken(report.start)).")
      if report.text == "the kernel works\n" {
        visit.good("It ran a cell within \(Self.spoken(report.execution)), and ended when it was asked to.")
      } else {
        visit.bad("It ran a cell, which went wrong: \(report.outcome).", remedy)
      }
    } catch {
      visit.bad(Self.text(error), "See what it says: \(program) kernel --help")
    }
  }

  private static func spoken(_ milliseconds: Double) -> String { "\(max(1, Int(milliseconds.rounded(.up)))) ms" }

  private static func text(_ failure: KernelProbe.Failure) -> String {
    switch failure {
    case .notStarted(let cause): "The kernel does not start: \(cause)."
    case .ended(let status): "The kernel ended with status \(status) before it had answered."
    case .silent(let request): "The kernel runs and does not answer \(request): does a firewall close local ports?"
    case .lingers: "The kernel works, but did not end when it was asked to."
    case .noProbe(let cause): "The kernel could not be tried: \(cause)."
    }
  }
}

/// What the doctor has found, told as it is found.
private struct Visit {
  private var problems = 0

  func good(_ text: String) { print("✓ \(text)") }

  func note(_ text: String, _ advice: String) { print("! \(text)\n  \(advice)") }

  mutating func bad(_ text: String, _ advice: String) {
    problems += 1
    print("✗ \(text)\n  \(advice)")
  }

  func end() throws {
    if problems > 0 { throw ExitCode(1) }
    print("All is well. Choose Forger in JupyterLab's launcher, or give --kernel \(KernelSpecification.language).")
  }
}
