"""What outside powers can do, composed of effect primitives."""

from __future__ import annotations

from typing import Annotated, Literal

from multipolar.scenario.document.base import Block, Days, Score10
from multipolar.scenario.quantity import Measure, Quantity


class OptionSpec(Block):
    """Something an outside power can do, composed of effect primitives; `{X}` in the id stands for the target.

    ``effects`` maps primitive names (`multipolar explain primitives`) to magnitudes.
    """

    id: str
    level: Literal["out", "armed", "direct"]
    text: str = ""
    effects: dict[str, Quantity] = {}
    delay: Days = Quantity.of(0.0, unit="days")
    needs: list[
        Literal[
            "ties_with_both", "border_or_base", "linked_theatre", "gatekeeper", "friend", "open_way", "reach", "land_or_sea",
            "host_turned", "host_consent",
        ]
    ] = []  # fmt: skip
    escalation: Score10 = Quantity.of(0.0)
    cost: Annotated[Quantity, Measure("1", 0.0, 5.0)] = Quantity.of(0.0)
    per: Literal["act", "week"] = "act"
    retaliation_by: list[str] = []
    wears_off: Days | None = None
    grade: Literal["A", "B", "C", "D", "J"] = "J"
    note: str = ""
