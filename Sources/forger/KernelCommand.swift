import ArgumentParser
import Jupyter
import KernelServer
import Studio

/// What Jupyter runs: a kernel on the sockets of a connection file.
struct KernelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "kernel", abstract: "Run the kernel; Jupyter calls this.")

  /// The version of the program.
  static let version = Session.version

  @Option(name: [.customShort("f"), .long], help: "The file in which Jupyter says where to listen.")
  var connectionFile: String

  func run() throws {
    let environment = SystemCalls.environment
    try KernelServer.run(connectionFile: connectionFile) { Session(environment: environment) }
  }
}
