"""What a forecast turns on, read off a finished run for its page: crux, drivers, signposts, and views lived beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.errors import QuestionError
from multipolar.report.input_words import camp_words, grade_words, input_words, names_in, value_words
from multipolar.report.narrative import ending_name
from multipolar.report.packing import Answered
from multipolar.session.run import Run
from multipolar.studies.crux import crux_document
from multipolar.studies.driver_inputs import input_table
from multipolar.studies.driver_pairs import Pair, acting_together
from multipolar.studies.driver_targets import ENDING, Target, must_suffice, rows_of, target_of
from multipolar.studies.drivers import Row, measured_rows, moves, plain_row, research
from multipolar.studies.signposts import signposts_seen
from multipolar.studies.views import kept_views

SHOWN = 10
"""Drivers that are told."""
PAIRED = 8
"""Strongest drivers of which every pair is tried, and most pairs that are told."""
MOST_PAIRS, MOST_RESEARCH = 4, 5
FOLLOW = frozenset({"start state", "common factor"})
"""Kinds of inputs that follow from others, which stand in the list themselves."""
APART = FOLLOW | {"claim"}
"""Kinds of inputs that follow from others, or that stand under the crux with what past wars make of them."""
LEAST = 3
"""Drivers that are told even where fewer are sure."""
SEEN = "seen:"
"""What the name of an answer begins with that tells whether a signpost has been seen."""
STATES = ("over", "seen", "not seen")
"""What an observer finds on the day of a signpost: the war over, or going on with the event seen or not."""


@dataclass(frozen=True, slots=True)
class Turning:
    """What a forecast turns on.

    ``parts``: plain values by figure (``crux``, ``drivers``, ``signposts``, ``views``), those that there are; ``seen``: of every
    signpost what an observer finds on its day in the courses of the page.
    """

    parts: Mapping[str, Any]
    seen: Sequence[Answered] = field(default=())


def turning_of(run: Run, members: NDArray[np.int64]) -> Turning:
    """Return what the forecast of a run turns on; ``members``: numbers of the courses that the page carries (m,).

    Of too few courses nothing is told.
    """
    parts: dict[str, Any] = {}
    seen: tuple[Answered, ...] = ()
    views = kept_views(run)
    if views is not None:
        parts["views"] = views
    try:
        must_suffice(run, rows_of(run))
    except QuestionError:
        return Turning(parts)
    parts["crux"] = crux_part(run)
    parts["drivers"] = drivers_part(run)
    try:
        told, happened = signposts_seen(run)
    except QuestionError:  # the likeliest ending holds in every course: nothing can tell of it
        return Turning(parts)
    rows = [{"id": f"s{i + 1}", **row} for i, row in enumerate(told["signposts"])]
    kept = np.isin(np.arange(run.sample.tally.n), members)
    length = np.asarray(run.sample.tally.values("length_days"), np.float64)[kept]
    parts["signposts"] = {"version": told["version"], "target": told["target"], "scenario": told["scenario"], "rows": rows}
    seen = tuple(
        Answered(f"{SEEN}{row['id']}", "name", np.where(length > row["day"], np.where(one[kept], 1, 2), 0), STATES)
        for row, one in zip(rows, happened, strict=True)
    )
    return Turning(parts, seen)


def crux_part(run: Run) -> dict[str, Any]:
    """Return the crux of a run with its camps in words."""
    found = crux_document(run)
    if found["crux"] is not None:
        found["crux"] |= {f"{side}_text": camp_words(found["crux"][side]) for side in ("first", "second")}
    return {key: found[key] for key in ("leader", "crux", "moves")}


def drivers_part(run: Run) -> dict[str, Any]:
    """Return the inputs that move the likeliest ending most, in words, with pairs of them, luck and what to find out next."""
    shares = run.forecast["endings"]
    leader = max(shares, key=lambda name: float(shares[name]["p"]))
    one, ending = target_of(run, leader), target_of(run, ENDING)
    names = names_in(run.war.scenario.document)
    rows_read = rows_of(run)
    table = input_table(run.war.scenario, run.war.model, run.sample.members[:rows_read], run.sample.seed)
    free = [row for row in measured_rows(one, table) if row.sure and row.one.kind not in FOLLOW]
    measured = [row for row in free if row.one.kind not in APART]
    of_ending = [row for row in measured_rows(ending, table) if row.one.kind not in APART]
    turns = {row.one.key: plain_row(row, ending) for row in of_ending if row.sure}
    sure = [row for row in measured if row.found.first_order.low > 0.0][:SHOWN]
    sure += [row for row in measured if row not in sure][: max(0, LEAST - len(sure))]
    luck = None if ending.luck is None else {"share": ending.luck.value, "low": ending.luck.low, "high": ending.luck.high}
    told = [driver_of(row, one, turns, run.forecast, names) for row in sure]
    return {
        "leader": leader, "luck": luck, "pairs_of_courses": ending.pairs, "inputs": len(table.inputs),
        "sure": sum(row.found.first_order.low > 0.0 for row in measured),
        "drivers": [*(row for row in told if row["unsourced"]), *(row for row in told if not row["unsourced"])],
        "together": together(free[:PAIRED], one, table.values, names),
        "research": [
            {"text": input_words(str(row["label"]), names), "grade": grade_words(str(row["graded"])), "moves": row["moves"]}
            for row in research(of_ending, ending)[:MOST_RESEARCH]
        ],
    }  # fmt: skip


def driver_of(
    row: Row, target: Target, turns: Mapping[str, Mapping[str, Any]], forecast: Mapping[str, Any], names: Mapping[str, str]
) -> dict[str, Any]:
    """Return one input in words: the likeliest ending at its low, middle and high end, and where another ending leads."""
    plain = plain_row(row, target)
    ends = {
        end: None if plain["at"][end] is None else {
            "p": plain["at"][end], "low": plain["intervals"]["at"][end][0], "high": plain["intervals"]["at"][end][1],
            "at": _where(plain["at_input"][end], row.one.unit),
        }
        for end in ("low", "middle", "high")
    }  # fmt: skip
    return {
        "key": row.one.key, "text": input_words(row.one.label, names), "kind": row.one.kind,
        "grade": grade_words(row.one.graded), "unsourced": row.one.judged, "moves": float(moves(row, target)[0]),
        "sure": row.found.first_order.low > 0.0, "flip": flip_words(turns.get(row.one.key), row, forecast), **ends,
    }  # fmt: skip


def _where(at: Any, unit: str) -> str:
    return f"where {at} hold" + ("" if " and " in at else "s") if isinstance(at, str) else value_words(float(at), unit)


def flip_words(turned: Mapping[str, Any] | None, row: Row, forecast: Mapping[str, Any]) -> str:
    """Return where another ending leads, in words with the unit; that there is no such place is a result too."""
    if turned is None or turned["flips_at"] is None:
        return "No flip inside its range."
    beyond = ending_name(str(turned["flips_to"]), forecast)
    at = float(turned["flips_at"])
    where = f"a credence of {100 * at:.0f} % in {row.one.names[1]}" if row.one.names else value_words(at, row.one.unit)
    return f"Flips at {where}: beyond it “{beyond}” leads."


def together(rows: Sequence[Row], target: Target, values: NDArray[np.float64], names: Mapping[str, str]) -> list[str]:
    """Return pairs of inputs that act together, each as a sentence: what one moves where the other is low, and where high."""
    assert target.told is not None
    pairs = acting_together(np.ascontiguousarray(values[:, [row.column for row in rows]]), target.response, target.told)
    return [_acting(pair, rows[pair.first], rows[pair.second], names) for pair in pairs[:MOST_PAIRS]]


def _acting(pair: Pair, first: Row, second: Row, names: Mapping[str, str]) -> str:
    low, high = (f"{100 * moved:+.0f}".replace("-", "−") for moved in (pair.where_low, pair.where_high))
    two, text = second.one, input_words(first.one.label, names)
    halves = f"in the lower half of “{input_words(two.label, names)}”", "in the upper"
    where = (f"where {two.names[0]} hold", f"where {two.names[1]} do") if two.names else halves
    return f"From low to high, “{text}” moves it by {low} points {where[0]}, by {high} {where[1]}."
