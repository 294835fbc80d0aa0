extension LetterShapes {
  // In one angular stroke; with a stem of its own; with round turns; narrow.
  static let n = [
    LetterForm(
      share: 45,
      [
        via(0.05, 1.00), via(0.06, 0.50), turn(0.07, 0.01), via(0.34, 0.50), turn(0.62, 0.99), via(0.63, 0.50),
        via(0.64, 0.00),
      ]),
    LetterForm(
      share: 22, [via(0.08, 0.02), via(0.07, 0.50), via(0.06, 1.00)],
      [via(0.08, 0.02), via(0.35, 0.50), turn(0.62, 0.98), via(0.63, 0.50), via(0.66, 0.00)]),
    LetterForm(
      share: 15,
      [
        via(0.01, 1.00), via(0.06, 0.50), via(0.11, 0.10), via(0.18, 0.03), via(0.26, 0.15), via(0.40, 0.52),
        via(0.54, 0.88), via(0.62, 0.95), via(0.67, 0.82), via(0.71, 0.42), via(0.78, 0.00),
      ]),
    LetterForm(
      share: 18,
      [
        via(0.04, 0.99), via(0.06, 0.50), turn(0.08, 0.03), via(0.27, 0.52), turn(0.46, 1.00), via(0.49, 0.50),
        via(0.52, 0.01),
      ]),
  ]

  // Round; begun at the right, its ends crossing; tall; with the end swept inwards.
  static let o = [
    LetterForm(
      share: 42,
      [
        via(0.48, 0.01), via(0.22, 0.09), via(0.05, 0.36), via(0.06, 0.68), via(0.24, 0.94), via(0.50, 0.99),
        via(0.74, 0.84), via(0.84, 0.54), via(0.76, 0.22), via(0.56, 0.03), via(0.42, 0.02),
      ]),
    LetterForm(
      share: 23,
      [
        via(0.60, 0.06), via(0.40, 0.01), via(0.16, 0.14), via(0.03, 0.46), via(0.11, 0.82), via(0.36, 0.99),
        via(0.64, 0.88), via(0.79, 0.56), via(0.72, 0.22), via(0.54, 0.04), via(0.44, 0.03),
      ]),
    LetterForm(
      share: 20,
      [
        via(0.38, 0.01), via(0.19, 0.08), via(0.06, 0.34), via(0.06, 0.68), via(0.18, 0.94), via(0.37, 0.99),
        via(0.56, 0.86), via(0.65, 0.53), via(0.59, 0.19), via(0.45, 0.03), via(0.34, 0.02),
      ]),
    LetterForm(
      share: 15,
      [
        via(0.42, 0.02), via(0.16, 0.17), via(0.03, 0.54), via(0.16, 0.88), via(0.46, 0.98), via(0.73, 0.80),
        via(0.81, 0.46), via(0.69, 0.13), via(0.46, 0.02), via(0.30, 0.10),
      ]),
  ]

  // Stem and bowl; in one stroke; with a large bowl; with a bowl that reaches beyond the stem.
  static let p = [
    LetterForm(
      share: 42, [via(0.08, 0.00), via(0.07, 0.50), via(0.06, 1.00)],
      [via(0.03, 0.04), via(0.32, 0.00), via(0.54, 0.12), via(0.54, 0.37), via(0.34, 0.52), via(0.08, 0.55)]),
    LetterForm(
      share: 24,
      [
        via(0.09, 0.06), via(0.08, 0.50), turn(0.07, 1.00), via(0.09, 0.50), turn(0.11, 0.06), via(0.34, 0.00),
        via(0.55, 0.13), via(0.52, 0.38), via(0.32, 0.51), via(0.10, 0.50),
      ]),
    LetterForm(
      share: 17, [via(0.08, 0.01), via(0.07, 0.50), via(0.06, 1.00)],
      [via(0.05, 0.03), via(0.34, 0.01), via(0.58, 0.15), via(0.60, 0.42), via(0.40, 0.60), via(0.07, 0.63)]),
    LetterForm(
      share: 17, [via(0.17, 0.03), via(0.15, 0.50), via(0.11, 1.00)],
      [
        via(0.00, 0.13), via(0.20, 0.01), via(0.46, 0.01), via(0.60, 0.17), via(0.54, 0.38), via(0.36, 0.48),
        via(0.16, 0.47),
      ]),
  ]

  // Round, with a straight tail from within; begun at the right; tall, with a tail outside; with a wavy tail.
  static let q = [
    LetterForm(
      share: 40,
      [
        via(0.44, 0.00), via(0.20, 0.08), via(0.04, 0.33), via(0.06, 0.64), via(0.22, 0.87), via(0.46, 0.91),
        via(0.68, 0.78), via(0.78, 0.50), via(0.70, 0.20), via(0.52, 0.03), via(0.38, 0.01),
      ], [via(0.44, 0.64), via(0.62, 0.82), via(0.82, 1.00)]),
    LetterForm(
      share: 22,
      [
        via(0.54, 0.04), via(0.34, 0.01), via(0.12, 0.16), via(0.03, 0.46), via(0.10, 0.77), via(0.34, 0.91),
        via(0.60, 0.82), via(0.73, 0.52), via(0.67, 0.20), via(0.50, 0.03), via(0.40, 0.03),
      ], [via(0.48, 0.68), via(0.60, 0.84), via(0.74, 0.99)]),
    LetterForm(
      share: 18,
      [
        via(0.36, 0.00), via(0.18, 0.08), via(0.05, 0.32), via(0.06, 0.64), via(0.18, 0.87), via(0.36, 0.92),
        via(0.54, 0.80), via(0.62, 0.50), via(0.56, 0.18), via(0.42, 0.02), via(0.32, 0.01),
      ], [via(0.42, 0.80), via(0.54, 0.91), via(0.68, 1.00)]),
    LetterForm(
      share: 20,
      [
        via(0.44, 0.00), via(0.20, 0.09), via(0.04, 0.36), via(0.06, 0.66), via(0.22, 0.87), via(0.46, 0.90),
        via(0.68, 0.76), via(0.77, 0.48), via(0.69, 0.19), via(0.50, 0.02), via(0.38, 0.02),
      ], [via(0.34, 0.80), via(0.46, 0.72), via(0.62, 0.84), via(0.74, 0.97), via(0.92, 0.92)]),
  ]

  // Stem, bowl and straight leg; in one stroke; the leg from a soft waist; with a curved leg.
  static let r = [
    LetterForm(
      share: 40, [via(0.08, 0.00), via(0.07, 0.50), via(0.06, 1.00)],
      [
        via(0.03, 0.04), via(0.32, 0.00), via(0.54, 0.11), via(0.52, 0.35), via(0.32, 0.49), turn(0.11, 0.52),
        via(0.36, 0.74), via(0.64, 1.00),
      ]),
    LetterForm(
      share: 24,
      [
        via(0.09, 0.06), via(0.08, 0.50), turn(0.07, 1.00), via(0.09, 0.50), turn(0.11, 0.06), via(0.34, 0.00),
        via(0.55, 0.12), via(0.50, 0.36), via(0.32, 0.48), turn(0.13, 0.51), via(0.40, 0.76), via(0.66, 0.99),
      ]),
    LetterForm(
      share: 18, [via(0.08, 0.01), via(0.07, 0.50), via(0.06, 1.00)],
      [
        via(0.04, 0.04), via(0.30, 0.00), via(0.52, 0.11), via(0.50, 0.34), via(0.36, 0.46), via(0.27, 0.53),
        via(0.36, 0.65), via(0.66, 0.99),
      ]),
    LetterForm(
      share: 18, [via(0.15, 0.03), via(0.13, 0.50), via(0.09, 1.00)],
      [
        via(0.00, 0.12), via(0.22, 0.01), via(0.48, 0.02), via(0.60, 0.17), via(0.52, 0.36), turn(0.17, 0.50),
        via(0.40, 0.55), via(0.50, 0.76), via(0.58, 0.95), via(0.74, 0.97),
      ]),
  ]

  // Even; with a large lower bowl; with a hook at its beginning; narrow.
  static let s = [
    LetterForm(
      share: 42,
      [
        via(0.58, 0.15), via(0.40, 0.01), via(0.18, 0.06), via(0.09, 0.25), via(0.25, 0.43), via(0.47, 0.57),
        via(0.56, 0.78), via(0.42, 0.96), via(0.20, 0.99), via(0.02, 0.86),
      ]),
    LetterForm(
      share: 23,
      [
        via(0.56, 0.10), via(0.38, 0.00), via(0.19, 0.06), via(0.15, 0.23), via(0.32, 0.39), via(0.54, 0.54),
        via(0.62, 0.76), via(0.46, 0.96), via(0.20, 0.99), via(0.01, 0.88),
      ]),
    LetterForm(
      share: 17,
      [
        via(0.62, 0.03), turn(0.60, 0.20), via(0.44, 0.03), via(0.22, 0.04), via(0.10, 0.22), via(0.24, 0.42),
        via(0.48, 0.56), via(0.58, 0.78), via(0.42, 0.97), via(0.20, 0.98), via(0.03, 0.82),
      ]),
    LetterForm(
      share: 18,
      [
        via(0.46, 0.13), via(0.32, 0.01), via(0.14, 0.06), via(0.07, 0.24), via(0.19, 0.42), via(0.38, 0.57),
        via(0.47, 0.77), via(0.36, 0.96), via(0.18, 1.00), via(0.01, 0.90),
      ]),
  ]

  // Bar and stem; with a wavy bar; narrow; with a bowed stem that ends in a small hook.
  static let t = [
    LetterForm(
      share: 48, [via(0.34, 0.02), via(0.335, 0.50), via(0.33, 1.00)],
      [via(0.00, 0.03), via(0.34, 0.02), via(0.68, 0.00)]),
    LetterForm(
      share: 17, [via(0.36, 0.04), via(0.35, 0.50), via(0.32, 1.00)],
      [via(0.00, 0.13), via(0.12, 0.03), via(0.36, 0.05), via(0.58, 0.06), via(0.72, 0.00)]),
    LetterForm(
      share: 18, [via(0.25, 0.01), via(0.25, 0.50), via(0.24, 1.00)],
      [via(0.00, 0.04), via(0.25, 0.02), via(0.50, 0.01)]),
    LetterForm(
      share: 17, [via(0.36, 0.02), via(0.33, 0.40), via(0.32, 0.78), via(0.38, 0.96), via(0.52, 0.94)],
      [via(0.00, 0.04), via(0.36, 0.02), via(0.74, 0.02)]),
  ]

  // Round; with the right stem drawn to the foot; wide; with a hook at its beginning.
  static let u = [
    LetterForm(
      share: 45,
      [
        via(0.06, 0.00), via(0.05, 0.45), via(0.10, 0.82), via(0.32, 0.99), via(0.54, 0.84), via(0.62, 0.45),
        via(0.64, 0.00),
      ]),
    LetterForm(
      share: 22,
      [
        via(0.05, 0.00), via(0.05, 0.44), via(0.10, 0.80), via(0.27, 0.97), via(0.46, 0.84), via(0.56, 0.50),
        turn(0.59, 0.01), via(0.59, 0.50), via(0.63, 1.00),
      ]),
    LetterForm(
      share: 15,
      [
        via(0.05, 0.01), via(0.04, 0.44), via(0.13, 0.83), via(0.40, 0.99), via(0.66, 0.84), via(0.76, 0.44),
        via(0.77, 0.00),
      ]),
    LetterForm(
      share: 8,
      [
        via(0.00, 0.16), via(0.08, 0.02), via(0.15, 0.12), via(0.13, 0.50), via(0.18, 0.85), via(0.37, 0.99),
        via(0.56, 0.85), via(0.64, 0.45), via(0.66, 0.02),
      ]),
  ]

  // Pointed; with the right arm swept outwards; narrow; with a slightly bowed left arm.
  static let v = [
    LetterForm(share: 48, [via(0.00, 0.00), via(0.17, 0.50), turn(0.34, 1.00), via(0.52, 0.50), via(0.70, 0.00)]),
    LetterForm(
      share: 18,
      [via(0.02, 0.02), via(0.18, 0.52), turn(0.34, 1.00), via(0.45, 0.54), via(0.58, 0.14), via(0.80, 0.02)]),
    LetterForm(share: 18, [via(0.01, 0.00), via(0.13, 0.50), turn(0.26, 1.00), via(0.39, 0.50), via(0.52, 0.00)]),
    LetterForm(
      share: 16,
      [
        via(0.00, 0.07), via(0.08, 0.01), via(0.15, 0.16), via(0.24, 0.58), turn(0.35, 1.00), via(0.53, 0.50),
        via(0.70, 0.01),
      ]),
  ]

  // Pointed; with a low middle; round; with crossing middle strokes.
  static let w = [
    LetterForm(
      share: 42,
      [
        via(0.00, 0.00), via(0.11, 0.50), turn(0.23, 1.00), via(0.33, 0.54), turn(0.44, 0.10), via(0.55, 0.54),
        turn(0.68, 1.00), via(0.78, 0.50), via(0.88, 0.00),
      ]),
    LetterForm(
      share: 22,
      [
        via(0.01, 0.00), via(0.08, 0.50), turn(0.17, 1.00), via(0.29, 0.72), turn(0.41, 0.44), via(0.52, 0.72),
        turn(0.64, 0.99), via(0.73, 0.50), via(0.81, 0.00),
      ]),
    LetterForm(
      share: 22,
      [
        via(0.03, 0.01), via(0.04, 0.52), via(0.10, 0.90), via(0.23, 0.99), via(0.35, 0.82), turn(0.42, 0.28),
        via(0.48, 0.80), via(0.61, 0.99), via(0.76, 0.86), via(0.83, 0.50), via(0.84, 0.01),
      ]),
    LetterForm(
      share: 14, [via(0.00, 0.01), via(0.14, 0.50), turn(0.26, 1.00), via(0.38, 0.50), via(0.49, 0.04)],
      [via(0.40, 0.04), via(0.52, 0.50), turn(0.65, 1.00), via(0.77, 0.50), via(0.88, 0.00)]),
  ]

  // Two straight strokes; wide; with one curved stroke; two arcs, back to back.
  static let x = [
    LetterForm(
      share: 46, [via(0.02, 0.00), via(0.32, 0.50), via(0.62, 1.00)],
      [via(0.62, 0.00), via(0.31, 0.50), via(0.00, 1.00)]),
    LetterForm(
      share: 18, [via(0.03, 0.03), via(0.34, 0.50), via(0.67, 0.98)],
      [via(0.65, 0.00), via(0.33, 0.50), via(0.00, 1.00)]),
    LetterForm(
      share: 22,
      [via(0.00, 0.10), via(0.12, 0.02), via(0.24, 0.18), via(0.40, 0.62), via(0.54, 0.96), via(0.70, 0.88)],
      [via(0.64, 0.00), via(0.34, 0.48), via(0.02, 1.00)]),
    LetterForm(
      share: 14,
      [
        via(0.02, 0.10), via(0.18, 0.01), via(0.31, 0.20), via(0.35, 0.50), via(0.28, 0.80), via(0.14, 0.98),
        via(0.00, 0.90),
      ],
      [
        via(0.70, 0.08), via(0.54, 0.02), via(0.42, 0.20), via(0.37, 0.50), via(0.43, 0.80), via(0.56, 0.99),
        via(0.72, 0.90),
      ]),
  ]

  // Two arms and a stem; with one long stroke; a cup with a stem; round, with a tail.
  static let y = [
    LetterForm(
      share: 38, [via(0.00, 0.00), via(0.17, 0.25), turn(0.33, 0.50), via(0.50, 0.25), via(0.66, 0.00)],
      [via(0.33, 0.50), via(0.325, 0.75), via(0.32, 1.00)]),
    LetterForm(
      share: 30, [via(0.03, 0.02), via(0.17, 0.27), via(0.33, 0.51)],
      [via(0.66, 0.00), via(0.40, 0.44), via(0.12, 1.00)]),
    LetterForm(
      share: 14,
      [
        via(0.03, 0.01), via(0.07, 0.28), via(0.20, 0.46), via(0.36, 0.50), via(0.52, 0.42), via(0.62, 0.24),
        via(0.65, 0.00),
      ], [via(0.35, 0.50), via(0.345, 0.75), via(0.34, 1.00)]),
    LetterForm(
      share: 18,
      [
        via(0.06, 0.02), via(0.07, 0.28), via(0.20, 0.44), via(0.42, 0.40), via(0.55, 0.22), turn(0.62, 0.01),
        via(0.60, 0.46), via(0.52, 0.82), via(0.32, 1.00), via(0.11, 0.92),
      ]),
  ]

  // Angular; with a bar; with wavy arms; with a soft foot.
  static let z = [
    LetterForm(
      share: 42,
      [
        via(0.03, 0.04), via(0.32, 0.04), turn(0.62, 0.02), via(0.32, 0.50), turn(0.02, 0.97), via(0.34, 0.97),
        via(0.66, 0.96),
      ]),
    LetterForm(
      share: 28,
      [
        via(0.04, 0.04), via(0.34, 0.03), turn(0.63, 0.02), via(0.34, 0.50), turn(0.02, 0.97), via(0.35, 0.97),
        via(0.68, 0.96),
      ], [via(0.13, 0.51), via(0.34, 0.50), via(0.56, 0.48)]),
    LetterForm(
      share: 15,
      [
        via(0.02, 0.14), via(0.14, 0.02), via(0.38, 0.09), turn(0.64, 0.02), via(0.34, 0.48), turn(0.04, 0.95),
        via(0.24, 0.90), via(0.46, 0.97), via(0.70, 0.88),
      ]),
    LetterForm(
      share: 15,
      [
        via(0.05, 0.10), via(0.24, 0.02), via(0.46, 0.02), via(0.57, 0.10), via(0.48, 0.34), via(0.26, 0.66),
        turn(0.04, 0.96), via(0.34, 0.94), via(0.66, 0.98),
      ]),
  ]
}
