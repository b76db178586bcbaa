"""Events with deaths in the layouts of UCDP GED and ACLED, as deaths by day or month of one war.

UCDP GED counts the dead of each side, civilians, and those of unknown side; an event may last several days. ACLED counts
all dead of an event together, on one day. The model counts soldiers: civilians are left out where a table tells them apart.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from multipolar.data.deaths_series import ALL, Choice, Deaths, Recorded, count_of, plural
from multipolar.data.tables import CellFault, Table, refuse
from multipolar.errors import QuestionError
from multipolar.reading import Days, read_day, read_number
from multipolar.registry import nearest

GED = ("id", "date_start", "date_end", "side_a", "side_b", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best")
ACLED = ("event_id_cnty", "event_date", "event_type", "actor1", "actor2", "fatalities")
FIGHTING = ("Battles", "Explosions/Remote violence")
"""Events of ACLED that are fighting; protests, riots and attacks on civilians are others."""
SAY_WHICH = "say which events belong to the war with --where COLUMN=VALUE, or name its actors with --side-a and --side-b"
_LONG_DATE = re.compile(r"([0-9]{1,2}) ([A-Z][a-z]+) ([0-9]{4})")
_MONTHS = {name: i for i, name in enumerate(calendar.month_name) if name}
MOST_VALUES = 8


@dataclass(slots=True)
class _Event:
    """One event of the war: its days, and the dead by side [persons]; ``all`` holds both sides and the unknown."""

    first: dt.date
    last: dt.date
    dead: dict[str, float]

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


def ged_series(table: Table, choice: Choice) -> Deaths:
    """Return the deaths of a war in the layout of UCDP's georeferenced events.

    Raises
    ------
    FaultyFileError : with every fault and its line. QuestionError : if the choice of events is missing or fits none.
    """
    rows = _chosen(table, choice, ("conflict_name", "dyad_name", "country"))
    sides, notes, rows = _by_actor(table, choice, rows, ("side_a", "side_b"))
    faults = _repeated(table, "id", rows)
    first, f1 = _cells(table, "date_start", rows, day_of_event)
    last, f2 = _cells(table, "date_end", rows, day_of_event)
    names = ("deaths_a", "deaths_b", "deaths_unknown", "deaths_civilians")
    counts, f3 = {}, []
    for name in names:
        counts[name], more = _cells(table, name, rows, _count)
        f3 += more
    faults += [*f1, *f2, *f3]
    for k, i in enumerate(rows):
        a, b = first[k], last[k]
        if a is not None and b is not None and b < a:
            faults.append(table.fault(table.lines[i], "date_end", "bad-order", f"ends on {b}, before it starts on {a}"))
    refuse(table.file, faults)
    events = []
    for k in range(len(rows)):
        dead = {name: float(counts[name][k] or 0.0) for name in names}
        order = sides[k] if sides else "AB"
        known = {order[0]: dead["deaths_a"], order[1]: dead["deaths_b"]} if sides else {}
        events.append(_Event(first[k], last[k], known | {ALL: dead["deaths_a"] + dead["deaths_b"] + dead["deaths_unknown"]}))
    totals = {name: sum(float(value or 0.0) for value in counts[name]) for name in names}
    notes.append(f"{plural(totals['deaths_civilians'], 'civilian')} left out: the model counts soldiers")
    if totals["deaths_unknown"]:
        unknown = plural(totals["deaths_unknown"], "death")
        notes.append(f"{unknown} of unknown side: counted in both sides together, in neither side alone")
    return _placed(table, "ucdp-ged", events, choice, notes)


def acled_series(table: Table, choice: Choice) -> Deaths:
    """Return the deaths of a war in the layout of ACLED: both sides together, since it does not tell them apart.

    Raises
    ------
    FaultyFileError : with every fault and its line. QuestionError : if the choice of events is missing or fits none.
    """
    rows = _chosen(table, choice, ("country", "admin1", "event_type"))
    _, notes, rows = _by_actor(table, choice, rows, ("actor1", "actor2"))
    if "event_type" not in choice.where:
        others = Counter(table.text("event_type")[i] for i in rows if table.text("event_type")[i] not in FIGHTING)
        rows = [i for i in rows if table.text("event_type")[i] in FIGHTING]
        if others:
            said = ", ".join(f"{count} {name}" for name, count in others.items())
            notes.append(f"events that are no fighting left out: {said} (choose others with --where event_type=...)")
        _some(table, rows, "is fighting")
    faults = _repeated(table, "event_id_cnty", rows)
    days, f1 = _cells(table, "event_date", rows, day_of_event)
    dead, f2 = _cells(table, "fatalities", rows, _count)
    precision, f3 = _cells(table, "time_precision", rows, _precision)
    refuse(table.file, [*faults, *f1, *f2, *f3])
    vague = sum(1 for value in precision if value is not None and value > 1)
    if vague:
        notes.append(f"{plural(vague, 'event')} dated to a week or a month only (time_precision above 1)")
    notes.append("ACLED does not tell the dead of the sides apart, nor soldiers from civilians: both sides together")
    events = [_Event(day, day, {ALL: float(count or 0.0)}) for day, count in zip(days, dead, strict=True) if day is not None]
    by = choice.by or ("month" if vague else "day")
    return _placed(table, "acled", events, Choice(choice.where, choice.side_a, choice.side_b, by), notes)


def day_of_event(cell: str) -> dt.date:
    """Return the day of an event: 2020-10-16, with midnight behind it or not, or 16 October 2020 as ACLED exports it.

    Raises
    ------
    ValueError : for any other notation.
    """
    long = _LONG_DATE.fullmatch(cell)
    if long is not None and long[2] in _MONTHS:
        return read_day(f"{long[3]}-{_MONTHS[long[2]]:02d}-{int(long[1]):02d}")
    return read_day(re.sub(r"[ T]00:00(:00(\.0+)?)?$", "", cell))


def _count(cell: str) -> float:
    if not cell:
        raise ValueError("found nothing, expected a number; an event without a count cannot be used: take its row out")
    return count_of(cell, "a code for missing is no number: take the row out")


def _precision(cell: str) -> float:
    return read_number(cell) if cell else 1.0


def _cells(table: Table, name: str, rows: Sequence[int], reader: Callable[[str], object]) -> tuple[list, list[CellFault]]:  # type: ignore[type-arg]
    values, faults = [], []
    cells = table.text(name)
    for i in rows:
        try:
            values.append(reader(cells[i]))
        except ValueError as error:
            values.append(None)
            faults.append(table.fault(table.lines[i], name, "bad-cell", str(error)))
    return values, faults


def _repeated(table: Table, name: str, rows: Sequence[int]) -> list[CellFault]:
    seen: dict[str, int] = {}
    faults = []
    for i in rows:
        cell, line = table.text(name)[i], table.lines[i]
        first = seen.setdefault(cell, line)
        if first != line:
            said = f"the event {cell!r} stands on line {first} and on line {line}; keep one of them"
            faults.append(table.fault(line, name, "given-twice", said))
    return faults


def _chosen(table: Table, choice: Choice, usual: Sequence[str]) -> list[int]:
    if not (choice.where or choice.side_a or choice.side_b):
        shown = [f"{name}: {_values(table, name)}" for name in usual if name in table.columns]
        raise QuestionError(f"{table.file}: {SAY_WHICH}. Found {'; '.join(shown) or 'nothing to choose by'}")
    for name, wanted in choice.where.items():
        if name not in table.columns:
            near = nearest(name, table.columns)
            hint = f"did you mean {near!r}?" if near else f"columns: {', '.join(list(table.columns)[:20])}"
            raise QuestionError(f"--where {name}=...: {table.file} has no such column; {hint}")
        for value in wanted:
            if value not in table.text(name):
                near = nearest(value, table.text(name))
                hint = f"did you mean {near!r}?" if near else f"found: {_values(table, name)}"
                raise QuestionError(f"--where {name}={value}: no event of {table.file}; {hint}")
    rows = [i for i in range(len(table)) if all(table.text(name)[i] in wanted for name, wanted in choice.where.items())]
    _some(table, rows, "fits all that was chosen")
    return rows


def _some(table: Table, rows: Sequence[int], what: str) -> None:
    if not rows:
        raise QuestionError(f"{table.file}: no event {what}")


def _values(table: Table, name: str) -> str:
    common = Counter(table.text(name)).most_common()
    shown = ", ".join(f"{value!r} ({count})" for value, count in common[:MOST_VALUES])
    return f"{shown} and {len(common) - MOST_VALUES} more" if len(common) > MOST_VALUES else shown


def _by_actor(table: Table, choice: Choice, rows: list[int], columns: tuple[str, str]) -> tuple[list[str], list[str], list[int]]:
    """Return, per event kept, which side its first and second actor is (AB or BA), what was left out, and the events."""
    if not (choice.side_a or choice.side_b):
        return [], [], rows
    actors = [table.text(name) for name in columns]
    for name in (*choice.side_a, *choice.side_b):
        known = [cells[i] for cells in actors for i in rows]
        if name not in known:
            near = nearest(name, set(known))
            hint = f"did you mean {near!r}?" if near else f"found: {_values(table, columns[0])}"
            raise QuestionError(f"actor {name!r}: in no event chosen from {table.file}; {hint}")
    if set(choice.side_a) & set(choice.side_b):
        raise QuestionError(f"actor {min(set(choice.side_a) & set(choice.side_b))!r}: named for both sides")
    orders, kept = [], []
    for i in rows:
        order = _order(actors[0][i], actors[1][i], choice)
        if order:
            orders.append(order)
            kept.append(i)
    notes = [f"{plural(len(rows) - len(kept), 'event')} between other actors left out"] if len(kept) < len(rows) else []
    _some(table, kept, "is between the actors named")
    return orders, notes, kept


def _order(first: str, second: str, choice: Choice) -> str:
    a, b = choice.side_a, choice.side_b
    if first in a and (second in b or (not b and second not in a)):
        return "AB"
    if second in a and (first in b or (not b and first not in a)):
        return "BA"
    if not a and first in b and second not in b:
        return "BA"
    if not a and second in b and first not in b:
        return "AB"
    return ""


def _placed(table: Table, layout: str, events: list[_Event], choice: Choice, notes: list[str]) -> Deaths:
    """Return events as deaths by day or month, every day from the first to the last event known, those without one zero."""
    start, end = min(e.first for e in events), max(e.last for e in events)
    long = [event for event in events if event.days > 1]
    by = choice.by or ("month" if long else "day")
    days = [start + dt.timedelta(days=i) for i in range((end - start).days + 1)]
    period = {day: Days(day, day) if by == "day" else _month(day) for day in days}
    sides = {side: dict.fromkeys(period.values(), 0.0) for side in sorted({side for event in events for side in event.dead})}
    spread = [e for e in long if period[e.first] != period[e.last]]
    for event in events:
        for i in range(event.days):
            day = event.first + dt.timedelta(days=i)
            for side, count in event.dead.items():
                sides[side][period[day]] += count / event.days
    if spread:
        dead = sum(event.dead[ALL] for event in spread)
        over = f"{plural(len(spread), 'event')} over more than one {by}, {plural(dead, 'death')}"
        notes.append(f"{over}: spread evenly over their days")
    if long and choice.by is None and by == "month":
        notes.append(f"by month, because {plural(len(long), 'event')} lasted several days (--by day spreads them evenly)")
    known = f"{plural(len(events), 'event')} from {start} to {end}"
    notes.append(f"{known}; {by}s between without an event count as zero, all others are missing")
    return Deaths(table.file, table.digest, layout, {side: Recorded(found) for side, found in sides.items()}, tuple(notes))


def _month(day: dt.date) -> Days:
    return Days(day.replace(day=1), day.replace(day=calendar.monthrange(day.year, day.month)[1]))
