import Language
import Testing

/// What is printed for a cell with faults of this kind, word for word.
@Suite("Diagnostics: signs that cannot be read") struct SignDiagnosticTests {
  @Test("Signs that cannot be read", arguments: Self.reports)
  func report(cell: String, expected: String) { #expect(vocabulary.parse(cell).report == expected) }

  private static let reports: [(String, String)] = [
    (
      #"data mnist & digits"#,
      #"""
      line 1, column 12: `&` means nothing here
        data mnist & digits
                   ^
        Write every command on a line of its own.
      """#
    ),
    (
      #"save "first"#,
      #"""
      line 1, column 6: this text has no closing quote
        save "first
             ^^^^^^
        Close it with `"` on the same line.
      """#
    ),
    (
      #"save "a\qb""#,
      #"""
      line 1, column 8: `\q` is not an escape
        save "a\qb"
               ^^
        In a text, write `\\` for a backslash, `\"` for a quote, `\n` for a new line.
      """#
    ),
    (
      #"save 'my file'"#,
      #"""
      line 1, column 6: texts stand in double quotes, not in single ones
        save 'my file'
             ^^^^^^^^^
        Write it as `"…"`, or without quotes if it is one word.
      """#
    ),
    (
      #"save “first”"#,
      #"""
      line 1, column 6: texts stand in straight double quotes, not in curly ones
        save “first”
             ^^^^^^^
        Write it as `"…"`, or without quotes if it is one word.
      """#
    ),
    (
      #"sample 12abc"#,
      #"""
      line 1, column 8: `12abc` is not a number
        sample 12abc
               ^^^^^
        Numbers look like `5`, `0.5`, `2e-4` or `1_000`, sizes like `28x28`.
      """#
    ),
    (
      #"train rate=1."#,
      #"""
      line 1, column 12: `1.` is not a number
        train rate=1.
                   ^^
        Numbers look like `5`, `0.5`, `2e-4` or `1_000`, sizes like `28x28`.
      """#
    ),
    (
      #"train rate=1e999"#,
      #"""
      line 1, column 12: `1e999` is beyond what a number can hold
        train rate=1e999
                   ^^^^^
        Numbers reach from about 5e-324 to 1.8e308.
      """#
    ),
    (
      #"train rate=1e-999"#,
      #"""
      line 1, column 12: `1e-999` is beyond what a number can hold
        train rate=1e-999
                   ^^^^^^
        Numbers reach from about 5e-324 to 1.8e308.
      """#
    ),
    (
      #"gan vanilla input=0x28"#,
      #"""
      line 1, column 19: `0x28` is not a size
        gan vanilla input=0x28
                          ^^^^
        Sizes are whole numbers from 1 joined by `x`, as in `28x28` or `128x7x7`.
      """#
    ),
    (
      #"train batch=(5"#,
      #"""
      line 1, column 13: `(` is never closed
        train batch=(5
                    ^
        Close it with `)`.
      """#
    ),
    (
      #"train batch=5)"#,
      #"""
      line 1, column 14: `)` closes nothing
        train batch=5)
                     ^
        Remove it.
      """#
    ),
    (
      #"sample (]"#,
      #"""
      line 1, column 8: `(` is never closed
        sample (]
               ^
        Close it with `)`.

      line 1, column 9: `]` closes nothing
        sample (]
                ^
        Remove it.
      """#
    ),
    (
      #"train epochs:5"#,
      #"""
      line 1, column 13: `:` means nothing here
        train epochs:5
                    ^
        Options are written with an equals sign, as in `name=value`.
      """#
    ),
    (
      #"sample 5; train rat=1"#,
      #"""
      line 1, column 9: `;` means nothing here
        sample 5; train rat=1
                ^
        Write every command on a line of its own.

      line 1, column 17: `train` has no option `rat`
        sample 5; train rat=1
                        ^^^
        Did you mean `rate`?  Options of train: epochs, steps, minutes, batch, rate, beta1, objective, discriminator-steps, smoothing.
      """#
    ),
    (
      #"sample −5"#,
      #"""
      line 1, column 8: `−` means nothing here
        sample −5
               ^
        A minus sign is written `-`.
      """#
    ),
    (
      #"gan vanilla input=28×28"#,
      #"""
      line 1, column 21: `×` means nothing here
        gan vanilla input=28×28
                            ^
        Sizes are written with the letter x, as in `28x28`; products with `*`.
      """#
    ),
    (
      #"data 😀 epoch=5"#,
      #"""
      line 1, column 6: `😀` means nothing here
        data 😀 epoch=5
             ^^
        Remove it, or put the text in double quotes.

      line 1, column 8: `data` has no option `epoch`
        data 😀 epoch=5
                ^^^^^
        Options of data: count, seed.
      """#
    ),
  ]
}
