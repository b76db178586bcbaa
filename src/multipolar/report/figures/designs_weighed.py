"""The designs for ending the war side by side: how often each could be signed, who stops it, face, and whether it would last."""

from __future__ import annotations

from typing import Any

from multipolar.report.asked_words import actor_name, asked, courses_share, design_words
from multipolar.report.figures.figure import Figure
from multipolar.report.figures.vetoes import SEEN, best_rows
from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import percent
from multipolar.report.table import Table

STOPPERS = 2
"""Actors that are named for stopping a design."""


def finding(inp: ReportInput) -> str:
    """Return the one sentence: which of the designs that could be signed would last longest."""
    signable = [row["design"] for row in best_rows(inp) if row["day"]["signed"] >= SEEN and row["design"]["ends_the_war"]]
    if not signable:
        return "No design that could end the war could be signed." if best_rows(inp) else ""
    best = max(signable, key=lambda one: float(one["durability"]))
    return (
        f"Of the {len(signable)} designs that could be signed the one most likely to last three years is: "
        f"{design_words(inp, best['id'])} ({percent(best['durability'])} %)."
    )


def caption(inp: ReportInput) -> str:
    """Return what was found, and how to read the columns."""
    if not best_rows(inp):
        return ""
    return (
        "On each design's best day: courses still at war in which both sides sign and no power stops it, and in "
        "which both sides would. What would turn a side: the one thing that by itself turns most of its refusals. Face from −1 to "
        "1. Lasts: chance that the war is not back within three years. Counted over all courses."
    )


def turned(side: dict[str, Any], words: dict[str, str]) -> str:
    """Return what by itself turns most of a side's refusals, with the share of them; empty where nothing does."""
    name, p = max(side["turned_by"].items(), key=lambda item: item[1], default=("", 0.0))
    return f"{words[name]} ({percent(p)} % of refusals)" if p > 0.0 and side["signs"] < 1.0 - SEEN else ""


def rows_of(inp: ReportInput) -> list[tuple[str, ...]]:
    """Return the designs, the one that could most often be signed first."""
    found = asked(inp, "settlement")
    rows = []
    for row in best_rows(inp):
        one, day = row["design"], row["day"]
        against = [f"{actor_name(inp, name)} {courses_share(inp, p)}" for name, p in day["veto"].items() if p >= SEEN][:STOPPERS]
        mark = " (tried)" if one["tried"] else "" if one["ends_the_war"] else " (a pause)"
        rows.append(
            (
                design_words(inp, one["id"]) + mark, str(day["day"]),
                courses_share(inp, day["signed"]), courses_share(inp, day["both"]), ", ".join(against),
                *(turned(day["sides"][side], found["remedies"]) for side in found["sides"]),
                *(f"{one['face'][side]:+.1f}".replace("-", "−") for side in found["sides"]), f"{percent(one['durability'])} %",
            )
        )  # fmt: skip
    return rows


def table(inp: ReportInput) -> Table:
    """Return the designs side by side."""
    if not best_rows(inp):
        return Table((), ())
    a, b = (actor_name(inp, name) for name in asked(inp, "settlement")["sides"])
    heads = ("Design", "Best day", "Could be signed", "Both sides would", "Stopped most by", f"Would turn {a}", f"Would turn {b}",
             f"Face {a}", f"Face {b}", "Lasts")  # fmt: skip
    return Table(heads, rows_of(inp))


def data(inp: ReportInput) -> Any:
    """Return heads and rows as the chart shows them; None where there are none."""
    found = table(inp)
    return {"head": list(found.head), "rows": [list(row) for row in found.rows]} if found.rows else None


DESIGNS_WEIGHED = Figure(
    id="designs_weighed",
    title="Designs compared",
    section="settlement",
    caption=caption,
    table=table,
    chart="designs_weighed",
    headed=True,
    finding=finding,
    data=data,
)
