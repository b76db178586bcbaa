"""One course of a war lived again, as a document: every event with its rule, claims and sources."""

from __future__ import annotations

from typing import Any

from multipolar.about import __version__
from multipolar.codes import Ending
from multipolar.engine.chunk import Job, params_of
from multipolar.engine.replay import course_document, replay
from multipolar.session.war import War

SCHEMA = "multipolar-course/1"


def course_of(war: War, member: int, *, seed: int, off: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return one course of a war day by day with its causes: ``multipolar-course/1``.

    Parameters
    ----------
    member, seed : which course; the same two give the course that a run of them counted.
    off : mechanisms that are switched off.
    """
    params = params_of(Job(war.model, member + 1, seed, off=off), member, 1)
    course = replay(war.model, params, seed=seed, member=member)
    events = [
        {**row, "claim": next(iter(row["claims"]), None), "source": next(iter(row["sources"]), None)}
        for row in course_document(war.model, war.scenario, course, params)
    ]
    outcome = course.outcome[0]
    return {
        "schema": SCHEMA,
        "version": __version__,
        "scenario": war.id,
        "digest": war.scenario.digest,
        "as_of": war.scenario.as_of.isoformat(),
        "seed": seed,
        "member": member,
        "ending": Ending.at(int(outcome["label"])).spelling,
        "length_days": float(outcome["length_days"]),
        "deaths": {side: round(float(outcome["deaths"][b]), 1) for b, side in enumerate("AB")},
        "events": events,
    }
