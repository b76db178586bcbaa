"""A power with one option in effect in an empty theatre, and what a day of it changes."""

from __future__ import annotations

from blank_world import Blank, blank_world
from multipolar.diplomacy.options import options_step


def acting(verb: str, power: int = 0, *, powers: int = 2, since: float = 5.0, **columns: object) -> tuple[Blank, int]:
    """Return a world in which a power with full access has one option in effect from a day on, and the option's number."""
    world = blank_world(powers=powers)
    world.set(access=[1.0] * powers)
    o, n = world.option(power, verb, **columns)
    world.running(power, o, since=since)
    return world, n


def effects(world: Blank, day: int = 5) -> dict[str, object]:
    """Return what a day of options changes, but for the books of who acted when, at which level."""
    changed = world.day(options_step, day)
    return {
        name: value
        for name, value in changed.items()
        if name not in {"first_use", "level", "level_max", "entry_day", "mediation_due"}
    }
