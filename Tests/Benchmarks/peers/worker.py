"""What all peers have in common: they step when they are told to, and say how long it took."""

import json
import sys
import time

PIXELS = {"mlp": 28, "dcgan28": 28, "dcgan64": 64}

# Channels in and out, kernel, stride, padding of each (transposed) convolution.
GENERATOR = {
    "dcgan28": [(100, 128, 7, 1, 0), (128, 64, 4, 2, 1), (64, 1, 4, 2, 1)],
    "dcgan64": [(100, 512, 4, 1, 0), (512, 256, 4, 2, 1), (256, 128, 4, 2, 1), (128, 64, 4, 2, 1), (64, 1, 4, 2, 1)],
}
DISCRIMINATOR = {
    "dcgan28": [(1, 64, 4, 2, 1), (64, 128, 4, 2, 1), (128, 1, 7, 1, 0)],
    "dcgan64": [(1, 64, 4, 2, 1), (64, 128, 4, 2, 1), (128, 256, 4, 2, 1), (256, 512, 4, 2, 1), (512, 1, 4, 1, 0)],
}
# Inputs and outputs of dense layers.
GENERATOR_SIZES = [100, 256, 512, 1024, 784]
DISCRIMINATOR_SIZES = [784, 1024, 512, 256, 1]
RATE, BETA1, BETA2, IMAGES = 2e-4, 0.5, 0.999, 2048


def serve(version, step, warmup=3):
    """Answers every line with a number of seconds with the milliseconds of the steps done in that time.

    `step` returns when the step is done. The first step of a turn is not counted: it finds the caches full of somebody
    else's data.
    """
    for _ in range(warmup):
        step()
    print(json.dumps({"version": version}), flush=True)
    for line in sys.stdin:
        if not line.strip():
            break
        step()
        times, end = [], time.perf_counter() + float(line)
        while not times or time.perf_counter() < end:
            start = time.perf_counter()
            step()
            times.append(round(1000 * (time.perf_counter() - start), 4))
        print(json.dumps(times), flush=True)
