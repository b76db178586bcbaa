"""An invented run in whose answers the inputs are known: drivers and boxes can be tested without a course being lived."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np

from invented import population, war
from multipolar.engine import store as disk
from multipolar.forecast.document import count_sample
from multipolar.model.records import zeros

SEED = 7


def driven(monkeypatch: Any, members: int = 1_000, *, twins: int = 200, label: Any = None, wanted: int | None = None) -> Any:
    """Return a run of invented courses; ``label`` (member,): endings in place of invented ones."""
    found = war()
    out = population()[:members].copy()
    if label is not None:
        out["label"] = label
    twin = population(2)[:twins] if twins else zeros("OUTCOME", 0, found.model.capacity)
    sample = count_sample(
        found.scenario, found.model, iter([out]), members=np.arange(members), twins=twin, seed=SEED, wanted=wanted or members
    )
    store = SimpleNamespace(folder="x", manifest={"seed": SEED, "off": []})
    monkeypatch.setattr(disk, "outcomes_in_parts", lambda store, model, kind="main": iter([out[:300], out[300:]]))
    return SimpleNamespace(war=found, sample=sample, store=store, folder=Path("x"), digest="d" * 64, outcomes=out)
