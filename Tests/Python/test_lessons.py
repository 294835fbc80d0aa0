"""The lessons, run headless by the tools that people use: nbclient and `jupyter nbconvert`."""

import base64
import json
import re
import struct
import subprocess
import sys
from html import unescape

import nbformat
import pytest
from conftest import KERNEL, LESSONS, pictures, texts
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError


# Settings for a short run; each is an assignment that follows the lesson's cell of parameters, as papermill puts it.
SHORT = {
    "00 Welcome": "steps = 8",
    "04 Weak against strong gradients": "study = 80",
    "09 Checkerboards and upsampling": "steps = 3\nlater = 6",
    "10 Vanilla GAN": "epochs = 0.05\nletter_epochs = 0.2",
    "11 DCGAN": "epochs = 0.6\ncount = 2000",
}


def png_size(encoded):
    data = base64.b64decode(encoded)
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    return struct.unpack(">II", data[16:24])


def lesson_ids(paths=LESSONS):
    return [path.stem for path in paths]


# The lessons proper have numbers; other notebooks show what there is.
NUMBERED = [path for path in LESSONS if path.stem[:2].isdigit()]


def tags(cell):
    return cell.metadata.get("tags", [])


def numbered(cells, kind):
    """The cells with a tag, by their numbers: an exercise's tags are `exercise` and `exercise-1`."""
    found = {}
    for cell in cells:
        if kind in tags(cell):
            [number] = [tag.removeprefix(kind + "-") for tag in tags(cell) if tag.startswith(kind + "-")]
            assert number not in found
            found[number] = cell
    return found


def claims(source):
    return [line for line in source.splitlines() if line.startswith("check")]


def code_of(solution):
    """The code of a solution, which front ends fold: a fence within HTML's `details`."""
    pattern = r"<details>\n<summary>Solution[^<]*</summary>\n\n```\n(.*)\n```\n\n</details>"
    return re.fullmatch(pattern, solution.source, re.DOTALL).group(1)


def short(path, folder):
    """The lesson with its short settings; in `folder` it finds what lies beside it, and leaves its files."""
    (folder / "pictures").symlink_to(path.parent / "pictures")
    book = nbformat.read(path, as_version=4)
    if path.stem in SHORT:
        [place] = [index for index, cell in enumerate(book.cells) if "parameters" in tags(cell)]
        book.cells.insert(place + 1, nbformat.v4.new_code_cell(SHORT[path.stem]))
    return book


def faults(cell):
    return [output for output in cell.get("outputs", []) if output.output_type == "error"]


@pytest.mark.parametrize("path", LESSONS, ids=lesson_ids())
def test_is_committed_clean(path):
    book = nbformat.read(path, as_version=nbformat.NO_CONVERT)
    nbformat.validate(book)
    assert (book.nbformat, book.nbformat_minor) == (4, 5)
    assert book.metadata.kernelspec == {"display_name": "Forger", "language": "forger", "name": KERNEL}
    assert book.metadata.language_info.name == "forger" and book.metadata.language_info.file_extension == ".forger"
    assert all(not cell.get("outputs") and cell.get("execution_count") is None for cell in book.cells)
    assert len({cell.id for cell in book.cells}) == len(book.cells)
    # One manner of writing, so that differences are the lesson's own.
    assert path.read_text() == json.dumps(json.loads(path.read_text()), indent=1, ensure_ascii=False) + "\n"


@pytest.mark.parametrize("path", NUMBERED, ids=lesson_ids(NUMBERED))
def test_begins_with_a_question_and_ends_with_sources(path):
    book = nbformat.read(path, as_version=4)
    number = path.stem.split()[0]
    assert book.cells[0].source.startswith(f"# {number} · ") and "?**" in book.cells[0].source
    assert book.cells[-1].source.startswith("## In short") and "**Sources.**" in book.cells[-1].source
    assert "](https://" in book.cells[-1].source
    for parameters in [cell for cell in book.cells if "parameters" in tags(cell)]:
        assert all(re.fullmatch(r"\w+ = \S.*", line) for line in parameters.source.splitlines())


@pytest.mark.parametrize("path", NUMBERED, ids=lesson_ids(NUMBERED))
def test_every_exercise_has_a_folded_solution_that_keeps_its_claims(path):
    cells = nbformat.read(path, as_version=4).cells
    exercises, solutions = numbered(cells, "exercise"), numbered(cells, "solution")
    assert exercises.keys() == solutions.keys()
    assert 2 <= len(exercises) <= 4
    for number, exercise in exercises.items():
        solution = solutions[number]
        # Without the tag a notebook that is run as a whole would end at the first exercise.
        assert "raises-exception" in tags(exercise) and solution.cell_type == "markdown"
        assert cells.index(solution) == cells.index(exercise) + 1
        assert "None" in exercise.source and "None" not in code_of(solution)
        assert claims(exercise.source) and claims(exercise.source) == claims(code_of(solution))


