"""The lessons, run headless by the tools that people use: nbclient and `jupyter nbconvert`."""

import base64
import json
import re
import struct
import subprocess

import nbformat
import pytest
from conftest import KERNEL, LESSONS, pictures, texts
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


def png_size(encoded):
    data = base64.b64decode(encoded)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", data[16:24])


def lesson_ids():
    return [path.stem for path in LESSONS]


@pytest.mark.parametrize("path", LESSONS, ids=lesson_ids())
def test_is_committed_clean(path):
    book = nbformat.read(path, as_version=4)
    nbformat.validate(book)
    assert book.metadata.kernelspec.name == KERNEL
    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in book.cells)


@pytest.mark.parametrize("path", LESSONS, ids=lesson_ids())
def test_runs_with_nbconvert(path, tmp_path):
    command = ["jupyter", "nbconvert", "--to", "notebook", "--execute", "--output-dir", tmp_path, path]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4000:]
    book = nbformat.read(tmp_path / path.name, as_version=4)
    nbformat.validate(book)
    shown = [picture for cell in book.cells if cell.cell_type == "code" for picture in pictures(cell)]
    assert len(shown) >= 4
    assert all(min(png_size(picture)) > 100 for picture in shown)
    assert not any("image/svg+xml" in output.get("data", {}) for cell in book.cells for output in cell.get("outputs", []))
    command = ["jupyter", "nbconvert", "--to", "html", "--output-dir", tmp_path, tmp_path / path.name]
    html = subprocess.run(command, capture_output=True, text=True)
    assert html.returncode == 0, html.stderr[-4000:]
    page = (tmp_path / path.with_suffix(".html").name).read_text()
    assert page.count("data:image/png;base64") >= len(shown)


def test_nbclient_runs_a_short_training(notebook):
    book = notebook("data digits count=500", "gan vanilla", "train steps=3", "sample 16", "plot losses")
    NotebookClient(book, timeout=120).execute()
    assert pictures(book.cells[2]) and pictures(book.cells[3]) and pictures(book.cells[4])
    digest = re.search(r"digest ([0-9a-f]{16,})", texts(book.cells[2]))
    assert digest, texts(book.cells[2])


def training_digest(notebook, *commands):
    book = notebook("data digits count=500", "seed 7\ngan vanilla", "\n".join([*commands, "train steps=4"]))
    NotebookClient(book, timeout=120).execute()
    return re.search(r"digest ([0-9a-f]{16,})", texts(book.cells[2])).group(1)


def test_same_seed_same_weights_on_one_and_two_threads(notebook):
    first = training_digest(notebook, "threads 2")
    assert training_digest(notebook, "threads 2") == first
    assert training_digest(notebook, "threads 1") == first


def test_a_typo_fails_the_run_with_the_caret_in_the_output(notebook):
    book = notebook("data digits count=100", "train epoch=2")
    with pytest.raises(CellExecutionError) as failure:
        NotebookClient(book, timeout=60).execute()
    assert "^^^^^" in str(failure.value) and "epochs" in str(failure.value)
    assert "^^^^^" in texts(book.cells[1])


def test_nbconvert_exits_with_an_error_on_a_typo(notebook, tmp_path):
    path = tmp_path / "typo.ipynb"
    nbformat.write(notebook("smaple 64"), path)
    command = ["jupyter", "nbconvert", "--to", "notebook", "--execute", path]
    done = subprocess.run(command, capture_output=True, text=True)
    assert done.returncode != 0
    assert "^^^^^^" in done.stderr and "Did you mean `sample`?" in done.stderr


def test_live_output_can_be_reduced_to_its_last_state(notebook, monkeypatch):
    monkeypatch.setenv("FORGER_LIVE", "off")
    book = notebook("data digits count=300\ngan vanilla", "train steps=3")
    client = NotebookClient(book, timeout=60)
    kinds = []
    process_message = client.process_message
    client.process_message = lambda message, *rest: (kinds.append(message["msg_type"]), process_message(message, *rest))[1]
    client.execute()
    assert "update_display_data" not in kinds
    assert len(pictures(book.cells[1])) == 1


def test_every_picture_has_a_size_and_a_text(notebook):
    book = notebook("data digits count=200\nshow data count=20", "gan vanilla\ntrain steps=2", "sample 9", "plot losses")
    NotebookClient(book, timeout=60).execute()
    seen = 0
    for cell in book.cells:
        for output in cell.outputs:
            if "image/png" not in output.get("data", {}):
                continue
            seen += 1
            assert len(output.data["text/plain"]) > 20
            size = output.metadata["image/png"]
            assert png_size(output.data["image/png"]) == (2 * size["width"], 2 * size["height"])
    assert seen >= 4
    json.dumps(book)
