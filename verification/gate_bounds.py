"""What a gate asks of an effect, in words that a table can hold, and whether the effect meets it.

``up 0.05``, ``down 30%``, ``up x2``: direction and size (difference, share of the base, factor), and three paired standard
errors besides. ``either 0.03``: that far in either direction. ``not_down 0``: not below the base by more than this.
``inside 0.2 0.4``, ``at_most 0.1``, ``at_least 0.1``: the changed value alone. ``equal 0.02``, ``equal 5%``, ``equal 2se``,
``equal bits``: no further from the base than this; of several outcomes told at once each must hold, and standard errors are
widened so that all together fail as seldom as one would. ``moves 3``: at least one of several outcomes moves by so many
standard errors. ``not_below ROW``: not less than the effect of another row. ``and`` and ``or`` join two of them.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from scipy.stats import norm

from verification.gate_statistics import Effect, in_errors

ERRORS = 3.0
"""Paired standard errors that an effect with a direction must reach [1]."""
ROUNDING = 1e-9
"""What the last bits of a difference may add to it [1]."""
DIRECTIONS = {"up": 1.0, "down": -1.0, "either": 0.0}
VALUES = ("inside", "at_most", "at_least")
WORDS = (*DIRECTIONS, "not_down", *VALUES, "equal", "moves", "not_below")


@dataclass(frozen=True, slots=True)
class Size:
    """A size and what it is a size of: a difference, a share of the base, a factor, standard errors, or bits."""

    value: float
    kind: str = "difference"


@dataclass(frozen=True, slots=True)
class Bound:
    """One thing that is asked of an effect: the word, its sizes, and the row it is held against."""

    word: str
    sizes: tuple[Size, ...] = ()
    row: str = ""


@dataclass(frozen=True, slots=True)
class Bounds:
    """Bounds joined by ``and`` or ``or``; the text they were written as."""

    text: str
    parts: tuple[Bound, ...]
    any_of: bool = False

    @property
    def rows(self) -> tuple[str, ...]:
        """Rows whose effects are needed to judge."""
        return tuple(part.row for part in self.parts if part.row)


def size(text: str) -> Size:
    """Return a size from its text.

    Raises
    ------
    ValueError : for a text that is none.
    """
    if text == "bits":
        return Size(0.0, "bits")
    if text.endswith("se"):
        return Size(float(text[:-2]), "errors")
    if text.endswith("%"):
        return Size(float(text[:-1]) / 100.0, "relative")
    return Size(float(text[1:]), "factor") if text.startswith("x") else Size(float(text))


def bounds(text: str) -> Bounds:
    """Return what a gate asks from its text.

    Raises
    ------
    ValueError : for a word that is not known, or a wrong number of sizes.
    """
    words = text.split()
    any_of = "or" in words
    if any_of and "and" in words:
        raise ValueError(f"{text!r}: either and, or or")
    parts = text.split(" or ") if any_of else text.split(" and ")
    return Bounds(text, tuple(_bound(part.split(), text) for part in parts), any_of)


def _bound(words: list[str], text: str) -> Bound:
    word, *rest = words or [""]
    if word not in WORDS:
        raise ValueError(f"{text!r}: found {word!r}, known: {', '.join(WORDS)}")
    if len(rest) != (2 if word == "inside" else 1):
        raise ValueError(f"{text!r}: {word} takes {'two sizes' if word == 'inside' else 'one size'}")
    if word == "not_below":
        return Bound(word, row=rest[0])
    return Bound(word, tuple(size(one) for one in rest))


def meets(asked: Bounds, effects: Mapping[str, Effect], others: Mapping[str, Mapping[str, Effect]]) -> bool:
    """Tell whether the effects of a gate's outcomes are as asked; ``others``: effects of the rows it is held against."""
    told = [_holds(part, effects, others) for part in asked.parts]
    return any(told) if asked.any_of else all(told)


def _holds(part: Bound, effects: Mapping[str, Effect], others: Mapping[str, Mapping[str, Effect]]) -> bool:
    if not effects:
        return False
    if part.word == "moves":
        return any(abs(one.errors) >= part.sizes[0].value for one in effects.values())
    if part.word == "not_below":
        return all(one.difference >= others[part.row][name].difference for name, one in effects.items())
    return all(holds(part, one, len(effects)) for one in effects.values())


def holds(part: Bound, one: Effect, count: int = 1) -> bool:
    """Tell whether one effect of ``count`` told at once meets one bound."""
    first = part.sizes[0]
    if part.word in DIRECTIONS:
        return moved(DIRECTIONS[part.word], first, one)
    if part.word == "not_down":
        return one.difference >= -first.value
    if part.word == "at_most":
        return one.changed <= first.value
    if part.word == "at_least":
        return one.changed >= first.value
    if part.word == "inside":
        return first.value <= one.changed <= part.sizes[1].value
    return same(first, one, count)


def moved(sign: float, asked: Size, one: Effect) -> bool:
    """Tell whether an effect has a direction (0: either), a size, and three paired standard errors."""
    along = abs(one.difference) if sign == 0.0 else sign * one.difference
    if not (along > 0.0 and in_errors(along, one.error) >= ERRORS):
        return False
    if asked.kind == "factor":
        return beyond(asked.value, one.ratio)
    size_found = abs(one.relative) if asked.kind == "relative" else abs(one.difference)
    return bool(one.base == 0.0 and asked.kind == "relative") or size_found >= asked.value - ROUNDING


def beyond(factor: float, ratio: float) -> bool:
    """Tell whether a ratio is at least a factor above one, or at most one below; from nothing to something is beyond any."""
    if math.isnan(ratio):
        return factor > 1.0
    return ratio >= factor - ROUNDING if factor > 1.0 else ratio <= factor + ROUNDING


def same(asked: Size, one: Effect, count: int) -> bool:
    """Tell whether an effect stays within a size of the base."""
    if asked.kind == "bits":
        return not one.differing if one.differing is not None else one.difference == 0.0
    if asked.kind == "errors":
        return abs(one.errors) <= widened(asked.value, count)
    value = abs(one.relative) if asked.kind == "relative" else abs(one.difference)
    return value <= asked.value + ROUNDING


def widened(errors: float, count: int) -> float:
    """Return the standard errors at which the largest of ``count`` outcomes is as rare as one outcome at ``errors``."""
    return errors if count <= 1 else float(norm.isf(norm.sf(errors) / count))
