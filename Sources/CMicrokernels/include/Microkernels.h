#pragma once

#include <stddef.h>
#include <stdint.h>

#pragma clang assume_nonnull begin

/// A part of a matrix product, C = S + A B, for rows x columns elements of C.
///
///     A(i, k) = a[i * a_row + k * a_depth]      both either way round: x, or x transposed
///     B(k, j) = b[k * b_depth + j * b_column]   one of the distances is 1
///     S(i, j) = start[i * start_row + j]        the bias (start_row 0), C itself (to add to it), or NULL for zeros
///
/// An element is fma(A(i, K-1), B(K-1, j), ... fma(A(i, 0), B(0, j), S(i, j))): k ascends, one rounding per product.
/// Nothing outside the named elements is read or written.
typedef struct MatrixTile {
  ptrdiff_t rows, columns, depth;
  const float *a;
  ptrdiff_t a_row, a_depth;
  const float *b;
  ptrdiff_t b_depth, b_column;
  const float *_Nullable start;
  ptrdiff_t start_row;
  float *c;
  ptrdiff_t c_row;
} MatrixTile;

/// Where one pixel of a convolution's output comes from: rows of kernel taps over a run of input pixels. Taps that
/// would fall into the padding are left out.
///
/// Offsets count channels' worth of floats: pixels of the input, pixels of the output, taps of the packed weights.
typedef struct PatchPosition {
  int32_t source, target;  // the first input pixel of the patch, the output pixel
  int32_t taps;            // the first tap's weights
  int32_t tap_row;         // from one row of taps to the next
  int32_t first_row, rows; // rows of taps: the first one's place in the kernel, and how many
  int32_t columns;         // taps in each row
} PatchPosition;

/// Patches times weights, for some images and the output channels of one panel of packed weights.
///
///     y[image, target, j] = S(j) + sum over rows, taps, channels of x[image, source + row * row_pixels + tap, channel] w
///
/// Panels of up to 64 output channels hold w(tap, channel, j) in strips of `width` channels, a register tile's or, if they
/// are fewer, the panel's rounded up to 16: at b[j / width * b_strip + (tap * depth + channel) * width + j % width]. S is
/// the bias, zero, or, for rows of taps from `first_row` on, what y holds. Each element adds rows, taps and channels in
/// ascending order with one rounding per product.
///
/// Panels of fewer than 8 output channels hold one after another w(channel j) with `dot_stride` between them; 16 running
/// sums then share the products of a row of taps (product k goes to sum k mod 16) and are folded by halves.
typedef struct PatchProduct {
  const PatchPosition *positions;
  ptrdiff_t position_count;
  ptrdiff_t images;
  const float *x;
  ptrdiff_t x_image, x_row, depth;      // floats of an image and of a row of pixels; input channels
  const float *b;
  ptrdiff_t width, b_strip, dot_stride;
  ptrdiff_t first_row, end_row;         // the rows of taps to add in this pass
  const float *_Nullable bias;
  float *y;
  ptrdiff_t y_image, y_pixel, columns;  // floats of an image and of a pixel; output channels of the panel
} PatchProduct;

/// Sums of outer products of pixels: C(i, j) (+)= sum over images, rows, columns of a(...)[i] b(...)[j], in this order,
/// with one rounding per product; i < height, j < width.
///
/// C lies at c[i * c_row + j * c_column].
typedef struct OuterProducts {
  ptrdiff_t height, width;
  ptrdiff_t images, rows, columns;
  const float *a;
  ptrdiff_t a_image, a_row, a_column;
  const float *b;
  ptrdiff_t b_image, b_row, b_column;
  int accumulate;
  float *c;
  ptrdiff_t c_row, c_column;
} OuterProducts;

/// The linear maps of Winograd's minimal filtering, by what they are applied to. `winograd.h` has the formulas.
typedef enum WinogradMap {
  WINOGRAD_INPUT,            // m + 1 pixels to their values at m + 1 points
  WINOGRAD_INPUT_GRADIENT,   // m + 1 points to m + 1 pixels, the adjoint of WINOGRAD_INPUT
  WINOGRAD_OUTPUT,           // products at m + 1 points to m pixels
  WINOGRAD_OUTPUT_GRADIENT,  // m pixels to m + 1 points, the adjoint of WINOGRAD_OUTPUT
  WINOGRAD_WEIGHTS,          // 2 taps to m + 1 points
  WINOGRAD_WEIGHT_GRADIENT,  // m + 1 points to 2 taps, the adjoint of WINOGRAD_WEIGHTS
} WinogradMap;

