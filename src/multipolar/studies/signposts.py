"""Signposts: events to watch for, ranked by how much seeing them, or not, by a day is expected to tell of the headline.

On day t, while the war goes on, an observer sees whether an event has happened. What that tells of a yes-or-no target is the
mutual information of the two among the courses that still go on (Cover and Thomas 2006), less what chance alone would show; times
the chance that the war goes on so long it is the expected information of looking. Each event stands with the day that gives most.
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
from multipolar.numerics.arrays import FloatArray
from multipolar.numerics.information import bits_beyond_chance, bits_of_table
from multipolar.numerics.resampling import effective_size
from multipolar.session.choices import SIGNPOSTS
from multipolar.session.run import Run
from multipolar.studies.driver_targets import Asking, asked_of
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


def looked(happened: FloatArray, length: FloatArray, target: NDArray[np.bool_], weights: FloatArray, days: FloatArray) -> Look:
    """Return what looking on each of some days (day,) tells.

    Parameters
    ----------
    happened : first day by which the event has happened (member,), infinity for never.
    length, target : end of the war [days] and whether the target holds (member,).
    weights : of the courses (member,), any sum.
    """
    w = weights / weights.sum()
    going = length[:, None] > days
    seen = going & (happened[:, None] <= days)
    unseen = going & ~seen
    hit = (w * target)[:, None]
    masses = np.stack([(hit * seen).sum(0), (hit * unseen).sum(0), (w[:, None] * seen).sum(0), (w[:, None] * unseen).sum(0)])
    running = masses[2] + masses[3]
    safe = np.maximum(running, 1e-300)
    squares = (w[:, None] ** 2 * seen).sum(0), (w[:, None] ** 2 * unseen).sum(0)
    n_seen, n_unseen = (np.divide(m**2, s, out=np.zeros_like(m), where=s > 0.0) for m, s in zip(masses[2:], squares, strict=True))
    table = np.stack([np.stack([masses[0], masses[2] - masses[0]], -1), np.stack([masses[1], masses[3] - masses[1]], -1)], -2)
    bits = bits_of_table(np.maximum(table, 0.0) / safe[:, None, None])
    told = (2.0 * np.log(2.0) * (n_seen + n_unseen) * bits > SURE) & (n_seen >= LEAST) & (n_unseen >= LEAST)
    expected = running * bits_beyond_chance(bits, n_seen + n_unseen) * told
    share = [np.divide(a, b, out=np.zeros_like(a), where=b > 0.0) for a, b in ((masses[0], masses[2]), (masses[1], masses[3]))]
    return Look(running, masses[2] / safe, share[0], share[1], n_seen, n_unseen, expected)


def ranked(
    events: Iterable[Observable], length: FloatArray, target: NDArray[np.bool_], weights: FloatArray, last: float
) -> list[dict[str, Any]]:
    """Return what each event tells on its best day, the most telling first; events that tell no more than chance are left out."""
    days = np.array([day for day in DAYS if day < last], np.float64)
    rows: list[dict[str, Any]] = []
    if not days.size:
        return rows
    for event in events:
        found = looked(event.day, length, target, weights, days)
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
    if effective_size(weights / weights.sum()) < LEAST_COURSES:
        found = effective_size(weights / weights.sum())
        raise QuestionError(f"the run holds {found:.0f} effective courses, and signposts need {LEAST_COURSES:.0f}: simulate more")
    asked = yes_or_no(run, target)
    outcomes = run.outcomes
    holds = np.asarray(asked.read(outcomes), bool)
    if not 0 < holds.sum() < n:
        share = "every" if holds.all() else "no"
        raise QuestionError(f"target {asked.name}: it holds in {share} course, so nothing can tell of it")
    length, horizon = outcomes["length_days"].astype(np.float64), float(sample.frame.horizon)
    events = list(observables(run, outcomes, weights))
    rows = ranked(events, length, holds, weights, horizon)
    days = {event.key: event.day for event in events}
    seen = [days[row["key"]] <= row["day"] for row in rows[:top]]
    as_of = run.war.scenario.as_of
    for row in rows:
        row["by"] = (as_of + dt.timedelta(days=row["day"])).isoformat()
    document = {
        "schema": SCHEMA,
        "version": __version__,
        "scenario": run.war.id,
        "as_of": as_of.isoformat(),
        "digest": run.digest,
        "members": n,
        "effective": round(effective_size(weights / weights.sum()), 1),
        "target": asked.name,
        "sentence": asked.text,
        "p": round(float(np.average(holds, weights=weights)), 6),
        "telling": len(rows),
        "signposts": rows[:top],
    }
    return document, seen


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
