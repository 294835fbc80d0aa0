/// How capital letters are written: for each the letter forms that hands differ in, as the points their pens pass.
///
/// Every letter is one unit high and as wide as it comes natural. As with `DigitShapes`, the points are those a person
/// would mark on squared paper; the curve between them is `Spline`'s, and all irregularity is added by `Hand`.
package enum LetterShapes {
  /// `forms[n]` are the letter forms of the n-th letter of the alphabet, 0 is A.
  package static let forms: [[LetterForm]] = [
    a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p, q, r, s, t, u, v, w, x, y, z,
  ]
}

extension LetterShapes {
  // Three straight strokes; the legs in one; with a round top; wide, with a low bar.
  static let a = [
    LetterForm(
      share: 40, [via(0.36, 0.00), via(0.19, 0.50), via(0.00, 1.00)],
      [via(0.36, 0.00), via(0.54, 0.50), via(0.72, 1.00)], [via(0.10, 0.64), via(0.34, 0.63), via(0.63, 0.62)]),
    LetterForm(
      share: 30, [via(0.02, 1.00), via(0.20, 0.50), turn(0.38, 0.00), via(0.54, 0.50), via(0.70, 0.99)],
      [via(0.12, 0.66), via(0.36, 0.65), via(0.64, 0.68)]),
    LetterForm(
      share: 18,
      [
        via(0.02, 1.00), via(0.09, 0.50), via(0.20, 0.12), via(0.36, 0.00), via(0.52, 0.12), via(0.61, 0.50),
        via(0.68, 1.00),
      ], [via(0.08, 0.59), via(0.34, 0.58), via(0.64, 0.57)]),
    LetterForm(
      share: 12, [via(0.00, 0.99), via(0.28, 0.48), turn(0.54, 0.01), via(0.62, 0.50), via(0.72, 1.00)],
      [via(0.12, 0.71), via(0.40, 0.69), via(0.74, 0.66)]),
  ]

  // Stem and two bowls that meet at the stem; in one stroke; with a soft waist; narrow, with a large lower bowl.
  static let b = [
    LetterForm(
      share: 40, [via(0.08, 0.00), via(0.07, 0.50), via(0.06, 1.00)],
      [
        via(0.03, 0.03), via(0.30, 0.00), via(0.50, 0.10), via(0.50, 0.32), via(0.32, 0.45), turn(0.12, 0.48),
        via(0.40, 0.50), via(0.60, 0.63), via(0.58, 0.86), via(0.34, 0.98), via(0.03, 0.99),
      ]),
    LetterForm(
      share: 25,
      [
        via(0.08, 0.05), via(0.08, 0.50), turn(0.07, 0.97), via(0.08, 0.50), turn(0.11, 0.05), via(0.34, 0.00),
        via(0.53, 0.12), via(0.48, 0.34), via(0.30, 0.46), turn(0.15, 0.49), via(0.42, 0.51), via(0.60, 0.67),
        via(0.55, 0.88), via(0.32, 0.99), via(0.06, 0.97),
      ]),
    LetterForm(
      share: 20, [via(0.09, 0.02), via(0.07, 0.50), via(0.06, 0.98)],
      [
        via(0.02, 0.05), via(0.28, 0.00), via(0.49, 0.11), via(0.45, 0.32), via(0.30, 0.44), via(0.25, 0.48),
        via(0.38, 0.51), via(0.59, 0.65), via(0.58, 0.86), via(0.38, 0.99), via(0.02, 0.97),
      ]),
    LetterForm(
      share: 15, [via(0.07, 0.00), via(0.07, 0.50), via(0.07, 1.00)],
      [
        via(0.06, 0.04), via(0.24, 0.00), via(0.40, 0.09), via(0.39, 0.28), via(0.26, 0.39), turn(0.10, 0.42),
        via(0.34, 0.44), via(0.53, 0.58), via(0.53, 0.84), via(0.32, 0.98), via(0.05, 0.98),
      ]),
  ]

  // Open and round; narrow, with a hook at its beginning; wide and shallow; with a point at the upper end.
  static let c = [
    LetterForm(
      share: 45,
      [
        via(0.64, 0.17), via(0.44, 0.01), via(0.20, 0.10), via(0.04, 0.42), via(0.08, 0.78), via(0.30, 0.99),
        via(0.54, 0.95), via(0.68, 0.83),
      ]),
    LetterForm(
      share: 20,
      [
        via(0.56, 0.24), via(0.55, 0.09), via(0.38, 0.00), via(0.16, 0.13), via(0.04, 0.48), via(0.11, 0.85),
        via(0.32, 1.00), via(0.52, 0.93), via(0.62, 0.80),
      ]),
    LetterForm(
      share: 20,
      [
        via(0.78, 0.12), via(0.54, 0.01), via(0.25, 0.09), via(0.05, 0.40), via(0.08, 0.76), via(0.34, 0.98),
        via(0.62, 0.95), via(0.80, 0.84),
      ]),
    LetterForm(
      share: 15,
      [
        via(0.60, 0.02), turn(0.58, 0.20), via(0.42, 0.03), via(0.19, 0.11), via(0.04, 0.46), via(0.11, 0.83),
        via(0.35, 0.99), via(0.62, 0.86),
      ]),
  ]

