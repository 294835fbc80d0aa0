// Convolutions without copies of patches: in pixels with their channels side by side, a row of taps is one run of
// floats. The rows of a register tile are the same position in several images, so that all of them have the same taps
// and none of these lies in the padding.

// A register tile: `rows` images x `vectors` of a panel, held over the segments (rows of taps) of `length` floats each.
INLINE void patch_tile(const int rows, const int vectors, const PatchProduct *p, const PatchPosition *at,
                       ptrdiff_t skipped, ptrdiff_t segments, int from_y, ptrdiff_t image, ptrdiff_t j,
                       ptrdiff_t left) {
  const ptrdiff_t depth = p->depth, width = p->width, a_row = p->x_image;
  const ptrdiff_t length = at->columns * depth, a_segment = p->x_row, b_segment = at->tap_row * depth * width;
  const float *a = p->x + image * a_row + at->source * depth + skipped * a_segment;
  const float *b = p->b + j / width * p->b_strip + j % width + at->taps * depth * width + skipped * b_segment;
  float *c = p->y + image * p->y_image + at->target * p->y_pixel + j;
  Vector sum[TILE_ROWS][TILE_VECTORS];
  UNROLL for (int r = 0; r < rows; r++) UNROLL for (int v = 0; v < vectors; v++) {
    sum[r][v] = splat(0);
    if (from_y) {
      sum[r][v] = load_first(c + r * p->y_image + v * LANES, left - v * LANES);
    } else if (p->bias) {
      sum[r][v] = load_first(p->bias + j + v * LANES, left - v * LANES);
    }
  }
  for (ptrdiff_t s = segments; s > 0; s--) {
    const float *x = a, *x3 = a + 3 * a_row, *w = b;
    for (ptrdiff_t k = length; k > 0; k--) {
      Vector row[TILE_VECTORS];
      UNROLL for (int v = 0; v < vectors; v++) row[v] = load(w + v * LANES);
      UNROLL for (int r = 0; r < rows; r++) {
        Vector value = splat(r < 3 ? x[r * a_row] : x3[(r - 3) * a_row]);
        UNROLL for (int v = 0; v < vectors; v++) sum[r][v] = fma_(value, row[v], sum[r][v]);
      }
      x++;
      x3++;
      w += width;
    }
    a += a_segment;
    b += b_segment;
  }
  UNROLL for (int r = 0; r < rows; r++) UNROLL for (int v = 0; v < vectors; v++) {
    store_first(c + r * p->y_image + v * LANES, sum[r][v], left - v * LANES);
  }
}

#define PATCH_CASES(vectors)                                                                        \
  switch (rows) {                                                                                   \
    case 6: patch_tile(6, vectors, p, at, skipped, segments, from_y, image, j, left); break;        \
    case 5: patch_tile(5, vectors, p, at, skipped, segments, from_y, image, j, left); break;        \
    case 4: patch_tile(4, vectors, p, at, skipped, segments, from_y, image, j, left); break;        \
    case 3: patch_tile(3, vectors, p, at, skipped, segments, from_y, image, j, left); break;        \
    case 2: patch_tile(2, vectors, p, at, skipped, segments, from_y, image, j, left); break;        \
    default: patch_tile(1, vectors, p, at, skipped, segments, from_y, image, j, left);              \
  }

static void patch_wide(const PatchProduct *p, const PatchPosition *at, ptrdiff_t skipped, ptrdiff_t segments, int from_y,
                       ptrdiff_t rows, ptrdiff_t image, ptrdiff_t j, ptrdiff_t left) {
  PATCH_CASES(TILE_VECTORS)
}

static void patch_single(const PatchProduct *p, const PatchPosition *at, ptrdiff_t skipped, ptrdiff_t segments,
                         int from_y, ptrdiff_t rows, ptrdiff_t image, ptrdiff_t j, ptrdiff_t left) {
  PATCH_CASES(1)
}

// Few output channels: the lanes share the depth instead.
enum { DOT_SUMS = 16, DOT_VECTORS = DOT_SUMS / LANES };

typedef float Four __attribute__((ext_vector_type(4)));

// Sums i and i + 8, then i and i + 4.
INLINE Four fold_to_four(const Vector *sum) {
  Four quarter[4];
  __builtin_memcpy(quarter, sum, sizeof quarter);
  return (quarter[0] + quarter[2]) + (quarter[1] + quarter[3]);
}

