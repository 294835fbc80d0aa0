import CMicrokernels

/// A convolution whose kernel is twice as large as its stride, as nearly all of a DCGAN are, by Winograd's minimal
/// filtering: with fewer than half of the products.
///
/// Pixels of the large side at the same place modulo the stride are a phase. Among them each output sees two neighbours
/// in each direction, whatever the stride. So tiles of up to 4 x 4 outputs are turned into their values at up to 5 x 5
/// points; at each point there is one product of matrices, pixels x channels by channels x channels, over the tiles of
/// many images; and what these give is turned back. The other direction is the adjoint of this, step by step, and so is the
/// derivative by the weights, which finds the values of both sides at the points where the two directions have left them.
///
/// Each element of a result adds up in one order that the shape determines, and, but for the derivative by the weights,
/// depends on its own image alone.
final class WinogradConvolution {
  private let shape: ConvolutionShape
  /// The tiles of the small side, which are those of each phase of the large one too.
  private let tiling: WinogradTiling
  private let large: WinogradSide
  private let small: WinogradSide
  private let gathering: WinogradWeights
  private let scattering: WinogradWeights

  /// A convolution that ``suits(_:)``.
  init(_ shape: ConvolutionShape) {
    self.shape = shape
    let (height, width) = (shape.small.height, shape.small.width)
    // The weights' values at 5 x 5 points are many times the weights, too many for few pixels.
    tiling = WinogradTiling(height: height, width: width, small: min(height, width) <= 4)
    large = WinogradSide(shape, isLarge: true, tiling)
    small = WinogradSide(shape, isLarge: false, tiling)
    gathering = WinogradWeights(shape, tiling, scatters: false)
    scattering = WinogradWeights(shape, tiling, scatters: true)
  }

  /// Whether a convolution can be done this way, and has enough channels for it.
  static func suits(_ shape: ConvolutionShape) -> Bool {
    shape.kernel == 2 * shape.stride && min(shape.small.height, shape.small.width) > 1
      && shape.large.height == shape.stride * shape.small.height
      && shape.large.width == shape.stride * shape.small.width
      && min(shape.large.channels, shape.small.channels) >= leastChannels
  }

  private static let leastChannels = 16
  /// The numbers at points that a part of a batch has, unless one image has more.
  private static let room = 1 << 22
  /// The numbers of one factor in a product of matrices, a part of a second-level cache, and the columns of its result.
  private static let (factorSize, productColumns) = (65_536, 128)

  /// The numbers at points that are kept for each image, of both sides.
  var numbersPerImage: Int { large.numbersPerImage + small.numbersPerImage }

  /// The images of the parts of a batch, each of which goes through all three steps before the next one.
  private func partImages(of images: Int) -> Int {
    let parts = max(1, min(images, images * numbersPerImage / WinogradConvolution.room))
    return (images + parts - 1) / parts
  }

  /// Makes room for batches of this many images.
  func reserve(images: Int) {
    for side in [large, small] { side.hold(images: images, inPartsOf: partImages(of: images)) }
  }

  // MARK: From one side to the other

  /// `Convolution.gather` or `Convolution.scatter`.
  func apply(
    scatters: Bool, images: Int, _ x: Buffer, weights: Buffer, version: Int, bias: Buffer?, into y: Buffer,
    measuredFor normalization: BatchNormalization?, prepare: Threads.ImageWork?, finish: Threads.ImageWork?,
    on threads: Threads
  ) {
    let factors = scatters ? scattering : gathering
    let (input, output) = scatters ? (small, large) : (large, small)
    let (pixels, channels, size) = (output.side.pixels, output.side.channels, output.side.count)
    let u = factors.elements(of: weights, version: version, on: threads)
    let bias = bias?.prefix(channels)
    let moments = unsafe normalization?.moments(images: images)
    let partImages = partImages(of: images)
    input.hold(images: images, inPartsOf: partImages)
    let workspace = threads.workspace(PointMatrices.count(tiling, images: partImages, row: factors.width))
    for first in stride(from: 0, to: images, by: partImages) {
      let v = input.values(from: first)
      let m = PointMatrices(tiling, images: v.images, row: factors.width, in: workspace, from: 0)
      threads.run(images: first..<first + v.images, ofSize: input.side.count) { slice in
        prepare?(slice)
        input.look(at: x, slice, from: first, into: v, threads)
      }
      multiply(v, u, factors, into: m, threads)
      threads.run(images: first..<first + v.images, ofSize: size) { slice in
        output.show(m, slice, from: first, into: y, bias: bias, threads)
        finish?(slice)
        guard let (means, squares) = unsafe moments else { return }
        for image in slice {
          let place = image * channels
          unsafe threads.kernels.pointee.moments(
            pixels, channels, channels, y.pointer + image * size, means + place, squares + place)
        }
      }
    }
    normalization?.hasMoments(of: unsafe moments == nil ? nil : y, images: images)
  }

