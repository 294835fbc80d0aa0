"""PyTorch's parameters in the engine's order and layout."""

import torch
from torch import nn


def engine_order(layer, name):
    """How the engine stores what PyTorch calls `name`: dense inputs x outputs; kernel x kernel x large x small channels."""
    if name == "weight" and isinstance(layer, nn.Linear):
        return lambda x: x.T
    if name == "weight" and isinstance(layer, (nn.Conv2d, nn.ConvTranspose2d)):
        return lambda x: x.permute(2, 3, 1, 0)
    return lambda x: x


def entries(net):
    """The engine's parameters, one after another, as (tensor, in which order, layer): running statistics after scale and shift."""
    for layer in net.modules():
        names = ["weight", "bias"] + ["running_mean", "running_var"] * isinstance(layer, (nn.BatchNorm1d, nn.BatchNorm2d))
        for name in names:
            if isinstance(getattr(layer, name, None), torch.Tensor):
                yield getattr(layer, name), engine_order(layer, name), layer