// For each of four: elements i and i + 2, then 0 and 1.
INLINE Four fold_each(const Four *x) {
  Four a = __builtin_shufflevector(x[0], x[1], 0, 4, 1, 5), b = __builtin_shufflevector(x[2], x[3], 0, 4, 1, 5);
  Four c = __builtin_shufflevector(x[0], x[1], 2, 6, 3, 7), d = __builtin_shufflevector(x[2], x[3], 2, 6, 3, 7);
  Four first = a + c, second = b + d;  // (x0, x1) of two vectors each: element 0 of both, then element 1 of both
  return __builtin_shufflevector(first, second, 0, 1, 4, 5) + __builtin_shufflevector(first, second, 2, 3, 6, 7);
}

// `count` positions with the same taps: neighbours, which share most of their input.
INLINE void dot_tile(const int count, const PatchProduct *p, const PatchPosition *at, ptrdiff_t image, ptrdiff_t j) {
  const ptrdiff_t depth = p->depth, length = at->columns * depth, whole = length / DOT_SUMS * DOT_SUMS;
  const float *b = p->b + j * p->dot_stride + at->taps * depth, *a[4];
  Vector sum[4][DOT_VECTORS];
  UNROLL for (int n = 0; n < count; n++) {
    a[n] = p->x + image * p->x_image + at[n].source * depth;
    UNROLL for (int v = 0; v < DOT_VECTORS; v++) sum[n][v] = splat(0);
  }
  for (ptrdiff_t s = 0; s < at->rows; s++) {
    for (ptrdiff_t k = 0; k < whole; k += DOT_SUMS) {
      UNROLL for (int v = 0; v < DOT_VECTORS; v++) {
        Vector weights = load(b + k + v * LANES);
        UNROLL for (int n = 0; n < count; n++) sum[n][v] = fma_(load(a[n] + k + v * LANES), weights, sum[n][v]);
      }
    }
    if (whole < length) {
      UNROLL for (int v = 0; v < DOT_VECTORS; v++) {
        ptrdiff_t k = whole + v * LANES, left = length - k;
        if (left <= 0) break;
        Vector weights = load_first(b + k, left);
        UNROLL for (int n = 0; n < count; n++) sum[n][v] = fma_(load_first(a[n] + k, left), weights, sum[n][v]);
      }
    }
    UNROLL for (int n = 0; n < count; n++) a[n] += p->x_row;
    b += at->tap_row * depth;
  }
  Four halves[4];
  UNROLL for (int n = 0; n < 4; n++) halves[n] = n < count ? fold_to_four(sum[n]) : (Four)0;
  Four folded = fold_each(halves);
  float start = p->bias ? p->bias[j] : 0;
  UNROLL for (int n = 0; n < count; n++) {
    p->y[image * p->y_image + at[n].target * p->y_pixel + j] = start + folded[n];
  }
}

INLINE int has_same_taps(const PatchPosition *a, const PatchPosition *b) {
  return a->taps == b->taps && a->rows == b->rows && a->columns == b->columns && a->tap_row == b->tap_row;
}

static void patch_dots(const PatchProduct *p) {
  for (ptrdiff_t image = 0; image < p->images; image++) {
    const PatchPosition *at = p->positions, *end = at + p->position_count;
    while (at < end) {
      ptrdiff_t count = 1;
      while (count < 4 && at + count < end && has_same_taps(at, at + count)) count++;
      if (count < 4) count = 1;
      for (ptrdiff_t j = 0; j < p->columns; j++) {
        if (count == 4) {
          dot_tile(4, p, at, image, j);
        } else {
          dot_tile(1, p, at, image, j);
        }
      }
      at += count;
    }
  }
}

static void patch_product(const PatchProduct *p) {
  if (p->dot_stride > 0) {
    patch_dots(p);
    return;
  }
  ptrdiff_t tiles = (p->images + TILE_ROWS - 1) / TILE_ROWS;
  for (ptrdiff_t n = 0; n < p->position_count; n++) {
    const PatchPosition *at = p->positions + n;
    ptrdiff_t first = at->first_row > p->first_row ? at->first_row : p->first_row;
    ptrdiff_t end = at->first_row + at->rows < p->end_row ? at->first_row + at->rows : p->end_row;
    int from_y = p->first_row > 0;
    ptrdiff_t segments = end > first ? end - first : 0;
    if (from_y && segments == 0) continue;
    for (ptrdiff_t j = 0; j < p->columns;) {
      ptrdiff_t left = p->columns - j;
      int wide = left > TILE_COLUMNS - LANES && p->width >= TILE_COLUMNS;
      for (ptrdiff_t tile = 0, image = 0; tile < tiles; tile++) {
        ptrdiff_t rows = (p->images - image + (tiles - tile) - 1) / (tiles - tile);
        if (wide) {
          patch_wide(p, at, first - at->first_row, segments, from_y, rows, image, j, left);
        } else {
          patch_single(p, at, first - at->first_row, segments, from_y, rows, image, j, left);
        }
        image += rows;
      }
      j += wide ? TILE_COLUMNS : LANES;
    }
  }
}

