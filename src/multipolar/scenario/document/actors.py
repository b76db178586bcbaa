"""Who takes part: the two belligerents and the outside powers, with their issues, interests and ties."""

from __future__ import annotations

from typing import Annotated, Literal

from multipolar.scenario.document.base import Block, Identifier, Kilometres, Money, MoneyPerDay, Persons, Share, Signed
from multipolar.scenario.quantity import Measure, Quantity

StandardIssue = Literal["side", "rival", "own_influence", "norm", "domestic", "economy", "other_theatres"]


class Issue(Block):
    """A dimension of the dispute; position 1 is what A wants, 0 what B wants."""

    id: Identifier
    text: str = ""
    ground: list[Identifier] | Literal["none", "all"] = "none"


class Interest(Block):
    """What an actor wants on one issue and how much it matters."""

    issue: Identifier
    position: Share
    salience: Share


class Economy(Block):
    """Liquid means and the running cost of the war for one actor."""

    gdp: Money | None = None
    reserves: Money | None = None
    credit: Money | None = None
    war_cost: MoneyPerDay | None = None
    energy_dependence: Share | None = None


class Belligerent(Block):
    """One side of the war: its will, quality, stakes and constraints."""

    id: Identifier
    name: str
    members: list[str] = []
    aims: list[str] = []
    will: Share
    quality: Share
    population: Annotated[Quantity, Measure("persons", 1e4, 2e9)]
    commitment: Share = Quantity.of(1.0)
    aim: Share = Quantity.of(1.0)
    surprise: Annotated[Quantity, Measure("1", 0.0, 3.0)] = Quantity.of(0.0)
    strategic_air: Share = Quantity.of(0.0)
    autonomy: Share = Quantity.of(0.5)
    leader_punishment: Annotated[Quantity, Measure("1", 0.0, 1.0)] | None = None
    optimism: Annotated[Quantity, Measure("1", -1.0, 1.0)] | None = None
    readiness: Share | None = None
    weakness: Annotated[Quantity, Measure("1", -3.5, 3.5)] | None = None
    interests: list[Interest] = []
    constraints: list[str] = []
    economy: Economy = Economy()
    energy_from: Identifier | None = None
    capability_share: Share | None = None
    note: str = ""


class Power(Block):
    """An outside power: stakes, ties, attention, access, leverage and the options open to it."""

    id: Identifier
    name: str
    dormant: bool = False
    tie_A: Signed
    tie_B: Signed
    side_position: Share | None = None
    salience: dict[StandardIssue, Share] = {}
    rivals: dict[str, Share] = {}
    interests: list[Interest] = []
    attention: Share = Quantity.of(0.5)
    access: Share = Quantity.of(0.5)
    access_kind: Literal["land", "sea", "air_only", "land_air", "gate", "none"] = "land"
    leverage_A: Share = Quantity.of(0.0)
    leverage_B: Share = Quantity.of(0.0)
    supplies_A: Share = Quantity.of(0.0)
    supplies_B: Share = Quantity.of(0.0)
    skill: Share = Quantity.of(0.5)
    acceptance: Share = Quantity.of(1.0)
    capability_share: Share | None = None
    distance: Kilometres | None = None
    neighbour: bool = False
    base_in: list[Literal["A", "B"]] = []
    level: Literal["out", "armed", "direct"] = "out"
    active: list[str] = []
    options: list[str]
    exclude: dict[str, str] = {}
    economy: Economy = Economy()
    exports_drones: bool = False
    linked_theatre: bool = False
    fears_fighters: bool = False
    energy_from: Literal["A", "B", "none"] = "none"
    forces_in_theatre: Persons | None = None
    note: str = ""


class Tie(Block):
    """How far two actors side with each other, -1 hostile to 1 fully behind."""

    a: Identifier
    b: Identifier
    tie: Signed
