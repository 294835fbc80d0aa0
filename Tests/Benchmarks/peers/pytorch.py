"""The training step in PyTorch: python pytorch.py MODEL BATCH THREADS eager|channels_last|compile."""

import sys

import torch
import worker
from torch import nn
from torch.nn import functional

model, batch, threads, variant = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
torch.set_num_threads(threads)
torch.manual_seed(0)


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


if model == "mlp":
    generator = nn.Sequential(*dense(worker.GENERATOR_SIZES, False), nn.Tanh())
    discriminator = nn.Sequential(*dense(worker.DISCRIMINATOR_SIZES, True))
    latent, picture = (100,), (784,)
else:
    generator = nn.Sequential(
        *convolutions(nn.ConvTranspose2d, worker.GENERATOR[model], lambda: nn.ReLU(inplace=True), True), nn.Tanh())
    discriminator = nn.Sequential(
        *convolutions(nn.Conv2d, worker.DISCRIMINATOR[model], lambda: nn.LeakyReLU(0.2, inplace=True), False))
    side = worker.PIXELS[model]
    latent, picture = (100, 1, 1), (1, side, side)
layout = torch.channels_last if variant == "channels_last" and len(picture) == 3 else torch.contiguous_format
generator, discriminator = generator.to(memory_format=layout), discriminator.to(memory_format=layout)
forge, judge = (torch.compile(generator), torch.compile(discriminator)) if variant == "compile" else (
    generator, discriminator)


def adam(net):
    return torch.optim.Adam(net.parameters(), lr=worker.RATE, betas=(worker.BETA1, worker.BETA2), fused=True)


for_generator, for_discriminator = adam(generator), adam(discriminator)
pixels = torch.randint(0, 256, (worker.IMAGES, *picture), dtype=torch.uint8)
ones, zeros = torch.ones(batch), torch.zeros(batch)
loss = functional.binary_cross_entropy_with_logits


def step():
    real = (pixels[torch.randint(0, worker.IMAGES, (batch,))].float() / 127.5 - 1).contiguous(memory_format=layout)
    for_discriminator.zero_grad(set_to_none=True)
    loss(judge(real).view(-1), ones).backward()
    with torch.no_grad():
        fake = forge(torch.randn(batch, *latent))
    loss(judge(fake).view(-1), zeros).backward()
    for_discriminator.step()

    # The generator's step needs no gradients of the discriminator's weights.
    discriminator.requires_grad_(False)
    for_generator.zero_grad(set_to_none=True)
    loss(judge(forge(torch.randn(batch, *latent))).view(-1), ones).backward()
    for_generator.step()
    discriminator.requires_grad_(True)


worker.serve(torch.__version__, step, warmup=6)
