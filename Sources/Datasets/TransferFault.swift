/// Why a file could not be fetched from one server: facts only, the words are in `TransferFault+Text.swift`.
public enum TransferFault: Error, Sendable, Equatable {
  /// The program `curl` is not on the PATH.
  case noCurl
  /// No connection, in curl's words.
  case unreachable(String)
  /// The server refused, with this HTTP status.
  case status(Int)
  /// The connection broke again and again.
  case cutOff(received: Int)
  /// The server sent nothing for a while.
  case stalled
  /// The server sent another file than the published one.
  case wrongContent(kind: String)
  /// The server sent more than the published file can have.
  case tooLong(limit: Int)
  /// Something else, with curl's exit code and words.
  case tool(code: Int, String)
  /// The archive came in whole, but a file cannot be taken out of it.
  case badArchive(file: String, FileFault)
  /// The file could not be written; `code` is the system's `errno`.
  case cannotWrite(path: String, code: Int32)
}

/// A server that was asked in vain.
public struct FailedAttempt: Sendable, Equatable {
  /// The server's name, or the place on this computer that failed.
  public let place: String
  /// What went wrong.
  public let fault: TransferFault
}

/// A data set that is not there: where it was looked for, and how it can be had.
public struct Absence: Sendable, Equatable {
  /// The name by which it was asked for.
  public let name: String
  /// The files it consists of.
  public let files: [String]
  /// The folders in which they were looked for.
  public let folders: [String]
  /// Where they are best put.
  public let home: String?
  /// The data set to take instead, which needs no file.
  public let substitute: String
  /// The servers that were asked.
  public internal(set) var attempts: [FailedAttempt]
  /// Whether `FORGER_OFFLINE` kept it from being downloaded.
  public let isOffline: Bool
}
