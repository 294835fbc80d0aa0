// Philox 4x32-10 (Salmon, Moraes, Dror, Shaw: Parallel random numbers: as easy as 1, 2, 3; 2011), LANES blocks at once.

INLINE Words high_product(Words x, uint32_t factor, Words *low) {
  LongWords product = __builtin_convertvector(x, LongWords) * (LongWords)(uint64_t)factor;
  *low = __builtin_convertvector(product, Words);
  return __builtin_convertvector(product >> 32, Words);
}

// The four words of the blocks `block` + {0, 1, ... LANES - 1}.
INLINE void philox(const RandomStream *stream, uint32_t block, Words word[4]) {
  Words lane;
  UNROLL for (int i = 0; i < LANES; i++) lane[i] = (uint32_t)i;
  Words c0 = lane + block, c1 = (Words)stream->tag, c2 = (Words)stream->step_low, c3 = (Words)stream->step_high;
  uint32_t k0 = stream->key[0], k1 = stream->key[1];
  UNROLL for (int round = 0; round < 10; round++) {
    Words low0, low1;
    Words high0 = high_product(c0, 0xD2511F53u, &low0);
    Words high1 = high_product(c2, 0xCD9E8D57u, &low1);
    c0 = high1 ^ c1 ^ (Words)k0;
    c2 = high0 ^ c3 ^ (Words)k1;
    c1 = low1;
    c3 = low0;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  word[0] = c0;
  word[1] = c1;
  word[2] = c2;
  word[3] = c3;
}

static void dropout(const RandomStream *stream, uint32_t first_group, ptrdiff_t n, uint32_t threshold, float scale,
                    float slope, const float *x, float *mask, float *y) {
  uint32_t block = first_group * 16;
  for (ptrdiff_t group = 0; group < n; group += 64, block += 16) {
    UNROLL for (int lane = 0; lane < 16; lane += LANES) {
      Words word[4];
      philox(stream, block + (uint32_t)lane, word);
      UNROLL for (int w = 0; w < 4; w++) {
        ptrdiff_t at = group + 16 * w + lane, left = n - at;
        if (left <= 0) break;
        Vector factor = word[w] < threshold ? splat(0) : splat(scale);
        store_first(mask + at, factor, left);
        store_first(y + at, rectify(load_first(x + at, left), slope) * factor, left);
      }
    }
  }
}

// Numbers in [0, 1) with 24 bits.
INLINE Vector unit(Words word) { return __builtin_convertvector(word >> 8, Vector) * 0x1p-24f; }

// Writes block by block what the lanes hold word by word.
INLINE void store_blocks(const Vector word[4], float *y, ptrdiff_t left) {
  float blocks[4 * LANES];
  for (int w = 0; w < 4; w++) {
    float lanes[LANES];
    store(lanes, word[w]);
    for (int i = 0; i < LANES; i++) blocks[4 * i + w] = lanes[i];
  }
  ptrdiff_t count = left < 4 * LANES ? left : 4 * LANES;
  __builtin_memcpy(y, blocks, (size_t)count * sizeof(float));
}

static void uniform(const RandomStream *stream, uint32_t first_block, ptrdiff_t n, float low, float high, float *y) {
  for (ptrdiff_t i = 0; i < n; i += 4 * LANES, first_block += LANES) {
    Words word[4];
    Vector value[4];
    philox(stream, first_block, word);
    for (int w = 0; w < 4; w++) value[w] = fma_(unit(word[w]), splat(high - low), splat(low));
    store_blocks(value, y + i, n - i);
  }
}

static void normal(const RandomStream *stream, uint32_t first_block, ptrdiff_t n, float scale, float *y) {
  for (ptrdiff_t i = 0; i < n; i += 4 * LANES, first_block += LANES) {
    Words word[4];
    Vector value[4];
    philox(stream, first_block, word);
    for (int w = 0; w < 4; w += 2) {
      Vector u = unit(word[w]) + 0x1p-24f;  // (0, 1]
      Vector radius = __builtin_elementwise_sqrt(-2.0f * log_of_normal(u)) * scale;
      Vector cosine, sine;
      vector_turn(unit(word[w + 1]), &cosine, &sine);
      value[w] = radius * cosine;
      value[w + 1] = radius * sine;
    }
    store_blocks(value, y + i, n - i);
  }
}
