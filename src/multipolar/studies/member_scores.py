"""What one member adds to a score: forecasts of two variants on the same members, and the error that counting leaves.

A score is a function of shares and draws of all members, so that its error is found by drawing members again, the same
ones for both variants. Targets of different units are added as score over the uniform forecast's score: 1 is knowing
nothing, smaller is better.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import ARRANGEMENTS, ENDINGS, LEVELS
from multipolar.engine.chunk import Job
from multipolar.engine.ensemble import collect
from multipolar.forecast.document import count_sample, forecast_document, stamp_of
from multipolar.forecast.features import frame_of
from multipolar.forecast.outcome import Outcome, open_outcome, stamped
from multipolar.forecast.outcome_names import names_of
from multipolar.forecast.question import Asked, answers, open_questions
from multipolar.forecast.rules import weighted_crps
from multipolar.forecast.score.measures import crps, multi_brier
from multipolar.forecast.score.questions import truth_of_question
from multipolar.forecast.score.uniform import GRID, PEOPLE, uniform_sample
from multipolar.numerics.arrays import FloatArray, Records
from multipolar.scenario.quantity import NumberError
from multipolar.session.run import check_order, make_ready
from multipolar.session.run_files import Order, now
from multipolar.session.war import War
from multipolar.studies.paired import ERRORS, Progress

RESAMPLES = 400
BOOTSTRAP_SEED = 20200927


@dataclass(frozen=True, slots=True)
class Shares:
    """A target answered by shares: hits (member, case), weights of what happened (case,), and the constant of the score.

    score = scale (sum p^2 - 2 p t + constant): Brier for one case, the Brier score over categories for several.
    """

    target: str
    hits: FloatArray
    truth: FloatArray
    constant: float
    uniform: float
    scale: float = 1.0

    def score(self, weights: FloatArray) -> FloatArray:
        """Return the score under sets of weights (set, member): (set,)."""
        return self._of(np.asarray(weights @ self.hits))

    def single(self) -> FloatArray:
        """Return the score of every member as a forecast of its own: (member,)."""
        return self._of(self.hits)

    def _of(self, p: FloatArray) -> FloatArray:
        return np.asarray(self.scale * ((p**2).sum(axis=1) - 2.0 * p @ self.truth + self.constant))


@dataclass(frozen=True, slots=True)
class Number:
    """A target answered by a number (member,), scored by CRPS."""

    target: str
    values: FloatArray
    truth: float
    uniform: float

    def score(self, weights: FloatArray) -> FloatArray:
        """Return the score under sets of weights (set, member): (set,)."""
        return weighted_crps(self.values, self.truth, weights)

    def single(self) -> FloatArray:
        """Return the score of every member as a forecast of its own: (member,)."""
        return np.abs(self.values - self.truth)


Target = Shares | Number


def live_members(
    war: War, *, members: int, seed: int, threads: int | None = None, name: str = "courses", progress: Progress | None = None
) -> Records:
    """Return the outcomes of a war's first members; nothing is written to disk.

    Raises
    ------
    KeyboardInterrupt : when interrupted before all have lived.
    """
    check_order(Order(members, seed, threads=threads), war.recipe.off)
    make_ready(war, progress)
    told = None if progress is None else (lambda done, total: progress(name, done, total))
    found = collect(Job(war.model, members, seed, 0, 0, war.recipe.off), threads=threads, progress=told)
    if not found.complete:
        raise KeyboardInterrupt
    return found.outcomes


def outcome_after(war: War, out: Records, *, seed: int, file: Path | str | None = None) -> Outcome:
    """Return what happened in a war, opened only after the forecast of the members that lived has been stamped.

    Raises
    ------
    DataError : if nobody knows.
    """
    sample = count_sample(
        war.scenario, war.model, iter([out]), members=np.arange(out.shape[0]), twins=out[:0], seed=seed, off=war.recipe.off
    )
    document = forecast_document(sample)
    stamp = stamped(document, stamp_of(document), now())
    return open_outcome(war.id, stamp, file, names_of(war.scenario.document))


def one_hot(codes: NDArray[Any], size: int) -> FloatArray:
    """Return codes (member,) as hits (member, case)."""
    return np.asarray(np.asarray(codes, np.int64)[:, None] == np.arange(size), np.float64)


def _named(
    target: str, hits: FloatArray, names: Sequence[str], truth: Mapping[str, float], *, options: Sequence[str] = ()
) -> Shares:
    """Return a target of shares over names; the uniform forecast spreads over ``options``, by default over all names."""
    extra = [name for name in truth if name not in names]
    every = [*names, *extra]
    wide = np.concatenate([hits, np.zeros((hits.shape[0], len(extra)))], axis=1)
    even = options or names
    uniform = multi_brier(dict.fromkeys(even, 1.0 / len(even)), truth)
    return Shares(target, wide, np.array([truth.get(name, 0.0) for name in every]), sum(truth.values()), uniform)


def _yes(target: str, hits: NDArray[Any], happened: bool) -> Shares:
    truth = float(happened)
    return Shares(target, np.asarray(hits, np.float64)[:, None], np.array([truth]), truth, 0.25)


def targets_of(war: War, out: Records, outcome: Outcome) -> list[Target]:
    """Return everything that is known to have happened and that the model reaches, each target once, for given members."""
    frame = frame_of(war.scenario, war.model)
    known, found = outcome.answers(), list[Target]()
    for item in open_questions(war.scenario.document.questions, frame):
        if not item.outside and item.question.id in known:
            with suppress(NumberError):  # the library's answer to a question that a changed scenario asks otherwise
                found.append(_question(item, out, truth_of_question(item, known[item.question.id])))
    found += [*_endings(war, out, outcome), *_powers(war, out, outcome), *_changed(war, out, outcome)]
    return [*found, *_deaths(out, outcome, war.scenario.as_of.isoformat())]


def _question(item: Asked, out: Records, truth: bool | float | str) -> Target:
    values, name = answers(item, out), item.question.id
    if item.question.type == "binary":
        return _yes(name, values, bool(truth))
    if item.question.type == "categorical":
        return _named(name, one_hot(values, len(item.names)), item.names, {str(truth): 1.0}, options=item.question.options)
    return _number(name, values, float(truth), uniform_sample(item))


def _number(name: str, values: NDArray[Any], truth: float, uniform: FloatArray) -> Number:
    return Number(name, np.asarray(values, np.float32).astype(np.float64), truth, crps(uniform, truth))


def _endings(war: War, out: Records, outcome: Outcome) -> Iterable[Target]:
    if outcome.arrangement in ARRANGEMENTS:
        hits = one_hot(out["arrangement"], len(ARRANGEMENTS))
        yield _named("arrangement", hits, tuple(ARRANGEMENTS), {str(outcome.arrangement): 1.0})
    if outcome.end is None:
        return
    yield _named("ending", one_hot(out["label"], len(ENDINGS)), tuple(ENDINGS), {outcome.end.label: 1.0})
    days = outcome.end.length_days.get(war.scenario.as_of.isoformat())
    if days is not None:
        horizon = float(war.scenario.document.horizon_days)
        even = np.log1p((np.arange(GRID) + 0.5) / GRID * horizon)
        lengths = np.log1p(out["length_days"].astype(np.float64))
        yield _number("length_log", lengths, float(np.log1p(min(float(days), horizon))), even)


def _powers(war: War, out: Records, outcome: Outcome) -> Iterable[Target]:
    labels = war.model.labels.powers
    if outcome.brokered_by is not None:
        known = [p.id for p in war.scenario.document.powers if not p.dormant]
        hits = np.array([out["brokers"][:, labels.index(p)] > 0 for p in known], np.float64).T
        truth = np.array([float(p in outcome.brokered_by) for p in known])
        if known:
            yield Shares("brokers", hits, truth, float(truth.sum()), 0.25, 1.0 / len(known))
    for power, told in outcome.power_levels.items():
        if told.weights and power in labels:
            codes = out["level"][:, labels.index(power)]
            yield _named(f"level:{power}", one_hot(codes, len(LEVELS)), LEVELS, told.weights)


def _changed(war: War, out: Records, outcome: Outcome) -> Iterable[Target]:
    truth = outcome.changed_share.get(war.scenario.as_of.isoformat())
    if truth is not None:
        yield _number("changed_share", out["changed_share"], truth, (np.arange(GRID) + 0.5) / GRID)


def _deaths(out: Records, outcome: Outcome, as_of: str) -> Iterable[Target]:
    """Yield one target per side, of all deaths of the round or of those since the as-of date, as the outcome counts them."""
    even = np.log10(PEOPLE[0]) + (np.arange(GRID) + 0.5) / GRID * np.log10(PEOPLE[1] / PEOPLE[0])
    name = "deaths_total" if outcome.since == "round" else "deaths"
    if outcome.since == "as_of" and outcome.as_of not in (None, as_of):
        return
    for side, told in outcome.deaths.items():
        dead = np.log10(np.maximum(out[name][:, "AB".index(side)].astype(np.float64), 1.0))
        yield _number(f"{name}:{side}", dead, float(np.log10(max(told.middle, 1.0))), even)


def resampled(members: int, *, sets: int = RESAMPLES, seed: int = BOOTSTRAP_SEED) -> FloatArray:
    """Return weights of members (1 + set, member): the ensemble as it is first, then members drawn with replacement."""
    rng = np.random.default_rng(seed)
    drawn = rng.multinomial(members, np.full(members, 1.0 / members), size=sets) / members
    return np.concatenate([np.full((1, members), 1.0 / members), drawn])


def relative(targets: Sequence[Target], weights: FloatArray) -> FloatArray:
    """Return score over uniform score of every target under every set of weights: (target, set)."""
    return np.array([t.score(weights) / t.uniform for t in targets])


@dataclass(frozen=True, slots=True)
class Change:
    """A score in two variants on the same members: both values, the difference, its error from drawing members again."""

    base: float
    value: float
    error: float

    @property
    def difference(self) -> float:
        """The second minus the first: above zero the second variant is worse."""
        return self.value - self.base

    @property
    def sure(self) -> bool:
        """Tell whether the difference is more than two of its errors, and more than rounding."""
        return abs(self.difference) > ERRORS * self.error and abs(self.difference) > 1e-12

    def plain(self) -> dict[str, Any]:
        """Return the change as plain values."""
        return {
            "base": round(self.base, 6),
            "value": round(self.value, 6),
            "difference": round(self.difference, 6),
            "error": round(self.error, 6),
            "sure": self.sure,
        }


def change(base: FloatArray, value: FloatArray) -> Change:
    """Return the change between two scores over the same sets of weights (1 + set,), the ensemble as it is first."""
    gaps = (value - base)[1:]
    return Change(float(base[0]), float(value[0]), float(gaps.std(ddof=1)))


def changes(base: FloatArray, other: FloatArray, names: Sequence[str]) -> dict[str, Any]:
    """Return the change of the mean relative score and of every target that surely moved: (target, set) each."""
    each = {name: change(base[i], other[i]) for i, name in enumerate(names)}
    moved = sorted((name for name, c in each.items() if c.sure), key=lambda name: -abs(each[name].difference))
    return {
        "score": change(base.mean(axis=0), other.mean(axis=0)).plain(),
        "targets": {name: each[name].plain() for name in moved},
    }
