import CMicrokernels

/// The small side of a convolution, covered by tiles of 2 to 4 outputs in each direction, and their points.
///
/// A tile of m outputs is computed at m + 1 points instead of by 2 m products (see `winograd.h`), so a few large tiles are
/// best. All tiles begin with the same points, and the larger ones come first: the tiles that have a point are the first
/// few.
struct WinogradTiling {
  /// One direction.
  struct Line {
    struct Tile {
      /// Its first output, and the number of its outputs.
      let start, size: Int
    }

    let tiles: [Tile]
    /// For each point of the largest tile, how many tiles have it.
    let counts: [Int]

    /// Covers `length` outputs, at least 2, with as few tiles as can be or, if these shall be `small`, with as many, of
    /// sizes as equal as can be.
    init(length: Int, small: Bool) {
      precondition(length >= 2, "\(length) outputs are no tile")
      let count = small ? length / 2 : (length + 3) / 4
      var tiles: [Tile] = []
      var start = 0
      for tile in 0..<count {
        // The larger ones first: 7 = 4 + 3.
        let size = (length + count - 1 - tile) / count
        tiles.append(Tile(start: start, size: size))
        start += size
      }
      self.tiles = tiles
      counts = (0...tiles[0].size).map { point in tiles.filter { $0.size >= point }.count }
    }

    var points: Int { counts.count }
  }

  let rows, columns: Line
  /// For each point the number of tiles of all points before it, and behind them the number of all.
  private let firstTiles: [Int]
  /// The tiles, row by row.
  let tiles: [Tile]

  /// A tile's rows and columns, and the number of points of all tiles before it.
  struct Tile {
    let row, column: Int
    let rows, columns: Line.Tile
    let firstPoint: Int
  }

  init(height: Int, width: Int, small: Bool) {
    rows = Line(length: height, small: small)
    columns = Line(length: width, small: small)
    var firstTiles = [0]
    for row in rows.counts {
      for column in columns.counts { firstTiles.append(firstTiles[firstTiles.count - 1] + row * column) }
    }
    self.firstTiles = firstTiles
    var tiles: [Tile] = []
    var point = 0
    for (row, tileRow) in rows.tiles.enumerated() {
      for (column, tileColumn) in columns.tiles.enumerated() {
        tiles.append(Tile(row: row, column: column, rows: tileRow, columns: tileColumn, firstPoint: point))
        point += (tileRow.size + 1) * (tileColumn.size + 1)
      }
    }
    self.tiles = tiles
  }

  /// The number of points.
  var points: Int { firstTiles.count - 1 }

  /// The tiles of all points, each counted once for each of its points.
  var tileCount: Int { firstTiles[points] }

  /// How many tiles have a point.
  func tiles(at point: Int) -> Int { firstTiles[point + 1] - firstTiles[point] }

  /// How many tiles have the points before this one.
  func tiles(before point: Int) -> Int { firstTiles[point] }
}

/// For each point a matrix of numbers, with a row for each tile and image and a column for each channel.
@safe
struct PointMatrices {
  let tiling: WinogradTiling
  let images: Int
  /// From one row to the next.
  let row: Int
  private let numbers: UnsafeMutablePointer<Float>
  /// Where the points of each tile lie for image 0, row by row, from the matrix of point 0 on.
  let places: [Int]

  /// Lays matrices into memory from `start` on.
  init(_ tiling: WinogradTiling, images: Int, row: Int, in memory: Buffer, from start: Int) {
    self.tiling = tiling
    self.images = images
    self.row = row
    let count = PointMatrices.count(tiling, images: images, row: row)
    unsafe numbers = memory[start..<start + count].pointer
    var places: [Int] = []
    places.reserveCapacity(tiling.tileCount)
    for tile in tiling.tiles {
      for i in 0...tile.rows.size {
        for j in 0...tile.columns.size {
          let point = i * tiling.columns.points + j
          let index = tiling.tiles(before: point) + tile.row * tiling.columns.counts[j] + tile.column
          places.append(index * images * row + point * PointMatrices.gap)
        }
      }
    }
    self.places = places
  }

  /// The numbers of all matrices, what lies between them included.
  static func count(_ tiling: WinogradTiling, images: Int, row: Int) -> Int {
    tiling.tileCount * images * row + tiling.points * gap
  }

  /// What lies between two points, so that not all of them share the same few places of a cache.
  private static let gap = 48

  /// The matrix of a point.
  func matrix(at point: Int) -> UnsafeMutablePointer<Float> {
    unsafe numbers + tiling.tiles(before: point) * images * row + point * PointMatrices.gap
  }

  /// How many rows it has.
  func rows(at point: Int) -> Int { tiling.tiles(at: point) * images }
}
