import Foundation
import Pictures
import Testing

/// Pictures that are compared with committed ones.
///
/// `FORGER_SNAPSHOTS=write` writes them anew. A picture that differs is left in `build/snapshots` beside the expected one
/// and a picture of the differences.
enum Snapshot {
  /// A cell of 2x2 pixels may differ so much in any channel before it counts: edges of letters move with the library.
  private static let tolerance = 48
  /// The part of the cells that may count; a line one pixel away from its place is more than this.
  static let allowedShare = 0.002

  private static let folder = URL(filePath: #filePath).deletingLastPathComponent().appending(component: "Snapshots")
  private static let failures = folder.deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(components: "build", "snapshots")

  private static var isWriting: Bool { ProcessInfo.processInfo.environment["FORGER_SNAPSHOTS"] == "write" }

  /// Whether letters here are those of the committed pictures; with others every word lies elsewhere.
  static let hasSameLetters: Bool = {
    guard let canvas = try? Canvas(width: 1, height: 1) else { return false }
    let width = canvas.measure("Hamburgefonts 0123", style: TextStyle(size: 20)).width
    return abs(width - 212.84) < 0.2
  }()

  static func expect(_ image: Image, is name: String) throws {
    let actual = image.converted(toChannels: 3)
    let file = folder.appending(component: name + ".png")
    if isWriting {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(try PNG.encode(actual)).write(to: file)
      return
    }
    let expected = try PNG.decode([UInt8](Data(contentsOf: file))).converted(toChannels: 3)
    let sameSize = expected.width == actual.width && expected.height == actual.height
    let (share, difference) = sameSize ? try compare(expected, actual) : (1, actual)
    guard share > allowedShare else { return }
    try FileManager.default.createDirectory(at: failures, withIntermediateDirectories: true)
    for (kind, picture) in [("expected", expected), ("actual", actual), ("difference", difference)] {
      try Data(try PNG.encode(picture)).write(to: failures.appending(component: "\(name)-\(kind).png"))
    }
    Issue.record(
      """
      \(name) looks different: \((share * 1000).rounded() / 10) % of it, see \(failures.path())/\(name)-difference.png; \
      if it is meant to, run `FORGER_SNAPSHOTS=write swift test -c release --filter SnapshotTests`
      """)
  }

  /// The part of the cells that differ, and a picture with them in red.
  static func compare(_ expected: Image, _ actual: Image) throws -> (share: Double, difference: Image) {
    let (columns, rows) = (expected.width / 2, expected.height / 2)
    func cell(_ image: Image, _ x: Int, _ y: Int, _ channel: Int) -> Int {
      [(0, 0), (1, 0), (0, 1), (1, 1)].reduce(0) { sum, place in
        sum + Int(image.pixels[((2 * y + place.1) * image.width + 2 * x + place.0) * 3 + channel])
      } / 4
    }
    var count = 0
    var pixels = [UInt8](repeating: 255, count: columns * rows * 3)
    for y in 0..<rows {
      for x in 0..<columns {
        let distance = (0..<3).map { abs(cell(expected, x, y, $0) - cell(actual, x, y, $0)) }.max() ?? 0
        let start = (y * columns + x) * 3
        let gray = UInt8(200 + cell(expected, x, y, 1) * 55 / 255)
        (pixels[start], pixels[start + 1], pixels[start + 2]) = (gray, gray, gray)
        guard distance > tolerance else { continue }
        count += 1
        (pixels[start], pixels[start + 1], pixels[start + 2]) = (220, 0, 0)
      }
    }
    return (
      Double(count) / Double(max(1, columns * rows)),
      try Image(width: columns, height: rows, channels: 3, pixels: pixels)
    )
  }
}
