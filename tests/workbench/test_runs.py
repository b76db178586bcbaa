"""Runs as the server reads them from their folders."""

from __future__ import annotations

import pytest

from multipolar.workbench import runs
from multipolar.workbench.refusing import RefusedError


def test_page__is_what_the_page_of_the_run_holds(at):
    """Read out of the page, so that both say the same; a page without it is said."""
    at.write("runs/one/manifest.json", "{}")
    at.write("runs/one/report.html", '<script type="application/json" id="page-data">{"a": "\\u003cb"}</script>')
    assert runs.page(at.bench, "one") == {"a": "<b"}
    at.write("runs/one/report.html", "<p>other</p>")
    with pytest.raises(RefusedError, match="not as it was written"):
        runs.page(at.bench, "one")
    (at.folder / "runs" / "one" / "report.html").unlink()
    with pytest.raises(RefusedError, match="has no page"):
        runs.page(at.bench, "one")


def test_free_name__counts_on(at):
    """A name that is taken gets a number."""
    assert runs.free_name(at.bench, "war") == "war"
    at.write("runs/war/manifest.json", "{}")
    at.write("runs/war-2/manifest.json", "{}")
    assert runs.free_name(at.bench, "war") == "war-3"
