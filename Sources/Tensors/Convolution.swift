import CMicrokernels

/// A convolution and its two derivatives, on pictures whose channels lie side by side (images x rows x columns x
/// channels).
///
/// Every element of a result adds its products in one order that the shape alone determines, so the bits depend neither
/// on the tiles nor on who computes them. There are three ways, chosen by the shape: ``WinogradConvolution`` where the
/// kernel is twice the stride, patches as rows of a matrix where the large side has few channels, and else register tiles
/// that read rows of taps where they lie.
public final class Convolution {
  /// The sizes.
  public let shape: ConvolutionShape

  private let winograd: WinogradConvolution?
  private lazy var gathering = PackedWeights(shape, .gather)
  private lazy var scattering = PackedWeights(shape, .scatter)
  /// The patches of a large side with few channels as rows of a matrix: images x small pixels x (kernel x kernel x
  /// channels), zeros for the padding.
  private var patches = Buffer(count: 0)
  /// The weight gradients of each few images, where there are patches: the threads share the images then, because the
  /// matrix is too small to be shared.
  private var shares = Buffer(count: 0)
  private static let share = 8

  /// A convolution of this shape.
  public init(_ shape: ConvolutionShape) {
    self.shape = shape
    winograd = WinogradConvolution.suits(shape) ? WinogradConvolution(shape) : nil
  }

  /// How many floats are kept for each picture of a batch: its values at Winograd's points; or its patches and a share of
  /// the gradients of the weights that every few pictures have there.
  public var floatsPerImage: Int {
    if let winograd { return winograd.numbersPerImage }
    guard hasPatches else { return 0 }
    return shape.small.pixels * patchSize + (shape.weightCount + Convolution.share - 1) / Convolution.share
  }

  /// Makes room for batches of this many pictures.
  public func reserve(images: Int) {
    winograd?.reserve(images: images)
    if hasPatches {
      patches = Buffer(count: images * shape.small.pixels * patchSize)
      shares = Buffer(count: (images + Convolution.share - 1) / Convolution.share * shape.weightCount)
    }
  }

  /// Where taps meet pixels, times the pairs of channels: the products of the definition, however few are computed.
  private var productsPerImage: Int {
    func meetings(_ small: Int, _ large: Int) -> Int {
      (0..<shape.kernel).reduce(0) { $0 + shape.meeting($1, small, large).count }
    }
    return meetings(shape.small.height, shape.large.height) * meetings(shape.small.width, shape.large.width)
      * shape.large.channels * shape.small.channels
  }

  /// With few channels a row of taps is too short to be worth a loop of its own.
  private var hasPatches: Bool { shape.large.channels < PackedWeights.narrow }

  private var patchSize: Int { shape.kernel * shape.kernel * shape.large.channels }

  /// From large to small: y[o, j] = bias[j] + sum over taps t and channels c of x[stride o + t - padding, c] W[t, c, j].
  ///
  /// - Parameters:
  ///   - weights: kernel x kernel x large channels x small channels.
  ///   - version: changes whenever the weights do; they are packed once for each version.
  ///   - bias: one number for each small channel, or nil for none.
  ///   - normalization: who wants to know mean and variance of y. Where a thread makes whole pictures it measures them
  ///     while they are in its cache; where not, the normalisation measures them itself.
  ///   - prepare: what has to be done to images of x before.
  ///   - finish: what has to be done to images of y afterwards; not with a normalisation.
  public func gather(
    images: Int, _ x: Buffer, weights: Buffer, version: Int, bias: Buffer?, into y: Buffer,
    measuredFor normalization: BatchNormalization? = nil, prepare: Threads.ImageWork? = nil,
    finish: Threads.ImageWork? = nil,
    on threads: Threads
  ) {
    if let winograd {
      threads.products += images * productsPerImage
      winograd.apply(
        scatters: false, images: images, x, weights: weights, version: version, bias: bias, into: y,
        measuredFor: normalization, prepare: prepare, finish: finish, on: threads)
    } else if hasPatches {
      multiplyPatches(images, x, weights, bias, y, prepare, finish, threads)
    } else {
      run(gathering, images, x, weights, version, bias, y, normalization, prepare, finish, threads)
    }
  }

  /// From small to large, the adjoint: y[i, c] = bias[c] + sum over all stride o + t - padding = i of x[o, j] W[t, c, j].
  public func scatter(
    images: Int, _ x: Buffer, weights: Buffer, version: Int, bias: Buffer?, into y: Buffer,
    measuredFor normalization: BatchNormalization? = nil, prepare: Threads.ImageWork? = nil,
    finish: Threads.ImageWork? = nil,
    on threads: Threads
  ) {
    if let winograd {
      threads.products += images * productsPerImage
      winograd.apply(
        scatters: true, images: images, x, weights: weights, version: version, bias: bias, into: y,
        measuredFor: normalization, prepare: prepare, finish: finish, on: threads)
    } else {
      run(scattering, images, x, weights, version, bias, y, normalization, prepare, finish, threads)
    }
  }

