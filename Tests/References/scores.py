"""Writes Tests/AdversarialTests/scores.json: eigenvalues, Fréchet distances, class scores, softmax cross-entropy, by NumPy
in double precision.

    python3 Tests/References/scores.py > Tests/AdversarialTests/scores.json
"""

import json

import numpy as np

random = np.random.default_rng(5)


def rounded(array):
    """Nine digits, and the numbers computed from exactly these."""
    return np.vectorize(lambda x: float(f"{x:.6g}"))(array)


def root(matrix):
    values, vectors = np.linalg.eigh(matrix)
    return vectors @ np.diag(np.sqrt(np.maximum(values, 0))) @ vectors.T


def frechet(a, b):
    """Heusel and others 2017, equation 6, with tr (A B)^1/2 from the eigenvalues of A B, which are those of a square."""
    a_cov, b_cov = np.cov(a, rowvar=False), np.cov(b, rowvar=False)
    values = np.linalg.eigvals(a_cov @ b_cov)
    trace = np.sqrt(np.maximum(values.real, 0)).sum()
    return float(((a.mean(0) - b.mean(0)) ** 2).sum() + np.trace(a_cov) + np.trace(b_cov) - 2 * trace)


def class_score(p):
    q = p.mean(0)
    return float(np.exp((p * (np.log(p) - np.log(q))).sum(1).mean()))


def softmax(x):
    e = np.exp(x - x.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


square = rounded(random.normal(size=(6, 6)))
symmetric = rounded(square @ square.T)
# The last direction hardly varies: a covariance close to singular.
a = rounded(random.normal(size=(40, 5)) @ np.diag([1, 2, 0.5, 3, 1e-3]))
b = rounded(random.normal(size=(30, 5)) @ random.normal(size=(5, 5)) + 0.7)
logits = rounded(random.normal(size=(7, 4)) * 5)
logits[3] += 200
labels = [0, 3, 1, 2, 2, 0, 1]
p = softmax(logits)
gradient = p.copy()
gradient[range(7), labels] -= 1

print(
    json.dumps(
        {
            "symmetric": symmetric.ravel().tolist(),
            "eigenvalues": np.linalg.eigvalsh(symmetric).tolist(),
            "root": root(symmetric).ravel().tolist(),
            "a": a.ravel().tolist(),
            "b": b.ravel().tolist(),
            "frechet": frechet(a, b),
            "logits": logits.ravel().tolist(),
            "labels": labels,
            "loss": float(-np.log(p[range(7), labels]).mean()),
            "correct": int((logits.argmax(1) == labels).sum()),
            "gradient": (gradient / 7).ravel().tolist(),
            "classScore": class_score(p),
        }
    )
)
