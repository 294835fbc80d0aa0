// Matrix products, column sums, transposes.

enum { TILE_ROWS = 6, TILE_COLUMNS = LANES * TILE_VECTORS };

typedef float Eight __attribute__((ext_vector_type(8)));

// y[j * y_row + i] = x[i * x_row + j] for 8 x 8: neighbours, pairs, halves change places in turn.
INLINE void transpose_8x8(const float *x, ptrdiff_t x_row, float *y, ptrdiff_t y_row) {
  Eight a[8], b[8];
  UNROLL for (int i = 0; i < 8; i++) __builtin_memcpy(&a[i], x + i * x_row, sizeof(Eight));
  UNROLL for (int i = 0; i < 8; i += 2) {
    b[i] = __builtin_shufflevector(a[i], a[i + 1], 0, 8, 1, 9, 4, 12, 5, 13);
    b[i + 1] = __builtin_shufflevector(a[i], a[i + 1], 2, 10, 3, 11, 6, 14, 7, 15);
  }
  UNROLL for (int i = 0; i < 8; i += 4) UNROLL for (int h = 0; h < 2; h++) {
    a[i + 2 * h] = __builtin_shufflevector(b[i + h], b[i + h + 2], 0, 1, 8, 9, 4, 5, 12, 13);
    a[i + 2 * h + 1] = __builtin_shufflevector(b[i + h], b[i + h + 2], 2, 3, 10, 11, 6, 7, 14, 15);
  }
  UNROLL for (int i = 0; i < 4; i++) {
    b[i] = __builtin_shufflevector(a[i], a[i + 4], 0, 1, 2, 3, 8, 9, 10, 11);
    b[i + 4] = __builtin_shufflevector(a[i], a[i + 4], 4, 5, 6, 7, 12, 13, 14, 15);
  }
  UNROLL for (int i = 0; i < 8; i++) __builtin_memcpy(y + i * y_row, &b[i], sizeof(Eight));
}

INLINE void transpose_block(ptrdiff_t rows, ptrdiff_t columns, const float *x, ptrdiff_t x_row, float *y,
                            ptrdiff_t y_row) {
  ptrdiff_t whole_rows = rows & ~7, whole_columns = columns & ~7;
  for (ptrdiff_t j = 0; j < whole_columns; j += 8) {
    for (ptrdiff_t i = 0; i < whole_rows; i += 8) transpose_8x8(x + i * x_row + j, x_row, y + j * y_row + i, y_row);
  }
  for (ptrdiff_t i = 0; i < rows; i++) {
    for (ptrdiff_t j = i < whole_rows ? whole_columns : 0; j < columns; j++) y[j * y_row + i] = x[i * x_row + j];
  }
}

// A register tile: `rows` x `vectors` accumulators, held over the whole depth. The constants among the arguments make
// every loop but that over k unroll. `skip` (only with one vector): the leading lanes belong to a neighbour. `fetches`:
// every step of k asks for the cache line at `ahead`, which then moves on.
INLINE void register_tile(const int rows, const int vectors, const int partial, const int fetches,
                          const ptrdiff_t a_row, const ptrdiff_t a_depth, const ptrdiff_t b_depth, const MatrixTile *t,
                          ptrdiff_t i, ptrdiff_t j, ptrdiff_t skip, const float *ahead, ptrdiff_t ahead_depth) {
  Vector sum[TILE_ROWS][TILE_VECTORS];
  UNROLL for (int r = 0; r < rows; r++) UNROLL for (int v = 0; v < vectors; v++) {
    sum[r][v] = splat(0);
    if (t->start) {
      const float *start = t->start + (i + r) * t->start_row + j + v * LANES;
      sum[r][v] = partial ? load_last(start, skip) : load(start);
    }
  }
  const float *a = t->a + i * a_row, *a3 = a + 3 * a_row, *b = t->b + j;
  for (ptrdiff_t k = t->depth; k > 0; k--) {
    Vector row[TILE_VECTORS];
    UNROLL for (int v = 0; v < vectors; v++) row[v] = load(b + v * LANES);
    if (fetches) {
      __builtin_prefetch(ahead, 0, 2);
      ahead += ahead_depth;
    }
    // Read by columns, A has a cache line at each step of k, and the next tiles want the one behind it.
    if (__builtin_constant_p(a_row) && a_row == 1) __builtin_prefetch(a + 16, 0, 3);
    UNROLL for (int r = 0; r < rows; r++) {
      // Two bases, so that the addresses need no arithmetic: base + {0, 1, 2} * stride.
      Vector x = splat(r < 3 ? a[r * a_row] : a3[(r - 3) * a_row]);
      UNROLL for (int v = 0; v < vectors; v++) sum[r][v] = fma_(x, row[v], sum[r][v]);
    }
    a += a_depth;
    a3 += a_depth;
    b += b_depth;
  }
  UNROLL for (int r = 0; r < rows; r++) UNROLL for (int v = 0; v < vectors; v++) {
    float *c = t->c + (i + r) * t->c_row + j + v * LANES;
    if (partial) {
      store_last(c, sum[r][v], skip);
    } else {
      store(c, sum[r][v]);
    }
  }
}

