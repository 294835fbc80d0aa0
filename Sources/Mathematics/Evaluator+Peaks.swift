import Language

extension Evaluator {
  /// What bell curves say of themselves while a function is looked at.
  struct Looking {
    /// Where it is looked at.
    let place: Double
    /// The variable that has this place.
    let variable: Int
    var peaks: [Quadrature.Peak] = []
    /// Whether all of them are densities, beside which there is nothing else as a rule.
    var areDensities = true
  }

  /// Where the bell curves are of which a function is made, found by looking at it where they say they are.
  ///
  /// Those of another variable do no harm: they are only places where intervals end.
  func peaks(
    of function: Function, over bounds: (low: Number, high: Number), at range: SourceRange
  ) -> [Quadrature.Peak] {
    var found: [Quadrature.Peak] = []
    var areDensities = true
    var places = [Self.place(within: bounds)]
    var looks = 0
    while let place = places.first, looks < Self.mostLooks, found.count < Self.mostPeaks {
      places.removeFirst()
      looks += 1
      let before = steps
      let seen = look(at: function, place, range)
      areDensities = areDensities && seen.areDensities
      // A function that is made of integrals itself is looked at once.
      if steps - before > Self.longLook { return found + seen.peaks }
      for peak in seen.peaks where !found.contains(where: peak.isLike) {
        if peak.covers(place) {
          found.append(peak)
        } else if !places.contains(where: peak.covers) {
          places.append(peak.center)
        }
      }
    }
    let isAlone = found.isEmpty || areDensities
    return isAlone ? found : found + [Quadrature.Peak(center: 0, width: 1)]
  }

  private static func place(within bounds: (low: Number, high: Number)) -> Double {
    let (low, high) = (bounds.low.value, bounds.high.value)
    let middle = (low + high) / 2
    return middle.isFinite ? middle : low.isFinite ? low + 1 : high.isFinite ? high - 1 : 0
  }

  private func look(at function: Function, _ place: Double, _ range: SourceRange) -> Looking {
    let outer = looking
    defer { looking = outer }
    // A function that has no value at this place says of its peaks what it can.
    _ = try? varying(.real(place), order: 2) { (x, variable) throws(MathFault) -> Number in
      looking = Looking(place: place, variable: variable)
      return try apply(function, to: x, at: range)
    }
    return looking ?? Looking(place: place, variable: 0)
  }

  /// A density that is looked at says where it is: where its standard score is 0, as far as that runs straight.
  func note(score z: Number, of peak: Quadrature.Peak) {
    guard let looking else { return }
    let slope = z.coefficient(1, of: looking.variable)
    guard slope != 0, slope.isFinite else { return }
    let found = Quadrature.Peak(center: looking.place - z.value / slope, width: 1 / abs(slope))
    // What rounding has moved is put back.
    let isSame = abs(found.center - peak.center) <= 1e-9 * peak.width && abs(found.width / peak.width - 1) <= 1e-9
    note(isSame ? peak : found)
  }

  /// So does an exponential: where its exponent is largest, as far as that is a parabola.
  func note(exponent u: Number) {
    guard let looking else { return }
    let (slope, curvature) = (u.coefficient(1, of: looking.variable), u.coefficient(2, of: looking.variable))
    guard curvature < 0 else { return }
    note(
      Quadrature.Peak(
        center: looking.place - slope / (2 * curvature), width: (-1 / (2 * curvature)).squareRoot()))
    self.looking?.areDensities = false
  }

  private func note(_ peak: Quadrature.Peak) {
    guard peak.low.isFinite, peak.high.isFinite, let known = looking?.peaks, known.count < Self.mostPeaks,
      !known.contains(peak)
    else { return }
    looking?.peaks.append(peak)
  }

  /// Beyond these a function has peaks enough for ordinary intervals to find them.
  private static let mostPeaks = 16
  /// Newton's method needs a few looks for a curve whose argument bends.
  private static let mostLooks = 48
  /// Steps beyond which looking costs more than it is worth.
  private static let longLook = 200
}

extension Quadrature.Peak {
  /// Whether a place is so near to the center that the peak would have been found there.
  fileprivate func covers(_ place: Double) -> Bool { abs(center - place) <= width }

  /// Whether two are the same but for what a look from far away cannot tell.
  fileprivate func isLike(_ other: Self) -> Bool {
    covers(other.center) && other.covers(center) && width <= 2 * other.width && other.width <= 2 * width
  }
}