  // Stem and bowl; in one stroke, with a loop at the foot; narrow; the bowl reaching beyond the stem.
  static let d = [
    LetterForm(
      share: 45, [via(0.08, 0.00), via(0.07, 0.50), via(0.06, 1.00)],
      [
        via(0.02, 0.03), via(0.30, 0.04), via(0.56, 0.19), via(0.66, 0.50), via(0.56, 0.80), via(0.32, 0.96),
        via(0.03, 0.99),
      ]),
    LetterForm(
      share: 20,
      [
        via(0.15, 0.04), via(0.13, 0.46), via(0.09, 0.86), turn(0.05, 0.97), via(0.36, 0.96), via(0.62, 0.78),
        via(0.70, 0.46), via(0.56, 0.15), via(0.30, 0.03), via(0.01, 0.06),
      ]),
    LetterForm(
      share: 20, [via(0.08, 0.01), via(0.07, 0.50), via(0.07, 1.00)],
      [
        via(0.06, 0.01), via(0.26, 0.05), via(0.44, 0.24), via(0.50, 0.52), via(0.43, 0.80), via(0.26, 0.96),
        via(0.06, 0.99),
      ]),
    LetterForm(
      share: 15, [via(0.14, 0.06), via(0.13, 0.50), via(0.12, 0.96)],
      [
        via(0.01, 0.06), via(0.34, 0.01), via(0.62, 0.14), via(0.72, 0.46), via(0.62, 0.78), via(0.36, 0.95),
        via(0.01, 0.98),
      ]),
  ]

  // Stem and three arms; in one angular stroke with a middle arm; round, in one; an arc with a bar.
  static let e = [
    LetterForm(
      share: 38, [via(0.08, 0.00), via(0.07, 0.50), via(0.06, 1.00)],
      [via(0.07, 0.02), via(0.32, 0.02), via(0.60, 0.00)], [via(0.07, 0.49), via(0.28, 0.48), via(0.50, 0.46)],
      [via(0.06, 0.98), via(0.32, 0.98), via(0.62, 0.96)]),
    LetterForm(
      share: 27,
      [
        via(0.60, 0.01), via(0.35, 0.02), turn(0.10, 0.03), via(0.08, 0.50), turn(0.06, 0.97), via(0.35, 0.98),
        via(0.63, 0.95),
      ], [via(0.09, 0.48), via(0.28, 0.48), via(0.52, 0.45)]),
    LetterForm(
      share: 20,
      [
        via(0.58, 0.13), via(0.40, 0.01), via(0.20, 0.06), via(0.15, 0.27), via(0.28, 0.43), turn(0.44, 0.46),
        via(0.20, 0.52), via(0.04, 0.70), via(0.10, 0.92), via(0.34, 1.00), via(0.62, 0.87),
      ]),
    LetterForm(
      share: 15,
      [
        via(0.62, 0.11), via(0.40, 0.00), via(0.14, 0.17), via(0.05, 0.50), via(0.14, 0.84), via(0.38, 1.00),
        via(0.64, 0.90),
      ], [via(0.06, 0.50), via(0.28, 0.49), via(0.52, 0.47)]),
  ]

  // Stem and two arms; stem and upper arm in one; with a long wavy top; with a bar that crosses the stem.
  static let f = [
    LetterForm(
      share: 42, [via(0.08, 0.00), via(0.07, 0.50), via(0.06, 1.00)],
      [via(0.07, 0.02), via(0.34, 0.02), via(0.62, 0.00)], [via(0.07, 0.49), via(0.28, 0.48), via(0.50, 0.46)]),
    LetterForm(
      share: 28, [via(0.62, 0.01), via(0.36, 0.02), turn(0.10, 0.04), via(0.09, 0.50), via(0.06, 1.00)],
      [via(0.08, 0.50), via(0.30, 0.48), via(0.52, 0.47)]),
    LetterForm(
      share: 14, [via(0.02, 0.14), via(0.14, 0.03), via(0.38, 0.06), via(0.70, 0.00)],
      [via(0.30, 0.06), via(0.26, 0.50), via(0.20, 1.00)], [via(0.12, 0.51), via(0.30, 0.49), via(0.50, 0.45)]),
    LetterForm(
      share: 16, [via(0.17, 0.01), via(0.16, 0.50), via(0.15, 1.00)],
      [via(0.12, 0.03), via(0.40, 0.02), via(0.68, 0.00)], [via(0.00, 0.52), via(0.26, 0.50), via(0.52, 0.48)]),
  ]