  /// The derivative by the weights: dW[t, c, j] (+)= sum over images and o of large[stride o + t - padding, c] small[o, j].
  ///
  /// - Parameters:
  ///   - hasGathered: whether the last call of ``gather(images:_:weights:version:bias:into:measuredFor:prepare:finish:on:)`` was for this
  ///     `large`, so that what it made of it is still there.
  ///   - hasScattered: the same of ``scatter(images:_:weights:version:bias:into:measuredFor:prepare:finish:on:)`` and
  ///     `small`.
  ///   - prepare: what has to be done before to images of the side that has not been through its call.
  public func weightGradient(
    images: Int, large: Buffer, small: Buffer, hasGathered: Bool, hasScattered: Bool, into gradient: Buffer,
    accumulate: Bool, prepare: Threads.ImageWork? = nil, on threads: Threads
  ) {
    if let winograd {
      threads.products += images * productsPerImage
      winograd.weightGradient(
        images: images, large: large, small: small, hasGathered: hasGathered, hasScattered: hasScattered,
        into: gradient,
        accumulate: accumulate, prepare: prepare, on: threads)
    } else if hasPatches {
      if !hasGathered {
        threads.run(images: 0..<images, ofSize: shape.small.count) { slice in
          prepare?(slice)
          makePatches(slice, large)
        }
      }
      addPatchProducts(images, small, gradient, accumulate, hasGathered ? prepare : nil, threads)
    } else {
      if let prepare {
        threads.run(images: 0..<images, ofSize: (hasGathered ? shape.small : shape.large).count, prepare)
      }
      addOuterProducts(images, large, small, gradient, accumulate, threads)
    }
  }

  private func run(
    _ packed: PackedWeights, _ images: Int, _ x: Buffer, _ weights: Buffer, _ version: Int, _ bias: Buffer?,
    _ target: Buffer, _ normalization: BatchNormalization?, _ prepare: Threads.ImageWork?, _ finish: Threads.ImageWork?,
    _ threads: Threads
  ) {
    let (input, output) = (packed.input, packed.output)
    threads.products += images * productsPerImage
    let b = unsafe packed.elements(of: weights, version: version, on: threads).pointer
    let x = unsafe x.pointer(for: images * input.count)
    let y = unsafe target.pointer(for: images * output.count)
    let bias = unsafe bias?.pointer(for: output.channels)

    // As many images as keep the second-level cache half free for weights, but enough work for each load of these. Few
    // weights stay in the first-level cache, and what is written stays together.
    let hasFewWeights = packed.depth * output.channels <= 8192
    let fitting = 65_536 / max(1, hasFewWeights ? input.count + output.count : input.count)
    let busy = 6 * (48 + packed.positionsPerPhase - 1) / packed.positionsPerPhase
    let block = min(images, max(6, (max(fitting, busy) + 5) / 6 * 6))
    let blocks = (images + block - 1) / block
    let tiles = blocks * packed.panels
    let pieces = min(packed.positions.count, max(1, (6 * threads.count + tiles - 1) / tiles))
    let tapRow = 4 * packed.tapRow * input.channels * PackedWeights.panelWidth
    let moments = unsafe pieces == 1 ? normalization?.moments(images: images) : nil
    let rowsAtOnce = packed.isNarrow ? shape.kernel : max(1, 393_216 / tapRow)
    let isWhole = pieces * packed.panels == 1
    if !isWhole, let prepare { threads.run(images: 0..<images, ofSize: input.count, prepare) }

    threads.run(tiles: tiles * pieces) { tile in
      let (piece, panel, part) = (tile % pieces, tile / pieces % packed.panels, tile / pieces / packed.panels)
      let (image, lastImage) = (images * part / blocks, images * (part + 1) / blocks)
      let first = packed.positions.count * piece / pieces
      let end = packed.positions.count * (piece + 1) / pieces
      let column = panel * PackedWeights.panelWidth
      let width = packed.stripWidth(of: panel, on: threads)
      if isWhole { prepare?(image..<lastImage) }
      unsafe packed.positions.withUnsafeBufferPointer { positions in
        guard let base = positions.baseAddress else { return }
        for row in stride(from: 0, to: packed.tapRow, by: rowsAtOnce) {
          var product = unsafe PatchProduct(
            positions: base + first, position_count: end - first, images: lastImage - image,
            x: x + image * input.count, x_image: input.count, x_row: input.width * input.channels,
            depth: input.channels,
            b: b + packed.start(of: panel), width: width, b_strip: width * packed.depth,
            dot_stride: packed.isNarrow ? packed.depth : 0,
            first_row: row, end_row: row + rowsAtOnce,
            bias: bias.map { unsafe UnsafePointer($0 + column) },
            y: y + image * output.count + column, y_image: output.count, y_pixel: output.channels,
            columns: packed.columns(of: panel))
          unsafe threads.kernels.pointee.patch_product(&product)
        }
      }
      if isWhole { finish?(image..<lastImage) }
      guard let (means, squares) = unsafe moments else { return }
      for image in image..<lastImage {
        let place = image * output.channels + column
        unsafe threads.kernels.pointee.moments(
          output.pixels, output.channels, packed.columns(of: panel), y + image * output.count + column, means + place,
          squares + place)
      }
    }
    normalization?.hasMoments(of: unsafe moments == nil ? nil : target, images: images)
    if !isWhole, let finish { threads.run(images: 0..<images, ofSize: output.count, finish) }
  }

