"""What no war does: absurd turns of simulated courses, counted per hundred courses of several wars.

A probability can be right for wrong reasons. Each row below is something a reader of courses would call impossible or silly; the
table says how often it happens, so that a change of the engine that brings it back is seen. Nothing is fitted to it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import Stop
from multipolar.engine.chunk import Job, params_of
from multipolar.engine.simulate import advance
from multipolar.library import FLAGSHIP
from multipolar.model.labels import Labels
from multipolar.model.records import dtype_of
from multipolar.session.run import make_ready
from multipolar.session.war import Recipe, load_war
from verification.common import arguments, told, verify

Array = NDArray[Any]
WARS = (FLAGSHIP, "october_1973", "libya_2019", "eritrea_ethiopia_1998", "lebanon_2006")
"""Wars of different size, length and outside involvement."""
WATCHED = ("place", "phase", "odds", "uses", "level", "until", "dead_today", "refused_by", "failed_truces")
"""Fields of STATE kept for every day."""
FADED = (Stop.PETERED_OUT,)
"""Ways of stopping that are the fading of a war."""


@dataclass(frozen=True, slots=True)
class Courses:
    """Members of a war day by day: watched fields (member, day, ...), the last state (member,), and the names of things.

    ``last``: last day of each member (member,) [day]; values after it stand still.
    """

    days: dict[str, Array]
    state: Array
    last: Array
    labels: Labels
    men: Array

    def starts(self, verb: str) -> Array:
        """How often each power started options of a verb (member, power)."""
        found = np.zeros((len(self.last), len(self.labels.powers)))
        for p, options in enumerate(self.labels.options):
            for o, option in enumerate(options):
                if option.partition("_")[0] == verb:
                    found[:, p] += self.state["uses"][:, p, o]
        return found

    def running(self, verb: str, side: int) -> Array:
        """Whether a power keeps up options of a verb for a side (member, day, power)."""
        until, target = self.days["until"], self.labels.sides[side]
        found = np.zeros((*until.shape[:2], len(self.labels.powers)), bool)
        for p, options in enumerate(self.labels.options):
            for o, option in enumerate(options):
                if option == f"{verb}_{target}":
                    found[:, :, p] |= until[:, :, p, o] > np.arange(until.shape[1])[None, :]
        return found


@dataclass(frozen=True, slots=True)
class Absurdity:
    """One absurd turn: what it is in words, and how often each course has it (member,)."""

    text: str
    count: Callable[[Courses], Array]


def within(events: Array, days: int, times: int) -> Array:
    """Return by member how many series (member, day, ...) have at least ``times`` events within ``days`` days on end."""
    total = np.cumsum(events, axis=1)
    before = np.concatenate([np.zeros_like(total[:, :days]), total[:, :-days]], axis=1) if total.shape[1] > days else 0 * total
    crowded = ((total - before) >= times).any(axis=1)
    return np.asarray(crowded.reshape(len(crowded), -1).sum(axis=1))


def changed(values: Array) -> Array:
    """Return where a value differs from the day before (member, day, ...); never on the first day."""
    found = np.zeros(values.shape, np.int64)
    found[:, 1:] = values[:, 1:] != values[:, :-1]
    return found


def begun(values: Array) -> Array:
    """Return where something that was off the day before is on (member, day, ...)."""
    found = (values > 0).astype(np.int64)
    found[:, 1:] &= values[:, :-1] <= 0
    return found


def untouched(courses: Courses) -> Array:
    """Count courses that end by the collapse of a side which has lost less than a twentieth of its men."""
    beaten = courses.state["ending"] == Stop.COLLAPSE
    lost = courses.state["dead"] / np.maximum(courses.men, 1.0)
    return np.asarray(beaten & (lost.max(axis=1) < 0.05))


def fades_under_fire(courses: Courses) -> Array:
    """Count courses that end by fading while more than one man a day died in the last thirty days."""
    dead = courses.days["dead_today"].sum(axis=2)
    day = np.arange(dead.shape[1])[None, :]
    recent = (day <= courses.last[:, None]) & (day > courses.last[:, None] - 30)
    mean = (dead * recent).sum(axis=1) / np.maximum(recent.sum(axis=1), 1)
    faded = np.isin(courses.state["ending"], FADED)
    return np.asarray(faded & (mean > 1.0))


ABSURDITIES: tuple[Absurdity, ...] = (
    Absurdity("a place changes hands three times in twenty days", lambda c: within(changed(c.days["place"]), 20, 3)),
    Absurdity(
        "an attack begins with a chance of success below 0.25",
        lambda c: (begun(c.days["phase"]) & (c.days["odds"] < 0.25)).sum(axis=(1, 2, 3)),
    ),
    Absurdity("five attacks of a side on one sector begin within thirty days", lambda c: within(begun(c.days["phase"]), 30, 5)),
    Absurdity("a power begins to mediate nine times or more", lambda c: (c.starts("mediate") >= 9).sum(axis=1)),
    Absurdity("a power makes twenty statements or more", lambda c: (c.starts("statement") >= 20).sum(axis=1)),
    Absurdity("a side refuses sixty offers or more", lambda c: (c.state["refused_by"] >= 60).sum(axis=1)),
    Absurdity("six truces or more fail", lambda c: c.state["failed_truces"] >= 6),
    Absurdity("a power arms both sides on one day", lambda c: (c.running("arm", 0) & c.running("arm", 1)).any(axis=1).sum(axis=1)),
    Absurdity("a power changes its level six times in sixty days", lambda c: within(changed(c.days["level"]), 60, 6)),
    Absurdity("a side collapses that has lost less than a twentieth of its men", untouched),
    Absurdity("the war fades while more than one man a day dies", fades_under_fire),
)
"""Every absurd turn that is counted."""


def live(name: str, members: int, seed: int) -> Courses:
    """Live the members of a war day by day and keep what is watched."""
    war = load_war(Recipe(name))
    make_ready(war, None)
    model = war.model
    params = params_of(Job(model, members, seed), 0, members)
    states = np.zeros(members, dtype_of("STATE", model.capacity))
    horizon = int(model.sc["horizon"][0])
    sectors, powers, options = len(model.labels.sectors), len(model.labels.powers), max(map(len, model.labels.options), default=0)
    cut: dict[str, tuple[slice, ...]] = {
        "place": (slice(sectors),), "phase": (slice(2), slice(sectors)), "odds": (slice(2), slice(sectors)),
        "uses": (slice(powers), slice(options)), "until": (slice(powers), slice(options)), "level": (slice(powers),),
    }  # fmt: skip
    kept: dict[str, list[Array]] = {field: [] for field in WATCHED}
    last = np.full(members, horizon)
    men = np.zeros((members, 2))
    for day in range(horizon):
        advance(model.sc, params, states, day, day + 1, seed=seed, first=0)
        if day == 0:
            men = states["men"].sum(axis=2) + states["reserve"]
        last = np.where((last == horizon) & (states["ending"] != Stop.RUNNING), day, last)
        for field in WATCHED:
            kept[field].append(states[field][(slice(None), *cut.get(field, ()))].copy())
    days = {field: np.stack(values, axis=1) for field, values in kept.items()}
    return Courses(days, states, last, model.labels, men)


def counts(courses: Courses) -> list[float]:
    """Return every absurd turn per hundred courses."""
    return [100.0 * float(np.asarray(one.count(courses), np.float64).mean()) for one in ABSURDITIES]


def measure(wars: Sequence[str], members: int, seed: int) -> tuple[dict[str, Any], str]:
    """Return the table of absurd turns by war, and one sentence."""
    by_war = {}
    for i, name in enumerate(wars):
        by_war[name] = counts(live(name, members, seed))
        told("absurdities", i + 1, len(wars))
    rows = [
        {
            "what": one.text,
            "mean": round(float(np.mean([by_war[w][i] for w in wars])), 1),
            **{w: round(by_war[w][i], 1) for w in wars},
        }
        for i, one in enumerate(ABSURDITIES)
    ]
    width = max(len(one.text) for one in ABSURDITIES)
    print(f"{'per hundred courses':{width}}  mean  {'  '.join(wars)}")
    for row in rows:
        print(f"{row['what']:{width}}  {row['mean']:>5}  {'  '.join(f'{row[w]:>{len(w)}}' for w in wars)}")
    worst = max(rows, key=lambda row: float(str(row["mean"])))
    sentence = f"{sum(float(str(row['mean'])) for row in rows):.0f} absurd turns per hundred courses, most often: {worst['what']}"
    return {"members": members, "wars": list(wars), "rows": rows}, sentence


def main() -> None:
    """Count and keep."""
    given = arguments(__doc__, members=100, wars=WARS)
    verify("absurdities", given, lambda: measure(given.wars, given.members, given.seed))


if __name__ == "__main__":
    main()