#define TILE(rows, vectors, partial) \
  register_tile(rows, vectors, partial, 0, t->a_row, t->a_depth, t->b_depth, t, i, j, skip, NULL, 0)
#define CASES(vectors, partial)              \
  switch (rows) {                            \
    case 6: TILE(6, vectors, partial); break; \
    case 5: TILE(5, vectors, partial); break; \
    case 4: TILE(4, vectors, partial); break; \
    case 3: TILE(3, vectors, partial); break; \
    case 2: TILE(2, vectors, partial); break; \
    default: TILE(1, vectors, partial);       \
  }

static void wide(const MatrixTile *t, ptrdiff_t rows, ptrdiff_t i, ptrdiff_t j, ptrdiff_t skip) {
  CASES(TILE_VECTORS, 0)
}

static void single(const MatrixTile *t, ptrdiff_t rows, ptrdiff_t i, ptrdiff_t j, ptrdiff_t skip) {
  CASES(1, 0)
}

static void last(const MatrixTile *t, ptrdiff_t rows, ptrdiff_t i, ptrdiff_t j, ptrdiff_t skip) {
  CASES(1, 1)
}

// Matrices narrower than a vector, element by element; eight rows at once hide the latency of the chains.
INLINE void narrow_rows(const int rows, const MatrixTile *t, ptrdiff_t i, ptrdiff_t j) {
  float sum[8];
  for (int r = 0; r < rows; r++) sum[r] = t->start ? t->start[(i + r) * t->start_row + j] : 0;
  for (ptrdiff_t k = 0; k < t->depth; k++) {
    const float *a = t->a + i * t->a_row + k * t->a_depth;
    float b = t->b[k * t->b_depth + j * t->b_column];
    UNROLL for (int r = 0; r < rows; r++) sum[r] = __builtin_fmaf(a[r * t->a_row], b, sum[r]);
  }
  for (int r = 0; r < rows; r++) t->c[(i + r) * t->c_row + j] = sum[r];
}

static void narrow(const MatrixTile *t) {
  for (ptrdiff_t j = 0; j < t->columns; j++) {
    ptrdiff_t i = 0;
    for (; i + 8 <= t->rows; i += 8) narrow_rows(8, t, i, j);
    for (; i < t->rows; i++) narrow_rows(1, t, i, j);
  }
}

// Columns j ... of all rows, whatever number of them is left.
static void plain_columns(const MatrixTile *t, ptrdiff_t j) {
  ptrdiff_t left = t->columns - j, tiles = (t->rows + TILE_ROWS - 1) / TILE_ROWS;
  // What is left of the columns after the whole vectors: one vector, moved back to end with them.
  ptrdiff_t skip = left < LANES ? LANES - left : 0;
  for (ptrdiff_t tile = 0, i = 0; tile < tiles; tile++) {
    ptrdiff_t rows = (t->rows - i + (tiles - tile) - 1) / (tiles - tile);  // evenly: 100 = 15 x 6 + 2 x 5
    if (skip) {
      last(t, rows, i, j - skip, skip);
    } else if (left >= TILE_COLUMNS) {
      wide(t, rows, i, j, 0);
    } else {
      single(t, rows, i, j, 0);
    }
    i += rows;
  }
}

// Rows of B at distances of a kibibyte share few places of a cache and push each other out. So a strip of B, as wide as a
// register tile, is copied together before all rows of A meet it; where the columns of B are runs, copying turns them. While
// the first tiles are computed, the next strip is fetched, which leaves nothing for the processor to guess.
//
// With narrow vectors a strip may come from the second-level cache, and deep sums are worth more; 64-byte vectors ask for
// so much of it at once that it has to fit into the first.
enum {
  STRIP_DEPTH = (LANES == 16 ? 8192 : 16384) / TILE_COLUMNS,
  STRIP_LINES = (TILE_COLUMNS + 15) / 16,
  COPIED_ROWS = 24,
  LONG_DEPTH = 2048,
};

