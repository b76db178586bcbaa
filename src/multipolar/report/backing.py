"""What stands behind a forecast and is shown beside it: chances that authors stated, every number with its source, the sources."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from multipolar.report.history import history_of
from multipolar.report.register import effects_in, numbers_in
from multipolar.scenario.document import Document
from multipolar.session.citations import bibliography
from multipolar.session.run import Run


def stated_in(document: Document) -> dict[str, dict[str, float]]:
    """Return what authors said of yes-or-no questions [0-1], by question and author."""
    found = {
        q.id: {name: float(p) for name, p in q.stated.items() if isinstance(p, int | float)}
        for q in document.questions
        if q.type == "binary"
    }
    return {name: said for name, said in found.items() if said}


def sources_of(done: Run) -> list[Mapping[str, Any]]:
    """Return the sources behind the numbers of a run: key, text, grade, whether seen, how many numbers rest on it."""
    kept = ("key", "text", "grade", "seen", "numbers")
    return [{key: row[key] for key in kept} for row in bibliography(done.war)["sources"]]


def backing_of(done: Run) -> dict[str, Any]:
    """Return everything that stands behind the forecast of a run."""
    scenario = done.war.scenario
    return {
        "stated": stated_in(scenario.document), "sources": sources_of(done), "numbers": numbers_in(scenario),
        "effects": effects_in(scenario), "history": history_of(done),
    }  # fmt: skip
