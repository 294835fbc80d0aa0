import Language

extension BuiltIn {
  private static let stride = Parameter("stride", .whole(1...1000), .number(.one))
  private static let padding = Parameter("padding", .whole(0...1000), .number(.zero))
  private static let extra = Parameter("output_padding", .whole(0...1000), .number(.zero))

  /// Convolutions, their matrices and sizes; values outside the picture count as 0.
  static let convolutions: [BuiltIn] = [
    BuiltIn(
      "conv", [Parameter("X", .grid), Parameter("K", .grid), stride, padding],
      "the convolution of a picture with a kernel, as networks do it: the kernel is not turned",
      example: "conv([[1, 2], [3, 4]], [[1, 1]])"
    ) { given, evaluator throws(MathFault) in
      let (x, kernel) = (try given.matrix("X"), try given.matrix("K"))
      let isFlat = try given.grid("X").isVector && kernel.rows == 1
      let padding = try given.paddings(isFlat: isFlat)
      let (rows, columns) = try given.outputSize(of: x, kernel, padding)
      try given.bound(rows * columns, times: kernel.numbers.count, evaluator)
      let y = Convolution.forward(
        x, kernel, stride: try given.whole("stride"), padding: padding, rows: rows, columns: columns)
      return .grid(try given.grid("X").isVector && rows == 1 ? Grid([columns], y.numbers) : y)
    },
    BuiltIn(
      "conv_matrix", [Parameter("K", .grid), Parameter("input", .size), stride, padding],
      "the matrix that does the same as conv: reshape(C @ flatten(X), …)",
      example: "conv_matrix([[1, 2], [3, 4]], input=3x3)"
    ) { given, evaluator throws(MathFault) in
      let kernel = try given.matrix("K")
      let size = try given.size("input")
      // With a vector as the kernel a single length is that of a vector, else that of both sides.
      let isFlat = try given.grid("K").isVector && size.count == 1
      let input = Grid(isFlat ? [1, size[0]] : [size[0], size.count > 1 ? size[1] : size[0]], [])
      let padding = try given.paddings(isFlat: isFlat)
      let (rows, columns) = try given.outputSize(of: input, kernel, padding)
      try given.bound(rows * columns * input.rows * input.columns, times: 1, evaluator)
      return .grid(
        Convolution.matrix(
          kernel, input: (input.rows, input.columns), stride: try given.whole("stride"), padding: padding, rows: rows,
          columns: columns))
    },
    BuiltIn(
      "conv_transpose", [Parameter("Y", .grid), Parameter("K", .grid), stride, padding, extra],
      "the transposed convolution: every value puts a copy of the kernel into the output",
      example: "conv_transpose([[2, 1], [4, 4]], [[1, 1], [1, 1]], stride=2)"
    ) { given, evaluator throws(MathFault) in
      let (y, kernel) = (try given.matrix("Y"), try given.matrix("K"))
      let (stride, padding, extra) = (
        try given.whole("stride"), try given.whole("padding"), try given.whole("output_padding")
      )
      guard extra < stride else {
        throw MathFault(.outputPadding(extra, stride: stride), given.place("output_padding"))
      }
      let isFlat = try given.grid("Y").isVector && kernel.rows == 1
      let rows =
        isFlat
        ? 1 : Convolution.transposedLength(y.rows, kernel: kernel.rows, stride: stride, padding: padding, extra: extra)
      let columns = Convolution.transposedLength(
        y.columns, kernel: kernel.columns, stride: stride, padding: padding, extra: extra)
      guard rows > 0, columns > 0 else {
        throw MathFault(.nothingLeft(length: min(rows, columns) + 2 * padding, padding: padding), given.range)
      }
      try given.bound(rows * columns, times: kernel.numbers.count, evaluator)
      if isFlat {
        // A vector has no rows that padding could take away.
        let wide = Convolution.transposed(
          y, kernel, stride: stride, padding: 0, rows: 1, columns: columns + 2 * padding)
        return .grid(Grid([columns], Array(wide.numbers[padding..<padding + columns])))
      }
      return .grid(Convolution.transposed(y, kernel, stride: stride, padding: padding, rows: rows, columns: columns))
    },
    BuiltIn(
      "conv_size", [Parameter("input", .size), Parameter("kernel", .size), stride, padding],
      "the size that conv gives: floor((input + 2 padding - kernel) / stride) + 1 on every side",
      example: "conv_size(28, kernel=4, stride=2, padding=1)"
    ) { given, _ throws(MathFault) in
      let (stride, padding) = (try given.whole("stride"), try given.whole("padding"))
      return try given.sizes("input", "kernel") { (input, kernel) throws(MathFault) in
        guard let length = Convolution.outputLength(input, kernel: kernel, stride: stride, padding: padding) else {
          throw MathFault(.kernelTooLarge(kernel: "\(kernel)", input: "\(input)"), given.range)
        }
        return length
      }
    },
    BuiltIn(
      "conv_transpose_size", [Parameter("input", .size), Parameter("kernel", .size), stride, padding, extra],
      "the size that conv_transpose gives: stride (input - 1) + kernel - 2 padding + output_padding",
      example: "conv_transpose_size(7, kernel=4, stride=2, padding=1)"
    ) { given, _ throws(MathFault) in
      let (stride, padding, extra) = (
        try given.whole("stride"), try given.whole("padding"), try given.whole("output_padding")
      )
      guard extra < stride else {
        throw MathFault(.outputPadding(extra, stride: stride), given.place("output_padding"))
      }
      return try given.sizes("input", "kernel") { (input, kernel) throws(MathFault) in
        let length = Convolution.transposedLength(input, kernel: kernel, stride: stride, padding: padding, extra: extra)
        guard length > 0 else {
          throw MathFault(.nothingLeft(length: length + 2 * padding, padding: padding), given.range)
        }
        return length
      }
    },
    BuiltIn(
      "overlap",
      [
        Parameter("kernel", .whole(1...100)), Parameter("stride", .whole(1...100)),
        Parameter("input", .size, .size([5, 5])),
      ],
      "how many copies of the kernel cover each pixel of a transposed convolution: uneven unless the stride divides the kernel",
      example: "overlap(kernel=3, stride=2)"
    ) { given, evaluator throws(MathFault) in
      let (side, stride, size) = (try given.whole("kernel"), try given.whole("stride"), try given.size("input"))
      let input = [size[0], size.count > 1 ? size[1] : size[0]]
      let (rows, columns) = (stride * (input[0] - 1) + side, stride * (input[1] - 1) + side)
      try given.bound(rows * columns, times: side * side, evaluator)
      let ones = Grid([side, side], Array(repeating: .one, count: side * side))
      let y = Grid(input, Array(repeating: .one, count: input[0] * input[1]))
      return .grid(Convolution.transposed(y, ones, stride: stride, padding: 0, rows: rows, columns: columns))
    },
    BuiltIn(
      "upsample",
      [
        Parameter("X", .grid), Parameter("factor", .whole(1...100)),
        Parameter("method", .choice(Grid.Enlargement.allCases.map(\.rawValue)), .text("nearest")),
      ],
      "the picture enlarged; outside of it are zeros, as for conv_transpose; the layer `upsample` repeats the border",
      example: "upsample([1, 2, 4, 8], 2, method=bilinear)"
    ) { given, evaluator throws(MathFault) in
      let grid = try given.grid("X")
      let factor = try given.whole("factor")
      try given.bound(grid.numbers.count * factor * (grid.isVector ? 1 : factor), times: 16, evaluator)
      return .grid(grid.enlarged(factor, Grid.Enlargement(rawValue: try given.choice("method")) ?? .nearest))
    },
  ]
}

