"""The training step in JAX, compiled as one function: python jax_jit.py MODEL BATCH THREADS jit."""

import os
import sys

os.environ["JAX_PLATFORMS"] = "cpu"
model, batch, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])

import jax
import jax.numpy as jnp
import optax
import worker
from jax import lax, random


def normalised(x, scale):
    mean, variance = x.mean((0, 1, 2)), x.var((0, 1, 2))
    return (x - mean) * lax.rsqrt(variance + 1e-5) * scale[0] + scale[1]


def dense_weights(key, sizes):
    pairs = list(zip(sizes, sizes[1:]))
    return [(random.normal(random.fold_in(key, i), pair) * pair[0] ** -0.5, jnp.zeros(pair[1])) for i, pair in enumerate(pairs)]


def convolution_weights(key, table):
    return [
        (random.normal(random.fold_in(key, i), (k, k, a, b)) * 0.02, jnp.stack([jnp.ones(b), jnp.zeros(b)]))
        for i, (a, b, k, _, _) in enumerate(table)]


def leaky(x):
    return jax.nn.leaky_relu(x, 0.2)


LAYOUT = ("NHWC", "HWIO", "NHWC")
root = random.PRNGKey(0)
if model == "mlp":
    latent, picture = (100,), (784,)
    first = dense_weights(root, worker.GENERATOR_SIZES), dense_weights(random.fold_in(root, 9), worker.DISCRIMINATOR_SIZES)

    def forge(parameters, z):
        for weights, bias in parameters[:-1]:
            z = leaky(z @ weights + bias)
        weights, bias = parameters[-1]
        return jnp.tanh(z @ weights + bias)

    def judge(parameters, x, key):
        for index, (weights, bias) in enumerate(parameters[:-1]):
            x = leaky(x @ weights + bias)
            x = jnp.where(random.bernoulli(random.fold_in(key, index), 0.7, x.shape), x / 0.7, 0.0)
        weights, bias = parameters[-1]
        return (x @ weights + bias)[:, 0]
else:
    side = worker.PIXELS[model]
    latent, picture = (1, 1, 100), (side, side, 1)
    up, down = worker.GENERATOR[model], worker.DISCRIMINATOR[model]
    first = convolution_weights(root, up), convolution_weights(random.fold_in(root, 9), down)

    def forge(parameters, z):
        for index, ((weights, scale), (_, _, k, stride, padding)) in enumerate(zip(parameters, up)):
            z = lax.conv_general_dilated(
                z, weights, (1, 1), [(k - 1 - padding,) * 2] * 2, lhs_dilation=(stride, stride), dimension_numbers=LAYOUT)
            z = jax.nn.relu(normalised(z, scale)) if index < len(up) - 1 else jnp.tanh(z)
        return z

    def judge(parameters, x, key):
        for index, ((weights, scale), (_, _, _, stride, padding)) in enumerate(zip(parameters, down)):
            x = lax.conv_general_dilated(x, weights, (stride, stride), [(padding,) * 2] * 2, dimension_numbers=LAYOUT)
            if index < len(down) - 1:
                x = leaky(normalised(x, scale) if index > 0 else x)
        return x.reshape(-1)


adam = optax.adam(worker.RATE, b1=worker.BETA1, b2=worker.BETA2)
pixels = random.randint(root, (worker.IMAGES, *picture), 0, 256).astype(jnp.uint8)
loss = optax.sigmoid_binary_cross_entropy


@jax.jit
def whole_step(generator, discriminator, moments_g, moments_d, key):
    keys = random.split(key, 7)
    real = pixels[random.randint(keys[0], (batch,), 0, worker.IMAGES)].astype(jnp.float32) / 127.5 - 1
    fake = forge(generator, random.normal(keys[1], (batch, *latent)))

    def of_discriminator(parameters):
        return loss(judge(parameters, real, keys[2]), 1.0).mean() + loss(judge(parameters, fake, keys[3]), 0.0).mean()

    gradients = jax.grad(of_discriminator)(discriminator)
    updates, moments_d = adam.update(gradients, moments_d)
    discriminator = optax.apply_updates(discriminator, updates)

    def of_generator(parameters):
        made = forge(parameters, random.normal(keys[4], (batch, *latent)))
        return loss(judge(discriminator, made, keys[5]), 1.0).mean()

    gradients = jax.grad(of_generator)(generator)
    updates, moments_g = adam.update(gradients, moments_g)
    return optax.apply_updates(generator, updates), discriminator, moments_g, moments_d, keys[6]


state = (*first, adam.init(first[0]), adam.init(first[1]), root)


def step():
    global state
    state = jax.block_until_ready(whole_step(*state))


worker.serve(jax.__version__, step)
