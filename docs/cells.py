"""Notebooks as pages: the cells of a Markdown file are executed when the site is built, and shown with what they give.

A cell is a fenced block ``{code-cell} python``, the form in which Jupyter with jupytext opens the same file as a notebook. The
cells of one page share their names; all pages share one folder that goes away afterwards, so that a run is lived once.
"""

from __future__ import annotations

import ast
import contextlib
import io
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

CELL = re.compile(r"^```\{code-cell\} python\n(.*?)^```$", re.DOTALL | re.MULTILINE)
HTML = "_repr_html_"


def cells_of(text: str) -> list[str]:
    """Return the sources of the cells of a page in their order."""
    return CELL.findall(text)


def run_cell(source: str, space: dict[str, Any]) -> tuple[str, str]:
    """Execute a cell in a namespace, and return what it printed or gives as text, and as HTML where it has that."""
    body = ast.parse(source).body
    last = body.pop() if body and isinstance(body[-1], ast.Expr) else None
    printed, value = io.StringIO(), None
    with contextlib.redirect_stdout(printed):
        exec(compile(ast.Module(body, []), "<cell>", "exec"), space)
        if last is not None:
            value = eval(compile(ast.Expression(last.value), "<cell>", "eval"), space)
    html = getattr(value, HTML, None)
    if html is not None:
        return printed.getvalue(), str(html())
    return printed.getvalue() + ("" if value is None else f"{value!r}\n"), ""


@contextlib.contextmanager
def in_folder(folder: str | Path) -> Iterator[None]:
    """Work in a folder, and come back."""
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)


def setup(app: Any) -> dict[str, bool]:
    """Register the directive of cells."""
    from docutils import nodes
    from sphinx.util.docutils import SphinxDirective

    folder = tempfile.TemporaryDirectory(prefix="multipolar-cells-")

    class CodeCell(SphinxDirective):
        """A cell with what it gives below."""

        has_content = True
        optional_arguments = 1
        spaces: ClassVar[dict[str, dict[str, Any]]] = {}

        def run(self) -> list[nodes.Node]:
            source = "\n".join(self.content)
            space = self.spaces.setdefault(self.env.docname, {"__name__": "__main__"})
            with in_folder(folder.name):
                text, html = run_cell(source, space)
            shown: list[nodes.Node] = [nodes.literal_block(source, source, language="python")]
            if text.strip():
                shown.append(nodes.literal_block(text, text.rstrip(), language="none"))
            if html:
                shown.append(nodes.raw("", html.replace("<table>", '<table class="docutils">'), format="html"))
            return shown

    app.add_directive("code-cell", CodeCell)
    app.connect("build-finished", lambda *_: folder.cleanup())
    return {"parallel_read_safe": False}
