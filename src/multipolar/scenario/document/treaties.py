"""Treaties, red lines and the designs for ending the war."""

from __future__ import annotations

from typing import Annotated, Literal

from multipolar.scenario.document.base import Block, Identifier, Score10, Share, Signed
from multipolar.scenario.quantity import Measure, Quantity
from multipolar.scenario.values import KnownOn, WrittenDate


class Treaty(Block):
    """An obligation with its scope: which soil it covers, what triggers it, how often such pacts are honoured."""

    id: Identifier
    name: str
    parties: list[str]
    signed: WrittenDate = ""
    kind: str
    trigger: str = ""
    scope: str = ""
    obliges: Identifier | None = None
    protects: Identifier | None = None
    covers_disputed: bool = False
    covers_recognised: bool = False
    consultation: bool = False
    multilateral: bool = False
    automaticity: Share = Quantity.of(0.0)
    reliability: Share = Quantity.of(0.3)
    obligation: str = ""
    source: str = ""
    note: str = ""


class RedLine(Block):
    """A step a power has named as intolerable: what it protects, how high, how far it is believed, the answer."""

    id: Identifier
    owner: Identifier
    protects: str
    trigger: Literal["recognised_soil", "own_forces", "power_entry", "design", "border_fighting", "sector"]
    against: list[Identifier] = []
    sectors: list[Identifier] = []
    entry_of: Identifier | None = None
    entry_side: Literal["A", "B"] | None = None
    designs: list[Identifier] = []
    threshold: Score10
    believed_by: list[Identifier] = []
    belief_mean: Score10 | None = None
    belief_sd: Annotated[Quantity, Measure("1", 0.01, 5.0)]
    answer: list[str]
    credibility: Share
    text: str = ""


class Settlement(Block):
    """A design for ending the war: ground, arrangement, enforcer, face, and what each power makes of it."""

    id: Identifier
    what: str
    territory: Literal["line_of_contact", "line_before", "five_then_seven", "contact_plus_districts", "all"]
    arrangement: Literal["none", "single_power", "joint_patrols", "multinational", "observers"]
    enforcers: list[str] = []
    outside_role: list[str] = []
    enforcement: Share
    status_clause: Literal["none", "open", "autonomy"] = "none"
    transport_links: bool = False
    face_A: Signed
    face_B: Signed
    part_worth: dict[str, Signed] = {}
    consent: list[str] = []
    guarantor_penalty: bool = False
    final: bool = True
    known_on: KnownOn | None = None
    note: str = ""