#define STRIP_CASES(a_row, a_depth)                                                                     \
  if (ahead && rows == 6) {                                                                             \
    register_tile(6, TILE_VECTORS, 0, 1, a_row, a_depth, TILE_COLUMNS, t, i, 0, 0, ahead, ahead_depth); \
  } else if (rows == 6) {                                                                               \
    register_tile(6, TILE_VECTORS, 0, 0, a_row, a_depth, TILE_COLUMNS, t, i, 0, 0, NULL, 0);            \
  } else {                                                                                              \
    register_tile(5, TILE_VECTORS, 0, 0, a_row, a_depth, TILE_COLUMNS, t, i, 0, 0, NULL, 0);            \
  }

// One register tile of 5 or 6 rows on a copied strip.
static void strip_tile(const MatrixTile *t, ptrdiff_t rows, ptrdiff_t i, const float *ahead, ptrdiff_t ahead_depth) {
  if (t->a_depth == 1) {
    STRIP_CASES(t->a_row, 1)
  } else if (t->a_row == 1) {
    STRIP_CASES(1, t->a_depth)
  } else {
    STRIP_CASES(t->a_row, t->a_depth)
  }
}

static void copy_strip(const MatrixTile *t, ptrdiff_t depth, ptrdiff_t width, const float *b, float *strip) {
  if (t->b_column != 1) {
    transpose_block(width, depth, b, t->b_column, strip, width);
    return;
  }
  for (ptrdiff_t d = 0; d < depth; d++) {
    for (ptrdiff_t c = 0; c < width; c += LANES) store(strip + d * width + c, load(b + d * t->b_depth + c));
  }
}

// Lines of memory to ask for while a strip is used: the n-th register tile takes a column of them, from first + n * column on,
// and each step of k a line, `row` further than the one before.
typedef struct Ahead {
  const float *first;  // NULL if there is nothing to fetch
  ptrdiff_t columns, column, row;
} Ahead;

// All rows of A meet a strip that is `b_depth` wide: a register tile, or vectors, of which a single one may have leading
// lanes that belong to a neighbour.
static void strip_rows(const MatrixTile *t, ptrdiff_t skip, Ahead ahead) {
  ptrdiff_t tiles = (t->rows + TILE_ROWS - 1) / TILE_ROWS;
  for (ptrdiff_t tile = 0, i = 0; tile < tiles; tile++) {
    ptrdiff_t rows = (t->rows - i + (tiles - tile) - 1) / (tiles - tile);
    if (skip) {
      last(t, rows, i, 0, skip);
    } else if (t->b_depth < TILE_COLUMNS) {
      for (ptrdiff_t c = 0; c < t->b_depth; c += LANES) single(t, rows, i, c, 0);
    } else if (rows < 5) {
      wide(t, rows, i, 0, 0);
    } else if (ahead.first && tile < ahead.columns) {
      strip_tile(t, rows, i, ahead.first + tile * ahead.column, ahead.row);
    } else {
      strip_tile(t, rows, i, NULL, 0);
    }
    i += rows;
  }
}

// Columns j ..< j + width: a whole register tile's, or one vector's, whose leading lanes may belong to a neighbour.
static void strip_columns(const MatrixTile *t, ptrdiff_t j, ptrdiff_t width, ptrdiff_t skip) {
  _Alignas(64) float strip[STRIP_DEPTH * TILE_COLUMNS];
  MatrixTile part = *t;
  part.b = strip;
  part.b_depth = width;
  part.c += j;
  if (part.start) part.start += j;
  ptrdiff_t parts = (t->depth + STRIP_DEPTH - 1) / STRIP_DEPTH;
  for (ptrdiff_t n = 0, k = 0; n < parts; n++) {
    part.depth = (t->depth - k + (parts - n) - 1) / (parts - n);
    const float *b = t->b + k * t->b_depth + j * t->b_column, *next = NULL;
    copy_strip(t, part.depth, width, b, strip);
    k += part.depth;
    if (n + 1 < parts) {
      next = b + part.depth * t->b_depth;
    } else if (j + width < t->columns) {
      next = t->b + (j + width) * t->b_column;
    }
    // A line of every row, or all lines of one column.
    Ahead by_row = {next, STRIP_LINES, 16, t->b_depth}, by_column = {next, TILE_COLUMNS, t->b_column, 1};
    strip_rows(&part, skip, t->b_column == 1 ? by_row : by_column);
    part.a += part.depth * t->a_depth;
    part.start = part.c;
    part.start_row = part.c_row;
  }
}

