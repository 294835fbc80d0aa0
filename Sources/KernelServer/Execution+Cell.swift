import Jupyter

extension Execution {
  /// Runs a cell and answers; refuses it when a cell before it has failed.
  func execute(_ cell: ExecuteRequest, _ request: WireMessage) {
    guard !isAborting else {
      reply(ExecuteReply(.aborted, executionCount: executionCount), to: request)
      return
    }
    interrupt.clear()
    // A blank cell leaves no trace in the history, and so takes no number.
    let isRemembered = cell.storeHistory && !cell.code.allSatisfy(\.isWhitespace)
    if isRemembered { executionCount += 1 }
    if !cell.silent {
      publish(ExecuteInput(code: cell.code, executionCount: executionCount), for: request)
    }

    let output = CellOutput(
      parent: request.header, isSilent: cell.silent, executionCount: executionCount, outbox: outbox,
      composer: composer, interrupt: interrupt)
    let outcome = interpreter.execute(cell.code, silent: cell.silent, count: executionCount, output: output)
    let result = output.close()
    if isRemembered { history.append(line: executionCount, input: cell.code, output: result) }

    // Who interrupts a cell does not want the next one to start in its place.
    let isFailed = if case .error = outcome { true } else { interrupt.isSet }
    if isFailed, cell.stopsOnError {
      isAborting = true
      // Before anyone can know of the failure: what is sent in knowledge of it is to run.
      outbox.post(.settleShell)
    }

    let status: ExecuteReply.Status
    switch outcome {
    case .ok(let payload):
      status = .ok(payload: payload, userExpressions: cell.userExpressions.mapValues { _ in Self.noUserExpressions })
    case .error(let name, let message, let traceback):
      let error = ErrorContent(name: name, message: message, traceback: traceback)
      publish(error, for: request)
      status = .error(error)
    }

    reply(ExecuteReply(status, executionCount: executionCount), to: request)
  }

  private static let noUserExpressions = ErrorContent(
    name: "NotSupported", message: "user expressions are not evaluated: put the expression into a cell", traceback: []
  ).value
}
