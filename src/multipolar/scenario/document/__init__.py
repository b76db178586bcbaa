"""The scenario file as the analyst writes it: one pydantic model per block, unknown keys are errors.

A ``Document`` is short and may lean on defaults; ``resolve`` turns it into an explicit ``Scenario``. Every number is a
``Quantity`` (scalar or distribution, with unit, source, grade and the claim it rests on); the unit a field expects and
the range it allows stand in its ``Measure``.
"""

from __future__ import annotations

from multipolar.scenario.document.actors import Belligerent, Economy, Interest, Issue, Power, StandardIssue, Tie
from multipolar.scenario.document.base import (
    Batteries,
    Block,
    Days,
    Factor,
    Identifier,
    Items,
    Kilometres,
    Metres,
    Money,
    MoneyPerDay,
    Number,
    Persons,
    PersonsPerDay,
    Score10,
    Share,
    Signed,
    SquareKilometres,
    Tonnes,
    TonnesPerDay,
)
from multipolar.scenario.document.claims import Claim, Effect, RivalPair, Source, Stance
from multipolar.scenario.document.document import Document, Outside, WarType
from multipolar.scenario.document.forces import Forces
from multipolar.scenario.document.options import OptionSpec
from multipolar.scenario.document.postures import WrittenPosture
from multipolar.scenario.document.questions import Question, Report
from multipolar.scenario.document.theatre import Climate, Edge, LinkedTheatre, Sector, Theatre
from multipolar.scenario.document.treaties import RedLine, Settlement, Treaty

__all__ = [
    "Batteries",
    "Belligerent",
    "Block",
    "Claim",
    "Climate",
    "Days",
    "Document",
    "Economy",
    "Edge",
    "Effect",
    "Factor",
    "Forces",
    "Identifier",
    "Interest",
    "Issue",
    "Items",
    "Kilometres",
    "LinkedTheatre",
    "Metres",
    "Money",
    "MoneyPerDay",
    "Number",
    "OptionSpec",
    "Outside",
    "Persons",
    "PersonsPerDay",
    "Power",
    "Question",
    "RedLine",
    "Report",
    "RivalPair",
    "Score10",
    "Sector",
    "Settlement",
    "Share",
    "Signed",
    "Source",
    "SquareKilometres",
    "Stance",
    "StandardIssue",
    "Theatre",
    "Tie",
    "Tonnes",
    "TonnesPerDay",
    "Treaty",
    "WarType",
    "WrittenPosture",
]
