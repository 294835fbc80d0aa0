"""Trains with PyTorch what `TrainingReferenceTests.swift` trains with the engine, and writes the weights after 20 steps.

    python Tests/References/training.py          # needs torch and numpy; a minute

Both sides make weights, noise, dropout masks and the order of the data from the same counted random numbers, so that
nothing but PyTorch's arithmetic is in the file: every weight of the small `vanilla` and `wgan-gp`, each seventh of their
variants and of the small `dcgan28`, each 997th or 4,999th of the large ones' long parameters.

In twenty steps of a large network some ten million values pass a rectifier. Sooner or later one is so near zero that rounding
decides its side, or the first gradient of a weight is hardly more than rounding, of which Adam makes a whole step; from then
on two trainings part, PyTorch's single precision and its double too. Which seeds are spared nobody can know without trying.
`python Tests/References/training.py --try dcgan28 2 1 40` tells it of PyTorch, for batches of 2 and the seeds from 1 to 40.
"""

import json
import pathlib
import sys

import numpy as np
import torch
from engine_layers import entries
from engine_numbers import *
from torch import nn
from torch.nn import functional

STEPS, IMAGES = 20, 150


class Dropout(nn.Module):
    """The engine's masks: keyed by seed, step, network, pass and layer."""

    def __init__(self, rate):
        super().__init__()
        self.rate = rate

    def forward(self, x):
        network, layer, noise = self.place
        stream = network << 22 | noise["pass"] << 10 | layer
        mask = dropout_mask(noise["seed"], noise["step"], stream, x.numel(), self.rate)
        return x * torch.tensor(mask, dtype=x.dtype).reshape(x.shape)


def network(number, noise, layers, dtype):
    """PyTorch's layers with the values that the engine draws.

    Dense layers: uniform in 1 / sqrt(inputs). Convolutions: normal with deviation .02, and the scales of a DCGAN's
    normalisations around 1 likewise.
    """
    net = nn.Sequential(*layers).to(dtype)
    for index, layer in enumerate(net):
        layer.place = (number, index, noise)
    is_convolutional = any(isinstance(layer, nn.Conv2d | nn.ConvTranspose2d) for layer in net)
    for entry, (parameter, order, layer) in enumerate(entries(net)):
        with torch.no_grad():
            view = order(parameter)
            if isinstance(layer, nn.Linear):
                bound = float(1 / np.sqrt(np.float32(layer.in_features)))
                values = np.float32(uniform(noise["seed"], WEIGHTS, entry, number, view.numel(), -bound, bound))
            elif is_convolutional and isinstance(parameter, nn.Parameter) and not torch.all(view == 0):
                values = np.float32(0.02) * np.float32(normal(noise["seed"], WEIGHTS, entry, number, view.numel()))
                values = values + np.float32(isinstance(layer, nn.BatchNorm2d))
            else:
                continue
            view.copy_(torch.tensor(values).reshape(view.shape))
    return net


def dense(sizes, dropout=0, normalized=False, last=()):
    layers = []
    for index, (inputs, outputs) in enumerate(zip(sizes, sizes[1:])):
        layers.append(nn.Linear(inputs, outputs))
        if index < len(sizes) - 2:
            if normalized and index > 0:
                layers.append(nn.BatchNorm1d(outputs))
            layers.append(nn.LeakyReLU(0.2))
            if dropout:
                layers.append(Dropout(dropout))
    return layers + list(last)


