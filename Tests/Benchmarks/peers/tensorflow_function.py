"""The training step in TensorFlow, as a function: python tensorflow_function.py MODEL BATCH THREADS function."""

import os
import sys

model, batch, threads = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["OMP_NUM_THREADS"] = str(threads)

import tensorflow as tf
import worker

tf.config.threading.set_intra_op_parallelism_threads(threads)
tf.config.threading.set_inter_op_parallelism_threads(1)
layers = tf.keras.layers


def leaky():
    return layers.LeakyReLU(negative_slope=0.2)


def convolution(kind, outputs, kernel, stride, padding):
    return kind(outputs, kernel, stride, "same" if padding else "valid", use_bias=False)


if model == "mlp":
    latent, picture = (100,), (784,)
    generator = [layers.Input(latent)]
    for outputs in worker.GENERATOR_SIZES[1:-1]:
        generator += [layers.Dense(outputs), leaky()]
    generator.append(layers.Dense(784, activation="tanh"))
    discriminator = [layers.Input(picture)]
    for outputs in worker.DISCRIMINATOR_SIZES[1:-1]:
        discriminator += [layers.Dense(outputs), leaky(), layers.Dropout(0.3)]
    discriminator.append(layers.Dense(1))
else:
    side = worker.PIXELS[model]
    latent, picture = (1, 1, 100), (side, side, 1)
    up, down = worker.GENERATOR[model], worker.DISCRIMINATOR[model]
    generator, discriminator = [layers.Input(latent)], [layers.Input(picture)]
    for index, (_, *size) in enumerate(up):
        generator.append(convolution(layers.Conv2DTranspose, *size))
        generator += [layers.BatchNormalization(), layers.ReLU()] if index < len(up) - 1 else [layers.Activation("tanh")]
    for index, (_, *size) in enumerate(down):
        discriminator.append(convolution(layers.Conv2D, *size))
        if index < len(down) - 1:
            discriminator += ([layers.BatchNormalization()] if index > 0 else []) + [leaky()]
    discriminator.append(layers.Flatten())
generator, discriminator = tf.keras.Sequential(generator), tf.keras.Sequential(discriminator)


def adam(net):
    optimizer = tf.keras.optimizers.Adam(worker.RATE, beta_1=worker.BETA1, beta_2=worker.BETA2)
    optimizer.build(net.trainable_variables)
    return optimizer


for_generator, for_discriminator = adam(generator), adam(discriminator)
pixels = tf.cast(tf.random.uniform((worker.IMAGES, *picture), 0, 256, tf.int32), tf.uint8)
loss = tf.keras.losses.BinaryCrossentropy(from_logits=True)
ones, zeros = tf.ones((batch, 1)), tf.zeros((batch, 1))


@tf.function
def whole_step():
    real = tf.cast(tf.gather(pixels, tf.random.uniform((batch,), 0, worker.IMAGES, tf.int32)), tf.float32) / 127.5 - 1
    fake = generator(tf.random.normal((batch, *latent)), training=True)
    with tf.GradientTape() as tape:
        judged = loss(ones, discriminator(real, training=True)) + loss(zeros, discriminator(fake, training=True))
    variables = discriminator.trainable_variables
    for_discriminator.apply_gradients(zip(tape.gradient(judged, variables), variables))
    # The tape computes no gradients but those that are asked for: none of the discriminator's weights here.
    with tf.GradientTape() as tape:
        made = generator(tf.random.normal((batch, *latent)), training=True)
        forged = loss(ones, discriminator(made, training=True))
    variables = generator.trainable_variables
    for_generator.apply_gradients(zip(tape.gradient(forged, variables), variables))
    return judged + forged


worker.serve(tf.__version__, lambda: whole_step().numpy())
