"""What an outcome file may not say although every value is well formed: weights, order, dates, doubles."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from multipolar.codes import Ending
from multipolar.forecast.outcome_document import Dead, Outcome, Series
from multipolar.forecast.outcome_values import SUM_SLACK, is_void
from multipolar.reading import Days, read_day, read_days
from multipolar.scenario.nodes import Path
from multipolar.scenario.translate import Fault, show

ROUNDING = 1e-9
ONGOING = Ending.ONGOING.spelling
ROUGH = ("date", "resolved_on")
"""Keys under which a date may be as rough as its source: YYYY, YYYY-MM or YYYY-MM-DD."""


def check_weights(outcome: Outcome) -> Iterator[Fault]:
    """Weights of doubt sum to 1 and give weight to the label or level that is named."""
    if outcome.end is not None:
        yield from _weights(("end",), dict(outcome.end.soft), outcome.end.label)
    for power, told in outcome.power_levels.items():
        yield from _weights(("power_levels", power), dict(told.soft), told.level)
        if told.level is None and not told.soft:
            said, hint = "found neither level nor soft, expected one of them", "Leave out the powers that nobody knows of."
            yield Fault(("power_levels", power), "missing-key", said, hint)


def _weights(path: Path, soft: Mapping[Any, float], named: str | None) -> Iterator[Fault]:
    if not soft:
        return
    total = sum(soft.values())
    if abs(total - 1.0) > SUM_SLACK:
        said = f"the weights sum to {total:g}, expected 1"
        yield Fault((*path, "soft"), "bad-weights", said, "Give every possibility its weight; what is missing weighs nothing.")
    elif named is not None and soft.get(named, 0.0) < max(soft.values()):
        said = f"{named!r} is named, and soft gives more weight to {max(soft, key=lambda k: soft[k])!r}"
        yield Fault((*path, "soft"), "bad-weights", said, "Name what is most likely, or change the weights.")


def check_end(outcome: Outcome) -> Iterator[Fault]:
    """Lengths agree with their range and with the label."""
    end = outcome.end
    if end is None:
        return
    if end.length_range and (len(end.length_range) != 2 or end.length_range[0] > end.length_range[1]):
        said = f"found {_list(end.length_range)}, expected low and high"
        yield Fault(("end", "length_range"), "bad-order", said, "Write [LOW, HIGH].")
    elif end.length_range and len(end.length_days) == 1:
        day, days = next(iter(end.length_days.items()))
        if not end.length_range[0] <= days <= end.length_range[1]:
            said = f"found {days:g} days, outside length_range {_list(end.length_range)}"
            yield Fault(("end", "length_days", day), "bad-order", said)


def check_counts(outcome: Outcome) -> Iterator[Fault]:
    """Counts and ranges run from low to high, and the net change of ground is no larger than the whole."""
    for side, dead in outcome.deaths.items():
        yield from toll_faults(("deaths", side, "v"), dead)
    for i, target in enumerate(outcome.targets):
        known = [v for v in (target.low, target.value, target.high) if v is not None]
        if known != sorted(known):
            yield Fault(("targets", i), "bad-order", f"found {_list(known)} as low, value, high, expected them in this order")
    for day, net in outcome.net_share_A.items():
        whole = outcome.changed_share.get(day)
        if whole is not None and abs(net) > whole + ROUNDING:
            said = f"found a net change of {net:g}, more than the whole that changed hands, {whole:g}"
            yield Fault(("net_share_A", day), "bad-order", said)


def toll_faults(path: Path, dead: Dead) -> Iterator[Fault]:
    """Yield the fault of a count that is not one number, or low, middle and high in this order."""
    if len(dead.v) != 3:
        yield Fault(path, "wrong-type", f"found {len(dead.v)} numbers, expected one, or low, middle and high")
    elif dead.v != sorted(dead.v):
        yield Fault(path, "bad-order", f"found {_list(dead.v)}, expected low, middle, high in this order")


def check_doubles(outcome: Outcome) -> Iterator[Fault]:
    """Nothing is told twice."""
    rows: tuple[tuple[str, Sequence[str], str], ...] = (
        ("questions", [row.id for row in outcome.questions], "the question"),
        ("targets", [row.measure for row in outcome.targets], "the measure"),
        ("brokered_by", outcome.brokered_by or [], "the broker"),
        ("brokers_outside", outcome.brokers_outside, "the broker"),
    )
    for key, names, what in rows:
        for name, times in Counter(names).items():
            if times > 1:
                again = max(i for i, other in enumerate(names) if other == name)
                yield Fault((key, again), "duplicate-id", f"{what} {name!r} is given {times} times", "Keep one of them.")


def check_answers(outcome: Outcome) -> Iterator[Fault]:
    """A question has an answer or is void, not both and not neither."""
    for i, row in enumerate(outcome.questions):
        here: Path = ("questions", i)
        if row.void and row.answer is not None and not is_void(row.answer):
            yield Fault((*here, "answer"), "bad-answer", f"found the answer {show(row.answer)} and void: true", "Keep one of them.")
        elif not row.void and row.answer is None:
            yield Fault(here, "no-answer", f"the question {row.id!r} has no answer", "Leave the row out, or write answer: void.")
        if row.reason and not row.void and not is_void(row.answer):
            yield Fault((*here, "reason"), "bad-answer", "a reason stands beside an answer; only void needs one", "Remove it.")


def dated(outcome: Outcome) -> Iterator[tuple[Path, str]]:
    """Yield every day that an outcome names, with its path; keys of mappings too."""
    if outcome.as_of is not None:
        yield ("as_of",), outcome.as_of
    if outcome.end is not None:
        if outcome.end.date is not None:
            yield ("end", "date"), outcome.end.date
        yield from ((("end", "length_days", day), day) for day in outcome.end.length_days)
    for key in ("changed_share", "net_share_A", "holders"):
        yield from (((key, day), day) for day in getattr(outcome, key))
    for i, truce in enumerate(outcome.truces_failed):
        yield ("truces_failed", i, "date"), truce.date
    for i, row in enumerate(outcome.questions):
        if row.resolved_on:
            yield ("questions", i, "resolved_on"), row.resolved_on
    if outcome.series is not None:
        yield ("series", "start"), outcome.series.start
        yield from ((("series", "area_marks", i), day) for i, day in enumerate(outcome.series.area_marks))


def check_days(outcome: Outcome) -> Iterator[Fault]:
    """Days that are counted from are written YYYY-MM-DD; when it ended and was resolved may be a month or a year."""
    for path, text in dated(outcome):
        try:
            (read_days if path[-1] in ROUGH else read_day)(text)
        except ValueError as error:
            keyed = len(path) > 1 and path[-1] == text
            yield Fault(path, "bad-date", str(error), at_key=keyed)


def check_series(outcome: Outcome) -> Iterator[Fault]:
    """Daily numbers have one length, run from low to high, and marks lie on their days."""
    series = outcome.series
    if series is None:
        return
    days = len(series.area_km2)
    for key in ("area_km2_low", "area_km2_high", "dead_B_dated"):
        found = len(getattr(series, key))
        if found not in (0, days):
            yield Fault(("series", key), "bad-order", f"found {found} days, area_km2 has {days}", "One number a day.")
    if series.dead_B_factor <= 0.0:
        yield Fault(("series", "dead_B_factor"), "outside-bounds", "found 0, expected a factor above 0")
    for key, sign in (("area_km2_low", 1.0), ("area_km2_high", -1.0)):
        for i, (bound, middle) in enumerate(zip(getattr(series, key), series.area_km2, strict=False)):
            if sign * (bound - middle) > 0.0:
                yield Fault(("series", key, i), "bad-order", f"found {bound:g}, area_km2 of that day is {middle:g}")
    yield from _marks(series)


def _marks(series: Series) -> Iterator[Fault]:
    first = day_or_none(series.start)
    for i, text in enumerate(series.area_marks):
        day = day_or_none(text)
        if first is not None and day is not None and not 0 <= (day - first).days < len(series.area_km2):
            last = first + dt.timedelta(days=len(series.area_km2) - 1)
            yield Fault(("series", "area_marks", i), "bad-date", f"found {text}, the series runs from {first} to {last}")


def check_sources(outcome: Outcome) -> Iterator[Fault]:
    """What a row names under ``s`` stands under sources, where any stand there."""
    if not outcome.sources:
        return
    rows: list[tuple[Path, list[str]]] = [((*path, "s"), row.s) for path, row in _sourced(outcome)]
    for path, keys in rows:
        for i, key in enumerate(keys):
            if key not in outcome.sources:
                yield Fault((*path, i), "unknown-name", f"no source {key!r}", f"Known: {', '.join(outcome.sources)}.")


def _sourced(outcome: Outcome) -> Iterator[tuple[Path, Any]]:
    if outcome.end is not None:
        yield ("end",), outcome.end
    for name, told in outcome.power_levels.items():
        yield ("power_levels", name), told
    for side, dead in outcome.deaths.items():
        yield ("deaths", side), dead


def day_or_none(text: str) -> dt.date | None:
    """Return the day that a text names, None where it names none; that fault is told elsewhere."""
    try:
        return read_day(text)
    except ValueError:
        return None


def days_or_none(text: str) -> Days | None:
    """Return the days that a date can mean, None where it is none; that fault is told elsewhere."""
    try:
        return read_days(text)
    except ValueError:
        return None


def _list(values: Sequence[float]) -> str:
    return f"[{', '.join(f'{v:g}' for v in values)}]"


RULES = (
    check_weights, check_end, check_counts, check_doubles, check_answers, check_days, check_series, check_sources,
)  # fmt: skip


def rule_faults(outcome: Outcome) -> list[Fault]:
    """Return every fault that needs no scenario to be seen."""
    return [fault for rule in RULES for fault in rule(outcome)]
