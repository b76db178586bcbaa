"""Courses on a day whose STATE and PARAMS are set by hand, and reports on them."""

from __future__ import annotations

from typing import Any

import numpy as np

from invented import war
from multipolar.engine.simulate import series_dtype
from multipolar.forecast.evidence_document import Report
from multipolar.forecast.features.base import frame_of
from multipolar.forecast.seen import Day
from multipolar.model.records import zeros


def day(count: int = 4, at: int = 2) -> Day:
    """Return courses of the flagship on day ``at`` with nothing in them but days that never came."""
    found = war()
    st, params = zeros("STATE", count, found.model.capacity), zeros("PARAMS", count, found.model.capacity)
    for name in ("first_use", "entry_day", "life_cut_day", "life_fire_day", "red_crossed", "red_answered"):
        st[name] = -1
    for name in ("own_loss_reporting", "enemy_claim", "visual_detection"):
        params[name] = 1.0
    frame = frame_of(found.scenario, found.model)
    return Day(st, params, frame, np.zeros(count, series_dtype(frame.horizon, len(found.model.labels.sectors))), at)


def report(kind: str, **said: Any) -> Report:
    """Return a confirmed report of a reliable source on 18 October."""
    whole = {
        "id": "r", "kind": kind, "event_date": "2020-10-18", "report_date": "2020-10-18", "source": "S", "reliability": "A",
        "credibility": 1, **said,
    }  # fmt: skip
    return Report.model_validate(whole)
