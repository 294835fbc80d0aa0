// Vectors of LANES floats and what every kernel needs of them. Included once per instruction set.
#include <stddef.h>
#include <stdint.h>

// Only what is written as fma is fused: the compiler's own choice would differ between instruction sets.
#pragma STDC FP_CONTRACT OFF

#define INLINE static inline __attribute__((always_inline))
#define UNROLL _Pragma("clang loop unroll(full)")

typedef float Vector __attribute__((ext_vector_type(LANES)));
typedef int32_t Ints __attribute__((ext_vector_type(LANES)));
typedef uint32_t Words __attribute__((ext_vector_type(LANES)));
typedef uint64_t LongWords __attribute__((ext_vector_type(LANES)));

INLINE Vector fma_(Vector a, Vector b, Vector c) { return __builtin_elementwise_fma(a, b, c); }
INLINE Vector splat(float x) { return (Vector)x; }

INLINE Vector load(const float *p) {
  Vector v;
  __builtin_memcpy(&v, p, sizeof v);
  return v;
}

INLINE void store(float *p, Vector v) { __builtin_memcpy(p, &v, sizeof v); }

// The first `count` lanes, zeros behind them; all lanes if count is larger.
INLINE Vector load_first(const float *p, ptrdiff_t count) {
  if (__builtin_expect(count >= LANES, 1)) return load(p);
  float lanes[LANES] = {0};
  for (ptrdiff_t i = 0; i < count; i++) lanes[i] = p[i];
  return load(lanes);
}

INLINE void store_first(float *p, Vector v, ptrdiff_t count) {
  if (__builtin_expect(count >= LANES, 1)) {
    store(p, v);
  } else {
    float lanes[LANES];
    store(lanes, v);
    for (ptrdiff_t i = 0; i < count; i++) p[i] = lanes[i];
  }
}

// The lanes skip ..< LANES, zeros before them: the last vector of a row, moved back so that it ends with the row.
INLINE Vector load_last(const float *p, ptrdiff_t skip) {
  float lanes[LANES] = {0};
  for (ptrdiff_t i = skip; i < LANES; i++) lanes[i] = p[i];
  return load(lanes);
}

INLINE void store_last(float *p, Vector v, ptrdiff_t skip) {
  float lanes[LANES];
  store(lanes, v);
  for (ptrdiff_t i = skip; i < LANES; i++) p[i] = lanes[i];
}
