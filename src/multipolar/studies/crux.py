"""The disputed point that a forecast turns on: what the endings are at every credence in one of two rival sets of claims.

The courses hold one set each, drawn by the scenario's credence. At another credence c in the second set a course counts c / c0 or
(1 - c) / (1 - c0) times, c0 being the scenario's own; the shares of endings so weighted are pooled with those of past wars as the
forecast's are.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import ENDINGS, Ending
from multipolar.forecast.assumptions import rival_draws
from multipolar.forecast.probability import LEAST_SHOWN, standard_normal
from multipolar.forecast.weighting import Weighting
from multipolar.numerics.arrays import FloatArray
from multipolar.numerics.resampling import effective_size
from multipolar.outside.pool import Members, cells_of_members
from multipolar.outside.tilt import SHARE_STEP
from multipolar.scenario.document import RivalPair
from multipolar.session.run import Run
from multipolar.studies.driver_targets import rows_of

LEAST_MOVE = 0.05
"""Least difference between the two certainties that makes a pair the crux [probability]. Grade J."""
STEPS = 20
"""Steps of the line of outcomes over credence [1]. Grade J: the line is all but straight."""
VICTORIES = (Ending.KNOCKOUT_A, Ending.KNOCKOUT_B)
HALTS = (Ending.GAINS_A, Ending.GAINS_B, Ending.STATUS_QUO, Ending.FROZEN)
SCHEMA = "multipolar-crux/1"


@dataclass(frozen=True, slots=True)
class Believed:
    """The courses of a run as they count at any credence in a pair.

    ``second`` (member,): which hold the second set; ``credence``: the scenario's own chance of it; ``ending``, ``length``
    (member,); ``weighting``: how the run is pooled with past wars, None where it is not; ``horizon`` [days].
    """

    second: NDArray[np.bool_]
    credence: float
    ending: NDArray[np.int64]
    length: FloatArray
    horizon: float
    weighting: Weighting | None

    def factors(self, chance: float) -> FloatArray:
        """Return how often every course counts where the second set has this chance [0-1] (member,)."""
        second = chance / self.credence if self.credence > 0.0 else 0.0
        first = (1.0 - chance) / (1.0 - self.credence) if self.credence < 1.0 else 0.0
        return np.where(self.second, second, first)

    def endings(self, chance: float) -> FloatArray:
        """Return the published shares of endings (ending,) where the second set has this chance [0-1]."""
        k = self.factors(chance)
        members = Members(self.ending, np.minimum(self.length, self.horizon), self.horizon, k / k.sum())
        cells = cells_of_members(members)
        if self.weighting is not None:
            cells = replace(self.weighting.target, run=cells).at(max(self.weighting.tilt.share, SHARE_STEP))
        return np.asarray(cells.sum(axis=1))

    def error(self, leader: int, apart: float) -> float:
        """Return the standard error of the difference of an ending's published share between both certainties.

        ``apart``: share of the courses that differ from each other [0-1].
        """
        share = 0.0 if self.weighting is None else max(self.weighting.tilt.share, SHARE_STEP)
        variance = 0.0
        for held in (self.second, ~self.second):
            n = max(apart * float(held.sum()), 1.0)
            p = float(np.mean(self.ending[held] == leader)) if held.any() else 0.5
            variance += (p * (1.0 - p) + 1.0 / n) / n
        return (1.0 - share) * math.sqrt(variance)


def crux_document(run: Run) -> dict[str, Any]:
    """Return every rival pair with what it moves, the strongest first, and the line of the crux: ``multipolar-crux/1``.

    ``crux`` is the pair that surely moves the leading ending by five points or more, None where there is none; ``moves`` are in
    shares of the published forecast, certain of the first set and certain of the second.
    """
    pairs = run.war.scenario.stance.drawn
    shares = run.forecast["endings"]
    leading = max(shares, key=lambda name: float(shares[name]["p"]))
    leader = tuple(ENDINGS).index(leading)
    apart = _apart(run)
    found = [(pair, one, *_ends(one, leader)) for pair, one in _believed(run, pairs)]
    found.sort(key=lambda row: -abs(row[3] - row[2]))
    errors = standard_normal(1.0 - 0.025 / max(len(found), 1))
    crux = None
    for pair, one, low, high in found:
        if abs(high - low) >= LEAST_MOVE and abs(high - low) > errors * one.error(leader, apart):
            crux = _crux(run, pair, one, leader)
            break
    return {
        "schema": SCHEMA, "scenario": run.war.id, "as_of": run.war.scenario.as_of.isoformat(), "digest": run.digest,
        "leader": leading, "crux": crux,
        "moves": [
            {"pair": pair.id, "question": question(pair), "first": list(pair.first), "second": list(pair.second),
             "p_first": _round(low), "p_second": _round(high)}
            for pair, _, low, high in found
        ],
    }  # fmt: skip


def question(pair: RivalPair) -> str:
    """Return what a pair is about: the first part of its note, or its claims."""
    return pair.note.partition(";")[0].strip() or f"{' and '.join(pair.first)} or {' and '.join(pair.second)}"


def _believed(run: Run, pairs: tuple[RivalPair, ...]) -> Iterator[tuple[RivalPair, Believed]]:
    """Yield every pair of which both sets are held by enough courses to count them."""
    n = rows_of(run)
    tally = run.sample.tally
    label, length = (np.asarray(tally.values(name)[:n]) for name in ("label", "length_days"))
    draws = rival_draws(run.war.model, run.sample.members[:n], run.sample.seed)
    for q, pair in enumerate(pairs):
        second = draws[q]
        if min(second.sum(), n - second.sum()) >= LEAST_SHOWN:
            yield pair, Believed(
                second, 1.0 - pair.credence, label.astype(np.int64), length.astype(np.float64), float(run.sample.frame.horizon),
                run.sample.weighting,
            )  # fmt: skip


def _apart(run: Run) -> float:
    """Return the share of a run's courses that differ from each other [0-1]: less than one where they were copied."""
    n = rows_of(run)
    counts = np.unique(run.sample.members[:n], return_counts=True)[1]
    return min(1.0, effective_size(counts / n) / n)


