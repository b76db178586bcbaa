"""The powers' game: what each profile of postures is worth to each power, with errors, and where each replies best."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from multipolar.report.asked_words import actor_name, asked, posture_words, profile_words
from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import percent
from multipolar.report.table import Table

SHOWN = 20
"""Profiles that are shown, the status quo first, then those in which most powers reply best."""
CARRIED = 300
"""Profiles that the page carries for its table."""
BEST, FILLED = " ●", " ≈"
"""Marks of a best reply, and of a payoff that was completed from others."""


def rows_of(game: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return the profiles in the order shown: ``key``, ``now``, ``share`` (of bootstraps in which it holds) and ``cells`` by power.

    A cell has ``mean, se``, whether no other posture of the power is worth more to it there (``best``) and whether it was not
    simulated (``filled``).
    """
    payoffs, held = game["payoffs"], {one["profile"]: one["share"] for one in game["pure"]}
    best: dict[tuple[int, str], float] = {}
    for key, cells in payoffs.items():
        for i, name in enumerate(game["powers"]):
            rest = others(key, i)
            best[i, rest] = max(best.get((i, rest), float("-inf")), float(cells[name]["mean"]))
    rows = []
    for key, cells in payoffs.items():
        told = [
            {
                "mean": cells[name]["mean"], "se": cells[name]["se"], "filled": cells[name]["runs"] == 0,
                "best": float(cells[name]["mean"]) >= best[i, others(key, i)],
            }
            for i, name in enumerate(game["powers"])
        ]  # fmt: skip
        rows.append({"key": key, "now": key == game["status_quo"], "share": held.get(key), "cells": told})
    return sorted(rows, key=lambda row: (not row["now"], -sum(c["best"] for c in row["cells"]), -(row["share"] or 0.0), row["key"]))


def others(key: str, i: int) -> str:
    """Return a profile without the posture of one power."""
    parts = key.split(",")
    return ",".join([*parts[:i], "*", *parts[i + 1 :]])


def finding(inp: ReportInput) -> str:
    """Return the one sentence: in which profile nobody gains by changing alone, and how surely."""
    game = asked(inp, "powers")
    sure = [one for one in game["pure"] if one["in_means"]]
    if not sure:
        return "In no profile of postures does every power do best by staying."
    most = max(sure, key=lambda one: one["share"])
    now = " That is what they do now." if most["profile"] == game["status_quo"] else ""
    return (
        f"Nobody gains by changing alone in: {profile_words(inp, game, most['profile'])}. It holds in {percent(most['share'])} % "
        f"of bootstraps over the courses.{now}"
    )


def caption(inp: ReportInput) -> str:
    """Return what was found, and how to read the rows."""
    game = asked(inp, "powers")
    if not game:
        return ""
    more = len(game["payoffs"]) - SHOWN
    rest = f" {more:,} more profiles stand in powers.json of the run." if more > 0 else ""
    filled = f"{FILLED.strip()} not simulated but completed from other profiles. " if game["completion"] else ""
    return (
        f"Each power's own payoff [utility] ± one standard error, {game['members']:,} courses of each profile on "
        f"the same luck; {BEST.strip()} no other posture of its own is worth more to the power there. {filled}Counted over all "
        f"courses.{rest}"
    )


def table(inp: ReportInput) -> Table:
    """Return the first profiles with the payoff of each power."""
    game = asked(inp, "powers")
    if not game:
        return Table((), ())
    rows = [
        (
            ", ".join(map(posture_words, row["key"].split(","))) + (" (now)" if row["now"] else ""),
            *(
                f"{c['mean']:.3f} ± {c['se']:.3f}".replace("-", "−") + f"{BEST if c['best'] else ''}{FILLED if c['filled'] else ''}"
                for c in row["cells"]
            ),
            "" if row["share"] is None else f"{percent(row['share'])} %",
        )
        for row in rows_of(game)[:SHOWN]
    ]  # fmt: skip
    names = [actor_name(inp, name) for name in game["powers"]]
    return Table((f"Postures of {', '.join(names)}", *names, "Holds in"), rows)


def data(inp: ReportInput) -> Any:
    """Return the rows as the chart draws them; None where there are none."""
    game = asked(inp, "powers")
    if not game:
        return None
    rows = [
        {**row, "postures": [posture_words(one) for one in row.pop("key").split(",")]} for row in rows_of(game)[:CARRIED]
    ]  # fmt: skip
    return {"powers": [actor_name(inp, name) for name in game["powers"]], "shown": SHOWN, "rows": rows}


GAME_PAYOFFS = Figure(
    id="game_payoffs",
    title="What each profile is worth",
    section="game",
    caption=caption,
    table=table,
    chart="game_payoffs",
    headed=True,
    finding=lambda inp: finding(inp) if asked(inp, "powers") else "",
    data=data,
)
