"""The step order: what happens first, what follows. A new mechanism is one file, and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from multipolar.declare.part import Mechanism
from multipolar.model.catalogue import CATALOGUE
from multipolar.numerics.chain import chain
from multipolar.numerics.jit import step

__all__ = ["ORDER", "simulate_day", "step_order", "steps_in_order"]

ORDER: tuple[str, ...] = (
    "weather",
    "snow",
    "options",
    "answers",
    "suppliers",
    "contact",
    "interdiction",
    "supply",
    "air",
    "munitions",
    "drones",
    "fires",
    "effort",
    "tempo",
    "assault",
    "pursuit",
    "breaks",
    "cohesion",
    "rout",
    "control",
    "reserves",
    "replacement",
    "displacement",
    "coercion",
    "finance",
    "reports",
    "will",
    "attention",
    "red_lines",
    "treaties",
    "decide",
    "alignment",
    "beliefs",
    "pressure",
    "truce",
    "bargain",
    "defeats",
    "rout_offer",
    "withdrawal",
    "lull",
    "endings",
)
"""The steps of a day, first to last, by the names that their mechanisms give them."""


def steps_in_order(order: Iterable[str], found: Iterable[Mechanism]) -> Mapping[str, Callable[..., None]]:
    """Return the steps of the day by name, first to last.

    Raises
    ------
    ValueError : naming the steps without a place in the order, and the places without a step or named twice.
    """
    steps = {name: function for mechanism in found for name, function in mechanism.steps.items()}
    names = list(order)
    missing, unplaced = sorted(set(names) - set(steps)), sorted(set(steps) - set(names))
    twice = sorted({name for name in names if names.count(name) > 1})
    if missing or unplaced or twice:
        raise ValueError(f"step order: no step for {missing}, no place for {unplaced}, named twice {twice}")
    return {name: steps[name] for name in names}


STEPS = steps_in_order(ORDER, CATALOGUE)

simulate_day = chain("simulate_day", tuple(STEPS.values()), ("sc", "p", "st", "key", "day"), step)
"""All steps of one day of one member, in order: a step like each of them."""


def step_order() -> tuple[str, ...]:
    """Return the names of the functions that make up a day, first to last."""
    return tuple(function.__name__ for function in STEPS.values())
