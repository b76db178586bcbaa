"""What an outcome file names, against the scenario: unknown names with the nearest, answers by type, days within the horizon."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator

from multipolar.forecast.outcome_document import Outcome
from multipolar.forecast.outcome_names import Names
from multipolar.forecast.outcome_rules import ONGOING, day_or_none, days_or_none
from multipolar.forecast.outcome_values import is_void, read_answer
from multipolar.model.fields import EQUIPMENT
from multipolar.reading import read_day
from multipolar.scenario.nodes import Path
from multipolar.scenario.paths import listing, nearest
from multipolar.scenario.quantity import NumberError
from multipolar.scenario.translate import Fault, show

SIDES = ("A", "B")
DAY_SLACK = 1
"""Days by which date and length may differ: an end at midnight belongs to either day."""


def unknown(path: Path, what: str, name: str, known: Iterable[str], *, at_key: bool = False, also: str = "") -> Iterator[Fault]:
    """Yield the fault of a name that is not known, with the nearest that is."""
    names = list(known)
    if name not in names:
        hint = nearest(name, names) or f"Known: {listing(names, 40) or 'none'}."
        yield Fault(path, "unknown-name", f"no {what} {show(name)} in this scenario", f"{hint} {also}".strip(), at_key=at_key)


def check_scenario(outcome: Outcome, names: Names) -> Iterator[Fault]:
    """The file tells the end of this scenario and no other."""
    if outcome.scenario != names.scenario:
        said = f"tells the outcome of {outcome.scenario!r}, the forecast is of {names.scenario!r}"
        yield Fault(("scenario",), "other-war", said, "Use the outcome file of this war.")


def check_dates(outcome: Outcome, names: Names) -> Iterator[Fault]:
    """As-of dates are those of the scenario; nothing is resolved before the first of them."""
    keyed: list[Path] = [(key, day) for key in ("changed_share", "net_share_A") for day in getattr(outcome, key)]
    if outcome.end is not None:
        keyed += [("end", "length_days", day) for day in outcome.end.length_days]
    if outcome.as_of is not None and day_or_none(outcome.as_of) is not None:
        yield from unknown(("as_of",), "as-of date", outcome.as_of, names.dates)
    for path in keyed:
        if day_or_none(str(path[-1])) is not None:
            yield from unknown(path, "as-of date", str(path[-1]), names.dates, at_key=True)
    if outcome.since == "as_of" and outcome.as_of is None and len(names.dates) > 1:
        said = f"deaths count from the as-of date, and the scenario has {len(names.dates)} of them"
        yield Fault(("since",), "unknown-date", said, "Add as_of with the one that is meant.")
    for i, row in enumerate(outcome.questions):
        days = days_or_none(row.resolved_on) if row.resolved_on else None
        if days is not None and days.last < names.first:
            said = f"found {row.resolved_on}, before the first as-of date {names.first}"
            yield Fault(("questions", i, "resolved_on"), "bad-order", said, "A question resolves after it is asked.")


def check_length(outcome: Outcome, names: Names) -> Iterator[Fault]:
    """Days lie within the horizon unless the war outlasted it, and agree with the date of the end."""
    end = outcome.end
    if end is None:
        return
    cut = end.censored_at_horizon or end.label == ONGOING
    for day, days in end.length_days.items():
        here: Path = ("end", "length_days", day)
        if days > names.horizon and not cut:
            said = f"found {days:g} days, the forecast looks {names.horizon} days ahead"
            yield Fault(here, "outside-bounds", said, f"If the war outlasted them: label {ONGOING}, or censored_at_horizon: true.")
            continue
        if end.label == ONGOING and days < names.horizon:
            said = f"found {days:g} days and the label {ONGOING}, the forecast looks {names.horizon} days ahead"
            yield Fault(here, "bad-order", said, "A war that ended before has another label.")
        first, ended = day_or_none(day), None if end.date is None else days_or_none(end.date)
        if first is None or ended is None:
            continue
        if not (ended.first - first).days - DAY_SLACK <= days <= (ended.last - first).days + DAY_SLACK:
            said = f"found {days:g} days from {day}, the date {end.date} is {(ended.last - first).days} days later"
            yield Fault(here, "bad-order", said, "Count from the as-of date, or mend the date.")


def check_powers(outcome: Outcome, names: Names) -> Iterator[Fault]:
    """Powers, brokers, sectors, claims and designs are those of the scenario."""
    for power in outcome.power_levels:
        yield from unknown(("power_levels", power), "power", power, names.powers, at_key=True)
    local = {word.casefold() for word in (*names.sides, *names.members, *SIDES)}
    outside = "Write [] for nobody; who is no power of the scenario goes to brokers_outside as well."
    for i, broker in enumerate(outcome.brokered_by or []):
        if broker.casefold() not in local and broker not in outcome.brokers_outside:
            yield from unknown(("brokered_by", i), "power", broker, names.powers, also=outside)
    for i, broker in enumerate(outcome.brokers_outside):
        if broker in names.powers:
            yield Fault(("brokers_outside", i), "unknown-name", f"{broker!r} is a power of the scenario, not from outside")
        elif broker not in (outcome.brokered_by or []):
            yield Fault(("brokers_outside", i), "unknown-name", f"{broker!r} is not in brokered_by", "Name it there too.")
    if outcome.design_reached is not None:
        yield from unknown(("design_reached",), "settlement", outcome.design_reached, names.designs)
    for claim in outcome.claims:
        yield from unknown(("claims", claim), "claim", claim, names.claims, at_key=True)
    callers = (*names.powers, *names.sides, *SIDES, *outcome.brokers_outside)
    for i, truce in enumerate(outcome.truces_failed):
        if truce.by:
            yield from unknown(("truces_failed", i, "by"), "power", truce.by, callers)


def check_ground(outcome: Outcome, names: Names) -> Iterator[Fault]:
    """Sectors are those of the scenario."""
    for sector in outcome.sectors_end:
        yield from unknown(("sectors_end", sector), "sector", sector, names.sectors, at_key=True)
    for day, rows in outcome.holders.items():
        for sector in rows:
            yield from unknown(("holders", day, sector), "sector", sector, names.sectors, at_key=True)


def check_answers(outcome: Outcome, names: Names) -> Iterator[Fault]:
    """Every question is one of the scenario's, and its answer is of the type that the question asks."""
    for i, row in enumerate(outcome.questions):
        if row.id not in names.questions:
            yield from unknown(("questions", i, "id"), "question", row.id, names.questions)
            continue
        to = names.questions[row.id]
        if row.void or row.answer is None or is_void(row.answer, to.options):
            continue
        try:
            read_answer(row.answer, to)
        except NumberError as error:
            yield Fault(("questions", i, "answer"), error.code, f"{row.id} is {to.type}: {error}", error.hint)


