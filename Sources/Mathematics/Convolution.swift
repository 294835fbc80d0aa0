/// Convolutions of single pictures, with plain loops: small numbers on a slide, not a network's layer.
enum Convolution {
  /// The output's length: floor((i + 2p - k) / s) + 1 (Dumoulin and Visin 2016, relationship 6); nil when k does not fit.
  static func outputLength(_ input: Int, kernel: Int, stride: Int, padding: Int) -> Int? {
    let rest = input + 2 * padding - kernel
    return rest < 0 ? nil : rest / stride + 1
  }

  /// The output's length of the transposed one: s (i - 1) + k - 2p + a (relationship 14).
  static func transposedLength(_ input: Int, kernel: Int, stride: Int, padding: Int, extra: Int) -> Int {
    stride * (input - 1) + kernel - 2 * padding + extra
  }

  /// y[i, j] = Σ x[s i + u - p, s j + v - p] k[u, v], which textbooks on signals call a correlation.
  ///
  /// The padding p is that of the rows and that of the columns: a vector has none above and below it.
  static func forward(
    _ x: Grid, _ kernel: Grid, stride: Int, padding: (rows: Int, columns: Int), rows: Int, columns: Int
  ) -> Grid {
    var y = [Number](repeating: .zero, count: rows * columns)
    for i in 0..<rows {
      for j in 0..<columns {
        var sum = Number.zero
        for u in 0..<kernel.rows {
          for v in 0..<kernel.columns {
            let (row, column) = (stride * i + u - padding.rows, stride * j + v - padding.columns)
            guard row >= 0, row < x.rows, column >= 0, column < x.columns else { continue }
            sum = sum + x[row, column] * kernel[u, v]
          }
        }
        y[i * columns + j] = sum
      }
    }
    return Grid([rows, columns], y)
  }

  /// Every value of x puts a copy of the kernel, s apart, into the output: x[s i + u - p, s j + v - p] += y[i, j] k[u, v].
  static func transposed(_ y: Grid, _ kernel: Grid, stride: Int, padding: Int, rows: Int, columns: Int) -> Grid {
    var x = [Number](repeating: .zero, count: rows * columns)
    for i in 0..<y.rows {
      for j in 0..<y.columns {
        for u in 0..<kernel.rows {
          for v in 0..<kernel.columns {
            let (row, column) = (stride * i + u - padding, stride * j + v - padding)
            guard row >= 0, row < rows, column >= 0, column < columns else { continue }
            x[row * columns + column] = x[row * columns + column] + y[i, j] * kernel[u, v]
          }
        }
      }
    }
    return Grid([rows, columns], x)
  }

  /// The matrix C with flatten(conv(X, K)) = C @ flatten(X), and which entry of K stands where.
  static func matrix(
    _ kernel: Grid, input: (rows: Int, columns: Int), stride: Int, padding: (rows: Int, columns: Int), rows: Int,
    columns: Int
  ) -> Grid {
    let width = input.rows * input.columns
    var numbers = [Number](repeating: .zero, count: rows * columns * width)
    var pattern = [Int?](repeating: nil, count: numbers.count)
    for i in 0..<rows {
      for j in 0..<columns {
        for u in 0..<kernel.rows {
          for v in 0..<kernel.columns {
            let (row, column) = (stride * i + u - padding.rows, stride * j + v - padding.columns)
            guard row >= 0, row < input.rows, column >= 0, column < input.columns else { continue }
            let place = (i * columns + j) * width + row * input.columns + column
            numbers[place] = kernel[u, v]
            pattern[place] = u * kernel.columns + v
          }
        }
      }
    }
    return Grid([rows * columns, width], numbers, pattern: pattern)
  }

  /// The taps, by their distance from the old pixels, that make one new pixel of an enlargement.
  ///
  /// New pixel j lies at (j + 1/2) / factor - 1/2 among the old ones. Bicubic is Keys' kernel with a = -1/2 (Keys 1981).
  static func enlarged(_ x: Grid, factor: Int, weight: (Double) -> Double, reach: Int) -> Grid {
    func taps(_ count: Int) -> [[(index: Int, weight: Double)]] {
      (0..<count * factor).map { j in
        let place = (Double(j) + 0.5) / Double(factor) - 0.5
        let first = Int(place.rounded(.down)) - reach + 1
        return (first..<first + 2 * reach).filter { $0 >= 0 && $0 < count }.map { ($0, weight(place - Double($0))) }
      }
    }
    let (down, across) = (taps(x.rows), taps(x.columns))
    var numbers: [Number] = []
    for rowTaps in x.isVector ? [[(index: 0, weight: 1)]] : down {
      for columnTaps in across {
        var sum = Number.zero
        for row in rowTaps {
          for column in columnTaps { sum = sum + .real(row.weight * column.weight) * x[row.index, column.index] }
        }
        numbers.append(sum)
      }
    }
    return Grid(x.isVector ? [across.count] : [down.count, across.count], numbers)
  }
}
