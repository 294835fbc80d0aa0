/// Patterns in which `*` stands for any text, `?` for any character, and `[a-z]` for one of some characters, as a shell
/// has them; `[^…]` is any other character, and `[*]` is how a star itself is meant.
package enum Glob {
  /// What one place of a pattern stands for.
  private enum Piece {
    case anyText
    case anyCharacter
    case one(Unicode.Scalar)
    case oneOf([ClosedRange<Unicode.Scalar>], isNegated: Bool)

    func matches(_ scalar: Unicode.Scalar) -> Bool {
      switch self {
      case .anyText: false
      case .anyCharacter: true
      case .one(let own): own == scalar
      case .oneOf(let ranges, let isNegated): ranges.contains { $0.contains(scalar) } != isNegated
      }
    }

    var isAnyText: Bool { if case .anyText = self { true } else { false } }
  }

  /// Whether the whole text matches, in time proportional to the product of the lengths at worst.
  package static func matches(_ pattern: String, _ text: String) -> Bool {
    let pattern = pieces(Array(pattern.unicodeScalars))
    let text = Array(text.unicodeScalars)
    var position = 0
    var next = 0
    var star: (position: Int, next: Int)?
    while next < text.count {
      if position < pattern.count, pattern[position].isAnyText {
        star = (position, next)
        position += 1
      } else if position < pattern.count, pattern[position].matches(text[next]) {
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
    return pattern[position...].allSatisfy(\.isAnyText)
  }

  private static func pieces(_ pattern: [Unicode.Scalar]) -> [Piece] {
    var pieces: [Piece] = []
    var rest = pattern[...]
    while let scalar = rest.popFirst() {
      switch scalar {
      case "*": pieces.append(.anyText)
      case "?": pieces.append(.anyCharacter)
      case "[": pieces.append(set(&rest) ?? .one(scalar))
      default: pieces.append(.one(scalar))
      }
    }
    return pieces
  }

  /// The characters up to the closing bracket, which may itself stand first; nil when there is none.
  private static func set(_ rest: inout ArraySlice<Unicode.Scalar>) -> Piece? {
    var inside = rest
    let isNegated = inside.first == "^"
    if isNegated { inside.removeFirst() }
    guard let end = inside.dropFirst().firstIndex(of: "]") else { return nil }
    let members = Array(inside[..<end])
    rest = rest[(end + 1)...]
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    var index = 0
    while index < members.count {
      if index + 2 < members.count, members[index + 1] == "-" {
        if members[index] <= members[index + 2] { ranges.append(members[index]...members[index + 2]) }
        index += 3
      } else {
        ranges.append(members[index]...members[index])
        index += 1
      }
    }
    return .oneOf(ranges, isNegated: isNegated)
  }
}
