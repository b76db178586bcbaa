"""Rules for time: nothing from after the as-of date, dates in order, weather that sums up, both sides there."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator

from multipolar.reading import read_day, read_last_day
from multipolar.scenario.nodes import Path
from multipolar.scenario.paths import is_plain_name, not_a_plain_name
from multipolar.scenario.rules import Context
from multipolar.scenario.translate import Fault

PAST = "Leave it out: the forecast may know nothing after the as-of date."


def check_as_of(context: Context) -> Iterator[Fault]:
    """Yield everything that was not known on the as-of date; of a date that names only a year or month the last day counts."""
    doc = context.document
    for key, source in doc.sources.items():
        if not source.hindsight:
            yield from _late(context, ("sources", key, "known_on"), f"the source {key!r}", source.known_on)
    for i, treaty in enumerate(doc.treaties):
        signed = read_last_day(treaty.signed) if treaty.signed else None
        yield from _late(context, ("treaties", i, "signed"), f"the treaty {treaty.id!r}", signed)
    for i, design in enumerate(doc.settlements):
        yield from _late(context, ("settlements", i, "known_on"), f"the design {design.id!r}", design.known_on)
    for i, report in enumerate(doc.reports):
        yield from _late(context, ("reports", i, "known_on"), f"the report {report.id!r}", report.known_on)
        if report.date > report.known_on:
            said = f"the report {report.id!r} was known on {report.known_on}, before what it tells of ({report.date})"
            yield Fault(("reports", i, "known_on"), "bad-order", said)


def _late(context: Context, path: Path, what: str, day: dt.date | None) -> Iterator[Fault]:
    as_of = context.document.as_of
    if day is not None and day > as_of:
        yield Fault(path, "after-as-of", f"{what} is of {day}, after the as-of date {as_of}", PAST)


def check_order(context: Context) -> Iterator[Fault]:
    """Yield dates of the scenario that are out of order."""
    doc = context.document
    if doc.round_start > doc.as_of:
        said = f"the round began on {doc.round_start}, after the as-of date {doc.as_of}"
        yield Fault(("round_start",), "bad-order", said)
    if doc.phase == "start" and doc.round_start < doc.as_of:
        days = (doc.as_of - doc.round_start).days
        said = f"the phase is start, but the round began {days} days before the as-of date"
        yield Fault(("phase",), "bad-order", said, "Write phase: escalation.")
    snow_from, snow_full = doc.climate.snow_from, doc.climate.snow_full
    if snow_from is not None and snow_full is not None and snow_full < snow_from:
        said = f"passes are closed on {snow_full}, before they begin to close on {snow_from}"
        yield Fault(("climate", "snow_full"), "bad-order", said)
    for key, patch in doc.as_of_dates.items():
        try:
            read_day(key)
        except ValueError as error:
            yield Fault(("as_of_dates", key), "bad-date", str(error), at_key=True)
        if patch and not is_plain_name(patch):
            yield Fault(("as_of_dates", key), "bad-name", not_a_plain_name(patch))


def check_climate(context: Context) -> Iterator[Fault]:
    """Yield shares of weather that do not sum to 1."""
    climate = context.document.climate
    for key in ("clear", "overcast", "wet"):
        share = getattr(climate, key)
        if not 0.0 <= share <= 1.0:
            yield Fault(("climate", key), "outside-bounds", f"found {share:g}, expected a share of days from 0 to 1")
    total = climate.clear + climate.overcast + climate.wet
    if abs(total - 1.0) > 1e-6:
        said = f"the shares of clear, overcast and wet days sum to {total:g}, expected 1"
        yield Fault(("climate",), "bad-weights", said)
    if not 0.0 <= climate.persistence < 1.0:
        said = f"found {climate.persistence:g}, expected a number from 0 to below 1"
        yield Fault(("climate", "persistence"), "outside-bounds", said)


def check_sides(context: Context) -> Iterator[Fault]:
    """Yield sides that are missing."""
    for key in ("belligerents", "forces"):
        for side in ("A", "B"):
            if side not in getattr(context.document, key):
                hint = "A war has two sides; A opened the round unless opened_by says B."
                yield Fault((key, side), "missing-key", f"side {side} is missing", hint)
