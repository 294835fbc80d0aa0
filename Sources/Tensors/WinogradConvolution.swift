import CMicrokernels

/// A convolution whose kernel is twice as large as its stride, as nearly all of a DCGAN are, by Winograd's minimal
/// filtering: with fewer than half of the products.
///
/// Pixels of the large side at the same place modulo the stride are a phase. Among them each output sees two neighbours
/// in each direction, whatever the stride. So tiles of up to 4 x 4 outputs are turned into their values at up to 5 x 5
/// points; at each point there is one product of matrices, pixels x channels by channels x channels, over the tiles of
/// many images; and what these give is turned back.
///
/// Each element of a result adds up in one order that the shape determines, and, but for the derivative by the weights,
/// depends on its own image alone.
final class WinogradConvolution {
  private let shape: ConvolutionShape
  /// The tiles of the small side, which are those of each phase of the large one too.
  private let tiling: WinogradTiling
  private let gathering: WinogradWeights
  private let scattering: WinogradWeights

  /// A convolution that ``suits(_:)``.
  init(_ shape: ConvolutionShape) {
    self.shape = shape
    let (height, width) = (shape.small.height, shape.small.width)
    // The weights' values at 5 x 5 points are many times the weights, too many for few pixels.
    tiling = WinogradTiling(height: height, width: width, small: min(height, width) <= 4)
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
  /// The numbers at points that are there at one time, unless one image has more: a part of a third-level cache.
  ///
  /// From one side to the other each of several threads has as many, up to the most: they wait for each other less often.
  private static let room = 1 << 20
  private static let mostRooms = 8
  /// The numbers of one factor in a product of matrices, a part of a second-level cache, and the columns of its result.
  private static let (factorSize, productColumns) = (65_536, 128)
  /// The channels that lie side by side in the left factor of the derivative by the weights.
  private static let panelWidth = 64

  private var phases: Int { shape.stride * shape.stride }

  /// The parts of a batch, each of which goes through all three steps before the next one.
  private func chunks(of images: Int, numbersEach: Int, rooms: Int = 1) -> Int {
    max(1, min(images, images * numbersEach / (rooms * WinogradConvolution.room)))
  }

  // MARK: From one side to the other

  /// `Convolution.gather` or `Convolution.scatter`.
  func apply(
    scatters: Bool, images: Int, _ x: Buffer, weights: Buffer, version: Int, bias: Buffer?, into y: Buffer,
    measuredFor normalization: BatchNormalization?, on threads: Threads
  ) {
    let factors = scatters ? scattering : gathering
    let (input, output) = scatters ? (shape.small, shape.large) : (shape.large, shape.small)
    let u = factors.elements(of: weights, version: version, on: threads)
    let bias = bias?.prefix(output.channels)
    let moments = unsafe normalization?.moments(images: images)

    // One more line of a cache than channels, so that not all rows of a matrix share few places of it.
    let row = factors.depth + 16
    let chunks = chunks(
      of: images, numbersEach: factors.groups * tiling.tileCount * (row + factors.width),
      rooms: min(threads.count, WinogradConvolution.mostRooms))
    let most = (images + chunks - 1) / chunks
    let inputSize = PointMatrices.count(tiling, images: most, width: row, groups: factors.groups)
    let workspace = threads.workspace(
      inputSize + PointMatrices.count(tiling, images: most, width: factors.width, groups: factors.groups))
    for chunk in 0..<chunks {
      let (first, end) = (images * chunk / chunks, images * (chunk + 1) / chunks)
      let count = end - first
      let v = PointMatrices(tiling, images: count, width: row, in: workspace, from: 0, groups: factors.groups)
      let m = PointMatrices(
        tiling, images: count, width: factors.width, in: workspace, from: inputSize, groups: factors.groups)
      forParts(of: first..<end, on: threads) { part in
        for phase in 0..<phases {
          let channel = scatters ? 0 : phase * input.channels
          transform(
            WINOGRAD_INPUT, input, x, part, from: first, line: scatters ? lineSeen : lineOfPhase, phase: phase, v,
            group: scatters ? phase : 0, panel: 0..<row, at: channel, channels: 0..<input.channels, threads)
        }
      }
      multiply(v, u, factors, into: m, threads)
      forParts(of: first..<end, on: threads) { part in
        for group in 0..<factors.groups {
          transform(
            WINOGRAD_OUTPUT, output, y, part, from: first, line: scatters ? lineWritten : { $1 }, phase: group, m,
            group: group, panel: 0..<factors.width, at: 0, channels: 0..<output.channels, bias: bias, threads)
        }
        guard let (means, squares) = unsafe moments else { return }
        for image in part {
          let place = image * output.channels
          unsafe threads.kernels.pointee.moments(
            output.pixels, output.channels, output.channels, y.pointer + image * output.count, means + place,
            squares + place)
        }
      }
    }
    normalization?.hasMoments(of: unsafe moments == nil ? nil : y, images: images)
  }

  /// At each point, pixels x channels by channels x channels.
  private func multiply(
    _ v: PointMatrices, _ u: Buffer, _ factors: WinogradWeights, into m: PointMatrices, _ threads: Threads
  ) {
    let (depth, width, points) = (factors.depth, factors.width, tiling.points)
    let strip = unsafe threads.kernels.pointee.tile_columns
    let rows = max(48, min(192, WinogradConvolution.factorSize / depth))
    let blocks = (tiling.tiles(at: 0) * v.images + rows - 1) / rows
    let panels = (width + WinogradConvolution.productColumns - 1) / WinogradConvolution.productColumns
    let u = unsafe u.pointer
    threads.run(tiles: factors.groups * points * panels * blocks) { task in
      let (block, panel) = (task % blocks, task / blocks % panels)
      let (point, group) = (task / blocks / panels % points, task / blocks / panels / points)
      let rows = tiling.tiles(at: point) * v.images
      let (first, end) = (rows * block / blocks, rows * (block + 1) / blocks)
      let column = panel * WinogradConvolution.productColumns
      var product = unsafe MatrixTile(
        rows: end - first, columns: min(WinogradConvolution.productColumns, width - column), depth: depth,
        a: v.start(of: group) + v.place(of: point, panel: 0) + first * v.width, a_row: v.width, a_depth: 1,
        b: u + ((group * points + point) * width + column) * depth, b_depth: strip, b_column: 1,
        start: nil, start_row: 0,
        c: m.start(of: group) + m.place(of: point, panel: 0) + first * width + column, c_row: width)
      unsafe threads.kernels.pointee.strip_product(&product, strip * depth)
    }
  }

  /// Calls `body` for parts of the images, from several threads.
  private func forParts(of images: Range<Int>, on threads: Threads, _ body: (Range<Int>) -> Void) {
    let parts = min(images.count, 4 * threads.count)
    threads.run(tiles: parts) { part in
      body(
        images.lowerBound + images.count * part / parts..<images.lowerBound + images.count * (part + 1) / parts)
    }
  }

  // MARK: The derivative by the weights

  /// `Convolution.weightGradient`: at each point, the adjoint of the product with the weights.
  func weightGradient(
    images: Int, large: Buffer, small: Buffer, into gradient: Buffer, accumulate: Bool, on threads: Threads
  ) {
    let (inputs, outputs) = (shape.large.channels, shape.small.channels)
    let strip = unsafe threads.kernels.pointee.tile_columns
    let panelWidth = min(WinogradConvolution.panelWidth, inputs)
    let panels = (inputs + panelWidth - 1) / panelWidth
    let (depth, width) = (gathering.depth, gathering.width)

    let row = phases * panels * panelWidth
    // The parts decide in which order sums over images add up: no number of threads may.
    let chunks = chunks(of: images, numbersEach: tiling.tileCount * (row + width))
    let most = (images + chunks - 1) / chunks
    let sumSize = tiling.points * depth * width
    let inputSize = PointMatrices.count(tiling, images: most, width: row, groups: 1)
    let workspace = threads.workspace(
      sumSize + inputSize + PointMatrices.count(tiling, images: most, width: width, groups: 1))
    let sums = workspace[0..<sumSize]
    for chunk in 0..<chunks {
      let (first, end) = (images * chunk / chunks, images * (chunk + 1) / chunks)
      let v = PointMatrices(tiling, images: end - first, width: row, in: workspace, from: sumSize, groups: 1)
      let e = PointMatrices(
        tiling, images: end - first, width: width, in: workspace, from: sumSize + inputSize, groups: 1)
      forParts(of: first..<end, on: threads) { part in
        for panel in 0..<phases * panels {
          let channel = panel % panels * panelWidth
          transform(
            WINOGRAD_INPUT, shape.large, large, part, from: first, line: lineOfPhase, phase: panel / panels, v,
            group: 0, panel: panel * panelWidth..<(panel + 1) * panelWidth, at: 0,
            channels: channel..<min(inputs, channel + panelWidth), threads)
        }
        for column in stride(from: 0, to: width, by: strip) {
          transform(
            WINOGRAD_OUTPUT_GRADIENT, shape.small, small, part, from: first, line: { $1 }, phase: 0, e, group: 0,
            panel: column..<min(width, column + strip), at: 0,
            channels: column..<max(column, min(outputs, column + strip)), threads)
        }
      }
      let productPanels = (width + WinogradConvolution.productColumns - 1) / WinogradConvolution.productColumns
      let sums = unsafe sums.pointer
      threads.run(tiles: tiling.points * phases * panels * productPanels) { task in
        let column = task % productPanels * WinogradConvolution.productColumns
        let (panel, point) = (task / productPanels % (phases * panels), task / productPanels / (phases * panels))
        let channel = panel % panels * panelWidth
        let c = unsafe sums + (point * depth + panel / panels * inputs + channel) * width + column
        let rows = tiling.tiles(at: point) * v.images
        var product = unsafe MatrixTile(
          rows: min(panelWidth, inputs - channel),
          columns: min(WinogradConvolution.productColumns, width - column), depth: rows,
          a: v.start(of: 0) + v.place(of: point, panel: panel * panelWidth), a_row: 1, a_depth: panelWidth,
          b: e.start(of: 0) + e.place(of: point, panel: column), b_depth: strip, b_column: 1,
          start: chunk == 0 ? nil : UnsafePointer(c), start_row: width, c: c, c_row: width)
        unsafe threads.kernels.pointee.strip_product(&product, rows * strip)
      }
    }
    gathering.adjoint(of: sums, into: gradient, accumulate: accumulate, on: threads)
  }

  // MARK: Pixels and points

  /// Applies a map to all tiles of some images: from the pixels of a phase to the points, or the other way round.
  ///
  /// - Parameters:
  ///   - first: the image of row 0 of the matrices' tiles.
  ///   - line: which row or column of the pictures is line i of the tiles of a phase; outside, there are zeros.
  ///   - panel, column: the matrices' columns that lie together, and the one where these channels begin.
  private func transform(
    _ map: WinogradMap, _ side: ConvolutionShape.Side, _ pictures: Buffer, _ images: Range<Int>, from first: Int,
    line: (Int, Int) -> Int, phase: Int, _ matrices: PointMatrices, group: Int, panel: Range<Int>, at column: Int,
    channels: Range<Int>, bias: Buffer? = nil, _ threads: Threads
  ) {
    let firstPixel = images.lowerBound * side.count + channels.lowerBound
    let picture = unsafe pictures.pointer(for: images.upperBound * side.count) + firstPixel
    let points = unsafe matrices.start(of: group) + (images.lowerBound - first) * panel.count + column
    let extra = map == WINOGRAD_INPUT ? 1 : 0
    let writesPixels = map == WINOGRAD_OUTPUT
    // A tile has as many pixels as points, or fewer.
    unsafe withUnsafeTemporaryAllocation(of: Int.self, capacity: 2 * tiling.points) { places in
      guard let pixelPlaces = places.baseAddress else { return }
      let pointPlaces = unsafe pixelPlaces + tiling.points
      for (y, tileRow) in tiling.rows.tiles.enumerated() {
        for (x, tileColumn) in tiling.columns.tiles.enumerated() {
          let (height, width) = (tileRow.size + extra, tileColumn.size + extra)
          for i in 0..<height {
            let row = line(phase / shape.stride, tileRow.start + i)
            for j in 0..<width {
              let column = line(phase % shape.stride, tileColumn.start + j)
              let isInside = row >= 0 && row < side.height && column >= 0 && column < side.width
              unsafe pixelPlaces[i * width + j] = isInside ? (row * side.width + column) * side.channels : -1
            }
          }
          unsafe matrices.setPlaces(pointPlaces, row: y, column: x, panel: panel)
          var tiles = unsafe WinogradTiles(
            map: Int32(map.rawValue), height: tileRow.size, width: tileColumn.size, channels: channels.count,
            count: images.count,
            from: writesPixels ? points : picture, from_step: writesPixels ? panel.count : side.count,
            from_places: writesPixels ? pointPlaces : pixelPlaces,
            to: writesPixels ? picture : points, to_step: writesPixels ? side.count : panel.count,
            to_places: writesPixels ? pixelPlaces : pointPlaces,
            bias: bias.map { unsafe UnsafePointer($0.pointer + channels.lowerBound) }, accumulate: 0)
          unsafe threads.kernels.pointee.winograd_transform(&tiles)
        }
      }
    }
  }

  // Line i of the large side has phase b and number q where i + padding = stride q + b. Output o of a convolution sees the
  // lines o and o + 1 of each phase. Of a transposed one, line q of a phase sees the inputs q - 1 and q.

  private func lineOfPhase(_ phase: Int, _ line: Int) -> Int { shape.stride * line + phase - shape.padding }

  private func lineWritten(_ phase: Int, _ line: Int) -> Int { lineOfPhase(phase, firstLine(phase) + line) }

  private func lineSeen(_ phase: Int, _ line: Int) -> Int { firstLine(phase) + line - 1 }

  /// The first line of a phase that is on the large side.
  private func firstLine(_ phase: Int) -> Int { (shape.padding - phase + shape.stride - 1) / shape.stride }
}
