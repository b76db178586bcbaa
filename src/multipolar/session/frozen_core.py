"""What of a run is frozen beside its forecast, made when the run is stamped and again when it is frozen: the same bytes."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.engine import store as disk
from multipolar.engine.store import Store
from multipolar.errors import QuestionError
from multipolar.forecast.document import Sample
from multipolar.forecast.frozen_core import frozen_core
from multipolar.forecast.months import DRAWS, Calendar, country_months, draws_of, months_from
from multipolar.numerics.arrays import FloatArray
from multipolar.session.war import War


def core_of(war: War, store: Store, sample: Sample, *, digest: str, status: str) -> dict[str, Any]:
    """Return questions, counts and draws of a run, with what they are of."""
    manifest = store.manifest
    facts = {
        "version": manifest["version"], "digest": digest, "scenario_digest": war.scenario.digest, "seed": manifest["seed"],
        "wanted": manifest["members"], "status": status, "changes": manifest.get("changes", []), "recipe": manifest["recipe"],
    }  # fmt: skip
    return frozen_core(sample, facts=facts, months=kept_months(war, store, sample.tally.weights))


def months_in(war: War, store: Store, months: list[str] | None = None) -> dict[str, NDArray[np.float64]]:
    """Return deaths by side and calendar month from the days a run kept [persons]: (member, side) by month.

    Raises
    ------
    QuestionError : if the run kept no days, or a month lies outside the forecast.
    """
    members, series = disk.series_of(store, war.model)
    if not len(members):
        raise QuestionError(f"{store.folder}: holds no daily series, so deaths cannot be placed in months")
    document = war.scenario.document
    calendar = Calendar(document.round_start, war.scenario.as_of, document.horizon_days)
    return country_months(calendar, series["dead"], months or months_from(calendar))


def kept_months(war: War, store: Store, weights: FloatArray | None = None) -> dict[str, NDArray[np.int64]]:
    """Return the draws of deaths by month that are frozen; none where no days were kept.

    ``weights`` (member,): of the courses of the run in their order, of which the first kept their days.
    """
    try:
        found = months_in(war, store)
    except QuestionError:
        return {}
    return draws_of(found, min(DRAWS, *(values.shape[0] for values in found.values())), weights)
