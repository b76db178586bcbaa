"""Numbers of a fact pack as the scenario file writes them, and the list of what had to be guessed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from multipolar.data.pack import PackNumber

Block = dict[str, Any]
DEFAULTS = "import_defaults"
"""Key of the source that every guessed number names."""
TAILS = 1.4625
"""A triangle has 90 % between its 5 % and 95 % points when its arms are this much longer than they reach."""


@dataclass(slots=True)
class Guesses:
    """What a pack does not say and the importer assumed, in the order of the scenario file."""

    rows: list[str] = field(default_factory=list)

    def add(self, path: str, said: str) -> None:
        """Note that the value at ``path`` of the scenario is an assumption."""
        self.rows.append(f"{path}: {said}")


def widened(values: tuple[float, float, float], *, low: float, high: float) -> list[float]:
    """Return the triangle [low, mode, high] whose 90 % range is about the pack's, kept within ``low`` and ``high``.

    A pack states low and high as a 90 % range; a triangle with these ends would be too narrow by a third.
    """
    first, mode, last = values
    left = max(low, mode - TAILS * (mode - first))
    right = min(high, mode + TAILS * (last - mode))
    return [tidy(min(left, mode)), tidy(mode), tidy(max(right, mode))]


def tidy(value: float) -> float:
    """Return a number with four significant digits."""
    return float(f"{value:.4g}")


def number(found: PackNumber, unit: str, *, low: float = 0.0, high: float = 1e12, factor: float = 1.0) -> Block:
    """Return a pack's number as the scenario file writes it: triangle, unit, sources, grade, note."""
    first, mode, last = (value * factor for value in found.low_mode_high)
    triangle = widened((first, mode, last), low=low, high=high)
    spread: Any = triangle if triangle[2] > triangle[0] else triangle[1]
    out: Block = {"v": spread} | ({"unit": unit} if unit != "1" else {})
    return out | {"source": list(found.s) or ["pack"], "grade": found.g} | ({"note": found.note} if found.note else {})


def guess(value: Any, unit: str = "1", note: str = "") -> Block:
    """Return an assumed number: grade J, its source the importer's defaults."""
    out: Block = {"v": value} | ({"unit": unit} if unit != "1" else {})
    return out | {"source": [DEFAULTS], "grade": "J"} | ({"note": note} if note else {})


def around(value: float, spread: float, *, low: float = 0.0, high: float = 1.0) -> Any:
    """Return a triangle of half-width ``spread`` around a judged value, kept within its bounds."""
    ends = [tidy(max(low, value - spread)), tidy(min(max(value, low), high)), tidy(min(high, value + spread))]
    return ends if ends[2] > ends[0] else ends[1]


def mode_of(found: PackNumber | None, default: float = 0.0) -> float:
    """Return the most likely value of a number that may be missing."""
    return default if found is None else found.mode


def mentions(texts: Iterable[object], *words: str) -> bool:
    """Return whether one of some texts holds one of some words, whatever their case."""
    whole = " ".join(str(text) for text in texts).lower()
    return any(word in whole for word in words)
