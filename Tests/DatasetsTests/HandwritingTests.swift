import Datasets
import Testing

/// What holds for drawn digits and drawn letters alike.
@Suite struct HandwritingTests {
  /// Signs of one kind, drawn once.
  struct Sample: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let forms: [[LetterForm]]
    let draw: @Sendable (_ seed: UInt64, _ count: Int) -> Dataset
    let dataset: Dataset
    var classes: Int { forms.count }

    init(_ name: String, _ forms: [[LetterForm]], draw: @escaping @Sendable (UInt64, Int) -> Dataset) {
      (testDescription, self.forms, self.draw) = (name, forms, draw)
      dataset = draw(1, 100 * forms.count)
    }
  }

  static let samples = [
    Sample("digits", DigitShapes.forms) { DrawnDigits(seed: $0).dataset(count: $1) },
    Sample("letters", LetterShapes.forms) { DrawnLetters(seed: $0).dataset(count: $1) },
  ]

  @Test("The same seed draws the same signs, another seed others", arguments: samples)
  func determinism(sample: Sample) {
    let again = sample.draw(1, 300)
    #expect(Array(sample.dataset.pixels.prefix(again.pixels.count)) == again.pixels)
    #expect(Array(sample.dataset.labels.prefix(300)) == again.labels)
    let other = sample.draw(2, 300)
    #expect(other.pixels != again.pixels)
    #expect(other.labels != again.labels)
  }

  @Test("Any count is a prefix of a larger one", arguments: samples, [1, 7, 10, 27])
  func prefix(sample: Sample, count: Int) {
    let fewer = sample.draw(1, count)
    #expect(fewer.count == count)
    #expect(fewer.pixels == Array(sample.dataset.pixels.prefix(count * 784)))
    #expect(fewer.labels == Array(sample.dataset.labels.prefix(count)))
  }

  @Test("Every round of signs has each class once, in changing order", arguments: samples)
  func balance(sample: Sample) {
    let classes = sample.classes
    let rounds = (0..<100).map { Array(sample.dataset.labels[(classes * $0)..<(classes * $0 + classes)]) }
    for round in rounds { #expect(round.sorted() == [UInt8](0..<UInt8(classes))) }
    #expect(Set(rounds).count > 98)
  }

  @Test("No two signs are alike", arguments: samples)
  func variety(sample: Sample) {
    let count = sample.dataset.count
    #expect(Set((0..<count).map { Array(sample.dataset.image($0)) }).count == count)
  }

  @Test("The centre of mass is in the middle, as MNIST's is", arguments: samples)
  func centred(sample: Sample) {
    let count = sample.dataset.count
    var total = SIMD2<Double>()
    for index in 0..<count {
      let centre = centreOfMass(of: sample.dataset.image(index))
      #expect(abs(centre.x - 14) < 1.8 && abs(centre.y - 14) < 1.8)
      total += centre
    }
    #expect(abs(total.x / Double(count) - 14) < 0.2 && abs(total.y / Double(count) - 14) < 0.2)
  }

  @Test("Each sign fills a box of about 20 pixels and is not cut off", arguments: samples)
  func box(sample: Sample) {
    for index in 0..<sample.dataset.count {
      let image = Array(sample.dataset.image(index))
      let inked = image.indices.filter { image[$0] > 0 }
      let rows = Set(inked.map { $0 / 28 })
      let columns = Set(inked.map { $0 % 28 })
      #expect((16...22).contains(max(rows.count, columns.count)))
      // A row or column at the edge may hold the soft border of a trace, never its core.
      let edge = image.indices.filter { [0, 27].contains($0 / 28) || [0, 27].contains($0 % 28) }.map { image[$0] }
      #expect((edge.max() ?? 0) < 200)
    }
  }

  @Test("Ink and greys are near those of MNIST", arguments: samples)
  func ink(sample: Sample) {
    let dataset = sample.dataset
    // MNIST's training images have a mean of 33.3.
    let mean = dataset.pixels.reduce(0.0) { $0 + Double($1) } / Double(dataset.pixels.count)
    #expect((30...37).contains(mean))
    for index in 0..<dataset.count {
      let inked = Double(dataset.image(index).count { $0 > 0 }) / 784
      #expect((0.04...0.42).contains(inked))
      #expect((dataset.image(index).max() ?? 0) > 200)
    }
  }

  @Test("Classes are told apart by the simplest means: the nearest mean image of another seed", arguments: samples)
  func recognisable(sample: Sample) {
    let teacher = sample.draw(2, 200 * sample.classes)
    var means = [[Float]](repeating: Array(repeating: 0, count: 784), count: sample.classes)
    for index in 0..<teacher.count {
      for (place, pixel) in teacher.image(index).enumerated() {
        means[Int(teacher.labels[index])][place] += Float(pixel) / 200
      }
    }
    let right = (0..<1_000).count { index in
      let image = sample.dataset.image(index)
      let distances = means.map { mean in
        zip(mean, image).reduce(Float(0)) { $0 + ($1.0 - Float($1.1)) * ($1.0 - Float($1.1)) }
      }
      return distances.firstIndex(of: distances.min() ?? 0) == Int(sample.dataset.labels[index])
    }
    #expect(right > (sample.classes == 10 ? 800 : 700))
  }

  @Test("Every sign has several letter forms, drawn within its square", arguments: samples)
  func forms(sample: Sample) {
    #expect(sample.dataset.classNames.count == sample.classes)
    for forms in sample.forms {
      #expect((2...6).contains(forms.count))
      for knot in forms.flatMap(\.strokes).joined() {
        #expect((0...1).contains(knot.x) && (0...1).contains(knot.y))
      }
      for form in forms { #expect(form.share > 0 && form.strokes.allSatisfy { $0.count >= 3 }) }
    }
  }

  @Test("The names of the classes are the signs")
  func names() {
    #expect(Self.samples[0].dataset.classNames.joined() == "0123456789")
    #expect(Self.samples[1].dataset.classNames.joined() == "ABCDEFGHIJKLMNOPQRSTUVWXYZ")
  }

  private func centreOfMass(of image: ArraySlice<UInt8>) -> SIMD2<Double> {
    var mass = 0.0
    var moment = SIMD2<Double>()
    for (place, pixel) in image.enumerated() {
      mass += Double(pixel)
      moment += Double(pixel) * SIMD2(Double(place % 28), Double(place / 28))
    }
    return moment / mass
  }
}
