// The recognisers that Forger carries, each a safetensors file made by `make recognisers`, as bytes of the program, which
// can then be installed by copying it alone.
#pragma once
#include <stddef.h>

/// One file. Name and bytes live as long as the program and never change.
typedef struct {
  const char *name;
  const unsigned char *bytes;
  size_t count;
} EmbeddedRecogniser;

/// The number of files.
int recognisers_count(void);

/// File number `index`, 0 ..< count.
EmbeddedRecogniser recognisers_file(int index);
