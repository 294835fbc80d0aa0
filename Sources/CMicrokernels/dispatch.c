#include "Microkernels.h"
#include "tables.h"

const Microkernels *microkernels_for(InstructionSetCode set) {
  switch (set) {
    case INSTRUCTION_SET_PORTABLE: return &microkernels_portable;
#if defined(__x86_64__)
    // The builtin asks the processor and, for the wide registers, whether the system saves them.
    case INSTRUCTION_SET_AVX2:
      __builtin_cpu_init();
      return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma") ? &microkernels_avx2 : NULL;
    case INSTRUCTION_SET_AVX512:
      __builtin_cpu_init();
      return __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512vl")
                     && __builtin_cpu_supports("avx512dq") && __builtin_cpu_supports("avx512bw")
                     && __builtin_cpu_supports("fma")
                 ? &microkernels_avx512
                 : NULL;
#endif
    default: return NULL;
  }
}

const Microkernels *microkernels_best(void) {
  const Microkernels *avx512 = microkernels_for(INSTRUCTION_SET_AVX512);
  const Microkernels *avx2 = microkernels_for(INSTRUCTION_SET_AVX2);
  return avx512 ? avx512 : avx2 ? avx2 : &microkernels_portable;
}

uint64_t microkernels_digest(uint64_t hash, ptrdiff_t n, const float *x) {
  for (ptrdiff_t i = 0; i < n; i++) {
    uint32_t bits;
    __builtin_memcpy(&bits, x + i, sizeof bits);
    // Every step is a bijection of the hash, so one changed bit is never lost.
    hash = (hash ^ bits) * 0x9e3779b97f4a7c15u;
    hash ^= hash >> 32;
  }
  return hash;
}
