import Language
import Testing

/// What is printed for a cell with faults of this kind, word for word.
@Suite("Diagnostics: values the parameter does not take") struct ValueDiagnosticTests {
  @Test("Values the parameter does not take", arguments: Self.reports)
  func report(cell: String, expected: String) { #expect(vocabulary.parse(cell).report == expected) }

  private static let reports: [(String, String)] = [
    (
      #"show data captions=maybe"#,
      #"""
      line 1, column 20: `maybe` is not a choice of `captions=`
        show data captions=maybe
                           ^^^^^
        Choices: on, off.
      """#
    ),
    (
      #"train batch=many"#,
      #"""
      line 1, column 13: `batch=` wants a whole number from 1 to 10_000, not `many`
        train batch=many
                    ^^^^
      """#
    ),
    (
      #"train epochs=true"#,
      #"""
      line 1, column 14: `epochs=` wants a number above 0, not `true`
        train epochs=true
                     ^^^^
      """#
    ),
    (
      #"sample "64""#,
      #"""
      line 1, column 8: COUNT wants a whole number from 1 to 1000, not `"64"`
        sample "64"
               ^^^^
      """#
    ),
    (
      #"save 3"#,
      #"""
      line 1, column 6: FILE wants a text in double quotes, not `3`
        save 3
             ^
      """#
    ),
    (
      #"gan vanilla input=28x28x1x1"#,
      #"""
      line 1, column 19: `input=` wants a size such as `28x28` or `1x28x28`, not `28x28x1x1`
        gan vanilla input=28x28x1x1
                          ^^^^^^^^^
      """#
    ),
    (
      #"sample 2.5"#,
      #"""
      line 1, column 8: COUNT wants a whole number, and `2.5` is none
        sample 2.5
               ^^^
        Give a whole number from 1 to 1000.
      """#
    ),
    (
      #"sample 1e12"#,
      #"""
      line 1, column 8: `1e12` is out of range for COUNT
        sample 1e12
               ^^^^
        Give a whole number from 1 to 1000.
      """#
    ),
    (
      #"sample -3"#,
      #"""
      line 1, column 8: `-3` is out of range for COUNT
        sample -3
               ^^
        Give a whole number from 1 to 1000.
      """#
    ),
    (
      #"train rate=0"#,
      #"""
      line 1, column 12: `0` is out of range for `rate=`
        train rate=0
                   ^
        Give a number above 0, up to 1.
      """#
    ),
    (
      #"seed 1e16"#,
      #"""
      line 1, column 6: `1e16` is out of range for NUMBER
        seed 1e16
             ^^^^
        Give a whole number up to 9_007_199_254_740_991.
      """#
    ),
    (
      #"data mnits"#,
      #"""
      line 1, column 6: `mnits` is not a data set
        data mnits
             ^^^^^
        Did you mean `mnist`?  Choices: mnist, digits, fashion.
      """#
    ),
    (
      #"data elephants"#,
      #"""
      line 1, column 6: `elephants` is not a data set
        data elephants
             ^^^^^^^^^
        Choices: mnist, digits, fashion.
      """#
    ),
    (
      #"train objective=minmax"#,
      #"""
      line 1, column 17: `minmax` is not a choice of `objective=`
        train objective=minmax
                        ^^^^^^
        Did you mean `minimax`?  Choices: minimax, non-saturating.
      """#
    ),
    (
      #"help trian"#,
      #"""
      line 1, column 6: `trian` is not a command or function
        help trian
             ^^^^^
        Did you mean `train`?  Choices: data, show, gan, train, sample, plot, draw, check, save, seed, help, reset, ….
      """#
    ),
  ]
}
