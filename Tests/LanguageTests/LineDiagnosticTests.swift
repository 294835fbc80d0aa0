import Language
import Testing

/// What is printed for a cell with faults of this kind, word for word.
@Suite("Diagnostics: lines that are no command") struct LineDiagnosticTests {
  @Test("Lines that are no command", arguments: Self.reports)
  func report(cell: String, expected: String) { #expect(vocabulary.parse(cell).report == expected) }

  private static let reports: [(String, String)] = [
    (
      #"trian epochs=5"#,
      #"""
      line 1, column 1: there is no command `trian`
        trian epochs=5
        ^^^^^
        Did you mean `train`?  Commands: data, show, gan, train, sample, plot, draw, check, save, seed, help, reset, ….
      """#
    ),
    (
      #"Train epochs=1"#,
      #"""
      line 1, column 1: there is no command `Train`
        Train epochs=1
        ^^^^^
        Did you mean `train`?  Commands: data, show, gan, train, sample, plot, draw, check, save, seed, help, reset, ….
      """#
    ),
    (
      #"frobnicate"#,
      #"""
      line 1, column 1: there is no command `frobnicate`
        frobnicate
        ^^^^^^^^^^
        Commands: data, show, gan, train, sample, plot, draw, check, save, seed, help, reset, ….  `help` says what they do.
      """#
    ),
    (
      #"train = 5"#,
      #"""
      line 1, column 1: `train` is a command, so nothing else can have its name
        train = 5
        ^^^^^
        Choose another name.
      """#
    ),
    (
      #"train(epochs=5)"#,
      #"""
      line 1, column 6: `train` is a command and takes no parentheses
        train(epochs=5)
             ^
        Write it without, as in `train epochs=2`.
      """#
    ),
    (
      #"train? now"#,
      #"""
      line 1, column 8: nothing can follow a question, and here is `now`
        train? now
               ^^^
        A question stands alone on its line.
      """#
    ),
    (
      #"train rat?"#,
      #"""
      line 1, column 7: `train` has no option `rat`
        train rat?
              ^^^
        Did you mean `rate`?  Options of train: epochs, steps, minutes, batch, rate, beta1, objective, discriminator-steps, smoothing.
      """#
    ),
    (
      #"?trian"#,
      #"""
      line 1, column 2: there is no command `trian`
        ?trian
         ^^^^^
        Did you mean `train`?  Commands: data, show, gan, train, sample, plot, draw, check, save, seed, help, reset, ….
      """#
    ),
  ]
}
