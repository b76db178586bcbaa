"""The constants of the outside view: one table with value, unit, meaning, grade and source, the same for every war."""

from __future__ import annotations

from typing import NamedTuple


class Constant(NamedTuple):
    """A number of the outside view. Grade E is estimated from data, J judgement."""

    value: float
    unit: str
    meaning: str
    grade: str
    source: str

    @property
    def text(self) -> str:
        """The constant in one line."""
        return f"{self.value:g} [{self.unit}] {self.meaning}. Grade {self.grade}. Source: {self.source}."


SIXTEEN = "picked on the sixteen past wars of the library, coarsely"
SCALE = Constant(
    0.7, "1", "Factor on the days of a past war: lists count a war through lulls, the question is a round of fighting", "J", SIXTEEN
)
SPREAD = Constant(0.5, "ln days", "Spread of the normal kernel that smooths the length of a past war", "J", SIXTEEN)
OWN_SHARE = Constant(0.25, "1", "Share of the own type in the length of a civil war, the rest are interstate wars", "J", SIXTEEN)
OWN_LEAST = Constant(8, "wars", "Wars of the own type without which a civil war has interstate lengths alone", "J", "judgement")
SHRINKAGE = Constant(20, "wars", "Wars of all types that count as the type's own in the shares of kinds", "J", "judgement")
EDGE = Constant(
    0.3, "1", "Log odds that the side that opened the round is favoured, all else equal", "E", "Beckley 2018, .27 (.23)"
)
ECONOMY_SLOPE = Constant(
    0.3, "1", "Log odds by y, ln of GDP x GDP per head, A over B", "E", "Beckley 2018, .65 (.13), halved: guessed economies"
)
ECONOMY_MOST = Constant(4, "1", "Bound on the absolute value of y", "J", "judgement")
BALANCE_SLOPE = Constant(0.8, "1", "Log odds by b, ln of men x quality, A over B", "J", SIXTEEN)
BALANCE_MOST = Constant(2, "1", "Bound on the absolute value of b", "J", "judgement")
STATUS_QUO_AT_START = Constant(
    0.85, "1", "Share of halts near the lines that count as status quo where the round has just begun", "J", "taxonomy, softened"
)
STATUS_QUO_LATER = Constant(
    0.15, "1", "Share of halts near the lines that count as status quo where the war was already running", "J", "taxonomy, softened"
)
FLOOR = Constant(0.03, "1", "Share given to all seven endings in equal parts", "J", "judgement")
WEIGHT = Constant(0.5, "1", "Share of the outside view in the pool", "J", "equal weights are hard to beat, Clemen 1989")

CONSTANTS: dict[str, Constant] = {
    "scale": SCALE,
    "spread": SPREAD,
    "own_share": OWN_SHARE,
    "own_least": OWN_LEAST,
    "shrinkage": SHRINKAGE,
    "edge": EDGE,
    "economy_slope": ECONOMY_SLOPE,
    "economy_most": ECONOMY_MOST,
    "balance_slope": BALANCE_SLOPE,
    "balance_most": BALANCE_MOST,
    "status_quo_at_start": STATUS_QUO_AT_START,
    "status_quo_later": STATUS_QUO_LATER,
    "floor": FLOOR,
    "weight": WEIGHT,
}
"""Every constant by name; none is learned anew for a war."""
