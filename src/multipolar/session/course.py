"""One course of a war lived again, as a document: every event in words with its rule, claims and sources, and the course told."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from multipolar.about import __version__
from multipolar.codes import Ending
from multipolar.engine.chunk import Job, params_of
from multipolar.engine.replay import Course, Event, replay
from multipolar.numerics.arrays import Records
from multipolar.scenario.resolve import Scenario
from multipolar.session.causes import Causes
from multipolar.session.phrases import PHRASES
from multipolar.session.telling import Names, Stretch, ending_title, names_in, said, stretches
from multipolar.session.war import War

SCHEMA = "multipolar-course/1"


def lived(war: War, member: int, *, seed: int, off: tuple[str, ...] = ()) -> tuple[Course, Records]:
    """Return one course of a war, and the PARAMS record of its member (1,).

    Parameters
    ----------
    member, seed : which course; the same two give the course that a run of them counted.
    off : mechanisms that are switched off.
    """
    params = params_of(Job(war.model, member + 1, seed, off=off), member, 1)
    return replay(war.model, params, seed=seed, member=member), params


def course_of(war: War, member: int, *, seed: int, off: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return one course of a war day by day with its causes: ``multipolar-course/1``; arguments as of ``lived``."""
    course, params = lived(war, member, seed=seed, off=off)
    return course_document(war, course, params, seed=seed)


def course_document(war: War, course: Course, params: Records, *, seed: int) -> dict[str, Any]:
    """Return a course that was lived as ``multipolar-course/1``; ``params`` (1,) are its member's numbers."""
    names = names_in(war.scenario.document, war.model.labels)
    causes = Causes(war.scenario.document, strengths_in(war, params))
    events = [event_row(event, names, causes, war.scenario) for event in course.events]
    outcome = course.outcome[0]
    label = Ending.at(int(outcome["label"])).spelling
    return {
        "schema": SCHEMA,
        "version": __version__,
        "scenario": war.id,
        "title": war.scenario.document.title,
        "digest": war.scenario.digest,
        "as_of": war.scenario.as_of.isoformat(),
        "seed": seed,
        "member": course.member,
        "ending": label,
        "ending_title": ending_title(label, names),
        "length_days": float(outcome["length_days"]),
        "deaths": {side: round(float(outcome["deaths"][b]), 1) for b, side in enumerate("AB")},
        "told": told_rows(stretches(course.events, names), war.scenario),
        "claims": claim_texts(war, events),
        "events": events,
    }


def strengths_in(war: War, params: Records) -> dict[str, float]:
    """Return the strength of each claim in one member [0-1]."""
    return {name: float(params["claim"][0, i]) for i, name in enumerate(war.model.labels.claims)}


def day_text(scenario: Scenario, day: int) -> str:
    """Return the date of a day since the as-of date (ISO)."""
    return (scenario.as_of + dt.timedelta(days=day)).isoformat()


def event_row(event: Event, names: Names, causes: Causes, scenario: Scenario) -> dict[str, Any]:
    """Return an event with its date, its words, and the rule, claims and sources behind it."""
    cause, phrase = causes.of(event), PHRASES[event.kind]
    return {
        "day": event.day,
        "date": day_text(scenario, event.day),
        "kind": event.kind,
        "lane": phrase.lane,
        "sector": event.sector,
        "actors": list(event.actors),
        "side": names.side_of(event.actors),
        "text": said(event, names),
        "rule": cause.rule.where,
        "mechanism": cause.mechanism.name,
        "because": cause.mechanism.summary,
        "claims": list(cause.claims),
        "claim": next(iter(cause.claims), None),
        "sources": list(cause.sources),
        "source": next(iter(cause.sources), None),
    }


def told_rows(told: Sequence[Stretch], scenario: Scenario) -> list[dict[str, Any]]:
    """Return a course as it is told: days with their sentences, quiet stretches with one."""
    return [
        {
            "first": stretch.first, "last": stretch.last, "date": day_text(scenario, stretch.first),
            "until": day_text(scenario, stretch.last), "quiet": stretch.quiet, "sentences": list(stretch.sentences),
        }
        for stretch in told
    ]  # fmt: skip


def claim_texts(war: War, events: Sequence[Mapping[str, Any]]) -> dict[str, str]:
    """Return the sentence of every claim that stands behind an event, by id."""
    used = {claim for event in events for claim in event["claims"]}
    return {claim.id: claim.text for claim in war.scenario.document.claims if claim.id in used}
