"""Reports known by the as-of date, and questions about what follows it."""

from __future__ import annotations

from typing import Literal

from multipolar.scenario.document.base import Block, Identifier, Number, Share
from multipolar.scenario.values import Day, KnownOn, Plain, PlainShare


class Report(Block):
    """What the world was told by the as-of date; never the truth. Start states are drawn from reports."""

    id: Identifier
    kind: Literal[
        "map_share",
        "claimed_place",
        "disproved_claim",
        "video_confirmed",
        "announced_dead",
        "claimed_enemy_dead",
        "claimed_equipment",
        "displaced",
        "truce_failed",
        "refused_offer",
        "fighters_present",
        "signal",
    ]
    date: Day
    known_on: KnownOn
    by: str = ""
    sector: Identifier | None = None
    side: Literal["A", "B"] | None = None
    value: Number | None = None
    item: str = ""
    trend_per_day: Number | None = None
    reliability: Share | None = None
    source: str = ""
    text: str = ""


class Question(Block):
    """Something the future will answer, with its resolution criteria and the feature of a course that answers it."""

    id: Identifier
    text: str
    type: Literal["binary", "continuous", "categorical"]
    as_of: list[Day]
    criteria: str = ""
    unit: str = "1"
    options: list[str] = []
    feature: str = ""
    threshold: Plain | None = None
    base_rate: Share | None = None
    base_rate_source: str = ""
    stated: dict[str, PlainShare | dict[str, PlainShare]] = {}
    closes: Day | None = None
