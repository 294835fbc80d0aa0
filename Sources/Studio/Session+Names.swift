import Language

extension Session {
  /// Words that join and end what is typed.
  private static let keywords: Set = ["as", "end", "or", "over", "within"]

  /// Checks that a pair of networks can be called so: that the name can be typed wherever one is, and means nothing else.
  ///
  /// - Throws: a `Diagnostic` that says why not.
  func checkPairName(_ name: String, at range: SourceRange) throws {
    let reason: String? =
      if name.isEmpty {
        "networks need a name, and this one is empty"
      } else if vocabulary.verb(name) != nil {
        "`\(name)` is a command, and networks cannot be called so"
      } else if Self.keywords.contains(name) {
        "`\(name)` is a word of the language, and networks cannot be called so"
      } else if name.asPairName == nil {
        "`\(name.prefix(64))` cannot be the name of networks"
      } else {
        nil
      }
    if let reason {
      throw Diagnostic(
        range, message: reason,
        hint: "Names are letters, digits, - and _, a letter first, as in `gan vanilla as first`.")
    }
  }

  /// Checks that a file or folder is named at all.
  ///
  /// - Throws: a `Diagnostic` with the example.
  static func checkNamed(_ typed: String, at range: SourceRange, example: String) throws {
    guard typed.allSatisfy(\.isWhitespace) else { return }
    throw Diagnostic(range, message: "the name is empty", hint: "Write it as in `\(example)`.")
  }
}
