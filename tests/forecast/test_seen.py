"""What is read off a course on a day."""

from __future__ import annotations

import numpy as np
import pytest

from forecast.reported import day
from multipolar.forecast.seen import FEATURES, QUANTITIES, first_day, first_true, quiet_since


@pytest.mark.parametrize(
    ("feature", "args", "field", "place", "value"),
    [
        ("option_used", ("RUS", "mediate"), "first_use", (1, 12), 0),
        ("power_entry", ("TUR",), "entry_day", (0,), 3),
        ("power_mediates", ("FRA",), "mediators", (3,), 1),
        ("lifeline_cut", ("M12",), "life_cut_day", (0,), 2),
        ("lifeline_under_fire", ("M11",), "life_fire_day", (1,), 0),
        ("red_line_crossed", ("iran_border",), "red_crossed", (5,), 7),
        ("red_line_answered", ("russia_own_forces",), "red_answered", (1,), 7),
        ("treaty_invoked", ("RA1997",), "treaty_state", (1,), 1),
        ("sector_falls", ("SHU",), "share", (7,), 0.6),
        ("soil_attacked", ("AZE",), "breached", (0,), 1),
        ("truces_called", ("1",), "truce_left", (), 2.0),
        ("truces_called", ("2",), "failed_truces", (), 2.0),
        ("truces_failed", ("2",), "failed_truces", (), 2.0),
        ("war_over", (), "ending", (), 4),
        ("deaths_over", ("999",), "dead", (1,), 1000.0),
        ("displaced_over", ("50,000",), "displaced", (7,), 50_001.0),
    ],
)
def test_features__are_true_in_the_course_in_which_they_are(feature, args, field, place, value):
    """Set in one course they hold there and nowhere else."""
    courses = day()
    courses.st[field][(2, *place)] = value
    assert FEATURES[feature].read(courses, args).tolist() == [False, False, True, False]
    assert len(args) == len(FEATURES[feature].takes)


def test_sector_falls__is_against_who_held_it_on_the_as_of_date():
    """What A held falls when A has half or less."""
    courses = day()
    courses.params["share_start"][:, 0] = 0.9
    courses.st["share"][:, 0] = (0.9, 0.51, 0.5, 0.0)
    assert FEATURES["sector_falls"].read(courses, ("JAB",)).tolist() == [False, False, True, True]


@pytest.mark.parametrize(
    ("quantity", "args", "field", "place"),
    [
        ("deaths", ("ARM",), "dead", (1,)), ("displaced", (), "displaced", (3,)), ("drones_lost", ("A",), "drones_lost", (0,)),
        ("equipment_lost", ("ARM", "tank"), "equip_lost", (1, 0)), ("equipment_lost", ("ARM", "ad"), "equip_lost", (1, 4)),
    ],
)  # fmt: skip
def test_quantities__are_those_of_the_state(quantity, args, field, place):
    """Each course has its own."""
    courses = day()
    courses.st[field][(1, *place)] = 12.0
    assert QUANTITIES[quantity].read(courses, args).tolist() == [0.0, 12.0, 0.0, 0.0]


def test_deaths_total__counts_from_the_start_of_the_round():
    """Those before the as-of date are each course's own."""
    courses = day()
    courses.st["dead"][:, 1] = 10.0
    courses.params["dead_before"][:, 1] = (0.0, 100.0, 200.0, 300.0)
    assert QUANTITIES["deaths_total"].read(courses, ("ARM",)).tolist() == [10.0, 110.0, 210.0, 310.0]


def test_first_day__negative_is_never():
    """Day 0 is a day."""
    assert first_day(np.array([-1, 0, 7], np.int16)).tolist() == [np.inf, 0.0, 7.0]


def test_first_true__is_the_first_or_never():
    """Later days do not count."""
    assert first_true(np.array([[False, True, True], [False, False, False]])).tolist() == [1.0, np.inf]


def test_quiet_since__a_week_below_one_a_day_while_the_war_goes_on():
    """Ten dead a day, then none: seven days after the last; not once the war is over, nor with one dead a day."""
    dead = np.cumsum(np.array([[10.0] * 5 + [0.0] * 15, [10.0] * 5 + [0.0] * 15, [1.0] * 20]), axis=1)
    alive = np.ones((3, 20), np.uint8)
    alive[1, 8:] = 0
    assert quiet_since(dead, alive).tolist() == [11.0, np.inf, np.inf]


def test_quiet_week__is_read_off_the_days_so_far():
    """A quiet week that comes later, or that the end of the war made, has not been seen; one that has passed has."""
    courses = day(at=15)
    dead = courses.series["dead"]
    dead[:] = np.cumsum(np.full(dead.shape, 10.0), axis=2)
    dead[1:, 0, 4:13], dead[1:, 1, 4:13] = 40.0, 40.0
    dead[2, 1, 4:13] = 40.0 + 2.0 * np.arange(9)
    courses.series["alive"] = 1
    courses.series["alive"][3, 8:] = 0
    assert FEATURES["quiet_week"].read(courses, ()).tolist() == [False, True, False, False]
    dead[0, :, 16:] = 150.0
    assert not FEATURES["quiet_week"].read(courses, ())[0]


def test_features__that_keep_a_first_day_read_it_off_outcomes_too():
    """The same function reads STATE on a day and OUTCOME at the end."""
    courses = day()
    courses.st["entry_day"][2, 0] = 3
    first = FEATURES["power_entry"].first
    assert first is not None
    assert first(courses.st, courses.frame, ("TUR",)).tolist() == [np.inf, np.inf, 3.0, np.inf]
    assert {name for name, one in FEATURES.items() if one.first is not None} == {
        "option_used", "power_entry", "lifeline_cut", "lifeline_under_fire", "red_line_crossed", "red_line_answered",
    }  # fmt: skip
