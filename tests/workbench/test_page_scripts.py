"""The committed files of the workbench's page: what the sources build, inside their budget, with nothing inline."""

from __future__ import annotations

import re
import shutil
import subprocess
from importlib.resources import files
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[2] / "web"
FILES = ("index.html", "workbench.js", "chunk.js", "drawn.js", "workbench.css", "editor.js")
FIRST = ("workbench.js", "chunk.js")
"""Scripts that the page waits for: its own, and what it shares with the figures of a run."""
MOST = {FIRST: 330_000, ("drawn.js",): 90_000, ("editor.js",): 390_000, ("workbench.css",): 60_000, ("index.html",): 2_000}
"""Bytes; the editor comes only when a text is opened, the figures when those of a run are shown."""
MOST_TOGETHER = 700_000


def static(name: str) -> str:
    """Return a committed file of the page."""
    return files("multipolar").joinpath("workbench", "static", name).read_text(encoding="utf-8")


@pytest.mark.node
def test_scripts__are_what_the_sources_build(tmp_path):
    """The committed files equal a fresh build, byte by byte."""
    if not shutil.which("node") or not (WEB / "node_modules" / "esbuild").exists():
        pytest.skip("needs Node and web/node_modules (npm ci in web/)")
    subprocess.run(["node", "build.mjs", "--workbench", str(tmp_path)], cwd=WEB, check=True, capture_output=True)

    for name in FILES:
        assert (tmp_path / name).read_text(encoding="utf-8") == static(name), name


@pytest.mark.parametrize("names", MOST)
def test_files__stay_inside_their_budget(names):
    """The page is small enough to stand within a moment."""
    assert sum(len(static(name).encode()) for name in names) <= MOST[names]


def test_scripts__are_together_small_enough():
    """What stands when a text is written, page and editor, stays below 700 KB."""
    assert sum(len(static(name).encode()) for name in (*FIRST, "editor.js")) <= MOST_TOGETHER


def test_index__has_nothing_inline():
    """The page's policy allows neither scripts nor styles inside the HTML."""
    html = static("index.html")

    assert not re.search(r"<style|\sstyle=|\son[a-z]+=", html)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))


def test_files__ask_for_nothing_outside():
    """No address of another host is fetched, imported or linked by the page's own files."""
    assert not re.search(r"url\(\s*['\"]?https?:|@import", static("workbench.css"))
    assert not re.search(r"(?:fetch|import)\(\s*[\"'`]https?:", "".join(map(static, (*FIRST, "drawn.js", "editor.js"))))
