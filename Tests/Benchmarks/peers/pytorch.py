"""The training step in PyTorch: python pytorch.py MODEL BATCH THREADS eager|channels_last|compile."""

import sys

import torch
import worker
from torch.nn import functional
from torch_networks import networks

model, batch, threads, variant = sys.argv[1], int(sys.argv[2]), int(sys.argv[3]), sys.argv[4]
torch.set_num_threads(threads)
torch.manual_seed(0)

generator, discriminator, latent, picture = networks(model)
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
