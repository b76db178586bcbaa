"""Boxes of a run as they are printed: each as a sentence, with its limits, how sure they are, and the steps to choose from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.text import Text

from multipolar.cli.terminal import heading, table

Part = Mapping[str, Any]
HOW = (
    "quasi-p: how likely chance alone gives the box its density without this limit; again: share of halves of the courses in which "
    "the input is limited too."
)


def print_discovery(out: Console, document: Part) -> None:
    """Print the boxes of a run and the steps of the peeling."""
    base, courses = document["base"], f"{document['members']:,} courses"
    title = f"{document['scenario']} as of {document['as_of']}: where {document['answer']} is frequent ({courses})"
    out.print(Text(title, style="bold"))
    span = f"{_share(base['low'])} to {_share(base['high'])}"
    out.print(Text(f"In all courses: {_share(base['value'])} ({span}); {document['inputs']} inputs were looked at."))
    for number, box in enumerate(document["boxes"], 1):
        heading(out, f"Box {number}")
        _box(out, box)
    if document["boxes"]:
        out.print(Text(HOW, style="dim"))
        _steps(out, document)
    out.print()
    for note in (*filter(None, [document["interrupted"]]), *document["notes"]):
        out.print(Text(f"- {note}"))


def _share(value: float) -> str:
    return f"{100 * value:.0f} %"


def _box(out: Console, box: Part) -> None:
    out.print(Text(box["sentence"]))
    held = box["held_out"]
    out.print(Text(
        f"Density {_share(box['density'])} ({_share(box['density_low'])} to {_share(box['density_high'])}), coverage "
        f"{_share(box['coverage'])}, {box['courses']:,} courses; on courses not seen before: density {_share(held['density'])}, "
        f"coverage {_share(held['coverage'])}."
    ))  # fmt: skip
    rows = [(limit["sentence"], f"{limit['kind']}, {limit['graded']}", f"{limit['quasi_p']:.1g}", _share(limit["again"]))
            for limit in box["limits"]]  # fmt: skip
    out.print(table(["limit", "kind, grade", "quasi-p", "again"], rows, right=(2, 3)))


def _steps(out: Console, document: Part) -> None:
    heading(out, "Steps of the peeling (--step takes another)")
    chosen = document["step"]
    rows = [
        (f"{step['step']}{' *' if step['step'] == chosen else ''}", _share(step["coverage"]), _share(step["density"]),
         _share(step["mass"]), str(step["restricted"]))
        for step in document["trajectory"]
        if step["step"] == chosen or step["step"] % 3 == 0 or step["step"] == len(document["trajectory"]) - 1
    ]  # fmt: skip
    out.print(table(["step", "coverage", "density", "mass", "limits"], rows, right=(1, 2, 3, 4)))
