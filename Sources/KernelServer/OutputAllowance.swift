package import Jupyter

/// How much one cell may show, and what becomes of the rest.
///
/// | what | limit | beyond it |
/// |---|---|---|
/// | text | 4 MiB | a notice, then nothing |
/// | displays | 64 MiB | a notice, then nothing |
/// | updates of displays | 64 MiB | the newest of each display, once the cell ends or ten seconds have passed |
///
/// Every message waits in memory until the slowest subscriber has taken it, and every browser keeps all text of a cell.
package struct OutputAllowance {
  /// The most text, in bytes of UTF-8.
  package static let text = 4 << 20
  /// The most bytes of displays, and as many again of their updates.
  package static let displays = 64 << 20
  /// Beyond the limit: how often a display is still updated.
  static let pause: Duration = .seconds(10)

  private var textLeft = Self.text
  private var displaysLeft = Self.displays
  private var updatesLeft = Self.displays
  private var isTextClosed = false
  private var areDisplaysClosed = false
  private var heldBack: [String: WireMessage] = [:]
  private var lastUpdate: [String: ContinuousClock.Instant] = [:]

  package init() {}

  /// As much of the text as may be shown, whole lines of it, and the notice when it is the last.
  package mutating func admit(_ text: String) -> (kept: String, notice: String?) {
    guard !isTextClosed else { return ("", nil) }
    let size = text.utf8.count
    guard size > textLeft else {
      textLeft -= size
      return (text, nil)
    }
    isTextClosed = true
    let kept = text.utf8.prefix(textLeft)
    let end = kept.lastIndex(of: UInt8(ascii: "\n")).map(kept.index(after:)) ?? kept.startIndex
    return (
      String(text[..<end]),
      "\nThe rest of this cell's text is not shown: a cell may write \(Self.text >> 20) MiB. Have it write less.\n"
    )
  }

  /// Whether a display, or the update of one, may be shown now, and the notice when it is the first that may not.
  package mutating func admit(_ message: WireMessage, replacing display: String?) -> (Bool, notice: String?) {
    let size = message.content.count
    guard let display else {
      guard !areDisplaysClosed else { return (false, nil) }
      guard size > displaysLeft else {
        displaysLeft -= size
        return (true, nil)
      }
      areDisplaysClosed = true
      return (
        false,
        "\nThe rest of this cell's pictures is not shown: a cell may show \(Self.displays >> 20) MiB. "
          + "Have it show fewer.\n"
      )
    }
    if size <= updatesLeft {
      updatesLeft -= size
      return (true, nil)
    }
    updatesLeft = 0
    let now = ContinuousClock.now
    if let last = lastUpdate[display], last + Self.pause > now {
      heldBack[display] = message
      return (false, nil)
    }
    heldBack[display] = nil
    lastUpdate[display] = now
    return (true, nil)
  }

  /// The newest update of every display that was held back.
  package mutating func takeHeldBack() -> [WireMessage] {
    defer { heldBack = [:] }
    return heldBack.sorted { $0.key < $1.key }.map(\.value)
  }
}
