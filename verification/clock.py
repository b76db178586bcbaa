"""The clock of one channel of endings at a time, beside the hazards of thirty listed wars.

Competing ways to end hide errors of each other: a hazard three times too high goes unseen where another is as much too low. So
each channel is lived alone, the others switched off, on random small wars, both templates and the library's start states, and
only courses with a thousand dead count, as in the lists. What became of the library's wars is not read.

``--channel decisive``: defeats alone; ``other``: agreements, ceasefires and fading alone; ``all``: everything on.
``--scale FIELD FACTOR ...``: a parameter times each factor in turn (two ``--scale``: every pair). The last column is the Poisson
log likelihood of the ends counted in the thirty wars, given the hazards of the courses, less that of their own rates.
"""

from __future__ import annotations

import argparse
import datetime as dt
import itertools
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.about import __version__
from multipolar.codes import Stop
from multipolar.engine.chunk import Job, params_of
from multipolar.engine.simulate import simulate_chunk
from multipolar.forecast.base_rates import Rate, rate
from multipolar.model.fields import fields_of
from multipolar.model.records import zeros
from multipolar.registry import nearest
from multipolar.session.war import War
from multipolar.studies.prior import AGREED, COW_DEAD, ENDED, FADED, HAZARD, VICTORY, told
from verification.common import keep

Floats = NDArray[np.float64]

MEMBERS, WARS = 60, 24
"""Courses a war, and random small wars."""


@dataclass(frozen=True, slots=True)
class Channel:
    """Ways of ending that are lived alone: what is switched off, the codes that count, and the intervals of the lists [days]."""

    off: tuple[str, ...]
    stops: tuple[Stop, ...]
    real: str
    edges: tuple[int, ...]


CHANNELS: dict[str, Channel] = {
    "decisive": Channel(("bargaining", "truces", "pressure"), VICTORY, "decisive", (0, 15, 60, 180, 365)),
    "other": Channel(("side_collapse",), AGREED + FADED, "other", (0, 15, 60, 180, 365)),
    "all": Channel((), ENDED, "any", (0, 7, 15, 30, 60, 120, 180, 365, 730)),
}


@dataclass(frozen=True, slots=True)
class Clock:
    """Ends (interval,) and days at risk (interval,) of courses, the shares that last longer than 180 and 365 days, and courses."""

    ended: Floats
    days: Floats
    over: tuple[float, float]
    courses: int

    @property
    def hazards(self) -> Floats:
        """Ends a day (interval,) [1/day]."""
        return np.asarray(self.ended / np.maximum(self.days, 1.0))


def count(outs: Sequence[Any], channel: Channel) -> Clock:
    """Return the clock of wars that were lived through, each with outcomes (member,)."""
    kept = [one[one["deaths"].sum(axis=1) >= COW_DEAD] for one in outs]
    days = np.concatenate([one["length_days"] for one in kept]).astype(np.float64)
    counts = np.isin(np.concatenate([one["stop"] for one in kept]), channel.stops)
    ended, lived = [], []
    for first, last in itertools.pairwise(channel.edges):
        ended.append(float((counts & (days > first) & (days <= last)).sum()))
        lived.append(float(np.clip(np.minimum(days, last) - first, 0, None).sum()))
    over = tuple(float((days > n).mean()) if len(days) else 0.0 for n in (180, 365))
    return Clock(np.array(ended), np.array(lived), (over[0], over[1]), len(days))


def real_rates(channel: Channel) -> list[Rate]:
    """Return the hazards of the thirty wars by interval."""
    return [rate(f"{HAZARD}/{channel.real}/days_{a}_to_{b}") for a, b in itertools.pairwise(channel.edges)]


def log_likelihood(hazards: Floats, real: Sequence[Rate]) -> float:
    """Return the Poisson log likelihood of the ends that were counted under some hazards, less that under their own rates."""
    total = 0.0
    for hazard, one in zip(hazards, real, strict=True):
        events = round(one.value * one.n)
        expected = max(float(hazard), 1e-6) * one.n
        total += events * np.log(expected) - expected
        total -= events * np.log(events) - events if events else 0.0
    return float(total)


def lived(wars: Sequence[War], channel: Channel, scaled: Mapping[str, float], members: int, seed: int) -> Clock:
    """Let all wars live with a channel alone and some parameters multiplied, and count."""
    outs = []
    for war in wars:
        params = params_of(Job(war.model, members, seed, off=channel.off), 0, members)
        for field, factor in scaled.items():
            params[field] *= factor
        out = zeros("OUTCOME", members, war.model.capacity)
        simulate_chunk(war.model.sc, params, seed, 0, out, capacity=war.model.capacity)
        outs.append(out)
    return count(outs, channel)


