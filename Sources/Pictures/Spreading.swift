/// Keeping labels apart.
package enum Spreading {
  /// Moves the middles of labels as little as possible so that no two are closer than `distance` and all lie in `range`.
  ///
  /// Labels that meet form a block around the mean of their wishes; blocks that meet become one (the pool-adjacent-violators
  /// method). Returns the places in the order of the wishes; the caller sees to it that they fit.
  package static func spread(_ wishes: [Double], distance: Double, in range: ClosedRange<Double>) -> [Double] {
    let order = wishes.indices.sorted { (wishes[$0], $0) < (wishes[$1], $1) }
    var blocks: [(sum: Double, count: Int)] = []
    func start(_ block: (sum: Double, count: Int)) -> Double {
      let length = distance * Double(block.count - 1)
      let wish = block.sum / Double(block.count) - length / 2
      return max(range.lowerBound, min(wish, range.upperBound - length))
    }
    for index in order {
      blocks.append((wishes[index], 1))
      while blocks.count > 1 {
        let upper = blocks[blocks.count - 2]
        let lower = blocks[blocks.count - 1]
        guard start(upper) + distance * Double(upper.count) > start(lower) else { break }
        blocks.removeLast(2)
        blocks.append((upper.sum + lower.sum, upper.count + lower.count))
      }
    }
    var places = wishes
    var next = 0
    for block in blocks {
      for position in 0..<block.count {
        places[order[next]] = start(block) + distance * Double(position)
        next += 1
      }
    }
    return places
  }
}
