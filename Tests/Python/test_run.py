"""`forger run`: a script without Jupyter."""

import subprocess

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
