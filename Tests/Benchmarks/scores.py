"""Scores generators of Forger's and their twins in PyTorch, trained alike on MNIST, by Forger's recogniser.

    make bench-scores                                               # all that is missing, then the table: many hours
    make bench-scores BENCH_FLAGS="--jobs vanilla:pytorch:7"        # one run
    make bench-scores BENCH_FLAGS="--from-checkpoint a.safetensors" # a training of Forger's that was saved
    make bench-scores BENCH_FLAGS=--table                           # the table of what there is

A job is a model, a system and a seed. Its result is added to Tests/Benchmarks/results/scores.json at once, and a rerun does
what is missing; a job that was ended goes on where it was. At the end scores.md is written. One thread each.
"""

import argparse
import fcntl
import json
import os
import pathlib
import re
import statistics
import struct
import subprocess
import sys
import time

from train import processor

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent.parent
# The pictures in a batch, and how many epochs are trained at which rate: towards the end smaller steps.
RECIPES = {
    "vanilla": (50, [(30, 3e-4), (12, 1e-4), (8, 3e-5)]),
    "dcgan28": (64, [(14, 2e-3), (4, 5e-4), (2, 1e-4)]),
}
EPOCHS = {model: sum(epochs for epochs, _ in stages) for model, (_, stages) in RECIPES.items()}
SYSTEMS = ["forger", "pytorch"]
# Epochs of Forger's between two saves, which are two bit-identical halves of one training.
PIECE = 5
FIGURES = [
    "class_score", "real_class_score", "frechet_distance", "frechet_floor", "classes_present", "nearest_pair",
    "real_nearest_pair"]


class Failure(Exception):
    """Why a job has no result."""


def processor_seconds(command, log, **options):
    """Runs a command and returns its processor time, which no pause lengthens."""
    with open(log, "a") as file:
        process = subprocess.Popen(command, stdout=file, stderr=subprocess.STDOUT, **options)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        tail = " / ".join(pathlib.Path(log).read_text().strip().splitlines()[-4:])
        raise Failure(f"{command[0]} ended with {process.returncode}: {tail}")
    return usage.ru_utime + usage.ru_stime


def forger(options, name, lines):
    """Runs lines of Forger's language; returns what they wrote and their processor time."""
    script, log = options.work / f"{name}.forger", options.work / f"{name}.log"
    script.write_text("\n".join(["threads 1", *lines]) + "\n")
    log.unlink(missing_ok=True)
    environment = os.environ | {"FORGER_AUTOSAVE": "off", "FORGER_LIVE": "off"}
    seconds = processor_seconds([options.forger, "run", str(script)], log, env=environment)
    return log.read_text(), seconds


def description(path):
    """What a checkpoint of Forger's says of itself: preset, seed, epochs."""
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
    game = json.loads(header["__metadata__"]["game"])
    order = game["order"]
    epochs = order["epoch"] + (order["offset"] / order["count"] if order["count"] else 0)
    if not order["data"].split()[1:2] == ["mnist"]:
        raise Failure(f"{path} was not trained on MNIST")
    return game["preset"]["name"], game["seed"], epochs


def score(options, name, model, seed, file):
    """The figures of a generator in a file, and who judged."""
    lines = ["data mnist", f"seed {seed}", f"gan {model}", f'load "{file}"', f"seed {seed}", f"score seed={seed}"]
    text, _ = forger(options, f"{name}-score", lines + FIGURES)
    values = [float(line) for line in text.splitlines() if re.fullmatch(r"[-+.\de]+", line.strip())]
    judge = re.search(r"(?:([\d,]+) pictures by .*)(recogniser mnist, .*digest [0-9a-f]{16})", text)
    if len(values) != len(FIGURES) or not judge:
        raise Failure(f"no figures in {options.work / f'{name}-score.log'}")
    return dict(zip(FIGURES, values)) | {"pictures": int(judge[1].replace(",", "")), "recogniser": judge[2]}


def spent(options, name, seconds):
    """Adds up the processor time of a job's pieces."""
    path = options.work / f"{name}.seconds"
    total = seconds + (float(path.read_text()) if path.exists() else 0)
    path.write_text(str(total))
    return total


def stages(model, epochs):
    """Where the stages of a training end, in epochs, and their rates; shorter trainings have shorter stages."""
    ends, end = [], 0
    for length, rate in RECIPES[model][1]:
        end += length * epochs / EPOCHS[model]
        ends.append((end, rate))
    return ends


