#pragma once
// Debian's compiler finds the folder, Homebrew's pkg-config names it.
#if __has_include(<cairo/cairo.h>)
#include <cairo/cairo.h>
#else
#include <cairo.h>
#endif
