"""The words that the model understands, handed to the scenario layer as an argument so that it never looks upward."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from multipolar.scenario.document import OptionSpec

SIDE_VERBS: tuple[str, ...] = (
    "transit", "intel", "advise", "arm", "finance", "proxies", "air_cover", "covert_fire", "air", "ground",
    "protectorate", "deny_transit",
)  # fmt: skip
"""Verbs that help or hinder a belligerent in the field; no outside power can be their target."""


@dataclass(frozen=True, slots=True)
class Word:
    """One drawn number of the model: the axes it has (letters of the field table), its unit and its meaning."""

    dims: tuple[str, ...]
    unit: str
    meaning: str


Answer = Literal["yes", "number", "name"]
Argument = Literal[
    "side", "actor", "power", "sector", "lifeline", "place", "treaty", "red line", "linked theatre", "ending", "option",
    "date", "mark date", "mark day",
]  # fmt: skip
"""What the argument of a feature may name."""
ARGUMENTS: dict[Argument, str] = {
    "side": "A, B, or the id of a belligerent",
    "actor": "a side or a power",
    "power": "the id of an outside power",
    "sector": "the id of a sector",
    "lifeline": "the id of a lifeline",
    "place": "a sector or a lifeline",
    "treaty": "the id of a treaty",
    "red line": "the id of a red line",
    "linked theatre": "the id of a linked theatre",
    "ending": "a label of the taxonomy of endings",
    "option": "the id of an option that the power named before it may take",
    "date": "a day, such as 2020-11-10",
    "mark date": "a day on which the shares of the zone are kept",
    "mark day": "so many days after the as-of date, a day on which the shares of the zone are kept",
}
"""The kinds of arguments, each with what may be written there: a public list, which questions of others rest on."""


@dataclass(frozen=True, slots=True)
class FeatureWord:
    """What a question may ask of a finished course: the one declaration that both ``check`` and the counting read.

    ``answers`` with yes or no, a number [``unit``] or a name. ``takes`` one argument of each kind in order; with ``many``
    the last kind may be named again, with ``optional`` nothing need be named. ``threshold``: the feature itself compares
    with the question's threshold. ``until`` tells up to when it counts: the *end* of the forecast, the day the question
    *closes*, a *named* day, or *later* than the forecast looks. ``marked``: shares must be kept on the closing day.
    ``options`` says what the answers of a categorical question are made of.
    """

    meaning: str
    answers: Answer = "yes"
    unit: str = "1"
    takes: tuple[Argument, ...] = ()
    many: bool = False
    optional: bool = False
    threshold: bool = False
    until: Literal["end", "closes", "named", "later"] = "end"
    marked: bool = False
    options: Literal["", "brokers", "peacekeepers"] = ""


OTHER = "other"
NOBODY = "none"
STAY_OUT = "stay_out"
"""Doing nothing: always open to everybody, and never an act that a course could tell."""


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a scenario may name: drawn numbers, their fixed labels, options, effect primitives, question features.

    ``params`` maps each PARAMS field to its ``Word``; ``labels`` gives the labels of axes that every scenario shares
    (equipment ``k``, standard issues ``i``, mechanisms ``m``, ...); ``parameters`` maps each register name to the
    spelling of its prior; ``options`` holds the catalogue by template id, such as ``arm_{X}``; ``primitives``
    maps names to (unit, meaning); ``features`` names to their ``FeatureWord``; ``synonyms`` maps other spellings of verbs
    to the catalogue's; ``side_verbs`` can be aimed at a belligerent only; an option has at most ``max_effects`` effects;
    ``endings`` are the labels of the taxonomy; ``room`` says for how many of each thing the largest records have room.
    """

    params: Mapping[str, Word]
    labels: Mapping[str, tuple[str, ...]]
    parameters: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, OptionSpec] = field(default_factory=dict)
    primitives: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    features: Mapping[str, FeatureWord] = field(default_factory=dict)
    synonyms: Mapping[str, str] = field(default_factory=dict)
    side_verbs: tuple[str, ...] = SIDE_VERBS
    max_effects: int = 4
    endings: tuple[str, ...] = ()
    room: Mapping[str, int] = field(default_factory=dict)
