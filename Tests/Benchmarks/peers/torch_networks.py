"""The networks of the benchmarks in PyTorch."""

import worker
from torch import nn


def dense(sizes, dropout):
    layers = []
    for inputs, outputs in zip(sizes, sizes[1:]):
        layers += [nn.Linear(inputs, outputs), nn.LeakyReLU(0.2, inplace=True)]
        layers += [nn.Dropout(0.3)] if dropout else []
    return layers[: -2 if dropout else -1]


def convolutions(kind, table, activation, first_normalised):
    layers = []
    for index, (inputs, outputs, kernel, stride, padding) in enumerate(table):
        layers.append(kind(inputs, outputs, kernel, stride, padding, bias=False))
        if index < len(table) - 1:
            layers += [nn.BatchNorm2d(outputs)] if index > 0 or first_normalised else []
            layers.append(activation())
    return layers


def networks(model):
    """Generator, discriminator, and the shapes of a latent and of a picture."""
    if model == "mlp":
        generator = nn.Sequential(*dense(worker.GENERATOR_SIZES, False), nn.Tanh())
        return generator, nn.Sequential(*dense(worker.DISCRIMINATOR_SIZES, True)), (100,), (784,)
    generator = nn.Sequential(
        *convolutions(nn.ConvTranspose2d, worker.GENERATOR[model], lambda: nn.ReLU(inplace=True), True), nn.Tanh())
    discriminator = nn.Sequential(
        *convolutions(nn.Conv2d, worker.DISCRIMINATOR[model], lambda: nn.LeakyReLU(0.2, inplace=True), False))
    side = worker.PIXELS[model]
    return generator, discriminator, (100, 1, 1), (1, side, side)
