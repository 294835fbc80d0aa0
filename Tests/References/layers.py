"""Writes what PyTorch says of layers, losses, optimisers, and the gradient penalty: NeuralNetworksTests/layers.json.

    python Tests/References/layers.py          # needs torch and numpy

Inputs, weights and gradients are hashed from their indices on both sides; the file holds results alone.
"""

import json
import pathlib

import torch
from engine_layers import entries
from engine_numbers import hashed
from torch import nn
from torch.nn import functional

torch.set_default_dtype(torch.float64)
ROWS = 4


def tensor(count, salt, scale=1.0):
    return torch.tensor(hashed(count, salt, scale))


def rounded(values):
    return [float(f"{x:.9g}") for x in values.detach().reshape(-1).tolist()]


def filled(net):
    """Learned values from their indices, in the engine's order."""
    for index, (parameter, order, _) in enumerate(entries(net)):
        if isinstance(parameter, nn.Parameter):
            with torch.no_grad():
                view = order(parameter)
                view.copy_(tensor(view.numel(), 10 + index, 0.8).reshape(view.shape))
    return net


def gradients(net):
    return [rounded(order(p.grad)) if isinstance(p, nn.Parameter) else rounded(p) for p, order, _ in entries(net)]


def layer_case(name, shape, *layers):
    net = filled(nn.Sequential(*layers))
    x = tensor(ROWS * torch.Size(shape).numel(), 1, 2.0).reshape(ROWS, *shape).requires_grad_()
    y = net(x)
    y.backward(tensor(y.numel(), 2).reshape(y.shape))
    return dict(name=name, output=rounded(y), inputGradient=rounded(x.grad), gradients=gradients(net))


def upsample(factor, mode):
    options = {} if mode == "nearest" else dict(align_corners=False)
    return layer_case(f"upsample {factor} {mode}", [2, 3, 4], nn.Upsample(scale_factor=factor, mode=mode, **options))


layers = [
    layer_case("dense", [6], nn.Linear(6, 5)),
    layer_case("leaky rectifier", [9], nn.LeakyReLU(0.2)),
    layer_case("rectifier", [9], nn.ReLU()),
    layer_case("tanh", [9], nn.Tanh()),
    layer_case("sigmoid", [9], nn.Sigmoid()),
    layer_case("network", [6], nn.Linear(6, 11), nn.LeakyReLU(0.2), nn.Linear(11, 5), nn.Tanh(), nn.Linear(5, 1)),
    layer_case("convolution", [3, 7, 6], nn.Conv2d(3, 5, 4, stride=2, padding=1)),
    layer_case("convolution 3x3", [2, 5, 5], nn.Conv2d(2, 4, 3, padding=1, bias=False)),
    layer_case("convolution 5x5, one channel", [1, 9, 9], nn.Conv2d(1, 3, 5, stride=2, padding=2)),
    layer_case("convolution, one filter", [4, 5, 5], nn.Conv2d(4, 1, 5, bias=False)),
    layer_case("convolution, stride 3", [2, 8, 8], nn.Conv2d(2, 3, 3, stride=3)),
    layer_case("transposed convolution", [5, 3, 4], nn.ConvTranspose2d(5, 3, 4, stride=2, padding=1)),
    layer_case("transposed from one pixel", [6, 1, 1], nn.ConvTranspose2d(6, 4, 4, bias=False)),
    layer_case(
        "transposed 5x5, output padding", [3, 3, 3],
        nn.ConvTranspose2d(3, 2, 5, stride=2, padding=2, output_padding=1)),
    layer_case("transposed, one channel", [4, 4, 4], nn.ConvTranspose2d(4, 1, 4, stride=2, padding=1, bias=False)),
    layer_case("batch norm", [5, 3, 2], nn.BatchNorm2d(5)),
    layer_case("batch norm and rectifier", [5, 3, 2], nn.BatchNorm2d(5), nn.LeakyReLU(0.2)),
    layer_case(
        "convolutional network", [1, 8, 8], nn.Conv2d(1, 4, 4, stride=2, padding=1, bias=False), nn.LeakyReLU(0.2),
        nn.Conv2d(4, 6, 4, stride=2, padding=1, bias=False), nn.BatchNorm2d(6), nn.LeakyReLU(0.2),
        nn.Conv2d(6, 1, 2, bias=False)),
] + [upsample(factor, mode) for factor in (2, 3) for mode in ("nearest", "bilinear", "bicubic")]


def loss_case(name, loss):
    x = tensor(9, 1, 6.0).requires_grad_()
    value = loss(x)
    value.backward()
    return dict(name=name, value=value.item(), gradient=rounded(x.grad))


def cross_entropy(target):
    return lambda x: functional.binary_cross_entropy_with_logits(x, torch.full_like(x, target))


losses = [
    loss_case("real", cross_entropy(1.0)),
    loss_case("real, smoothed", cross_entropy(0.875)),
    loss_case("fake", cross_entropy(0.0)),
    loss_case("minimax", lambda x: -cross_entropy(0.0)(x)),
    loss_case("non-saturating", cross_entropy(1.0)),
    loss_case("squares", lambda x: functional.mse_loss(x, torch.full_like(x, 0.875)) / 2),
    loss_case("value", lambda x: -x.mean()),
]


def optimizer_case(name, make):
    parameter = nn.Parameter(tensor(12, 20, 1.0))
    optimizer = make([parameter])
    for step in range(12):
        parameter.grad = tensor(12, 30 + step, 10.0 ** (step % 4 - 2))
        optimizer.step()
    return dict(name=name, values=rounded(parameter))


optimizers = [
    optimizer_case("sgd", lambda p: torch.optim.SGD(p, lr=0.05)),
    optimizer_case("momentum", lambda p: torch.optim.SGD(p, lr=0.02, momentum=0.75)),
    optimizer_case("adam", lambda p: torch.optim.Adam(p, lr=0.01, betas=(0.5, 0.9))),
    optimizer_case("rmsprop", lambda p: torch.optim.RMSprop(p, lr=0.01)),
]


def penalty_case(name, activation):
    net = filled(nn.Sequential(nn.Linear(6, 11), activation(), nn.Linear(11, 5), activation(), nn.Linear(5, 1)))
    x = tensor(ROWS * 6, 1, 2.0).reshape(ROWS, 6).requires_grad_()
    slopes, = torch.autograd.grad(net(x).sum(), x, create_graph=True)
    value = 10 * ((slopes.norm(2, dim=1) - 1) ** 2).mean()
    value.backward()
    for layer in net:
        if isinstance(layer, nn.Linear) and layer.bias.grad is None:
            layer.bias.grad = torch.zeros_like(layer.bias)
    return dict(name=name, value=value.item(), gradients=gradients(net))


penalties = [
    penalty_case("leaky rectifier", lambda: nn.LeakyReLU(0.2)),
    penalty_case("tanh", nn.Tanh),
    penalty_case("sigmoid", nn.Sigmoid),
]

matrix = tensor(40 * 24, 10, 0.8).reshape(40, 24)
spectrum = rounded(torch.linalg.svdvals(matrix)[:2])

result = dict(layers=layers, losses=losses, optimizers=optimizers, penalties=penalties, spectrum=spectrum)
path = pathlib.Path(__file__).parent.parent / "NeuralNetworksTests" / "layers.json"
path.write_text("{\n" + ",\n".join(
    f'"{key}": [\n' + ",\n".join(json.dumps(item) for item in items) + "\n]" for key, items in result.items()) + "\n}\n")
