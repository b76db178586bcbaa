"""Laws and step of `mechanisms/snow.py`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from known_theatre import KEY, Theatre, known_theatre
from multipolar.mechanisms.snow import (
    closed_by_height,
    line_on,
    pass_snow,
    shut_to_shells,
    snow_line,
    snow_step,
    winter_on,
    winter_speed,
)

OCTOBER, NOVEMBER_16, JANUARY, MARCH, JULY = 274.0, 320.0, 366.0, 60.0, 181.0
"""Days of the year."""


@pytest.mark.parametrize(
    ("doy", "metres"),
    [
        (OCTOBER, 3000.0), (NOVEMBER_16, 2100.0), (JANUARY, 1200.0), (1.0, 1200.0), (MARCH, 1200.0), (MARCH + 60.5, 2100.0),
        (JULY, 3000.0), (OCTOBER - 1.0, 3000.0), (365.0 + NOVEMBER_16, 2100.0),
    ],
)  # fmt: skip
def test_snow_line__falls_in_autumn_and_rises_in_spring(doy: float, metres: float) -> None:
    """3,000 m until October, 1,200 m from New Year to March, 2,100 m halfway, alike in every year."""
    assert snow_line(doy, 40.0) == pytest.approx(metres)


@given(st.floats(1, 366), st.floats(-40, 70))
def test_snow_line__lies_a_hundred_metres_lower_per_degree_north(doy: float, latitude: float) -> None:
    """At any time of the year."""
    assert snow_line(doy, latitude + 1.0) == pytest.approx(snow_line(doy, latitude) - 100.0)
    assert 1200.0 - 1e-9 <= snow_line(doy, 40.0) <= 3000.0 + 1e-9


def test_closed_by_height__half_at_the_line_and_nothing_without_a_height() -> None:
    """150 m above it 73 %; far above it shut, far below it open."""
    assert closed_by_height(2100.0, 2100.0) == pytest.approx(0.5)
    assert closed_by_height(2250.0, 2100.0) == pytest.approx(1.0 / (1.0 + np.exp(-1.0)))
    assert closed_by_height(900.0, 1800.0) < 0.003
    assert closed_by_height(3000.0, 1800.0) > 0.999
    assert closed_by_height(0.0, -900.0) == 0.0


def snowy_theatre() -> Theatre:
    """Return the theatre on 16 November, half winter; edges 0 and 1 are passes, of edge 2 only a share is stated, 3 lies low."""
    world = known_theatre()
    world.sc["doy_start"], world.sc["latitude"] = NOVEMBER_16, 40.0
    world.sc["snow_from"], world.sc["snow_full"] = -10.0, 10.0
    world.p["edge_height"][:4] = (2250.0, 1950.0, 0.0, 0.0)
    world.p["edge_snow"][2] = 0.8
    return world


def test_pass_snow__by_what_is_stated_or_by_height() -> None:
    """The larger of a stated share times winter and what the height closes; what has neither stays open; nothing without snow."""
    world = snowy_theatre()
    share = [pass_snow(world.sc, world.p, e, 0.0) for e in range(4)]
    assert share == pytest.approx([1.0 / (1.0 + np.exp(-1.0)), 1.0 / (1.0 + np.exp(1.0)), 0.4, 0.0])
    world.p["edge_snow"][:2] = (0.9, 0.9)
    assert [pass_snow(world.sc, world.p, e, 0.0) for e in range(2)] == pytest.approx([share[0], 0.45])
    assert line_on(world.sc, 46.0) == pytest.approx(1200.0)
    assert winter_on(world.sc, world.p, 5.0) == pytest.approx(0.75)
    world.off("snow")
    assert [pass_snow(world.sc, world.p, e, 0.0) for e in range(4)] == [0.0, 0.0, 0.0, 0.0]
    assert winter_on(world.sc, world.p, 5.0) == 0.0


def test_shut_to_shells__after_more_than_ten_days_of_a_shut_pass() -> None:
    """The line falls 19.6 m a day: a pass of 2,250 m is shut from 7.7 days before, one of 2,500 m long since, a low one not."""
    world = snowy_theatre()
    assert not shut_to_shells(world.sc, world.p, 0, 2.0)
    assert shut_to_shells(world.sc, world.p, 0, 3.0)
    world.p["edge_height"][0] = 2500.0
    assert shut_to_shells(world.sc, world.p, 0, 0.0)
    assert not shut_to_shells(world.sc, world.p, 1, 0.0)
    assert not shut_to_shells(world.sc, world.p, 2, 0.0)
    assert shut_to_shells(world.sc, world.p, 2, 13.0)
    assert not shut_to_shells(world.sc, world.off("snow").p, 0, 0.0)


def test_shut_to_shells__opens_again_in_spring() -> None:
    """In May a pass of 2,000 m has been shut for months, but is open today."""
    world = snowy_theatre()
    world.p["edge_height"][0] = 2000.0
    world.sc["doy_start"] = 110.0
    assert shut_to_shells(world.sc, world.p, 0, 0.0)
    assert not shut_to_shells(world.sc, world.p, 0, 6.0)


def test_winter_speed__on_rugged_ground_only() -> None:
    """Half the speed in full winter, three quarters in half of it; none of it in the plain."""
    assert [winter_speed(1.0, w) for w in (0.0, 0.5, 1.0)] == [1.0, 0.75, 0.5]
    assert winter_speed(0.0, 1.0) == 1.0


def test_snow_step__frost_takes_men_above_the_line() -> None:
    """Two men in ten thousand a day, of both sides, who all survive; at the line and below it none."""
    world = snowy_theatre()
    world.p["elevation"][:3] = (2101.0, 2500.0, 2100.0)
    world.st["men"][1, 0] = 500.0
    changed = world.change(snow_step, 0)
    assert set(changed) == {"winter", "men", "recovering"}
    assert changed["winter"] == pytest.approx(0.5)
    assert changed["men"][0, :3] == pytest.approx([999.8, 0.0, 0.0])
    assert changed["men"][1, :3] == pytest.approx([499.9, 999.8, 0.0])
    assert changed["recovering"] == pytest.approx([0.2, 0.3])


def test_snow_step__is_inert_when_off() -> None:
    """No winter and no frost."""
    world = snowy_theatre().off("snow")
    world.p["elevation"][:9] = 4000.0
    world.st["winter"] = 0.7
    world.run(snow_step, 5, KEY)
    assert world.st["winter"] == 0.0
    assert world.st["men"][0, 0] == 1000.0
