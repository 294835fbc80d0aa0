"""Loads checkpoints into PyTorch and says how far its pictures are from Forger's own.

    python Tests/References/checkpoint.py [FORGER]          # needs torch, safetensors and numpy

Networks are built from the recipe in the file, take their weights by `load_state_dict` with `strict=True`, and are given
the same random numbers.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

import numpy as np
import torch
from engine_numbers import normal
from safetensors import safe_open
from safetensors.torch import load_file
from torch import nn

SAMPLE = 6
SCRIPT = """data digits count=2000
seed 11
gan {preset}
train steps={steps}
save "net"
export "pictures.npy" count=32 seed=3
export "generator.safetensors"
export "expert.safetensors" network=discriminator
"""


class Dense(nn.Linear):
    """A dense layer of whatever shape, on whatever shape."""

    def __init__(self, inputs, shape, bias):
        super().__init__(inputs, int(np.prod(shape)), bias=bias)
        self.shape = shape

    def forward(self, x):
        return super().forward(x.flatten(1)).unflatten(1, self.shape)


def network(recipe, shape):
    """A `Sequential` of a recipe's layers, for samples of a shape."""
    layers = []
    x = torch.zeros(2, *shape)
    for part in recipe:
        kind = part["layer"]
        if kind == "dense":
            layer = Dense(x[0].numel(), part["units"], part["bias"])
        elif kind in ("conv", "conv-transpose"):
            x = x if x.dim() == 4 else x.reshape(2, -1, 1, 1)
            make = nn.Conv2d if kind == "conv" else nn.ConvTranspose2d
            more = {} if kind == "conv" else {"output_padding": part["output-padding"]}
            layer = make(
                x.shape[1], part["filters"], part["kernel"], part["stride"], part["padding"], bias=part["bias"], **more)
        elif kind == "batch-norm":
            make = nn.BatchNorm2d if x.dim() == 4 else nn.BatchNorm1d
            layer = make(x.shape[1], eps=part["epsilon"], momentum=part["momentum"])
        elif kind == "leaky-relu":
            layer = nn.LeakyReLU(part["slope"])
        elif kind == "reshape":
            layer = nn.Sequential(nn.Flatten(), nn.Unflatten(1, part["shape"]))
        elif kind == "upsample":
            layer = nn.Upsample(scale_factor=part["factor"], mode=part["method"])
        elif kind == "dropout":
            layer = nn.Dropout(part["rate"])
        else:
            layer = {"relu": nn.ReLU, "tanh": nn.Tanh, "sigmoid": nn.Sigmoid}[kind]()
        with torch.no_grad():
            x = layer.eval()(x)
        layers.append(layer)
    return nn.Sequential(*layers)


def compare(forger, preset, steps):
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        (folder / "a.forger").write_text(SCRIPT.format(preset=preset, steps=steps))
        subprocess.run([forger, "run", "a.forger"], cwd=folder, check=True, stdout=subprocess.DEVNULL)
        with safe_open(folder / "net.safetensors", "pt") as file:
            game = json.loads(file.metadata()["game"])
        tensors = load_file(folder / "net.safetensors")
        recipe = game["preset"]
        generator = network(recipe["generator"], [recipe["latent"]])
        discriminator = network(recipe["discriminator"], recipe["image"])
        for prefix, net, alone in [
            ("generator.", generator, "generator.safetensors"), ("discriminator.", discriminator, "expert.safetensors")]:
            part = {key[len(prefix):]: value for key, value in tensors.items() if key.startswith(prefix)}
            net.load_state_dict(part, strict=True)
            net.load_state_dict(load_file(folder / alone), strict=True)
            net.eval()
        z = torch.tensor(normal(3, SAMPLE, 0, 0, 32 * recipe["latent"]).reshape(32, -1), dtype=torch.float32)
        if recipe["generator"][0]["layer"].startswith("conv"):
            z = z.reshape(32, -1, 1, 1)
        with torch.no_grad():
            pictures = generator(z).numpy()
        ours = np.load(folder / "pictures.npy")
        assert ours.shape == pictures.shape and ours.std() > 0.05
        difference = np.abs(ours - pictures).max()
        print(f"{preset}: {steps} steps, {len(tensors)} tensors, largest difference of 32 pictures in [-1, 1]: {difference:.2g}")
        assert difference < 1e-4


if __name__ == "__main__":
    forger = str(pathlib.Path(sys.argv[1] if len(sys.argv) > 1 else ".build/release/forger").resolve())
    for preset, steps in [("vanilla", 40), ("mlp-tiny", 40), ("vanilla-bn", 40), ("dcgan28", 15), ("dcgan28-tf", 6)]:
        compare(forger, preset, steps)