  // An arc with the bar turned in; with the bar and a short stem; with a crossing bar; round, curled in.
  static let g = [
    LetterForm(
      share: 36,
      [
        via(0.64, 0.17), via(0.44, 0.01), via(0.19, 0.10), via(0.04, 0.44), via(0.10, 0.82), via(0.34, 0.99),
        via(0.58, 0.88), turn(0.66, 0.57), via(0.52, 0.57), via(0.38, 0.58),
      ]),
    LetterForm(
      share: 28,
      [
        via(0.62, 0.13), via(0.42, 0.00), via(0.17, 0.12), via(0.04, 0.46), via(0.10, 0.84), via(0.33, 0.98),
        via(0.54, 0.87), via(0.63, 0.62),
      ], [via(0.36, 0.57), via(0.52, 0.56), turn(0.66, 0.55), via(0.65, 0.78), via(0.66, 1.00)]),
    LetterForm(
      share: 20,
      [
        via(0.62, 0.15), via(0.42, 0.01), via(0.18, 0.11), via(0.04, 0.46), via(0.11, 0.84), via(0.34, 0.99),
        via(0.56, 0.86), via(0.61, 0.58),
      ], [via(0.38, 0.59), via(0.58, 0.58), via(0.78, 0.57)]),
    LetterForm(
      share: 16,
      [
        via(0.66, 0.20), via(0.48, 0.02), via(0.22, 0.06), via(0.04, 0.36), via(0.08, 0.78), via(0.32, 0.99),
        via(0.60, 0.90), via(0.70, 0.66), via(0.58, 0.53), via(0.40, 0.60),
      ]),
  ]

  // Two stems and a bar; narrow and tall; with a slanting bar; with stems that bow.
  static let h = [
    LetterForm(
      share: 45, [via(0.06, 0.00), via(0.06, 0.50), via(0.06, 1.00)],
      [via(0.64, 0.00), via(0.64, 0.50), via(0.63, 1.00)], [via(0.06, 0.51), via(0.34, 0.50), via(0.64, 0.49)]),
    LetterForm(
      share: 20, [via(0.06, 0.02), via(0.06, 0.50), via(0.05, 1.00)],
      [via(0.48, 0.00), via(0.48, 0.50), via(0.47, 0.98)], [via(0.04, 0.47), via(0.26, 0.46), via(0.50, 0.46)]),
    LetterForm(
      share: 20, [via(0.08, 0.03), via(0.06, 0.50), via(0.02, 1.00)],
      [via(0.66, 0.00), via(0.63, 0.50), via(0.60, 0.98)], [via(0.05, 0.57), via(0.34, 0.52), via(0.65, 0.45)]),
    LetterForm(
      share: 15, [via(0.02, 0.02), via(0.09, 0.50), via(0.05, 1.00)],
      [via(0.70, 0.00), via(0.62, 0.50), via(0.68, 0.98)], [via(0.08, 0.50), via(0.36, 0.48), via(0.63, 0.50)]),
  ]

  // A plain stroke; with serifs; with short serifs; slightly bowed.
  static let i = [
    LetterForm(share: 40, [via(0.06, 0.00), via(0.055, 0.50), via(0.05, 1.00)]),
    LetterForm(
      share: 35, [via(0.27, 0.02), via(0.265, 0.50), via(0.26, 0.98)],
      [via(0.02, 0.03), via(0.27, 0.02), via(0.52, 0.01)], [via(0.00, 0.98), via(0.26, 0.98), via(0.52, 0.97)]),
    LetterForm(
      share: 13, [via(0.20, 0.02), via(0.195, 0.50), via(0.19, 0.98)],
      [via(0.07, 0.03), via(0.20, 0.02), via(0.33, 0.02)], [via(0.06, 0.98), via(0.19, 0.98), via(0.32, 0.97)]),
    LetterForm(share: 12, [via(0.07, 0.00), via(0.04, 0.35), via(0.05, 0.68), via(0.08, 1.00)]),
  ]

