import ArgumentParser

/// Makes Jupyter forget the kernel.
struct UninstallCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "uninstall", abstract: "Remove what install has written.")

  @OptionGroup var place: Place

  func run() throws {
    let directory = try place.directory()
    try KernelSpecification.remove(from: directory)
    print("Removed \(directory).")
  }
}
