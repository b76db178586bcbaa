"""The words that the model understands, handed to the scenario layer as an argument so that it never looks upward."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

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


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What a scenario may name: drawn numbers, their fixed labels, options, effect primitives, question features.

    ``params`` maps each PARAMS field to its ``Word``; ``labels`` gives the labels of axes that every scenario shares
    (equipment ``k``, standard issues ``i``, mechanisms ``m``, ...); ``parameters`` maps each register name to the
    spelling of its prior; ``options`` holds the catalogue by template id, such as ``arm_{X}``; ``primitives`` and
    ``features`` map names to (unit, meaning) and to a meaning; ``synonyms`` maps other spellings of verbs to the
    catalogue's; ``side_verbs`` can be aimed at a belligerent only; an option has at most ``max_effects`` effects.
    """

    params: Mapping[str, Word]
    labels: Mapping[str, tuple[str, ...]]
    parameters: Mapping[str, str] = field(default_factory=dict)
    options: Mapping[str, OptionSpec] = field(default_factory=dict)
    primitives: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    features: Mapping[str, str] = field(default_factory=dict)
    synonyms: Mapping[str, str] = field(default_factory=dict)
    side_verbs: tuple[str, ...] = SIDE_VERBS
    max_effects: int = 4
