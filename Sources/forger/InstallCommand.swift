import ArgumentParser

/// Tells Jupyter of the kernel.
struct InstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Make the kernel known to Jupyter.",
    discussion: """
      Writes kernel.json, with the path of this very program, and the logos. Run it again after moving the program; \
      "forger doctor" says whether it works.
      """)

  @OptionGroup var place: Place

  @Option(help: "What front ends show.")
  var displayName = "Forger"

  @Option(
    help: ArgumentHelp("A variable of the kernel's environment; may be given several times.", valueName: "key=value"))
  var env: [String] = []

  func validate() throws {
    guard env.allSatisfy({ Self.variable($0) != nil }) else {
      throw ValidationError("Write --env KEY=VALUE, such as --env FORGER_LIVE=off.")
    }
  }

  func run() throws {
    let specification = KernelSpecification(
      executable: try Executable.path(), displayName: displayName,
      environment: Dictionary(env.compactMap(Self.variable)) { $1 })
    let directory = try place.directory()
    try specification.write(to: directory)
    print("Installed \(displayName) in \(directory).")
  }

  private static func variable(_ text: String) -> (String, String)? {
    guard let sign = text.firstIndex(of: "="), sign > text.startIndex else { return nil }
    return (String(text[..<sign]), String(text[text.index(after: sign)...]))
  }
}
