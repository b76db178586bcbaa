"""Laws and steps of `mechanisms/effort.py`."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.mechanisms.effort import (
    aim_share,
    assault_logit,
    attack_cap,
    axes_count,
    axis_utility,
    exposed_attackers,
    exposed_defenders,
    frontage,
    preparation_logit,
    satisfied,
    start_rate,
    surprise_left,
)
from multipolar.numerics.elementary import logistic
from powers_toy import toy_world


def chance(ratio: float, *, fortified: bool = False, air: float = 0.0, surprise: float = 0.0) -> float:
    """Return the chance of success with the estimates of the battle data."""
    terms = (-1.05 if fortified else 0.0) + 1.39 * air + 1.19 * surprise
    return float(logistic(assault_logit(-0.45, 0.49, math.log(ratio), terms)))


def test_assault_logit__gives_the_published_examples() -> None:
    """1.5:1 hasty 0.44; fortified 0.21; with air 0.52; and one level of surprise 0.78 (model science, section 2)."""
    assert chance(1.5) == pytest.approx(0.44, abs=0.01)
    assert chance(1.5, fortified=True) == pytest.approx(0.21, abs=0.01)
    assert chance(1.5, fortified=True, air=1.0) == pytest.approx(0.52, abs=0.01)
    assert chance(1.5, fortified=True, air=1.0, surprise=1.0) == pytest.approx(0.78, abs=0.01)


@given(st.floats(100, 50000), st.floats(0.35, 0.65), st.floats(1, 60))
def test_exposed_attackers__respect_cap_and_tracks(men: float, tooth: float, width: float) -> None:
    """No front takes more men than its width, no track more than three thousand."""
    cap = attack_cap(0.0, width)

    assert exposed_attackers(men, tooth, cap, 0) <= cap
    assert exposed_attackers(men, tooth, cap, 1) <= 3000.0
    assert attack_cap(1.0, width) < cap


def test_exposed_defenders__never_vanish() -> None:
    """Even an empty sector has a score of men."""
    assert exposed_defenders(0.0, 5000.0) == 20.0


@given(st.floats(100, 20000), st.floats(0, 20000))
def test_frontage__widens_as_the_defence_thins(attackers: float, defenders: float) -> None:
    """Fewer defenders never narrow the front that moves; nobody at all opens the whole sector."""
    assert frontage(attackers, 800.0, defenders, 100.0, 25.0) <= frontage(attackers, 800.0, 0.0, 100.0, 25.0) + 1e-9
    assert frontage(attackers, 800.0, 0.0, 100.0, 25.0) == pytest.approx(25.0)


def test_axes_count__is_at_least_one() -> None:
    """A small force still has one axis; 42,000 men have three."""
    assert axes_count(1000.0, 1.0, 12000.0) == 1
    assert axes_count(42000.0, 1.0, 12000.0) == 3


@given(st.floats(0, 1), st.floats(0, 1))
def test_axis_utility__rises_with_the_odds(low: float, more: float) -> None:
    """Better odds never make an axis less attractive."""
    assert axis_utility(low, 5, 3, 1, 0.1) <= axis_utility(min(low + more, 1.0), 5, 3, 1, 0.1)


@given(st.floats(0.02, 0.9))
def test_start_rate__gives_the_wanted_share_of_days(share: float) -> None:
    """In the long run an axis attacks on the share of days that the tempo asks for."""
    start = start_rate(share, 0.67)

    if start < 1.0:
        assert start / (start + 0.33) == pytest.approx(share, abs=1e-9)


def test_preparation__has_three_grades() -> None:
    """Fortified, prepared, hasty."""
    assert (preparation_logit(3.0, -0.8, -0.2), preparation_logit(2.0, -0.8, -0.2), preparation_logit(1.0, -0.8, -0.2)) == (
        -0.8,
        -0.2,
        0.0,
    )


def test_surprise__decays_in_days() -> None:
    """After five days a third of the surprise is left."""
    assert surprise_left(1.0, 5.0) == pytest.approx(math.exp(-1))


@given(st.floats(0, 1), st.floats(0, 1))
def test_aim_share__lies_between_what_is_held_and_everything(start: float, part: float) -> None:
    """Who wants nothing more wants what it holds; who wants all wants all."""
    assert start - 1e-12 <= aim_share(start, part) <= 1.0 + 1e-12
    assert aim_share(start, 0.0) == start
    assert aim_share(start, 1.0) == pytest.approx(1.0)


def test_satisfied__a_limited_aim_is_met_by_what_is_seen_and_the_whole_never() -> None:
    """Half of the rest is enough for who wants half of it, for either side; who wants everything is never done."""
    world = toy_world()
    world.st["start_share"] = 0.4
    world.p["aim"][:] = 0.5
    world.st["seen_share"][:] = 0.71

    assert satisfied(world.p, world.st, 0)
    assert not satisfied(world.p, world.st, 1)
    world.st["seen_share"][:] = 0.19
    assert not satisfied(world.p, world.st, 0)
    assert satisfied(world.p, world.st, 1)
    world.p["aim"][:] = 1.0
    world.st["seen_share"][:] = 1.0
    assert not satisfied(world.p, world.st, 0)