static void whole_product(const MatrixTile *t) {
  if (t->columns < LANES) {
    narrow(t);
    return;
  }
  int turns = t->b_column != 1, copies = t->rows >= COPIED_ROWS;
  for (ptrdiff_t j = 0; j < t->columns;) {
    ptrdiff_t left = t->columns - j, width = left >= TILE_COLUMNS ? TILE_COLUMNS : LANES;
    ptrdiff_t skip = left < LANES ? LANES - left : 0;
    if (t->depth > 0 && (turns || (copies && width == TILE_COLUMNS))) {
      strip_columns(t, j - skip, width, skip);
    } else {
      plain_columns(t, j);
    }
    j += width;
  }
}

// Very deep products are done in parts, so that what all rows of A read stays in a cache.
static void matrix_product(const MatrixTile *t) {
  MatrixTile part = *t;
  ptrdiff_t left = t->depth;
  do {
    part.depth = left < LONG_DEPTH ? left : LONG_DEPTH;
    whole_product(&part);
    part.a += part.depth * t->a_depth;
    part.b += part.depth * t->b_depth;
    part.start = t->c;
    part.start_row = t->c_row;
    left -= part.depth;
  } while (left > 0);
}

// Columns that lie together already, in parts of the depth that stay in a cache; the next part is fetched while the first rows
// are computed.
static void strip_product(const MatrixTile *t, ptrdiff_t b_strip) {
  ptrdiff_t parts = t->depth > STRIP_DEPTH ? (t->depth + STRIP_DEPTH - 1) / STRIP_DEPTH : 1;
  for (ptrdiff_t j = 0; j < t->columns; j += TILE_COLUMNS) {
    MatrixTile part = *t;
    part.b_depth = part.columns = t->columns - j < TILE_COLUMNS ? t->columns - j : TILE_COLUMNS;
    part.b += j / TILE_COLUMNS * b_strip;
    part.c += j;
    if (part.start) part.start += j;
    for (ptrdiff_t n = 0, k = 0; n < parts; n++) {
      part.depth = (t->depth - k + (parts - n) - 1) / (parts - n);
      k += part.depth;
      const float *next = NULL;
      if (n + 1 < parts) {
        next = part.b + part.depth * part.b_depth;
      } else if (j + TILE_COLUMNS < t->columns) {
        next = t->b + (j / TILE_COLUMNS + 1) * b_strip;
      }
      Ahead ahead = {next, STRIP_LINES, 16, TILE_COLUMNS};
      strip_rows(&part, 0, ahead);
      part.a += part.depth * t->a_depth;
      part.b += part.depth * part.b_depth;
      part.start = part.c;
      part.start_row = part.c_row;
    }
  }
}

static void column_sums(ptrdiff_t rows, ptrdiff_t columns, const float *x, ptrdiff_t row, int accumulate, float *sums) {
  for (ptrdiff_t i = 0; i < rows; i++, x += row) {
    for (ptrdiff_t j = 0; j < columns; j += LANES) {
      Vector before = i > 0 || accumulate ? load_first(sums + j, columns - j) : splat(0);
      store_first(sums + j, before + load_first(x + j, columns - j), columns - j);
    }
  }
}

// A block of this many rows and columns stays in the first-level cache, and its columns fill whole cache lines.
enum { BLOCK_ROWS = 16, BLOCK_COLUMNS = 64 };

static void transpose(ptrdiff_t columns, ptrdiff_t first, ptrdiff_t last, const float *x, float *y, ptrdiff_t y_row) {
  for (ptrdiff_t i = first; i < last; i += BLOCK_ROWS) {
    ptrdiff_t height = last - i < BLOCK_ROWS ? last - i : BLOCK_ROWS;
    for (ptrdiff_t j = 0; j < columns; j += BLOCK_COLUMNS) {
      ptrdiff_t width = columns - j < BLOCK_COLUMNS ? columns - j : BLOCK_COLUMNS;
      transpose_block(height, width, x + i * columns + j, columns, y + j * y_row + i, y_row);
    }
  }
}
