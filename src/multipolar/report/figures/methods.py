"""How much the choice of method moves an answer: its switches as claims, beside the courses drawn anew."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from multipolar.report.asked_words import asked
from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import capital, percent
from multipolar.report.table import Table
from multipolar.strategic.methods import method_sentence

INPUTS, TOGETHER = "The courses drawn anew", "Only together"
"""Rows for what is no claim of the method."""


def of_game(inp: ReportInput) -> list[Mapping[str, Any]]:
    """Return what the method moves of the powers' game and of what holds in it."""
    found = (asked(inp, part).get("methods") for part in ("powers", "stability"))
    return [one for one in found if one]


def of_settlement(inp: ReportInput) -> list[Mapping[str, Any]]:
    """Return what the method moves of the election."""
    found = (asked(inp, "settlement").get("election") or {}).get("methods")
    return [found] if found else []


def finding(found: list[Mapping[str, Any]]) -> str:
    """Return which claims of the method move an answer more than the courses do; that none does is a result too."""
    if not found:
        return ""
    said = [capital(text) for one in found if (text := method_sentence(one))]
    return " ".join(said) or "No claim of the method moves the answer more than the courses drawn anew do."


def caption_of(found: list[Mapping[str, Any]]) -> str:
    """Return what was found, and how to read the shares."""
    if not found:
        return ""
    return (
        f"Share of the answer's variance that each moves by itself, over every setting of the method and "
        f"{found[0]['draws']} draws of the courses. A method is a claim like any other: its rivals are as good until tested."
    )


def rows_of(found: list[Mapping[str, Any]]) -> list[tuple[str, str, str, str, float]]:
    """Return answer, claim, what is held, its rivals and share; then what the courses move, and what several do only together."""
    rows = []
    for one in found:
        for row in one["claims"]:
            held = "all are told" if row["holds"] is None else f"{row['holds']}: {row['text']}"
            rivals = " ".join(f"{rival['setting']}: {rival['text']}" for rival in row["rivals"])
            named = f"{row['question'][:1].upper()}{row['question'][1:]} ({row['claim']})"
            rows.append((one["answer"], named, held, rivals, row["share"]))
        rows.append((one["answer"], INPUTS, "", "", one["inputs"]))
        rows.append((one["answer"], TOGETHER, "", "", one["together"]))
    return rows


def table_of(found: list[Mapping[str, Any]]) -> Table:
    """Return the rows as a table."""
    rows = [(claim, held, rivals, answer, f"{percent(share)} %") for answer, claim, held, rivals, share in rows_of(found)]
    return Table(("Claim of the method", "Held here", "Rivals", "Answer", "Moves of it"), rows)


def data_of(found: list[Mapping[str, Any]]) -> Any:
    """Return the rows as the chart draws them; None where there are none."""
    keys = ("answer", "claim", "held", "rivals", "share")
    return [dict(zip(keys, row, strict=True)) for row in rows_of(found)] or None


def figure_of(of: Callable[[ReportInput], list[Mapping[str, Any]]], **named: Any) -> Figure:
    """Return the figure of what a method moves of some answers; ``named`` are its id, title, section and heading in the brief."""
    return Figure(
        caption=lambda inp: caption_of(of(inp)),
        table=lambda inp: table_of(of(inp)),
        chart="methods",
        headed=True,
        finding=lambda inp: finding(of(inp)),
        data=lambda inp: data_of(of(inp)),
        **named,
    )


METHODS_OF_GAME = figure_of(
    of_game,
    id="methods_of_game",
    title="How much of it is the method",
    section="game",
    brief="How much of the game is the method",
)
METHODS_OF_SETTLEMENT = figure_of(
    of_settlement, id="methods_of_settlement", title="How much of the election is the method", section="settlement"
)
