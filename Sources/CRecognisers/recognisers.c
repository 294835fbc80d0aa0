#include "Recognisers.h"

// #embed is C23, and in clang since version 19, which is older than the clang that Swift 6.3 comes with. As a literal of
// Swift the same bytes would take minutes to compile.
#pragma clang diagnostic ignored "-Wc23-extensions"

static const unsigned char mnist[] = {
#embed "mnist.safetensors"
};

static const unsigned char digits[] = {
#embed "digits.safetensors"
};

static const unsigned char letters[] = {
#embed "letters.safetensors"
};

static const EmbeddedRecogniser files[] = {
    {"mnist", mnist, sizeof mnist},
    {"digits", digits, sizeof digits},
    {"letters", letters, sizeof letters},
};

int recognisers_count(void) { return sizeof files / sizeof files[0]; }

EmbeddedRecogniser recognisers_file(int index) { return files[index]; }
