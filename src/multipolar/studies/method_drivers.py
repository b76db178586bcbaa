"""The claims of methods among the drivers: what each moves of the analyses that were kept for a run, beside its courses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from multipolar.session.run import Run
from multipolar.studies import kept, powers, settle, stability

ANALYSES: dict[str, tuple[str, str, str]] = {
    "powers": (kept.POWERS, powers.SCHEMA, "multipolar powers RUN"),
    "stability": (kept.STABILITY, stability.SCHEMA, "multipolar stability RUN"),
    "election": (kept.SETTLEMENT, settle.SCHEMA, "multipolar settle RUN --election"),
}
"""By analysis its file in a run's folder, the schema that it has, and the command that makes it."""
COURSES = "courses"
"""Key of the row that stands for the courses drawn anew, the inputs of an analysis."""


def method_drivers(run: Run) -> tuple[list[dict[str, Any]], list[str]]:
    """Return by analysis that was kept what each claim of its method moves, and a note on those that were not.

    Raises
    ------
    RunError : for a kept file that cannot be read.
    """
    found, missing, notes = [], [], []
    for name, (file, schema, command) in ANALYSES.items():
        one = kept.kept(run, file, schema)
        answer = one.document or {}
        methods = (answer.get("election") or {} if name == "election" else answer).get("methods")
        if methods is not None:
            found.append({"analysis": name, **rows_of(methods)})
        elif one.note:
            notes.append(one.note)
        else:
            missing.append(command)
    if missing:
        notes.append(f"What claims of the method move is told once it was asked: {', '.join(missing)}.")
    return found, notes


def rows_of(methods: Mapping[str, Any]) -> dict[str, Any]:
    """Return one analysis's claims and its courses as drivers, the largest share of its variance first.

    ``share``: part of the variance of the answer that each moves by itself [share]; ``above_courses``: whether a claim moves it
    more than the courses drawn anew do; ``together``: what several move only together [share].
    """
    rows = [
        {
            "key": one["claim"], "label": one["question"], "kind": "method claim", "share": one["share"], "holds": one["holds"],
            "settings": [*filter(None, [one["holds"]]), *(rival["setting"] for rival in one["rivals"])],
            "above_courses": one["claim"] in methods["more_than_inputs"],
        }
        for one in methods["claims"]
    ]  # fmt: skip
    rows.append(
        {
            "key": COURSES, "label": f"the courses, drawn anew {methods['draws']} times", "kind": "courses",
            "share": methods["inputs"], "holds": None, "settings": [], "above_courses": False,
        }
    )  # fmt: skip
    return {
        "answer": methods["answer"],
        "draws": methods["draws"],
        "drivers": sorted(rows, key=lambda row: -float(row["share"])),
        "together": methods["together"],
    }
