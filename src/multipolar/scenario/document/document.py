"""A whole scenario file."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from multipolar.scenario.document.actors import Belligerent, Issue, Power, Tie
from multipolar.scenario.document.base import Block, Identifier
from multipolar.scenario.document.claims import Claim, RivalPair, Source, Stance
from multipolar.scenario.document.forces import Forces
from multipolar.scenario.document.options import OptionSpec
from multipolar.scenario.document.postures import WrittenPosture
from multipolar.scenario.document.questions import Question, Report
from multipolar.scenario.document.theatre import Climate, LinkedTheatre, Theatre
from multipolar.scenario.document.treaties import RedLine, Settlement, Treaty
from multipolar.scenario.quantity import Quantity
from multipolar.scenario.values import Day, PlainShare, Whole

WarType = Literal["interstate", "extra", "intra-centre", "intra-local"]


class Outside(Block):
    """How far past wars like this one count beside the simulation."""

    weight: Annotated[PlainShare, Field(ge=0, le=1)] = 0.5


class Document(Block):
    """A whole scenario file."""

    format: Literal["multipolar-document/1"] = "multipolar-document/1"
    id: Identifier
    title: str
    description: str = ""
    conflict: Annotated[str, Field(max_length=80)] = ""
    as_of: Day
    as_of_dates: dict[str, str] = {}
    round_start: Day
    opened_by: Literal["A", "B"] = "A"
    phase: Literal["start", "escalation"] = "start"
    war_type: WarType | None = None
    outside: Outside | None = None
    horizon_days: Annotated[Whole, Field(ge=1, le=720)] = 180
    geometry: str | None = None
    climate: Climate = Climate()
    sources: dict[str, Source] = {}
    claims: list[Claim] = []
    fixed: Annotated[
        list[str],
        Field(description="Addresses of numbers that no claim moves unless it is chosen by itself; a setting adds its own."),
    ] = []
    rivals: list[RivalPair] = []
    bundles: list[Stance] = []
    parameters: dict[str, Quantity] = {}
    issues: list[Issue] = []
    belligerents: dict[Literal["A", "B"], Belligerent]
    powers: list[Power] = []
    ties: list[Tie] = []
    treaties: list[Treaty] = []
    red_lines: list[RedLine] = []
    theatre: Theatre
    forces: dict[Literal["A", "B"], Forces]
    options: list[OptionSpec] = []
    postures: list[WrittenPosture] = []
    settlements: list[Settlement] = []
    reports: list[Report] = []
    linked_theatres: list[LinkedTheatre] = []
    questions: list[Question] = []
    limits: list[str] = []
