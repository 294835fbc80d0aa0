/// At most 256 colours, and the entry of every colour of some pictures: what a palette of a PNG file holds.
struct IndexedColors {
  /// Red, green, blue and opacity of each entry, four bytes an entry.
  private(set) var entries: [UInt8] = []
  /// The entry that shows what lies below, when one was asked for: the first, so that a file says one opacity alone.
  let clear: UInt8?

  private var table = ColorTable()

  /// The colours of all images together, or nil when they have more than fit or an opacity of their own.
  ///
  /// - Parameter hasClear: whether one entry is kept for a clear colour.
  init?(_ images: [Image], hasClear: Bool = false) {
    clear = hasClear ? 0 : nil
    let most = hasClear ? 255 : 256
    for image in images {
      guard image.channels != 4 else { return nil }
      var table = table
      let fits = ColorTable.forEachRun(of: image) { color, _ in table.place(of: color) < most }
      guard fits else { return nil }
      self.table = table
    }
    number(table.colors)
  }

  /// As few of the images' colours as fit, with the nearest of them for every other one.
  ///
  /// The more pixels a colour has, the sooner it is kept, unless one that is kept already would do for these pixels: what
  /// counts is the sum of their squared distances. Large grounds thus keep their colours exactly, shades that run into one
  /// another stay apart, and the edges of letters and lines get a colour a few steps away.
  ///
  /// - Returns: nil when an image has an opacity of its own.
  init?(reducing images: [Image], hasClear: Bool = false) {
    clear = hasClear ? 0 : nil
    let most = hasClear ? 255 : 256
    for image in images {
      guard image.channels != 4 else { return nil }
      var table = table
      _ = ColorTable.forEachRun(of: image) { color, count in
        table.values[table.place(of: color)] += count
        return true
      }
      self.table = table
    }
    guard table.colors.count > most else {
      number(table.colors)
      return
    }
    let order = table.colors.indices.sorted { (table.values[$1], $0) < (table.values[$0], $1) }
    let colors = order.map { (color: Components(table.colors[$0]), count: table.values[$0]) }
    var kept: [Components] = []
    var cost = 64
    repeat {
      kept = []
      for (color, count) in colors where !kept.contains(where: { $0.squaredDistance(to: color) * count < cost }) {
        kept.append(color)
        if kept.count > most { break }
      }
      cost += cost / 2
    } while kept.count > most
    number(kept.map(\.color))
    for (place, color) in table.colors.enumerated() {
      let components = Components(color)
      let nearest = kept.indices.min {
        kept[$0].squaredDistance(to: components) < kept[$1].squaredDistance(to: components)
      }
      table.values[place] = (nearest ?? 0) + (hasClear ? 1 : 0)
    }
  }

  /// The entry of every pixel of one of the images.
  func indices(of image: Image) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(image.width * image.height)
    _ = ColorTable.forEachRun(of: image) { color, count in
      result.append(contentsOf: repeatElement(UInt8(truncatingIfNeeded: table[color] ?? 0), count: count))
      return true
    }
    return result
  }

  /// Writes the entries, and gives each of these colours the number of its own.
  private mutating func number(_ colors: [UInt32]) {
    entries = clear == nil ? [] : [0, 0, 0, 0]
    for color in colors {
      table.values[table.place(of: color)] = entries.count / 4
      entries += [UInt8(color >> 16), UInt8(color >> 8 & 255), UInt8(color & 255), 255]
    }
  }

  private struct Components {
    let red: Int
    let green: Int
    let blue: Int

    init(_ color: UInt32) {
      (red, green, blue) = (Int(color >> 16), Int(color >> 8 & 255), Int(color & 255))
    }

    var color: UInt32 { UInt32(red << 16 | green << 8 | blue) }

    func squaredDistance(to other: Components) -> Int {
      let (r, g, b) = (red - other.red, green - other.green, blue - other.blue)
      return r * r + g * g + b * b
    }
  }
}
