"""Who would stop which design for ending the war: on the day on which it could most often be signed, and on every day looked at."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from multipolar.report.asked_words import actor_name, asked, courses_share, design_words
from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput
from multipolar.report.table import Table

SEEN = 0.005
"""Share of courses from which on a refusal is told [1]."""
BLOCKS = 0.8
"""Share of courses from which on a refusal is marked as a block [1]. Grade J."""


def best_rows(inp: ReportInput) -> list[dict[str, Any]]:
    """Return the designs, each with the day on which it could most often be signed, the best first."""
    from multipolar.studies.settle import best_days

    return best_days(dict(asked(inp, "settlement"))) if asked(inp, "settlement") else []


def actors_of(inp: ReportInput) -> list[str]:
    """Return who would stop any design on any day in some courses: the sides, then powers, those that stop most first."""
    found = asked(inp, "settlement")
    total: dict[str, float] = {}
    for day in (day for row in best_rows(inp) for day in row["design"]["days"]):
        for name, p in day["veto"].items():
            total[name] = total.get(name, 0.0) + (p if p >= SEEN else 0.0)
    powers = sorted(
        (name for name, p in total.items() if p > 0.0 and name not in found["sides"]), key=lambda name: (-total[name], name)
    )
    return [*found["sides"], *powers]


def finding(inp: ReportInput) -> str:
    """Return the one sentence: which design could most often be signed, and who stands most in its way."""
    rows = best_rows(inp)
    if not rows:
        return ""
    best = rows[0]
    day: Mapping[str, Any] = best["day"]
    name = design_words(inp, best["design"]["id"])
    if day["signed"] < SEEN:
        return "No design could be signed on its best day in even one course in two hundred."
    who, p = next(iter(day["veto"].items()), ("", 0.0))
    against = f"; most in its way is {actor_name(inp, who)}, in {courses_share(inp, p)}" if p >= SEEN else ""
    return f"Signable most often, in {courses_share(inp, day['signed'])} on day {day['day']}: {name}{against}."


def caption(inp: ReportInput) -> str:
    """Return what was found, and how to read the cells."""
    if not best_rows(inp):
        return ""
    return (
        "Share of the courses still at war in which a side would not sign, or a power would stop the design, on "
        "the design's best day (its days can be chosen); ✕ in four of five or more. Empty: in fewer than one in two "
        "hundred. Counted over all courses."
    )


def table(inp: ReportInput) -> Table:
    """Return designs against the actors that would stop them."""
    actors = actors_of(inp) if best_rows(inp) else []
    rows = [
        (titled(inp, row["design"]), str(row["day"]["day"]), courses_share(inp, row["day"]["signed"]),
         *(text for _, text in cells(inp, actors, row["day"])))
        for row in best_rows(inp)
    ]  # fmt: skip
    return Table(("Design", "Best day", "Could be signed", *(actor_name(inp, name) for name in actors)), rows)


def cell(inp: ReportInput, p: float) -> str:
    """Return how often an actor stops a design, with the mark of a block."""
    return "" if p < SEEN else f"{'✕ ' if p >= BLOCKS else ''}{courses_share(inp, p)}"


def cells(inp: ReportInput, actors: Sequence[str], day: Mapping[str, Any]) -> list[tuple[float, str]]:
    """Return how often each actor stops a design on a day, as a share and in words."""
    return [(p, cell(inp, p)) for p in (day["veto"].get(name, 0.0) for name in actors)]


def titled(inp: ReportInput, design: Mapping[str, Any]) -> str:
    """Return a design in words, and whether it is the reader's own."""
    return design_words(inp, design["id"]) + (" (tried)" if design["tried"] else "")


def data(inp: ReportInput) -> Any:
    """Return the grid as the chart draws it, on best days and on every day looked at; None where there is none."""
    rows = best_rows(inp)
    if not rows:
        return None
    actors = actors_of(inp)

    def of_day(day: Mapping[str, Any]) -> dict[str, Any]:
        signed = [day["signed"], courses_share(inp, day["signed"])]
        return {"day": day["day"], "signed": signed, "cells": [list(one) for one in cells(inp, actors, day)]}

    told = [
        {"design": titled(inp, row["design"]), **of_day(row["day"]), "days": [of_day(day) for day in row["design"]["days"]]}
        for row in rows
    ]
    return {"actors": [actor_name(inp, name) for name in actors], "rows": told}


VETOES = Figure(
    id="vetoes",
    title="Who stops which design",
    section="settlement",
    caption=caption,
    table=table,
    chart="vetoes",
    headed=True,
    finding=finding,
    data=data,
)
