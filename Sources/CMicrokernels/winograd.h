// Winograd's minimal filtering (Winograd 1980; Lavin and Gray 2016) for filters of two taps, g0 and g1, in each direction.
//
// A tile of m outputs y_i = x_i g0 + x_(i+1) g1 is a product of polynomials read backwards. Polynomials may be multiplied by
// their values at m + 1 points: so instead of 2 m products there are m + 1, one for each point, between sums over x and sums
// over g. The points are 0, 1, infinity, -1, 2, in this order; a tile of m takes the first m + 1 of them. So tiles of all
// sizes share the values of one filter:
//
//     g0,  (g0 + g1) / 2,  g1,  (g0 - g1) / 6,  (g0 + 2 g1) / 6
//
// The denominators stand here because filters are few. In two dimensions rows and columns are treated in turn.
//
// The way back, from outputs to inputs, goes through the adjoint maps: outputs to points, products with the same values of the
// filter, points to pixels, where neighbouring tiles share a line and add up.

enum { WINOGRAD_POINTS = 5 };

INLINE Vector sixth(Vector x) { return x * splat(1.0f / 6); }

// One row or column of a tile of m outputs: from x[0], x[x_step] ... to y[0], y[y_step] ...
INLINE void winograd_line(const int map, const int m, const Vector *x, ptrdiff_t x_step, Vector *y, ptrdiff_t y_step) {
#define X(i) x[(i) * x_step]
#define Y(i) y[(i) * y_step]
  if (map == WINOGRAD_INPUT && m == 2) {
    Y(0) = X(0) - X(1);
    Y(1) = X(1) + X(1);
    Y(2) = X(2) - X(1);
  } else if (map == WINOGRAD_INPUT && m == 3) {
    Y(0) = X(0) - X(2);
    Y(1) = X(1) + X(2);
    Y(2) = X(3) - X(1);
    Y(3) = splat(3) * (X(2) - X(1));
  } else if (map == WINOGRAD_INPUT) {
    Vector middle = X(3) - X(1);
    Y(0) = fma_(splat(0.5f), middle, X(0) - X(2));
    Y(1) = fma_(splat(2), X(1), X(2) - X(3));
    Y(2) = fma_(splat(-2), middle, X(4) - X(2));
    Y(3) = fma_(splat(3), X(2), fma_(splat(-2), X(1), -X(3)));
    Y(4) = middle;
  } else if (map == WINOGRAD_INPUT_GRADIENT && m == 2) {
    Y(0) = X(0);
    Y(1) = fma_(splat(2), X(1), -X(0)) - X(2);
    Y(2) = X(2);
  } else if (map == WINOGRAD_INPUT_GRADIENT && m == 3) {
    Y(0) = X(0);
    Y(1) = fma_(splat(-3), X(3), X(1) - X(2));
    Y(2) = fma_(splat(3), X(3), X(1) - X(0));
    Y(3) = X(2);
  } else if (map == WINOGRAD_INPUT_GRADIENT) {
    Vector middle = fma_(splat(-2), X(2), fma_(splat(0.5f), X(0), X(4)));
    Y(0) = X(0);
    Y(1) = fma_(splat(2), X(1) - X(3), -middle);
    Y(2) = fma_(splat(3), X(3), X(1) - X(0)) - X(2);
    Y(3) = middle - X(1) - X(3);
    Y(4) = X(2);
  } else if (map == WINOGRAD_OUTPUT && m == 2) {
    Y(0) = X(0) + X(1);
    Y(1) = X(1) + X(2);
  } else if (map == WINOGRAD_OUTPUT) {
    Vector even = X(1) + X(3), odd = X(1) - X(3);
    Y(0) = X(0) + even;
    if (m == 3) {
      Y(1) = odd;
      Y(2) = even + X(2);
    } else {
      Y(0) += X(4);
      Y(1) = fma_(splat(2), X(4), odd);
      Y(2) = fma_(splat(4), X(4), even);
      Y(3) = fma_(splat(8), X(4), odd) + X(2);
    }
  } else if (map == WINOGRAD_OUTPUT_GRADIENT && m == 2) {
    Y(0) = X(0);
    Y(1) = X(0) + X(1);
    Y(2) = X(1);
  } else if (map == WINOGRAD_OUTPUT_GRADIENT) {
    Vector even = X(0) + X(2), odd = m == 3 ? X(1) : X(1) + X(3);
    Y(0) = X(0);
    Y(1) = even + odd;
    Y(2) = X(m - 1);
    Y(3) = even - odd;
    if (m == 4) Y(4) = fma_(splat(8), X(3), fma_(splat(4), X(2), fma_(splat(2), X(1), X(0))));
  } else if (map == WINOGRAD_WEIGHTS) {
    Y(0) = X(0);
    Y(1) = splat(0.5f) * (X(0) + X(1));
    Y(2) = X(1);
    if (m > 2) Y(3) = sixth(X(0) - X(1));
    if (m > 3) Y(4) = sixth(fma_(splat(2), X(1), X(0)));
  } else {
    Vector first = fma_(splat(0.5f), X(1), X(0)), second = fma_(splat(0.5f), X(1), X(2));
    if (m == 2) {
      Y(0) = first;
      Y(1) = second;
    } else {
      Y(0) = first + sixth(m == 3 ? X(3) : X(3) + X(4));
      Y(1) = second + sixth(m == 3 ? -X(3) : fma_(splat(2), X(4), -X(3)));
    }
  }
#undef X
#undef Y
}

