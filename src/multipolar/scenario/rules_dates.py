"""Rules for time: nothing from after the as-of date, dates in order, questions that can be asked and answered."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

from multipolar.reading import read_day, read_last_day
from multipolar.scenario.document import Question
from multipolar.scenario.nodes import Path
from multipolar.scenario.paths import is_plain_name, listing, not_a_plain_name
from multipolar.scenario.rules import Context, each_key_known, unknown
from multipolar.scenario.rules_claims import ALL, names_along
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
                hint = "A war has two sides, A opened the round."
                yield Fault((key, side), "missing-key", f"side {side} is missing", hint)


def check_questions(context: Context) -> Iterator[Fault]:
    """Yield questions that cannot be asked or answered."""
    for i, question in enumerate(context.document.questions):
        path: Path = ("questions", i)
        yield from _asked(context, path, question)
        yield from _feature(context, path, question)
        yield from _stated(path, question)
        if question.type == "categorical" and not question.options:
            said = "a categorical question needs the list of its options"
            yield Fault((*path, "options"), "missing-key", said)


def _asked(context: Context, path: Path, question: Question) -> Iterator[Fault]:
    doc = context.document
    known = {doc.as_of.isoformat(), *doc.as_of_dates}
    for j, day in enumerate(question.as_of):
        if day.isoformat() not in known:
            said = f"the scenario has no start of {day}"
            yield Fault((*path, "as_of", j), "unknown-date", said, f"Known dates: {listing(sorted(known))}.")
    if doc.as_of in question.as_of and question.closes is not None and question.closes <= doc.as_of:
        said = f"the question closes on {question.closes}, the as-of date is {doc.as_of}"
        yield Fault((*path, "closes"), "closed-question", said)


def _feature(context: Context, path: Path, question: Question) -> Iterator[Fault]:
    features = context.vocabulary.features
    name = question.feature.partition("[")[0].strip()
    if name and features and name not in features:
        fault = unknown((*path, "feature"), "feature", name, features)
        fault.code = "unknown-feature"
        yield fault
    elif features:
        yield from _feature_names(context, (*path, "feature"), question.feature)
    if not name and question.type == "binary" and question.base_rate is None:
        said = f"the question {question.id!r} has neither a feature of the course nor a base rate"
        yield Fault(path, "no-answer", said, "Give it a feature, or a sourced base rate.")


_FREE = re.compile(r"\d{4}-\d{2}-\d{2}|[-+]?\d+(\.\d+)?")


def _feature_names(context: Context, path: Path, feature: str) -> Iterator[Fault]:
    """Yield what a feature such as ``holder_end[SHU]`` asks about and nobody bears; dates and numbers are free."""
    inner = feature.partition("[")[2].rpartition("]")[0]
    asked = [part.strip() for part in inner.split(",") if part.strip()]
    known = [name for dim in "bxsegtrzlo" for name in names_along(context, dim, [ALL]) or ()]
    for name in asked:
        if not _FREE.fullmatch(name) and name not in known:
            yield unknown(path, "name", name, dict.fromkeys(known))


def _stated(path: Path, question: Question) -> Iterator[Fault]:
    for author, value in question.stated.items():
        here: Path = (*path, "stated", author)
        if isinstance(value, dict) and question.type == "categorical":
            yield from each_key_known(here, "answer", value, question.options)
            total = sum(value.values())
            if abs(total - 1.0) > 0.02:
                yield Fault(here, "bad-weights", f"the stated probabilities sum to {total:g}, expected 1")
        parts = value if isinstance(value, dict) else {"": value} if question.type == "binary" else {}
        for answer, chance in parts.items():
            if not 0.0 <= chance <= 1.0:
                said = f"found {chance:g}, expected a probability from 0 to 1"
                yield Fault((*here, answer) if answer else here, "outside-bounds", said)