/// One map applied to the rows and columns of `count` tiles, each of which has `channels` numbers at each place.
///
/// A place is an offset from `from` or `to`, row by row. A negative one is a pixel outside: zeros, or nobody's. The result is
/// added to `bias` if there is one or, with `accumulate`, to what is there; of WINOGRAD_INPUT_GRADIENT, whose tiles overlap,
/// the first row or column with `adds_row` or `adds_column`.
typedef struct WinogradTiles {
  int map;
  ptrdiff_t height, width;  // m of the rows and of the columns, 2 to 4
  ptrdiff_t channels, count;
  const float *from;
  ptrdiff_t from_step;
  const ptrdiff_t *from_places;
  float *to;
  ptrdiff_t to_step;
  const ptrdiff_t *to_places;
  const float *_Nullable bias;
  int accumulate, adds_row, adds_column;
} WinogradTiles;

/// What batch normalisation does to each channel: z = (x - mean) scale + shift, y = z > 0 ? z : slope z.
typedef struct Normalization {
  const float *mean, *scale, *shift;
  float slope;
} Normalization;

/// The constants of one Adam update, bias corrections included (see `adam`).
typedef struct AdamStep {
  float rate;            // learning rate / (1 - beta1^t)
  float one_minus_beta1;
  float beta2, one_minus_beta2;
  float root_correction; // 1 / sqrt(1 - beta2^t)
  float epsilon;
} AdamStep;

/// A part of a dense layer's weights, changed by Adam along the gradient x^T dy, which is summed on the way.
///
///     g(i, j) = fma(x(K-1, i), dy(K-1, j), ... fma(x(0, i), dy(0, j), 0)),   x(k, i) = x[k * x_row + i]
///
/// The part has the rows first ..< last, at most `update_rows`, and columns from a multiple of `tile_columns` on; `depth` is at
/// most `update_depth`. dy comes as `pack_strips` gives it. The moments lie like the weights.
typedef struct AdamProduct {
  const AdamStep *step;
  ptrdiff_t first, last, first_column, last_column;
  ptrdiff_t columns, depth;
  const float *x;
  ptrdiff_t x_row;
  const float *strips;
  float *p, *m, *v;
} AdamProduct;

/// Where random words come from: Philox 4x32-10 with this key and the counter (block, tag, step_low, step_high).
typedef struct RandomStream {
  uint32_t key[2];
  uint32_t tag, step_low, step_high;
} RandomStream;

