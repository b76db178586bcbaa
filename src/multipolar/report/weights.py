"""One weight per course: the run's own, times what is believed, drawn to the pooled shares of endings; twin of the page's script.

w_m = t_m k_m g_e(m): t the run's weight; k the product over pairs of rival claims of c / c0 where the course holds the second set
and of (1 - c) / (1 - c0) where the first, c the chance believed and c0 the scenario's; g draws the shares of endings e to the pool
of the courses as believed and of past wars like this one, the weights nearest to t k in Kullback-Leibler divergence that do so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from multipolar.codes import ENDINGS
from multipolar.numerics.arrays import FloatArray
from multipolar.outside.pool import both_halts
from multipolar.outside.tilt import MOST_MARGIN_RATIO, SHARE_STEP
from multipolar.report.packing import Courses


@dataclass(frozen=True, slots=True)
class Weighted:
    """Weights of courses and what they say of endings.

    ``w`` (member,): their mean is the chance that courses carry; ``published``, ``counted`` (ending,): the shares of endings as
    published and as counted; what courses do not carry of the published ones is chance that past wars know and no course reached.
    """

    w: FloatArray
    published: FloatArray
    counted: FloatArray


def believed(c: Courses, credence: Mapping[str, float]) -> FloatArray:
    """Return the factor of every course (member,) for chances of the second sets of rival claims other than the scenario's."""
    factor = np.ones(c.count)
    for pair in c.rivals:
        now, own = credence.get(pair.id, pair.credence), pair.credence
        if now == own:
            continue
        second, first = now / own if own > 0.0 else 0.0, (1.0 - now) / (1.0 - own) if own < 1.0 else 0.0
        factor *= np.where(np.asarray(pair.second[: c.count], bool), second, first)
    return factor


def weighted(c: Courses, forecast: Mapping[str, Any], credence: Mapping[str, float]) -> Weighted:
    """Return the weights of the courses of a page for chances that rival claims hold, by id of the pair.

    ``forecast``: the document ``multipolar-forecast/1``, whose endings no belief moves where ``credence`` is empty.
    """
    ending = np.asarray(c.outcome["label"][: c.count], np.int64)
    outside = forecast.get("outside") or {}
    known = "endings" in outside
    share = max(float(outside.get("share", 0.0)), SHARE_STEP) if known else 0.0
    factor = believed(c, credence)
    before = np.bincount(ending, minlength=len(ENDINGS)) / c.count
    now = np.bincount(ending, factor, minlength=len(ENDINGS)) / max(factor.sum(), 1e-300)
    stated = _of(outside.get("counted"), before)
    moved = np.divide(stated * now, before, out=np.zeros(len(ENDINGS)), where=before > 0.0)
    counted = moved / max(moved.sum(), 1e-300)
    published = _of({name: e["p"] for name, e in forecast["endings"].items()}, before)
    if credence:
        mixed = (1.0 - share) * counted + share * _of(outside.get("endings"), before)
        published = both_halts(mixed[:, None])[:, 0] if known else mixed
    carried = np.minimum(published, MOST_MARGIN_RATIO * counted) if known else published
    w = c.each * factor
    mass = np.bincount(ending, w, minlength=len(ENDINGS))
    if not known:
        return Weighted(w * (c.count / max(w.sum(), 1e-300)), published, counted)
    scale = np.divide(carried * c.count, mass, out=np.zeros(len(ENDINGS)), where=mass > 0.0)
    return Weighted(w * scale[ending], published, counted)


def _of(named: Mapping[str, float] | None, other: FloatArray) -> FloatArray:
    return np.array([float((named or {}).get(name, other[e])) for e, name in enumerate(ENDINGS)])
