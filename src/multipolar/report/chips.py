"""What a reader may ask of the courses in one click: what can happen in them, ranked by how much it tells of the ending."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import ARRANGEMENTS, ENDINGS
from multipolar.numerics.arrays import FloatArray
from multipolar.numerics.information import bits_of_table
from multipolar.report.narrative import ARRANGEMENT_NAMES, number, power_names, route_name
from multipolar.report.packing import Courses, Event, changes_of_hands, holders
from multipolar.report.tables import option_name

DAYS = (14, 30, 60, 90)
"""Days by which an act is asked for; each act stands with the day that tells most."""
SHOWN = 8
"""Chips of the bar; all others stand under "more"."""
OF_A_KIND = 2
"""Most chips of one kind in the bar, so that it offers different questions."""
LEAST, MOST = 0.03, 0.97
"""Shares of the courses outside which a question is not worth asking."""
EVENTS = 40
"""Most acts and thresholds that the page carries, the most telling ones."""


@dataclass(frozen=True, slots=True)
class Chip:
    """One question of the bar: the condition (``group``, ``value``), its words, and in which courses it holds (m,)."""

    group: str
    value: str
    text: str
    if_text: str
    holds: NDArray[np.bool_]

    @property
    def kind(self) -> str:
        """What it asks about."""
        return self.group.partition(":")[0]

    def plain(self) -> dict[str, str]:
        """Return what the page's script reads of it."""
        return {"group": self.group, "value": self.value, "text": self.text, "if_text": self.if_text}


def bits(holds: NDArray[np.bool_], ending: NDArray[np.int64], weights: FloatArray) -> float:
    """Return what knowing whether something holds tells of the ending [bits]; all (m,)."""
    table = np.zeros((2, len(ENDINGS)))
    np.add.at(table, (holds.astype(np.int64), ending), weights)
    return float(bits_of_table(table / max(table.sum(), 1e-300)))


def date_text(as_of: str, day: int) -> str:
    """Return a day after the as-of date as a reader writes it, or its number where the date is none."""
    try:
        found = dt.date.fromisoformat(as_of) + dt.timedelta(days=day)
    except ValueError:
        return f"day {day}"
    return f"{found.day} {found:%b}"


def worth_asking(holds: NDArray[np.bool_], weights: FloatArray) -> bool:
    """Tell whether neither nearly all nor nearly no courses do it."""
    return LEAST <= float(weights[holds].sum() / max(weights.sum(), 1e-300)) <= MOST


def events_of(c: Courses, forecast: Mapping[str, Any], first_use: NDArray[Any], options: Sequence[Sequence[str]]) -> list[Event]:
    """Return the acts of powers by a day and the thresholds of deaths and displacement that tell most of the ending.

    Parameters
    ----------
    first_use : (m, power, option) first day of each act after the as-of date, negative for never
    options : ids of the options of each power
    """
    ending, weights = np.asarray(c.outcome["label"][: c.count], np.int64), c.each
    asked = (*_acts(c, forecast, first_use, options, ending), *_thresholds(c))
    found = [event for event in asked if worth_asking(event.holds, weights)]
    return sorted(found, key=lambda event: -bits(event.holds, ending, weights))[:EVENTS]


def _acts(
    c: Courses, forecast: Mapping[str, Any], first_use: NDArray[Any], options: Sequence[Sequence[str]], ending: NDArray[np.int64]
) -> Iterator[Event]:
    names, as_of, last = power_names(forecast), str(forecast["as_of"]), int(c.days[-1])
    for p, power in enumerate(c.powers):
        for o, option in enumerate(options[p]):
            days = np.asarray(first_use[: c.count, p, o], np.float64)
            if option == "stay_out" or not worth_asking(days >= 0, c.each):
                continue
            tried = [(d, (days >= 0) & (days <= d)) for d in DAYS if d < last]
            if not tried:
                continue
            day, holds = max(tried, key=lambda x: bits(x[1], ending, c.each))
            what = f"{names.get(power, power)} {option_name(option, forecast)} by {date_text(as_of, day)}"
            yield Event(f"{power}.{option}", "What powers do", what, f"If {what}", holds)


def _nice(value: float) -> float:
    """Return a number with one figure, or with a five behind it, near a value: 4,873 becomes 5,000."""
    if value < 10:
        return float(round(value))
    step = 10 ** int(np.floor(np.log10(value))) / 2
    return float(round(value / step) * step)


