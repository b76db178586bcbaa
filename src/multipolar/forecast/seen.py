"""What can be seen to happen in a war: the features and quantities that reports tell of and that signposts watch for.

On a day they are read off a course's STATE and its days so far; where a record keeps the first day of an event, in STATE and
OUTCOME alike, or where it follows from the days of a course, the first day is read off the same place.
"""

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
QUIET_DAYS = 7
"""Days of a lull that is seen as one [days]. Grade J."""
QUIET_DEAD = 7.0
"""Deaths of both sides within them below which a week is quiet: one a day [persons]. Grade J."""


@dataclass(frozen=True, slots=True)
class Day:
    """Courses on a day: their STATE and PARAMS (member,), what else may be looked at, and their days up to that one.

    ``series`` (member,): days 0 to ``day`` [days after the as-of date]; what lies beyond is not looked at.
    """

    st: Records
    params: Records
    frame: Frame
    series: Records
    day: int


Read = Callable[[Day, tuple[str, ...]], NDArray[Any]]
"""Reads a feature or a quantity (member,) off courses on a day, with its arguments."""
First = Callable[[Records, Frame, tuple[str, ...]], FloatArray]
"""Reads the first day of a feature (member,) off STATE or OUTCOME, with its arguments; infinity for never [days]."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One thing that can be read off a course on a day: its name, what it means, the kinds of its arguments, and how it is read.

    ``first``: how its first day is read off records that keep it, None where none does.
    """

    name: str
    meaning: str
    takes: tuple[str, ...]
    read: Read
    first: First | None = None


def _power(frame: Frame, name: str) -> int:
    return named(name, frame.model.labels.powers, "power")


def first_day(days: NDArray[np.generic]) -> FloatArray:
    """Return days as numbers (member,), infinity for the negative ones, which mean never."""
    found = np.asarray(days, np.float64)
    return np.where(found < 0.0, np.inf, found)


def first_true(what: NDArray[np.bool_]) -> FloatArray:
    """Return the first day on which something holds (member,) from (member, day); infinity for never."""
    return np.where(what.any(axis=1), what.argmax(axis=1).astype(np.float64), np.inf)


def quiet_since(dead: FloatArray, alive: NDArray[np.generic]) -> FloatArray:
    """Return the first day that closes a week with fewer than one dead a day while the war goes on (member,).

    ``dead``: deaths of both sides since the as-of date (member, day); ``alive``: 1 while the war goes on (member, day).
    """
    week = dead[:, QUIET_DAYS:] - dead[:, :-QUIET_DAYS]
    still = np.asarray(alive)[:, QUIET_DAYS:] > 0
    if not week.shape[1]:
        return np.full(len(dead), np.inf)
    return first_true((week < QUIET_DEAD) & still) + QUIET_DAYS


def _by_day(name: str, meaning: str, takes: tuple[str, ...], first: First) -> Seen:
    """Return what has happened once its first day is there."""

    def read(one: Day, args: tuple[str, ...]) -> Flags:
        return np.isfinite(first(one.st, one.frame, args))

    return Seen(name, meaning, takes, read, first)


def _option(records: Records, frame: Frame, args: tuple[str, ...]) -> FloatArray:
    labels, power = frame.model.labels, _power(frame, args[0])
    option = named(option_key(args[1], labels.sides), labels.options[power], f"option of {args[0]}")
    return first_day(records["first_use"][:, power, option])


def _entered(records: Records, frame: Frame, args: tuple[str, ...]) -> FloatArray:
    return first_day(records["entry_day"][:, _power(frame, args[0])])


def _mediates(one: Day, args: tuple[str, ...]) -> Flags:
    return np.asarray(one.st["mediators"][:, _power(one.frame, args[0])] > 0)


def _lifeline(field: str) -> First:
    def first(records: Records, frame: Frame, args: tuple[str, ...]) -> FloatArray:
        return first_day(records[field][:, named(args[0], frame.model.labels.lifelines, "lifeline")])

    return first


def _line(field: str) -> First:
    def first(records: Records, frame: Frame, args: tuple[str, ...]) -> FloatArray:
        return first_day(records[field][:, named(args[0], frame.model.labels.red_lines, "red line")])

    return first


def _quiet(one: Day, _: tuple[str, ...]) -> Flags:
    days = slice(0, one.day + 1)
    dead = one.series["dead"][:, :, days].astype(np.float64).sum(axis=1)
    return np.isfinite(quiet_since(dead, one.series["alive"][:, days]))


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
        _by_day("option_used", "POWER has taken OPTION since the as-of date", ("power", "option"), _option),
        _by_day("power_entry", "POWER has openly entered the fighting", ("power",), _entered),
        Seen("power_mediates", "POWER mediates", ("power",), _mediates),
        _by_day("lifeline_cut", "LIFELINE has been cut", ("lifeline",), _lifeline("life_cut_day")),
        _by_day("lifeline_under_fire", "LIFELINE has come under fire", ("lifeline",), _lifeline("life_fire_day")),
        _by_day("red_line_crossed", "RED LINE has been crossed", ("red line",), _line("red_crossed")),
        _by_day("red_line_answered", "RED LINE has been crossed and answered", ("red line",), _line("red_answered")),
        Seen("treaty_invoked", "TREATY has been invoked", ("treaty",), _treaty),
        Seen("sector_falls", "SECTOR is held by the side that did not hold it on the as-of date", ("sector",), _falls),
        Seen("soil_attacked", "SIDE has breached a border of the other", ("side",), _soil),
        Seen("truces_called", "NUMBER truces or more have been called since the round began", ("number",), _truces_called),
        Seen("truces_failed", "NUMBER truces or more have failed since the round began", ("number",), _truces_failed),
        Seen("war_over", "the war is over", (), _over),
        Seen("deaths_over", "battle deaths of both sides since the as-of date have passed NUMBER", ("number",), _dead_over),
        Seen("quiet_week", "a week has passed with fewer than one death a day while the war went on", (), _quiet),
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