@pytest.mark.parametrize("path", LESSONS, ids=lesson_ids())
def test_runs_with_nbconvert_and_only_what_is_unsolved_fails(path, tmp_path):
    nbformat.write(short(path, tmp_path), tmp_path / "short.ipynb")
    command = ["jupyter", "nbconvert", "--to", "notebook", "--execute", "--output-dir", tmp_path]
    done = subprocess.run([*command, "--output", "run", tmp_path / "short.ipynb"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-4000:]
    book = nbformat.read(tmp_path / "run.ipynb", as_version=4)
    nbformat.validate(book)
    for cell in book.cells:
        if "exercise" in tags(cell):
            [fault] = faults(cell)
            assert fault.ename in ("CheckError", "CommandError"), fault.evalue
            assert "None" in fault.evalue
        else:
            assert not faults(cell), cell.source
    shown = [picture for cell in book.cells if cell.cell_type == "code" for picture in pictures(cell)]
    assert len(shown) >= 4
    assert all(min(png_size(picture)) > 100 for picture in shown)
    assert not any("image/svg+xml" in output.get("data", {}) for cell in book.cells for output in cell.get("outputs", []))
    template = ["--template-file", path.parent / "described.html.j2"]
    command = ["jupyter", "nbconvert", "--to", "html", *template, "--output-dir", tmp_path, tmp_path / "run.ipynb"]
    html = subprocess.run(command, capture_output=True, text=True)
    assert html.returncode == 0, html.stderr[-4000:]
    drawn = [tag for tag in re.findall(r"<img [^>]*>", (tmp_path / "run.html").read_text()) if "data:image/png" in tag]
    assert len(drawn) >= len(shown)
    # Readers who do not see a picture get its words: what nbconvert itself says of one is nothing.
    words = [unescape(re.search(r'alt=("[^"]*"|\'[^\']*\')', tag).group(1)[1:-1]) for tag in drawn]
    outputs = [output for cell in book.cells for output in cell.get("outputs", [])]
    assert words == [output.metadata["image/png"]["alt"] for output in outputs if "image/png" in output.get("data", {})]


@pytest.mark.parametrize("path", NUMBERED, ids=lesson_ids(NUMBERED))
def test_every_exercise_passes_with_its_solution(path, tmp_path):
    book = short(path, tmp_path)
    solutions = numbered(book.cells, "solution")
    for number, exercise in numbered(book.cells, "exercise").items():
        exercise.source = code_of(solutions[number])
        exercise.metadata.tags = ["exercise", f"exercise-{number}"]
    NotebookClient(book, timeout=600, resources={"metadata": {"path": str(tmp_path)}}).execute()
    for exercise in numbered(book.cells, "exercise").values():
        assert texts(exercise).count("✓") == len(claims(exercise.source))


@pytest.mark.parametrize("path", NUMBERED, ids=lesson_ids(NUMBERED))
def test_a_lesson_becomes_the_source_of_an_nbgrader_assignment(path, tmp_path):
    command = [sys.executable, path.parent / "assignment.py", path, tmp_path / "source.ipynb"]
    subprocess.run(command, check=True)
    book = nbformat.read(tmp_path / "source.ipynb", as_version=4)
    nbformat.validate(book)
    exercises = numbered(nbformat.read(path, as_version=4).cells, "exercise")
    about = [cell.metadata.nbgrader for cell in book.cells if "nbgrader" in cell.metadata]
    assert len({entry.grade_id for entry in about}) == len(about) == 2 * len(exercises)
    assert sum(entry.get("points", 0) for entry in about) == len(exercises)
    answers = [cell.source for cell in book.cells if cell.metadata.get("nbgrader", {}).get("solution")]
    claimed = [cell.source for cell in book.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    for answer, claim, exercise in zip(answers, claimed, exercises.values(), strict=True):
        handed_out, solved = answer.split("\n### BEGIN SOLUTION\n")
        # What students get, with what follows from it and the claims, is the exercise.
        assert f"{handed_out}\n{claim}" == exercise.source
        assert "None" not in solved and "None" not in claim and claims(claim) == claims(exercise.source)
    assert not any("solution" in tags(cell) for cell in book.cells)


@pytest.mark.parametrize("name", ["vanilla-mnist", "dcgan28-letters"])
def test_a_shipped_checkpoint_is_shown_where_there_is_one_and_said_to_be_missing_elsewhere(
    notebook, tmp_path, monkeypatch, name
):
    shelf = tmp_path / "shelf"
    shelf.mkdir()
    monkeypatch.setenv("FORGER_CHECKPOINTS", str(shelf))
    preset = name.split("-")[0]
    making = notebook(
        f"data digits count=300\ngan {preset}\ntrain steps=2",
        f'save "{shelf}/{name}" precision=half networks=generator',
        f'trained = "{name}"\nsave "own"\nload trained or "own" as master\nsample 4')
    where = {"metadata": {"path": str(tmp_path)}}
    NotebookClient(making, timeout=120, resources=where).execute()
    assert "begins anew" in texts(making.cells[2]) and str(shelf) in texts(making.cells[2])
    missing = notebook('load "vanilla-nowhere" or "own" as master')
    NotebookClient(missing, timeout=60, resources=where).execute()
    assert "There is no checkpoint called vanilla-nowhere here; taking own instead." in texts(missing.cells[0])


@pytest.mark.parametrize("path", NUMBERED, ids=lesson_ids(NUMBERED))
def test_sources_are_linked_by_addresses_that_are_well_formed(path):
    last = nbformat.read(path, as_version=4).cells[-1].source
    for address in re.findall(r"\]\(([^)]*)\)", last):
        assert re.fullmatch(r"https://[\w.-]+(/[\w./%~#-]*)?", address), address
        if "arxiv.org" in address:
            assert re.fullmatch(r"https://arxiv\.org/abs/\d{4}\.\d{4,5}", address), address


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
