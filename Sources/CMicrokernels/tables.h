#pragma once

#include "Microkernels.h"

extern const Microkernels microkernels_portable;
#if defined(__x86_64__)
extern const Microkernels microkernels_avx2;
extern const Microkernels microkernels_avx512;
#endif