  // A hook; with a bar on top; deep and round; with a short serif to the left.
  static let j = [
    LetterForm(
      share: 35, [via(0.46, 0.00), via(0.46, 0.40), via(0.44, 0.76), via(0.32, 0.97), via(0.14, 0.97), via(0.02, 0.78)]),
    LetterForm(
      share: 30,
      [via(0.44, 0.02), via(0.44, 0.42), via(0.42, 0.78), via(0.30, 0.98), via(0.12, 0.96), via(0.02, 0.78)],
      [via(0.14, 0.04), via(0.44, 0.02), via(0.76, 0.00)]),
    LetterForm(
      share: 17, [via(0.58, 0.00), via(0.58, 0.42), via(0.54, 0.78), via(0.34, 0.99), via(0.12, 0.92), via(0.02, 0.66)]),
    LetterForm(
      share: 18,
      [
        via(0.14, 0.04), via(0.32, 0.03), turn(0.50, 0.02), via(0.49, 0.46), via(0.44, 0.82), via(0.26, 1.00),
        via(0.08, 0.95), via(0.01, 0.80),
      ]),
  ]

  // Stem, arm and leg from one point; the leg from the arm; with a small loop at the stem; with curved limbs.
  static let k = [
    LetterForm(
      share: 40, [via(0.07, 0.00), via(0.06, 0.50), via(0.06, 1.00)],
      [via(0.60, 0.02), via(0.34, 0.28), turn(0.08, 0.52), via(0.36, 0.74), via(0.65, 1.00)]),
    LetterForm(
      share: 27, [via(0.08, 0.00), via(0.07, 0.50), via(0.06, 1.00)],
      [via(0.60, 0.00), via(0.34, 0.31), via(0.07, 0.62)], [via(0.25, 0.43), via(0.44, 0.70), via(0.66, 0.99)]),
    LetterForm(
      share: 15, [via(0.07, 0.01), via(0.07, 0.50), via(0.06, 1.00)],
      [
        via(0.58, 0.03), via(0.38, 0.30), via(0.18, 0.48), via(0.10, 0.56), via(0.13, 0.47), via(0.26, 0.55),
        via(0.44, 0.76), via(0.68, 0.98),
      ]),
    LetterForm(
      share: 18, [via(0.08, 0.02), via(0.07, 0.50), via(0.04, 0.99)],
      [
        via(0.62, 0.00), via(0.48, 0.24), via(0.30, 0.42), turn(0.09, 0.51), via(0.34, 0.60), via(0.50, 0.80),
        via(0.70, 0.97),
      ]),
  ]

  // Angular; with a round corner; with loops at top and foot; narrow, with a rising foot.
  static let l = [
    LetterForm(share: 48, [via(0.06, 0.00), via(0.05, 0.50), turn(0.04, 0.97), via(0.30, 0.97), via(0.58, 0.95)]),
    LetterForm(
      share: 22, [via(0.10, 0.00), via(0.07, 0.40), via(0.05, 0.82), via(0.13, 0.97), via(0.34, 0.98), via(0.60, 0.95)]),
    LetterForm(
      share: 7,
      [
        via(0.30, 0.30), via(0.50, 0.26), via(0.62, 0.09), via(0.50, 0.00), via(0.36, 0.16), via(0.29, 0.50),
        via(0.22, 0.82), via(0.10, 0.98), via(0.00, 0.90), via(0.12, 0.80), via(0.36, 0.94), via(0.60, 0.99),
        via(0.82, 0.88),
      ]),
    LetterForm(share: 18, [via(0.08, 0.01), via(0.06, 0.50), turn(0.03, 0.99), via(0.24, 0.95), via(0.46, 0.88)]),
  ]

  // Angular, with upright legs; with spread legs; with a shallow middle; with two round arches.
  static let m = [
    LetterForm(
      share: 38,
      [
        via(0.04, 1.00), via(0.05, 0.50), turn(0.08, 0.01), via(0.24, 0.37), turn(0.41, 0.73), via(0.56, 0.36),
        turn(0.72, 0.00), via(0.75, 0.50), via(0.77, 1.00),
      ]),
    LetterForm(
      share: 25,
      [
        via(0.00, 1.00), via(0.08, 0.50), turn(0.16, 0.01), via(0.29, 0.46), turn(0.41, 0.93), via(0.53, 0.46),
        turn(0.65, 0.00), via(0.74, 0.50), via(0.83, 1.00),
      ]),
    LetterForm(
      share: 20,
      [
        via(0.06, 1.00), via(0.06, 0.50), turn(0.06, 0.02), via(0.23, 0.27), turn(0.38, 0.52), via(0.54, 0.26),
        turn(0.70, 0.00), via(0.71, 0.50), via(0.72, 1.00),
      ]),
    LetterForm(
      share: 17,
      [
        via(0.04, 1.00), via(0.06, 0.50), via(0.12, 0.10), via(0.22, 0.01), via(0.32, 0.14), via(0.36, 0.46),
        turn(0.38, 0.82), via(0.42, 0.40), via(0.50, 0.08), via(0.61, 0.01), via(0.71, 0.16), via(0.77, 0.55),
        via(0.81, 1.00),
      ]),
  ]
}
