"""The units an analyst may write, a small fixed table: men, machines, tonnes, kilometres, days, dollars, shares.

A unit is spelled `a b/c`: words multiply, each slash divides by the word or compound (`soldier-day`) behind it.
Shares, probabilities and percentages are one kind; a logit, a utility, an index and a level are scales of their own,
which a plain number (`1`) can stand for but which do not convert into each other.
"""

from __future__ import annotations

import difflib
import math
import re
from dataclasses import dataclass
from functools import lru_cache

from multipolar.reading import read_number, split_number

__all__ = [
    "UNITS",
    "Unit",
    "UnitError",
    "convert",
    "nearest_unit",
    "parse_quantity_text",
    "read_share",
    "same_dimension",
    "unit_of",
]

Dimension = tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measure: its spelling, what it measures, and how many base units it holds."""

    text: str
    dimension: Dimension
    factor: float


class UnitError(ValueError):
    """A unit that is not in the table, or two that measure different things; `code` tells which."""

    def __init__(self, message: str, *, code: str, nearest: tuple[str, ...] = ()) -> None:
        """Keep the kind of fault and the nearest known units."""
        super().__init__(message)
        self.code = code
        self.nearest = nearest


SCALES = ("logit", "utility", "index", "level")
"""Numbers without a unit that still are not shares."""

_KINDS: dict[str, dict[str, float]] = {
    "": {
        "1": 1.0, "share": 1.0, "shares": 1.0, "probability": 1.0, "ratio": 1.0, "factor": 1.0, "odds": 1.0,
        "count": 1.0, "percent": 0.01, "%": 0.01, "permille": 1e-3, "k": 1e3, "thousand": 1e3, "10k": 1e4,
        "M": 1e6, "million": 1e6, "bn": 1e9, "billion": 1e9,
    },
    "person": {"persons": 1.0, "person": 1.0, "people": 1.0, "men": 1.0, "soldiers": 1.0, "soldier": 1.0},
    "item": {"items": 1.0, "item": 1.0, "aircraft": 1.0, "drones": 1.0, "drone": 1.0, "vehicles": 1.0},
    "battery": {"batteries": 1.0, "battery": 1.0},
    "round": {"rounds": 1.0, "round": 1.0, "shells": 1.0},
    "mass": {"t": 1.0, "tonnes": 1.0, "tonne": 1.0, "tons": 1.0, "kg": 1e-3, "kt": 1e3},
    "volume": {"barrel": 1.0, "barrels": 1.0},
    "length": {"km": 1.0, "m": 1e-3},
    "area": {"km2": 1.0, "ha": 0.01},
    "time": {
        "days": 1.0, "day": 1.0, "d": 1.0, "hours": 1 / 24, "hour": 1 / 24, "h": 1 / 24, "weeks": 7.0, "week": 7.0,
        "months": 30.4375, "month": 30.4375, "years": 365.25, "year": 365.25,
    },
    "money": {"USD": 1.0, "MUSD": 1e6, "kUSD": 1e3},
    **{scale: {scale: 1.0} for scale in SCALES},
}  # fmt: skip

_ATOMS: dict[str, tuple[str, float]] = {name: (kind, factor) for kind, names in _KINDS.items() for name, factor in names.items()}

UNITS: tuple[str, ...] = (
    "1", "share", "percent", "probability", "per 10k", "logit", "utility", "index", "level",
    "persons", "persons/day", "persons/100 rounds", "men/km", "items", "items/day", "items/drone-day", "batteries",
    "rounds", "rounds/day", "t", "t/day", "kg", "kg/soldier-day", "km", "km2", "km/day", "m",
    "days", "weeks", "months", "years", "1/day", "1/week", "1/month", "1/year", "share/day", "percent/day",
    "USD", "M USD", "bn USD", "M USD/day", "USD/barrel",
)  # fmt: skip
"""The usual spellings, for messages and completion; other combinations of the same words are understood too."""


LONGEST = 60
"""Characters of the longest unit; a longer text behind a number is no unit."""


def _spelled(text: str) -> str:
    text = text.strip().replace("²", "2").replace("·", " ").replace("*", " ").replace("km^2", "km2")
    text = re.sub(r"(^|\s)per\s+", "/", text)
    return re.sub(r"\s*/\s*", "/", text)


def _atom(word: str, text: str, *, number: bool) -> tuple[str, float]:
    """Return what a word of a unit measures and how much; a ``number`` counts things, as in persons/100 rounds."""
    if word in _ATOMS and (number or word != "1"):
        return _ATOMS[word]
    if number and re.fullmatch(r"[0-9]{1,12}(\.[0-9]{1,12})?", word) and read_number(word) > 0.0:
        return "", read_number(word)
    near = nearest_unit(text)
    raise UnitError(f"unknown unit {text!r}", code="unknown-unit", nearest=near)


@lru_cache(maxsize=512)
def unit_of(text: str) -> Unit:
    """Return the unit that `text` spells.

    Raises
    ------
    UnitError : code ``unknown-unit``, with the nearest known spellings.
    """
    if len(text) > LONGEST:
        raise UnitError(f"unknown unit {text[:LONGEST]!r}...", code="unknown-unit")
    powers: dict[str, int] = {}
    factor = 1.0
    for place, term in enumerate(_spelled(text).split("/")):
        sign = 1 if place == 0 else -1
        words = re.split(r"[\s-]+", term) if term else ([] if place == 0 and "/" in _spelled(text) else [term])
        counts = place > 0 and (len(words) > 1 or text.strip().startswith("per "))
        for i, word in enumerate(words):
            kind, size = _atom(word, text, number=i == 0 and (counts or words == ["1"]))
            factor *= size**sign
            for part, power in (("length", 2),) if kind == "area" else ((kind, 1),):
                powers[part] = powers.get(part, 0) + sign * power
    dimension = tuple(sorted((kind, power) for kind, power in powers.items() if kind and power))
    if not 0.0 < factor < math.inf:
        raise UnitError(f"the unit {text!r} is too large or too small", code="unknown-unit")
    return Unit(text, dimension, factor)


def nearest_unit(text: str, n: int = 3) -> tuple[str, ...]:
    """Return up to `n` known spellings most like `text`, the nearest first."""
    folded = {unit.casefold(): unit for unit in UNITS} | {atom.casefold(): atom for atom in _ATOMS if len(atom) > 2}
    found = difflib.get_close_matches(text.strip().casefold(), list(folded), n=n, cutoff=0.5)
    return tuple(folded[key] for key in found)


def same_dimension(first: str, second: str) -> bool:
    """Tell whether two units measure the same thing; a plain number may stand for any scale.

    Raises
    ------
    UnitError : if either is unknown.
    """
    a, b = unit_of(first), unit_of(second)
    if a.dimension == b.dimension:
        return True
    plain, scale = (a, b) if a.text.strip() == "1" else (b, a)
    return plain.text.strip() == "1" and scale.dimension in {((name, 1),) for name in SCALES}


def convert(value: float, source: str, target: str) -> float:
    """Return `value` [source] as a number of [target].

    Raises
    ------
    UnitError : if a unit is unknown, or (code ``wrong-dimension``) the two measure different things.
    ValueError : if the result is no finite number.
    """
    if not same_dimension(source, target):
        raise UnitError(f"{value:g} {source} cannot be read as {target}: they measure different things", code="wrong-dimension")
    if source == target:
        return value
    exact = value * unit_of(source).factor / unit_of(target).factor
    if not math.isfinite(exact):
        raise ValueError(f"{value:g} {source} is too large to be written in {target}")
    return float(f"{exact:.15g}")  # 35 percent is 0.35, not 0.35...03


def parse_quantity_text(text: str) -> tuple[float, str | None]:
    """Return the number and the unit that a text such as ``900 t/day`` holds; None when it names no unit.

    Raises
    ------
    ValueError : if the text is not a number with its unit behind it.    UnitError : if the unit is unknown.
    """
    number, unit = split_number(text)
    if unit:
        unit_of(unit)
    return number, unit or None


def read_share(text: str) -> float:
    """Return the plain number that a text spells, such as ``0.6``, ``60 %`` or ``60 percent``: all three are 0.6.

    Raises
    ------
    ValueError : if it is no number.    UnitError : if its unit is unknown or measures something.
    """
    number, unit = parse_quantity_text(text)
    return number if unit is None else convert(number, unit, "1")
