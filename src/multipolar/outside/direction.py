"""Which side is favoured if one is: a logit on the economies and the forces of the two sides."""

from __future__ import annotations

import math

import numpy as np

from multipolar.outside.constants import BALANCE_MOST, BALANCE_SLOPE, ECONOMY_MOST, ECONOMY_SLOPE, EDGE
from multipolar.scenario.document import Document
from multipolar.scenario.quantity import Quantity


def balance_of(document: Document) -> float:
    """Return b = ln of men in theatre x quality, A over B, from the middles of the document's numbers [1]."""
    strength = [
        document.forces[side].in_theatre.distribution.median() * document.belligerents[side].quality.distribution.median()
        for side in ("A", "B")
    ]  # fmt: skip
    return float(np.log(max(strength[0], 1.0) / max(strength[1], 1.0)))


def economy_of(document: Document) -> float | None:
    """Return y = 2 ln(GDP A / GDP B) - ln(people A / people B), ln of GDP x GDP per head [1]; None where a GDP is unknown."""
    side_a, side_b = document.belligerents["A"], document.belligerents["B"]
    gdp = _positive(side_a.economy.gdp), _positive(side_b.economy.gdp)
    people = _positive(side_a.population), _positive(side_b.population)
    if gdp[0] is None or gdp[1] is None or people[0] is None or people[1] is None:
        return None
    return 2.0 * math.log(gdp[0] / gdp[1]) - math.log(people[0] / people[1])


def _positive(quantity: Quantity | None) -> float | None:
    value = 0.0 if quantity is None else quantity.distribution.median()
    return value if value > 0.0 else None


def favoured(economy: float, balance: float, edge: float = EDGE.value) -> float:
    """Return P(A favoured | one side is) = logistic(a + c_y y + c_b b), y and b bounded [1]; ``edge``: a, below 0 if B opened."""
    y = min(max(economy, -ECONOMY_MOST.value), ECONOMY_MOST.value)
    b = min(max(balance, -BALANCE_MOST.value), BALANCE_MOST.value)
    return 1.0 / (1.0 + math.exp(-(edge + ECONOMY_SLOPE.value * y + BALANCE_SLOPE.value * b)))