def _ends(one: Believed, leader: int) -> tuple[float, float]:
    return float(one.endings(0.0)[leader]), float(one.endings(1.0)[leader])


def _crux(run: Run, pair: RivalPair, one: Believed, leader: int) -> dict[str, Any]:
    claims: Mapping[str, Any] = {claim.id: claim for claim in run.war.scenario.document.claims}
    against = HALTS if leader in VICTORIES else VICTORIES
    line = [one.endings(i / STEPS) for i in range(STEPS + 1)]
    curve = [(100.0 * i / STEPS, float(p[leader]), float(p[list(against)].sum())) for i, p in enumerate(line)]

    def camp(ids: list[str]) -> list[dict[str, str]]:
        return [{"id": name, "text": claims[name].text, "origin": claims[name].origin} for name in ids if name in claims]

    return {
        "pair": pair.id, "question": question(pair), "first": camp(pair.first), "second": camp(pair.second),
        "credence": _round(one.credence), "against": [e.spelling for e in against],
        "curve": [[_round(v) for v in row] for row in curve], "flip": flip_of(curve),
    }  # fmt: skip


def flip_of(curve: list[tuple[float, float, float]]) -> float | None:
    """Return the credence [per cent] at which the two outcomes of a line change places, None where they do not.

    ``curve``: credence, one outcome and the other, in rising order of credence.
    """
    for (c0, a0, b0), (c1, a1, b1) in itertools.pairwise(curve):
        before, after = a0 - b0, a1 - b1
        if before * after < 0.0 or (before != 0.0 and after == 0.0):
            return _round(c0 + (c1 - c0) * before / (before - after))
    return None


def _round(value: float) -> float:
    return float(f"{value:.6g}")
