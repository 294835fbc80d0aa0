import Datasets
import Testing

@Suite struct DrawnDigitsTests {
  static let dataset = DrawnDigits(seed: 1).dataset(count: 3_000)
  var dataset: Dataset { Self.dataset }

  @Test("The same seed draws the same digits, another seed others")
  func determinism() {
    let again = DrawnDigits(seed: 1).dataset(count: 300)
    #expect(Array(dataset.pixels.prefix(again.pixels.count)) == again.pixels)
    #expect(Array(dataset.labels.prefix(300)) == again.labels)
    let other = DrawnDigits(seed: 2).dataset(count: 300)
    #expect(other.pixels != again.pixels)
    #expect(other.labels != again.labels)
  }

  @Test("Any count is a prefix of a larger one", arguments: [1, 7, 10, 23])
  func prefix(count: Int) {
    let fewer = DrawnDigits(seed: 1).dataset(count: count)
    #expect(fewer.count == count)
    #expect(fewer.pixels == Array(dataset.pixels.prefix(count * 784)))
    #expect(fewer.labels == Array(dataset.labels.prefix(count)))
  }

  @Test("Every ten digits are the ten classes, in changing order")
  func balance() {
    let decades = stride(from: 0, to: 3_000, by: 10).map { Array(dataset.labels[$0..<($0 + 10)]) }
    for decade in decades { #expect(decade.sorted() == [UInt8](0...9)) }
    #expect(Set(decades).count > 290)
  }

  @Test("No two digits are alike")
  func variety() {
    #expect(Set((0..<3_000).map { Array(dataset.image($0)) }).count == 3_000)
  }

  @Test("The centre of mass is in the middle, as MNIST's is")
  func centred() {
    var total = SIMD2<Double>()
    for index in 0..<dataset.count {
      let centre = centreOfMass(of: index)
      #expect(abs(centre.x - 14) < 1.8 && abs(centre.y - 14) < 1.8)
      total += centre
    }
    #expect(abs(total.x / 3_000 - 14) < 0.2 && abs(total.y / 3_000 - 14) < 0.2)
  }

  @Test("Each digit fills a box of about 20 pixels and is not cut off")
  func box() {
    for index in 0..<dataset.count {
      let image = Array(dataset.image(index))
      let inked = image.indices.filter { image[$0] > 0 }
      let rows = Set(inked.map { $0 / 28 })
      let columns = Set(inked.map { $0 % 28 })
      #expect((16...22).contains(max(rows.count, columns.count)))
      // A row or column at the edge may hold the soft border of a trace, never its core.
      let edge = image.indices.filter { [0, 27].contains($0 / 28) || [0, 27].contains($0 % 28) }.map { image[$0] }
      #expect((edge.max() ?? 0) < 200)
    }
  }

  @Test("Ink and greys are those of MNIST")
  func ink() {
    let pixels = dataset.pixels.map(Double.init)
    let mean = pixels.reduce(0, +) / Double(pixels.count)
    let squares = pixels.reduce(0) { $0 + $1 * $1 } / Double(pixels.count)
    let deviation = (squares - mean * mean).squareRoot()
    // MNIST's training images: mean 33.3, standard deviation 78.6, 19.1 % of the pixels not empty.
    #expect((30...36).contains(mean))
    #expect((75...83).contains(deviation))
    #expect((0.17...0.21).contains(Double(dataset.pixels.count { $0 > 0 }) / Double(pixels.count)))
    for index in 0..<dataset.count {
      let inked = Double(dataset.image(index).count { $0 > 0 }) / 784
      #expect((0.04...0.40).contains(inked))
      #expect((dataset.image(index).max() ?? 0) > 200)
    }
  }

  @Test("Classes are told apart by the simplest means: the nearest mean image of another seed")
  func recognisable() {
    let teacher = DrawnDigits(seed: 2).dataset(count: 2_000)
    var means = [[Float]](repeating: Array(repeating: 0, count: 784), count: 10)
    for index in 0..<teacher.count {
      for (place, pixel) in teacher.image(index).enumerated() {
        means[Int(teacher.labels[index])][place] += Float(pixel) / 200
      }
    }
    let right = (0..<1_000).count { index in
      let distances = means.map { mean in
        zip(mean, dataset.image(index)).reduce(Float(0)) { $0 + ($1.0 - Float($1.1)) * ($1.0 - Float($1.1)) }
      }
      return distances.firstIndex(of: distances.min() ?? 0) == Int(dataset.labels[index])
    }
    #expect(right > 800)
  }

  @Test("Every digit has several letter forms, drawn within its square")
  func forms() {
    #expect(DigitShapes.forms.count == 10)
    for forms in DigitShapes.forms {
      #expect((2...6).contains(forms.count))
      for knot in forms.flatMap(\.strokes).joined() {
        #expect((0...1).contains(knot.x) && (0...1).contains(knot.y))
      }
      for form in forms { #expect(form.share > 0 && form.strokes.allSatisfy { $0.count >= 3 }) }
    }
  }

  private func centreOfMass(of index: Int) -> SIMD2<Double> {
    var mass = 0.0
    var moment = SIMD2<Double>()
    for (place, pixel) in dataset.image(index).enumerated() {
      mass += Double(pixel)
      moment += Double(pixel) * SIMD2(Double(place % 28), Double(place / 28))
    }
    return moment / mass
  }
}
