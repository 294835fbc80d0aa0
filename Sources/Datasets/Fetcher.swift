import Files

/// Fetches published files into the cache: from one server after the other, continuing what was begun, checked before
/// anybody sees it.
///
/// A file comes in as `NAME.part`, which a broken transfer, a stopped cell and even a killed process leave behind for
/// the next attempt to continue, from whichever server. Only when its check sum is right it gets its name.
package struct Fetcher {
  /// Folders on servers, the first to be asked first; a file's address is `mirror/name`.
  package let mirrors: [String]
  /// How long a server may keep us waiting.
  package let patience: Patience
  /// Is told what is being done.
  let monitor: LoadingMonitor

  /// How long a server may keep us waiting, in seconds.
  package struct Patience: Sendable {
    /// Until there is a connection, the name's resolution included.
    package var connecting = 3
    /// While nothing comes.
    package var stalling = 15

    package init(connecting: Int = 3, stalling: Int = 15) {
      (self.connecting, self.stalling) = (connecting, stalling)
    }
  }

  /// Why nothing was fetched.
  package enum Failure: Error, Equatable {
    /// The person stopped it.
    case interrupted
    /// No server had the file; what each did instead.
    case failed([FailedAttempt])
  }

  /// How often all servers are asked, as long as each time something came.
  private static let rounds = 3
  /// How often one server may break the connection, as long as each time something came.
  private static let continuations = 20

  package init(mirrors: [String], patience: Patience = Patience(), monitor: @escaping LoadingMonitor) {
    (self.mirrors, self.patience, self.monitor) = (mirrors, patience, monitor)
  }

  /// Makes sure that the files lie in the folder `path`, whole and checked.
  ///
  /// `isDone` is asked once the folder is held: the process that held it before may have done the work. `finish` runs
  /// while the folder is still held, for whatever is to be made of the files.
  package func fetch(
    _ files: [PublishedFile], of name: String, to path: String, unless isDone: () -> Bool = { false }
  ) throws(Failure) {
    try fetch(files, of: name, to: path, unless: isDone) { (_) throws(Failure) in }
  }

  func fetch(
    _ files: [PublishedFile], of name: String, to path: String, unless isDone: () -> Bool,
    finish: (borrowing CacheFolder) throws(Failure) -> Void
  ) throws(Failure) {
    let held: CacheFolder?
    do throws(TransferFault) {
      held = try CacheFolder.hold(path) { monitor(.waiting(name: name)) }
    } catch {
      throw .failed([FailedAttempt(place: path, fault: error)])
    }
    guard let folder = held else { throw .interrupted }
    if isDone() { return }
    for file in files where FileSystem.kind(of: folder.place(of: file.name)) == .absent {
      try fetch(file, to: folder)
    }
    try finish(folder)
  }

  /// One file from the first server that has it.
  private func fetch(_ file: PublishedFile, to folder: borrowing CacheFolder) throws(Failure) {
    // What was left behind may be whole already.
    if folder.partialSize(of: file.name) >= file.byteCount {
      if try publishIfRight(file, in: folder, from: "an earlier transfer") { return }
      folder.discard(file.name)
    }
    var attempts: [FailedAttempt] = []
    for _ in 0..<Self.rounds {
      let before = folder.partialSize(of: file.name)
      attempts = []
      for mirror in mirrors {
        let server = Self.host(of: mirror)
        guard let fault = try fetch(file, from: mirror, server: server, to: folder) else { return }
        attempts.append(FailedAttempt(place: server, fault: fault))
        switch fault {
        case .noCurl, .cannotWrite: throw .failed(attempts)
        default: continue
        }
      }
      // All servers once more only if they are getting on.
      guard folder.partialSize(of: file.name) > before else { break }
    }
    throw .failed(attempts)
  }

  /// One file from one server; nil when it is there, else why not.
  private func fetch(
    _ file: PublishedFile, from mirror: String, server: String, to folder: borrowing CacheFolder
  ) throws(Failure) -> TransferFault? {
    let url = mirror.hasSuffix("/") ? mirror + file.name : mirror + "/" + file.name
    var fault = TransferFault.cutOff(received: 0)
    for _ in 0...Self.continuations {
      let before = folder.partialSize(of: file.name)
      let ending: Transfer.Ending
      do throws(TransferFault) {
        ending = try transfer(file, from: url, server: server, to: folder)
      } catch {
        return error
      }
      let after = folder.partialSize(of: file.name)
      switch (ending.code, ending.status) {
      case (Transfer.Ending.stopped, _): throw .interrupted
      case (0, _):
        if try publishIfRight(file, in: folder, from: server) { return nil }
        folder.discard(file.name)
        // What was continued may have begun as another file.
        if before == 0 { return .wrongContent(kind: file.checksum.kind) }
      case (22, 416), (33, _), (36, _):
        // The server cannot continue the file, or ours is longer than its own: once more from the beginning.
        guard before > 0 else { return self.fault(of: ending) }
        folder.discard(file.name)
      case (28, _):
        // Another server may be awake.
        return after > before || ending.status > 0 ? .stalled : .unreachable(ending.message)
      case (18, _), (52, _), (55, _), (56, _), (92, _):
        fault = .cutOff(received: after)
        guard after > before else { return ending.status == 0 ? .unreachable(ending.message) : fault }
      default: return self.fault(of: ending)
      }
    }
    return fault
  }

  /// Reads what comes and appends it to the partial file.
  private func transfer(
    _ file: PublishedFile, from url: String, server: String, to folder: borrowing CacheFolder
  ) throws(TransferFault) -> Transfer.Ending {
    var received = folder.partialSize(of: file.name)
    let transfer = try Transfer(url: url, offset: received, patience: patience)
    let output = try OutputFile(appendingTo: folder.partialPlace(of: file.name))
    while true {
      let stage = LoadingStage.downloading(
        file: file.name, server: server, received: received, expected: file.byteCount)
      guard monitor(stage) else { return .init(code: Transfer.Ending.stopped, status: 0, message: "") }
      guard let piece = transfer.next(milliseconds: 100) else { continue }
      if piece.isEmpty { return transfer.finish() }
      try output.append(piece)
      received += piece.count
      guard received <= file.limit else {
        folder.discard(file.name)
        throw .tooLong(limit: file.limit)
      }
    }
  }

  /// Gives the file its name if its check sum is right.
  private func publishIfRight(
    _ file: PublishedFile, in folder: borrowing CacheFolder, from server: String
  ) throws(Failure) -> Bool {
    let path = folder.partialPlace(of: file.name)
    var goesOn = true
    let isRight: Bool
    do throws(FileFault) {
      isRight = try file.checksum.matches(path: path) {
        goesOn = goesOn && monitor(.checking(file: file.name))
        return goesOn
      }
    } catch {
      isRight = false
    }
    guard goesOn else { throw .interrupted }
    guard isRight else { return false }
    let size = folder.partialSize(of: file.name)
    do throws(TransferFault) { try folder.publish(file.name) } catch {
      throw .failed([FailedAttempt(place: folder.path, fault: error)])
    }
    guard monitor(.downloaded(file: file.name, server: server, bytes: size)) else { throw .interrupted }
    return true
  }

  /// What an ending of curl's means; the codes are those of its manual page.
  private func fault(of ending: Transfer.Ending) -> TransferFault {
    switch ending.code {
    case 22: .status(ending.status)
    case 5, 6, 7, 28, 35, 60: .unreachable(ending.message)
    default: .tool(code: ending.code, ending.message)
    }
  }

  /// The name of the server in an address.
  static func host(of url: String) -> String {
    let rest = url.split(separator: "/", omittingEmptySubsequences: true)
    return rest.count > 1 ? String(rest[1]) : url
  }
}
