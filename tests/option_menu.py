"""A power with a menu of options, near and with full access, for tests of how powers choose."""

from __future__ import annotations

from blank_world import Blank, blank_world


def menu(*verbs: str, **columns: object) -> Blank:
    """Return a world in which power 1, near and with full access, has these options; the columns hold for all of them."""
    world = blank_world(powers=2)
    for verb in verbs:
        world.option(1, verb, **columns)
    world.set(
        access=[1.0, 1.0],
        neighbour=[1, 1],
        attention=[0.5, 0.5],
        attention_now=[0.5, 0.5],
        foresight=[25.0, 25.0],
    )
    world.set(readiness_out=0.1, readiness_armed=0.2, readiness_direct=0.6, propensity_stop=0.4, choice_scale=1.0)
    world.p["option_weight"][:] = 1.0
    world.sc["opt_base"][:] = 1.0
    world.set(precision_factor=[1.0, 1.0], boldness=1.0)
    return world
