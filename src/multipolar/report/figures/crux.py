"""The disputed point that the forecast turns on: two camps in words, and the outcomes at every credence between them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import ending_name, enough, percent
from multipolar.report.table import Table

SHOWN = 4
"""Disputed points whose weight is told."""
STEP = 25
"""Credences between the rows of the table [per cent]."""


def found_in(inp: ReportInput) -> Mapping[str, Any]:
    """Return what is known of the crux; empty where nothing was looked for."""
    found: Mapping[str, Any] = inp.turning.get("crux", {}) if enough(inp.forecast) else {}
    return found if found.get("moves") else {}


def against_text(crux: Mapping[str, Any]) -> str:
    """Return what stands against the likeliest ending on the line: any halt, or a victory of either side."""
    return "any halt short of that" if "frozen_stalemate" in crux["against"] else "a victory of either side"


def caption(inp: ReportInput) -> str:
    """Return what was looked for, and how to read the line."""
    found = found_in(inp)
    if not found:
        return ""
    points = f"{len(found['moves'])} disputed point{'' if len(found['moves']) == 1 else 's'}"
    if found["crux"] is None:
        return f"There is no single crux: of {points} in the file none surely moves the likeliest ending by 5 points."
    return (
        f"Of {points} in the file this one moves the likeliest ending most. Past wars are weighed in at every credence, as in the "
        "forecast; the file's own credence is where the page begins."
    )


def table(inp: ReportInput) -> Table:
    """Return the outcomes at some credences in the second camp; without a crux what each disputed point moves."""
    found = found_in(inp)
    crux = found.get("crux")
    if not crux:
        return moves(inp)
    name = ending_name(found["leader"], inp.forecast)
    second = " and ".join(claim["id"] for claim in crux["second"])
    rows = [(f"{at:.0f} %", f"{percent(leader)} %", f"{percent(other)} %") for at, leader, other in crux["curve"] if at % STEP == 0]
    return Table((f"Credence in {second}", name, against_text(crux)[:1].upper() + against_text(crux)[1:]), rows)


def moves(inp: ReportInput) -> Table:
    """Return what each disputed point moves of the likeliest ending, certain of the one and certain of the other."""
    found = found_in(inp)
    rows = [
        (
            row["question"],
            f"{percent(row['p_first'])} % where {_listed(row['first'])}",
            f"{percent(row['p_second'])} % where {_listed(row['second'])}",
            f"{100 * abs(row['p_second'] - row['p_first']):.1f} points",
        )
        for row in found.get("moves", [])[:SHOWN]
    ]
    return Table(("Disputed point", "Certain of the one", "Certain of the other", "Moves it by"), rows)


def _listed(ids: list[str]) -> str:
    return f"{' and '.join(filter(None, (', '.join(ids[:-1]), ids[-1])))} hold{'s' if len(ids) == 1 else ''}"


def also(inp: ReportInput) -> list[tuple[str, Table]]:
    """Return the camps claim by claim, and what the other disputed points move."""
    crux = found_in(inp).get("crux")
    if not crux:
        return []
    camps = [(claim["id"], claim["text"], claim["origin"]) for side in ("first", "second") for claim in crux[side]]
    return [("The two camps", Table(("Claim", "What it says", "From"), camps)), ("What each disputed point moves", moves(inp))]


def note(inp: ReportInput) -> str:
    """Return where the outcomes change places, as a sentence."""
    crux = found_in(inp).get("crux")
    if not crux:
        return ""
    if crux["flip"] is None:
        return "At no credence do the two change places."
    return f"The two change places at a credence of {crux['flip']:.0f} %."


CRUX = Figure(
    id="crux",
    title="What the forecast turns on",
    section="crux",
    caption=caption,
    table=table,
    chart="crux",
    also=also,
    brief="The crux",
    note=note,
    data=lambda inp: found_in(inp) or None,
)
