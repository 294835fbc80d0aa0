// Batch normalisation over pixels x channels. A channel is a lane; pixels are added in ascending order.

#define FOR_EACH_CHANNEL for (ptrdiff_t j = 0, left = channels; left > 0; j += LANES, left -= LANES)

static void moments(ptrdiff_t pixels, ptrdiff_t channels, const float *x, float *mean, float *squares) {
  FOR_EACH_CHANNEL {
    Vector sum = splat(0), distance = splat(0);
    for (ptrdiff_t i = 0; i < pixels; i++) sum += load_first(x + i * channels + j, left);
    Vector center = sum / (float)pixels;
    for (ptrdiff_t i = 0; i < pixels; i++) {
      Vector d = load_first(x + i * channels + j, left) - center;
      distance = fma_(d, d, distance);
    }
    store_first(mean + j, center, left);
    store_first(squares + j, distance, left);
  }
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

static void normalize(ptrdiff_t pixels, ptrdiff_t channels, const Normalization *n, const float *x, float *y) {
  FOR_EACH_CHANNEL {
    const Vector mean = load_first(n->mean + j, left), scale = load_first(n->scale + j, left),
                 shift = load_first(n->shift + j, left);
    for (ptrdiff_t i = 0; i < pixels; i++) {
      Vector z = fma_(load_first(x + i * channels + j, left) - mean, scale, shift);
      store_first(y + i * channels + j, rectify(z, n->slope), left);
    }
  }
}

static void normalize_sums(ptrdiff_t pixels, ptrdiff_t channels, const Normalization *n, const float *x, const float *dy,
                           float *sums, float *products) {
  FOR_EACH_CHANNEL {
    const Vector mean = load_first(n->mean + j, left), scale = load_first(n->scale + j, left),
                 shift = load_first(n->shift + j, left);
    Vector sum = splat(0), product = splat(0);
    for (ptrdiff_t i = 0; i < pixels; i++) {
      Vector distance = load_first(x + i * channels + j, left) - mean;
      Vector gradient = load_first(dy + i * channels + j, left);
      gradient = fma_(distance, scale, shift) > 0 ? gradient : splat(n->slope) * gradient;
      sum += gradient;
      product = fma_(gradient, distance, product);
    }
    store_first(sums + j, sum, left);
    store_first(products + j, product, left);
  }
}

static void normalize_backward(ptrdiff_t pixels, ptrdiff_t channels, const Normalization *n, const float *tilt,
                               const float *offset, const float *x, const float *dy, float *dx) {
  FOR_EACH_CHANNEL {
    const Vector mean = load_first(n->mean + j, left), scale = load_first(n->scale + j, left),
                 shift = load_first(n->shift + j, left), slant = load_first(tilt + j, left),
                 constant = load_first(offset + j, left);
    for (ptrdiff_t i = 0; i < pixels; i++) {
      Vector distance = load_first(x + i * channels + j, left) - mean;
      Vector gradient = load_first(dy + i * channels + j, left);
      gradient = fma_(distance, scale, shift) > 0 ? gradient : splat(n->slope) * gradient;
      store_first(dx + i * channels + j, fma_(gradient, scale, fma_(distance, slant, constant)), left);
    }
  }
}