// Sums of outer products of pixels.
//
// Rows of pixels are short, and pixels lie at distances that share few places of a cache. So the channels of a block of
// pixels are copied together, and stay in the first-level cache while all tiles of the block are computed; the loop over
// the block has no inner ends, and each sum is loaded and stored once for all of it.

enum { OUTER_DEPTH = LANES == 16 ? 96 : 192, OUTER_ROWS = 64, OUTER_AHEAD = 8 };

typedef struct OuterBlock {
  _Alignas(64) float rows[OUTER_DEPTH * OUTER_ROWS];          // of a
  _Alignas(64) float columns[OUTER_DEPTH * TILE_COLUMNS];     // of b, `vectors` vectors for each pixel
  ptrdiff_t a[OUTER_DEPTH], b[OUTER_DEPTH];                   // offsets of the pixels
  ptrdiff_t depth;
  int accumulate;
} OuterBlock;

// C(i ..< i + rows, j ..< j + vectors * LANES). `partial` (one vector only): the lanes before `skip` belong to a neighbour
// and those from `end` on to nobody.
INLINE void outer_tile(const int rows, const int vectors, const int partial, const OuterProducts *p,
                       const OuterBlock *block, ptrdiff_t first, ptrdiff_t i, ptrdiff_t j, ptrdiff_t skip,
                       ptrdiff_t end) {
  Vector sum[TILE_ROWS][TILE_VECTORS];
  float *c = p->c + (first + i) * p->c_row + j * p->c_column;
  const int is_plain = !partial && p->c_column == 1;
  UNROLL for (int r = 0; r < rows; r++) UNROLL for (int v = 0; v < vectors; v++) {
    sum[r][v] = splat(0);
    if (block->accumulate && is_plain) {
      sum[r][v] = load(c + r * p->c_row + v * LANES);
    } else if (block->accumulate) {
      float lanes[LANES] = {0};
      for (ptrdiff_t l = skip; l < end; l++) lanes[l] = c[r * p->c_row + (v * LANES + l) * p->c_column];
      sum[r][v] = load(lanes);
    }
  }
  const float *a = block->rows + i, *b = block->columns;
  for (ptrdiff_t k = block->depth; k > 0; k--) {
    Vector values[TILE_VECTORS];
    UNROLL for (int v = 0; v < vectors; v++) values[v] = load(b + v * LANES);
    UNROLL for (int r = 0; r < rows; r++) {
      Vector value = splat(a[r]);
      UNROLL for (int v = 0; v < vectors; v++) sum[r][v] = fma_(value, values[v], sum[r][v]);
    }
    a += OUTER_ROWS;
    b += vectors * LANES;
  }
  UNROLL for (int r = 0; r < rows; r++) UNROLL for (int v = 0; v < vectors; v++) {
    if (is_plain) {
      store(c + r * p->c_row + v * LANES, sum[r][v]);
    } else {
      float lanes[LANES];
      store(lanes, sum[r][v]);
      for (ptrdiff_t l = skip; l < end; l++) c[r * p->c_row + (v * LANES + l) * p->c_column] = lanes[l];
    }
  }
}

