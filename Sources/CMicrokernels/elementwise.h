// One pass over arrays: activations and their derivatives, losses, sums, Adam.

#define FOR_EACH_VECTOR(n) for (ptrdiff_t i = 0, left = (n); left > 0; i += LANES, left -= LANES)

#define MAP(name, function)                                       \
  static void name(ptrdiff_t n, const float *x, float *y) {       \
    FOR_EACH_VECTOR(n) store_first(y + i, function(load_first(x + i, left)), left); \
  }

MAP(exp_all, vector_exp)
MAP(log_all, vector_log)
MAP(softplus_all, vector_softplus)
MAP(tanh_all, vector_tanh)
MAP(sigmoid_all, vector_sigmoid)

static void leaky_relu(ptrdiff_t n, float slope, const float *x, float *y) {
  FOR_EACH_VECTOR(n) store_first(y + i, rectify(load_first(x + i, left), slope), left);
}

static void leaky_relu_backward(ptrdiff_t n, float slope, const float *x, const float *dy, float *dx) {
  FOR_EACH_VECTOR(n) {
    Vector gradient = load_first(dy + i, left);
    Vector result = load_first(x + i, left) > 0 ? gradient : splat(slope) * gradient;
    store_first(dx + i, result, left);
  }
}

static void tanh_backward(ptrdiff_t n, const float *y, const float *dy, float *dx) {
  FOR_EACH_VECTOR(n) {
    Vector value = load_first(y + i, left);
    store_first(dx + i, load_first(dy + i, left) * fma_(-value, value, splat(1)), left);
  }
}

static void sigmoid_backward(ptrdiff_t n, const float *y, const float *dy, float *dx) {
  FOR_EACH_VECTOR(n) {
    Vector value = load_first(y + i, left);
    store_first(dx + i, load_first(dy + i, left) * fma_(-value, value, value), left);
  }
}

static void multiply(ptrdiff_t n, const float *x, const float *y, float *z) {
  FOR_EACH_VECTOR(n) store_first(z + i, load_first(x + i, left) * load_first(y + i, left), left);
}

static void logit_loss(ptrdiff_t n, float sign, float target, float scale, const float *x, float *loss, float *score,
                       float *gradient) {
  FOR_EACH_VECTOR(n) {
    Vector logit = load_first(x + i, left);
    Vector probability = vector_sigmoid(logit);
    Vector value = fma_(splat(-target), logit, vector_softplus(logit));
    store_first(loss + i, splat(sign) * value, left);
    store_first(score + i, probability, left);
    store_first(gradient + i, splat(scale * sign) * (probability - target), left);
  }
}

static float sum(ptrdiff_t n, const float *x) {
  enum { SUMS = 64, VECTORS = SUMS / LANES };
  Vector partial[VECTORS];
  for (int v = 0; v < VECTORS; v++) partial[v] = splat(0);
  for (ptrdiff_t i = 0; i < n; i += SUMS) {
    UNROLL for (int v = 0; v < VECTORS; v++) {
      ptrdiff_t at = i + v * LANES;
      if (at < n) partial[v] += load_first(x + at, n - at);
    }
  }
  float lanes[SUMS];
  for (int v = 0; v < VECTORS; v++) store(lanes + v * LANES, partial[v]);
  for (int half = SUMS / 2; half > 0; half /= 2) {
    for (int i = 0; i < half; i++) lanes[i] += lanes[i + half];
  }
  return lanes[0];
}

INLINE void adam_row(const AdamStep *s, ptrdiff_t n, const float *g, float *p, float *m, float *v) {
  const Vector rate = splat(-s->rate), beta2 = splat(s->beta2), correction = splat(s->root_correction),
               epsilon = splat(s->epsilon), one_minus_beta1 = splat(s->one_minus_beta1),
               one_minus_beta2 = splat(s->one_minus_beta2);
  FOR_EACH_VECTOR(n) {
    Vector gradient = load_first(g + i, left), first = load_first(m + i, left), second = load_first(v + i, left);
    first = fma_(one_minus_beta1, gradient - first, first);
    second = fma_(one_minus_beta2 * gradient, gradient, beta2 * second);
    Vector divisor = fma_(__builtin_elementwise_sqrt(second), correction, epsilon);
    store_first(m + i, first, left);
    store_first(v + i, second, left);
    store_first(p + i, fma_(rate, first / divisor, load_first(p + i, left)), left);
  }
}

static void adam(const AdamStep *step, ptrdiff_t n, const float *g, float *p, float *m, float *v) {
  adam_row(step, n, g, p, m, v);
}

static void adam_transposing(const AdamStep *step, ptrdiff_t columns, ptrdiff_t first, ptrdiff_t last,
                             const float *g, float *p, float *m, float *v, float *transposed,
                             ptrdiff_t transposed_row) {
  for (ptrdiff_t i = first; i < last; i += BLOCK_ROWS) {
    ptrdiff_t end = last - i < BLOCK_ROWS ? last : i + BLOCK_ROWS, at = i * columns;
    // Whole rows, which processors fetch ahead; the transposition then finds them in the second-level cache.
    adam_row(step, (end - i) * columns, g + at, p + at, m + at, v + at);
    transpose(columns, i, end, p, transposed, transposed_row);
  }
}
