"""People: peaks and dead over all courses, roads cut together, claims of enemies marked, and what is not counted said."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from tests.report.synthetic import invented_war

from multipolar.report import people as p

INPUT = invented_war(400)


def test_roads_cut__every_lifeline_in_the_same_course():
    """A course in which one road holds is none of them; without lifelines nothing is cut."""
    days = INPUT.series.outcome["life_cut_day"]
    bare = replace(INPUT.series, lifelines=[])

    assert (p.roads_cut(INPUT.series) == ((days[:, 0] >= 0) & (days[:, 1] >= 0))).all()
    assert not p.roads_cut(bare).any()


def test_people__counts_by_weight():
    """Courses without weight do not count; few courses give no number."""
    cut = p.roads_cut(INPUT.series)
    weighted = replace(INPUT, series=replace(INPUT.series, weights=np.where(cut, 1.0, 0.0)))

    assert p.people(weighted).rows[-1][1] == "100 %"
    assert p.people(INPUT).rows[-1][0] == "Both roads cut at least once (Mountain pass and River bridge)"
    assert len(p.people(INPUT).rows) == 4
    assert p.people(invented_war(20)).rows == ()


def test_roads_text__says_how_many_there_are():
    """One, two, more, none."""
    lines = INPUT.forecast["lifelines"]
    one = replace(INPUT, forecast={**INPUT.forecast, "lifelines": {"pass": lines["pass"]}})
    none = replace(INPUT, forecast={**INPUT.forecast, "lifelines": {}})
    three = replace(INPUT, forecast={**INPUT.forecast, "lifelines": {**lines, "sea": {"name": "sea_way"}}})

    assert p.roads_text(one) == "The one road cut at least once (Mountain pass)"
    assert p.roads_text(three).startswith("All 3 roads cut at least once (Mountain pass, River bridge and Sea Way)")
    assert p.roads_text(none) == ""


def test_reports_told__marks_what_one_side_claims_of_the_other():
    """The last report first; announcements keep their own word."""
    known = {
        "dead_A": [{"day": -2, "value": 900, "reported": True, "text": "claimed by the enemy, by Borland"}],
        "dead_B": [{"day": -1, "value": 604, "reported": True, "text": "announced by Borland"}],
        "area_km2": [{"day": 0, "value": 5, "text": "map"}],
    }
    rows = p.reports_told(replace(INPUT, known=known)).rows

    assert rows == [
        ("19 Apr 2030", "Military dead of Borland", "604", "announced by Borland"),
        ("18 Apr 2030", "Military dead of Aland", "900", "claimed of the enemy by Borland"),
    ]


def test_people_notes__say_what_is_not_counted():
    """Whatever the war, the page says that no civilian dead are counted; access is told where there are roads."""
    bare = replace(INPUT, known={}, forecast={**INPUT.forecast, "lifelines": {}})

    assert "No number of civilian dead" in p.people_notes(bare)[0]
    assert [note.partition(":")[0] for note in p.people_notes(INPUT)] == ["Civilian harm", "Access"]
