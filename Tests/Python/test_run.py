"""`forger run`: a script without Jupyter."""

import os
import signal
import subprocess
import time

import pytest
from kernel_test import FORGER


def run(path, text):
    path.write_text(text)
    return subprocess.run([FORGER, "run", path], capture_output=True, text=True, timeout=120)


def test_pictures_are_written_beside_the_script(tmp_path):
    done = run(tmp_path / "first.forger", "f(x) = x^2\nplot f, f' over x=-1..1\ncheck f(2) = 4\n1 + 1\ndraw ones(2x3)\n")
    assert done.returncode == 0, done.stderr
    assert "✓ f(2) = 4" in done.stdout and "\n2\n" in done.stdout
    for number in (1, 2):
        assert (tmp_path / f"first-{number}.png").read_bytes().startswith(b"\x89PNG")
    assert not (tmp_path / "first-3.png").exists()


def test_a_training_leaves_one_picture(tmp_path):
    done = run(tmp_path / "short.forger", "data digits count=200\ngan vanilla\ntrain steps=2\n")
    assert done.returncode == 0, done.stderr
    assert [path.name for path in tmp_path.glob("*.png")] == ["short-1.png"]


@pytest.mark.parametrize(
    "text, words", [("1 + 1\ncheck 1 = 2\n", "the check fails"), ("trian\n1 + 1\n", "Did you mean `train`?")])
def test_a_failure_is_told_and_fails_the_run(tmp_path, text, words):
    done = run(tmp_path / "wrong.forger", text)
    assert done.returncode == 1
    assert "wrong.forger: line" in done.stderr and words in done.stderr and "^" in done.stderr


def test_a_script_that_is_not_there_is_one_line(tmp_path):
    done = subprocess.run([FORGER, "run", tmp_path / "none.forger"], capture_output=True, text=True)
    assert done.returncode != 0 and "cannot read" in done.stderr


def started(path, text):
    """A script that has begun to train: its first picture comes at the end, so its first line says so."""
    path.write_text(text)
    process = subprocess.Popen(
        [FORGER, "run", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True)
    assert "drawn digits" in process.stdout.readline()
    assert "mlp-tiny" in process.stdout.readline()
    return process


def test_ctrl_c_stops_the_command_and_keeps_what_was_learnt(tmp_path):
    process = started(tmp_path / "long.forger", "data digits count=500\ngan mlp-tiny\ntrain steps=1_000_000\nprint \"never\"\n")
    time.sleep(1)
    os.kill(process.pid, signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 130
    assert "weights digest" in out and "never" not in out
    assert "What was learnt is kept" in err
    assert (tmp_path / "long-1.png").read_bytes().startswith(b"\x89PNG"), "the last state of the training is there"


def test_ctrl_c_stops_a_calculation(tmp_path):
    path = tmp_path / "sum.forger"
    path.write_text('print "go"\nf(x) = integrate(exp, 0..x)\nplot f over x=0..1 points=10_000\n')
    process = subprocess.Popen([FORGER, "run", path], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "go\n"
    process.send_signal(signal.SIGINT)
    process.communicate(timeout=60)
    assert process.returncode in (0, 130), "done before it was heard, or stopped"
