"""What the numbers of the library's wars are like, key by key, and how far a war lies beyond what forecasts were tested on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import BaseModel

from multipolar.scenario.calibrated import calibration
from multipolar.scenario.document import Document
from multipolar.scenario.nodes import Path


@dataclass(frozen=True, slots=True)
class Typical:
    """What the wars of the library have under a key: least, lower quarter, middle, upper quarter and greatest value in ``unit``.

    ``values`` numbers from ``wars`` wars, the middle of each where the file states a distribution; eight in ten lie from
    ``lowest_tenth`` to ``highest_tenth``. ``by_war``: the middle of the numbers of each war, by its name in the library.
    """

    key: str
    unit: str
    least: float
    lowest_tenth: float
    low: float
    middle: float
    high: float
    highest_tenth: float
    greatest: float
    values: int
    wars: int
    by_war: Mapping[str, float]

    @property
    def text(self) -> str:
        """The values in one sentence."""
        unit = "" if self.unit in {"1", ""} else f" {self.unit}"
        return (
            f"typical {self.key}: {self.low:,g} to {self.high:,g}{unit}, middle {self.middle:,g} (half of {self.values} values in "
            f"{self.wars} past wars; least {self.least:,g}, greatest {self.greatest:,g})"
        )


def key_of(document: BaseModel, path: Path) -> str:
    """Return a path of a document with ``*`` for every name and place that differs from war to war: ``forces.*.tanks``."""
    here: Any = document
    parts = []
    for part in path:
        if isinstance(here, BaseModel):
            parts.append(str(part))
            here = getattr(here, str(part))
        else:
            parts.append("*")
            here = here[part]
    return ".".join(parts)


@cache
def typical() -> Mapping[str, Typical]:
    """Return the typical values by key."""
    rows = calibration("typical")["keys"]
    return {key: Typical(key=key, **row) for key, row in rows.items()}


def typical_of(word: str) -> Iterator[Typical]:
    """Yield the typical values of every key that ends in a word, the more often stated ones first."""
    found = [
        one for key, one in typical().items() if word in (part := key.split("."))[-1:] or (part[-1] == "*" and word in part[-2:])
    ]
    yield from sorted(found, key=lambda one: (-one.values, one.key))


def scale_of(document: Document) -> dict[str, float]:
    """Return what says how large and how old a war is: men of both sides, sectors, days fought before the date, horizon [days]."""
    return {
        "men": sum(forces.in_theatre.distribution.median() for forces in document.forces.values()),
        "sectors": float(len(document.theatre.sectors)),
        "days_before": float((document.as_of - document.round_start).days),
        "horizon_days": float(document.horizon_days),
    }


WORDS: Mapping[str, str] = {
    "men": "{value:,.0f} men in the theatre",
    "sectors": "{value:.0f} sectors",
    "days_before": "{value:.0f} days of fighting before the as-of date",
    "horizon_days": "a horizon of {value:.0f} days",
}


def beyond_tested(document: Document) -> tuple[str, ...]:
    """Return in sentences where a war lies outside of the wars that forecasts were tested on: type, scale, length."""
    tested = calibration("typical")["tested"]
    notes = []
    kind = document.war_type
    if kind is not None and kind not in tested["war_types"]:
        notes.append(f"no war of the type {kind} is among the {tested['wars']} on which forecasts were tested")
    for name, value in scale_of(document).items():
        low, high = (float(bound) for bound in tested[name])
        if not low <= value <= high:
            found = WORDS[name].format(value=value)
            span = f"{low:,.0f} to {high:,.0f}" if low > 0.0 else f"at most {high:,.0f}"
            notes.append(f"{found}: the {tested['wars']} wars on which forecasts were tested had {span}")
    return tuple(notes)
