"""The notebooks of the handbook: their cells run in their order, in one process, and show what the pages speak of."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

DOCS = Path(__file__).parent.parent / "docs"
PAGES = sorted(page for page in (DOCS / "notebooks").glob("*.md") if page.stem != "index")

if not DOCS.exists():
    pytest.skip("the handbook is part of a checkout only", allow_module_level=True)


@pytest.fixture(scope="module")
def cells() -> ModuleType:
    """Return what executes the cells when the site is built."""
    spec = importlib.util.spec_from_file_location("cells", DOCS / "cells.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder that all pages share."""
    return tmp_path_factory.mktemp("cells")


def test_run_cell__gives_what_a_notebook_shows(cells: ModuleType) -> None:
    """What is printed, the value of the last line, HTML where the value has it; names stay for the next cell."""
    space: dict[str, Any] = {}
    assert cells.run_cell("a = 2\nprint(a)\na + 1", space) == ("2\n3\n", "")
    assert cells.run_cell("class T:\n    def _repr_html_(self): return '<p>t</p>'\nT()", space) == ("", "<p>t</p>")
    assert cells.run_cell("b = a", space) == ("", "")
    assert space["b"] == 2
    with pytest.raises(ZeroDivisionError):
        cells.run_cell("1 / 0", space)


def test_cells_of__finds_cells_and_no_other_code(cells: ModuleType) -> None:
    """Plain code blocks are text."""
    assert cells.cells_of("x\n```{code-cell} python\na = 1\n```\n```python\nb\n```\n") == ["a = 1\n"]


@pytest.mark.slow
@pytest.mark.parametrize("page", PAGES, ids=[page.stem for page in PAGES])
def test_notebooks__run_from_top_to_bottom(page: Path, cells: ModuleType, folder: Path) -> None:
    """Every cell runs after those before it; each page shows something."""
    pytest.importorskip("pandas")
    space: dict[str, Any] = {"__name__": "__main__"}
    with cells.in_folder(folder):
        shown = [cells.run_cell(source, space) for source in cells.cells_of(page.read_text(encoding="utf-8"))]

    assert len(shown) > 3
    assert sum(bool(text or html) for text, html in shown) > 2


def test_notebooks__are_four() -> None:
    """A forecast, its drivers, a war that goes on, and a lesson."""
    assert [page.stem for page in PAGES] == ["drivers", "forecast", "live", "teaching"]
