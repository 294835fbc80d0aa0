import Jupyter

extension Execution {
  /// How long after a cell those that "Run all" sends with it may still be on their way.
  private static let batching: Duration = .milliseconds(50)
  private static let unbegun = "stopped before the cell began"

  /// How many cells have got a number.
  private var executionCount: Int { responder.composer.executionCount }

  /// Runs a cell and answers; refuses it when a cell before it has failed, or when the kernel ends.
  func execute(_ cell: ExecuteRequest, _ request: WireMessage, shell: ShellName) {
    guard !aborting.contains(shell), !interrupt.isEnding else {
      responder.reply(ExecuteReply(.aborted, executionCount: executionCount), to: request)
      return
    }
    let began = now()
    // A blank cell leaves no trace in the history, and so takes no number.
    let isRemembered = cell.storeHistory && !cell.code.allSatisfy(\.isWhitespace)
    if isRemembered { responder.composer.countExecution() }
    if !cell.silent {
      responder.publish(ExecuteInput(code: cell.code, executionCount: executionCount), for: request)
    }

    let output = CellOutput(
      request: request, cell: cell, executionCount: executionCount, responder: responder, interrupt: interrupt,
      questions: questions)
    // Interrupted while it waited: it does not begin at all.
    let outcome =
      interrupt.isSet
      ? ExecuteOutcome.error(name: "Interrupted", message: Self.unbegun, traceback: [Self.unbegun])
      : interpreter.execute(cell.code, silent: cell.silent, count: executionCount, output: output)
    let result = output.close()
    if isRemembered { responder.history.append(line: executionCount, input: cell.code, output: result) }

    let status: ExecuteReply.Status
    switch outcome {
    case .ok(let payload):
      status = .ok(payload: payload, userExpressions: cell.userExpressions.mapValues(value))
    case .error(let name, let message, let traceback):
      status = .error(ErrorContent(name: name, message: message, traceback: traceback))
    }

    // Who interrupts a cell does not want the next one to start in its place. A silent one is nobody's affair.
    let wasInterrupted = interrupt.cellEnds()
    let isFailed = if case .error = status { true } else { wasInterrupted }
    if isFailed, cell.stopsOnError, !cell.silent {
      aborting.insert(shell)
      // Before anyone can know of the failure: what is sent in knowledge of it is to run.
      let isLate = began.duration(to: now()) > Self.batching
      responder.outbox.post(.settleShell(shell, isLate: isLate))
    }
    if case .error(let error) = status { responder.publish(error, for: request) }
    responder.reply(ExecuteReply(status, executionCount: executionCount), to: request)
  }

  /// What an expression is worth: the result of a cell that consists of it, and that shows nothing else.
  ///
  /// A failure stays here, inside the expression's own key.
  private func value(of expression: String) -> JSONValue {
    let output = ResultOnly(interrupt: interrupt)
    switch interpreter.execute(expression, silent: true, count: executionCount, output: output) {
    case .ok:
      guard let result = output.result else {
        return ErrorContent(name: "NoValue", message: "this expression has no value", traceback: []).value
      }
      return ["status": "ok", "data": .object(result.data), "metadata": .object(result.metadata)]
    case .error(let name, let message, let traceback):
      return ErrorContent(name: name, message: message, traceback: traceback).value
    }
  }
}
