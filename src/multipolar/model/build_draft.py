"""What the builders pass along while a scenario becomes records."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from multipolar.model.labels import Labels
from multipolar.model.plan import PlanBuilder
from multipolar.scenario.document import Document
from multipolar.scenario.quantity import Quantity

FAR = 1e6
"""A day that never comes [days]."""
SIDE_KEYS = ("A", "B")


@dataclass(slots=True)
class Draft:
    """A model in the making: the document read, the labels, the SCENARIO record, the plan, and notes for the reader."""

    document: Document
    labels: Labels
    sc: Any
    plan: PlanBuilder
    notes: list[str] = field(default_factory=list)

    def sector(self, name: str | None) -> int:
        """Return the index of a sector, -1 for none or a place outside the theatre."""
        return self.labels.sectors.index(name) if name in self.labels.sectors else -1

    def power(self, name: str | None) -> int:
        """Return the index of a power, -1 for none."""
        return self.labels.powers.index(name) if name in self.labels.powers else -1

    def actor(self, name: str) -> int:
        """Return the index of an actor on axis x, -1 for none."""
        side = self.labels.side(name)
        return side if side >= 0 else (2 + self.power(name) if self.power(name) >= 0 else -1)


def middle(quantity: Quantity | None, default: float = 0.0) -> float:
    """Return the median of a number, or the default where the scenario gives none."""
    return default if quantity is None else quantity.distribution.median()


def code(names: tuple[str, ...], name: str) -> int:
    """Return the place of a name in an ordered list of codes."""
    return names.index(name)
