"""Three invented courses of the flagship, told: what the page reads of exemplars without one being lived."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from invented import war
from multipolar.codes import Ending
from multipolar.engine.replay import Course, Event
from multipolar.model.records import zeros
from multipolar.report.told import Told, page_courses
from multipolar.session.course import course_document
from multipolar.session.telling import names_in
from multipolar.studies.exemplars import KINDS, Exemplar

FALL = Event(4, "place_falls", ("AZE",), "FUZ")
ATTACK = Event(2, "assault", ("AZE",), "FUZ", {"chance": 0.68})
ENTRY = Event(4, "level_changes", ("TUR",), held={"old": "armed", "new": "direct"})
COURSES = {
    "typical": (ATTACK, FALL, Event(9, "war_stops", held={"stop": "truce_held", "ending": "ceasefire_gains_A"})),
    "early": (FALL, Event(5, "settlement", held={"design": "total_return", "brokers": ("RUS",), "ending": "knockout_A"})),
    "widening": (ATTACK, FALL, ENTRY, Event(20, "horizon_reached", held={"stop": "horizon", "ending": "ongoing_180"})),
}


def told_courses() -> list[Told]:
    """Return the three courses with their documents."""
    found = []
    for number, (kind, events) in enumerate(COURSES.items()):
        outcome, params = zeros("OUTCOME", 1, war().model.capacity), zeros("PARAMS", 1, war().model.capacity)
        outcome["length_days"], outcome["label"] = events[-1].day, Ending.of(events[-1].held["ending"])
        params["claim"] = 1.0
        course = Course(number, events, outcome)
        chosen = Exemplar(kind, *KINDS[kind], number, int(kind == "early"), 0.0, 40)
        found.append(Told(chosen, course, course_document(war(), course, params, seed=1)))
    return found


@lru_cache(maxsize=1)
def told_page() -> dict[str, Any]:
    """Return the three courses as the page reads them."""
    return page_courses(told_courses(), names_in(war().scenario.document, war().model.labels), war().scenario.as_of)
