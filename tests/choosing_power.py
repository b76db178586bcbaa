"""A world in which one power weighs one option."""

from __future__ import annotations

from blank_world import Blank, blank_world


def choosing(verb: str = "arm", **columns: object) -> tuple[Blank, int]:
    """Return a world in which power 1, of access 0.5, has one option; ten drone equivalents fly."""
    world = blank_world(powers=2)
    _, n = world.option(1, verb, **columns)
    world.set(access=[1.0, 0.5], air_planes=[2.0, 1.0], drones=[3.0, 1.0], men_start=[6000.0, 12000.0], air_balance=[0.2, 0.2])
    world.set(ready=[1.0, 1.0])
    world.set(aircraft=[20.0, 20.0], quality=[0.5, 0.5], adviser_effect=0.09, reserve=[1000.0, 1000.0], day_now=5.0)
    world.set(surprise=[0.6, 0.6], assault_surprise=0.5, assault_air=1.4, capability=[0.0, 0.0, 9.0, 0.06])
    world.p["arms_flow"][1] = (40.0, 40.0)
    return world, n
