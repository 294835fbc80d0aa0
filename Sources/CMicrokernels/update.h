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

// A tile whose gradients are summed and whose weights are still the old ones.
typedef struct SummedTile {
  _Alignas(64) float gradients[TILE_ROWS * TILE_COLUMNS];
  ptrdiff_t rows, at, left;  // the rows and columns that are there, and where the first weight lies
} SummedTile;

INLINE void fetch_row(const AdamProduct *u, ptrdiff_t at) {
  UNROLL for (int c = 0; c < TILE_COLUMNS; c += 16) {
    __builtin_prefetch(u->p + at + c, 0, 2);
    __builtin_prefetch(u->m + at + c, 0, 2);
    __builtin_prefetch(u->v + at + c, 0, 2);
  }
}

INLINE void update_row(const AdamProduct *u, const AdamStep *step, const SummedTile *tile, ptrdiff_t r) {
  const float *g = tile->gradients + r * TILE_COLUMNS;
  ptrdiff_t at = tile->at + r * u->columns;
  if (tile->left == TILE_COLUMNS) {
    UNROLL for (int v = 0; v < TILE_COLUMNS; v += LANES) {
      adam_vector(step, load(g + v), u->p + at + v, u->m + at + v, u->v + at + v, LANES);
    }
  } else {
    for (ptrdiff_t v = 0; v < tile->left; v += LANES) {
      adam_vector(step, load(g + v), u->p + at + v, u->m + at + v, u->v + at + v, tile->left - v);
    }
  }
}

// Sums the gradients of `next`, and between the sixths of its depth updates a row of `done`: divisions and roots take long,
// and hide behind the sums. `done` then holds what `next` was.
INLINE void sum_tile(const AdamProduct *u, const AdamStep *step, const float *a, const float *b, SummedTile *done,
                     ptrdiff_t rows, ptrdiff_t at, ptrdiff_t left) {
  Vector sum[TILE_ROWS][TILE_VECTORS];
  UNROLL for (int r = 0; r < TILE_ROWS; r++) UNROLL for (int v = 0; v < TILE_VECTORS; v++) sum[r][v] = splat(0);
  for (ptrdiff_t part = 0; part < TILE_ROWS; part++) {
    if (part < rows) fetch_row(u, at + part * u->columns);
    if (part < done->rows) update_row(u, step, done, part);
    for (ptrdiff_t k = u->depth * (part + 1) / TILE_ROWS - u->depth * part / TILE_ROWS; k > 0; k--) {
      Vector row[TILE_VECTORS];
      UNROLL for (int v = 0; v < TILE_VECTORS; v++) row[v] = load(b + v * LANES);
      UNROLL for (int r = 0; r < TILE_ROWS; r++) {
        Vector x = splat(a[r]);
        UNROLL for (int v = 0; v < TILE_VECTORS; v++) sum[r][v] = fma_(x, row[v], sum[r][v]);
      }
      a += UPDATE_ROWS;
      b += TILE_COLUMNS;
    }
  }
  UNROLL for (int r = 0; r < TILE_ROWS; r++) UNROLL for (int v = 0; v < TILE_VECTORS; v++) {
    store(done->gradients + r * TILE_COLUMNS + v * LANES, sum[r][v]);
  }
  done->rows = rows;
  done->at = at;
  done->left = left;
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
  SummedTile tile;
  tile.rows = 0;
  for (ptrdiff_t j = u->first_column; j < u->last_column; j += TILE_COLUMNS) {
    ptrdiff_t left = u->last_column - j < TILE_COLUMNS ? u->last_column - j : TILE_COLUMNS;
    for (ptrdiff_t i = 0; i < rows; i += TILE_ROWS) {
      ptrdiff_t live = rows - i < TILE_ROWS ? rows - i : TILE_ROWS;
      sum_tile(u, &step, block + i, u->strips + j * u->depth, &tile, live, (u->first + i) * u->columns + j, left);
    }
  }
  for (ptrdiff_t r = 0; r < tile.rows; r++) update_row(u, &step, &tile, r);
}
