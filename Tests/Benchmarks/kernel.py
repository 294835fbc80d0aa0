"""Ours and the best rivals, interleaved, every round in a fresh process.

    make bench-kernel                                   # 20 rounds of all and 80 more of ours: about ten minutes
    make bench-kernel BENCH_FLAGS="--rounds 2 --own 2 --only forger"

Writes results/kernel.md and results/kernel.json. Times are milliseconds.
"""

import argparse
import importlib.metadata
import importlib.util
import json
import os
import pathlib
import platform
import shutil
import statistics
import sys
import time

from lean import Kernel

HERE = pathlib.Path(__file__).parent
BIN = pathlib.Path(sys.executable).parent
LINES = 2000


class Rival:
    """How a kernel is started, and what a cell of its language looks like."""

    def __init__(self, name, argv, *, trivial, complete, flood, endless, after, prepare=None, kept=None, by_signal=False):
        self.name, self.argv, self.trivial, self.complete, self.flood = name, argv, trivial, complete, flood
        self.endless, self.after, self.kept, self.by_signal = endless, after, kept, by_signal
        self.prepare = prepare or after

    @property
    def version(self):
        package = {"forger": None, "ipykernel": "ipykernel", "xeus-python": "xeus-python", "deno": "deno"}[self.name]
        return importlib.metadata.version(package) if package else "this commit"


def rivals(forger):
    python = {"trivial": "1", "complete": "pri", "flood": f"for i in range({LINES}): print(i)",
              "endless": "print('on', flush=True)\nwhile True: pass", "after": "1"}  # fmt: skip
    yield Rival(
        "forger", [forger, "kernel", "--connection-file", "{connection_file}"], trivial="seed 1", complete="tra",
        flood="\n".join(f'print "{number}"' for number in range(LINES)),
        prepare="data digits count=1000\ngan vanilla", endless="train steps=100000000", after="seed 1", kept="sample 4")  # fmt: skip
    yield Rival("ipykernel", [sys.executable, "-m", "ipykernel_launcher", "-f", "{connection_file}"], by_signal=True, **python)
    if importlib.util.find_spec("xpython_launcher"):
        yield Rival("xeus-python", [sys.executable, "-m", "xpython_launcher", "-f", "{connection_file}"], **python)
    if deno := shutil.which("deno", path=f"{BIN}:{os.environ['PATH']}"):
        yield Rival(
            "deno", [deno, "jupyter", "--kernel", "--conn", "{connection_file}"], trivial="1", complete="Arr",
            flood=f"for (let i = 0; i < {LINES}; i++) console.log(i)", endless="console.log('on'); while (true) {}",
            after="1", by_signal=True)  # fmt: skip


def measure(rival, options):
    """One round: what a fresh process does."""
    found = {}
    with Kernel(rival.argv) as kernel:
        found["start"] = kernel.wait_until_ready()
        time.sleep(0.2)
        found["memory"] = kernel.memory()
        cell = {"code": rival.trivial, "silent": False, "store_history": True, "user_expressions": {},
                "allow_stdin": False, "stop_on_error": True}  # fmt: skip
        found["execute"] = [kernel.round_trip("shell", "execute_request", cell) for _ in range(options.cells)]
        request = {"code": rival.complete, "cursor_pos": len(rival.complete)}
        found["complete"] = [kernel.round_trip("shell", "complete_request", request) for _ in range(options.cells)]
        found |= flood(kernel, rival)
        found["shutdown"] = kernel.shut_down()
    return found | interrupt(rival)


def flood(kernel, rival):
    start = time.perf_counter()
    identifier = kernel.execute(rival.flood)
    heard = kernel.until_idle(identifier)
    elapsed = (time.perf_counter() - start) * 1e3
    texts = [json.loads(parts[3])["text"] for parts in heard if b'"stream"' in parts[0]]
    kernel.reply("shell", identifier)
    return {"flood": elapsed, "messages": len(texts), "lines": "".join(texts).count("\n")}


def interrupt(rival):
    """A cell without end: control while it computes, and the way back from an interrupt; None when the kernel dies of it."""
    with Kernel(rival.argv, {"FORGER_LIVE": "on"}) as kernel:
        kernel.wait_until_ready()
        kernel.reply("shell", kernel.execute(rival.prepare))
        identifier = kernel.execute(rival.endless)
        kernel.wait_for_output(identifier)
        found = {"control": None, "interrupt": None}
        try:
            times = []
            for _ in range(20):
                start = time.perf_counter()
                kernel.reply("control", kernel.send("control", "kernel_info_request", {}), timeout=3)
                times.append((time.perf_counter() - start) * 1e3)
            found["control"] = times
        except (TimeoutError, RuntimeError):
            pass
        try:
            start = time.perf_counter()
            kernel.interrupt(rival.by_signal)
            kernel.reply("shell", identifier, timeout=5)
            answer = kernel.reply("shell", kernel.execute(rival.after), timeout=5)
            elapsed = (time.perf_counter() - start) * 1e3
            if b'"ok"' in answer[3] and (rival.kept is None or b'"ok"' in kernel.reply("shell", kernel.execute(rival.kept))[3]):
                found["interrupt"] = elapsed
        except (TimeoutError, RuntimeError):
            pass
        return found


def percentile(values, share):
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * share))]


