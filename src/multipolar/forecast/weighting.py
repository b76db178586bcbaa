"""The weights of a run's courses: what makes the run and the outside view of its war one forecast.

Ending and length of the courses are pooled with those of past wars like this one; the courses are then weighted so that their
endings and lengths are the pool's. Every reader of the run counts with these weights, so that there is one probability of
everything. The shares as counted and those of the past wars stay beside it as marks.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import ENDINGS
from multipolar.errors import DataError, said
from multipolar.numerics.arrays import FloatArray, Records
from multipolar.outside.constants import WEIGHT
from multipolar.outside.pool import Members, Target, pooled
from multipolar.outside.tilt import SHARE_STEP, Weights, tilt
from multipolar.outside.view import OutsideView, outside_view
from multipolar.scenario.resolve import Scenario


@dataclass(frozen=True, slots=True)
class Weighting:
    """How the courses of a run are weighted toward the pool of the run and the outside view of its war.

    ``view``: the outside view; ``target``: the pool; ``tilt``: the weights (member,), which sum to one.
    """

    view: OutsideView
    target: Target
    tilt: Weights

    @property
    def weights(self) -> FloatArray:
        """The weight of every course (member,): their mean is one."""
        return self.tilt.w * len(self.tilt.w)

    @property
    def endings(self) -> FloatArray:
        """The published share of every ending (ending,): the pool's, also of endings that no course reached."""
        return np.asarray(self.target.at(max(self.tilt.share, SHARE_STEP)).sum(axis=1))

    @property
    def counted(self) -> dict[str, float]:
        """The share of every ending among the courses as counted, before any weight."""
        return _named(self.target.run)

    def plain(self) -> dict[str, Any]:
        """Return the weighting as plain values: the outside view, the marks beside the forecast, and what the weights cost."""
        return {
            **{key: value for key, value in self.view.plain().items() if key != "notes"},
            "who": self.view.who,
            "sentence": self.view.sentence,
            "counted": self.counted,
            "weight": self.target.weight,
            "share": self.tilt.share,
            "effective": self.tilt.ess,
            "worst_ratio": self.tilt.worst_ratio,
            "multipliers": dict(self.tilt.multipliers),
            "ridge": self.tilt.ridge,
            "missing": dict(self.tilt.missing),
            "notes": [*self.view.notes, *self.tilt.notes],
        }


def _named(cells: FloatArray) -> dict[str, float]:
    return dict(zip(ENDINGS, map(float, cells.sum(axis=1)), strict=True))


def weight_of(scenario: Scenario) -> float:
    """Return how far the outside view counts in a scenario's forecast [0-1]; 0 leaves the courses as counted."""
    stated = scenario.document.outside
    return WEIGHT.value if stated is None else float(stated.weight)


def weighting_of(scenario: Scenario, parts: Iterable[Records], weight: float | None = None) -> tuple[Weighting | None, str]:
    """Return the weighting of a run, and why there is none where there is none.

    Parameters
    ----------
    parts : outcomes of the run (member,) in member order, chunk by chunk; ``label`` and ``length_days`` are read.
    weight : how far the outside view counts [0-1], by default as the scenario says.
    """
    weight = weight_of(scenario) if weight is None else weight
    if weight == 0.0:
        return None, "the scenario gives past wars like this one no weight: shares are as counted"
    try:
        view = outside_view(scenario)
    except DataError as error:
        return None, f"past wars like this one are not known, so shares are as counted: {said(error)}"
    run = members_of(parts, float(scenario.document.horizon_days))
    target = pooled(run, view, weight)
    return Weighting(view, target, tilt(run, target)), ""


def members_of(parts: Iterable[Records], horizon: float) -> Members:
    """Return ending and length of the courses (member,) from their outcomes."""
    endings: list[NDArray[np.int64]] = []
    lengths: list[FloatArray] = []
    for out in parts:
        endings.append(np.array(out["label"], np.int64))
        lengths.append(np.minimum(np.array(out["length_days"], np.float64), horizon))
    return Members(np.concatenate(endings), np.concatenate(lengths), horizon)


def marks(weighting: Weighting | None) -> dict[str, Mapping[str, float]]:
    """Return the shares of endings that stand as marks beside the forecast: ``counted`` and of wars ``alike``; empty without."""
    return {} if weighting is None else {"counted": weighting.counted, "alike": weighting.view.endings}
