"""What the tests share: the installed kernel, the lessons, a way to run a notebook as a user's tool would."""

import os
import pathlib
import sys

import nbformat
import pytest
import schema

ROOT = pathlib.Path(__file__).resolve().parents[2]
LESSONS = sorted((ROOT / "Lessons").glob("*.ipynb"))
KERNEL = "forger"


@pytest.fixture(scope="session", autouse=True)
def tools_of_this_environment():
    """`jupyter` and the kernelspec are found in the virtual environment that runs the tests."""
    os.environ["PATH"] = os.pathsep.join([os.path.dirname(sys.executable), os.environ["PATH"]])


@pytest.fixture(scope="session", autouse=True)
def history_of_its_own(tmp_path_factory):
    """Tests leave no trace in the history of whoever runs them, nor among what was saved by itself."""
    os.environ["XDG_DATA_HOME"] = str(tmp_path_factory.mktemp("data"))
    os.environ["XDG_STATE_HOME"] = str(tmp_path_factory.mktemp("state"))


@pytest.fixture(scope="session", autouse=True)
def no_network():
    """Tests ask no server but their own."""
    os.environ["FORGER_OFFLINE"] = "1"


@pytest.fixture(scope="session")
def watch():
    return schema.Watch()


@pytest.fixture(autouse=True)
def follows_the_protocol(watch):
    """Every message that a client has received in a test is as the protocol has it."""
    watch.take()
    yield
    assert not (found := watch.take()), "\n".join(found)


@pytest.fixture
def notebook():
    """Makes a notebook of code cells for the Forger kernel."""

    def make(*cells):
        book = nbformat.v4.new_notebook()
        book.metadata.kernelspec = {"name": KERNEL, "display_name": "Forger", "language": "forger"}
        book.cells = [nbformat.v4.new_code_cell(cell) for cell in cells]
        return book

    return make


def texts(cell):
    """Every text of a cell's outputs, joined."""
    parts = []
    for output in cell.outputs:
        if output.output_type == "stream":
            parts.append(output.text)
        elif output.output_type == "error":
            parts.append("\n".join(output.traceback))
        else:
            parts.append(output.data.get("text/plain", ""))
    return "\n".join(parts)


def pictures(cell):
    """The PNG pictures of a cell's outputs, base64."""
    return [output.data["image/png"] for output in cell.outputs if "image/png" in output.get("data", {})]
