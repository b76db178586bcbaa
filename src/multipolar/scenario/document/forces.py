"""What each side has in the theatre at the as-of date."""

from __future__ import annotations

from typing import Literal

from multipolar.scenario.document.base import (
    Batteries,
    Block,
    Days,
    Items,
    Number,
    Persons,
    PersonsPerDay,
    Share,
    Tonnes,
    TonnesPerDay,
)
from multipolar.scenario.quantity import Quantity


class Forces(Block):
    """What one side has in the theatre at the as-of date."""

    in_theatre: Persons
    reserve_share: Share = Quantity.of(0.2)
    reserve_inflow: PersonsPerDay | None = None
    ready: Share = Quantity.of(1.0)
    mobilisation: Days = Quantity.of(0.0, unit="days")
    distribution: dict[str, Persons] = {}
    foreign_fighters: Persons | None = None
    tanks: Items = Quantity.of(0.0, unit="items")
    ifv: Items = Quantity.of(0.0, unit="items")
    guns: Items = Quantity.of(0.0, unit="items")
    launchers: Items = Quantity.of(0.0, unit="items")
    missiles: Items = Quantity.of(0.0, unit="items")
    short_range_ad: Items = Quantity.of(0.0, unit="items")
    ad_effectiveness: Share | None = None
    armed_drones: Items = Quantity.of(0.0, unit="items")
    loitering: Items = Quantity.of(0.0, unit="items")
    aircraft: Items = Quantity.of(0.0, unit="items")
    helicopters: Items = Quantity.of(0.0, unit="items")
    sam: Batteries = Quantity.of(0.0, unit="batteries")
    munitions_stock: Tonnes | None = None
    munitions_use: TonnesPerDay | None = None
    munitions_resupply: TonnesPerDay | None = None
    supply_days: Days = Quantity.of(30.0, unit="days")
    food_withheld: Share = Quantity.of(0.0)
    losses_so_far: dict[Literal["tanks", "guns", "launchers", "short_range_ad", "loitering", "munitions"], Number] = {}
