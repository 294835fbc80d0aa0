/// Patterns in which `*` stands for any text and `?` for any character.
package enum Glob {
  /// Whether the whole text matches, in time proportional to the product of the lengths at worst.
  package static func matches(_ pattern: String, _ text: String) -> Bool {
    let pattern = Array(pattern.unicodeScalars)
    let text = Array(text.unicodeScalars)
    var position = 0
    var next = 0
    var star: (position: Int, next: Int)?
    while next < text.count {
      if position < pattern.count, pattern[position] == "*" {
        star = (position, next)
        position += 1
      } else if position < pattern.count, pattern[position] == "?" || pattern[position] == text[next] {
        position += 1
        next += 1
      } else if let last = star {
        // Let the last star swallow one character more.
        position = last.position + 1
        next = last.next + 1
        star = (last.position, next)
      } else {
        return false
      }
    }
    return pattern[position...].allSatisfy { $0 == "*" }
  }
}
