#if defined(__x86_64__)

#define LANES 16
#define TILE_VECTORS 4  // 24 accumulators, 4 vectors of B, the broadcast straight from memory: 28 of 32 registers
#define TABLE microkernels_avx512

#include "tables.h"
#pragma clang attribute push(__attribute__((target("avx512f,avx512vl,avx512dq,avx512bw,avx2,fma"))), apply_to = function)
#include "kernels.h"
#pragma clang attribute pop

#endif
