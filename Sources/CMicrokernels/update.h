// The gradient of a dense layer's weights and Adam in one pass: what a register tile has summed changes the weights at
// once, so the gradient is never written, and the weights and moments travel while the sums are computed.

enum { UPDATE_DEPTH = 256, UPDATE_ROWS = 48 };

static void pack_strips(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t first, ptrdiff_t last, const float *x, float *y) {
  for (ptrdiff_t strip = first; strip < last; strip++) {
    ptrdiff_t j = strip * TILE_COLUMNS;
    float *to = y + j * rows;
    for (ptrdiff_t i = 0; i < rows; i++, to += TILE_COLUMNS) {
      UNROLL for (int v = 0; v < TILE_VECTORS; v++) {
        ptrdiff_t at = j + v * LANES;
        store(to + v * LANES, at < columns ? load_first(x + i * columns + at, columns - at) : splat(0));
      }
    }
  }
}

// Asks for the weights and moments of a tile.
INLINE void fetch_tile(const AdamProduct *u, ptrdiff_t rows, ptrdiff_t at) {
  for (ptrdiff_t r = 0; r < rows; r++, at += u->columns) {
    UNROLL for (int c = 0; c < TILE_COLUMNS; c += 16) {
      __builtin_prefetch(u->p + at + c, 0, 2);
      __builtin_prefetch(u->m + at + c, 0, 2);
      __builtin_prefetch(u->v + at + c, 0, 2);
    }
  }
}

// Sums a tile of x^T dy and updates the weights of the `rows` rows and `left` columns that are there.
INLINE void update_tile(const AdamProduct *u, const AdamStep *step, const float *a, const float *b, ptrdiff_t rows,
                        ptrdiff_t at, ptrdiff_t left) {
  Vector sum[TILE_ROWS][TILE_VECTORS];
  UNROLL for (int r = 0; r < TILE_ROWS; r++) UNROLL for (int v = 0; v < TILE_VECTORS; v++) sum[r][v] = splat(0);
  for (ptrdiff_t k = u->depth; k > 0; k--) {
    Vector row[TILE_VECTORS];
    UNROLL for (int v = 0; v < TILE_VECTORS; v++) row[v] = load(b + v * LANES);
    UNROLL for (int r = 0; r < TILE_ROWS; r++) {
      Vector x = splat(a[r]);
      UNROLL for (int v = 0; v < TILE_VECTORS; v++) sum[r][v] = fma_(x, row[v], sum[r][v]);
    }
    a += UPDATE_ROWS;
    b += TILE_COLUMNS;
  }
  float gradients[TILE_ROWS * TILE_COLUMNS];
  UNROLL for (int r = 0; r < TILE_ROWS; r++) UNROLL for (int v = 0; v < TILE_VECTORS; v++) {
    store(gradients + r * TILE_COLUMNS + v * LANES, sum[r][v]);
  }
  for (ptrdiff_t r = 0; r < rows; r++, at += u->columns) {
    const float *g = gradients + r * TILE_COLUMNS;
    if (left == TILE_COLUMNS) {
      UNROLL for (int v = 0; v < TILE_COLUMNS; v += LANES) {
        adam_vector(step, load(g + v), u->p + at + v, u->m + at + v, u->v + at + v, LANES);
      }
    } else {
      for (ptrdiff_t v = 0; v < left; v += LANES) {
        adam_vector(step, load(g + v), u->p + at + v, u->m + at + v, u->v + at + v, left - v);
      }
    }
  }
}

static void adam_product(const AdamProduct *u) {
  _Alignas(64) float block[UPDATE_DEPTH * UPDATE_ROWS];
  const AdamStep step = *u->step;  // what is written cannot be the constants
  ptrdiff_t rows = u->last - u->first, tiles = (rows + TILE_ROWS - 1) / TILE_ROWS;
  for (ptrdiff_t k = 0; k < u->depth; k++) {
    const float *x = u->x + k * u->x_row + u->first;
    for (ptrdiff_t i = 0; i < tiles * TILE_ROWS; i += LANES) {
      Vector part = i < rows ? load_first(x + i, rows - i) : splat(0);
      store_first(block + k * UPDATE_ROWS + i, part, UPDATE_ROWS - i);
    }
  }
  for (ptrdiff_t j = 0; j < u->columns; j += TILE_COLUMNS) {
    ptrdiff_t left = u->columns - j < TILE_COLUMNS ? u->columns - j : TILE_COLUMNS;
    for (ptrdiff_t i = 0; i < rows; i += TILE_ROWS) {
      ptrdiff_t live = rows - i < TILE_ROWS ? rows - i : TILE_ROWS;
      // The next tile's, below this one or at the head of the next strip.
      if (i + TILE_ROWS < rows) {
        ptrdiff_t below = rows - i - TILE_ROWS < TILE_ROWS ? rows - i - TILE_ROWS : TILE_ROWS;
        fetch_tile(u, below, (u->first + i + TILE_ROWS) * u->columns + j);
      } else if (j + TILE_COLUMNS < u->columns) {
        fetch_tile(u, rows < TILE_ROWS ? rows : TILE_ROWS, u->first * u->columns + j + TILE_COLUMNS);
      }
      update_tile(u, &step, block + i, u->strips + j * u->depth, live, (u->first + i) * u->columns + j, left);
    }
  }
}
