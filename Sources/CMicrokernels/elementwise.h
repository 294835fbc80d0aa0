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

static void leaky_relu_backward(ptrdiff_t n, float slope, const float *x, const float *mask, const float *dy,
                                float *dx) {
  FOR_EACH_VECTOR(n) {
    Vector gradient = load_first(dy + i, left);
    if (mask) gradient *= load_first(mask + i, left);
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

// Adam for one vector of weights, of which the first `count` are there; returns the new ones.
INLINE Vector adam_vector(const AdamStep *s, Vector gradient, float *p, float *m, float *v, ptrdiff_t count) {
  Vector first = load_first(m, count), second = load_first(v, count);
  first = fma_(splat(s->one_minus_beta1), gradient - first, first);
  second = fma_(splat(s->one_minus_beta2) * gradient, gradient, splat(s->beta2) * second);
  Vector divisor = fma_(__builtin_elementwise_sqrt(second), splat(s->root_correction), splat(s->epsilon));
  Vector weights = fma_(splat(-s->rate), first / divisor, load_first(p, count));
  store_first(m, first, count);
  store_first(v, second, count);
  store_first(p, weights, count);
  return weights;
}

static void adam(const AdamStep *step, ptrdiff_t n, const float *g, float *p, float *m, float *v) {
  const AdamStep s = *step;  // what is written cannot be the constants
  FOR_EACH_VECTOR(n) adam_vector(&s, load_first(g + i, left), p + i, m + i, v + i, left);
}
