#pragma once
#include <zlib.h>

/// `inflateInit2` is a macro, which Swift cannot see. 15 + 16: the largest window, gzip framing only.
static inline int forger_inflate_init_gzip(z_stream *stream) {
  return inflateInit2(stream, 15 + 16);
}

/// -15: the largest window, no framing at all.
static inline int forger_inflate_init_raw(z_stream *stream) {
  return inflateInit2(stream, -15);
}
