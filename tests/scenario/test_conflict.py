"""A war is known again by its conflict, its ground or its sides, whatever it is called; what ended later teaches nobody."""

from __future__ import annotations

from dataclasses import replace

import pytest

import small_document
from multipolar.scenario.conflict import Identity, PastWar, distance, identity_from, identity_of, same_war, teachers_of, words_of

GROUND = ((40.0, 46.0), (40.2, 46.4), (40.4, 46.1), (39.8, 46.8))
WAR = Identity("", "2000-03-01", (("redland",), ("blueland", "hill")), GROUND)
ENDED = "2000-06-01"
FAR = tuple((lat - 60.0, lon - 90.0) for lat, lon in GROUND)


def moved(ground, by):
    return tuple((lat + by, lon) for lat, lon in ground)


def test_same_war__the_same_map_is_the_same_war_whatever_is_written_on_it():
    """Another name, other sides and another year: a copy of the ground is the war itself."""
    copy = Identity("elsewhere", "2020-01-01", (("green",), ("white",)), moved(GROUND, 0.03))
    assert same_war(copy, WAR, ENDED) == "the same ground"
    assert same_war(replace(copy, ground=FAR), WAR, ENDED) == ""


@pytest.mark.parametrize(("started", "same"), [("1999-01-01", True), ("2001-06-01", True), ("2001-06-03", False)])
def test_same_war__the_same_sides_count_only_when_the_times_are_near(started, same):
    """A later round of the dispute may learn from an earlier one; a round that began within a year of its end may not."""
    again = Identity("", started, (("blueland",), ("army", "redland")), FAR)
    assert bool(same_war(again, WAR, ENDED)) is same
    assert bool(same_war(replace(again, sides=(("blueland",), ("green",))), WAR, ENDED)) is False


def test_same_war__a_declared_conflict_and_ground_nearby():
    """Either is enough where the times are near; a name is read without capitals and signs."""
    other = Identity("red hills", "2000-05-01", (("green",), ("white",)), FAR)
    assert same_war(other, replace(WAR, conflict="red hills"), ENDED) == "the same conflict (red hills)"
    assert same_war(replace(other, conflict="blue"), replace(WAR, conflict="red hills"), ENDED) == ""
    near = moved(GROUND[:2], 0.2)
    assert same_war(replace(other, ground=near), WAR, ENDED) == "ground nearby at the same time"
    assert same_war(replace(other, ground=near, started="2010-01-01"), WAR, ENDED) == ""


def test_teachers_of__ended_before_the_date_and_not_the_war_itself():
    """On the day a war ends it teaches nobody yet; of unknown end never; every war left out has its reason."""
    past = [
        PastWar("ended", "1999-12-31", replace(WAR, ground=FAR, sides=(("a1",), ("b1",)))),
        PastWar("today", "2000-07-01", None),
        PastWar("unknown", None, None),
        PastWar("itself", "2000-06-01", WAR),
    ]
    found = teachers_of("2000-07-01", replace(WAR, conflict="renamed"), past)
    assert found.wars == ("ended",)
    assert found.later == {"today": "had not ended before 2000-07-01", "unknown": "its end is not known"}
    assert found.same == {"itself": "the same ground"}
    assert teachers_of("1990-01-01", WAR, past).wars == ()


def test_identity_of__comes_back_from_plain_values():
    """What is stored is what was known."""
    document = small_document.document().model_copy(update={"conflict": "  Red-Hills "})
    found = identity_of(document)
    assert identity_from(found.plain()) == found
    assert found.conflict == "red hills"
    assert len(found.ground) == len(document.theatre.sectors)


def test_words_of__many_sides_share_tell_nobody_apart():
    """Armies and divisions are everywhere; names are not."""
    assert words_of(["Armed forces of Redland", "5th Corps", "3 brigades", "FAP"]) == ("5th", "fap", "redland")


def test_distance__a_degree_of_latitude_is_111_km():
    """The mean of the sphere."""
    assert distance((40.0, 46.0), (41.0, 46.0)) == pytest.approx(111.19, abs=0.01)
