public import Tensors

/// Points of the plane to learn from, drawn from a distribution.
public struct PointCloud: TrainingData {
  /// Distributions whose modes one can see.
  public enum Distribution: String, CaseIterable, Sendable {
    /// Eight narrow blobs on a circle of radius 0.75: a generator that finds some of them alone has collapsed.
    case ring
    /// Two blobs.
    case two
    /// A line from the lower left to the upper right, blurred.
    case line
    /// Three blobs of different widths.
    case blobs
    /// Five by five narrow blobs.
    case grid

    /// One line for people.
    public var summary: String {
      switch self {
      case .ring: "points of the plane: eight narrow blobs on a circle"
      case .two: "points of the plane: two blobs"
      case .line: "points of the plane: a blurred line"
      case .blobs: "points of the plane: three blobs of different widths"
      case .grid: "points of the plane: five by five narrow blobs"
      }
    }
  }

  /// How many points may be asked for.
  public static let counts = 1...1_000_000
  /// How many there are when nobody asks for a number.
  public static let defaultCount = 10_000

  /// The distribution's name.
  public let name: String
  /// What it is, and how many points.
  public let origin: String
  /// A point is two numbers.
  public let imageShape: Shape = [2]
  /// The number of points.
  public let count: Int
  /// x and y of each point.
  public let coordinates: [Float]

  /// Draws points, which depend on distribution and seed alone; the first ones do not depend on their number.
  public init(_ distribution: Distribution, count: Int = defaultCount, seed: UInt64 = 1) {
    let count = max(count, 0)
    var random = Random(seed: seed, purpose: .drawing)
    var coordinates: [Float] = []
    coordinates.reserveCapacity(2 * count)
    for _ in 0..<count {
      let (x, y) = distribution.point(&random)
      coordinates += [x, y]
    }
    name = distribution.rawValue
    origin = "\(grouped(count)) points of the distribution \(distribution.rawValue), seed \(seed)"
    self.count = count
    self.coordinates = coordinates
  }

  /// Points of one's own: x and y of each, one after another, within about [-1, 1].
  public init(name: String, coordinates: [Float]) {
    self.name = name
    self.coordinates = coordinates
    count = coordinates.count / 2
    let ends = [0, count - 1].filter { $0 >= 0 }.map { "(\(coordinates[2 * $0]), \(coordinates[2 * $0 + 1]))" }
    origin = "\(grouped(count)) points of your own, \(ends.joined(separator: " to "))"
  }

  /// The first points alone.
  public func prefix(_ count: Int) -> [(x: Double, y: Double)] {
    (0..<min(max(count, 0), self.count)).map { (Double(coordinates[2 * $0]), Double(coordinates[2 * $0 + 1])) }
  }

  /// Writes points one after another, without allocating.
  public func copyImages(at indices: some Collection<Int>, into destination: inout MutableSpan<Float>) {
    var place = 0
    for index in indices {
      destination[place] = coordinates[2 * index]
      destination[place + 1] = coordinates[2 * index + 1]
      place += 2
    }
  }
}

extension PointCloud.Distribution {
  /// cos and sin of the multiples of 45 degrees.
  private static let directions: [(x: Float, y: Float)] = {
    let diagonal = Float(0.5).squareRoot()
    return [
      (1, 0), (diagonal, diagonal), (0, 1), (-diagonal, diagonal), (-1, 0), (-diagonal, -diagonal), (0, -1),
      (diagonal, -diagonal),
    ]
  }()

  fileprivate func point(_ random: inout Random) -> (x: Float, y: Float) {
    func blob(_ x: Float, _ y: Float, _ width: Float) -> (x: Float, y: Float) {
      (x + width * random.normal(), y + width * random.normal())
    }
    switch self {
    case .ring:
      let direction = Self.directions[random.integer(below: 8)]
      return blob(0.75 * direction.x, 0.75 * direction.y, 0.03)
    case .two:
      return random.integer(below: 2) == 0 ? blob(-0.5, -0.4, 0.12) : blob(0.5, 0.4, 0.12)
    case .line:
      let place = random.uniform(-0.8...0.8)
      return blob(place, place, 0.03)
    case .blobs:
      return switch random.integer(below: 3) {
      case 0: blob(-0.55, 0.45, 0.06)
      case 1: blob(0.55, 0.4, 0.1)
      default: blob(0, -0.5, 0.16)
      }
    case .grid:
      let column = random.integer(below: 5)
      let row = random.integer(below: 5)
      return blob(0.4 * Float(column) - 0.8, 0.4 * Float(row) - 0.8, 0.03)
    }
  }
}
