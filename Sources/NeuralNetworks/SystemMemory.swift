import Files

/// What memory is left, so that what is too large is refused instead of ending the process.
package enum SystemMemory {
  /// What is taken for left where the system does not tell.
  private static let unknown = 8 << 30
  /// What is always tried: asking would cost more than it.
  private static let free = 64 << 20

  /// The bytes that are left when these are more, else nil.
  package static func lack(of bytes: Int) -> Int? {
    guard bytes > free else { return nil }
    let left = available
    return bytes > left ? left : nil
  }

  /// The bytes that this process can still fill: what the system has, or less where a control group limits it.
  package static var available: Int {
    let system = FileSystem.systemText("/proc/meminfo").flatMap { availableBytes(meminfo: $0) } ?? unknown
    return ([system] + groups(FileSystem.systemText("/proc/self/cgroup") ?? "").compactMap(room)).min() ?? system
  }

  /// "26.3 GB", and "512 MB" for less than one.
  package static func text(_ bytes: Int) -> String {
    let (size, unit) = bytes < 1_000_000_000 ? (Double(bytes) / 1e6, "MB") : (Double(bytes) / 1e9, "GB")
    let rounded = size < 100 ? (size * 10).rounded() / 10 : size.rounded()
    return (rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)") + " " + unit
  }

  /// `MemAvailable` of /proc/meminfo, "an estimate of how much memory is available for starting new applications"
  /// (proc_meminfo(5)), which is written in kB.
  package static func availableBytes(meminfo: String) -> Int? {
    number(behind: "MemAvailable:", in: meminfo).map { $0 << 10 }
  }

  /// A control group's files: its limit, what it uses, and what of that are copies of files, which make room when asked.
  package struct Group: Equatable {
    package let limit: String
    package let usage: String
    package let statistics: String
    package let copies: [String]
  }

  /// The groups that limit a process, its own and those above, as /proc/self/cgroup names them (cgroups(7)); version 2
  /// has a line with nothing between its colons, version 1 one for the controller `memory`.
  package static func groups(_ membership: String) -> [Group] {
    membership.split(separator: "\n").flatMap { line -> [Group] in
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { return [] }
      let folders = foldersUpwards(String(fields[2]))
      if fields[1].isEmpty {
        return folders.map { folder in
          let place = "/sys/fs/cgroup" + folder
          return Group(
            limit: place + "/memory.max", usage: place + "/memory.current", statistics: place + "/memory.stat",
            copies: ["inactive_file", "active_file"])
        }
      }
      guard fields[1].split(separator: ",").contains("memory") else { return [] }
      return folders.map { folder in
        let place = "/sys/fs/cgroup/memory" + folder
        return Group(
          limit: place + "/memory.limit_in_bytes", usage: place + "/memory.usage_in_bytes",
          statistics: place + "/memory.stat", copies: ["total_inactive_file", "total_active_file"])
      }
    }
  }

  /// `/a/b`, `/a` and the empty path for `/a/b`.
  private static func foldersUpwards(_ path: String) -> [String] {
    let parts = path.split(separator: "/")
    return (0...parts.count).reversed().map { count in parts.prefix(count).map { "/\($0)" }.joined() }
  }

  /// What a group leaves; nil where it has no limit or is not to be seen.
  private static func room(_ group: Group) -> Int? {
    guard let limit = FileSystem.systemText(group.limit).flatMap(whole),
      let usage = FileSystem.systemText(group.usage).flatMap(whole)
    else { return nil }
    let statistics = FileSystem.systemText(group.statistics) ?? ""
    let copies = group.copies.reduce(0) { $0 + (number(behind: $1, in: statistics) ?? 0) }
    return max(0, limit - max(0, usage - copies))
  }

  /// A text that is a number; `max` is none.
  private static func whole(_ text: String) -> Int? {
    text.split(whereSeparator: \.isWhitespace).first.flatMap { Int($0) }
  }

  /// The number behind the word that begins a line.
  private static func number(behind word: String, in text: String) -> Int? {
    for line in text.split(separator: "\n") {
      let words = line.split(separator: " ")
      if words.count > 1, words[0] == word { return Int(words[1]) }
    }
    return nil
  }
}
