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
  /// For each phase and tile where its pixels lie, row by row; as many places as the tile has points.
  private let places: [Int]

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
    places = WinogradSide.places(side, stride: stride, padding: padding, isLarge: isLarge, tiling)
  }

  /// Line i of the large side has phase b and number q where i + padding = stride q + b.
  ///
  /// Output o of a convolution sees the lines o and o + 1 of each phase.
  private static func places(
    _ side: ConvolutionShape.Side, stride: Int, padding: Int, isLarge: Bool, _ tiling: WinogradTiling
  ) -> [Int] {
    var places = [Int](repeating: -1, count: stride * stride * tiling.tileCount)
    for phase in 0..<stride * stride {
      for tile in tiling.tiles {
        let extra = isLarge ? 1 : 0
        var place = phase * tiling.tileCount + tile.firstPoint
        for i in 0..<tile.rows.size + extra {
          let row = stride * (tile.rows.start + i) + phase / stride - padding
          for j in 0..<tile.columns.size + extra {
            let column = stride * (tile.columns.start + j) + phase % stride - padding
            if (0..<side.height).contains(row), (0..<side.width).contains(column) {
              places[place] = (row * side.width + column) * side.channels
            }
            place += 1
          }
        }
      }
    }
    return places
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
  func look(at pictures: Buffer, _ images: Range<Int>, from first: Int, into values: PointMatrices, _ threads: Threads)
  {
    for phase in 0..<phases {
      transform(
        isLarge ? WINOGRAD_INPUT : WINOGRAD_OUTPUT_GRADIENT, phase, pictures, images, values, first, nil, threads)
    }
  }

  /// Computes pictures from sums of products at the points, the adjoint of looking.
  func show(
    _ sums: PointMatrices, _ images: Range<Int>, from first: Int, into pictures: Buffer, bias: Buffer?,
    _ threads: Threads
  ) {
    for phase in 0..<phases {
      transform(
        isLarge ? WINOGRAD_INPUT_GRADIENT : WINOGRAD_OUTPUT, phase, pictures, images, sums, first, bias, threads)
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
    unsafe places.withUnsafeBufferPointer { pixels in
      unsafe matrices.places.withUnsafeBufferPointer { pointPlaces in
        guard let pixels = pixels.baseAddress, let pointPlaces = pointPlaces.baseAddress else { return }
        for tile in tiling.tiles {
          let pixels = unsafe pixels + phase * tiling.tileCount + tile.firstPoint
          let pointPlaces = unsafe pointPlaces + tile.firstPoint
          var tiles = unsafe WinogradTiles(
            map: Int32(map.rawValue), height: tile.rows.size, width: tile.columns.size, channels: side.channels,
            count: images.count,
            from: showing ? points : picture, from_step: showing ? matrices.row : side.count,
            from_places: showing ? pointPlaces : pixels,
            to: showing ? picture : points, to_step: showing ? side.count : matrices.row,
            to_places: showing ? pixels : pointPlaces,
            bias: bias.map { unsafe UnsafePointer($0.pointer) }, accumulate: 0,
            adds_row: tile.row > 0 ? 1 : 0, adds_column: tile.column > 0 ? 1 : 0)
          unsafe threads.kernels.pointee.winograd_transform(&tiles)
        }
      }
    }
  }
}
