"""What is true of a course on a day, read off its STATE: the features and quantities that reports tell of."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import Equipment, Stop
from multipolar.forecast.features.base import Frame, named
from multipolar.model.labels import option_key
from multipolar.numerics.arrays import FloatArray, Records
from multipolar.reading import read_number

Flags = NDArray[np.bool_]
EQUIPMENT = tuple(one.name.lower() for one in Equipment)
HALF = 0.5
"""Share of a sector above which A holds it, as on the page [share]."""


@dataclass(frozen=True, slots=True)
class Day:
    """Courses on a day: their STATE and PARAMS (member,), and what else may be looked at."""

    st: Records
    params: Records
    frame: Frame


Read = Callable[[Day, tuple[str, ...]], NDArray[Any]]
"""Reads a feature or a quantity (member,) off courses on a day, with its arguments."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that can be read off a course on a day: its name, what it means, the kinds of its arguments, and how it is read."""

    name: str
    meaning: str
    takes: tuple[str, ...]
    read: Read


def _power(frame: Frame, name: str) -> int:
    return named(name, frame.model.labels.powers, "power")


def _option(one: Day, args: tuple[str, ...]) -> Flags:
    labels, power = one.frame.model.labels, _power(one.frame, args[0])
    option = named(option_key(args[1], labels.sides), labels.options[power], f"option of {args[0]}")
    return np.asarray(one.st["first_use"][:, power, option] >= 0)


def _entered(one: Day, args: tuple[str, ...]) -> Flags:
    return np.asarray(one.st["entry_day"][:, _power(one.frame, args[0])] >= 0)


def _mediates(one: Day, args: tuple[str, ...]) -> Flags:
    return np.asarray(one.st["mediators"][:, _power(one.frame, args[0])] > 0)


def _lifeline(field: str) -> Read:
    def read(one: Day, args: tuple[str, ...]) -> Flags:
        return np.asarray(one.st[field][:, named(args[0], one.frame.model.labels.lifelines, "lifeline")] >= 0)

    return read


def _line(field: str) -> Read:
    def read(one: Day, args: tuple[str, ...]) -> Flags:
        return np.asarray(one.st[field][:, named(args[0], one.frame.model.labels.red_lines, "red line")] >= 0)

    return read


def _treaty(one: Day, args: tuple[str, ...]) -> Flags:
    return np.asarray(one.st["treaty_state"][:, named(args[0], one.frame.model.labels.treaties, "treaty")] > 0)


def _falls(one: Day, args: tuple[str, ...]) -> Flags:
    s = named(args[0], one.frame.model.labels.sectors, "sector")
    before = float(np.mean(one.params["share_start"][:, s] > HALF)) > 0.5
    return np.asarray((one.st["share"][:, s] > HALF) != before)


def _truces_called(one: Day, args: tuple[str, ...]) -> Flags:
    return np.asarray(one.st["failed_truces"] + (one.st["truce_left"] > 0.0) >= read_number(args[0]))


def _truces_failed(one: Day, args: tuple[str, ...]) -> Flags:
    return np.asarray(one.st["failed_truces"] >= read_number(args[0]))


def _over(one: Day, _: tuple[str, ...]) -> Flags:
    return np.asarray(one.st["ending"] != Stop.RUNNING)


def _soil(one: Day, args: tuple[str, ...]) -> Flags:
    side = _side(one.frame, args[0])
    return np.asarray(one.st["breached"][:, side] > 0)


def _side(frame: Frame, name: str) -> int:
    side = frame.model.labels.side(name)
    return side if side >= 0 else named(name, frame.model.labels.sides, "side")


def _dead_over(one: Day, args: tuple[str, ...]) -> Flags:
    return np.asarray(one.st["dead"].sum(axis=1) > read_number(args[0]))


def _displaced_over(one: Day, args: tuple[str, ...]) -> Flags:
    return np.asarray(one.st["displaced"].sum(axis=1) > read_number(args[0]))


FEATURES: dict[str, Seen] = {
    one.name: one
    for one in (
        Seen("option_used", "POWER has taken OPTION since the as-of date", ("power", "option"), _option),
        Seen("power_entry", "POWER has openly entered the fighting", ("power",), _entered),
        Seen("power_mediates", "POWER mediates", ("power",), _mediates),
        Seen("lifeline_cut", "LIFELINE has been cut", ("lifeline",), _lifeline("life_cut_day")),
        Seen("lifeline_under_fire", "LIFELINE has come under fire", ("lifeline",), _lifeline("life_fire_day")),
        Seen("red_line_crossed", "RED LINE has been crossed", ("red line",), _line("red_crossed")),
        Seen("red_line_answered", "RED LINE has been crossed and answered", ("red line",), _line("red_answered")),
        Seen("treaty_invoked", "TREATY has been invoked", ("treaty",), _treaty),
        Seen("sector_falls", "SECTOR is held by the side that did not hold it on the as-of date", ("sector",), _falls),
        Seen("soil_attacked", "SIDE has breached a border of the other", ("side",), _soil),
        Seen("truces_called", "NUMBER truces or more have been called since the round began", ("number",), _truces_called),
        Seen("truces_failed", "NUMBER truces or more have failed since the round began", ("number",), _truces_failed),
        Seen("war_over", "the war is over", (), _over),
        Seen("deaths_over", "battle deaths of both sides since the as-of date have passed NUMBER", ("number",), _dead_over),
        Seen("displaced_over", "people displaced from the zone have passed NUMBER", ("number",), _displaced_over),
    )
}
"""Yes-or-no features of a course on a day, by name."""


def _total(one: Day, args: tuple[str, ...]) -> FloatArray:
    side = _side(one.frame, args[0])
    return np.asarray(one.st["dead"][:, side] + one.params["dead_before"][:, side], np.float64)


def _dead(one: Day, args: tuple[str, ...]) -> FloatArray:
    return np.asarray(one.st["dead"][:, _side(one.frame, args[0])], np.float64)


def _gone(one: Day, _: tuple[str, ...]) -> FloatArray:
    return np.asarray(one.st["displaced"].sum(axis=1), np.float64)


def _lost(one: Day, args: tuple[str, ...]) -> FloatArray:
    kind = named(args[1], EQUIPMENT, "kind of equipment")
    return np.asarray(one.st["equip_lost"][:, _side(one.frame, args[0]), kind], np.float64)


def _drones(one: Day, args: tuple[str, ...]) -> FloatArray:
    return np.asarray(one.st["drones_lost"][:, _side(one.frame, args[0])], np.float64)


QUANTITIES: dict[str, Seen] = {
    one.name: one
    for one in (
        Seen("deaths", "battle deaths of SIDE since the as-of date [persons]", ("side",), _dead),
        Seen("deaths_total", "battle deaths of SIDE since the round began [persons]", ("side",), _total),
        Seen("displaced", "people displaced from the zone [persons]", (), _gone),
        Seen("equipment_lost", "KIND of equipment that SIDE has lost since the as-of date [items]", ("side", "equipment"), _lost),
        Seen("drones_lost", "armed drones that SIDE has lost since the as-of date [items]", ("side",), _drones),
    )
}
"""Quantities of a course on a day, by name."""