def dcgan_generator(sizes):
    latent, first, second, pixels = sizes
    return [
        nn.ConvTranspose2d(latent, first, round(pixels**0.5) // 4, bias=False), nn.BatchNorm2d(first), nn.ReLU(),
        nn.ConvTranspose2d(first, second, 4, 2, 1, bias=False), nn.BatchNorm2d(second), nn.ReLU(),
        nn.ConvTranspose2d(second, 1, 4, 2, 1, bias=False), nn.Tanh()]


def dcgan_discriminator(sizes):
    pixels, first, second, _ = sizes
    return [
        nn.Conv2d(1, first, 4, 2, 1, bias=False), nn.LeakyReLU(0.2),
        nn.Conv2d(first, second, 4, 2, 1, bias=False), nn.BatchNorm2d(second), nn.LeakyReLU(0.2),
        nn.Conv2d(second, 1, round(pixels**0.5) // 4, bias=False), nn.Flatten()]


class Batches:
    def __init__(self, pixels, batch, seed):
        self.pixels, self.batch, self.seed, self.epoch, self.offset = pixels, batch, seed, 0, 0
        self.order = shuffled(seed, 0, len(pixels))

    def next(self):
        if self.offset == len(self.order):
            self.epoch, self.offset = self.epoch + 1, 0
            self.order = shuffled(self.seed, self.epoch, len(self.pixels))
        rows = self.order[self.offset : self.offset + self.batch]
        self.offset += len(rows)
        return self.pixels[rows]


def has_effect(run, net, parameter):
    """Whether anything depends on a parameter. Nothing does on a bias that a normalisation takes away again, nor on that of a
    critic's output: their gradients are rounding alone."""
    layers = list(net)
    taken = [
        layer.bias for layer, behind in zip(layers, layers[1:])
        if isinstance(layer, nn.Linear) and isinstance(behind, nn.BatchNorm1d)]
    if run["objective"] == "wasserstein-gp" and isinstance(layers[-1], nn.Linear):
        taken.append(layers[-1].bias)
    return not any(parameter is bias for bias in taken)


def interval(run, count):
    """Which weights are written: each so many-th, and more of the short parameters."""
    return run["every"] if count > 4096 else min(run["every"], 7)


def train(run, dtype):
    noise = {"seed": run["seed"], "step": 0, "pass": 0}
    if run["convolutional"]:
        players = dcgan_generator(run["generator"]), dcgan_discriminator(run["discriminator"])
    else:
        players = dense(run["generator"], normalized=run["normalized"], last=[nn.Tanh()]), dense(run["discriminator"], run["dropout"])
    generator, discriminator = network(0, noise, players[0], dtype), network(1, noise, players[1], dtype)
    make = {
        "adam": lambda p: torch.optim.Adam(p, lr=run["rate"], betas=(run["beta1"], run["beta2"])),
        "sgd": lambda p: torch.optim.SGD(p, lr=run["rate"]),
        "momentum": lambda p: torch.optim.SGD(p, lr=run["rate"], momentum=0.9),
        "rmsprop": lambda p: torch.optim.RMSprop(p, lr=run["rate"]),
    }[run["optimizer"]]
    for_generator, for_discriminator = make(generator.parameters()), make(discriminator.parameters())
    size, latent, k = run["generator"][-1], run["generator"][0], run["k"]
    shape = (1, round(size**0.5), round(size**0.5)) if run["convolutional"] else (size,)
    pixels = hashed_bytes(IMAGES * size, 1).reshape(IMAGES, *shape)
    batches = Batches(
        torch.tensor(pixels.astype(np.float32) / np.float32(127.5) - 1, dtype=dtype), run["batch"], run["seed"])

    def forge(rows, draw):
        z = normal(run["seed"], LATENT, noise["step"], draw, rows * latent).astype(np.float32)
        return generator(torch.tensor(z, dtype=dtype).reshape(rows, latent, *[1] * (len(shape) - 1)))

    def judge(x, index):
        noise["pass"] = index
        return discriminator(x)[:, 0]

    def cross_entropy(x, target):
        return functional.binary_cross_entropy_with_logits(x, torch.full_like(x, target))

    objective, smoothing = run["objective"], run["smoothing"]
    losses = {
        "non-saturating": (
            lambda x: cross_entropy(x, 1 - smoothing), lambda x: cross_entropy(x, 0.0), lambda x: cross_entropy(x, 1.0)),
        "minimax": (
            lambda x: cross_entropy(x, 1 - smoothing), lambda x: cross_entropy(x, 0.0), lambda x: -cross_entropy(x, 0.0)),
        "least-squares": (
            lambda x: functional.mse_loss(x, torch.full_like(x, 1 - smoothing)) / 2,
            lambda x: functional.mse_loss(x, torch.zeros_like(x)) / 2,
            lambda x: functional.mse_loss(x, torch.ones_like(x)) / 2),
        "wasserstein-gp": (lambda x: -x.mean(), lambda x: x.mean(), lambda x: -x.mean()),
    }[objective]

    for step in range(STEPS):
        noise["step"] = step
        for index in range(k):
            real = batches.next()
            rows = len(real)
            made = forge(rows, index)
            fake = made.detach()
            loss = losses[0](judge(real, 2 * index)) + losses[1](judge(fake, 2 * index + 1))
            if objective == "wasserstein-gp":
                share = torch.tensor(uniform(run["seed"], INTERPOLATION, step, index, rows), dtype=dtype)[:, None]
                points = (share * real + (1 - share) * fake).requires_grad_()
                output = judge(points, 2 * k + 1 + index)
                slopes, = torch.autograd.grad(output.sum(), points, create_graph=True)
                loss = loss + 10 * ((slopes.norm(2, dim=1) - 1) ** 2).mean()
            for_discriminator.zero_grad()
            loss.backward()
            for_discriminator.step()
        # DCGAN programs let G learn from the pictures that D has just learned from; Algorithm 1 draws new latents.
        if not run["convolutional"]:
            made = forge(min(run["batch"], IMAGES), k)
        wish = losses[2](judge(made, 2 * k))
        for_generator.zero_grad()
        wish.backward()
        for_generator.step()
    parameters = [
        (has_effect(run, net, p), order(p.detach()).reshape(-1))
        for net in (generator, discriminator) for p, order, _ in entries(net)]
    weights = [tensor[:: interval(run, tensor.numel())].double().numpy() for _, tensor in parameters]
    return weights, [effect for effect, _ in parameters], loss.item(), wish.item()


def run(name, **options):
    defaults = dict(
        name=name, seed=7, generator=[5, 12, 20, 16], discriminator=[16, 20, 12, 1], dropout=0.3, batch=40, rate=2e-4, beta1=0.5,
        beta2=0.999, optimizer="adam", objective="non-saturating", k=1, smoothing=0.0, every=1, convolutional=False,
        normalized=False, spared=False)
    return defaults | options


vanilla = dict(generator=[100, 256, 512, 1024, 784], discriminator=[784, 1024, 512, 256, 1], batch=100, every=997)
wgan = dict(objective="wasserstein-gp", dropout=0.0, rate=1e-4, beta1=0.0, beta2=0.9, k=5)
wgan_gp = wgan | dict(
    generator=[100, 128, 256, 512, 1024, 784], discriminator=[784, 512, 256, 1], batch=64, every=997, normalized=True)
dcgan28 = dict(
    convolutional=True, generator=[100, 128, 64, 784], discriminator=[784, 64, 128, 1], dropout=0.0, batch=75, every=997)
runs = [
    run("vanilla, small"),
    run("vanilla, small, minimax", objective="minimax", k=2, smoothing=0.125, every=7),
    run("vanilla, small, least squares", objective="least-squares", smoothing=0.125, every=7),
    run("vanilla, small, SGD", optimizer="sgd", rate=0.05, every=7),
    run("vanilla, small, momentum", optimizer="momentum", rate=0.02, every=7),
    run("vanilla, small, RMSProp", optimizer="rmsprop", rate=5e-4, every=7),
    run("wgan-gp, small", **wgan),
    run("wgan-gp, small, normalised", **(wgan | dict(normalized=True, every=7))),
    run("wgan-gp, small, dropout", **(wgan | dict(dropout=0.3, every=7))),
    run("vanilla", **vanilla),
    run("wgan-gp", **wgan_gp),
    run(
        "dcgan28, small", convolutional=True, generator=[10, 12, 8, 64], discriminator=[64, 8, 12, 1], dropout=0.0,
        batch=50, every=7),
    run("dcgan28", **dcgan28),
]
large = {"vanilla": vanilla, "wgan-gp": wgan_gp, "dcgan28": dcgan28}
# Batches and seeds that rounding spares: in PyTorch and, of those of `dcgan28` (found among 100) and the first of each, in the
# engine too. Small batches because each further value can be the one. A few biases of `wgan-gp` are never spared.
spared = {
    "vanilla": [(100, 10), (20, 1), (20, 2), (20, 4)],
    "wgan-gp": [(16, 6), (8, 2), (8, 4), (8, 7)],
    "dcgan28": [(2, 49), (2, 63), (2, 76), (2, 91)],
}
runs += [
    run(name, **large[name] | dict(batch=batch, seed=seed, every=4999, spared=True))
    for name, paths in spared.items() for batch, seed in paths]


def spread(options):
    """The weights by PyTorch's double, its losses, and the largest differences of its single precision: of a parameter's
    size, and of a weight's own."""
    weights, effects, loss, made = train(options, torch.float64)
    single = train(options, torch.float32)[0]
    pairs = [pair for *pair, effect in zip(weights, single, effects) if effect]
    apart = max(np.max(np.abs(a - b) / np.maximum(np.abs(a), np.sqrt(np.mean(a**2)))) for a, b in pairs)
    alone = max(np.max(np.abs(a - b) / np.abs(a)) for a, b in pairs)
    print(
        f"{options['name']}, batches of {options['batch']}, seed {options['seed']}: PyTorch's single precision differs from its "
        f"double by {apart:.1e} of a parameter's size, {alone:.1e} of a weight's own", flush=True)
    return weights, loss, made, apart


if __name__ == "__main__":
    torch.set_num_threads(1)
    if sys.argv[1:2] == ["--try"]:
        name, (batch, first, last) = sys.argv[2], map(int, sys.argv[3:])
        for seed in range(first, last + 1):
            spread(run(name, **large[name] | dict(batch=batch, seed=seed, every=1)))
        sys.exit()
    results = []
    for options in runs:
        weights, loss, made, apart = spread(options)
        rounded = [[float(f"{x:.7g}") for x in tensor] for tensor in weights]
        results.append(options | dict(discriminatorLoss=loss, generatorLoss=made, spread=float(f"{apart:.2g}"), weights=rounded))
    path = pathlib.Path(__file__).parent.parent / "AdversarialTests" / "training.json"
    path.write_text("[\n" + ",\n".join(json.dumps(result) for result in results) + "\n]\n")
