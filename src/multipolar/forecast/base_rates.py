"""Base rates of past wars, as fitted to data: what somebody would say who knows only that there is a war."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from multipolar.errors import QuestionError
from multipolar.registry import nearest
from multipolar.scenario.calibrated import calibration


@dataclass(frozen=True, slots=True)
class Rate:
    """A base rate with its 90 % interval, the number of cases and where they come from."""

    value: float
    low: float
    high: float
    n: int
    source: str


def rate(path: str) -> Rate:
    """Return a base rate by its place in the table, e.g. ``war_gains_a_state/within_60_days``.

    Raises
    ------
    QuestionError : if the table has no such rate, with the nearest names.
    """
    name, *steps = path.split("/")
    table: Any = calibration("rates")["rates"]
    for step in (name, *steps):
        if not isinstance(table, Mapping) or step not in table:
            known = [str(key) for key in table] if isinstance(table, Mapping) else []
            hint = nearest(step, known)
            raise QuestionError(f"no base rate {path!r}: {step!r} is not there. {f'Did you mean {hint!r}?' if hint else ''}")
        table = table[step]
    if not isinstance(table, Mapping) or "value" not in table:
        raise QuestionError(f"no base rate {path!r}: it is a group of rates, not one")
    source = calibration("rates")["rates"][name]["source"]
    return Rate(float(table["value"]), float(table["low"]), float(table["high"]), int(table.get("n", 0)), str(source))


def p_longer_than(days: int, *, era: str = "since_1946") -> Rate:
    """Return how often interstate wars last longer than 7, 30, 60, 90, 180 or 365 days."""
    return rate(f"interstate_war_days/{era}/over_{days}")


def p_further_state(*, soon: bool = True) -> Rate:
    """Return how often an interstate war since 1946 gains a further state, within 60 days or ever."""
    return rate(f"war_gains_a_state/{'within_60_days' if soon else 'ever'}_since_1946")