// Copies columns of b, then runs the tiles below one another.
INLINE void outer_columns(const int vectors, const int partial, const OuterProducts *p, OuterBlock *block, ptrdiff_t first,
                          ptrdiff_t height, ptrdiff_t j, ptrdiff_t skip, ptrdiff_t end) {
  for (ptrdiff_t k = 0; k < block->depth; k++) {
    const float *from = p->b + block->b[k] + j;
    float *to = block->columns + k * vectors * LANES;
    UNROLL for (int v = 0; v < vectors; v++) {
      store(to + v * LANES, partial ? load_first(from, end) : load(from + v * LANES));
    }
  }
  ptrdiff_t tiles = (height + TILE_ROWS - 1) / TILE_ROWS;
  for (ptrdiff_t tile = 0, i = 0; tile < tiles; tile++) {
    ptrdiff_t rows = (height - i + (tiles - tile) - 1) / (tiles - tile);
    switch (rows) {
      case 6: outer_tile(6, vectors, partial, p, block, first, i, j, skip, end); break;
      case 5: outer_tile(5, vectors, partial, p, block, first, i, j, skip, end); break;
      case 4: outer_tile(4, vectors, partial, p, block, first, i, j, skip, end); break;
      case 3: outer_tile(3, vectors, partial, p, block, first, i, j, skip, end); break;
      case 2: outer_tile(2, vectors, partial, p, block, first, i, j, skip, end); break;
      default: outer_tile(1, vectors, partial, p, block, first, i, j, skip, end);
    }
    i += rows;
  }
}

static void outer_wide(const OuterProducts *p, OuterBlock *block, ptrdiff_t first, ptrdiff_t height, ptrdiff_t j) {
  outer_columns(TILE_VECTORS, 0, p, block, first, height, j, 0, LANES);
}

static void outer_single(const OuterProducts *p, OuterBlock *block, ptrdiff_t first, ptrdiff_t height, ptrdiff_t j) {
  outer_columns(1, 0, p, block, first, height, j, 0, LANES);
}

static void outer_last(const OuterProducts *p, OuterBlock *block, ptrdiff_t first, ptrdiff_t height, ptrdiff_t j,
                       ptrdiff_t skip, ptrdiff_t end) {
  outer_columns(1, 1, p, block, first, height, j, skip, end);
}

static void outer_rows(const OuterProducts *p, OuterBlock *block, ptrdiff_t first, ptrdiff_t height) {
  for (ptrdiff_t k = 0; k < block->depth; k++) {
    const float *from = p->a + block->a[k] + first;
    float *to = block->rows + k * OUTER_ROWS;
    // The processor cannot guess where the next pixels are; and all columns of b will be wanted soon.
    if (k + OUTER_AHEAD < block->depth) {
      const float *ahead = p->a + block->a[k + OUTER_AHEAD] + first;
      for (ptrdiff_t i = 0; i < height; i += 16) __builtin_prefetch(ahead + i, 0, 3);
    }
    const float *b = p->b + block->b[k];
    for (ptrdiff_t j = 0; j < p->width; j += 16) __builtin_prefetch(b + j, 0, 2);
    for (ptrdiff_t i = 0; i < height; i += LANES) store_first(to + i, load_first(from + i, height - i), height - i);
  }
  for (ptrdiff_t j = 0; j < p->width;) {
    ptrdiff_t left = p->width - j;
    if (left >= TILE_COLUMNS) {
      outer_wide(p, block, first, height, j);
    } else if (left >= LANES) {
      outer_single(p, block, first, height, j);
    } else if (p->width >= LANES) {
      outer_last(p, block, first, height, j - (LANES - left), LANES - left, LANES);  // moved back, to end with them
    } else {
      outer_last(p, block, first, height, j, 0, left);
    }
    j += left >= TILE_COLUMNS ? TILE_COLUMNS : LANES;
  }
}

static void outer_block(const OuterProducts *p, OuterBlock *block) {
  for (ptrdiff_t first = 0; first < p->height; first += OUTER_ROWS) {
    outer_rows(p, block, first, p->height - first < OUTER_ROWS ? p->height - first : OUTER_ROWS);
  }
  block->depth = 0;
  block->accumulate = 1;
}

static void outer_products(const OuterProducts *p) {
  OuterBlock block;
  block.depth = 0;
  block.accumulate = p->accumulate;
  for (ptrdiff_t image = 0; image < p->images; image++) {
    for (ptrdiff_t row = 0; row < p->rows; row++) {
      ptrdiff_t a = image * p->a_image + row * p->a_row, b = image * p->b_image + row * p->b_row;
      for (ptrdiff_t column = 0; column < p->columns; column++) {
        block.a[block.depth] = a + column * p->a_column;
        block.b[block.depth] = b + column * p->b_column;
        if (++block.depth == OUTER_DEPTH) outer_block(p, &block);
      }
    }
  }
  // What is left; or the zeros of a sum without terms.
  if (block.depth > 0 || !block.accumulate) outer_block(p, &block);
}
