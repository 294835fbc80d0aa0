/// A number for each of many colours, found quickly.
///
/// Open addressing over 0xRRGGBB; never more than half full, so that every search ends.
struct ColorTable {
  /// The colours in the order in which they came.
  private(set) var colors: [UInt32] = []
  /// The number kept with each of them.
  var values: [Int] = []
  private var slots: [Int32]

  private static let empty: Int32 = -1

  init() { slots = Array(repeating: Self.empty, count: 1024) }

  /// The place of a colour in ``colors``; a new one gets a place and the value 0.
  mutating func place(of color: UInt32) -> Int {
    let slot = slot(of: color)
    if slots[slot] >= 0 { return Int(slots[slot]) }
    slots[slot] = Int32(colors.count)
    colors.append(color)
    values.append(0)
    if colors.count * 2 > slots.count { grow() }
    return colors.count - 1
  }

  /// The value of a colour; nil for one that is not there.
  subscript(color: UInt32) -> Int? {
    let place = slots[slot(of: color)]
    return place >= 0 ? values[Int(place)] : nil
  }

  private mutating func grow() {
    slots = Array(repeating: Self.empty, count: slots.count * 2)
    for (place, color) in colors.enumerated() { slots[slot(of: color)] = Int32(place) }
  }

  private func slot(of color: UInt32) -> Int {
    let mask = slots.count - 1
    var slot = Int((color &* 0x9E37_79B1) >> 8) & mask
    while slots[slot] != Self.empty, colors[Int(slots[slot])] != color { slot = (slot + 1) & mask }
    return slot
  }

  /// The colours of an image, each once for each run of it, with how many pixels it has.
  static func forEachRun(of image: Image, _ body: (_ color: UInt32, _ count: Int) -> Bool) -> Bool {
    let step = image.channels >= 3 ? 1 : 0
    let pixels = image.pixels.span
    var last: UInt32?
    var count = 0
    for start in stride(from: 0, to: pixels.count, by: image.channels) {
      let color =
        UInt32(pixels[start]) << 16 | UInt32(pixels[start + step]) << 8 | UInt32(pixels[start + 2 * step])
      if color == last {
        count += 1
        continue
      }
      if let last, !body(last, count) { return false }
      last = color
      count = 1
    }
    return last.map { body($0, count) } ?? true
  }
}