def check_targets(outcome: Outcome, names: Names) -> Iterator[Fault]:
    """Every measure is one that can be read off a course of this scenario."""
    for i, target in enumerate(outcome.targets):
        word, *args = target.measure.split(":")
        here: Path = ("targets", i, "measure")
        if word not in MEASURES:
            yield from unknown(here, "measure", word, MEASURES)
            continue
        readers = MEASURES[word]
        if len(args) != len(readers):
            wanted = ":".join([word, *(reader.__name__.lstrip("_").upper() for reader in readers)])
            yield Fault(here, "unknown-name", f"found {target.measure!r}, expected {wanted}")
            continue
        for text, reader in zip(args, readers, strict=True):
            said = reader(text, names)
            if said:
                yield Fault(here, "unknown-name", f"found {target.measure!r}: {said}")


def _date(text: str, names: Names) -> str:
    try:
        day = read_day(text)
    except ValueError as error:
        return str(error)
    last = max(dt.date.fromisoformat(date) for date in names.dates) + dt.timedelta(days=names.horizon)
    return "" if names.first <= day <= last else f"the forecast runs from {names.first} to {last}"


def _side(text: str, _: Names) -> str:
    return "" if text in SIDES else f"no side {text!r}; allowed: A, B"


def _week(text: str, names: Names) -> str:
    most = names.horizon // 7
    return "" if text.isdecimal() and 1 <= int(text[:6]) <= most else f"expected a week from 1 to {most}"


def _day(text: str, names: Names) -> str:
    number = text.removeprefix("day")
    right = text.startswith("day") and number.isdecimal() and int(number[:6]) <= names.horizon
    return "" if right else f"expected day and a number up to {names.horizon}, such as day10"


def _lifeline(text: str, names: Names) -> str:
    return _near(text, names.lifelines, "lifeline")


def _arm(text: str, _: Names) -> str:
    return _near(text, EQUIPMENT, "kind of equipment")


def _near(text: str, known: tuple[str, ...], what: str) -> str:
    return "" if text in known else f"no {what} {text!r}. {nearest(text, known) or f'Known: {listing(known, 40)}.'}"


MEASURES: dict[str, tuple[Callable[[str, Names], str], ...]] = {
    "area_km2": (_date,),
    "deaths_week": (_side, _week),
    "deaths": (_side,),
    "displaced_share": (_day,),
    "lifeline_fire": (_lifeline,),
    "lifeline_cut": (_lifeline,),
    "truce_days": (),
    "equipment_lost": (_side, _arm),
    "drones_lost": (_side,),
}
"""What a target can measure, with how its further words are read; the study of targets reads the same off courses."""

RULES = (check_scenario, check_dates, check_length, check_powers, check_ground, check_answers, check_targets)


def known_faults(outcome: Outcome, names: Names) -> list[Fault]:
    """Return every fault of an outcome against the names of its scenario; of another war only that is told."""
    other = list(check_scenario(outcome, names))
    return other or [fault for rule in RULES for fault in rule(outcome, names)]