  /// The patches of a few images are made, and multiplied by the weights while they are in the cache.
  private func multiplyPatches(
    _ images: Int, _ x: Buffer, _ weights: Buffer, _ bias: Buffer?, _ y: Buffer, _ prepare: Threads.ImageWork?,
    _ finish: Threads.ImageWork?, _ threads: Threads
  ) {
    let (pixels, outputs, patchSize) = (shape.small.pixels, shape.small.channels, patchSize)
    let a = unsafe patches.pointer(for: images * pixels * patchSize)
    let b = unsafe weights.pointer(for: patchSize * outputs)
    let start = unsafe bias?.pointer(for: outputs)
    let c = unsafe y.pointer(for: images * pixels * outputs)
    threads.products += images * pixels * patchSize * outputs
    threads.run(images: 0..<images, ofSize: shape.small.count) { slice in
      prepare?(slice)
      makePatches(slice, x)
      let row = slice.lowerBound * pixels
      var product = unsafe MatrixTile(
        rows: slice.count * pixels, columns: outputs, depth: patchSize,
        a: a + row * patchSize, a_row: patchSize, a_depth: 1, b: b, b_depth: outputs, b_column: 1,
        start: start.map { unsafe UnsafePointer($0) }, start_row: 0, c: c + row * outputs, c_row: outputs)
      unsafe threads.kernels.pointee.matrix_product(&product)
      finish?(slice)
    }
  }

  /// Every few images have a gradient of their own, and these are added in ascending order.
  private func addPatchProducts(
    _ images: Int, _ small: Buffer, _ gradient: Buffer, _ accumulate: Bool, _ prepare: Threads.ImageWork?,
    _ threads: Threads
  ) {
    let (pixels, outputs, patchSize) = (shape.small.pixels, shape.small.channels, patchSize)
    let count = shape.weightCount
    let parts = (images + Convolution.share - 1) / Convolution.share
    let x = unsafe patches.pointer(for: images * pixels * patchSize)
    let dy = unsafe small.pointer(for: images * pixels * outputs)
    let sums = unsafe shares.pointer(for: parts * count)
    threads.products += images * pixels * count
    threads.run(tiles: parts) { part in
      let first = part * Convolution.share
      prepare?(first..<min(images, first + Convolution.share))
      var product = unsafe MatrixTile(
        rows: patchSize, columns: outputs, depth: (min(images, first + Convolution.share) - first) * pixels,
        a: x + first * pixels * patchSize, a_row: 1, a_depth: patchSize,
        b: dy + first * pixels * outputs, b_depth: outputs, b_column: 1, start: nil, start_row: 0,
        c: sums + part * count, c_row: outputs)
      unsafe threads.kernels.pointee.matrix_product(&product)
    }
    unsafe threads.kernels.pointee.column_sums(
      parts, count, sums, count, accumulate ? 1 : 0, gradient.pointer(for: count))
  }

