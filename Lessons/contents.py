"""Writes the contents page of the executed lessons: `python contents.py FOLDER` for the HTML pages in FOLDER."""

import html
import json
import pathlib
import re
import sys

PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Forger: the lessons</title>
<style>
:root {{ color-scheme: light dark }}
body {{ font: 17px/1.5 system-ui, sans-serif; max-width: 44rem; margin: 3rem auto; padding: 0 1rem }}
li {{ margin: 0 0 1rem; list-style: none }}
ol {{ padding: 0 }}
p {{ margin: 0; opacity: 0.75 }}
a {{ font-weight: 600 }}
</style>
</head>
<body>
<h1>Generative adversarial networks, lesson by lesson</h1>
<ol>
{items}
</ol>
</body>
</html>
"""


def item(notebook, page):
    """A lesson's title, which links to its page, and the question it begins with."""
    first = "".join(json.loads(notebook.read_text(encoding="utf-8"))["cells"][0]["source"])
    title = first.splitlines()[0].removeprefix("# ")
    question = re.search(r"\*\*(.+?)\*\*", first, re.DOTALL)
    words = question.group(1).replace("\n", " ") if question else ""
    # A formula in the question is written with dollar signs, which only notebooks read.
    words = re.sub(r"\$\\(\w+)\$", r"\1", words)
    return f'<li><a href="{html.escape(page.name)}">{html.escape(title)}</a><p>{html.escape(words)}</p></li>'


def main():
    folder = pathlib.Path(sys.argv[1])
    lessons = sorted(pathlib.Path(__file__).parent.glob("[0-9]*.ipynb"))
    pages = [(lesson, folder / (lesson.stem + ".html")) for lesson in lessons]
    items = [item(lesson, page) for lesson, page in pages if page.exists()]
    (folder / "index.html").write_text(PAGE.format(items="\n".join(items)), encoding="utf-8")
    print(f"{len(items)} lessons: {(folder / 'index.html').resolve()}")


if __name__ == "__main__":
    main()
