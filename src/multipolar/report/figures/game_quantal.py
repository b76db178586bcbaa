"""The powers' game: how often each power takes each posture, by how sharply powers choose."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from multipolar.report.asked_words import actor_name, asked, posture_words
from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import percent, span_text
from multipolar.report.table import Table


def bands(game: Mapping[str, Any]) -> dict[tuple[str, str], list[Mapping[str, Any]]]:
    """Return by power and posture the rows of rising precision."""
    found: dict[tuple[str, str], list[Mapping[str, Any]]] = {}
    for row in sorted(game["quantal"], key=lambda row: row["precision"]):
        found.setdefault((row["power"], row["posture"]), []).append(row)
    return found


def finding(inp: ReportInput) -> str:
    """Return the one sentence: what each power is likeliest to do when powers choose most sharply."""
    game = asked(inp, "powers")
    told = []
    for name in game["powers"]:
        rows = [one[-1] for (power, _), one in bands(game).items() if power == name]
        most = max(rows, key=lambda row: row["p"])
        told.append(f"{actor_name(inp, name)} {posture_words(most['posture'])} {percent(most['p'])} %")
    return f"Likeliest when powers err least: {', '.join(told)}."


def caption(inp: ReportInput) -> str:
    """Return what was found, and how to read the bands."""
    if not asked(inp, "powers").get("quantal"):
        return ""
    return (
        "Quantal response: every posture is taken, better ones more often; from left to right powers err less "
        "(precision, in one over the spread of a power's payoffs). The band holds nine in ten bootstraps over the courses; one "
        "equilibrium of a noisy game is worth little. Counted over all courses."
    )


def table(inp: ReportInput) -> Table:
    """Return the chance of each posture at each precision with its band."""
    game = asked(inp, "powers")
    if not game.get("quantal"):
        return Table((), ())
    rows = [
        (actor_name(inp, power), posture_words(one), *(f"{percent(r['p'])} % ({span_text(r['low'], r['high'])})" for r in of))
        for (power, one), of in bands(game).items()
    ]
    heads = [f"Precision {value:g}" for value in sorted({row["precision"] for row in game["quantal"]})]
    return Table(("Power", "Posture", *heads), rows)


def data(inp: ReportInput) -> Any:
    """Return the bands by power as the chart draws them; None where there are none."""
    game = asked(inp, "powers")
    if not game.get("quantal"):
        return None
    found = bands(game)
    return [
        {
            "power": actor_name(inp, name),
            "postures": [
                {"name": posture_words(one), "points": [{k: row[k] for k in ("precision", "p", "low", "high")} for row in rows]}
                for (power, one), rows in found.items()
                if power == name
            ],
        }
        for name in game["powers"]
    ]


GAME_QUANTAL = Figure(
    id="game_quantal",
    title="What each power drifts to",
    section="game",
    caption=caption,
    table=table,
    chart="game_quantal",
    headed=True,
    finding=lambda inp: finding(inp) if asked(inp, "powers").get("quantal") else "",
    data=data,
)
