/// Colours for values between two ends.
///
/// Both scales change in lightness all the way, so that they can be read without seeing hues: the sequential one from
/// light to dark, the diverging one from its light middle to both ends, which are blue and vermilion and so stay apart for
/// every kind of colour vision.
public struct ColorScale: Sendable, Equatable {
  /// Colours at equal distances, the lowest value's first.
  public let stops: [Color]

  /// A scale through colours at equal distances; none gives a scale of white.
  public init(_ stops: [Color]) {
    self.stops = stops.isEmpty ? [.white] : stops
  }

  /// From nearly white to deep blue: amounts.
  public static let sequential = ColorScale(
    [0xF5F8FC, 0xD3E2F1, 0xA4C7E4, 0x68A4D2, 0x2F80BB, 0x005A93, 0x00375E, 0x001B33].map(Color.init(hex:)))

  /// From vermilion over white to blue: deviations from a middle, such as a discriminator's from 1/2.
  public static let diverging = ColorScale(
    [0x8F2D00, 0xCE5A1E, 0xEE9A6B, 0xF9D3BD, 0xFAFAFA, 0xC3DBEE, 0x77AEDA, 0x2277B5, 0x004475].map(Color.init(hex:)))

  /// The same in pale colours, as a ground on which points and arrows stand out.
  public static let paleDiverging = ColorScale(
    [0xE9946A, 0xF0B494, 0xF6D3C1, 0xFBEBE3, 0xFBFBFB, 0xE3EEF7, 0xC2DAEE, 0x9AC3E2, 0x6EA9D5].map(Color.init(hex:)))

  /// From black to white, as pictures are.
  public static let gray = ColorScale([.black, .white])

  /// The colour at a place from 0 to 1; beyond is shown as the end.
  public func color(at fraction: Double) -> Color {
    guard fraction.isFinite else { return Palette.missing }
    let place = max(0, min(1, fraction)) * Double(stops.count - 1)
    let index = min(stops.count - 1, Int(place))
    let next = min(stops.count - 1, index + 1)
    let share = place - Double(index)
    func between(_ component: KeyPath<Color, Double>) -> Double {
      stops[index][keyPath: component] * (1 - share) + stops[next][keyPath: component] * share
    }
    return Color(red: between(\.red), green: between(\.green), blue: between(\.blue), opacity: between(\.opacity))
  }

  /// The colours at so many equal distances, for drawing many pixels.
  func table(_ count: Int) -> [Color] {
    (0..<count).map { color(at: Double($0) / Double(max(1, count - 1))) }
  }
}

/// Values as colours: what lies between two ends of a ``ColorScale``.
public struct ColorAxis: Sendable, Equatable {
  /// What is measured; written over the colour bar.
  public var label: Label
  /// The colours.
  public var scale: ColorScale
  /// The values at both ends; nil for the smallest and largest there are.
  public var range: ClosedRange<Double>?
  /// Values worth knowing, marked at the bar: 1/2 where a discriminator can only guess.
  public var marks: [ReferenceLine]

  /// A colour axis.
  public init(
    _ label: Label = "", scale: ColorScale = .sequential, range: ClosedRange<Double>? = nil,
    marks: [ReferenceLine] = []
  ) {
    self.label = label
    self.scale = scale
    self.range = range
    self.marks = marks
  }

  /// Probabilities from 0 to 1 with 1/2 in the middle.
  public static func probability(_ label: Label) -> ColorAxis {
    ColorAxis(label, scale: .paleDiverging, range: 0...1, marks: [ReferenceLine(y: 0.5, label: "1/2")])
  }

  /// The same axis with its ends known.
  func fitted(to values: some Sequence<Double>) -> ColorAxis {
    guard range.map({ !Self.isDrawable($0) }) ?? true else { return self }
    var fitted = self
    var bounds: ClosedRange<Double>?
    for value in values where value.magnitude <= 1e300 {
      bounds = bounds.map { min($0.lowerBound, value)...max($0.upperBound, value) } ?? value...value
    }
    let found = bounds ?? 0...1
    fitted.range = found.lowerBound < found.upperBound ? found : (found.lowerBound - 0.5)...(found.upperBound + 0.5)
    return fitted
  }

  private static func isDrawable(_ range: ClosedRange<Double>) -> Bool {
    range.lowerBound.magnitude <= 1e300 && range.upperBound.magnitude <= 1e300 && range.lowerBound < range.upperBound
  }

  /// Where a value lies between the ends: 0…1 and beyond.
  func fraction(of value: Double) -> Double {
    guard let range else { return .nan }
    return (value - range.lowerBound) / (range.upperBound - range.lowerBound)
  }
}