/// The inner loops, one table per instruction set. Every table gives the same bits.
///
/// `n` counts floats; x, y and gradients may be the same array where an element depends on itself alone.
typedef struct Microkernels {
  /// The columns of a register tile, and what `adam_product` takes at most.
  ptrdiff_t tile_columns, update_depth, update_rows;

  void (*matrix_product)(const MatrixTile *tile);
  /// The same where B lies in strips of `tile_columns` columns, of which the last may be narrower by whole vectors of 16:
  /// B(k, j) = b[j / tile_columns * strip + k * (the strip's columns) + j % tile_columns].
  void (*strip_product)(const MatrixTile *tile, ptrdiff_t strip);
  /// sums[j] (+)= sum over i of x[i * row + j], i ascending.
  void (*column_sums)(ptrdiff_t rows, ptrdiff_t columns, const float *x, ptrdiff_t row, int accumulate, float *sums);
  /// y[j * y_row + i] = x[i * columns + j] for i in first ..< last.
  void (*transpose)(ptrdiff_t columns, ptrdiff_t first, ptrdiff_t last, const float *x, float *y, ptrdiff_t y_row);

  void (*patch_product)(const PatchProduct *product);
  void (*outer_products)(const OuterProducts *products);
  void (*winograd_transform)(const WinogradTiles *tiles);

  /// For each channel over the pixels of one image, `row` floats apart: the mean, and the sum of squared distances from it.
  void (*moments)(ptrdiff_t pixels, ptrdiff_t row, ptrdiff_t channels, const float *x, float *mean, float *squares);
  /// Joins the moments of images in double precision (Chan, Golub, LeVeque 1979) for the channels first ..< last.
  void (*join_moments)(ptrdiff_t images, ptrdiff_t pixels, ptrdiff_t channels, ptrdiff_t first, ptrdiff_t last,
                       const float *means, const float *squares, double *mean, double *variance);
  /// z = (x - mean) scale + shift, y = z > 0 ? z : slope z, for each of `pixels` pixels.
  void (*normalize)(ptrdiff_t pixels, ptrdiff_t channels, const Normalization *n, const float *x, float *y);
  /// With dz = dy (z > 0 ? 1 : slope): sums[c] = sum of dz, products[c] = sum of dz (x - mean).
  void (*normalize_sums)(ptrdiff_t pixels, ptrdiff_t channels, const Normalization *n, const float *x, const float *dy,
                         float *sums, float *products);
  /// dx = dz scale + (x - mean) tilt + offset, with dz as above.
  void (*normalize_backward)(ptrdiff_t pixels, ptrdiff_t channels, const Normalization *n, const float *tilt,
                             const float *offset, const float *x, const float *dy, float *dx);

  /// m += (1 - beta1)(g - m);  v = beta2 v + (1 - beta2) g^2;  p -= rate * m / (sqrt(v) * root_correction + epsilon).
  void (*adam)(const AdamStep *step, ptrdiff_t n, const float *g, float *p, float *m, float *v);
  /// Strips first ..< last of a matrix: y[(strip * rows + i) * tile_columns + c] = x[i * columns + strip * tile_columns + c],
  /// zeros behind the last column.
  void (*pack_strips)(ptrdiff_t rows, ptrdiff_t columns, ptrdiff_t first, ptrdiff_t last, const float *x, float *y);
  void (*adam_product)(const AdamProduct *product);

  void (*exp)(ptrdiff_t n, const float *x, float *y);
  void (*log)(ptrdiff_t n, const float *x, float *y);
  void (*softplus)(ptrdiff_t n, const float *x, float *y);
  void (*tanh)(ptrdiff_t n, const float *x, float *y);
  void (*sigmoid)(ptrdiff_t n, const float *x, float *y);
  /// y = x > 0 ? x : slope * x
  void (*leaky_relu)(ptrdiff_t n, float slope, const float *x, float *y);
  /// dx = dy * mask * (x > 0 ? 1 : slope); no mask stands for ones.
  void (*leaky_relu_backward)(ptrdiff_t n, float slope, const float *x, const float *_Nullable mask, const float *dy,
                              float *dx);
  /// dx = dy * (1 - y^2)
  void (*tanh_backward)(ptrdiff_t n, const float *y, const float *dy, float *dx);
  /// dx = dy * y * (1 - y)
  void (*sigmoid_backward)(ptrdiff_t n, const float *y, const float *dy, float *dx);
  /// z = x * y
  void (*multiply)(ptrdiff_t n, const float *x, const float *y, float *z);

  /// score = sigmoid(x);  loss = sign (softplus(x) - target x);  gradient = scale sign (score - target).
  void (*logit_loss)(ptrdiff_t n, float sign, float target, float scale, const float *x, float *loss, float *score,
                     float *gradient);
  /// The sum of n numbers: 64 running sums (element i goes to sum i mod 64), folded by halves.
  float (*sum)(ptrdiff_t n, const float *x);

  /// Element 64 g + 16 w + l is decided by word w of block 16 g + l: mask = word < threshold ? 0 : scale;
  /// y = (x > 0 ? x : slope * x) * mask. `x`, `mask` and `y` begin at group `first_group`.
  void (*dropout)(const RandomStream *stream, uint32_t first_group, ptrdiff_t n, uint32_t threshold, float scale,
                  float slope, const float *x, float *mask, float *y);
  /// y[4 b + w] = low + (high - low) * u, u = (word w of block first_block + b >> 8) / 2^24.
  void (*uniform)(const RandomStream *stream, uint32_t first_block, ptrdiff_t n, float low, float high, float *y);
  /// Box-Muller on the word pairs (0, 1) and (2, 3) of each block: scale * sqrt(-2 log u) * (cos, sin)(2 pi v).
  void (*normal)(const RandomStream *stream, uint32_t first_block, ptrdiff_t n, float scale, float *y);
} Microkernels;

typedef enum InstructionSetCode {
  INSTRUCTION_SET_PORTABLE = 0,
  INSTRUCTION_SET_AVX2 = 1,
  INSTRUCTION_SET_AVX512 = 2,
} InstructionSetCode;

/// The table for an instruction set, or NULL where this processor, its system or this build lacks it.
const Microkernels *_Nullable microkernels_for(InstructionSetCode set);

/// The table for the fastest instruction set of this machine.
const Microkernels *microkernels_best(void);

/// Continues a 64-bit hash over the bits of n floats.
uint64_t microkernels_digest(uint64_t hash, ptrdiff_t n, const float *x);

#pragma clang assume_nonnull end
