"""Ask one feature of outcomes: of invented ones, or of blank ones that a test fills."""

from __future__ import annotations

from invented import population, war
from multipolar.forecast.features import FEATURES, Ask, frame_of
from multipolar.model.records import zeros


def ask(*args, closes=None, options=(), threshold=None, as_of=None):
    """Return a feature asked about in the invented war."""
    found = war(as_of)
    return Ask(frame_of(found.scenario, found.model), args, closes, options, threshold)


def read(name, *args, out=None, **more):
    """Return what the courses answer to a feature (member,)."""
    return FEATURES[name].compute(population() if out is None else out, ask(*args, **more))


def blank(n=1):
    """Return outcomes of courses in which nothing happened."""
    out = zeros("OUTCOME", n, war().model.capacity)
    out["design"] = -1
    out["stop"] = 6
    out["life_cut_day"] = out["entry_day"] = -1
    out["first_use"] = -1
    return out
