"""What the model says of each act that is open in a course that is played: many ways on from the present day, on the same luck.

The model knows how things stand in the course, which the player does not: what is told here is no report that the power would get.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import Ending
from multipolar.engine.ensemble import default_threads
from multipolar.engine.payoffs import payoffs_of
from multipolar.engine.simulate import conclude
from multipolar.engine.standing import change_option
from multipolar.errors import ArgumentError, QuestionError
from multipolar.numerics.arrays import FloatArray, Records
from multipolar.session.telling import ending_title
from multipolar.studies.paired import Progress, paired_difference
from multipolar.studies.play_shared import params_in, source_of

if TYPE_CHECKING:
    from multipolar.studies.play import Play

SCHEMA = "multipolar-advice/1"
ADVICE_COURSES = 500
LEAST_ADVICE, MOST_ADVICE = 20, 5_000
"""Bounds of the number of courses that are asked of each act."""
ADVICE_LUCK = 0xD1B54A32D192ED03
"""Added to the seed of the courses that go on from the present day: none of them has the luck of the course that is played."""


@dataclass(frozen=True, slots=True)
class Ways:
    """Ways on from one morning: codes of their endings (course,) and what they are worth to the power (course,) [utility]."""

    labels: NDArray[np.int64]
    payoffs: FloatArray


def ways_on(play: Play, params: Records, slot: int | None) -> Ways:
    """Return how courses go on from the present day of a play, an option taken up or ended first where one is named.

    ``params`` (course,): the played member's, once for each course; afterwards the model decides for the power too.
    """
    model, j = play.run.war.model, play.place
    now = play.states.copy()
    if slot is not None:
        change_option(model.sc, params[:1].copy(), now, j, slot, play.day)
    states = np.repeat(now, len(params))
    luck = (play.seed + ADVICE_LUCK) % 2**64
    outcomes = conclude(model.sc, params, states, play.day, seed=luck)
    return Ways(outcomes["label"].astype(np.int64), payoffs_of(model.sc, params, states)[:, j])


def advice(play: Play, courses: int = ADVICE_COURSES, progress: Progress | None = None) -> dict[str, Any]:
    """Return what the model says of each act open to the power of a play on its present day: ``multipolar-advice/1``.

    ``usual``: ``payoff`` [utility] and ``endings`` where the model decides for the power from now on. ``acts``, the best first:
    ``act, option, text``, and the difference that the act makes, taken today with everything else as usual and on the same luck:
    of ``payoff`` and of the chance of each ending, each with its paired standard error.

    Raises
    ------
    QuestionError : if the course is over.    ArgumentError : for too few or too many courses.
    """
    if play.over:
        raise QuestionError(f"the course is over since day {play.day}: nothing is left to choose")
    if not LEAST_ADVICE <= courses <= MOST_ADVICE:
        raise ArgumentError(f"courses=...: found {courses}, expected {LEAST_ADVICE} to {MOST_ADVICE:,}")
    options = play.run.war.model.labels.options[play.place]
    open_acts = [one for one in play.turns[-1].told["choices"] if one["option"]]
    params = np.repeat(params_in(source_of(play.run), play.member, 1), courses)
    slots: list[int | None] = [None, *(options.index(one["option"]) for one in open_acts)]
    found: list[Ways] = []
    with ThreadPoolExecutor(max_workers=min(default_threads(), len(slots))) as pool:
        waiting = [pool.submit(ways_on, play, params, slot) for slot in slots]
        try:
            for one in waiting:
                found.append(one.result())
                if progress is not None:
                    progress("acts", len(found), len(slots))
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    usual, *ways = found
    rows = [dict(one) | difference_of(play, usual, way) for one, way in zip(open_acts, ways, strict=True)]
    return {
        "schema": SCHEMA, "scenario": play.run.war.id, "digest": play.run.war.scenario.digest, "power": play.power,
        "name": play.names.actors[play.power], "day": play.day, "date": play.turns[-1].told["date"], "courses": courses,
        "usual": {"payoff": round(float(usual.payoffs.mean()), 6), "endings": shares_of(play, usual)},
        "acts": sorted(rows, key=lambda row: (-row["payoff"]["difference"], row["option"])),
    }  # fmt: skip


def shares_of(play: Play, ways: Ways) -> list[dict[str, Any]]:
    """Return the share of courses that come to each ending, the likeliest first: ``ending, title, p``."""
    codes, counts = np.unique(ways.labels, return_counts=True)
    rows = sorted(zip(codes.tolist(), counts.tolist(), strict=True), key=lambda row: (-row[1], row[0]))
    return [_named(play, code) | {"p": round(count / ways.labels.size, 6)} for code, count in rows]


def difference_of(play: Play, usual: Ways, ways: Ways) -> dict[str, Any]:
    """Return what an act changes: ``payoff`` and ``endings``, each with ``base, value, difference, error, moved``."""
    codes = np.union1d(usual.labels, ways.labels).tolist()
    rows = [_named(play, code) | _paired(usual.labels == code, ways.labels == code) for code in codes]
    return {"payoff": _paired(usual.payoffs, ways.payoffs), "endings": sorted(rows, key=lambda row: -abs(row["difference"]))}


def _paired(base: NDArray[Any], value: NDArray[Any]) -> dict[str, Any]:
    return dict(paired_difference("", base.astype(np.float64), value.astype(np.float64)).plain())


def _named(play: Play, code: int) -> dict[str, Any]:
    label = Ending.at(code).spelling
    return {"ending": label, "title": ending_title(label, play.names)}
