import Files
import Jupyter
import KernelServer

#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The directory by which Jupyter knows a kernel: how to start it, what to call it, its logos.
struct KernelSpecification {
  /// The absolute path of the program.
  let executable: String
  /// What front ends show.
  let displayName: String
  /// Variables that the kernel is started with, beside those of the launcher.
  var environment: [String: String] = [:]

  /// The language, by which we recognise our own.
  static let language = "forger"

  /// The logos, which are part of the program, so that it can be moved alone.
  private static let logos: [(name: String, bytes: [UInt8])] = [
    ("logo-svg.svg", PackageResources.logo_svg_svg),
    ("logo-64x64.png", PackageResources.logo_64x64_png),
    ("logo-32x32.png", PackageResources.logo_32x32_png),
  ]

  /// What kernel.json says.
  var contents: [UInt8] {
    var metadata: [String: JSONValue] = ["debugger": false]
    // A launcher that finds this may hand out keys for encrypted sockets.
    if KernelServer.supportsCurve { metadata["supported_encryption"] = ["curve"] }
    let fields: JSONValue = [
      "argv": [.string(executable), "kernel", "--connection-file", "{connection_file}"],
      "display_name": .string(displayName),
      "language": .string(Self.language),
      "interrupt_mode": "message",
      "kernel_protocol_version": .string(Header.protocolVersion),
      "env": .object(environment.mapValues { .string($0) }),
      "metadata": .object(metadata),
    ]
    return JSON.encode(fields) + [UInt8(ascii: "\n")]
  }

  /// Writes the directory; kernel.json last, so that it never names what is not there.
  func write(to directory: String) throws(InstallError) {
    do {
      try FileManager.default.createDirectory(atPath: directory, withIntermediateDirectories: true)
    } catch {
      throw .cannotWrite(path: directory, cause: "the directory cannot be made")
    }
    do {
      for logo in Self.logos { try AtomicFile.replace("\(directory)/\(logo.name)", with: logo.bytes) }
      try AtomicFile.replace("\(directory)/kernel.json", with: contents)
    } catch {
      throw .cannotWrite(path: error.path, cause: error.reason)
    }
  }

  /// Removes the directory if it is one of ours.
  static func remove(from directory: String) throws(InstallError) {
    guard let data = try? Data(contentsOf: URL(filePath: "\(directory)/kernel.json")) else {
      throw .notInstalled(directory: directory)
    }
    let fields = try? JSON.decode(JSONValue.self, from: Array(data))
    guard fields?["language"]?.text == language else { throw .notOurs(directory: directory) }
    do {
      try FileManager.default.removeItem(atPath: directory)
    } catch {
      throw .cannotWrite(path: directory, cause: "it cannot be removed")
    }
  }
}
