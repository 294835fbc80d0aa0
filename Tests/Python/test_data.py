"""Data sets from servers: real files, a real kernel process, servers good and bad, kills in the middle."""

import os
import pathlib
import signal
import subprocess
import sys
import time

import pytest
from conftest import ROOT
from kernel_test import FORGER

SERVER = ROOT / "Tests" / "DatasetsTests" / "server.py"
DATA = os.environ.get("FORGER_DATA")
IMAGES = "t10k-images-idx3-ubyte.gz"

needs_mnist = pytest.mark.skipif(
    not DATA or not (pathlib.Path(DATA) / "mnist" / IMAGES).exists(),
    reason="FORGER_DATA has no mnist/t10k-images-idx3-ubyte.gz")


@pytest.fixture
def server(tmp_path):
    """Serves FORGER_DATA, or this folder where there is none."""
    process = subprocess.Popen(
        [sys.executable, SERVER, DATA or ".", tmp_path / "requests"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
    process.kill()
    process.wait()


@pytest.fixture
def run(tmp_path):
    """Starts a script in an environment that has no data of its own."""

    def start(text, mirrors="", **more):
        script = tmp_path / f"script{time.monotonic_ns()}.forger"
        script.write_text(text)
        environment = {key: value for key, value in os.environ.items() if not key.startswith("FORGER_")}
        environment |= {"XDG_CACHE_HOME": str(tmp_path / "cache"), "FORGER_MIRRORS": mirrors, **more}
        return subprocess.Popen(
            [FORGER, "run", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment)

    return start


def finish(process):
    out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def requests(tmp_path):
    return (tmp_path / "requests").read_text().splitlines()


def cached(tmp_path):
    folder = tmp_path / "cache" / "forger" / "mnist"
    return sorted(path.name for path in folder.iterdir()) if folder.exists() else []


@needs_mnist
def test_the_second_mirror_serves_and_the_cache_afterwards(tmp_path, run, server):
    code, out, err = finish(run("data mnist part=test count=100\n", f"{server}/503,{server}/good"))
    assert code == 0, err
    assert "MNIST test images, 100, from" in out
    assert cached(tmp_path) == [".lock", IMAGES, "t10k-labels-idx1-ubyte.gz"]
    before = len(requests(tmp_path))
    assert finish(run("data mnist part=test\n", f"{server}/good"))[0] == 0
    assert len(requests(tmp_path)) == before


@needs_mnist
def test_a_killed_kernel_leaves_nothing_broken(tmp_path, run, server):
    process = run("data mnist part=test\n", f"{server}/slow")
    partial = tmp_path / "cache" / "forger" / "mnist" / (IMAGES + ".part")
    deadline = time.monotonic() + 30
    while not (partial.exists() and partial.stat().st_size > 100_000):
        assert time.monotonic() < deadline and process.poll() is None
        time.sleep(0.01)
    process.send_signal(signal.SIGKILL)
    finish(process)
    assert IMAGES not in cached(tmp_path)
    had = partial.stat().st_size
    code, out, err = finish(run("data mnist part=test\n", f"{server}/good"))
    assert code == 0 and "10,000" in out, err
    continued = [line for line in requests(tmp_path) if line.startswith("/good/mnist/" + IMAGES)]
    assert len(continued) == 1 and int(continued[0].split("=")[1].rstrip("-")) >= had
    assert cached(tmp_path) == [".lock", IMAGES, "t10k-labels-idx1-ubyte.gz"]


@needs_mnist
def test_two_kernels_at_once_download_once(tmp_path, run, server):
    both = [run("data mnist part=test\n", f"{server}/slow") for _ in range(2)]
    for process in both:
        code, out, err = finish(process)
        assert code == 0 and "10,000" in out, err
    assert sorted(line.split()[0] for line in requests(tmp_path)) == [
        "/slow/mnist/" + IMAGES, "/slow/mnist/t10k-labels-idx1-ubyte.gz"]


def test_without_a_server_one_message_says_what_to_do(tmp_path, run):
    begin = time.monotonic()
    code, _, err = finish(run("data mnist\n", "http://127.0.0.1:1 http://127.0.0.1:2"))
    assert code == 1 and time.monotonic() - begin < 10
    folder = str(tmp_path / "cache" / "forger" / "mnist")
    for part in [f"Put these files into {folder}", "train-images-idx3-ubyte.gz", "127.0.0.1:2", "data digits"]:
        assert part in err


def test_the_next_name_is_taken_when_no_server_answers(run):
    code, out, _ = finish(run("data mnist or digits count=10\n", "http://127.0.0.1:1"))
    assert code == 0 and "taking digits instead" in out and "10 drawn digits" in out


def test_offline_asks_nobody(tmp_path, run, server):
    code, _, err = finish(run("data fashion\n", f"{server}/good", FORGER_OFFLINE="1"))
    assert code == 1 and "FORGER_OFFLINE" in err
    assert requests(tmp_path) == []


def test_without_curl_it_says_what_to_install(tmp_path, run, server):
    (tmp_path / "bin").mkdir()
    code, _, err = finish(run("data mnist\n", f"{server}/good", PATH=str(tmp_path / "bin")))
    assert code == 1 and "apt-get install curl" in err


def test_wrong_files_are_refused(tmp_path, run, server):
    code, _, err = finish(run("data mnist\n", f"{server}/404 {server}/page"))
    assert code == 1
    assert "HTTP status 404" in err and cached(tmp_path) == [".lock"]
