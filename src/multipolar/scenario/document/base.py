"""Base of every block, and the numbers a block may hold: each with the unit it is read in and the range it allows."""

from __future__ import annotations

from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from multipolar.scenario.quantity import Measure, Quantity

Identifier = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_+-]{0,39}$")]
Share = Annotated[Quantity, Measure("1", 0.0, 1.0)]
Signed = Annotated[Quantity, Measure("1", -1.0, 1.0)]
Factor = Annotated[Quantity, Measure("1", 0.0, 1000.0)]
Score10 = Annotated[Quantity, Measure("1", 0.0, 10.0)]
Persons = Annotated[Quantity, Measure("persons", 0.0, 1e8)]
PersonsPerDay = Annotated[Quantity, Measure("persons/day", 0.0, 1e6)]
Items = Annotated[Quantity, Measure("items", 0.0, 1e5)]
Batteries = Annotated[Quantity, Measure("batteries", 0.0, 1e4)]
Tonnes = Annotated[Quantity, Measure("t", 0.0, 1e8)]
TonnesPerDay = Annotated[Quantity, Measure("t/day", 0.0, 1e6)]
Kilometres = Annotated[Quantity, Measure("km", 0.0, 2e4)]
SquareKilometres = Annotated[Quantity, Measure("km2", 0.0, 1e7)]
Metres = Annotated[Quantity, Measure("m", -500.0, 9000.0)]
Days = Annotated[Quantity, Measure("days", 0.0, 4000.0)]
Money = Annotated[Quantity, Measure("bn USD", -1000.0, 1e5)]
MoneyPerDay = Annotated[Quantity, Measure("M USD/day", 0.0, 1e5)]
Number = Annotated[Quantity, Measure("1", -1e9, 1e9)]


class Block(BaseModel):
    """A block of the scenario file: frozen, unknown keys refused; what reads it is built when first used."""

    model_config = ConfigDict(extra="forbid", frozen=True, populate_by_name=True, allow_inf_nan=False, defer_build=True)
