public import Jupyter
import Language

extension Session: Interpreter {
  /// The version of the language and of the kernel, which are one product.
  public static let version = "0.1.0"

  /// What front ends are told about the language.
  public var information: KernelInformation {
    KernelInformation(
      implementation: "forger", implementationVersion: Self.version,
      // Of CodeMirror's and Pygments' modes, the shell's suits the language best: words, options, `#` comments.
      language: KernelInformation.Language(
        name: "forger", version: Self.version, mimeType: "text/x-forger", fileExtension: ".forger",
        pygmentsLexer: "bash", codemirrorMode: "shell"),
      banner: "Forger \(Self.version): generative adversarial networks, one command at a time. Type `help` to begin.")
  }

  /// Runs a cell: nothing of it when there is any syntax error, else line by line up to the first that fails.
  public func execute(_ code: String, silent: Bool, count: Int, output: any Output) -> ExecuteOutcome {
    let cell = vocabulary.parse(code)
    guard cell.diagnostics.isEmpty else { return failure("SyntaxError", cell.diagnostics, in: cell.text) }
    var payload: [JSONValue] = []
    for statement in cell.statements {
      do {
        switch statement {
        case .question(let question): payload = [ExecuteOutcome.page(vocabulary.answer(to: question).plain)]
        case .command(let command):
          try Self.command(for: command.verb)?.init(command.arguments).run(in: self, showing: output)
        }
      } catch let interruption as Interruption {
        return .error(name: "Interrupted", message: interruption.description, traceback: [interruption.description])
      } catch {
        return failure("CommandError", [StudioError.diagnostic(for: error, at: statement.range)], in: cell.text)
      }
      if output.isInterrupted {
        let interruption = Interruption("stopped before the cell's end")
        return .error(name: "Interrupted", message: interruption.description, traceback: [interruption.description])
      }
    }
    return .ok(payload: payload)
  }

  /// The language with the names there are now.
  public var services: any LanguageServices { SessionServices(vocabulary: vocabulary) }

  /// Nothing is left behind: files are complete the moment they are written.
  public func shutdown() {}

  private func failure(_ name: String, _ diagnostics: [Diagnostic], in text: SourceText) -> ExecuteOutcome {
    let message = diagnostics.first?.message ?? ""
    let rest = diagnostics.count > 1 ? " (and \(diagnostics.count - 1) more)" : ""
    let lines = diagnostics.map { $0.render(in: text) }.joined(separator: "\n\n").split(
      separator: "\n", omittingEmptySubsequences: false)
    return .error(name: name, message: message + rest, traceback: lines.map(String.init))
  }
}
