"""An empty theatre: records in which nothing stands but what a test writes, so that every expected number is its own."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from multipolar.codes import Primitive, Verb
from multipolar.model.records import zeros
from multipolar.model.register import MECHANISMS
from multipolar.numerics.random import normal, uniform
from powers_toy import World, needs_of

KEY = np.uint64(20201016)
STREAM = {
    "POWER_CHOICE": 50, "POWER_EXPOSURE": 51, "TREATY_REQUEST": 52, "TREATY_HONOUR": 53, "RED_ANSWER": 54, "STEP": 55,
    "SOIL_STRIKE": 56, "PROVOCATION": 57,
    "OFFER_A": 60, "OFFER_B": 61, "OFFER_CLOSE": 62, "ROUT_OFFER": 63, "TRUCE_CALL": 64, "TRUCE_LIFE": 65,
    "TRUCE_ACCEPT": 66, "CONSENT": 67, "OFFER_PASS": 68, "AFTERMATH": 70, "FX": 71, "LINKED": 72, "PRESSURE": 73,
    "CEASEFIRE_LIFE": 74,
    "CEASEFIRE_CALL": 76,
    "WITHDRAWAL": 77,
}  # fmt: skip
"""Numbers of the random streams. They never change: the draws of older forecasts hang on them."""
NOBODY = (
    "source", "soil", "border_of", "edge_over", "edge_life", "edge_supplier", "edge_side", "opt_effect", "opt_target",
    "energy_source", "opt_favours", "red_side", "red_entry", "red_entry_side", "treaty_power", "treaty_side", "link_a", "link_b",
    "link_challenger", "link_patron",
)  # fmt: skip
NEVER = (
    "first_use", "since", "until", "entry_day", "fell_day", "concede_day", "red_crossed", "red_answered", "treaty_day",
    "design",
)  # fmt: skip
WHOLE = ("ad_left", "quality_now", "boldness", "visible", "surprise_factor", "enemy_air_factor", "shell_state")


class Blank(World):
    """One member of an empty theatre."""

    @property
    def all(self) -> tuple[Any, Any, Any]:
        """The three records, in the order in which laws take them."""
        return self.scenario[0], self.params[0], self.state[0]

    def switch(self, name: str, value: float) -> None:
        """Switch a mechanism on (1) or off (0)."""
        self.params["on"][0, MECHANISMS.index(name)] = value

    def set(self, **values: Any) -> None:
        """Write whole fields or, from a list, their first elements, in whichever record has the field."""
        for name, value in values.items():
            record = next(r for r in (self.scenario, self.params, self.state) if name in r.dtype.names)
            field = record[name]
            if np.ndim(value) == 0:
                field[0] = value
            else:
                field[(0, *(slice(n) for n in np.shape(value)))] = value

    def option(self, power: int, verb: str, *, sizes: dict[str, float] | None = None, **columns: float) -> tuple[int, int]:
        """Append an option to the catalogue and to the menu of a power; return its slot and its number."""
        sc, p = self.sc, self.p
        n, o = int(sc["n_catalogue"]), int(sc["n_options"][power])
        sc["n_catalogue"], sc["n_options"][power] = n + 1, o + 1
        sc["option"][power, o] = n
        sc["opt_verb"][n], sc["opt_needs"][n] = Verb.of(verb), needs_of(verb)
        for name, value in columns.items():
            sc[f"opt_{name}"][n] = value
        for f, (name, size) in enumerate((sizes or {}).items()):
            sc["opt_effect"][n, f], p["option_size"][n, f] = Primitive.of(name), size
        return o, n

    def running(self, power: int, slot: int, since: float = 0.0, until: float = 1e9) -> None:
        """Put an option in effect over some days."""
        self.st["since"][power, slot], self.st["until"][power, slot] = since, until

    def arcs(self, pairs: Iterable[tuple[int, int]]) -> None:
        """Join sectors in pairs."""
        neighbours: list[list[tuple[int, int]]] = [[] for _ in range(int(self.sc["n_sectors"]))]
        for e, (a, b) in enumerate(pairs):
            self.sc["edge_a"][e], self.sc["edge_b"][e] = a, b
            self.sc["n_edges"] = e + 1
            neighbours[a].append((b, e))
            neighbours[b].append((a, e))
        place = 0
        for s, arcs in enumerate(neighbours):
            self.sc["adj_start"][s], self.sc["adj_n"][s] = place, len(arcs)
            for t, e in arcs:
                self.sc["adj_node"][place], self.sc["adj_edge"][place] = t, e
                place += 1
            self.sc["adj_start"][s + 1] = place

    def changed_by(self, step: Callable[..., Any], *arguments: Any) -> dict[str, Any]:
        """Run a step with these arguments after the three records; return the new values of the fields that it changed."""
        before = self.state.copy()[0]
        step(*self.all, *arguments)
        return self.changed_since(before)

    def day(self, step: Callable[..., Any], day: int, key: Any = KEY) -> dict[str, Any]:
        """Run a step of the day; return the new values of the fields that it changed."""
        return self.changed_by(step, key, day)


def blank_world(sectors: int = 0, powers: int = 0) -> Blank:
    """Return an empty theatre: mechanisms on, powers awake, every reference to an actor or a day at nobody and never."""
    world = Blank(zeros("SCENARIO", 1), zeros("PARAMS", 1), zeros("STATE", 1))
    world.sc["n_sectors"], world.sc["n_powers"] = sectors, powers
    for record, names, value in ((world.scenario, NOBODY, -1), (world.state, NEVER, -1), (world.state, WHOLE, 1)):
        for name in names:
            record[name][:] = value
    world.p["on"][:] = 1.0
    world.p["map_weight"][:] = 1.0
    world.p["effort_recovery"] = 45.0
    world.p["awake"][:powers] = 1.0
    return world


def drawn(day: int, stream: str, index: int, key: Any = KEY) -> float:
    """Return the uniform draw of a day, stream and index."""
    return float(uniform(key, day, STREAM[stream], index))


def drawn_normal(day: int, stream: str, index: int, key: Any = KEY) -> float:
    """Return the normal draw of a day, stream and index."""
    return float(normal(key, day, STREAM[stream], index))