def train_forger(options, name, model, seed, epochs):
    """Trains in pieces, each of which is saved."""
    file = options.work / f"{name}.safetensors"
    done = description(file)[2] if file.exists() else 0
    seconds = spent(options, name, 0)
    while done < epochs - 1e-9:
        end, rate = next(stage for stage in stages(model, epochs) if done < stage[0] - 1e-9)
        piece = min(PIECE, end - done)
        train = f"train epochs={piece:.9g} batch={RECIPES[model][0]} rate={rate:g}"
        start = [f'load "{file}"'] if done else [f"gan {model}"]
        _, used = forger(
            options, name, ["data mnist", f"seed {seed}", *start, train, f'save "{file}"'])
        seconds = spent(options, name, used)
        before, done = done, description(file)[2]
        if done <= before:
            raise Failure(f"{file} does not go on")
        print(f"  {done:g} of {epochs:g} epochs", flush=True)
    return file, seconds, version(options)


def train_pytorch(options, name, model, seed, epochs):
    """Trains the twin; it keeps its own state."""
    file = options.work / f"{name}.safetensors"
    if not file.exists():
        spent(options, name, processor_seconds(
            [options.python, str(HERE / "peers" / "score_twin.py"), model, str(RECIPES[model][0]),
             json.dumps(stages(model, epochs)), str(seed), str(mnist()), str(file)], options.work / f"{name}.log"))
    found = subprocess.run(
        [options.python, "-c", "import torch; print(torch.__version__)"], capture_output=True, text=True)
    return file, spent(options, name, 0), f"pytorch {found.stdout.strip()}"


def version(options):
    done = subprocess.run([options.forger, "--version"], capture_output=True, text=True)
    return f"forger {done.stdout.strip()}"


def mnist():
    """The training pictures where Forger finds them."""
    cache = pathlib.Path(os.environ.get("XDG_CACHE_HOME") or pathlib.Path.home() / ".cache") / "forger"
    for folder in filter(None, [os.environ.get("FORGER_DATA"), str(cache)]):
        for ending in ("", ".gz"):
            path = pathlib.Path(folder) / "mnist" / f"train-images-idx3-ubyte{ending}"
            if path.exists():
                return path
    raise Failure("no MNIST: set FORGER_DATA, or type `data mnist` in Forger once, which downloads it")


def results(options):
    path = options.results / "scores.json"
    return json.loads(path.read_text()) if path.exists() else []


def add(options, result):
    """Adds a result to the file, whoever else is writing; one of the same job makes room."""
    lock = os.open(options.results, os.O_RDONLY)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX)
        job = ("model", "system", "seed", "epochs")
        kept = [row for row in results(options) if any(row[key] != result[key] for key in job)] + [result]
        kept.sort(key=lambda row: [str(row[key]) for key in job[:2]] + [row["seed"], row["epochs"]])
        path = options.results / "scores.json"
        part = path.with_suffix(".part")
        part.write_text("[\n" + ",\n".join(json.dumps(row) for row in kept) + "\n]\n")
        os.replace(part, path)
    finally:
        os.close(lock)


def run(options, model, system, seed, epochs):
    name = f"{model}-{system}-{seed}-{epochs:g}"
    print(f"{model}, {system}, seed {seed}, {epochs:g} epochs", flush=True)
    train = train_forger if system == "forger" else train_pytorch
    file, seconds, version = train(options, name, model, seed, epochs)
    finish(options, name, model, system, seed, epochs, file, version, seconds)


def finish(options, name, model, system, seed, epochs, file, version, seconds):
    figures = score(options, name, model, seed, file)
    add(options, {
        "model": model, "system": system, "seed": seed, "epochs": epochs, **figures, "version": version,
        "processor_seconds": seconds and round(seconds), "date": time.strftime("%Y-%m-%d")})
    print(f"  class score {figures['class_score']:.3f}, Fréchet distance {figures['frechet_distance']:.3f}, floor "
          f"{figures['frechet_floor']:.3f}, {figures['classes_present']:g} classes", flush=True)