  /// One tile for each tap and panel of channels.
  private func addOuterProducts(
    _ images: Int, _ large: Buffer, _ small: Buffer, _ gradient: Buffer, _ accumulate: Bool, _ threads: Threads
  ) {
    let shape = shape
    threads.products += images * productsPerImage
    let x = unsafe large.pointer(for: images * shape.large.count)
    let dy = unsafe small.pointer(for: images * shape.small.count)
    let dw = unsafe gradient.pointer(for: shape.weightCount)
    let (channels, outputs) = (shape.large.channels, shape.small.channels)
    // Few outputs: the lanes run over the large side's channels.
    let isNarrow = outputs < PackedWeights.narrow
    let width = isNarrow ? channels : outputs
    let panels = (width + PackedWeights.panelWidth - 1) / PackedWeights.panelWidth
    // Parts of the batch that stay in the cache while all taps use them, and that are worth loading the sums for.
    let fitting = 98_304 / max(1, shape.large.count + shape.small.count)
    let busy = (448 + shape.small.pixels - 1) / max(1, shape.small.pixels)
    let part = max(1, fitting, busy)
    let reaches = (0..<shape.kernel).map { tap in
      (
        rows: shape.meeting(tap, shape.small.height, shape.large.height),
        columns: shape.meeting(tap, shape.small.width, shape.large.width)
      )
    }
    for image in stride(from: 0, to: images, by: part) {
      threads.run(tiles: shape.kernel * shape.kernel * panels) { tile in
        let (tap, panel) = (tile / panels, tile % panels)
        let (tapRow, tapColumn) = (tap / shape.kernel, tap % shape.kernel)
        let (rows, columns) = (reaches[tapRow].rows, reaches[tapColumn].columns)
        let column = panel * PackedWeights.panelWidth
        var a = unsafe x + image * shape.large.count
        var b = unsafe dy + image * shape.small.count
        let isEmpty = rows.isEmpty || columns.isEmpty
        if !isEmpty {
          let row = rows.lowerBound * shape.stride + tapRow - shape.padding
          unsafe a +=
            (row * shape.large.width + columns.lowerBound * shape.stride + tapColumn - shape.padding) * channels
          unsafe b += (rows.lowerBound * shape.small.width + columns.lowerBound) * outputs
        }
        var products = unsafe OuterProducts(
          height: channels, width: min(PackedWeights.panelWidth, width - column),
          images: min(part, images - image), rows: isEmpty ? 0 : rows.count, columns: isEmpty ? 0 : columns.count,
          a: a, a_image: shape.large.count, a_row: shape.stride * shape.large.width * channels,
          a_column: shape.stride * channels,
          b: b, b_image: shape.small.count, b_row: shape.small.width * outputs, b_column: outputs,
          accumulate: accumulate || image > 0 ? 1 : 0,
          c: dw + tap * channels * outputs, c_row: outputs, c_column: 1)
        if isNarrow {
          unsafe (products.a, products.b) = (products.b, products.a + column)
          unsafe (products.a_image, products.b_image) = (products.b_image, products.a_image)
          unsafe (products.a_row, products.b_row) = (products.b_row, products.a_row)
          unsafe (products.a_column, products.b_column) = (products.b_column, products.a_column)
          unsafe products.height = outputs
          unsafe products.c += column * outputs
          unsafe (products.c_row, products.c_column) = (1, outputs)
        } else {
          unsafe products.b += column
          unsafe products.c += column
        }
        unsafe threads.kernels.pointee.outer_products(&products)
      }
    }
  }

  private func makePatches(_ images: Range<Int>, _ x: Buffer) {
    let shape = shape
    let patchRow = shape.kernel * shape.large.channels
    let patchSize = patchSize
    let source = unsafe x.pointer(for: images.upperBound * shape.large.count)
    let target = unsafe patches.pointer(for: images.upperBound * shape.small.pixels * patchSize)
    for image in images {
      var patch = unsafe target + image * shape.small.pixels * patchSize
      let picture = unsafe source + image * shape.large.count
      for y in 0..<shape.small.height {
        for x in 0..<shape.small.width {
          let column = x * shape.stride - shape.padding
          let first = max(0, -column)
          let end = max(first, min(shape.kernel, shape.large.width - column))
          let (before, after) = (first * shape.large.channels, end * shape.large.channels)
          for t in 0..<shape.kernel {
            let row = y * shape.stride + t - shape.padding
            let isInside = row >= 0 && row < shape.large.height
            let from = unsafe picture + (row * shape.large.width + column) * shape.large.channels
            if isInside && before == 0 && after == patchRow {
              unsafe Convolution.copy(from, patch, patchRow)
            } else {
              for k in 0..<patchRow { unsafe patch[k] = isInside && k >= before && k < after ? from[k] : 0 }
            }
            unsafe patch += patchRow
          }
        }
      }
    }
  }

  /// Copies a few floats, four at a time, the last four moved back to end with them.
  private static func copy(_ from: UnsafePointer<Float>, _ to: UnsafeMutablePointer<Float>, _ count: Int) {
    guard count >= 4 else {
      for k in 0..<count { unsafe to[k] = from[k] }
      return
    }
    for k in stride(from: 0, to: count, by: 4) {
      let place = min(k, count - 4)
      let four = unsafe UnsafeRawPointer(from + place).loadUnaligned(as: SIMD4<Float>.self)
      unsafe UnsafeMutableRawPointer(to + place).storeBytes(of: four, as: SIMD4<Float>.self)
    }
  }
}
