extension TransferFault: CustomStringConvertible {
  /// The cause as the end of a sentence, without a full stop.
  public var description: String {
    switch self {
    case .noCurl: "the program curl is missing; install it (Debian and Ubuntu: apt-get install curl)"
    case .unreachable(let words): words.isEmpty ? "no connection" : "no connection (\(words))"
    case .status(let status): "it answers with HTTP status \(status)"
    case .cutOff(let received):
      "the connection broke again and again; \(grouped(received)) bytes are kept, and the next attempt goes on from there"
    case .stalled: "it stopped sending; what came is kept, and the next attempt goes on from there"
    case .wrongContent(let kind): "it sent another file than the published one (the \(kind) check sum differs)"
    case .tooLong(let limit): "it sent more than \(grouped(limit)) bytes, so it is not the published file"
    case .tool(let code, let words): "curl gave up with code \(code)" + (words.isEmpty ? "" : " (\(words))")
    case .badArchive(let file, let fault): "'\(file)' cannot be unpacked: \(fault)"
    case .cannotWrite(let path, let code): "'\(path)' cannot be written: \(systemMessage(code))"
    }
  }
}

extension Absence: CustomStringConvertible {
  /// What is missing, what was tried, what to do next.
  public var description: String {
    var lines = ["The data set '\(name)' is not on this computer. Looked in:"]
    lines += folders.isEmpty ? ["  (nowhere: neither FORGER_DATA nor HOME is set)"] : folders.map { "  \($0)" }
    if isOffline { lines.append("Nothing was downloaded, because FORGER_OFFLINE is set.") }
    if !attempts.isEmpty {
      lines.append("It could not be downloaded:")
      lines += attempts.map { "  \($0.place): \($0.fault)" }
    }
    let place = home.map { "Put these files into \($0)" } ?? "Set FORGER_DATA to a folder with these files"
    lines.append("\(place) (with or without .gz):")
    lines += files.map { "  \($0)" }
    lines.append("Or take what needs no file: data \(substitute)")
    return lines.joined(separator: "\n")
  }

  /// The reason in a few words.
  public var reason: String {
    if isOffline { return "is not on this computer, and FORGER_OFFLINE is set" }
    let places = folders.isEmpty ? "" : " (looked in \(folders.joined(separator: ", ")))"
    guard let last = attempts.last else { return "is not on this computer\(places)" }
    return "is not on this computer\(places) and cannot be downloaded (\(last.place): \(last.fault))"
  }
}