def settings(scales: Sequence[Sequence[str]]) -> Iterator[dict[str, float]]:
    """Yield every combination of factors of the parameters to scale."""
    names = [words[0] for words in scales]
    for factors in itertools.product(*([float(word) for word in words[1:]] for words in scales)):
        yield dict(zip(names, factors, strict=True))


def faults(scales: Sequence[Sequence[str]]) -> list[str]:
    """Return what is wrong with the wish to scale parameters."""
    known = {field.name for field in fields_of("PARAMS")}
    found = []
    for name, *factors in scales:
        if name not in known:
            found.append(f"--scale {name}: found no such parameter; did you mean {nearest(name, sorted(known))!r}?")
        if not factors or not all(_positive(word) for word in factors):
            found.append(f"--scale {name}: found {' '.join(factors) or 'nothing'}, expected factors above zero, e.g. 0.5 1 2")
    return found


def _positive(word: str) -> bool:
    try:
        return float(word) > 0.0
    except ValueError:
        return False


def line(scaled: Mapping[str, float], clock: Clock, score: float) -> str:
    """Return a row of the table: factors, hazards in per cent a day, shares of long wars, log likelihood."""
    name = " ".join(f"{field} x{factor:g}" for field, factor in scaled.items()) or "as it is"
    hazards = " ".join(f"{100 * h:6.2f}" for h in clock.hazards)
    return f"{name:<44}{hazards}   {clock.over[0]:5.2f} {clock.over[1]:5.2f} {clock.courses:7,}  {score:7.2f}"


def main() -> None:
    """Print the table and keep it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--channel", choices=tuple(CHANNELS), default="all")
    parser.add_argument("--scale", nargs="+", action="append", default=[], metavar=("FIELD", "FACTOR"))
    parser.add_argument("--members", type=int, default=MEMBERS)
    parser.add_argument("--wars", type=int, default=WARS)
    parser.add_argument("--seed", type=int, default=2020)
    parser.add_argument("--no-keep", action="store_true")
    given = parser.parse_args()
    if wrong := faults(given.scale):
        parser.error("; ".join(wrong))
    start = time.perf_counter()
    channel = CHANNELS[given.channel]
    wars = [war for _, _, war in told(given.wars, None) if war.model.sc["inside_war"][0] < 0.5]
    real = real_rates(channel)
    edges = " ".join(f"{f'{a}-{b}':>6}" for a, b in itertools.pairwise(channel.edges))
    print(f"{f'{given.channel}: ends, % a day':<44}{edges}   > 180 > 365 courses  log lik")
    print(f"{'thirty wars':<44}{' '.join(f'{100 * one.value:6.2f}' for one in real)}")
    rows = []
    for scaled in settings(given.scale):
        clock = lived(wars, channel, scaled, given.members, given.seed)
        score = log_likelihood(clock.hazards, real)
        rows.append({"scaled": scaled, **told_of(clock), "log_likelihood": round(score, 3)})
        print(line(scaled, clock, score), flush=True)
    best = max(rows, key=lambda row: float(row["log_likelihood"]))
    if not given.no_keep:
        asked = "".join(f" --scale {' '.join(words)}" for words in given.scale)
        asked += f" --members {given.members} --seed {given.seed}"
        document = {
            "command": f"python -m verification.clock --channel {given.channel}{asked}",
            "version": __version__,
            "date": dt.datetime.now(dt.UTC).date().isoformat(),
            "seconds": round(time.perf_counter() - start, 1),
            "sentence": f"{len(wars)} wars, {given.channel}: {sentence(channel, best, real)}",
            "rows": rows,
        }
        keep("clock", document)


def told_of(clock: Clock) -> dict[str, Any]:
    """Return what is kept of a clock."""
    hazards = [round(float(h), 6) for h in clock.hazards]
    return {"hazards": hazards, "courses": clock.courses, "over_180": round(clock.over[0], 4), "over_365": round(clock.over[1], 4)}


def sentence(channel: Channel, row: Mapping[str, Any], real: Sequence[Rate]) -> str:
    """Return in one sentence what the best row says beside the thirty wars."""
    parts = [
        f"days {a}-{b} {100 * h:.2f} ({100 * one.low:.2f}-{100 * one.high:.2f})"
        for (a, b), h, one in zip(itertools.pairwise(channel.edges), row["hazards"], real, strict=True)
    ]
    inside = sum(one.low <= h <= one.high for h, one in zip(row["hazards"], real, strict=True))
    factors = ", ".join(f"{field} x{factor:g}" for field, factor in row["scaled"].items())
    return (
        f"ends in % a day{f' with {factors}' if factors else ''} beside the 90 % interval of thirty wars: {'; '.join(parts)}; "
        f"{inside} of {len(real)} inside; longer than 180 days {row['over_180']:.2f}, 365 {row['over_365']:.2f}"
    )


if __name__ == "__main__":
    main()
