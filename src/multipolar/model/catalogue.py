"""All mechanisms of the war and of the powers, as their files declare them."""

from __future__ import annotations

from multipolar import diplomacy, mechanisms
from multipolar.declare.part import Mechanism, discover, one_owner
from multipolar.model.streams import STREAMS

__all__ = ["CATALOGUE", "SWITCHES", "switch_names"]

CATALOGUE: tuple[Mechanism, ...] = (*discover(mechanisms), *discover(diplomacy))
"""The mechanisms of the war, then those of the powers, each by name."""

one_owner(CATALOGUE, STREAMS)


def switch_names(found: tuple[Mechanism, ...]) -> tuple[str, ...]:
    """Return the names of all switches in the order of their places in PARAMS ``on``.

    Raises
    ------
    ValueError : if a place between them is free.
    """
    places = {place: name for mechanism in found for name, place in mechanism.switches.items()}
    free = sorted(set(range(len(places))) - set(places))
    if free:
        raise ValueError(f"switches: the places {free} are free; take these first")
    return tuple(places[i] for i in range(len(places)))


SWITCHES = switch_names(CATALOGUE)
"""Names of the switches: index = place in PARAMS ``on``; target spelling ``on[drones]``."""
