"""The outcome file as its author writes it: one block per part, unknown keys are errors."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict

from multipolar.forecast.outcome_values import (
    Count,
    Date,
    Days,
    Factor,
    Fraction,
    Measured,
    SignedFraction,
    Toll,
    Weight,
    scaled,
)

FORMAT = "multipolar-outcome/1"
Label = Literal[
    "knockout_A", "knockout_B", "ceasefire_gains_A", "ceasefire_gains_B", "status_quo_ante", "frozen_stalemate",
    "ongoing_180",
]  # fmt: skip
Level = Literal["out", "armed", "direct"]
Kind = Literal["none", "single_power", "joint_patrols", "multinational", "observers"]
Side = Literal["A", "B"]
Grade = Literal["A", "B", "C", "D", "J", ""]
Verdict = Literal["borne_out", "partly", "not_borne_out", "not_decidable"]


class Block(BaseModel):
    """A block of an outcome file: frozen, unknown keys refused."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False, defer_build=True)


class Resolved(Block):
    """The answer to one question, or ``void`` where it cannot be resolved; ``reason`` says why."""

    id: str
    answer: Any = None
    void: bool = False
    reason: str = ""
    resolved_on: Date = ""
    grade: Grade = ""


class End(Block):
    """How and when it ended."""

    label: Label
    soft: dict[Label, Weight] = {}
    length_days: dict[str, Days] = {}
    length_range: list[Days] = []
    first_ceasefire_days: Days | None = None
    date: Date | None = None
    censored_at_horizon: bool = False
    g: Grade = ""
    s: list[str] = []
    note: str = ""

    @property
    def weights(self) -> dict[str, float]:
        """The weight of each label: the doubt of resolvers, or all on the label."""
        return scaled({str(k): v for k, v in self.soft.items()}) or {str(self.label): 1.0}


class PowerLevel(Block):
    """The highest level of a power, with doubt where resolvers could honestly differ."""

    level: Level | None = None
    soft: dict[Level, Weight] = {}
    new: bool | None = None
    g: Grade = ""
    s: list[str] = []
    note: str = ""

    @property
    def weights(self) -> dict[str, float]:
        """The weight of each level."""
        return scaled({str(k): v for k, v in self.soft.items()}) or ({self.level: 1.0} if self.level else {})


class Dead(Block):
    """Military dead of one side: low, middle and high count [persons]."""

    v: Toll
    g: Grade = ""
    s: list[str] = []
    note: str = ""

    @property
    def middle(self) -> float:
        """The middle count [persons]."""
        return float(self.v[1])


class Target(Block):
    """One measured course of the war: what was measured, its value, the range of sources or the tolerance, and the source.

    ``measure`` is read by the study of targets; ``value`` is None where nobody published it.
    """

    measure: str
    value: Measured | None = None
    low: Measured | None = None
    high: Measured | None = None
    unit: str = "1"
    source: str = ""
    grade: Grade = ""


class Series(Block):
    """What happened day by day: ground A took [km2] from ``start`` on, and by how much dated deaths fall short of all."""

    start: str
    area_km2: list[Count] = []
    area_km2_low: list[Count] = []
    area_km2_high: list[Count] = []
    area_marks: list[str] = []
    dead_B_dated: list[Count] = []
    dead_B_factor: Factor = 1.0


class FailedTruce(Block):
    """A truce that failed: when it was called, by whom, and how long it held [days]."""

    date: Date
    by: str = ""
    held_days: Days | None = None


class Cited(Block):
    """A source that rows name under ``s``, and whether it was seen."""

    name: str
    seen: bool = True


class Outcome(Block):
    """What happened in one war, in the taxonomy of the back-tests.

    ``since`` says from when deaths are counted: the round's first day, or the as-of date. Lengths and shares of sectors
    that changed hands are given per as-of date. What is missing is not known, never zero.
    """

    format: Literal["multipolar-outcome/1"]
    scenario: str
    since: Literal["round", "as_of"] = "round"
    as_of: str | None = None
    end: End | None = None
    sectors_end: dict[str, Fraction] = {}
    changed_share: dict[str, Fraction] = {}
    net_share_A: dict[str, SignedFraction] = {}
    brokered_by: list[str] | None = None
    brokers_outside: list[str] = []
    arrangement: Kind | None = None
    design_reached: str | None = None
    power_levels: dict[str, PowerLevel] = {}
    deaths: dict[Side, Dead] = {}
    displaced: dict[str, Count] = {}
    truces_failed: list[FailedTruce] = []
    holders: dict[str, dict[str, str]] = {}
    series: Series | None = None
    questions: list[Resolved] = []
    claims: dict[str, Verdict] = {}
    targets: list[Target] = []
    sources: dict[str, Cited] = {}
    note: str = ""

    def answers(self) -> dict[str, bool | float | str]:
        """Return the answer to each resolved question; void ones have none."""
        return {question.id: question.answer for question in self.questions if not question.void}

    def voids(self) -> dict[str, Resolved]:
        """Return the questions that were declared void."""
        return {question.id: question for question in self.questions if question.void}
