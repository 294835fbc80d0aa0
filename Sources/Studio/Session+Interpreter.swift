public import Jupyter
import Language
import Mathematics

extension Session: Interpreter {
  /// The version of the language and of the kernel, which are one product.
  public static let version = "0.1.0"

  /// What front ends are told about the language.
  public var information: KernelInformation {
    KernelInformation(
      implementation: "forger", implementationVersion: Self.version,
      // Modes of CodeMirror and Pygments that know words, options and `#` comments, and `'` as a derivative, no quote.
      language: KernelInformation.Language(
        name: "forger", version: Self.version, mimeType: "text/x-forger", fileExtension: ".forger",
        pygmentsLexer: "octave", codemirrorMode: "julia"),
      banner: "Forger \(Self.version): generative adversarial networks, one command at a time. Type `help` to begin.")
  }

  /// Runs a cell: nothing of it when there is any syntax error, else line by line up to the first that fails.
  public func execute(_ code: String, silent: Bool, count: Int, output: any Output) -> ExecuteOutcome {
    // What a front end asks in silence is no cell of the person's.
    if !silent { stopwatch.start() }
    defer { if !silent { stopwatch.stop() } }
    let cell = vocabulary.parse(code)
    guard cell.diagnostics.isEmpty else { return failure("SyntaxError", cell.diagnostics, in: cell.text) }
    text = cell.text
    var answers: [String] = []
    for (index, statement) in cell.statements.enumerated() {
      do {
        if case .question(let question) = statement {
          answers.append(vocabulary.answer(to: question).plain)
        } else {
          try run(statement, isLast: index == cell.statements.count - 1, showing: output)
        }
      } catch let interruption as Interruption {
        return .error(name: "Interrupted", message: interruption.description, traceback: [interruption.description])
      } catch let fault as MathFault where fault.problem == .interrupted {
        return stopped()
      } catch {
        let name = (error as? StudioError)?.isFailedCheck == true ? "CheckError" : "CommandError"
        return failure(name, [StudioError.diagnostic(for: error, at: statement.range)], in: cell.text)
      }
      if output.isInterrupted { return stopped() }
    }
    // A front end shows one page.
    return .ok(payload: answers.isEmpty ? [] : [ExecuteOutcome.page(answers.joined(separator: "\n\n"))])
  }

  private func stopped() -> ExecuteOutcome {
    let interruption = Interruption("stopped before the cell's end")
    return .error(name: "Interrupted", message: interruption.description, traceback: [interruption.description])
  }

  private func run(_ statement: Statement, isLast: Bool, showing output: any Output) throws {
    switch statement {
    case .command(let command):
      let computed = try resolved(command, output)
      try Self.command(for: computed.verb)?.init(computed.arguments).run(in: self, showing: output)
    case .block(let block): try GanBlock(block).run(in: self, showing: output)
    case .definition(let definition):
      definitions.define(
        definition.name, try definitions.entry(for: definition, in: text, by: evaluator(output)))
    case .expression(let expression):
      let display = DisplayData(try evaluator(output).evaluate(expression))
      if isLast { output.result(display) } else { output.display(display) }
    case .question: break
    }
  }

  /// The command with its expressions computed.
  func resolved(_ command: Command, _ output: any Output) throws -> Command {
    // Most have none, and a cell may have thousands of lines.
    guard command.hasExpressions else { return command }
    return try vocabulary.resolved(command, in: text) { expression in
      let value = try evaluator(output).evaluate(expression)
      return (try value.literal(at: expression.range), value.plain(digits: 6))
    }
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
