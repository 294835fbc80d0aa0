"""The long run: 10,000 cells, 1,000 interrupts, 100 restarts, memory flat; and fifty kernels at once.

    make soak                                                       # about eight minutes on a quiet machine
    make soak SOAK_FLAGS="--cells 500 --interrupts 50 --restarts 5 --together 10"

Ends with status 1 when a cell is not answered, an interrupt does not come through, or memory grows.
"""

import argparse
import pathlib
import statistics
import sys
import time

from lean import Kernel

BIN = pathlib.Path(sys.executable).parent
# Resident mebibytes that may come on top between the first tenth of a run and its end: caches that fill once.
GROWTH = 4
CELLS = ["seed 7", 'print "a line"', "help", "help train", "smaple 3", "train?", 'print "é😀" to=stderr', "threads 2"]


def start(forger):
    kernel = Kernel([forger, "kernel", "--connection-file", "{connection_file}"])
    kernel.wait_until_ready()
    return kernel


def cells(forger, count):
    """Cells of many kinds; their replies in order, and idle after each."""
    with start(forger) as kernel:
        memory = []
        for number in range(count):
            code = CELLS[number % len(CELLS)]
            identifier = kernel.execute(code)
            answer = kernel.reply("shell", identifier)
            wanted = b'"error"' if code.startswith("smaple") else b'"ok"'
            assert wanted in answer[3], (code, answer[3])
            kernel.until_idle(identifier)
            if number % max(1, count // 20) == 0:
                memory.append(kernel.memory())
        return flat(f"{count} cells", memory + [kernel.memory()])


def interrupts(forger, count):
    """A training is stopped again and again; the networks stay, and the next cell runs."""
    with start(forger) as kernel:
        kernel.reply("shell", kernel.execute("data digits count=500\ngan vanilla"))
        memory, times = [], []
        for number in range(count):
            identifier = kernel.execute("train steps=100000000")
            kernel.wait_until_running(identifier)
            begin = time.perf_counter()
            kernel.interrupt(by_signal=number % 2 == 1)
            assert b'"Interrupted"' in kernel.reply("shell", identifier)[3]
            assert b'"ok"' in kernel.reply("shell", kernel.execute("seed 7"))[3]
            times.append((time.perf_counter() - begin) * 1e3)
            if number % 20 == 19:
                # The history of a game grows with its steps, so a new game now and then.
                kernel.reply("shell", kernel.execute("gan vanilla"))
                memory.append(kernel.memory())
        print(f"interrupt to usable: median {statistics.median(times):.1f} ms, slowest {max(times):.1f} ms")
        return flat(f"{count} interrupts", memory)


def restarts(forger, count):
    """Start, cell, shutdown; every process ends."""
    times = []
    for _ in range(count):
        with start(forger) as kernel:
            begin = time.perf_counter()
            assert b'"ok"' in kernel.reply("shell", kernel.execute("seed 7"))[3]
            kernel.shut_down()
            times.append((time.perf_counter() - begin) * 1e3)
            assert kernel.process.returncode == 0
    print(f"{count} restarts: all answered and ended; cell and shutdown {statistics.median(times):.1f} ms")
    return True


def together(forger, count):
    """Many kernels at a time, as on a classroom's server."""
    begin = time.perf_counter()
    kernels = [Kernel([forger, "kernel", "--connection-file", "{connection_file}"]) for _ in range(count)]
    try:
        for kernel in kernels:
            kernel.wait_until_ready()
        ready = time.perf_counter() - begin
        asked = [kernel.execute("seed 7") for kernel in kernels]
        for kernel, identifier in zip(kernels, asked):
            assert b'"ok"' in kernel.reply("shell", identifier)[3]
        resident = sum(kernel.memory() for kernel in kernels)
        own = sum(proportional(kernel) for kernel in kernels)
        print(f"{count} kernels at once: all ready after {ready:.2f} s, all answered; "
              f"{resident:.0f} MiB resident in all, {own:.0f} MiB when shared pages count once")  # fmt: skip
    finally:
        for kernel in kernels:
            kernel.end()
    return True


def proportional(kernel):
    """Mebibytes of a process, every shared page divided by those who share it."""
    with open(f"/proc/{kernel.process.pid}/smaps_rollup") as file:
        return next(int(line.split()[1]) for line in file if line.startswith("Pss:")) / 1024


def flat(what, memory):
    # Large blocks that are freed leave holes, which fill up with the first few games.
    first = max(memory[: max(6, len(memory) // 10)])
    grown = memory[-1] - first
    print(f"{what}: {first:.1f} MiB after the first tenth, {memory[-1]:.1f} MiB at the end")
    return grown < GROWTH


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--cells", type=int, default=10_000)
    parser.add_argument("--interrupts", type=int, default=1_000)
    parser.add_argument("--restarts", type=int, default=100)
    parser.add_argument("--together", type=int, default=50)
    parser.add_argument("--forger", default=str(BIN / "forger"))
    options = parser.parse_args()
    done = [cells(options.forger, options.cells), interrupts(options.forger, options.interrupts),
            restarts(options.forger, options.restarts), together(options.forger, options.together)]  # fmt: skip
    if not all(done):
        sys.exit("memory grows")


if __name__ == "__main__":
    main()
