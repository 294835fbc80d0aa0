/// Tells when the process that started us is gone: a kernel without its launcher is of no use to anyone.
///
/// Linux could send a signal at the parent's death, but means the parent's *thread*, which may well end long before the
/// notebook does. So we look twice a second instead.
struct ParentWatch {
  private let parent: Int32
  /// The launcher, if it named itself: with a wrapper script in between it is not our parent.
  private let launcher: Int32?

  /// Remembers the present parent.
  init() {
    parent = System.parent
    // A number that names no process now may come from outside a container, and then says nothing.
    launcher = System.environment("JPY_PARENT_PID").flatMap { Int32($0) }
      .flatMap { $0 > 1 && System.exists(process: $0) ? $0 : nil }
  }

  /// Whether the process that started us, or the launcher behind it, has ended.
  var isOrphaned: Bool {
    if System.parent != parent { return true }
    if let launcher { return !System.exists(process: launcher) }
    return false
  }
}
