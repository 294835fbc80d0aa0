import Language
import Testing

/// What is printed for a cell with faults of this kind, word for word.
@Suite("Diagnostics: arguments that cannot be read") struct ArgumentDiagnosticTests {
  @Test("Arguments that cannot be read", arguments: Self.reports)
  func report(cell: String, expected: String) { #expect(vocabulary.parse(cell).report == expected) }

  private static let reports: [(String, String)] = [
    (
      #"save ../models/x"#,
      #"""
      line 1, column 6: `..` does not belong here
        save ../models/x
             ^^
        Write paths as texts in double quotes.
      """#
    ),
    (
      #"sample [1, 2]"#,
      #"""
      line 1, column 8: COUNT wants a whole number from 1 to 1000, not `[1, 2]`
        sample [1, 2]
               ^^^^^^
      """#
    ),
    (
      #"train ~"#,
      #"""
      line 1, column 7: `~` does not belong here
        train ~
              ^
        Write a number, a size, a word or a text in double quotes.
      """#
    ),
    (
      #"data mnist, digits"#,
      #"""
      line 1, column 11: a comma does not separate the parts of a command
        data mnist, digits
                  ^
        Join the names with `or`.
      """#
    ),
    (
      #"train epochs=5, batch=3"#,
      #"""
      line 1, column 15: a comma does not separate the parts of a command
        train epochs=5, batch=3
                      ^
        Separate them with blanks.
      """#
    ),
    (
      #"train rate=0,5"#,
      #"""
      line 1, column 12: `0,5` has a decimal comma
        train rate=0,5
                   ^^^
        Did you mean `0.5`?
      """#
    ),
    (
      #"train --epochs 5"#,
      #"""
      line 1, column 7: options are written without dashes: `epochs=`
        train --epochs 5
              ^^^^^^^^
        Did you mean `epochs=5`?
      """#
    ),
    (
      #"train --epoch=5"#,
      #"""
      line 1, column 7: options are written without dashes: `epoch=`
        train --epoch=5
              ^^^^^^^
        Write `epoch=value`.

      line 1, column 9: `train` has no option `epoch`
        train --epoch=5
                ^^^^^
        Did you mean `epochs`?  Options of train: epochs, steps, minutes, batch, rate, beta1, objective, discriminator-steps, smoothing.
      """#
    ),
    (
      #"train -- 5"#,
      #"""
      line 1, column 7: `--` does not belong here
        train -- 5
              ^^
        Write a number, a size, a word or a text in double quotes.
      """#
    ),
    (
      #"train epochs= batch=3"#,
      #"""
      line 1, column 7: `epochs=` has no value
        train epochs= batch=3
              ^^^^^^
        Write a number above 0 behind it.
      """#
    ),
    (
      #"data mnist or"#,
      #"""
      line 1, column 12: `or` has no value
        data mnist or
                   ^^
        Write a data set behind it.
      """#
    ),
    (
      #"gan vanilla as"#,
      #"""
      line 1, column 13: `as` has no value
        gan vanilla as
                    ^^
        Write a name behind it.
      """#
    ),
    (
      #"train epochs 5"#,
      #"""
      line 1, column 7: the option `epochs` needs an `=`
        train epochs 5
              ^^^^^^
        Did you mean `epochs=5`?
      """#
    ),
    (
      #"train epochs"#,
      #"""
      line 1, column 7: the option `epochs` needs an `=`
        train epochs
              ^^^^^^
        Write `epochs=` and a number above 0.
      """#
    ),
    (
      #"data or digits"#,
      #"""
      line 1, column 6: there is nothing that `or` could join
        data or digits
             ^^
        Write a name in front of `or`.
      """#
    ),
    (
      #"train epochs=5 =3"#,
      #"""
      line 1, column 16: `=` has no option name in front of it
        train epochs=5 =3
                       ^
        Options are written `name=value`.
      """#
    ),
  ]
}
