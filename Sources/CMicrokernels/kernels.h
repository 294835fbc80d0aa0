// The body of one instruction set's table. The including file defines LANES, TILE_VECTORS and TABLE, and sets the
// target of every function here.
#include "vectors.h"

#include "functions.h"

#include "matrix.h"

#include "convolution.h"

#include "winograd.h"

#include "normalization.h"

#include "elementwise.h"

#include "update.h"

#include "random.h"

const Microkernels TABLE = {
    .tile_columns = TILE_COLUMNS,
    .update_depth = UPDATE_DEPTH,
    .update_rows = UPDATE_ROWS,
    .matrix_product = matrix_product,
    .strip_product = strip_product,
    .column_sums = column_sums,
    .transpose = transpose,
    .patch_product = patch_product,
    .outer_products = outer_products,
    .winograd_transform = winograd_transform,
    .moments = moments,
    .join_moments = join_moments,
    .normalize = normalize,
    .normalize_sums = normalize_sums,
    .normalize_backward = normalize_backward,
    .adam = adam,
    .pack_strips = pack_strips,
    .adam_product = adam_product,
    .exp = exp_all,
    .log = log_all,
    .softplus = softplus_all,
    .tanh = tanh_all,
    .sigmoid = sigmoid_all,
    .leaky_relu = leaky_relu,
    .leaky_relu_backward = leaky_relu_backward,
    .tanh_backward = tanh_backward,
    .sigmoid_backward = sigmoid_backward,
    .multiply = multiply,
    .logit_loss = logit_loss,
    .sum = sum,
    .dropout = dropout,
    .uniform = uniform,
    .normal = normal,
};
