"""Times whole training steps of the engine and of its peers, one after another in many short turns.

    make bench-train                                        # all of it, on a quiet machine
    make bench-train BENCH_FLAGS="--models mlp --rounds 2 --seconds 0.2"

One process for each peer and variant stays for the whole run and works only in its turns, so that what slows the machine
down for a while slows all of them. Written to Tests/Benchmarks/results: train.md, and train.json.
"""

import argparse
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
ENGINE = HERE.parent.parent / ".build" / "release" / "forger-benchmark"
BATCHES = {"mlp": 100, "dcgan28": 128, "dcgan64": 128}
PEERS = [
    ("forger", "", [str(ENGINE)]),
    ("pytorch", "eager", ["pytorch.py"]),
    ("pytorch", "channels_last", ["pytorch.py"]),
    ("pytorch", "compile", ["pytorch.py"]),
    ("jax", "jit", ["jax_jit.py"]),
    ("tensorflow", "function", ["tensorflow_function.py"]),
]


class Peer:
    """A process that does training steps when told to."""

    def __init__(self, name, variant, command, model, threads):
        self.name, self.variant, self.times = name, variant, []
        self.missing, self.version = None, ""
        arguments = [model, str(BATCHES[model]), str(threads)]
        if name == "forger":
            command = command + arguments
        else:
            command = [sys.executable, str(HERE / "peers" / command[0]), *arguments, variant]
        environment = os.environ | {"OMP_NUM_THREADS": str(threads), "CUDA_VISIBLE_DEVICES": ""}
        self.log = tempfile.TemporaryFile("w+")
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self.log, text=True, env=environment,
            preexec_fn=lambda: pin(threads))
        answer = self.answer()
        if answer is not None:
            self.missing, self.version = answer.get("missing"), answer.get("version", "")
        if self.missing:
            print(f"  {self.title}: skipped: {self.missing}", flush=True)

    @property
    def title(self):
        return f"{self.name} {self.variant}".strip()

    def answer(self):
        while line := self.process.stdout.readline():
            if line[0] in "[{":
                return json.loads(line)
        self.log.seek(0)
        lines = self.log.read().strip().splitlines()
        self.missing = lines[-1][:200] if lines else f"ended with {self.process.wait()}"
        return None

    def turn(self, seconds):
        self.process.stdin.write(f"{seconds}\n")
        self.process.stdin.flush()
        times = self.answer()
        if times is None:
            print(f"  {self.title}: ended: {self.missing}", flush=True)
        else:
            self.times += times

    def end(self):
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()
        self.log.close()


def pin(threads):
    """As many processors as threads, for everybody."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:threads])


def measure(model, threads, options):
    print(f"{model}, {threads} {'thread' if threads == 1 else 'threads'}", flush=True)
    wanted = [peer for peer in PEERS if not options.peers or peer[0] in options.peers.split(",")]
    if model == "mlp":
        wanted = [peer for peer in wanted if peer[1] != "channels_last"]
    peers = [Peer(*peer, model, threads) for peer in wanted]
    for _ in range(options.rounds):
        for peer in peers:
            if not peer.missing:
                peer.turn(options.seconds)
                time.sleep(0.05)
    rows = []
    for peer in peers:
        peer.end()
        if peer.times and not peer.missing:
            median = statistics.median(peer.times)
            print(f"  {peer.title}: {median:.2f} ms, {len(peer.times)} steps", flush=True)
            rows.append(dict(
                model=model, batch=BATCHES[model], threads=threads, peer=peer.name, variant=peer.variant,
                median_ms=round(median, 3), images_per_second=round(1000 * BATCHES[model] / median, 1)))
    return rows, {peer.name: peer.version for peer in peers if peer.version}, [
        f"{model}, {threads} threads, {peer.title}: {peer.missing}" for peer in peers if peer.missing]


def processor():
    try:
        for line in open("/proc/cpuinfo"):
            if line.startswith("model name"):
                return line.split(":", 1)[1].strip()
    except OSError:
        pass
    return platform.processor() or platform.machine()


def table(rows, versions, skipped, options):
    load = f", load {os.getloadavg()[0]:.1f} at the end" if hasattr(os, "getloadavg") else ""
    lines = [
        "# Training steps", "",
        f"{processor()}, {os.cpu_count()} processors, {platform.system()}{load}, {time.strftime('%Y-%m-%d')}. "
        + ", ".join(f"{name} ({version})" if name == "forger" else f"{name} {version}" for name, version in versions.items())
        + ".", "",
        "One step is Algorithm 1 with k = 1: the discriminator on real and on generated pictures, Adam; the generator "
        f"through the discriminator on new latents, Adam. Medians over {options.rounds} turns of {options.seconds} s for "
        "everybody in the same run; the ratio is how many times longer than Forger's.", "",
        "| model | batch | threads | peer | ms a step | images a second | ratio |", "|---|---|---|---|---|---|---|"]
    for row in rows:
        own = next((r["median_ms"] for r in rows if r["peer"] == "forger"
                    and (r["model"], r["threads"]) == (row["model"], row["threads"])), None)
        ratio = f"{row['median_ms'] / own:.2f}" if own else "–"
        lines.append(
            f"| {row['model']} | {row['batch']} | {row['threads']} | {row['peer']} {row['variant']} "
            f"| {row['median_ms']:.2f} | {row['images_per_second']:.0f} | {ratio} |")
    if skipped:
        lines += ["", "Skipped:", ""] + [f"- {reason}" for reason in skipped]
    return "\n".join(lines) + "\n"


def install():
    """The peers, into the environment that runs this; PyTorch first from where its wheels need no graphics card."""
    def pip(*arguments):
        return subprocess.run([sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments])

    def has(module):
        return subprocess.run([sys.executable, "-c", f"import {module}"], capture_output=True).returncode == 0

    if not has("torch"):
        print("Installing PyTorch, JAX and TensorFlow …", flush=True)
        if pip("torch", "--index-url", "https://download.pytorch.org/whl/cpu").returncode:
            pip("torch")
    if not (has("jax") and has("optax") and has("tensorflow")):
        pip("-r", str(HERE / "requirements-train.txt"))


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--models", default="mlp,dcgan28,dcgan64")
    parser.add_argument("--threads", default="1,2")
    parser.add_argument("--rounds", type=int, default=7)
    parser.add_argument("--seconds", type=float, default=1.5)
    parser.add_argument("--peers", default="", help="only these, with commas")
    parser.add_argument("--output", default=str(HERE / "results"), help="where train.md and train.json go")
    parser.add_argument("--no-install", action="store_true")
    options = parser.parse_args()
    if not options.no_install:
        install()
    rows, versions, skipped = [], {}, []
    output = pathlib.Path(options.output)
    output.mkdir(parents=True, exist_ok=True)
    (HERE / "results").mkdir(exist_ok=True)
    for model in options.models.split(","):
        for threads in map(int, options.threads.split(",")):
            measured, found, missing = measure(model, threads, options)
            rows, versions, skipped = rows + measured, versions | found, skipped + missing
            # After every part, so that a run that is stopped leaves what it has found.
            (output / "train.json").write_text("[\n" + ",\n".join(json.dumps(row) for row in rows) + "\n]\n")
            (output / "train.md").write_text(table(rows, versions, skipped, options))


if __name__ == "__main__":
    main()