def _thresholds(c: Courses) -> Iterator[Event]:
    dead = np.asarray(c.dead_a, np.float64)[: c.count, -1] + np.asarray(c.dead_b, np.float64)[: c.count, -1]
    fled = np.asarray(c.displaced, np.float64)[: c.count, -1]
    for name, kind, values, words in (
        ("dead", "Deaths", dead, "more than {} soldiers die"),
        ("displaced", "People displaced", fled, "more than {} people are displaced"),
    ):
        for level in dict.fromkeys(_nice(float(np.quantile(values, q))) for q in (0.5, 0.8)):
            what = words.format(number(level))
            yield Event(f"{name}.{level:.0f}", kind, what[0].upper() + what[1:], f"If {what}", values > level)


def candidates(c: Courses, forecast: Mapping[str, Any], sectors: Mapping[str, str], start: NDArray[np.bool_]) -> list[Chip]:
    """Return everything that a chip may ask, in words.

    ``sectors``: names by id; ``start`` (s,): who held most of each sector before the first day, True for A.
    """
    out, as_of, names = c.outcome[: c.count], str(forecast["as_of"]), power_names(forecast)
    found = [Chip(f"event:{e.id}", "yes", e.text, e.if_text, np.asarray(e.holds, bool)) for e in c.events]
    for p, power in enumerate(c.powers):
        name = names.get(power, power)
        found.append(Chip("broker", power, f"{name} brokers", f"If {name} brokers the end", out["brokers"][:, p] > 0))
        new = out["newly_direct"][:, p] > 0
        found.append(Chip(f"level:{power}", "newly", f"{name} fights", f"If {name} newly fights in the open", new))
    for i, line in enumerate(c.lifelines):
        name = route_name((forecast.get("lifelines", {}).get(line) or {}).get("name", line))
        cut = out["life_cut_day"][:, i] >= 0
        found.append(Chip(f"cut:{line}", "yes", f"{name} cut", f"If {name} is cut", cut))
        found.append(Chip(f"cut:{line}", "no", f"{name} stays open", f"If {name} is never cut", ~cut))
    held = holders(c.sector_share[: c.count])
    turns, days = changes_of_hands(held, start)
    later = np.zeros(turns.size, bool)
    later[np.repeat(np.arange(turns.size), turns.ravel())[days > 0]] = True
    for s, (sector, changed) in enumerate(zip(c.sectors, later.reshape(turns.shape), strict=True)):
        name, way = sectors.get(sector, sector), "is retaken" if start[s] else "falls"
        found.append(Chip(f"turns:{sector}", "yes", f"{name} {way}", f"If {name} {way}", changed))
    for k, arrangement in enumerate(ARRANGEMENTS):
        text = ARRANGEMENT_NAMES[arrangement]
        if k:
            found.append(
                Chip(
                    "arrangement",
                    arrangement,
                    text,
                    f"If there are {text[0].lower()}{text[1:]} afterwards",
                    out["arrangement"] == k,
                )
            )
    for day in (d for d in DAYS[1:3] if d < int(c.days[-1])):
        date = date_text(as_of, day)
        found.append(Chip("length", f"0-{day}", f"Over by {date}", f"If it is over by {date}", np.rint(out["length_days"]) <= day))
    return found


def chosen(chips: Sequence[Chip], ending: NDArray[np.int64], weights: FloatArray, most: int = SHOWN) -> list[Chip]:
    """Return the chips of the bar: those that tell most of the ending, at most ``OF_A_KIND`` of a kind, opposites together."""
    ranked = sorted(
        (chip for chip in chips if worth_asking(chip.holds, weights)),
        key=lambda chip: -round(bits(chip.holds, ending, weights), 9),
    )
    kept: list[Chip] = []
    for chip in ranked:
        if len(kept) < most and sum(other.kind == chip.kind for other in kept) < OF_A_KIND:
            kept.append(chip)
    order = {id(chip): i for i, chip in enumerate(kept)}
    return sorted(kept, key=lambda chip: min(order[id(other)] for other in kept if other.group == chip.group))


def with_events(c: Courses, forecast: Mapping[str, Any], first_use: NDArray[Any], options: Sequence[Sequence[str]]) -> Courses:
    """Return courses with the events that the page lets a reader ask for."""
    return replace(c, events=tuple(events_of(c, forecast, first_use, options)))


def chips_of(
    c: Courses | None, forecast: Mapping[str, Any], sectors: Sequence[Mapping[str, Any]], start: NDArray[np.bool_]
) -> list[dict[str, str]]:
    """Return the chips of the bar as the page's script reads them; none without courses."""
    if c is None or c.count == 0:
        return []
    named = {str(s["id"]): str(s.get("name", s["id"])) for s in sectors}
    ending = np.asarray(c.outcome["label"][: c.count], np.int64)
    return [chip.plain() for chip in chosen(candidates(c, forecast, named, start), ending, c.each)]
