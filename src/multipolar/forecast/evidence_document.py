"""The evidence file as its author writes it: dated reports, each with its source, grade and what it says."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from multipolar.forecast.outcome_document import Block
from multipolar.forecast.outcome_values import Date
from multipolar.scenario.document.base import Identifier

Kind = Literal["event", "non_event", "count", "range", "holds", "statement", "soft", "note"]
Reliability = Literal["A", "B", "C", "D", "E", "F"]
Teller = Literal["own", "enemy", "other"]
Rating = Literal["CC", "C", "N", "I", "II"]
RATINGS: dict[str, int] = {"CC": 2, "C": 1, "N": 0, "I": -1, "II": -2}
"""What an analyst says of a report under a claim: very consistent, consistent, neither, inconsistent, very inconsistent."""
Strength = Literal["act", "threat", "statement"]
Positive = Annotated[float, Field(gt=0.0)]
NotNegative = Annotated[float, Field(ge=0.0)]


class Report(Block):
    """One report: when what it tells of happened, when it was public, whose it is, how good, and what it says.

    ``event``, ``non_event``: that ``feature`` had, or had not, happened by ``event_date``. ``count``: a ``quantity`` with the log
    standard deviation ``error``. ``range``: that it lay between ``low`` and ``high``. ``holds``: that ``side`` held ``sector``.
    ``statement``: a word or act of a power that goes with ``feature``, by ``strength``. ``soft``: anything else that is ``ratio``
    times as likely where ``feature`` holds. ``note``: what the model has nothing to hold against; it moves nothing. ``by``: whose
    word it is, the side's own, its enemy's or another's. ``ratings``: what an analyst says of the report under claims; it moves
    nothing and stands beside what the courses say.
    """

    id: Identifier
    kind: Kind
    event_date: Date
    report_date: Date
    source: str
    reliability: Reliability
    credibility: Annotated[int, Field(ge=1, le=6)]
    disputed: bool = False
    text: str = ""
    feature: str = ""
    quantity: str = ""
    value: NotNegative | None = None
    low: NotNegative | None = None
    high: NotNegative | None = None
    error: Annotated[float, Field(gt=0.0, le=3.0)] | None = None
    sector: str = ""
    side: str = ""
    by: Teller = "other"
    strength: Strength | None = None
    ratio: Positive | None = None
    ratings: dict[Identifier, Rating] = Field(default_factory=dict)


class Evidence(Block):
    """Reports on one war, in any order."""

    format: Literal["multipolar-evidence/1"]
    scenario: Identifier
    title: str = ""
    note: str = ""
    reports: list[Report]
