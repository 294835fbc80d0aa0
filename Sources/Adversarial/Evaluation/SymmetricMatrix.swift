/// A square matrix that equals its transpose, row by row.
package struct SymmetricMatrix: Sendable, Equatable {
  /// The number of rows.
  package let size: Int
  /// size x size numbers.
  package var elements: [Double]

  package init(size: Int, elements: [Double]) {
    precondition(elements.count == size * size, "\(elements.count) numbers do not fill \(size)x\(size)")
    self.size = size
    self.elements = elements
  }

  /// The sum of the diagonal.
  var trace: Double { (0..<size).reduce(0) { $0 + elements[$1 * size + $1] } }

  /// Eigenvalues, and eigenvectors as the columns of a matrix, unsorted: A = V diag(values) V^T.
  ///
  /// Jacobi's method of 1846: rotations in the plane of two axes, each of which makes one entry off the diagonal zero,
  /// through all pairs again and again until what is left is nothing beside the diagonal. (Golub and Van Loan, "Matrix
  /// Computations", section 8.5)
  package func eigen() -> (values: [Double], vectors: [Double]) {
    var a = elements
    var v = (0..<size * size).map { $0 / size == $0 % size ? 1.0 : 0.0 }
    let norm = a.reduce(0) { $0 + $1 * $1 }
    // Convergence is quadratic; ten sweeps are plenty, and the limit keeps infinite entries from looping.
    for _ in 0..<50 {
      var outside = 0.0
      for row in 0..<size {
        for column in 0..<size where column != row { outside += a[row * size + column] * a[row * size + column] }
      }
      guard outside > norm * 1e-30 else { break }
      for p in 0..<max(size - 1, 0) {
        for q in p + 1..<size where a[p * size + q] != 0 {
          Self.rotate(&a, &v, size, p, q)
        }
      }
    }
    return ((0..<size).map { a[$0 * size + $0] }, v)
  }

  /// One rotation, which makes a[p, q] zero: t = tan of its angle is the smaller root of t^2 + 2 theta t = 1.
  private static func rotate(_ a: inout [Double], _ v: inout [Double], _ size: Int, _ p: Int, _ q: Int) {
    let theta = (a[q * size + q] - a[p * size + p]) / (2 * a[p * size + q])
    let t = (theta < 0 ? -1 : 1) / (abs(theta) + (theta * theta + 1).squareRoot())
    let cosine = 1 / (t * t + 1).squareRoot()
    let sine = t * cosine
    for k in 0..<size {
      let (x, y) = (a[k * size + p], a[k * size + q])
      a[k * size + p] = cosine * x - sine * y
      a[k * size + q] = sine * x + cosine * y
    }
    for k in 0..<size {
      let (x, y) = (a[p * size + k], a[q * size + k])
      a[p * size + k] = cosine * x - sine * y
      a[q * size + k] = sine * x + cosine * y
    }
    for k in 0..<size {
      let (x, y) = (v[k * size + p], v[k * size + q])
      v[k * size + p] = cosine * x - sine * y
      v[k * size + q] = sine * x + cosine * y
    }
  }

  /// The root of a matrix without negative eigenvalues: V diag(sqrt values) V^T; what rounding made negative counts as 0.
  package func squareRoot() -> SymmetricMatrix {
    let (values, vectors) = eigen()
    let roots = values.map { max($0, 0).squareRoot() }
    var result = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for column in 0...row {
        var sum = 0.0
        for k in 0..<size { sum += vectors[row * size + k] * roots[k] * vectors[column * size + k] }
        result[row * size + column] = sum
        result[column * size + row] = sum
      }
    }
    return SymmetricMatrix(size: size, elements: result)
  }

  /// The sum of the roots of the eigenvalues.
  var traceOfSquareRoot: Double { eigen().values.reduce(0) { $0 + max($1, 0).squareRoot() } }

  /// B A B of this A, symmetric as both are.
  func sandwiched(by other: SymmetricMatrix) -> SymmetricMatrix {
    let outer = Self.product(Self.product(other.elements, elements, size), other.elements, size)
    // Both halves differ in the last bits; the mean keeps the symmetry that Jacobi's method relies on.
    let elements = (0..<size * size).map { (outer[$0] + outer[$0 % size * size + $0 / size]) / 2 }
    return SymmetricMatrix(size: size, elements: elements)
  }

  private static func product(_ a: [Double], _ b: [Double], _ size: Int) -> [Double] {
    var c = [Double](repeating: 0, count: size * size)
    for row in 0..<size {
      for k in 0..<size {
        let factor = a[row * size + k]
        for column in 0..<size { c[row * size + column] += factor * b[k * size + column] }
      }
    }
    return c
  }
}
