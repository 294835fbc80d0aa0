// Matrix products, column sums, transposes.

enum { TILE_ROWS = 6, TILE_COLUMNS = LANES * TILE_VECTORS };

// A register tile: `rows` x `vectors` accumulators, held over the whole depth. The constants among the arguments make
// every loop but that over k unroll. `skip` (only with one vector): the leading lanes belong to a neighbour.
INLINE void register_tile(const int rows, const int vectors, const int partial, const ptrdiff_t a_row,
                          const MatrixTile *t, ptrdiff_t i, ptrdiff_t j, ptrdiff_t skip) {
  Vector sum[TILE_ROWS][TILE_VECTORS];
  UNROLL for (int r = 0; r < rows; r++) UNROLL for (int v = 0; v < vectors; v++) {
    sum[r][v] = splat(0);
    if (t->start) {
      const float *start = t->start + (i + r) * t->start_row + j + v * LANES;
      sum[r][v] = partial ? load_last(start, skip) : load(start);
    }
  }
  const float *a = t->a + i * a_row, *a3 = a + 3 * a_row, *b = t->b + j;
  const ptrdiff_t a_depth = t->a_depth, b_depth = t->b_depth;
  for (ptrdiff_t k = t->depth; k > 0; k--) {
    Vector row[TILE_VECTORS];
    UNROLL for (int v = 0; v < vectors; v++) row[v] = load(b + v * LANES);
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

#define CASES(vectors, partial, a_row)                                      \
  switch (rows) {                                                           \
    case 6: register_tile(6, vectors, partial, a_row, t, i, j, skip); break; \
    case 5: register_tile(5, vectors, partial, a_row, t, i, j, skip); break; \
    case 4: register_tile(4, vectors, partial, a_row, t, i, j, skip); break; \
    case 3: register_tile(3, vectors, partial, a_row, t, i, j, skip); break; \
    case 2: register_tile(2, vectors, partial, a_row, t, i, j, skip); break; \
    default: register_tile(1, vectors, partial, a_row, t, i, j, skip);      \
  }

static void wide(const MatrixTile *t, ptrdiff_t rows, ptrdiff_t i, ptrdiff_t j, ptrdiff_t skip) {
  if (t->a_row == 1 && rows == 6) {
    register_tile(6, TILE_VECTORS, 0, 1, t, i, j, skip);
  } else {
    CASES(TILE_VECTORS, 0, t->a_row)
  }
}

static void single(const MatrixTile *t, ptrdiff_t rows, ptrdiff_t i, ptrdiff_t j, ptrdiff_t skip) {
  CASES(1, 0, t->a_row)
}

static void last(const MatrixTile *t, ptrdiff_t rows, ptrdiff_t i, ptrdiff_t j, ptrdiff_t skip) {
  CASES(1, 1, t->a_row)
}

// Matrices narrower than a vector, element by element; eight rows at once hide the latency of the chains.
INLINE void narrow_rows(const int rows, const MatrixTile *t, ptrdiff_t i, ptrdiff_t j) {
  float sum[8];
  for (int r = 0; r < rows; r++) sum[r] = t->start ? t->start[(i + r) * t->start_row + j] : 0;
  for (ptrdiff_t k = 0; k < t->depth; k++) {
    const float *a = t->a + i * t->a_row + k * t->a_depth;
    float b = t->b[k * t->b_depth + j];
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

static void whole_product(const MatrixTile *t) {
  if (t->columns < LANES) {
    narrow(t);
    return;
  }
  ptrdiff_t tiles = (t->rows + TILE_ROWS - 1) / TILE_ROWS;
  for (ptrdiff_t j = 0; j < t->columns;) {
    ptrdiff_t left = t->columns - j;
    // What is left of the columns after the whole vectors: one vector, moved back to end with them.
    ptrdiff_t skip = left < LANES ? LANES - left : 0;
    ptrdiff_t width = left >= TILE_COLUMNS ? TILE_COLUMNS : LANES;
    for (ptrdiff_t tile = 0, i = 0; tile < tiles; tile++) {
      ptrdiff_t rows = (t->rows - i + (tiles - tile) - 1) / (tiles - tile);  // evenly: 100 = 15 x 6 + 2 x 5
      if (skip) {
        last(t, rows, i, j - skip, skip);
      } else if (width == TILE_COLUMNS) {
        wide(t, rows, i, j, 0);
      } else {
        single(t, rows, i, j, 0);
      }
      i += rows;
    }
    j += width;
  }
}

// Rows of B at distances of a kibibyte share few places of a cache and push each other out. A part of them, copied
// together, stays in the first-level cache while all rows of A meet it. A deep product is done in parts without copies.
enum { COPIED_DEPTH = 96, COPIED_COLUMNS = 64, COPIED_ROWS = 24, LONG_DEPTH = 2048 };

static void matrix_product(const MatrixTile *t) {
  int copies = t->b_depth % 256 == 0 && t->rows >= COPIED_ROWS && t->columns >= LANES && t->columns <= COPIED_COLUMNS;
  if ((!copies && t->depth <= LONG_DEPTH) || t->depth == 0) {
    whole_product(t);
    return;
  }
  float copy[COPIED_DEPTH * COPIED_COLUMNS];
  MatrixTile part = *t;
  if (copies) {
    part.b = copy;
    part.b_depth = COPIED_COLUMNS;
  }
  for (ptrdiff_t k = 0; k < t->depth; k += COPIED_DEPTH) {
    const float *b = t->b + k * t->b_depth;
    part.depth = t->depth - k < COPIED_DEPTH ? t->depth - k : COPIED_DEPTH;
    for (ptrdiff_t i = 0; copies && i < part.depth; i++) {
      __builtin_memcpy(copy + i * COPIED_COLUMNS, b + i * t->b_depth, (size_t)t->columns * sizeof(float));
    }
    if (!copies) part.b = b;
    part.a = t->a + k * t->a_depth;
    whole_product(&part);
    part.start = t->c;
    part.start_row = t->c_row;
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
