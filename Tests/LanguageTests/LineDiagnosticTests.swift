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
        Did you mean `train`?  Commands: data, show, gan, train, sample, plot, save, seed, help, reset, average.
      """#
    ),
    (
      #"Train epochs=1"#,
      #"""
      line 1, column 1: there is no command `Train`
        Train epochs=1
        ^^^^^
        Did you mean `train`?  Commands: data, show, gan, train, sample, plot, save, seed, help, reset, average.
      """#
    ),
    (
      #"frobnicate"#,
      #"""
      line 1, column 1: there is no command `frobnicate`
        frobnicate
        ^^^^^^^^^^
        Commands: data, show, gan, train, sample, plot, save, seed, help, reset, average.
      """#
    ),
    (
      #"x = 5"#,
      #"""
      line 1, column 1: `x` cannot be defined: this version takes commands, not definitions
        x = 5
        ^
        Type `?` for the list of commands.
      """#
    ),
    (
      #"weak(d) = log(d)"#,
      #"""
      line 1, column 1: `weak` cannot be defined: this version takes commands, not definitions
        weak(d) = log(d)
        ^^^^
        Type `?` for the list of commands.
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
      #"3 + 4"#,
      #"""
      line 1, column 1: a line begins with a command, not with `3`
        3 + 4
        ^
        Type `?` for the list of commands.
      """#
    ),
    (
      #"C @ D"#,
      #"""
      line 1, column 1: a line begins with a command, not with `C`
        C @ D
        ^
        Type `?` for the list of commands.
      """#
    ),
    (
      """
      gan mine
        latent 100
      end
      train epoch=1
      """,
      #"""
      line 1, column 1: `gan mine … end` cannot be read: this version takes no blocks
        gan mine
        ^^^^^^^^
        Type `?` for the list of commands.

      line 4, column 7: `train` has no option `epoch`
        train epoch=1
              ^^^^^
        Did you mean `epochs`?  Options of train: epochs, steps, minutes, batch, rate, beta1, objective, discriminator-steps, smoothing.
      """#
    ),
    (
      #"train(epochs=5)"#,
      #"""
      line 1, column 6: `train` is a command and takes no parentheses
        train(epochs=5)
             ^
        Write the options behind it, as in `train name=value`.
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
        Did you mean `train`?  Commands: data, show, gan, train, sample, plot, save, seed, help, reset, average.
      """#
    ),
  ]
}
