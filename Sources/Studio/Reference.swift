import Language
import Mathematics

extension Session {
  /// The reference page in Markdown: every command, function and rule of the grammar, made from the declarations.
  public static var reference: String {
    let vocabulary = makeVocabulary()
    var parts = [
      "# The Forger language",
      """
      A cell is a few lines; a line is a command, a definition or an expression, and `#` starts a comment. Tab completes, \
      Shift-Tab explains, `help` lists everything. This page is made from the declarations by `make reference`.
      """,
      "## Commands",
    ]
    for verb in vocabulary.verbs {
      parts.append("### \(verb.name)")
      parts.append(vocabulary.help(verb).markdown)
    }
    parts.append("## Functions")
    parts.append(
      "Numbers, vectors and matrices go in; `f'` is the exact derivative of every function of one number, the reader’s own "
        + "included. Operators: `+ - * / ^ @` and the comparisons; `*` works entry by entry, `@` is the matrix product."
    )
    parts.append(
      "| function | what it gives | for example |\n|---|---|---|\n"
        + BuiltIn.choices.map { choice in
          let cells = [choice.details.first ?? choice.name, choice.summary, choice.details.last ?? ""]
          return "| `\(Self.cell(cells[0]))` | \(Self.cell(cells[1])) | `\(Self.cell(cells[2]))` |"
        }.joined(separator: "\n"))
    parts.append("## Grammar")
    parts.append("```\n\(Grammar.ebnf)\n```")
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
