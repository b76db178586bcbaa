"""What a forecast is frozen with: questions and answers, counts, and sorted draws; its digest is part of the stamped forecast."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.forecast.document import Sample
from multipolar.forecast.outcome_names import names_of
from multipolar.forecast.question import Asked, answer

SCHEMA = "multipolar-frozen/1"
MOST_DRAWS = 10_000
"""Draws kept of a number; of larger ensembles as many evenly spaced quantiles, which is said in the file."""


def packed(values: NDArray[Any]) -> dict[str, Any]:
    """Return the sorted draws of a number as distinct values and how often each came, exact up to ``MOST_DRAWS`` draws."""
    ordered = np.sort(np.asarray(values, np.float32))
    exact = ordered.size <= MOST_DRAWS
    if not exact:
        ordered = ordered[((np.arange(MOST_DRAWS) + 0.5) / MOST_DRAWS * ordered.size).astype(np.int64)]
    found, counts = np.unique(ordered, return_counts=True)
    plain = [float(str(value)) for value in found]
    return {"exact": exact, "values": plain, "counts": counts.tolist()}


def unpacked(kept: Mapping[str, Any]) -> NDArray[np.float32]:
    """Return the sorted draws that were packed: (draw,)."""
    return np.repeat(np.asarray(kept["values"], np.float32), np.asarray(kept["counts"], np.int64))


def frozen_question(item: Asked, sample: Sample) -> dict[str, Any]:
    """Return one question with its criteria, its options and what the ensemble answers."""
    plain = item.question.model_dump(mode="json")
    return plain | {"outside": item.outside, "names": list(item.names), "answer": answer(item, sample.tally)}


def frozen_core(
    sample: Sample, *, facts: Mapping[str, Any], months: Mapping[str, NDArray[np.int64]] | None = None
) -> dict[str, Any]:
    """Return what a forecast is frozen with: questions, counts and draws of a counted ensemble, and what they are of.

    Its digest is part of the stamped forecast (``run_facts.core``), so that the stamp holds for all of it.

    Parameters
    ----------
    facts : version, digest, scenario_digest, seed, wanted, status and whatever else tells where it comes from.
    months : draws of deaths by calendar month, where days were kept.
    """
    tally, document = sample.tally, sample.scenario.document
    content = {
        "schema": SCHEMA,
        **facts,
        "scenario": sample.scenario.id,
        "title": document.title,
        "as_of": sample.scenario.as_of.isoformat(),
        "round_start": document.round_start.isoformat(),
        "horizon_days": document.horizon_days,
        "members": tally.n,
        **({} if tally.effective is None else {"effective": tally.effective}),
        "bundle": sample.scenario.stance.bundle,
        "mechanisms_off": list(sample.off),
        "powers_known": [{"id": p.id, "dormant": p.dormant, "level": p.level} for p in document.powers],
        "names": names_of(document).plain(),
        "questions": [frozen_question(item, sample) for item in sample.questions],
        "counts": {
            "hits": dict(tally.hits),
            "codes": {name: codes.tolist() for name, codes in tally.codes.items()},
        },
        "draws": {name: packed(tally.drawn(name)) for name in tally.parts if name != "label"},
        "country_months": {name: draws.tolist() for name, draws in (months or {}).items()},
    }
    plain: dict[str, Any] = json.loads(json.dumps(content, allow_nan=False))
    return plain
