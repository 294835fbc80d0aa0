import Foundation
import Testing

/// The map of the house, as a test: which module may import which.
///
/// Arrows only go down; a new arrow is a decision, made here and in `Package.swift` together.
@Suite struct ImportTests {
  /// Module → what its files may import, the standard library and the operating system aside.
  static let allowed: [String: Set<String>] = [
    "Tensors": ["CMicrokernels"],
    "Pictures": ["CPNG", "CCairo"],
    "Language": [],
    "Jupyter": ["Crypto"],
    "ZeroMQ": ["CZeroMQ"],
    "Files": [],
    "TensorBoard": ["Files"],
    "Mathematics": ["Language"],
    "NeuralNetworks": ["Tensors", "Files", "CMicrokernels"],
    "Datasets": ["Tensors", "Pictures", "Files", "CZlib", "Crypto"],
    "KernelServer": ["Jupyter", "ZeroMQ", "Files", "Logging"],
    "Adversarial": ["NeuralNetworks", "Datasets", "Tensors", "CRecognisers"],
    "Studio": [
      "Language", "Mathematics", "Adversarial", "NeuralNetworks", "Datasets", "Tensors", "Pictures", "Jupyter",
      "Files", "TensorBoard",
    ],
    "forger": ["Studio", "KernelServer", "Jupyter", "Files", "ArgumentParser"],
  ]

  /// Allowed everywhere: full Foundation is not, it would cost the kernel its quick start.
  static let system: Set<String> = ["Synchronization", "FoundationEssentials", "Glibc", "Musl", "Darwin"]

  /// C that only one Swift file may know: the libraries of the system, and the bytes of the recognisers.
  static let wrapped = ["CPNG", "CCairo", "CZeroMQ", "CZlib", "CRecognisers"]

  @Test("arrows between modules only go down", arguments: allowed.keys.sorted())
  func arrows(module: String) throws {
    let files = try sources(of: module)
    #expect(!files.isEmpty, "\(module) has no Swift file")
    for file in files {
      for name in try imports(in: file) where name != "Foundation" {
        #expect(
          Self.system.contains(name) || Self.allowed[module, default: []].contains(name),
          "\(module)/\(file.lastPathComponent) imports \(name)")
      }
    }
  }

  @Test("full Foundation is only the fallback where FoundationEssentials does not exist")
  func foundation() throws {
    for module in Self.allowed.keys.sorted() {
      for file in try sources(of: module) where try imports(in: file).contains("Foundation") {
        let text = try String(contentsOf: file, encoding: .utf8)
        #expect(
          text.contains("#if canImport(FoundationEssentials)"),
          "\(module)/\(file.lastPathComponent) imports Foundation unconditionally")
      }
    }
  }

  @Test("each wrapped C module is imported by exactly one Swift file", arguments: wrapped)
  func wrappers(library: String) throws {
    let importers = try Self.allowed.keys.sorted().flatMap { try sources(of: $0) }
      .filter { try imports(in: $0).contains(library) }
    #expect(importers.count == 1, "\(library) is imported by \(importers.map(\.lastPathComponent))")
  }

  @Test("no file is longer than 400 lines")
  func length() throws {
    for module in Self.allowed.keys.sorted() {
      for file in try sources(of: module) {
        let lines = try String(contentsOf: file, encoding: .utf8).split(
          separator: "\n", omittingEmptySubsequences: false)
        #expect(lines.count <= 401, "\(module)/\(file.lastPathComponent) has \(lines.count) lines")
      }
    }
  }

  private var root: URL {
    URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
  }

  private func sources(of module: String) throws -> [URL] {
    let folder = root.appending(components: "Sources", module)
    let contents = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
    return (contents?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
  }

  /// The modules named by the import declarations of a file, whatever access level or attribute stands before them.
  private func imports(in file: URL) throws -> [String] {
    let text = try String(contentsOf: file, encoding: .utf8)
    return text.split(separator: "\n").compactMap { line in
      let words = line.split(separator: " ").filter {
        !["public", "package", "internal", "private"].contains($0) && !$0.hasPrefix("@")
      }
      guard words.first == "import", words.count > 1 else { return nil }
      return words[words.count - 1].split(separator: ".").first.map(String.init)
    }
  }
}