def summary(rounds):
    """One line of the table."""
    execute = [value for one in rounds for value in one["execute"]]
    complete = [value for one in rounds for value in one["complete"]]
    control = [value for one in rounds for value in one["control"] or []]
    interrupts = [one["interrupt"] for one in rounds if one["interrupt"] is not None]
    return {
        "rounds": len(rounds),
        "start": statistics.median(one["start"] for one in rounds),
        "execute": statistics.median(execute),
        "execute p99": percentile(execute, 0.99),
        "complete": statistics.median(complete),
        "flood": statistics.median(one["flood"] for one in rounds),
        "flood worst": max(one["flood"] for one in rounds),
        "messages": statistics.median(one["messages"] for one in rounds),
        "lines": min(one["lines"] for one in rounds),
        "floods complete": sum(one["lines"] == LINES for one in rounds),
        "control": statistics.median(control) if control else None,
        "control worst": max(control) if control else None,
        "interrupt": statistics.median(interrupts) if interrupts else None,
        "interrupt worst": max(interrupts) if interrupts else None,
        "interrupts survived": len(interrupts),
        "memory": statistics.median(one["memory"] for one in rounds),
        "shutdown": statistics.median(one["shutdown"] for one in rounds),
    }


TARGETS = {"start": 30, "execute": 0.5, "execute p99": 2, "complete": 0.5, "flood": 20, "control": 2, "interrupt": 50,
           "memory": 25, "shutdown": 20}  # fmt: skip


def table(summaries, versions):
    """Markdown: a column a kernel."""
    def number(value):
        return "–" if value is None else f"{value:.2f}" if value < 10 else f"{value:.0f}"

    names = list(summaries)
    rows = [
        ("spawn to kernel_info_reply", lambda s: number(s["start"]), "start"),
        ("execute, median", lambda s: number(s["execute"]), "execute"),
        ("execute, 99th percentile", lambda s: number(s["execute p99"]), "execute p99"),
        ("complete, median", lambda s: number(s["complete"]), "complete"),
        (f"{LINES} lines to idle, median", lambda s: number(s["flood"]), "flood"),
        ("… messages; fewest lines; runs with all", lambda s: f"{s['messages']:.0f}; {s['lines']}; {s['floods complete']} of {s['rounds']}", None),
        ("control while a cell computes, median", lambda s: number(s["control"]), "control"),
        ("interrupt to the next cell's reply, median", lambda s: number(s["interrupt"]), "interrupt"),
        ("… slowest; runs that lived on", lambda s: f"{number(s['interrupt worst'])}; {s['interrupts survived']} of {s['rounds']}", None),
        ("resident after start, MiB", lambda s: number(s["memory"]), "memory"),
        ("shutdown", lambda s: number(s["shutdown"]), "shutdown"),
    ]
    lines = ["| milliseconds | target | " + " | ".join(f"{name} {versions[name]}" for name in names) + " |"]
    lines.append("|---|---|" + "---|" * len(names))
    for title, cell, target in rows:
        lines.append(f"| {title} | {f'≤ {TARGETS[target]}' if target else ''} | " + " | ".join(cell(summaries[name]) for name in names) + " |")
    return lines


def processor():
    """What the processor calls itself, where the system tells."""
    try:
        lines = pathlib.Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    return next((line.split(":", 1)[1].strip() for line in lines if line.startswith("model name")), platform.machine())


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--cells", type=int, default=200, help="cells and completions of every round")
    parser.add_argument("--own", type=int, default=100, help="rounds of ours in all")
    parser.add_argument("--only", help="one kernel")
    parser.add_argument("--forger", default=str(BIN / "forger"))
    parser.add_argument("--results", type=pathlib.Path, default=HERE / "results")
    options = parser.parse_args()

    field = [rival for rival in rivals(options.forger) if options.only in (None, rival.name)]
    rounds = {rival.name: [] for rival in field}
    for number in range(options.rounds):
        # Interleaved, and in another order each time: what disturbs the machine disturbs all.
        for rival in field[number % len(field):] + field[:number % len(field)]:
            rounds[rival.name].append(measure(rival, options))
        print(f"round {number + 1} of {options.rounds}", file=sys.stderr)

    # What must never fail is tried more often than the rivals have patience for.
    for rival in field:
        while rival.name == "forger" and len(rounds[rival.name]) < options.own:
            rounds[rival.name].append(measure(rival, options))

    versions = {rival.name: rival.version for rival in field}
    summaries = {name: summary(found) for name, found in rounds.items()}
    machine = f"{platform.system()} {platform.machine()}, {os.cpu_count()} processors ({processor()}), load {os.getloadavg()[0]:.1f} at the end"
    text = ["# Kernels compared", "", f"{options.rounds} rounds, interleaved, a fresh process each; {options.cells} cells and completions a round; of ours {options.own} rounds.",
            f"{machine}; {time.strftime('%Y-%m-%d')}. Measured with a lean ZeroMQ client (lean.py), not with jupyter_client, whose own",
            "milliseconds would hide the differences. A dash: the kernel did not answer, or died. Command: `make bench-kernel`.", "",
            *table(summaries, versions), ""]  # fmt: skip
    options.results.mkdir(parents=True, exist_ok=True)
    (options.results / "kernel.md").write_text("\n".join(text))
    (options.results / "kernel.json").write_text(
        json.dumps({"machine": machine, "versions": versions, "summary": summaries, "rounds": rounds}) + "\n")  # fmt: skip
    print("\n".join(text))


if __name__ == "__main__":
    main()
