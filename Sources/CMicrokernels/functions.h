// exp, log, tanh and their kin, lane by lane, to about two units in the last place. One sequence of exactly rounded
// operations each, hence the same bits on every processor.

INLINE Vector rectify(Vector x, float slope) { return x > 0 ? x : splat(slope) * x; }

// x = n log 2 + r with |r| <= log(2)/2; returns expm1(r) by its series (the first term left out is r^8/8!, below 1e-8).
INLINE Vector reduce_exp(Vector x, Ints *n) {
  const float shift = 0x1.8p23f;  // adding it rounds to an integer, which then stands in the lowest bits
  Vector shifted = fma_(x, splat(1.44269504089f), splat(shift));
  *n = (Ints)shifted - (Ints)splat(shift);
  Vector k = shifted - splat(shift);
  Vector r = fma_(k, splat(-0.693145751953125f), x);
  r = fma_(k, splat(-1.42860682030941723e-6f), r);
  Vector p = splat(1.0f / 5040);
  p = fma_(p, r, splat(1.0f / 720));
  p = fma_(p, r, splat(1.0f / 120));
  p = fma_(p, r, splat(1.0f / 24));
  p = fma_(p, r, splat(1.0f / 6));
  p = fma_(p, r, splat(0.5f));
  return fma_(p * r, r, r);
}

INLINE Vector power_of_two(Ints n) { return (Vector)((n + 127) << 23); }

// Two factors reach the subnormal numbers, with one rounding.
INLINE Vector vector_exp(Vector x) {
  x = x > 89.0f ? splat(89.0f) : x;
  x = x < -104.0f ? splat(-104.0f) : x;
  Ints n;
  Vector p = reduce_exp(x, &n);
  Ints half = n >> 1;
  return (p + 1.0f) * power_of_two(half) * power_of_two(n - half);
}

// For normal positive x = 2^e m, m in [sqrt(1/2), sqrt(2)), f = m - 1, s = f / (2 + f):
// log(1 + f) = 2 s + 2/3 s^3 + 2/5 s^5 + ... = f - (f^2/2 - s (f^2/2 + R)), which loses nothing for small f.
INLINE Vector log_of_normal(Vector x) {
  Ints bits = (Ints)x - 0x3f3504f3;
  Vector e = __builtin_convertvector(bits >> 23, Vector);
  Vector f = (Vector)((bits & 0x007fffff) + 0x3f3504f3) - 1.0f;
  Vector s = f / (f + 2.0f);
  Vector z = s * s;
  Vector r = splat(2.0f / 9);
  r = fma_(r, z, splat(2.0f / 7));
  r = fma_(r, z, splat(2.0f / 5));
  r = fma_(r, z, splat(2.0f / 3)) * z;
  Vector half = f * f * 0.5f;
  Vector tail = fma_(e, splat(1.42860682030941723e-6f), s * (half + r));
  return fma_(e, splat(0.693145751953125f), f - (half - tail));
}

INLINE Vector vector_log(Vector x) {
  Ints subnormal = (x < 0x1p-126f) & (x > 0.0f);
  Vector y = log_of_normal(subnormal ? x * 0x1p24f : x);
  y = subnormal ? y - 16.635532333438687f : y;
  y = x == __builtin_inff() ? x : y;
  y = x == 0.0f ? splat(-__builtin_inff()) : y;
  Ints undefined = (x < 0.0f) | (x != x);
  return undefined ? splat(__builtin_nanf("")) : y;
}

INLINE Vector absolute(Vector x) { return (Vector)((Ints)x & 0x7fffffff); }

// log(1 + exp(x)) = max(x, 0) + log1p(t), t = exp(-|x|); with u = 1 + t rounded, log1p(t) = log u + (t - (u - 1)) / u.
INLINE Vector vector_softplus(Vector x) {
  Vector t = vector_exp(-absolute(x));
  Vector u = t + 1.0f;
  Vector log1p = log_of_normal(u) + (t - (u - 1.0f)) / u;
  return (x > 0.0f ? x : splat(0)) + log1p + (x != x ? x : splat(0));
}

// 1 / (1 + exp(-x)), by exp(-|x|) so that nothing overflows and small values keep their digits.
INLINE Vector vector_sigmoid(Vector x) {
  Vector t = vector_exp(-absolute(x));
  return (x < 0.0f ? t : splat(1.0f)) / (t + 1.0f);
}

// tanh |x| = -q / (q + 2), q = expm1(-2 |x|) = 2^n expm1(r) + (2^n - 1).
INLINE Vector vector_tanh(Vector x) {
  Vector y = absolute(x);
  y = y > 10.0f ? splat(10.0f) : y;
  Ints n;
  Vector p = reduce_exp(-2.0f * y, &n);
  Vector scale = power_of_two(n);
  Vector q = fma_(scale, p, scale - 1.0f);
  Vector magnitude = -q / (q + 2.0f);
  return (Vector)((Ints)magnitude | ((Ints)x & (int32_t)0x80000000));
}

// cos and sin of 2 pi u for 0 <= u < 1: the quarter turn nearest to u, and the series on the remaining eighth.
INLINE void vector_turn(Vector u, Vector *cosine, Vector *sine) {
  Vector quarters = u * 4.0f;
  Ints q = __builtin_convertvector(quarters + 0.5f, Ints);
  Vector a = (quarters - __builtin_convertvector(q, Vector)) * 1.57079632679f;
  Vector z = a * a;
  Vector s = splat(1.0f / 362880);
  s = fma_(s, z, splat(-1.0f / 5040));
  s = fma_(s, z, splat(1.0f / 120));
  s = fma_(s, z, splat(-1.0f / 6));
  s = fma_(s * z, a, a);
  Vector c = splat(-1.0f / 3628800);
  c = fma_(c, z, splat(1.0f / 40320));
  c = fma_(c, z, splat(-1.0f / 720));
  c = fma_(c, z, splat(1.0f / 24));
  c = fma_(c, z, splat(-0.5f));
  c = fma_(c, z, splat(1.0f));
  Ints swap = (q & 1) == 1;
  Vector x = swap ? s : c, y = swap ? c : s;
  *cosine = ((q + 1) & 2) == 2 ? -x : x;
  *sine = (q & 2) == 2 ? -y : y;
}
