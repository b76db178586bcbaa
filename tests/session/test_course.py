"""A course as a document: what was lived, in words, with its causes."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np

from invented import war
from multipolar.engine.replay import Course, Event
from multipolar.model.records import zeros
from multipolar.session.course import course_document

MARTUNI = Event(2, "assault", ("AZE",), "MRU", {"chance": 0.67})
END = Event(5, "settlement", held={"design": "total_return", "brokers": ("RUS",), "ending": "knockout_A"})


def lived_course():
    """Return a course of two events with its outcome, and the numbers of a member in whom one claim is off."""
    outcome, params = zeros("OUTCOME", 1, war().model.capacity), zeros("PARAMS", 1, war().model.capacity)
    outcome["length_days"], outcome["deaths"] = 5.0, [[100.0, 250.04]]
    params["claim"] = 1.0
    params["claim"][0, war().model.labels.claims.index("C09")] = 0.0
    return Course(3, (MARTUNI, END), outcome), params


def test_course_document__holds_the_course_in_words_with_its_causes():
    """Events carry date, lane, sentence, rule, mechanism, claims and sources; the course is told by day."""
    course, params = lived_course()
    document = course_document(war(), course, params, seed=11)
    attack, end = document["events"]

    assert (document["schema"], document["member"], document["seed"]) == ("multipolar-course/1", 3, 11)
    assert (document["ending"], document["ending_title"]) == ("knockout_A", "Outright victory of Azerbaijan")
    assert (document["length_days"], document["deaths"]) == (5.0, {"A": 100.0, "B": 250.0})
    assert attack["text"] == "Azerbaijan attacks at Martuni; it sees a chance of 67 %"
    assert (attack["date"], attack["lane"], attack["mechanism"]) == ("2020-10-18", "ground", "effort")
    assert attack["rule"] == "mechanisms.effort.pick_axes"
    assert attack["claim"] == attack["claims"][0]
    assert attack["source"] == attack["sources"][0]
    assert "C09" not in document["claims"]
    assert set(document["claims"]) == {claim for event in document["events"] for claim in event["claims"]}
    assert end["lane"] == "talks"
    assert [row["sentences"][0].split(" ")[0] for row in document["told"]] == ["Quiet.", "Azerbaijan", "Quiet.", "Both"]
    assert [(row["first"], row["last"], row["until"]) for row in document["told"]][2] == (3, 4, "2020-10-20")


def test_course_document__is_plain():
    """No number of numpy is left in it."""
    course, params = lived_course()

    def plain(value):
        inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        return not isinstance(value, np.generic | SimpleNamespace) and all(map(plain, inner))

    assert plain(course_document(war(), course, params, seed=11))
