/// How the ten digits are written: for each the letter forms that hands differ in, as the points their pens pass.
///
/// Every digit is one unit high and as wide as it comes natural. The points are those a person would mark on squared
/// paper; the curve between them is `Spline`'s, and all irregularity is added by `Hand`.
package enum DigitShapes {
  /// `forms[d]` are the letter forms of the digit d.
  package static let forms: [[LetterForm]] = [zero, one, two, three, four, five, six, seven, eight, nine]

  // Round; narrow; begun at the right with the ends crossing at the top; with the end swept inwards.
  private static let zero = [
    LetterForm(
      share: 45,
      [
        via(0.45, 0.01), via(0.22, 0.07), via(0.07, 0.30), via(0.05, 0.66), via(0.19, 0.93), via(0.42, 0.98),
        via(0.63, 0.83), via(0.72, 0.52), via(0.66, 0.20), via(0.50, 0.03), via(0.40, 0.01),
      ]),
    LetterForm(
      share: 25,
      [
        via(0.34, 0.01), via(0.18, 0.08), via(0.07, 0.33), via(0.05, 0.68), via(0.15, 0.93), via(0.30, 0.97),
        via(0.44, 0.80), via(0.50, 0.48), via(0.46, 0.16), via(0.37, 0.02), via(0.29, 0.01),
      ]),
    LetterForm(
      share: 20,
      [
        via(0.54, 0.08), via(0.34, 0.01), via(0.13, 0.18), via(0.04, 0.55), via(0.14, 0.90), via(0.36, 0.98),
        via(0.60, 0.80), via(0.69, 0.44), via(0.60, 0.14), via(0.46, 0.02), via(0.38, 0.01),
      ]),
    LetterForm(
      share: 10,
      [
        via(0.38, 0.02), via(0.14, 0.18), via(0.04, 0.56), via(0.17, 0.90), via(0.42, 0.97), via(0.65, 0.75),
        via(0.70, 0.40), via(0.59, 0.11), via(0.40, 0.02), via(0.27, 0.12),
      ]),
  ]

  // A plain stroke; slightly bowed; with an upstroke; with an upstroke and a foot.
  private static let one = [
    LetterForm(share: 55, [via(0.06, 0.00), via(0.055, 0.50), via(0.05, 1.00)]),
    LetterForm(share: 14, [via(0.08, 0.00), via(0.05, 0.35), via(0.05, 0.68), via(0.07, 1.00)]),
    LetterForm(
      share: 17, [via(0.00, 0.22), via(0.14, 0.13), turn(0.25, 0.00), via(0.25, 0.50), via(0.24, 1.00)]),
    LetterForm(
      share: 8,
      [via(0.06, 0.21), via(0.18, 0.13), turn(0.29, 0.00), via(0.29, 0.50), via(0.28, 0.98)],
      [via(0.03, 0.99), via(0.28, 0.98), via(0.56, 0.97)]),
  ]

  // With a pointed foot; with a loop at the foot; swan-necked; flat and wide with a small loop.
  private static let two = [
    LetterForm(
      share: 35,
      [
        via(0.05, 0.22), via(0.17, 0.05), via(0.38, 0.00), via(0.58, 0.11), via(0.59, 0.32), via(0.43, 0.58),
        via(0.22, 0.80), turn(0.02, 0.98), via(0.32, 0.96), via(0.70, 0.97),
      ]),
    LetterForm(
      share: 35,
      [
        via(0.09, 0.17), via(0.25, 0.02), via(0.48, 0.05), via(0.57, 0.25), via(0.47, 0.53), via(0.29, 0.80),
        via(0.12, 0.97), via(0.01, 0.94), via(0.04, 0.80), via(0.20, 0.78), via(0.40, 0.90), via(0.58, 0.98),
        via(0.78, 0.93),
      ]),
    LetterForm(
      share: 18,
      [
        via(0.04, 0.26), via(0.09, 0.09), via(0.30, 0.00), via(0.53, 0.10), via(0.55, 0.34), via(0.38, 0.64),
        via(0.18, 0.88), turn(0.05, 0.97), via(0.22, 0.90), via(0.45, 0.97), via(0.68, 0.96),
      ]),
    LetterForm(
      share: 12,
      [
        via(0.06, 0.13), via(0.30, 0.00), via(0.54, 0.09), via(0.55, 0.34), via(0.37, 0.65), via(0.18, 0.93),
        via(0.08, 0.98), via(0.06, 0.89), via(0.22, 0.85), via(0.44, 0.91), via(0.82, 0.87),
      ]),
  ]

  // Two bowls with a point between; with a soft waist; with a small loop at the waist; with a flat top.
  private static let three = [
    LetterForm(
      share: 45,
      [
        via(0.06, 0.13), via(0.22, 0.01), via(0.46, 0.03), via(0.55, 0.20), via(0.42, 0.39), turn(0.20, 0.47),
        via(0.46, 0.50), via(0.62, 0.68), via(0.54, 0.90), via(0.28, 0.99), via(0.02, 0.90),
      ]),
    LetterForm(
      share: 30,
      [
        via(0.08, 0.08), via(0.32, 0.00), via(0.52, 0.10), via(0.52, 0.29), via(0.34, 0.42), via(0.29, 0.47),
        via(0.40, 0.52), via(0.58, 0.66), via(0.56, 0.88), via(0.32, 1.00), via(0.05, 0.95),
      ]),
    LetterForm(
      share: 15,
      [
        via(0.07, 0.14), via(0.25, 0.01), via(0.49, 0.06), via(0.52, 0.24), via(0.36, 0.44), via(0.22, 0.50),
        via(0.19, 0.44), via(0.30, 0.42), via(0.52, 0.54), via(0.60, 0.74), via(0.46, 0.94), via(0.22, 0.98),
        via(0.02, 0.89),
      ]),
    LetterForm(
      share: 10,
      [
        via(0.06, 0.03), via(0.30, 0.03), turn(0.57, 0.01), via(0.42, 0.21), turn(0.27, 0.40), via(0.48, 0.46),
        via(0.60, 0.66), via(0.52, 0.88), via(0.28, 0.99), via(0.02, 0.91),
      ]),
  ]

  // Open in two strokes; round and open in two; closed to a point; in one stroke without lifting the pen.
  private static let four = [
    LetterForm(
      share: 40,
      [via(0.10, 0.05), via(0.07, 0.25), turn(0.03, 0.52), via(0.30, 0.51), via(0.66, 0.47)],
      [via(0.57, 0.00), via(0.54, 0.45), via(0.50, 1.00)]),
    LetterForm(
      share: 28,
      [
        via(0.10, 0.06), via(0.05, 0.26), via(0.06, 0.45), via(0.20, 0.52), via(0.40, 0.47), via(0.56, 0.34),
      ],
      [via(0.61, 0.01), via(0.57, 0.34), via(0.54, 0.66), via(0.52, 1.00)]),
    LetterForm(
      share: 16,
      [via(0.50, 0.01), via(0.28, 0.30), turn(0.02, 0.62), via(0.34, 0.62), via(0.74, 0.60)],
      [via(0.51, 0.02), via(0.50, 0.50), via(0.48, 1.00)]),
    LetterForm(
      share: 16,
      [
        via(0.07, 0.10), via(0.05, 0.33), via(0.14, 0.52), via(0.33, 0.53), via(0.50, 0.38), turn(0.62, 0.03),
        via(0.57, 0.36), via(0.52, 0.68), via(0.50, 1.00),
      ]),
  ]

  // With a separate top stroke; in one angular stroke; in one round stroke; with a low bowl and a long slanting top.
  private static let five = [
    LetterForm(
      share: 38,
      [
        via(0.20, 0.05), via(0.17, 0.22), turn(0.13, 0.43), via(0.32, 0.38), via(0.54, 0.47), via(0.60, 0.69),
        via(0.47, 0.91), via(0.23, 0.99), via(0.01, 0.90),
      ],
      [via(0.20, 0.06), via(0.42, 0.05), via(0.70, 0.01)]),
    LetterForm(
      share: 30,
      [
        via(0.64, 0.02), via(0.42, 0.03), turn(0.18, 0.05), via(0.16, 0.24), turn(0.12, 0.42), via(0.34, 0.40),
        via(0.54, 0.51), via(0.57, 0.74), via(0.42, 0.94), via(0.20, 0.98), via(0.01, 0.89),
      ]),
    LetterForm(
      share: 18,
      [
        via(0.64, 0.02), via(0.40, 0.02), via(0.22, 0.10), via(0.18, 0.30), via(0.32, 0.43), via(0.51, 0.56),
        via(0.55, 0.76), via(0.40, 0.95), via(0.18, 0.98), via(0.01, 0.88),
      ]),
    LetterForm(
      share: 22,
      [
        via(0.34, 0.20), via(0.27, 0.34), turn(0.18, 0.49), via(0.38, 0.47), via(0.53, 0.59), via(0.50, 0.79),
        via(0.32, 0.96), via(0.11, 0.98), via(0.00, 0.91),
      ],
      [via(0.33, 0.19), via(0.56, 0.13), via(0.84, 0.02)]),
  ]

  // Curved with a middling bowl; with a straight long stem and a small bowl; wide; upright with a full bowl.
  private static let six = [
    LetterForm(
      share: 40,
      [
        via(0.48, 0.01), via(0.26, 0.18), via(0.09, 0.46), via(0.05, 0.74), via(0.16, 0.95), via(0.36, 0.98),
        via(0.53, 0.84), via(0.53, 0.66), via(0.38, 0.56), via(0.20, 0.65), via(0.09, 0.82),
      ]),
    LetterForm(
      share: 25,
      [
        via(0.36, 0.00), via(0.20, 0.27), via(0.08, 0.56), via(0.06, 0.82), via(0.17, 0.98), via(0.34, 0.96),
        via(0.46, 0.80), via(0.41, 0.66), via(0.26, 0.66), via(0.11, 0.80),
      ]),
    LetterForm(
      share: 20,
      [
        via(0.60, 0.06), via(0.40, 0.05), via(0.18, 0.24), via(0.06, 0.54), via(0.12, 0.86), via(0.34, 0.99),
        via(0.57, 0.89), via(0.61, 0.68), via(0.46, 0.56), via(0.24, 0.62), via(0.10, 0.76),
      ]),
    LetterForm(
      share: 15,
      [
        via(0.22, 0.00), via(0.10, 0.26), via(0.05, 0.58), via(0.12, 0.88), via(0.32, 0.99), via(0.52, 0.86),
        via(0.54, 0.64), via(0.38, 0.52), via(0.18, 0.60), via(0.08, 0.78),
      ]),
  ]

  // Pointed; with a bar; with a rounded shoulder; with a hook at its beginning.
  private static let seven = [
    LetterForm(
      share: 42,
      [
        via(0.02, 0.08), via(0.30, 0.07), turn(0.62, 0.03), via(0.48, 0.33), via(0.35, 0.66), via(0.29, 1.00),
      ]),
    LetterForm(
      share: 18,
      [
        via(0.04, 0.08), via(0.32, 0.06), turn(0.62, 0.03), via(0.47, 0.34), via(0.34, 0.66), via(0.26, 1.00),
      ],
      [via(0.17, 0.52), via(0.40, 0.50), via(0.64, 0.47)]),
    LetterForm(
      share: 24,
      [
        via(0.02, 0.14), via(0.18, 0.05), via(0.40, 0.05), via(0.57, 0.07), via(0.58, 0.20), via(0.46, 0.46),
        via(0.36, 0.72), via(0.32, 1.00),
      ]),
    LetterForm(
      share: 16,
      [
        via(0.02, 0.28), turn(0.05, 0.09), via(0.32, 0.07), turn(0.62, 0.02), via(0.50, 0.32), via(0.38, 0.66),
        via(0.33, 1.00),
      ]),
  ]

  // One stroke from the upper right; two loops, one upon the other; open at the top; leaning, with the
  // upper loop pulled to the right; narrow, from the top.
  private static let eight = [
    LetterForm(
      share: 50,
      [
        via(0.55, 0.11), via(0.36, 0.00), via(0.15, 0.09), via(0.14, 0.29), via(0.32, 0.46), via(0.51, 0.64),
        via(0.53, 0.87), via(0.32, 1.00), via(0.11, 0.90), via(0.12, 0.69), via(0.30, 0.49), via(0.49, 0.30),
        via(0.55, 0.10),
      ]),
    LetterForm(
      share: 15,
      [
        via(0.30, 0.01), via(0.13, 0.12), via(0.14, 0.35), via(0.31, 0.46), via(0.48, 0.34), via(0.49, 0.12),
        via(0.31, 0.00),
      ],
      [
        via(0.30, 0.47), via(0.09, 0.60), via(0.08, 0.87), via(0.31, 1.00), via(0.54, 0.86), via(0.53, 0.60),
        via(0.31, 0.46),
      ]),
    LetterForm(
      share: 20,
      [
        via(0.60, 0.16), via(0.44, 0.01), via(0.20, 0.06), via(0.14, 0.26), via(0.31, 0.45), via(0.48, 0.65),
        via(0.46, 0.89), via(0.26, 0.99), via(0.08, 0.86), via(0.14, 0.65), via(0.34, 0.46), via(0.52, 0.28),
        via(0.66, 0.05),
      ]),
    LetterForm(
      share: 20,
      [
        via(0.64, 0.14), via(0.46, 0.00), via(0.24, 0.07), via(0.19, 0.26), via(0.31, 0.43), via(0.42, 0.62),
        via(0.38, 0.88), via(0.20, 0.99), via(0.04, 0.89), via(0.10, 0.68), via(0.31, 0.47), via(0.52, 0.29),
        via(0.66, 0.09),
      ]),
    LetterForm(
      share: 15,
      [
        via(0.30, 0.02), via(0.12, 0.12), via(0.13, 0.31), via(0.28, 0.48), via(0.42, 0.66), via(0.43, 0.89),
        via(0.27, 1.00), via(0.10, 0.90), via(0.11, 0.69), via(0.26, 0.48), via(0.41, 0.29), via(0.43, 0.10),
        via(0.28, 0.01),
      ]),
  ]

  // Straight-backed; with a curved back; in one round stroke; with the loop open towards a separate back.
  private static let nine = [
    LetterForm(
      share: 42,
      [
        via(0.55, 0.13), via(0.36, 0.01), via(0.14, 0.11), via(0.06, 0.32), via(0.19, 0.47), via(0.40, 0.39),
        turn(0.56, 0.12), via(0.54, 0.52), via(0.50, 1.00),
      ]),
    LetterForm(
      share: 26,
      [
        via(0.54, 0.12), via(0.34, 0.00), via(0.13, 0.11), via(0.08, 0.32), via(0.24, 0.44), via(0.44, 0.34),
        turn(0.55, 0.11), via(0.58, 0.45), via(0.52, 0.78), via(0.36, 0.97), via(0.12, 0.95),
      ]),
    LetterForm(
      share: 20,
      [
        via(0.50, 0.20), via(0.44, 0.05), via(0.26, 0.01), via(0.09, 0.14), via(0.07, 0.34), via(0.22, 0.46),
        via(0.41, 0.37), via(0.51, 0.18), via(0.49, 0.42), via(0.42, 0.72), via(0.36, 1.00),
      ]),
    LetterForm(
      share: 12,
      [
        via(0.46, 0.05), via(0.24, 0.01), via(0.07, 0.15), via(0.06, 0.35), via(0.22, 0.45), via(0.46, 0.36),
      ],
      [via(0.54, 0.03), via(0.54, 0.35), via(0.51, 0.68), via(0.47, 1.00)]),
  ]
}
