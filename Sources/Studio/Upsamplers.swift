import Datasets
import Mathematics
import Pictures
import Tensors

/// Ways to enlarge a picture, beside each other: the three interpolations, and transposed convolutions with a kernel that
/// the stride does not divide and with one that it does.
struct Upsamplers {
  private let grid: ImageGrid
  /// What it shows, for those who do not see it.
  let summary: String

  /// A matrix as a gray picture, from its smallest value to its largest.
  init(of matrix: Grid, factor: Int) throws {
    let values = matrix.values.filter(\.isFinite)
    try self.init(
      matrix, factor: factor, from: values.min() ?? 0, to: values.max() ?? 1, name: "\(matrix.sizeText)")
  }

  /// A picture of the data, counted from 1.
  init(of session: Session, image number: Int, factor: Int) throws {
    let data = try session.pictures
    guard data.imageShape.dims.count == 3 else { throw StudioError.noPictures(shape: data.imageShape.description) }
    guard number <= data.count else {
      throw StudioError.tooMany(asked: number, available: data.count, of: "images")
    }
    let (height, width) = (data.imageShape.dims[1], data.imageShape.dims[2])
    let pixels = Array(data.image(number - 1).prefix(height * width)).map(Double.init)
    let rows = (0..<height).map { Array(pixels[$0 * width..<($0 + 1) * width]) }
    try self.init(Grid(table: rows), factor: factor, from: 0, to: 255, name: "picture \(number) of \(data.name)")
  }

  private init(_ matrix: Grid, factor: Int, from low: Double, to high: Double, name: String) throws {
    let matrix = matrix.isVector ? Grid(table: [matrix.values]) : matrix
    let side = max(matrix.rows, matrix.columns) * factor
    guard side <= 1024 else {
      throw PictureError.tooManyCells(rows: matrix.rows * factor, columns: matrix.columns * factor, limit: 1024)
    }
    func image(_ grid: Grid) throws -> Image {
      let span = high > low ? high - low : 1
      let pixels = grid.values.map { value in
        UInt8(max(0, min(255, (value.isFinite ? (value - low) / span * 255 : 0).rounded())))
      }
      return try Image(width: grid.columns, height: grid.rows, channels: 1, pixels: pixels)
    }
    let uneven = factor + 1
    let even = 2 * factor
    let ways: [(String, Grid)] =
      [("\(matrix.rows)x\(matrix.columns)", matrix)]
      + Grid.Enlargement.allCases.map { ($0.rawValue, matrix.enlarged(factor, $0)) }
      + [
        ("transposed, kernel \(uneven)", matrix.painted(factor, kernel: uneven)),
        ("transposed, kernel \(even)", matrix.painted(factor, kernel: even)),
      ]
    var grid = ImageGrid(
      images: try ways.map { try image($0.1) }, columns: 3, title: Label("\(name), \(factor) times larger"),
      captions: ways.map { Label($0.0) }, gap: 10, maximumSize: Size(720, 640))
    grid.maximumTile = 180
    grid.isFramed = true
    self.grid = grid
    summary =
      "\(name), \(factor) times larger: nearest, bilinear, bicubic, and transposed convolutions of stride \(factor)\n"
      + "  kernel \(uneven): the stride does not divide it, so the copies overlap unevenly and leave a checkerboard\n"
      + "  kernel \(even): the stride divides it, and there is none"
  }

  /// Draws them on a card.
  func draw() throws -> Image { try grid.draw() }
}
