import Language
import Testing

/// What is printed for a cell with faults of this kind, word for word.
@Suite("Diagnostics: arguments the verb does not have") struct DeclarationDiagnosticTests {
  @Test("Arguments the verb does not have", arguments: Self.reports)
  func report(cell: String, expected: String) { #expect(vocabulary.parse(cell).report == expected) }

  private static let reports: [(String, String)] = [
    (
      #"train epoch=5"#,
      #"""
      line 1, column 7: `train` has no option `epoch`
        train epoch=5
              ^^^^^
        Did you mean `epochs`?  Options of train: epochs, steps, minutes, batch, rate, beta1, objective, discriminator-steps, smoothing.
      """#
    ),
    (
      #"train disc=3"#,
      #"""
      line 1, column 7: `train` has no option `disc`
        train disc=3
              ^^^^
        Did you mean `discriminator-steps`?  Options of train: epochs, steps, minutes, batch, rate, beta1, objective, discriminator-steps, smoothing.
      """#
    ),
    (
      #"reset a=1"#,
      #"""
      line 1, column 7: `reset` has no option `a`
        reset a=1
              ^
        `reset` has no options.
      """#
    ),
    (
      #"train epochs=1 epochs=2"#,
      #"""
      line 1, column 16: `epochs` is given twice
        train epochs=1 epochs=2
                       ^^^^^^
        Keep one of them.
      """#
    ),
    (
      #"train epochs=1 steps=5"#,
      #"""
      line 1, column 16: `steps` and `epochs` exclude one another
        train epochs=1 steps=5
                       ^^^^^^^
        Give either `epochs` or `steps`.
      """#
    ),
    (
      #"data"#,
      #"""
      line 1, column 1: `data` needs NAME
        data
        ^^^^
        Add a data set (`mnist`, `digits`, `fashion`), as in `data mnist or digits`.
      """#
    ),
    (
      #"gan"#,
      #"""
      line 1, column 1: `gan` needs PRESET
        gan
        ^^^
        Add a preset (`vanilla`, `dcgan-28`), as in `gan vanilla`.
      """#
    ),
    (
      #"show count=3"#,
      #"""
      line 1, column 1: `show` needs WHAT
        show count=3
        ^^^^
        Add `data` or `weights`, as in `show data count=32`.
      """#
    ),
    (
      #"sample 1 2"#,
      #"""
      line 1, column 10: `sample` does not take `2`
        sample 1 2
                 ^
        It is written `sample [COUNT]`.
      """#
    ),
    (
      #"train 5"#,
      #"""
      line 1, column 7: `train` does not take `5`
        train 5
              ^
        Did you mean `epochs=5`?  It is written `train [epochs= | steps= | minutes=] [batch=] [rate=] [beta1=] [objective=] [discriminator-steps=] [smoothing=]`.
      """#
    ),
    (
      #"train minimax"#,
      #"""
      line 1, column 7: `train` does not take `minimax`
        train minimax
              ^^^^^^^
        Did you mean `objective=minimax`?  It is written `train [epochs= | steps= | minutes=] [batch=] [rate=] [beta1=] [objective=] [discriminator-steps=] [smoothing=]`.
      """#
    ),
    (
      #"data mnist digits"#,
      #"""
      line 1, column 12: `data` does not take `digits`
        data mnist digits
                   ^^^^^^
        Did you mean `or digits`?  It is written `data NAME [or NAME …] [count=] [seed=]`.
      """#
    ),
    (
      #"reset now"#,
      #"""
      line 1, column 7: `reset` does not take `now`
        reset now
              ^^^
        It is written `reset`.
      """#
    ),
    (
      #"show weights count=3"#,
      #"""
      line 1, column 14: `count` does not go with `show weights`
        show weights count=3
                     ^^^^^^^
        `count` goes with `show data`.
      """#
    ),
    (
      #"show dta count=3"#,
      #"""
      line 1, column 6: `dta` is not a choice of WHAT
        show dta count=3
             ^^^
        Did you mean `data`?  Choices: data, weights.
      """#
    ),
  ]
}