  /// At each point, pixels x channels by channels x channels.
  private func multiply(
    _ v: PointMatrices, _ u: Buffer, _ factors: WinogradWeights, into m: PointMatrices, _ threads: Threads
  ) {
    let (depth, width) = (factors.depth, factors.width)
    let strip = unsafe threads.kernels.pointee.tile_columns
    let rows = max(48, min(192, WinogradConvolution.factorSize / depth))
    let blocks = (v.rows(at: 0) + rows - 1) / rows
    let panels = (width + WinogradConvolution.productColumns - 1) / WinogradConvolution.productColumns
    let u = unsafe u.pointer
    threads.run(tiles: tiling.points * panels * blocks) { task in
      let (block, panel, point) = (task % blocks, task / blocks % panels, task / blocks / panels)
      let rows = v.rows(at: point)
      let (first, end) = (rows * block / blocks, rows * (block + 1) / blocks)
      let column = panel * WinogradConvolution.productColumns
      var product = unsafe MatrixTile(
        rows: end - first, columns: min(WinogradConvolution.productColumns, width - column), depth: depth,
        a: v.matrix(at: point) + first * v.row, a_row: v.row, a_depth: 1,
        b: u + (point * width + column) * depth, b_depth: strip, b_column: 1, start: nil, start_row: 0,
        c: m.matrix(at: point) + first * width + column, c_row: width)
      unsafe threads.kernels.pointee.strip_product(&product, strip * depth)
    }
  }

  // MARK: The derivative by the weights

  /// `Convolution.weightGradient`: at each point, the adjoint of the product with the weights.
  func weightGradient(
    images: Int, large pictures: Buffer, small smallPictures: Buffer, hasGathered: Bool, hasScattered: Bool,
    into gradient: Buffer, accumulate: Bool, prepare: Threads.ImageWork?, on threads: Threads
  ) {
    if !hasGathered || large.images != images {
      look(large, at: pictures, images: images, prepare: hasGathered ? nil : prepare, on: threads)
    }
    if !hasScattered || small.images != images {
      look(small, at: smallPictures, images: images, prepare: hasScattered ? nil : prepare, on: threads)
    }
    let (depth, width) = (gathering.depth, gathering.width)
    let workspace = threads.workspace(tiling.points * depth * width)
    let sums = unsafe workspace.pointer
    let side = WinogradConvolution.productColumns
    let parts = stride(from: 0, to: images, by: partImages(of: images)).map {
      (large.values(from: $0), small.values(from: $0))
    }
    let (rowPanels, panels) = ((depth + side - 1) / side, (width + side - 1) / side)
    threads.run(tiles: tiling.points * rowPanels * panels) { task in
      let (panel, rowPanel, point) = (task % panels, task / panels % rowPanels, task / panels / rowPanels)
      let (row, column) = (rowPanel * side, panel * side)
      let c = unsafe sums + (point * depth + row) * width + column
      for (index, (v, e)) in parts.enumerated() {
        var product = unsafe MatrixTile(
          rows: min(side, depth - row), columns: min(side, width - column), depth: v.rows(at: point),
          a: v.matrix(at: point) + row, a_row: 1, a_depth: v.row,
          b: e.matrix(at: point) + column, b_depth: e.row, b_column: 1,
          start: index == 0 ? nil : UnsafePointer(c), start_row: width, c: c, c_row: width)
        unsafe threads.kernels.pointee.matrix_product(&product)
      }
    }
    gathering.adjoint(of: workspace, into: gradient, accumulate: accumulate, on: threads)
  }

  private func look(
    _ side: WinogradSide, at pictures: Buffer, images: Int, prepare: Threads.ImageWork?, on threads: Threads
  ) {
    let partImages = partImages(of: images)
    side.hold(images: images, inPartsOf: partImages)
    for first in stride(from: 0, to: images, by: partImages) {
      let values = side.values(from: first)
      threads.run(images: first..<first + values.images, ofSize: side.side.count) { slice in
        prepare?(slice)
        side.look(at: pictures, slice, from: first, into: values, threads)
      }
    }
  }
}
