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
  const float *b = p->b + at->taps * depth * width + skipped * b_segment + j;
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

INLINE void dot_tile(const int rows, const PatchProduct *p, const PatchPosition *at, ptrdiff_t image, ptrdiff_t j) {
  const ptrdiff_t depth = p->depth, length = at->columns * depth;
  const float *a = p->x + image * p->x_image + at->source * depth;
  const float *b = p->b + j * p->dot_stride + at->taps * depth;
  Vector sum[4][DOT_VECTORS];
  UNROLL for (int r = 0; r < rows; r++) UNROLL for (int v = 0; v < DOT_VECTORS; v++) sum[r][v] = splat(0);
  for (ptrdiff_t s = 0; s < at->rows; s++) {
    for (ptrdiff_t k = 0; k < length; k += DOT_SUMS) {
      UNROLL for (int v = 0; v < DOT_VECTORS; v++) {
        ptrdiff_t i = k + v * LANES, left = length - i;
        if (left <= 0) break;
        Vector weights = load_first(b + i, left);
        UNROLL for (int r = 0; r < rows; r++) {
          sum[r][v] = fma_(load_first(a + r * p->x_image + i, left), weights, sum[r][v]);
        }
      }
    }
    a += p->x_row;
    b += at->tap_row * depth;
  }
  Four halves[4];
  UNROLL for (int r = 0; r < 4; r++) halves[r] = r < rows ? fold_to_four(sum[r]) : (Four)0;
  Four folded = fold_each(halves);
  float start = p->bias ? p->bias[j] : 0;
  UNROLL for (int r = 0; r < rows; r++) {
    p->y[(image + r) * p->y_image + at->target * p->y_pixel + j] = start + folded[r];
  }
}

static void patch_dots(const PatchProduct *p) {
  for (ptrdiff_t n = 0; n < p->position_count; n++) {
    for (ptrdiff_t j = 0; j < p->columns; j++) {
      ptrdiff_t image = 0;
      for (; image + 4 <= p->images; image += 4) dot_tile(4, p, p->positions + n, image, j);
      for (; image < p->images; image++) dot_tile(1, p, p->positions + n, image, j);
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
      int wide = left > TILE_COLUMNS - LANES && j + TILE_COLUMNS <= p->width;
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

// C(i ..< i + rows, j ..< j + vectors * LANES). `partial` (one vector only): the lanes before `skip` belong to a neighbour
// and those from `end` on to nobody.
INLINE void outer_tile(const int rows, const int vectors, const int partial, const OuterProducts *p, ptrdiff_t i,
                       ptrdiff_t j, ptrdiff_t skip, ptrdiff_t end) {
  Vector sum[TILE_ROWS][TILE_VECTORS];
  float *c = p->c + i * p->c_row + j * p->c_column;
  const int is_plain = !partial && p->c_column == 1;
  UNROLL for (int r = 0; r < rows; r++) UNROLL for (int v = 0; v < vectors; v++) {
    sum[r][v] = splat(0);
    if (p->accumulate && is_plain) {
      sum[r][v] = load(c + r * p->c_row + v * LANES);
    } else if (p->accumulate) {
      float lanes[LANES] = {0};
      for (ptrdiff_t l = skip; l < end; l++) lanes[l] = c[r * p->c_row + (v * LANES + l) * p->c_column];
      sum[r][v] = load(lanes);
    }
  }
  const ptrdiff_t a_column = p->a_column, b_column = p->b_column;
  for (ptrdiff_t image = 0; image < p->images; image++) {
    for (ptrdiff_t row = 0; row < p->rows; row++) {
      const float *a = p->a + image * p->a_image + row * p->a_row + i;
      const float *b = p->b + image * p->b_image + row * p->b_row + j;
      for (ptrdiff_t k = p->columns; k > 0; k--) {
        Vector values[TILE_VECTORS];
        UNROLL for (int v = 0; v < vectors; v++) {
          values[v] = partial ? load_first(b + v * LANES, end) : load(b + v * LANES);
        }
        UNROLL for (int r = 0; r < rows; r++) {
          Vector value = splat(a[r]);
          UNROLL for (int v = 0; v < vectors; v++) sum[r][v] = fma_(value, values[v], sum[r][v]);
        }
        a += a_column;
        b += b_column;
      }
    }
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

#define OUTER_CASES(vectors, partial)                                   \
  switch (rows) {                                                       \
    case 6: outer_tile(6, vectors, partial, p, i, j, skip, end); break; \
    case 5: outer_tile(5, vectors, partial, p, i, j, skip, end); break; \
    case 4: outer_tile(4, vectors, partial, p, i, j, skip, end); break; \
    case 3: outer_tile(3, vectors, partial, p, i, j, skip, end); break; \
    case 2: outer_tile(2, vectors, partial, p, i, j, skip, end); break; \
    default: outer_tile(1, vectors, partial, p, i, j, skip, end);       \
  }

static void outer_wide(const OuterProducts *p, ptrdiff_t rows, ptrdiff_t i, ptrdiff_t j) {
  const ptrdiff_t skip = 0, end = LANES;
  OUTER_CASES(TILE_VECTORS, 0)
}

static void outer_single(const OuterProducts *p, ptrdiff_t rows, ptrdiff_t i, ptrdiff_t j) {
  const ptrdiff_t skip = 0, end = LANES;
  OUTER_CASES(1, 0)
}

static void outer_last(const OuterProducts *p, ptrdiff_t rows, ptrdiff_t i, ptrdiff_t j, ptrdiff_t skip,
                       ptrdiff_t end) {
  OUTER_CASES(1, 1)
}

static void outer_products(const OuterProducts *p) {
  ptrdiff_t tiles = (p->height + TILE_ROWS - 1) / TILE_ROWS;
  for (ptrdiff_t j = 0; j < p->width;) {
    ptrdiff_t left = p->width - j;
    for (ptrdiff_t tile = 0, i = 0; tile < tiles; tile++) {
      ptrdiff_t rows = (p->height - i + (tiles - tile) - 1) / (tiles - tile);
      if (left >= TILE_COLUMNS) {
        outer_wide(p, rows, i, j);
      } else if (left >= LANES) {
        outer_single(p, rows, i, j);
      } else if (p->width >= LANES) {
        outer_last(p, rows, i, j - (LANES - left), LANES - left, LANES);  // moved back, to end with the columns
      } else {
        outer_last(p, rows, i, j, 0, left);
      }
      i += rows;
    }
    j += left >= TILE_COLUMNS ? TILE_COLUMNS : LANES;
  }
}
