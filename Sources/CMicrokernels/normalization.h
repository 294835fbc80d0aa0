// Batch normalisation over pixels x channels. A channel is a lane, and pixels are added in ascending order; several
// vectors of channels at once hide the latency of the sums.

enum { CHANNEL_VECTORS = 4 };

// Runs `pass(vectors, j, left, ...)` for all channels of pixels that are `row` floats apart.
#define FOR_EACH_CHANNELS(row, pass, ...)                         \
  ptrdiff_t j = 0;                                                \
  for (; j + CHANNEL_VECTORS * LANES <= channels; j += CHANNEL_VECTORS * LANES) { \
    pass(CHANNEL_VECTORS, j, CHANNEL_VECTORS * LANES, pixels, row, __VA_ARGS__); \
  }                                                               \
  for (; j < channels; j += LANES) pass(1, j, channels - j, pixels, row, __VA_ARGS__);

#define EACH_VECTOR UNROLL for (int v = 0; v < vectors; v++)
#define LOAD(p) load_first((p) + v * LANES, left - v * LANES)
#define STORE(p, value) store_first((p) + v * LANES, value, left - v * LANES)

INLINE void moments_pass(const int vectors, ptrdiff_t j, ptrdiff_t left, ptrdiff_t pixels, ptrdiff_t row,
                         const float *x, float *mean, float *squares) {
  Vector sum[CHANNEL_VECTORS], center[CHANNEL_VECTORS], distance[CHANNEL_VECTORS];
  EACH_VECTOR sum[v] = distance[v] = splat(0);
  for (ptrdiff_t i = 0; i < pixels; i++) EACH_VECTOR sum[v] += LOAD(x + i * row + j);
  EACH_VECTOR center[v] = sum[v] / (float)pixels;
  for (ptrdiff_t i = 0; i < pixels; i++) EACH_VECTOR {
    Vector d = LOAD(x + i * row + j) - center[v];
    distance[v] = fma_(d, d, distance[v]);
  }
  EACH_VECTOR STORE(mean + j, center[v]);
  EACH_VECTOR STORE(squares + j, distance[v]);
}

static void moments(ptrdiff_t pixels, ptrdiff_t row, ptrdiff_t channels, const float *x, float *mean, float *squares) {
  FOR_EACH_CHANNELS(row, moments_pass, x, mean, squares)
}

static void join_moments(ptrdiff_t images, ptrdiff_t pixels, ptrdiff_t channels, ptrdiff_t first, ptrdiff_t last,
                         const float *means, const float *squares, double *mean, double *variance) {
  for (ptrdiff_t j = first; j < last; j++) mean[j] = variance[j] = 0;
  for (ptrdiff_t i = 0; i < images; i++) {
    for (ptrdiff_t j = first; j < last; j++) mean[j] += means[i * channels + j];
  }
  for (ptrdiff_t j = first; j < last; j++) mean[j] /= (double)images;
  for (ptrdiff_t i = 0; i < images; i++) {
    for (ptrdiff_t j = first; j < last; j++) {
      double d = means[i * channels + j] - mean[j];
      variance[j] += squares[i * channels + j] + (double)pixels * (d * d);
    }
  }
  for (ptrdiff_t j = first; j < last; j++) variance[j] /= (double)(images * pixels);
}

INLINE void normalize_pass(const int vectors, ptrdiff_t j, ptrdiff_t left, ptrdiff_t pixels, ptrdiff_t row,
                           const Normalization *n, const float *x, float *y) {
  Vector mean[CHANNEL_VECTORS], scale[CHANNEL_VECTORS], shift[CHANNEL_VECTORS];
  EACH_VECTOR mean[v] = LOAD(n->mean + j);
  EACH_VECTOR scale[v] = LOAD(n->scale + j);
  EACH_VECTOR shift[v] = LOAD(n->shift + j);
  const float slope = n->slope;
  for (ptrdiff_t i = 0; i < pixels; i++) EACH_VECTOR {
    Vector z = fma_(LOAD(x + i * row + j) - mean[v], scale[v], shift[v]);
    STORE(y + i * row + j, rectify(z, slope));
  }
}

static void normalize(ptrdiff_t pixels, ptrdiff_t channels, const Normalization *n, const float *x, float *y) {
  FOR_EACH_CHANNELS(channels, normalize_pass, n, x, y)
}

INLINE void sums_pass(const int vectors, ptrdiff_t j, ptrdiff_t left, ptrdiff_t pixels, ptrdiff_t row,
                      const Normalization *n, const float *x, const float *dy, float *sums, float *products) {
  Vector mean[CHANNEL_VECTORS], scale[CHANNEL_VECTORS], shift[CHANNEL_VECTORS], sum[CHANNEL_VECTORS],
      product[CHANNEL_VECTORS];
  EACH_VECTOR mean[v] = LOAD(n->mean + j);
  EACH_VECTOR scale[v] = LOAD(n->scale + j);
  EACH_VECTOR shift[v] = LOAD(n->shift + j);
  EACH_VECTOR sum[v] = product[v] = splat(0);
  const float slope = n->slope;
  for (ptrdiff_t i = 0; i < pixels; i++) EACH_VECTOR {
    Vector distance = LOAD(x + i * row + j) - mean[v];
    Vector gradient = LOAD(dy + i * row + j);
    gradient = fma_(distance, scale[v], shift[v]) > 0 ? gradient : splat(slope) * gradient;
    sum[v] += gradient;
    product[v] = fma_(gradient, distance, product[v]);
  }
  EACH_VECTOR STORE(sums + j, sum[v]);
  EACH_VECTOR STORE(products + j, product[v]);
}

static void normalize_sums(ptrdiff_t pixels, ptrdiff_t channels, const Normalization *n, const float *x, const float *dy,
                           float *sums, float *products) {
  FOR_EACH_CHANNELS(channels, sums_pass, n, x, dy, sums, products)
}

INLINE void backward_pass(const int vectors, ptrdiff_t j, ptrdiff_t left, ptrdiff_t pixels, ptrdiff_t row,
                          const Normalization *n, const float *tilt, const float *offset, const float *x,
                          const float *dy, float *dx) {
  Vector mean[CHANNEL_VECTORS], scale[CHANNEL_VECTORS], shift[CHANNEL_VECTORS], slant[CHANNEL_VECTORS],
      constant[CHANNEL_VECTORS];
  EACH_VECTOR mean[v] = LOAD(n->mean + j);
  EACH_VECTOR scale[v] = LOAD(n->scale + j);
  EACH_VECTOR shift[v] = LOAD(n->shift + j);
  EACH_VECTOR slant[v] = LOAD(tilt + j);
  EACH_VECTOR constant[v] = LOAD(offset + j);
  const float slope = n->slope;
  for (ptrdiff_t i = 0; i < pixels; i++) EACH_VECTOR {
    Vector distance = LOAD(x + i * row + j) - mean[v];
    Vector gradient = LOAD(dy + i * row + j);
    gradient = fma_(distance, scale[v], shift[v]) > 0 ? gradient : splat(slope) * gradient;
    STORE(dx + i * row + j, fma_(gradient, scale[v], fma_(distance, slant[v], constant[v])));
  }
}

static void normalize_backward(ptrdiff_t pixels, ptrdiff_t channels, const Normalization *n, const float *tilt,
                               const float *offset, const float *x, const float *dy, float *dx) {
  FOR_EACH_CHANNELS(channels, backward_pass, n, tilt, offset, x, dy, dx)
}
