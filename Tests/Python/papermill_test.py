"""papermill, as CI machines use it: the cell that it injects takes effect."""

import subprocess

import nbformat
import pytest
from conftest import texts


def tagged(notebook):
    book = notebook(
        "# Parameters\nepochs = 3\nbatch = None\nshown = True\nname = \"unset\"",
        "data digits count=100\ngan mlp-tiny",
        "train epochs=epochs batch=batch",
        "epochs", "name", "shown", "batch")
    book.cells[0].metadata["tags"] = ["parameters"]
    return book


def papermill(notebook, folder, *parameters):
    nbformat.write(tagged(notebook), folder / "in.ipynb")
    command = ["papermill", "--language", "python", "--no-progress-bar", *parameters, "in.ipynb", "out.ipynb"]
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=180)
    return done, nbformat.read(folder / "out.ipynb", as_version=4)


def values(book):
    return [texts(cell).strip() for cell in book.cells[-4:]]


def test_the_injected_cell_takes_effect(notebook, tmp_path):
    done, book = papermill(notebook, tmp_path, "-p", "epochs", "1", "-p", "batch", "10", "-p", "name", "it's \\ \"one\"")
    assert done.returncode == 0, done.stderr[-4000:]
    assert book.cells[1].metadata.tags == ["injected-parameters"]
    assert "10 steps in" in texts(book.cells[3]), "one epoch of 100 pictures in batches of 10"
    assert values(book) == ["1", "it's \\ \"one\"", "true", "10"]


def test_without_parameters_the_notebook_has_its_own(notebook, tmp_path):
    done, book = papermill(notebook, tmp_path)
    assert done.returncode == 0, done.stderr[-4000:]
    assert "6 steps in" in texts(book.cells[2]), "None is the preset's batch, 64 of the 100 pictures"
    assert values(book)[0] == "3"


@pytest.mark.parametrize(
    "value, shown", [("None", "None"), ("False", "false"), ("0.5", "0.5"), ("[1, 2.5]", "[1, 2.5]")])
def test_every_kind_of_value_arrives(notebook, tmp_path, value, shown):
    done, book = papermill(notebook, tmp_path, "-y", f"shown: {'null' if value == 'None' else value}")
    assert done.returncode == 0, done.stderr[-4000:]
    assert values(book)[2] == shown


def test_a_wrong_value_fails_the_run(notebook, tmp_path):
    done, _ = papermill(notebook, tmp_path, "-p", "epochs", "many")
    assert done.returncode != 0 and "epochs" in done.stderr
