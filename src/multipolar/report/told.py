"""Three courses of a run for the page: lived again, told in words, with where each two of them part."""

from __future__ import annotations

import datetime as dt
import itertools
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from multipolar.engine.replay import Course
from multipolar.errors import QuestionError
from multipolar.numerics.arrays import Records
from multipolar.report.table import isolated, safe
from multipolar.session.course import course_document, lived
from multipolar.session.run import Run
from multipolar.session.telling import Names, lowered, names_in, only_in, parting, said
from multipolar.studies.exemplars import Exemplar, Kind, exemplars

SHORT: dict[Kind, str] = {
    "typical": "the typical course",
    "early": "the course that ends early",
    "widening": "the course in which the war widens",
}
"""What each exemplar is called in a sentence."""
COMPARED = ("label", "stop", "length_days", "deaths", "share_force")
"""Fields of the outcome in which a course lived again is the one that was counted."""
MOST_CLAIMS = 3
"""Claims that are shown behind one event."""
MOST_SAID = 3
"""Events of the day of parting that are told of each course."""
ANOTHER = "multipolar replay RUN --exemplar {kind}{more}"


@dataclass(frozen=True, slots=True)
class Told:
    """A course that was lived again: why it was chosen, its events, and its document ``multipolar-course/1``."""

    exemplar: Exemplar
    course: Course
    document: Mapping[str, Any]


def told_of(done: Run) -> dict[str, Any]:
    """Return the three courses that stand for a run as the page reads them, or the reason why there are none."""
    try:
        chosen = exemplars(done)
    except QuestionError as error:
        return {"courses": [], "reason": str(error).removeprefix(f"{done.folder}: ")}
    counted, told = done.outcomes, []
    for one in chosen:
        course, params = lived(done.war, one.member, seed=done.sample.seed, off=tuple(done.store.manifest.get("off", ())))
        if not same(course.outcome[0], counted[one.member]):
            return {"courses": [], "reason": "this version does not live the courses of the run again as they were counted"}
        told.append(Told(one, course, course_document(done.war, course, params, seed=done.sample.seed)))
    return page_courses(told, names_in(done.war.scenario.document, done.war.model.labels), done.war.scenario.as_of)


def same(lived_again: Records, counted: Records) -> bool:
    """Tell whether two OUTCOME records are of one course."""
    return all(np.array_equal(lived_again[name], counted[name]) for name in COMPARED)


def page_courses(told: Sequence[Told], names: Names, as_of: dt.date) -> dict[str, Any]:
    """Return courses as the page reads them; what many events share stands once."""
    rules: dict[str, str] = {}
    sources: dict[str, int] = {}
    claims: dict[str, str] = {}
    courses = [dict(_course(one, rules, sources, claims)) for one in told]
    pairs = itertools.combinations(range(len(told)), 2)
    return {
        "courses": courses,
        "partings": [parting_of(told, i, j, names, as_of) for i, j in pairs],
        "rules": rules,
        "sources": list(sources),
        "claims": claims,
        "sides": list(names.sides),
        "reason": "",
    }


def _course(one: Told, rules: dict[str, str], sources: dict[str, int], claims: dict[str, str]) -> Iterator[tuple[str, Any]]:
    """Yield the parts of a course for the page, and enter what it shares with others."""
    document, chosen = one.document, one.exemplar
    yield "chosen", chosen.plain()
    yield from ((key, document[key]) for key in ("member", "ending", "ending_title", "length_days", "told"))
    yield "command", ANOTHER.format(kind=chosen.kind, more=" --another" * (chosen.another + 1))
    rows = []
    for event in document["events"]:
        rules[event["mechanism"]] = event["because"]
        kept = event["claims"][:MOST_CLAIMS]
        claims |= {name: document["claims"][name] for name in kept}
        place = sources.setdefault(event["source"], len(sources)) if event["source"] else -1
        rows.append({
            "day": event["day"], "kind": event["kind"], "side": event["side"], "text": event["text"], "rule": event["mechanism"],
            "claims": kept, "source": place,
        })  # fmt: skip
    yield "events", rows


def parting_of(told: Sequence[Told], i: int, j: int, names: Names, as_of: dt.date) -> dict[str, Any]:
    """Return on which day two courses part, and what then happens in each, in words."""
    one, two = told[i], told[j]
    day = parting(one.course.events, two.course.events)
    if day is None:
        return {"pair": [i, j], "day": None, "text": "Both tell the same from first day to last."}
    date = as_of + dt.timedelta(days=day)
    parts = (_there(one, two, day, names), _there(two, one, day, names), f"{capital(_end(one))}, {_end(two)}.")
    return {"pair": [i, j], "day": day, "text": f"They part on day {day}, {date.day} {date:%B}. {' '.join(parts)}"}


def _there(one: Told, two: Told, day: int, names: Names) -> str:
    """Return what happens on a day of one course and not of another."""
    found = [said(event, names) for event in only_in(one.course.events, two.course.events, day)]
    if not found:
        return f"In {SHORT[one.exemplar.kind]} nothing of it happens."
    rest = len(found) - MOST_SAID
    more = [f"{rest} more {'thing happens' if rest == 1 else 'things happen'}"] if rest > 0 else []
    return f"In {SHORT[one.exemplar.kind]} {'; '.join([*found[:MOST_SAID], *more])}."


def _end(one: Told) -> str:
    """Return how a course ends, as a clause."""
    document = one.document
    name = SHORT[one.exemplar.kind]
    return f"{name} ends on day {document['length_days']:.0f} ({lowered(str(document['ending_title']))})"


def capital(text: str) -> str:
    """Return a text with its first letter in capitals."""
    return f"{text[:1].upper()}{text[1:]}"


def told_html(told: Mapping[str, Any] | None) -> str:
    """Return the courses as lists for readers without a script."""
    if not told:
        return ""
    return "".join(
        f"<h3>{safe(row['chosen']['title'])}</h3><p>{isolated(why_text(row))}</p>"
        f'<ol class="daily">{"".join(_line(part) for part in row["told"])}</ol>'
        for row in told["courses"]
    )


def why_text(row: Mapping[str, Any]) -> str:
    """Return which course was chosen and why."""
    chosen = row["chosen"]
    return f"Course {row['member']:,} of the run: {chosen['why']}; one of {chosen['group']:,} courses."


def _line(part: Mapping[str, Any]) -> str:
    first, last = part["first"], part["last"]
    days = f"Day {first}" if first == last else f"Days {first} to {last}"
    return f"<li><b>{days}</b>, {long_day(part['date'])}. {isolated(' '.join(part['sentences']))}</li>"


def long_day(text: str) -> str:
    """Return a date as day and month.

    >>> long_day("2020-10-07")
    '7 October'
    """
    day = dt.date.fromisoformat(text)
    return f"{day.day} {day:%B}"
