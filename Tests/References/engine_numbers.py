"""The engine's numbers, made a second time: its random numbers (Philox 4x32-10), and numbers hashed from their index."""

import numpy as np

WEIGHTS, LATENT, DROPOUT, SHUFFLE, INTERPOLATION = 1, 2, 3, 4, 8


def hashed(count, salt, scale=1.0):
    """Number i lies in [-scale, scale) and depends on i and salt alone, bit for bit the same in both languages."""
    index = np.arange(count, dtype=np.uint64)
    word = (index * np.uint64(2654435761) + np.uint64(salt) * np.uint64(40503) + np.uint64(12345)) & np.uint64(0xFFFFFFFF)
    word ^= word >> np.uint64(15)
    word = word * np.uint64(2246822519) & np.uint64(0xFFFFFFFF)
    word ^= word >> np.uint64(13)
    return ((word >> np.uint64(8)).astype(np.float64) / 2.0**23 - 1) * scale


def hashed_bytes(count, salt):
    """The same as pixels, 0 ... 255."""
    return np.floor((hashed(count, salt) + 1) * 128).astype(np.uint8)


def words(seed, purpose, step, stream, blocks, first=0):
    """Blocks x 4 words of a sequence: the cipher of (block, purpose + 256 stream, step) under the seed."""
    mask = np.uint64(0xFFFFFFFF)
    c0 = np.arange(first, first + blocks, dtype=np.uint64)
    c1 = np.full(blocks, purpose | stream << 8, dtype=np.uint64)
    c2 = np.full(blocks, step & 0xFFFFFFFF, dtype=np.uint64)
    c3 = np.full(blocks, step >> 32, dtype=np.uint64)
    k0, k1 = seed & 0xFFFFFFFF, seed >> 32
    for _ in range(10):
        a, b = c0 * np.uint64(0xD2511F53), c2 * np.uint64(0xCD9E8D57)
        c0, c1, c2, c3 = (
            (b >> np.uint64(32)) ^ c1 ^ np.uint64(k0), b & mask, (a >> np.uint64(32)) ^ c3 ^ np.uint64(k1), a & mask)
        k0, k1 = (k0 + 0x9E3779B9) & 0xFFFFFFFF, (k1 + 0xBB67AE85) & 0xFFFFFFFF
    return np.stack([c0, c1, c2, c3], axis=1)


def unit(word):
    return (word >> np.uint64(8)).astype(np.float64) / 2.0**24


def uniform(seed, purpose, step, stream, count, low=0.0, high=1.0):
    return low + (high - low) * unit(words(seed, purpose, step, stream, -(-count // 4)).reshape(-1)[:count])


def normal(seed, purpose, step, stream, count):
    """Box and Muller's from the words of a block, two and two."""
    block = unit(words(seed, purpose, step, stream, -(-count // 4)))
    radius = np.sqrt(-2 * np.log(block[:, 0::2] + 2.0**-24))
    turn = 2 * np.pi * block[:, 1::2]
    return np.stack([radius * np.cos(turn), radius * np.sin(turn)], axis=2).reshape(-1)[:count]


def dropout_mask(seed, step, stream, count, rate):
    """Element 64 g + 16 w + l is decided by word w of block 16 g + l."""
    groups = -(-count // 64)
    word = words(seed, DROPOUT, step, stream, 16 * groups).reshape(groups, 16, 4).transpose(0, 2, 1).reshape(-1)[:count]
    rate = np.float32(rate)
    return np.where(word < int(float(rate) * 2.0**32), 0.0, float(1 / (1 - rate)))


def shuffled(seed, epoch, count):
    """Fisher and Yates with Lemire's whole numbers."""
    stream = iter(words(seed, SHUFFLE, epoch, 0, count + 64).reshape(-1).tolist())

    def below(bound):
        surplus = 2**32 % bound
        while True:
            product = next(stream) * bound
            if product & 0xFFFFFFFF >= surplus:
                return product >> 32

    order = list(range(count))
    for last in range(count - 1, 0, -1):
        other = below(last + 1)
        order[last], order[other] = order[other], order[last]
    return order
