"""Settings of the documentation site; `make docs` builds it into `site/` and treats warnings as errors."""

from __future__ import annotations

import re
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT / "docs")]

from multipolar.about import __version__  # noqa: E402

project = "multipolar"
author = "The multipolar authors"
project_copyright = author
release = version = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "cells"]
source_suffix = {".md": "markdown"}
root_doc = "index"

myst_heading_anchors = 4

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"
napoleon_google_docstring = False

html_theme = "furo"
html_title = f"multipolar {release}"
html_show_sphinx = False

ERROR = re.compile(r"(\w+) : ")


def split_errors(_app: Any, _what: str, _name: str, _thing: Any, _options: Any, lines: list[str]) -> None:
    """Write ``SomeError : when`` below *Raises* as name and indented text, the form that the docstring parser reads."""
    if "Raises" not in lines:
        return
    start = lines.index("Raises") + 2
    rules = [i for i, line in enumerate(lines) if i > start and line.strip() and not line.strip("- ")]
    end = rules[0] - 1 if rules else len(lines)
    text = " ".join(line.strip() for line in lines[start:end])
    parts = [part.strip() for part in ERROR.split(text)[1:]]
    lines[start:end] = [line for name, when in zip(parts[::2], parts[1::2], strict=True) for line in (name, f"    {when}")] + [""]


def setup(app: Any) -> None:
    """Connect what changes docstrings before they are parsed."""
    app.connect("autodoc-process-docstring", split_errors, priority=100)
