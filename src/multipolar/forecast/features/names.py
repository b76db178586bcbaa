"""Answers that are names: what a categorical feature shares with the others."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np

from multipolar.forecast.features.base import Ask, Values
from multipolar.scenario.vocabulary import OTHER


def with_other(ask: Ask) -> tuple[str, ...]:
    """Return the options of a question with the one that catches what none of them names."""
    return ask.options if OTHER in ask.options else (*ask.options, OTHER)


def coded(keys: Values, words: Callable[[int], str], names: tuple[str, ...]) -> Values:
    """Return keys (member,) as indices into names; ``words`` gives the name of each key that occurs."""
    unique, back = np.unique(keys, return_inverse=True)
    return np.array([names.index(words(int(key))) for key in unique], np.int16)[back]


def spelled(option: str, names: Sequence[str]) -> str:
    """Return an answer as the question spells it, whatever the order of the powers joined in it; `other` without one."""

    def parts(name: str) -> list[str]:
        return sorted(part.strip() for part in name.split("+"))

    return next((name for name in names if parts(name) == parts(option)), OTHER)
