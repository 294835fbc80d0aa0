import ArgumentParser

/// The program: what Jupyter starts, and what registers it with Jupyter.
@main
struct Forger: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "forger",
    abstract: "A Jupyter kernel for learning generative adversarial networks.",
    discussion: """
      Run "forger install" once, then choose Forger in JupyterLab's launcher. "forger doctor" finds out what is wrong when
      that does not work.
      """,
    version: KernelCommand.version,
    subcommands: [
      KernelCommand.self, InstallCommand.self, UninstallCommand.self, DoctorCommand.self, RunCommand.self,
      ReferenceCommand.self,
    ])
}
