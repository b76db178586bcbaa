"""Signposts: events to watch for, ranked by how much seeing them, or not, by a day is expected to tell of the headline.

On day t, while the war goes on, an observer sees whether an event has happened. What that tells of a yes-or-no target is the
mutual information of the two among the courses that still go on (Cover and Thomas 2006), less what chance alone would show; times
the chance that the war goes on so long it is the expected information of looking. Each event stands with the day that gives most.
Courses that were given reports are copies of those that fitted: copies of one course count as one in every interval and test.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.about import __version__
from multipolar.codes import ENDINGS
from multipolar.errors import QuestionError
from multipolar.forecast.probability import counted
from multipolar.inference.response import IntArray
from multipolar.numerics.arrays import FloatArray
from multipolar.numerics.information import bits_beyond_chance, bits_of_table
from multipolar.numerics.resampling import effective_size
from multipolar.session.choices import SIGNPOSTS
from multipolar.session.run import Run
from multipolar.studies.driver_targets import Asking, ancestors_of, asked_of
from multipolar.studies.observables import Observable, observables

SCHEMA = "multipolar-signposts/1"
DAYS = (3, 7, 14, 21, 30, 45, 60, 90, 120, 180, 240, 360)
"""Days after the as-of date on which an observer may look [days]."""
LEAST = 30.0
"""Effective courses in which an event must have been seen, and as many in which not, to say what it tells. Grade J."""
LEAST_COURSES = 200.0
"""Effective courses below which nothing is ranked. Grade J."""
SURE = 10.83
"""Chi-square of one degree of freedom that chance passes once in a thousand: events below it are left out [1]."""


@dataclass(frozen=True, slots=True)
class Look:
    """What looking on some days tells, each (day,).

    ``running``: share of wars that go on; ``p``: share of these in which the event is seen; ``seen``, ``unseen``: shares of the
    target in either case; ``n_seen``, ``n_unseen``: effective courses of both; ``bits``: expected information.
    """

    running: FloatArray
    p: FloatArray
    seen: FloatArray
    unseen: FloatArray
    n_seen: FloatArray
    n_unseen: FloatArray
    bits: FloatArray


def looked(
    happened: FloatArray,
    length: FloatArray,
    target: NDArray[np.bool_],
    weights: FloatArray,
    days: FloatArray,
    ancestors: IntArray | None = None,
) -> Look:
    """Return what looking on each of some days (day,) tells.

    Parameters
    ----------
    happened : first day by which the event has happened (member,), infinity for never.
    length, target : end of the war [days] and whether the target holds (member,).
    weights : of the courses (member,), any sum.
    ancestors : which course each is a copy of, 0 on (member,); None where no two are copies of one.
    """
    w = weights / weights.sum()
    going = length[:, None] > days
    seen = going & (happened[:, None] <= days)
    unseen = going & ~seen
    hit = (w * target)[:, None]
    masses = np.stack([(hit * seen).sum(0), (hit * unseen).sum(0), (w[:, None] * seen).sum(0), (w[:, None] * unseen).sum(0)])
    running = masses[2] + masses[3]
    safe = np.maximum(running, 1e-300)
    n_seen, n_unseen = (_worth(w, those, ancestors) for those in (seen, unseen))
    courses = _compared(n_seen, n_unseen, masses[2] / safe)
    table = np.stack([np.stack([masses[0], masses[2] - masses[0]], -1), np.stack([masses[1], masses[3] - masses[1]], -1)], -2)
    bits = bits_of_table(np.maximum(table, 0.0) / safe[:, None, None])
    told = (2.0 * np.log(2.0) * courses * bits > SURE) & (n_seen >= LEAST) & (n_unseen >= LEAST)
    expected = running * bits_beyond_chance(bits, courses) * told
    share = [np.divide(a, b, out=np.zeros_like(a), where=b > 0.0) for a, b in ((masses[0], masses[2]), (masses[1], masses[3]))]
    return Look(running, masses[2] / safe, share[0], share[1], n_seen, n_unseen, expected)


def _worth(w: FloatArray, those: NDArray[np.bool_], ancestors: IntArray | None) -> FloatArray:
    """Return how many equally weighted courses those of each day (member, day) are worth, copies of one counted as one (Kish 1965).

    An interval of so many holds whatever copies of one course have in common.
    """
    held = w[:, None] * those
    if ancestors is not None:
        held = np.stack([np.bincount(ancestors, column) for column in held.T], axis=1)
    squares = (held**2).sum(0)
    return np.asarray(np.divide(held.sum(0) ** 2, squares, out=np.zeros_like(squares), where=squares > 0.0))


def _compared(n_seen: FloatArray, n_unseen: FloatArray, p: FloatArray) -> FloatArray:
    """Return of how many equal courses a table of two by two would have the same error in seen against unseen (day,).

    The variance of a difference of two shares goes with 1 / n_seen + 1 / n_unseen, which of n equal courses, a share ``p`` of them
    seen, is 1 / (n p (1 - p)). Without weights and copies it is their number.
    """
    both = (n_seen + n_unseen) * p * (1.0 - p)
    return np.asarray(np.divide(n_seen * n_unseen, both, out=np.zeros_like(both), where=both > 0.0))


def ranked(
    events: Iterable[Observable],
    length: FloatArray,
    target: NDArray[np.bool_],
    weights: FloatArray,
    last: float,
    ancestors: IntArray | None = None,
    known: float = 0.0,
) -> list[dict[str, Any]]:
    """Return what each event tells on its best day, the most telling first; events that tell no more than chance are left out.

    Days to look on lie after ``known``, the day until which reports are in, and before ``last``.
    """
    days = np.array([day for day in DAYS if known < day < last], np.float64)
    rows: list[dict[str, Any]] = []
    if not days.size:
        return rows
    for event in events:
        found = looked(event.day, length, target, weights, days, ancestors)
        best = int(found.bits.argmax())
        if found.bits[best] > 0.0:
            rows.append(_row(event, found, best, int(days[best])))
    return sorted(rows, key=lambda row: (-row["bits"], row["key"]))


def _row(event: Observable, look: Look, i: int, day: int) -> dict[str, Any]:
    row: dict[str, Any] = {"key": event.key, "event": event.event, "day": day}
    for name, share, n in (("seen", look.seen, look.n_seen), ("unseen", look.unseen, look.n_unseen)):
        of = counted(float(share[i]), 1, effective=float(n[i]))
        row |= {name: round(float(share[i]), 6), f"{name}_low": round(of.low, 6), f"{name}_high": round(of.high, 6)}
    return row | {
        "p": round(float(look.p[i]), 6),
        "running": round(float(look.running[i]), 6),
        "bits": round(float(look.bits[i]), 6),
    }


def signposts(run: Run, target: str | None = None, top: int = SIGNPOSTS) -> dict[str, Any]:
    """Return the events to watch for, most telling first: ``multipolar-signposts/1``.

    Parameters
    ----------
    target : an ending or a yes-or-no question of the scenario, by default the likeliest ending.
    top : how many are told.

    Raises
    ------
    QuestionError : for a target that is neither, one that holds in no or every course, or too few effective courses.
    """
    return signposts_seen(run, target, top)[0]


def signposts_seen(run: Run, target: str | None = None, top: int = SIGNPOSTS) -> tuple[dict[str, Any], list[NDArray[np.bool_]]]:
    """Return signposts as ``signposts`` does, and of each that is told in which courses it has happened by its day (member,)."""
    sample = run.sample
    n = sample.tally.n
    weights = np.ones(n) if sample.weighting is None else sample.weighting.weights
    ancestors = ancestors_of(sample, n)
    effective = effective_of(weights, ancestors)
    asked = yes_or_no(run, target)
    outcomes = run.outcomes
    holds = np.asarray(asked.read(outcomes), bool)
    if not 0 < holds.sum() < n:
        share = "every" if holds.all() else "no"
        raise QuestionError(f"target {asked.name}: it holds in {share} course, so nothing can tell of it")
    length, horizon = outcomes["length_days"].astype(np.float64), float(sample.frame.horizon)
    events = list(observables(run, outcomes, weights))
    as_of, told = run.war.scenario.as_of, run.forecast.get("conditioned")
    until = as_of if told is None else dt.date.fromisoformat(told["until"])
    rows = ranked(events, length, holds, weights, horizon, ancestors, (until - as_of).days)
    days = {event.key: event.day for event in events}
    seen = [days[row["key"]] <= row["day"] for row in rows[:top]]
    for row in rows:
        row["by"] = (as_of + dt.timedelta(days=row["day"])).isoformat()
    document = {
        "schema": SCHEMA,
        "version": __version__,
        "scenario": run.war.id,
        "as_of": as_of.isoformat(),
        "until": None if told is None else until.isoformat(),
        "digest": run.digest,
        "members": n,
        "effective": round(effective, 1),
        "target": asked.name,
        "sentence": asked.text,
        "p": round(float(np.average(holds, weights=weights)), 6),
        "telling": len(rows),
        "signposts": rows[:top],
    }
    return document, seen


def effective_of(weights: FloatArray, ancestors: IntArray | None) -> float:
    """Return how many courses a run is worth: weights (member,), copies of one ancestor (member,) counted as one.

    Raises
    ------
    QuestionError : if these are too few.
    """
    shares = weights / weights.sum()
    found = effective_size(shares if ancestors is None else np.asarray(np.bincount(ancestors, shares), np.float64))
    if found >= LEAST_COURSES:
        return found
    copied, more = "", "simulate more"
    if ancestors is not None:
        copied = f" (its {len(weights):,} courses descend from {len(np.unique(ancestors)):,})"
        more = "give the reports to a run of more courses"
    raise QuestionError(f"the run holds {found:.0f} effective courses{copied}, and signposts need {LEAST_COURSES:.0f}: {more}")


def yes_or_no(run: Run, target: str | None) -> Asking:
    """Return the yes-or-no target that signposts tell of, by default the likeliest ending.

    Raises
    ------
    QuestionError : for what is neither an ending nor a yes-or-no question of the run, naming the nearest.
    """
    shares: Mapping[str, Any] = run.forecast["endings"]
    asked = asked_of(run, max(shares, key=lambda name: float(shares[name]["p"])) if target is None else target)
    if asked.kind != "yes or no":
        raise QuestionError(f"target {asked.name!r}: expected an ending ({', '.join(ENDINGS)}) or a yes-or-no question")
    return asked
