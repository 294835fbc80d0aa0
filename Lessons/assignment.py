"""Makes of a lesson what nbgrader calls the source of an assignment: `python assignment.py LESSON.ipynb SOURCE.ipynb`.

Every exercise becomes two cells: the answer, whose solution nbgrader takes out for the students, and the claims, which it
locks and counts, one point for each exercise. The folded solutions disappear.
"""

import json
import pathlib
import re
import sys

SOLUTION = re.compile(r"<details>\n<summary>Solution[^<]*</summary>\n\n```\n(.*)\n```\n\n</details>", re.DOTALL)

# The words that nbgrader looks for.
BEGIN, END = "### BEGIN SOLUTION", "### END SOLUTION"


def tags(cell):
    return cell["metadata"].get("tags", [])


def source(cell):
    return "".join(cell["source"])


def split(code):
    """The lines to be filled in, up to the last with `None`, and the rest: what follows from them, and the claims."""
    lines = code.splitlines()
    last = max(index for index, line in enumerate(lines) if "None" in line)
    return lines[: last + 1], lines[last + 1 :]


def graded(cell, lines, suffix, **roles):
    """A code cell with nbgrader's metadata."""
    name = cell["id"] + suffix
    about = {"grade": False, "locked": False, "solution": False, "task": False, "schema_version": 3, "grade_id": name}
    return {
        "cell_type": "code", "execution_count": None, "id": name, "outputs": [],
        "source": "\n".join(lines),
        "metadata": {"nbgrader": about | roles},
    }


def assignment(book):
    solutions = {tag: source(cell) for cell in book["cells"] if "solution" in tags(cell) for tag in tags(cell)}
    cells = []
    for cell in book["cells"]:
        if "exercise" in tags(cell):
            [number] = [tag.removeprefix("exercise-") for tag in tags(cell) if tag.startswith("exercise-")]
            blank, rest = split(source(cell))
            solved = SOLUTION.fullmatch(solutions[f"solution-{number}"]).group(1).splitlines()
            answer = [line for line in solved if line not in rest]
            cells.append(graded(cell, [*blank, BEGIN, *answer, END], "-answer", solution=True))
            cells.append(graded(cell, rest, "-claims", grade=True, locked=True, points=1))
        elif "solution" not in tags(cell):
            cells.append(cell)
    return book | {"cells": cells}


def main():
    lesson, result = map(pathlib.Path, sys.argv[1:3])
    book = assignment(json.loads(lesson.read_text(encoding="utf-8")))
    result.parent.mkdir(parents=True, exist_ok=True)
    result.write_text(json.dumps(book, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
