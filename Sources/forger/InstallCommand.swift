import ArgumentParser

/// Tells Jupyter of the kernel.
struct InstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Make the kernel known to Jupyter.",
    discussion: """
      Writes kernel.json, with the path of this very program, and the logos. Run it again after moving the program.
      """)

  @OptionGroup var place: Place

  @Option(help: "What front ends show.")
  var displayName = "Forger"

  func run() throws {
    let specification = KernelSpecification(
      executable: try Executable.path(), displayName: displayName)
    let directory = try place.directory()
    try specification.write(to: directory)
    print("Installed \(displayName) in \(directory).")
  }
}
