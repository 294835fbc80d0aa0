package import Tensors

/// Finds, for each of some pictures, the nearest ones of a larger set, by the Euclidean distance of their pixels.
///
/// |q - x|^2 = |q|^2 + |x|^2 - 2 q x: nearly all of the work is a matrix product. The distance of what was found is
/// computed anew from the pixels, so that equal pictures are exactly 0 apart.
package struct NearestPictures {
  /// What was found for one picture.
  package struct Match: Sendable, Equatable {
    /// Which picture of the set is nearest, the first of several equally near ones.
    package var index = -1
    /// How far it is.
    package var distance = Double.infinity
    /// How many pictures of the set are nearer than the limit.
    package var close = 0
  }

  /// Pictures of the set looked at in one go.
  private static let block = 2_000

  private let queries: [Float]
  private let size: Int
  private let threads: Threads

  /// A search for pictures of `size` pixels, one after another.
  package init(queries: [Float], size: Int, threads: Threads) {
    self.queries = queries
    self.size = size
    self.threads = threads
  }

  /// Looks through a set.
  ///
  /// - Parameters:
  ///   - count: the size of the set.
  ///   - excluding: for each query the picture of the set that does not count, since it is the query itself.
  ///   - limit: up to where pictures count as close.
  ///   - isInterrupted: asked now and then; when true, the search ends with what it has found.
  ///   - copy: writes a range of the set, at most 2,000 pictures, to the beginning of a buffer.
  package func search(
    count: Int, excluding: [Int]? = nil, limit: Double = 0, isInterrupted: () -> Bool = { false },
    _ copy: (Range<Int>, Buffer) -> Void
  ) -> [Match] {
    let queryCount = queries.count / size
    var matches = Array(repeating: Match(), count: queryCount)
    var best = Array(repeating: Float.infinity, count: queryCount)
    var nearest = Array(repeating: [Float](), count: queryCount)
    let rows = Buffer(queries)
    let columns = Buffer(count: queries.count)
    Elementwise.transposeEach(count: 1, rows: queryCount, columns: size, rows, into: columns, on: threads)
    let queryNorms = norms(of: rows, count: queryCount)
    let pictures = Buffer(count: Self.block * size)
    let products = Buffer(count: Self.block * queryCount)
    let squaredLimit = Float(limit * limit)
    for start in stride(from: 0, to: count, by: Self.block) where !isInterrupted() {
      let range = start..<min(start + Self.block, count)
      copy(range, pictures)
      let pictureNorms = norms(of: pictures, count: range.count)
      MatrixProduct.multiply(
        rows: range.count, columns: queryCount, depth: size, pictures, columns, into: products, on: threads)
      for index in range {
        let row = (index - start) * queryCount
        let norm = pictureNorms[index - start]
        for query in 0..<queryCount {
          let square = queryNorms[query] + norm - 2 * products[row + query]
          guard square < max(best[query], squaredLimit), excluding?[query] != index else { continue }
          if square < squaredLimit { matches[query].close += 1 }
          if square < best[query] {
            best[query] = square
            matches[query].index = index
          }
        }
      }
      for query in 0..<queryCount where range.contains(matches[query].index) {
        let place = (matches[query].index - start) * size
        nearest[query] = pictures[place..<place + size].values
      }
    }
    for query in 0..<queryCount where matches[query].index >= 0 {
      let own = queries[query * size..<(query + 1) * size]
      let square = zip(own, nearest[query]).reduce(0.0) { $0 + Double($1.0 - $1.1) * Double($1.0 - $1.1) }
      matches[query].distance = square.squareRoot()
    }
    return matches
  }

  /// Each picture's nearest other one among the queries themselves.
  package func amongThemselves(limit: Double = 0) -> [Match] {
    let all = Buffer(queries)
    let count = queries.count / size
    return search(count: count, excluding: Array(0..<count), limit: limit) { range, buffer in
      buffer.copy(all[range.lowerBound * size..<range.upperBound * size])
    }
  }

  private func norms(of pictures: Buffer, count: Int) -> [Float] {
    let sums = Buffer(count: count)
    let scratch = Buffer(count: count * size)
    Elementwise.rowSquares(pictures.prefix(count * size), scratch: scratch, into: sums, on: threads)
    return sums.values
  }
}
