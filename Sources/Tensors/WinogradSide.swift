import CMicrokernels

/// A side of a convolution, whose pictures have values at the points of Winograd's minimal filtering.
///
/// The large side's pixels at the same place modulo the stride are a phase; the small side is one phase. At each point there is
/// one number for each channel of each phase.
final class WinogradSide {
  /// The sizes of its pictures.
  let side: ConvolutionShape.Side
  /// The numbers at a point of a tile: phases x channels.
  let columns: Int

  private let tiling: WinogradTiling
  private let isLarge: Bool
  private let (stride, padding): (Int, Int)
  private var phases: Int { stride * stride }

  /// The values of the last pictures that were looked at, in parts of `partImages` images.
  private var memory = Buffer(count: 0)
  private(set) var images = 0
  private var partImages = 1

  /// The large or the small side of a convolution.
  init(_ shape: ConvolutionShape, isLarge: Bool, _ tiling: WinogradTiling) {
    self.isLarge = isLarge
    self.tiling = tiling
    side = isLarge ? shape.large : shape.small
    (stride, padding) = isLarge ? (shape.stride, shape.padding) : (1, 0)
    columns = stride * stride * side.channels
  }

  /// One more line of a cache than columns, so that not all rows of a matrix share few places of it.
  private var row: Int { (columns + 15) / 16 * 16 + 16 }

  /// The numbers that are kept for each image.
  var numbersPerImage: Int { tiling.tileCount * row }

  /// Makes room for the values of this many images, and forgets those of others.
  func hold(images: Int, inPartsOf partImages: Int) {
    (self.images, self.partImages) = (images, partImages)
    let parts = (images + partImages - 1) / partImages
    let count = parts * PointMatrices.count(tiling, images: partImages, row: row)
    if memory.count < count {
      memory = Buffer(count: count)
    }
  }

  /// The values of the images from `first` on, at most as many as a part has.
  func values(from first: Int) -> PointMatrices {
    PointMatrices(
      tiling, images: min(partImages, images - first), row: row, in: memory,
      from: first / partImages * PointMatrices.count(tiling, images: partImages, row: row))
  }

  /// Computes values of pictures.
  ///
  /// - Parameter first: the image of row 0 of the matrices' tiles.
  func look(at pictures: Buffer, _ images: Range<Int>, from first: Int, into values: PointMatrices, _ threads: Threads) {
    for phase in 0..<phases {
      transform(isLarge ? WINOGRAD_INPUT : WINOGRAD_OUTPUT_GRADIENT, phase, pictures, images, values, first, nil, threads)
    }
  }

  /// Computes pictures from sums of products at the points, the adjoint of looking.
  func show(
    _ sums: PointMatrices, _ images: Range<Int>, from first: Int, into pictures: Buffer, bias: Buffer?, _ threads: Threads
  ) {
    for phase in 0..<phases {
      transform(isLarge ? WINOGRAD_INPUT_GRADIENT : WINOGRAD_OUTPUT, phase, pictures, images, sums, first, bias, threads)
    }
  }

  /// Applies a map to all tiles of a phase of some images.
  private func transform(
    _ map: WinogradMap, _ phase: Int, _ pictures: Buffer, _ images: Range<Int>, _ matrices: PointMatrices, _ first: Int,
    _ bias: Buffer?, _ threads: Threads
  ) {
    let picture = unsafe pictures.pointer(for: images.upperBound * side.count) + images.lowerBound * side.count
    let points =
      unsafe matrices.matrix(at: 0) + (images.lowerBound - first) * matrices.row + phase * side.channels
    let showing = map == WINOGRAD_OUTPUT || map == WINOGRAD_INPUT_GRADIENT
    // A tile has as many pixels as points, or fewer.
    unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: 2 * tiling.points) { places in
      guard let pixelPlaces = places.baseAddress else { return }
      let pointPlaces = unsafe pixelPlaces + tiling.points
      for (y, tileRow) in tiling.rows.tiles.enumerated() {
        for (x, tileColumn) in tiling.columns.tiles.enumerated() {
          unsafe setPlaces(pixelPlaces, phase, tileRow, tileColumn)
          unsafe matrices.setPlaces(pointPlaces, row: y, column: x)
          var tiles = unsafe WinogradTiles(
            map: Int32(map.rawValue), height: tileRow.size, width: tileColumn.size, channels: side.channels,
            count: images.count,
            from: showing ? points : picture, from_step: showing ? matrices.row : side.count,
            from_places: showing ? pointPlaces : pixelPlaces,
            to: showing ? picture : points, to_step: showing ? side.count : matrices.row,
            to_places: showing ? pixelPlaces : pointPlaces,
            bias: bias.map { unsafe UnsafePointer($0.pointer) }, accumulate: 0,
            adds_row: y > 0 ? 1 : 0, adds_column: x > 0 ? 1 : 0)
          unsafe threads.kernels.pointee.winograd_transform(&tiles)
        }
      }
    }
  }

  /// Where the pixels of a tile lie, row by row.
  ///
  /// Line i of the large side has phase b and number q where i + padding = stride q + b. Output o of a convolution sees the
  /// lines o and o + 1 of each phase.
  private func setPlaces(
    _ places: UnsafeMutablePointer<Int>, _ phase: Int, _ tileRow: WinogradTiling.Line.Tile,
    _ tileColumn: WinogradTiling.Line.Tile
  ) {
    let (height, width) = isLarge ? (tileRow.size + 1, tileColumn.size + 1) : (tileRow.size, tileColumn.size)
    for i in 0..<height {
      let row = stride * (tileRow.start + i) + phase / stride - padding
      for j in 0..<width {
        let column = stride * (tileColumn.start + j) + phase % stride - padding
        let isInside = row >= 0 && row < side.height && column >= 0 && column < side.width
        unsafe places[i * width + j] = isInside ? (row * side.width + column) * side.channels : -1
      }
    }
  }
}
