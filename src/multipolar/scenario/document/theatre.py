"""The ground of the war: sectors, edges between them, its weather, and theatres linked to it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from multipolar.scenario.document.base import (
    Block,
    Identifier,
    Kilometres,
    Metres,
    Persons,
    Score10,
    Share,
    SquareKilometres,
    TonnesPerDay,
)
from multipolar.scenario.quantity import Measure, Quantity
from multipolar.scenario.values import Day, Plain, PlainShare, Whole


class Sector(Block):
    """A piece of ground: tens of kilometres, never a target."""

    id: Identifier
    name: str
    alt_names: list[str] = []
    tier: Annotated[Whole, Field(ge=1, le=3)] = 1
    contested: bool = True
    lat: Annotated[Plain, Field(ge=-90, le=90)]
    lon: Annotated[Plain, Field(ge=-180, le=180)]
    terrain: Literal["flat", "rolling", "rugged", "mountain"]
    cover: Literal["bare", "mixed", "wooded", "urban"] = "mixed"
    urban: bool = False
    elevation: Metres | None = None
    area: SquareKilometres
    value: Score10
    symbolic_value: Score10 = Quantity.of(0.0)
    weight: Annotated[Quantity, Measure("km2", 0.0, 1e7)] | None = None
    population: Persons = Quantity.of(0.0, unit="persons")
    share_A: Share
    line_before: Share | None = None
    preparation: Annotated[Quantity, Measure("1", 0.0, 3.0)]
    place_depth: Share = Quantity.of(0.5)
    source_of: Literal["A", "B"] | None = None
    open_rear: list[Literal["A", "B"]] = []
    gate: Annotated[Whole, Field(ge=0, le=10)] = 0
    recognised_soil_of: Literal["A", "B"] | None = None
    in_zone: bool = True
    district: bool = False
    borders: list[Identifier] = []
    note: str = ""


class Edge(Block):
    """A road, track, front or outside entry between two places."""

    id: Identifier
    a: Identifier
    b: Identifier
    kind: Literal["road", "track", "front", "closed", "ext_road", "ext_air", "ext_rail", "ext_sea"]
    name: str = ""
    length: Kilometres
    capacity: TonnesPerDay
    pass_height: Metres | None = None
    snow_closed: Share | None = None
    lifeline_of: Literal["A", "B"] | None = None
    lifeline: str = ""
    terrain: Literal["flat", "rolling", "rugged", "mountain", "air"] = "rolling"
    overlooked_by: Identifier | None = None
    gate: Annotated[Whole, Field(ge=0, le=10)] = 0
    supplier: Identifier | None = None
    military_open: bool = True
    transit: bool = False
    note: str = ""


class Theatre(Block):
    """The ground of the war."""

    sectors: list[Sector]
    edges: list[Edge]
    line_before_known: bool | None = None


class Climate(Block):
    """Long-run shares of weather states [1]; days keep their weather with probability ``persistence``."""

    clear: Annotated[PlainShare, Field(ge=0, le=1)] = 0.55
    overcast: Annotated[PlainShare, Field(ge=0, le=1)] = 0.30
    wet: Annotated[PlainShare, Field(ge=0, le=1)] = 0.15
    persistence: PlainShare = 0.5
    snow_from: Day | None = None
    snow_full: Day | None = None


class LinkedTheatre(Block):
    """Another theatre that the same patrons share."""

    id: Identifier
    name: str
    challenger: Identifier | None = None
    defender_patron: Identifier | None = None
    patrons: list[str] = []
    tension: Share = Quantity.of(0.3)
    base_rate: Annotated[Quantity, Measure("1/month", 0.0, 5.0)] | None = None
