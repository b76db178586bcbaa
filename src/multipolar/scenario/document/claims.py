"""Claims of the analysis, their rivals, the bundles of them, and where statements come from."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from multipolar.scenario.document.base import Block, Identifier
from multipolar.scenario.values import KnownOn, PlainShare


class Source(Block):
    """Where a number or a statement comes from."""

    text: str
    grade: Literal["A", "B", "C", "D", "J"] = "C"
    seen: bool = True
    hindsight: bool = False
    known_on: KnownOn | None = None


class Effect(Block):
    """What a claim does to one drawn number: ``neutral`` when off, ``claimed`` at full strength, between by strength.

    ``target`` names a PARAMS field with labels, e.g. ``tie[RUS,ARM]`` or ``break_hazard``. ``op``: *scale* multiplies
    the drawn value (log scale where both ends are positive), *shift* adds, *value* replaces it.
    """

    target: str
    op: Literal["scale", "shift", "value"] = "scale"
    neutral: PlainShare
    claimed: PlainShare


class Claim(Block):
    """One statement of the analysis that can be switched off, weakened or replaced by its rival.

    ``strength`` runs from 0 (off, the neutral value) to 1 (in full) and is 1 where the file gives none; ``kind`` is a label
    that changes no number. In a rival pair it is the strength where the draw falls on the claim. ``credence`` of a claim in no
    pair is the chance that a member holds it. ``replaces`` names claims that are off once this one is chosen.
    """

    id: Identifier
    text: str
    kind: Annotated[
        Literal["CAP", "INT", "CON", "TIE", "RED", "OPT", "MEC", "FOR", "EST", "DIS"],
        Field(description="A label; it changes no number."),
    ]
    origin: str = "article"
    strength: Annotated[PlainShare, Field(ge=0, le=1, description="0 off to 1 in full; 1 where nothing is said.")] = 1.0
    replaces: list[Identifier] = []
    credence: Annotated[PlainShare, Field(ge=0, le=1)] | None = None
    rests_on: str = ""
    effects: list[Effect] = []
    observations: list[Identifier] = []
    questions: list[Identifier] = []
    test: str = ""
    outcome: str = ""
    inert_reason: str = ""


class RivalPair(Block):
    """Two sets of claims that cannot both hold: drawn per member, ``credence`` is the chance of ``first``.

    Choose a claim of one set and that set holds in every course; turn one off and the other set holds; turn one off in each
    set and neither holds.
    """

    id: Identifier
    first: list[Identifier]
    second: list[Identifier]
    credence: Annotated[PlainShare, Field(ge=0, le=1)] = 0.5
    note: str = ""


class Stance(Block):
    """A named bundle: one choice per claim. Unlisted claims keep the default choice."""

    id: Identifier
    text: str = ""
    strengths: dict[str, PlainShare | Literal["on", "off"]] = {}
    author: str = ""
