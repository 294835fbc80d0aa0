"""Trains the twin of a preset in PyTorch: python score_twin.py vanilla|dcgan28 BATCH STAGES SEED IMAGES OUTPUT.

Layers, first weights, optimiser and objective are those of the preset; the random numbers are PyTorch's own. STAGES is a list
of pairs as JSON: up to which epoch to train at which rate. IMAGES is an IDX file, plain or packed. The generator is written in the form that Forger's `load` takes. What is needed
to go on is kept beside it after every epoch, so that a run that was ended goes on with the next epoch.
"""

import gzip
import json
import os
import pathlib
import sys

import numpy as np
import torch
import worker
from safetensors.torch import save_file
from torch import nn
from torch.nn import functional
from torch_networks import networks

# DCGAN programs let the generator learn from the pictures the discriminator has just judged.
REUSES_FAKES = {"vanilla": False, "dcgan28": True}


def pictures(path):
    """The pictures of an IDX file, count x 1 x height x width."""
    data = pathlib.Path(path).read_bytes()
    data = gzip.decompress(data) if data[:2] == b"\x1f\x8b" else data
    magic, count, height, width = np.frombuffer(data, ">u4", 4)
    assert magic == 2051, f"{path} holds no pictures"
    return torch.from_numpy(np.frombuffer(data, np.uint8, offset=16).reshape(count, 1, height, width).copy())


def begin(module):
    """Weights as Radford, Metz and Chintala (2016) begin; PyTorch's own for dense layers."""
    if isinstance(module, (nn.Conv2d, nn.ConvTranspose2d)):
        nn.init.normal_(module.weight, 0, 0.02)
    if isinstance(module, nn.BatchNorm2d):
        nn.init.normal_(module.weight, 1, 0.02)


class Twin:
    """Both networks, their optimisers, and how far they are."""

    def __init__(self, model, batch, seed):
        torch.manual_seed(seed)
        self.batch, self.reuses_fakes = batch, REUSES_FAKES[model]
        self.generator, self.discriminator, self.latent, self.picture = networks("mlp" if model == "vanilla" else model)
        self.layout = torch.channels_last if len(self.picture) == 3 else torch.contiguous_format
        self.players = [
            player.apply(begin).to(memory_format=self.layout) for player in (self.generator, self.discriminator)]
        self.optimizers = [
            torch.optim.Adam(player.parameters(), betas=(worker.BETA1, worker.BETA2), fused=True)
            for player in self.players]
        self.steps = 0

    def step(self, real):
        count = len(real)
        ones, zeros = torch.ones(count), torch.zeros(count)
        loss = functional.binary_cross_entropy_with_logits
        for_generator, for_discriminator = self.optimizers
        fake = self.generator(torch.randn(count, *self.latent))
        for_discriminator.zero_grad()
        (loss(self.discriminator(real).view(-1), ones)
         + loss(self.discriminator(fake.detach()).view(-1), zeros)).backward()
        for_discriminator.step()

        self.discriminator.requires_grad_(False)
        for_generator.zero_grad()
        if not self.reuses_fakes:
            fake = self.generator(torch.randn(count, *self.latent))
        loss(self.discriminator(fake).view(-1), ones).backward()
        for_generator.step()
        self.discriminator.requires_grad_(True)
        self.steps += 1

    def train(self, images, stages, state):
        """Goes through the data; a part of an epoch is that part of its batches."""
        per_epoch = -(-len(images) // self.batch)
        goals = [(max(1, round(end * per_epoch)), rate) for end, rate in stages]
        while self.steps < goals[-1][0]:
            order = torch.randperm(len(images))
            for start in range(0, len(images), self.batch):
                if self.steps == goals[-1][0]:
                    return
                rate = next(rate for goal, rate in goals if self.steps < goal)
                for group in [group for optimizer in self.optimizers for group in optimizer.param_groups]:
                    group["lr"] = rate
                real = images[order[start:start + self.batch]].float() / 127.5 - 1
                self.step(real.reshape(-1, *self.picture).contiguous(memory_format=self.layout))
            print(f"epoch {self.steps // per_epoch} of {stages[-1][0]:g}", flush=True)
            self.keep(state)

    def keep(self, path):
        torch.save(dict(
            players=[player.state_dict() for player in self.players], random=torch.get_rng_state(), steps=self.steps,
            optimizers=[optimizer.state_dict() for optimizer in self.optimizers]), f"{path}.part")
        os.replace(f"{path}.part", path)

    def go_on(self, path):
        kept = torch.load(path)
        for player, state in zip(self.players, kept["players"]):
            player.load_state_dict(state)
        for optimizer, state in zip(self.optimizers, kept["optimizers"]):
            optimizer.load_state_dict(state)
        self.steps = kept["steps"]
        torch.set_rng_state(kept["random"])


def main():
    model, batch, stages, seed, images, output = sys.argv[1:]
    torch.set_num_threads(1)
    twin = Twin(model, int(batch), int(seed))
    state = f"{output}.state"
    if os.path.exists(state):
        twin.go_on(state)
        print(f"goes on after {twin.steps} steps", flush=True)
    twin.train(pictures(images), json.loads(stages), state)
    weights = {name: tensor.contiguous() for name, tensor in twin.generator.state_dict().items()}
    save_file(weights, f"{output}.part", metadata={"format": "pt", "torch": torch.__version__})
    os.replace(f"{output}.part", output)


if __name__ == "__main__":
    main()