def table(options):
    """What there is, as Markdown."""
    rows = results(options)
    lines = [
        "# Scores on MNIST", "",
        "`make bench-scores`: generators of Forger’s and their twins in PyTorch (same layers, first weights, optimiser, "
        "batches, objective; own random numbers; one thread), judged by the same recogniser on as many made as real "
        "pictures. The Fréchet distance is 0 at best, in truth its floor: that of real pictures to other real ones. The "
        "ratio is Forger’s distance by PyTorch’s; seeds scatter, so read it beside the spread of the rows. Hours are those of "
        f"one processor on {processor()}, which other work shared.", ""]
    for model, (batch, stages) in RECIPES.items():
        steps = ", ".join(f"{epochs} epochs at {rate:g}" for epochs, rate in stages)
        lines += [f"{model}: batches of {batch}, Adam with a rate falling in steps: {steps}.", ""]
    for judge in sorted({(row["recogniser"], row["pictures"]) for row in rows}):
        lines += [f"Judge: {judge[0]}; {judge[1]:,} pictures.", ""]
    lines += [
        "| model | epochs | system | seed | class score | of real | Fréchet distance | floor | ratio | classes | hours |",
        "|---|---|---|---|---|---|---|---|---|---|---|"]
    for model, epochs in sorted({(row["model"], row["epochs"]) for row in rows}, reverse=True):
        of_model = [row for row in rows if (row["model"], row["epochs"]) == (model, epochs)]
        twins = {row["seed"]: row["frechet_distance"] for row in of_model if row["system"] == "pytorch"}
        for system in SYSTEMS:
            own = sorted((row for row in of_model if row["system"] == system), key=lambda row: row["seed"])
            for row in own:
                twin = twins.get(row["seed"]) if system == "forger" else None
                lines.append(line(row, str(row["seed"]), row["frechet_distance"] / twin if twin else None))
            if len(own) > 1:
                middle = {key: statistics.median(row[key] for row in own) for key in FIGURES} | {
                    "model": model, "epochs": epochs, "system": system,
                    "processor_seconds": statistics.median(
                        [row["processor_seconds"] for row in own if row["processor_seconds"]] or [0]) or None}
                # Of the same seeds, or it says nothing.
                compares = system == "forger" and {row["seed"] for row in own} == set(twins)
                others = statistics.median(twins.values()) if compares else None
                lines.append(line(middle, "**median**", middle["frechet_distance"] / others if others else None))
    return "\n".join(lines) + "\n"


def line(row, seed, ratio):
    hours = f"{row['processor_seconds'] / 3600:.2f}" if row["processor_seconds"] else "–"
    return (
        f"| {row['model']} | {row['epochs']:g} | {row['system']} | {seed} | {row['class_score']:.3f} "
        f"| {row['real_class_score']:.3f} | {row['frechet_distance']:.3f} | {row['frechet_floor']:.3f} "
        f"| {f'{ratio:.2f}' if ratio else ''} | {row['classes_present']:g} | {hours} |")


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--models", default=",".join(EPOCHS))
    parser.add_argument("--systems", default=",".join(SYSTEMS))
    parser.add_argument("--seeds", default="7,8,9")
    parser.add_argument("--jobs", default="", help="only these, as vanilla:pytorch:7, with commas")
    parser.add_argument("--epochs", type=float, help="instead of 50 and 20, to try it out")
    parser.add_argument("--from-checkpoint", nargs="+", default=[], help="trainings of Forger's that were saved")
    parser.add_argument("--table", action="store_true", help="only writes the table")
    parser.add_argument("--results", type=pathlib.Path, default=HERE / "results", help="where scores.json and .md are")
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "build" / "scores", help="where trainings are kept")
    parser.add_argument("--forger", default=str(ROOT / ".build" / "release" / "forger"))
    parser.add_argument("--python", default=sys.executable, help="one with torch and safetensors")
    options = parser.parse_args()
    options.work, options.results = options.work.resolve(), options.results.resolve()
    options.work.mkdir(parents=True, exist_ok=True)
    options.results.mkdir(parents=True, exist_ok=True)
    failed = False
    try:
        for path in options.from_checkpoint:
            path = pathlib.Path(path).resolve()
            model, seed, epochs = description(path)
            finish(options, path.stem, model, "forger", seed, round(epochs, 6), path, version(options), None)
        jobs = [job.split(":") for job in options.jobs.split(",") if job] or [
            [model, system, seed] for seed in options.seeds.split(",") for model in options.models.split(",")
            for system in options.systems.split(",")]
        jobs = [(model, system, int(seed), options.epochs or EPOCHS[model]) for model, system, seed in jobs]
        for job in jobs if not (options.table or options.from_checkpoint) else []:
            done = {(row["model"], row["system"], row["seed"], row["epochs"]) for row in results(options)}
            if job not in done:
                try:
                    run(options, *job)
                except Failure as failure:
                    failed = True
                    print(f"  failed: {failure}", flush=True)
    finally:
        (options.results / "scores.md").write_text(table(options))
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
