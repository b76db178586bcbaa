"""What moves the forecast: the likeliest ending at the low, middle and high end of the inputs that move it most."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import ending_name, enough, percent, span_text
from multipolar.report.table import Table


def found_in(inp: ReportInput) -> Mapping[str, Any]:
    """Return the drivers of the run; empty where none were looked for."""
    found: Mapping[str, Any] = inp.turning.get("drivers", {}) if enough(inp.forecast) else {}
    return found


def caption(inp: ReportInput) -> str:
    """Return how much is luck, and how to read the table."""
    found = found_in(inp)
    if not found:
        return ""
    name = ending_name(found["leader"], inp.forecast)
    return (
        f"{luck_text(found)}{found['sure']} of {found['inputs']:,} inputs surely move “{name}”; those that rest on no source stand "
        "first. Low, middle and high: in the courses where the input lies in its lowest, middle and highest tenth; in brackets the "
        "counting error at 95 %."
    )


def luck_text(found: Mapping[str, Any]) -> str:
    """Return the share of luck as a sentence; empty without pairs of courses with equal inputs."""
    luck = found.get("luck")
    if luck is None:
        return ""
    span = span_text(luck["low"], luck["high"])
    return (
        f"{percent(luck['share'])} % ({span}) of the spread of endings is luck: it stays even where every input is known "
        f"({found['pairs_of_courses']:,} pairs of courses with equal inputs). "
    )


def end_text(end: Mapping[str, Any] | None) -> str:
    """Return the likeliest ending at one end of an input, with its interval and where that end lies."""
    if end is None:
        return ""
    where = end["at"] if str(end["at"]).startswith("where") else f"at {end['at']}"
    return f"{percent(end['p'])} % ({span_text(end['low'], end['high'])}) {where}"


def table(inp: ReportInput) -> Table:
    """Return the inputs that move the likeliest ending most, those without a source first."""
    rows = [
        (_upper(row["text"]), row["grade"], *(end_text(row[end]) for end in ("low", "middle", "high")), row["flip"])
        for row in found_in(inp).get("drivers", [])
    ]
    return Table(("Input", "Rests on", "Low", "Middle", "High", "Where another ending leads"), rows)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def also(inp: ReportInput) -> list[tuple[str, Table]]:
    """Return the pairs that act together, and what to find out next."""
    found = found_in(inp)
    pairs = Table(("Inputs that act together",), [(line,) for line in found.get("together", [])])
    rows = [
        (_upper(row["text"]), row["grade"], f"{100 * row['moves']:+.0f} points".replace("-", "−"))
        for row in found.get("research", [])
    ]
    return [
        ("Inputs that act together", pairs),
        ("What to find out next", Table(("What to find out next", "Rests on", "Moves it, low to high"), rows)),
    ]


DRIVERS = Figure(
    id="drivers",
    title="What moves it",
    section="drivers",
    caption=caption,
    table=table,
    chart="drivers",
    also=also,
    data=lambda inp: found_in(inp) or None,
)