extension Given {
  /// The padding of rows and columns.
  ///
  /// A vector is one row: padding widens it, and must not make rows of it.
  fileprivate func paddings(isFlat: Bool) throws(MathFault) -> (rows: Int, columns: Int) {
    let padding = try whole("padding")
    return (isFlat ? 0 : padding, padding)
  }

  fileprivate func outputSize(
    of x: Grid, _ kernel: Grid, _ padding: (rows: Int, columns: Int)
  ) throws(MathFault) -> (rows: Int, columns: Int) {
    let stride = try whole("stride")
    guard let rows = Convolution.outputLength(x.rows, kernel: kernel.rows, stride: stride, padding: padding.rows),
      let columns = Convolution.outputLength(
        x.columns, kernel: kernel.columns, stride: stride, padding: padding.columns)
    else {
      let padded = padding.columns > 0 ? " with padding \(padding.columns)" : ""
      throw MathFault(.kernelTooLarge(kernel: kernel.sizeText, input: x.sizeText + padded), range)
    }
    return (rows, columns)
  }

  fileprivate func bound(_ count: Int, times work: Int, _ evaluator: Evaluator) throws(MathFault) {
    guard count <= Grid.limit else { throw MathFault(.tooLarge("a result of \(count.spelled) values"), range) }
    try evaluator.count(count * work, at: range)
  }

  /// A length, or a size side by side; a single kernel length counts for every side.
  fileprivate func sizes(
    _ first: String, _ second: String, _ length: (Int, Int) throws(MathFault) -> Int
  ) throws(MathFault) -> Quantity {
    let (inputs, kernels) = (try size(first), try size(second))
    var result: [Int] = []
    for (index, input) in inputs.enumerated() {
      let kernel = kernels.count > index ? kernels[index] : kernels[0]
      result.append(try length(input, kernel))
    }
    return inputs.count == 1 ? .number(.real(Double(result[0]))) : .size(result)
  }
}