// How many numbers a line of a tile of m outputs has before (`is_result` 0) and after the map.
INLINE ptrdiff_t winograd_length(const int map, const int is_result, const ptrdiff_t m) {
  switch (map) {
    case WINOGRAD_INPUT:
    case WINOGRAD_INPUT_GRADIENT: return m + 1;
    case WINOGRAD_OUTPUT: return is_result ? m : m + 1;
    case WINOGRAD_OUTPUT_GRADIENT: return is_result ? m + 1 : m;
    case WINOGRAD_WEIGHTS: return is_result ? m + 1 : 2;
    default: return is_result ? 2 : m + 1;
  }
}

// The columns of tiles of m rows, from memory to `half`.
INLINE void winograd_columns(const int map, const int m, const int partial, const WinogradTiles *t, const float *from,
                             ptrdiff_t left, ptrdiff_t width, Vector *half) {
  const ptrdiff_t height = winograd_length(map, 0, m);
  for (ptrdiff_t j = 0; j < width; j++) {
    Vector x[WINOGRAD_POINTS];
    UNROLL for (int i = 0; i < height; i++) {
      ptrdiff_t place = t->from_places[i * width + j];
      x[i] = map == WINOGRAD_INPUT && place < 0 ? splat(0) : partial ? load_first(from + place, left) : load(from + place);
    }
    winograd_line(map, m, x, 1, half + j, width);
  }
}

// The rows of tiles of m columns, from `half` to memory.
INLINE void winograd_rows(const int map, const int m, const int partial, const WinogradTiles *t, float *to,
                          const float *bias, ptrdiff_t left, ptrdiff_t height, const Vector *half) {
  const ptrdiff_t given = winograd_length(map, 0, m), width = winograd_length(map, 1, m);
  Vector start = !bias ? splat(0) : partial ? load_first(bias, left) : load(bias);
  for (ptrdiff_t i = 0; i < height; i++) {
    Vector y[WINOGRAD_POINTS];
    winograd_line(map, m, half + i * given, 1, y, 1);
    UNROLL for (int j = 0; j < width; j++) {
      if (map == WINOGRAD_INPUT_GRADIENT && t->to_places[i * width + j] < 0) continue;
      float *place = to + t->to_places[i * width + j];
      int adds = map == WINOGRAD_WEIGHT_GRADIENT  ? t->accumulate
                 : map == WINOGRAD_INPUT_GRADIENT ? (i == 0 && t->adds_row) || (j == 0 && t->adds_column)
                                                  : 0;
      if (adds) {
        y[j] += partial ? load_first(place, left) : load(place);
      } else if (map == WINOGRAD_OUTPUT || map == WINOGRAD_INPUT_GRADIENT) {
        y[j] += start;
      }
      if (partial) {
        store_first(place, y[j], left);
      } else {
        store(place, y[j]);
      }
    }
  }
}

INLINE void winograd_vector(const int map, const int partial, const WinogradTiles *t, const float *from, float *to,
                            const float *bias, ptrdiff_t left) {
  const ptrdiff_t width = winograd_length(map, 0, t->width), height = winograd_length(map, 1, t->height);
  Vector half[WINOGRAD_POINTS * WINOGRAD_POINTS];
  switch (t->height) {
    case 2: winograd_columns(map, 2, partial, t, from, left, width, half); break;
    case 3: winograd_columns(map, 3, partial, t, from, left, width, half); break;
    default: winograd_columns(map, 4, partial, t, from, left, width, half);
  }
  switch (t->width) {
    case 2: winograd_rows(map, 2, partial, t, to, bias, left, height, half); break;
    case 3: winograd_rows(map, 3, partial, t, to, bias, left, height, half); break;
    default: winograd_rows(map, 4, partial, t, to, bias, left, height, half);
  }
}

INLINE void winograd_tiles(const int map, const WinogradTiles *t) {
  const ptrdiff_t whole = t->channels / LANES * LANES;
  for (ptrdiff_t n = 0; n < t->count; n++) {
    const float *from = t->from + n * t->from_step;
    float *to = t->to + n * t->to_step;
    for (ptrdiff_t c = 0; c < whole; c += LANES) {
      winograd_vector(map, 0, t, from + c, to + c, t->bias ? t->bias + c : NULL, LANES);
    }
    if (whole < t->channels) {
      winograd_vector(map, 1, t, from + whole, to + whole, t->bias ? t->bias + whole : NULL, t->channels - whole);
    }
  }
}

static void winograd_transform(const WinogradTiles *t) {
  switch (t->map) {
    case WINOGRAD_INPUT: winograd_tiles(WINOGRAD_INPUT, t); break;
    case WINOGRAD_INPUT_GRADIENT: winograd_tiles(WINOGRAD_INPUT_GRADIENT, t); break;
    case WINOGRAD_OUTPUT: winograd_tiles(WINOGRAD_OUTPUT, t); break;
    case WINOGRAD_OUTPUT_GRADIENT: winograd_tiles(WINOGRAD_OUTPUT_GRADIENT, t); break;
    case WINOGRAD_WEIGHTS: winograd_tiles(WINOGRAD_WEIGHTS, t); break;
    default: winograd_tiles(WINOGRAD_WEIGHT_GRADIENT, t);
  }
}
