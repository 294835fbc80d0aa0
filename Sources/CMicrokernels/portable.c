// Sixteen-byte vectors. On Arm these are its own registers with a fused multiply-add; on x86 without one the compiler
// calls fmaf of the C library, which rounds once as the contract demands, slowly.
#define LANES 4
#if defined(__aarch64__)
#define TILE_VECTORS 4
#else
#define TILE_VECTORS 2
#endif
#define TABLE microkernels_portable

#include "tables.h"
#include "kernels.h"
