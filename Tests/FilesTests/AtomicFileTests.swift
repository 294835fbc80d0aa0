import Files
import Foundation
import TestSupport
import Testing

@Suite("Files appear complete or not at all")
struct AtomicFileTests {
  private let place = TemporaryFolder()
  private var folder: String { place.path }

  init() throws {
    try FileSystem.makeFolder(folder + "/deep/er")
  }

  @Test("a committed file holds what was written, and nothing is left beside it")
  func commit() throws {
    let path = folder + "/a.bin"
    try AtomicFile.replace(path, with: [1, 2, 3])
    try AtomicFile.replace(path, with: [4, 5])
    #expect(try FileSystem.read(path, limit: 10) == [4, 5])
    #expect(try FileSystem.read(path, first: 1) == [4])
    #expect(FileSystem.names(in: folder) == ["a.bin", "deep"])
  }

  @Test("a private file is the owner's alone")
  func privacy() throws {
    let path = folder + "/a.bin"
    try AtomicFile.replace(path, with: [1], isPrivate: true)
    let attributes = try FileManager.default.attributesOfItem(atPath: path)
    #expect(attributes[.posixPermissions] as? Int == 0o600)
  }

  @Test("a file that is given up leaves the old one as it was")
  func abandon() throws {
    let path = folder + "/a.bin"
    try AtomicFile.replace(path, with: [1])
    do {
      let file = try AtomicFile(path)
      try file.write([9, 9, 9])
      #expect(FileSystem.names(in: folder).count == 3)
    }
    #expect(try FileSystem.read(path, limit: 10) == [1])
    #expect(FileSystem.names(in: folder) == ["a.bin", "deep"])
  }

  @Test("what a dead process left is taken away, what a living one writes is not")
  func leftovers() throws {
    let path = folder + "/a.bin"
    let dead = try ended()
    for name in ["a.bin.\(dead).tmp", "a.bin.1.tmp", "b.bin.\(dead).tmp", "a.bin.x.tmp"] {
      try Data([0]).write(to: URL(filePath: folder + "/" + name))
    }
    try AtomicFile.replace(path, with: [1])
    #expect(FileSystem.names(in: folder) == ["a.bin", "a.bin.1.tmp", "a.bin.x.tmp", "b.bin.\(dead).tmp", "deep"])
  }

  @Test("a link is followed, and stays a link")
  func link() throws {
    try AtomicFile.replace(folder + "/a.bin", with: [1])
    try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: folder + "/a.bin")
    try AtomicFile.replace(folder + "/link", with: [2])
    #expect(try FileSystem.read(folder + "/a.bin", limit: 10) == [2])
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder + "/link") == folder + "/a.bin")
  }

  @Test("folders, absent files, absent folders and large files are told apart")
  func errors() throws {
    #expect(throws: FileError(.write, try real(folder), .notAFile)) { try AtomicFile.replace(folder, with: []) }
    #expect(throws: FileError(.read, folder, .notAFile)) { try FileSystem.read(folder, limit: 10) }
    let absent = #expect(throws: FileError.self) { try FileSystem.read(folder + "/none", limit: 10) }
    #expect(absent?.isAbsence == true)
    #expect(throws: FileError.self) { try AtomicFile.replace(folder + "/none/a", with: []) }
    try AtomicFile.replace(folder + "/a.bin", with: [1, 2, 3])
    #expect(throws: FileError(.read, folder + "/a.bin", .tooLarge(size: 3, limit: 2))) {
      try FileSystem.read(folder + "/a.bin", limit: 2)
    }
    #expect(throws: FileError(.read, "/dev/zero", .notAFile)) { try FileSystem.read("/dev/zero", limit: 10) }
    #expect("\(FileError(.write, "a", .system(ENOSPC)))".contains("disk is full"))
  }

  private func real(_ path: String) throws -> String {
    URL(filePath: path).resolvingSymlinksInPath().path(percentEncoded: false).replacing(/\/$/, with: "")
  }

  /// The number of a process that has ended.
  private func ended() throws -> Int32 {
    let process = Process()
    process.executableURL = URL(filePath: "/bin/sh")
    process.arguments = ["-c", "exit 0"]
    try process.run()
    process.waitUntilExit()
    return process.processIdentifier
  }
}
