import Tensors

/// Signs that look written by hand, drawn by the program itself: what `DrawnDigits` and `DrawnLetters` have in common.
///
/// Each sign is one of the letter forms of its class, written by a `Hand` of its own and drawn by a `Pen`. Like MNIST's
/// digits it is fitted into a box of 20x20 pixels that sits in an image of 28x28 with the centre of mass in the middle,
/// so that one network can be shown both.
///
/// Sign number i depends on the seed and on i alone: a smaller set is the beginning of a larger one. With n classes,
/// every n successive signs, from a multiple of n on, are the classes in shuffled order.
struct Handwriting: Sendable {
  /// Decides every sign of the endless sequence.
  let seed: UInt64
  /// `forms[c]` are the letter forms of class c.
  let forms: [[LetterForm]]

  /// How many are drawn when no number is asked for: as many as MNIST has.
  static let defaultCount = 60_000
  /// How many can be asked for at once; the most are 196 MB.
  static let counts = 1...250_000
  static let imageShape: Shape = [1, side, side]
  /// Width and height of an image in pixels.
  private static let side = 28

  /// The first `count` signs, at least one; 60,000 take a second or two.
  ///
  /// `check` is called every so many of them and may end it.
  func dataset<Stop: Error>(
    count: Int, name: String, classNames: [String], check: () throws(Stop) -> Void
  ) throws(Stop) -> Dataset {
    precondition(count > 0, "a data set has at least one image")
    precondition(classNames.count == forms.count, "one name for each class")
    var pixels: [UInt8] = []
    pixels.reserveCapacity(count * Self.imageShape.count)
    var labels: [UInt8] = []
    labels.reserveCapacity(count)
    var pen = Pen(width: Self.side, height: Self.side)
    var round: [UInt8] = []
    for index in 0..<count {
      if index.isMultiple(of: 256) { try check() }
      if index.isMultiple(of: forms.count) { round = classes(ofRound: index / forms.count) }
      let label = round[index % forms.count]
      draw(label, index: index, with: &pen, into: &pixels)
      labels.append(label)
    }
    return Dataset(
      name: name, origin: "\(grouped(count)) drawn \(name), seed \(seed)", imageShape: Self.imageShape,
      pixels: pixels, labels: labels, classNames: classNames)
  }

  /// The n classes in the order in which they come in the signs n·round ..< n·round + n.
  private func classes(ofRound round: Int) -> [UInt8] {
    var random = Random(seed: seed, purpose: .shuffle, step: UInt64(round))
    var classes = forms.indices.map { UInt8($0) }
    random.shuffle(&classes)
    return classes
  }

  /// Draws one sign and appends its bytes.
  private func draw(_ label: UInt8, index: Int, with pen: inout Pen, into pixels: inout [UInt8]) {
    var random = Random(seed: seed, purpose: .drawing, step: UInt64(index))
    let form = choose(from: forms[Int(label)], random: &random)
    let hand = Hand(random: &random)
    var segments: [Pen.Segment] = []
    segments.reserveCapacity(96)
    for stroke in form.strokes {
      trace(hand.place(stroke, random: &random), by: hand, into: &segments)
    }
    fit(&segments, hand: hand, width: form.width * hand.aspect)
    pen.clear()
    for segment in segments { pen.draw(segment, softness: hand.softness) }
    for coverage in pen.coverage {
      pixels.append(UInt8(min(255, (coverage * hand.ink * 255).rounded())))
    }
  }

  private func choose(from forms: [LetterForm], random: inout Random) -> LetterForm {
    var ticket = random.integer(below: forms.reduce(0) { $0 + $1.share })
    for form in forms {
      ticket -= form.share
      if ticket < 0 { return form }
    }
    return forms[0]
  }

  /// Turns one stroke into segments: positions in sign heights, widths in pixels.
  private func trace(_ stroke: Stroke, by hand: Hand, into segments: inout [Pen.Segment]) {
    var curve: [SIMD2<Float>] = []
    curve.reserveCapacity(64)
    // A twelfth of the height is less than two pixels: no corner can be seen.
    Spline.trace(stroke, spacing: 1 / 12, into: &curve)
    for index in curve.indices { curve[index] = hand.warp(curve[index]) }
    var previous: Float?
    for index in curve.indices.dropFirst() {
      let step = curve[index] - curve[index - 1]
      let direction = step / max((step * step).sum().squareRoot(), 1e-6)
      let radius = hand.radius(along: direction, progress: Float(index) / Float(curve.count - 1))
      segments.append(
        Pen.Segment(
          start: curve[index - 1], end: curve[index], startRadius: previous ?? radius, endRadius: radius))
      previous = radius
    }
  }

  /// Brings the sign to its size and its centre of mass to the middle of the image.
  ///
  /// `width` is that of the upright sign, in sign heights.
  private func fit(_ segments: inout [Pen.Segment], hand: Hand, width: Float) {
    var low = SIMD2<Float>(repeating: .infinity)
    var high = -low
    var mass: Float = 0
    var moment = SIMD2<Float>()
    var broadest: Float = 0
    for segment in segments {
      low = pointwiseMin(low, pointwiseMin(segment.start, segment.end))
      high = pointwiseMax(high, pointwiseMax(segment.start, segment.end))
      broadest = max(broadest, max(segment.startRadius, segment.endRadius))
      let weight = distance(segment.start, segment.end) * (segment.startRadius + segment.endRadius)
      mass += weight
      moment += (segment.start + segment.end) * (weight / 2)
    }
    let middle = moment / max(mass, 1e-6)
    // MNIST's middle is the centre of pixel (14, 14), half a pixel below and right of the image's.
    let centre = SIMD2<Float>(repeating: Float(Self.side / 2) + 0.5)
    // The ink reaches half a trace beyond the points.
    var scale = (hand.size - 2 * broadest) / max((high - low).max(), 1e-3)
    // A sign heavy on one side reaches far on the other: it is drawn smaller, if it must, to stay whole.
    let margin = broadest + hand.softness / 2
    let room = Float(Self.side) - margin - centre
    scale = min(scale, (room / pointwiseMax(high - middle, middle - low)).min())
    // A pen too broad for its sign would fill the loops: the trace may cover little more than half of the sign's box.
    let box = (max(width, 0.3) * scale + 2 * hand.radius) * hand.size
    let thinning = min(1, 0.56 * box / max(mass * scale, 1e-6))
    for index in segments.indices {
      segments[index].startRadius *= thinning
      segments[index].endRadius *= thinning
      segments[index].start = (segments[index].start - middle) * scale + centre
      segments[index].end = (segments[index].end - middle) * scale + centre
    }
  }
}
