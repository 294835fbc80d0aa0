package import Jupyter
import Synchronization

/// What the language says of itself, for every shell to read; written by the execution thread between cells.
package final class LanguageBoard: Sendable {
  /// Asked once.
  let information: KernelInformation
  private let current: Mutex<any LanguageServices>

  package init(_ interpreter: any Interpreter) {
    information = interpreter.information
    current = Mutex(interpreter.services)
  }

  /// The language as it was when the last cell ended.
  var services: any LanguageServices { current.withLock { $0 } }

  /// Takes over what the last cell has changed, such as new names.
  func update(from interpreter: any Interpreter) {
    let services = interpreter.services
    current.withLock { $0 = services }
  }
}
