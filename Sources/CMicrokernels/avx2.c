#if defined(__x86_64__)

#define LANES 8
#define TILE_VECTORS 2  // 12 accumulators, 2 vectors of B and the broadcast: 15 of 16 registers
#define TABLE microkernels_avx2

#include "tables.h"
#pragma clang attribute push(__attribute__((target("avx2,fma"))), apply_to = function)
#include "kernels.h"
#pragma clang attribute pop

#endif
