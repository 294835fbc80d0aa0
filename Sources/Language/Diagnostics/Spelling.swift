/// Finds the name that was meant.
package enum Spelling {
  /// The nearest candidate when it is near enough to be worth naming, the first one when several are.
  ///
  /// Near is: the same but for capitals, the beginning of exactly one candidate, or at most one edit for up to five
  /// letters, two for up to nine and three beyond.
  package static func nearest(to word: String, among candidates: [String]) -> String? {
    let typed = Array(word.lowercased().unicodeScalars)
    guard typed.count <= 64 else { return nil }
    var best: (name: String, distance: Int)?
    for candidate in candidates {
      let name = Array(candidate.lowercased().unicodeScalars)
      guard name.count <= 64 else { continue }
      let distance = distance(typed, name)
      if distance < best?.distance ?? .max { best = (candidate, distance) }
    }
    if let best, best.distance <= tolerance(letters: typed.count) { return best.name }
    guard typed.count >= 2 else { return nil }
    let begun = candidates.filter { $0.lowercased().unicodeScalars.starts(with: typed) }
    return begun.count == 1 ? begun.first : nil
  }

  private static func tolerance(letters: Int) -> Int {
    switch letters {
    case ...2: 0
    case ...5: 1
    case ...9: 2
    default: 3
    }
  }

  /// The Damerau–Levenshtein distance in its restricted form: the least number of insertions, deletions, replacements
  /// and swaps of neighbours that turn one word into the other, no letter being edited twice.
  ///
  /// Three rows of the table are enough, because a swap looks back two.
  package static func distance(_ first: [Unicode.Scalar], _ second: [Unicode.Scalar]) -> Int {
    var beforeLast = [Int](repeating: 0, count: second.count + 1)
    var last = Array(0...second.count)
    for i in first.indices {
      var current = [i + 1] + [Int](repeating: 0, count: second.count)
      for j in second.indices {
        let replacement = last[j] + (first[i] == second[j] ? 0 : 1)
        current[j + 1] = min(replacement, last[j + 1] + 1, current[j] + 1)
        if i > 0, j > 0, first[i] == second[j - 1], first[i - 1] == second[j] {
          current[j + 1] = min(current[j + 1], beforeLast[j - 1] + 1)
        }
      }
      (beforeLast, last) = (last, current)
    }
    return last[second.count]
  }
}
