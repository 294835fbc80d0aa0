"""Writes Tests/NeuralNetworksTests/ReferenceValues.swift: losses and Adam by the definitions of PyTorch's documentation
(binary_cross_entropy_with_logits; Adam), in double precision.

    python3 Tests/References/losses_and_adam.py > Tests/NeuralNetworksTests/ReferenceValues.swift
"""

import numpy as np

logits = np.array([-40.0, -3.5, -1.0, -0.001, 0.0, 0.25, 2.0, 17.0, 60.0])


def cross_entropy(x, target):
    """Mean of max(x, 0) - x t + log(1 + exp(-|x|)), and its derivative by each logit."""
    value = np.maximum(x, 0) - x * target + np.log1p(np.exp(-np.abs(x)))
    return value.mean(), (1 / (1 + np.exp(-x)) - target) / len(x)


def minimax(x):
    value, gradient = cross_entropy(x, 0)
    return -value, -gradient


def adam(parameters, gradients, rate, beta1, beta2, epsilon=1e-8):
    first, second = np.zeros_like(parameters), np.zeros_like(parameters)
    for step, gradient in enumerate(gradients, 1):
        first = beta1 * first + (1 - beta1) * gradient
        second = beta2 * second + (1 - beta2) * gradient**2
        corrected = second / (1 - beta2**step)
        parameters = parameters - rate * first / (1 - beta1**step) / (np.sqrt(corrected) + epsilon)
    return parameters


def array(values):
    return "[" + ", ".join(repr(float(value)) for value in values) + "]"


def loss(kind, result):
    value, gradient = result
    return f"    (\n      .{kind}, {float(value)!r},\n      {array(gradient)}\n    ),"


start = np.array([0.5, -1.25, 3.0, 0.0])
gradients = [np.array([0.1 * step, -2.0, 1e-6 * (-1) ** step, 0.0]) for step in range(1, 8)]

print("import NeuralNetworks\n")
print("/// Made by Tests/References/losses_and_adam.py.")
print("enum ReferenceValues {")
print(f"  static let logits: [Float] = {array(logits)}")
print(f"  static let score = {float((1 / (1 + np.exp(-logits))).mean())!r}\n")
print("  static let losses: [(kind: LogitLoss, value: Double, gradient: [Double])] = [")
print(loss("real(smoothing: 0)", cross_entropy(logits, 1.0)))
print(loss("real(smoothing: 0.125)", cross_entropy(logits, 0.875)))
print(loss("fake", cross_entropy(logits, 0.0)))
print(loss("minimax", minimax(logits)))
print(loss("nonSaturating", cross_entropy(logits, 1.0)))
print("  ]\n")
print(f"  static let start: [Float] = {array(start)}")
print("  static let gradients: [[Float]] = [")
for gradient in gradients:
    print(f"    {array(gradient)},")
print("  ]")
print("  static let updated: [(rate: Double, beta1: Double, beta2: Double, parameters: [Double])] = [")
for rate, beta1, beta2 in [(2e-4, 0.9, 0.999), (0.05, 0.5, 0.999), (0.01, 0.0, 0.9)]:
    print(f"    ({rate}, {beta1}, {beta2}, {array(adam(start, gradients, rate, beta1, beta2))}),")
print("  ]")
print("}")
