"""Laws and steps of `mechanisms/reports.py`."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from known_theatre import Theatre, known_theatre
from multipolar.mechanisms.reports import (
    lagged,
    own_share_of,
    own_value,
    reports_step,
    value_share_of,
    weight_changed,
    weight_share_of,
    world_dead,
)

EQUIVALENT = {
    ("value_share_of", "total = 1e-12: 1e-12 -> 1.5e-12"): "keeps a division finite where nothing is disputed",
    ("own_share_of", "total = 1e-12: 1e-12 -> 1.5e-12"): "keeps a division finite where nothing is disputed",
    ("weight_share_of", "total = 1e-12: 1e-12 -> 1.5e-12"): "keeps a division finite where nothing is disputed",
    ("weight_changed", "total = 1e-12: 1e-12 -> 1.5e-12"): "keeps a division finite where nothing is disputed",
}


@given(st.floats(0, 1), st.floats(0, 1), st.floats(1, 20))
def test_lagged__moves_toward_the_truth_and_never_past_it(seen: float, truth: float, lag: float) -> None:
    """What is known lies between what was known and the truth."""
    now = lagged(seen, truth, lag)

    assert min(seen, truth) - 1e-12 <= now <= max(seen, truth) + 1e-12


def test_lagged__worked_by_hand() -> None:
    """A quarter of the way with a lag of four days; all of it within a day at most."""
    assert lagged(0.2, 0.6, 4.0) == pytest.approx(0.3)
    assert lagged(0.2, 0.6, 0.5) == pytest.approx(0.6)


def test_world_dead__lies_between_announcement_and_claim() -> None:
    """With a third announced and three times claimed the world believes in well under the truth."""
    assert world_dead(1000.0, 0.35, 3.0) == pytest.approx(1000 * 0.35**0.7 * 3.0**0.3)
    assert world_dead(1000.0, 0.0, 1.0) == pytest.approx(1000 * 1e-3**0.7)
    assert world_dead(1000.0, 1.0, 0.0) == pytest.approx(1000 * 1e-3**0.3)


def test_shares__count_disputed_ground_by_value_and_by_weight() -> None:
    """A holds all of 0 (value 3, weight 1) and half of 1 (value 5, weight 6); 2 is worth 2 and 3, 3 is not disputed."""
    world = known_theatre()
    world.sc["contested"][:9] = (1, 1, 1, 0, 0, 0, 0, 0, 0)
    world.p["value"][:9], world.sc["weight"][:9] = (3, 5, 2, 40, 0, 0, 0, 0, 0), (1, 6, 3, 50, 0, 0, 0, 0, 0)
    world.st["share"][:9] = (1.0, 0.5, 0.0, 1, 0, 0, 0, 0, 0)
    assert value_share_of(world.sc, world.p, world.st["share"]) == pytest.approx(0.55)
    assert weight_share_of(world.sc, world.st["share"]) == pytest.approx(0.4)
    world.sc["contested"][:] = 0
    assert value_share_of(world.sc, world.p, world.st["share"]) == 0.0
    assert weight_share_of(world.sc, world.st["share"]) == 0.0


def test_own_share__counts_ground_by_the_map_of_a_side() -> None:
    """A holds all of a sector worth 3 and half of one worth 5; B's map doubles the first and halves the second: 7.25 of 8.5."""
    world = known_theatre()
    world.sc["contested"][:9] = (1, 1, 0, 0, 0, 0, 0, 0, 0)
    world.p["value"][:9] = (3, 5, 40, 0, 0, 0, 0, 0, 0)
    world.p["map_weight"][1, :2] = (2.0, 0.5)
    world.st["share"][:9] = (1.0, 0.5, 1.0, 1, 0, 0, 0, 0, 0)
    assert (own_value(world.p, 0, 1), own_value(world.p, 1, 1)) == (5.0, 2.5)
    assert own_share_of(world.sc, world.p, 0, world.st["share"]) == pytest.approx(5.5 / 8.0)
    assert own_share_of(world.sc, world.p, 1, world.st["share"]) == pytest.approx(7.25 / 8.5)
    world.sc["contested"][:] = 0
    assert own_share_of(world.sc, world.p, 1, world.st["share"]) == 0.0


def test_reports_step__each_side_follows_its_own_map() -> None:
    """B counts the second sector only, of which A holds nothing; A counts both alike."""
    world = known_theatre()
    world.sc["contested"][:9] = (1, 1, 0, 0, 0, 0, 0, 0, 0)
    world.p["map_weight"][1, 0] = 0.0
    world.st["share"][:9] = (1.0, 0, 0, 0, 0, 0, 0, 0, 0)
    world.off("reports").run(reports_step, 5)
    assert list(world.st["seen_share"]) == pytest.approx([0.5, 0.0])
    assert list(world.st["own_rate"]) == pytest.approx([0.5 / 7.0, 0.0])


def news_theatre(share: float) -> Theatre:
    """Return a theatre in which A's value share was 0.4 and is now ``share``, with reports of both days."""
    world = known_theatre()
    world.st["share"][:9] = share
    world.st["value_share"], world.st["value_rate"] = 0.4, 0.01
    world.st["own_share"][:], world.st["own_rate"][:] = 0.4, 0.01
    world.st["seen_share"][:], world.st["seen_rate"][:], world.st["public_share"] = (0.41, 0.37), (0.02, 0.03), 0.35
    world.st["dead"][:], world.st["dead_today"][:], world.st["dead_mean"][:] = (100.0, 200.0), (8.0, 16.0), (1.0, 2.0)
    world.p["dead_before"][:] = (10.0, 20.0)
    world.p["concede_lag"], world.p["claim_lead"] = 4.0, 1.5
    world.p["own_loss_reporting"], world.p["enemy_claim"] = 0.5, 2.0
    world.p["map_lag"], world.p["visual_detection"] = 3.0, 0.5
    return world


@pytest.mark.parametrize("share", [0.5, 0.35])
def test_reports_step__worked_by_hand(share: float) -> None:
    """Who gains claims ahead of the truth at once, who loses admits over three days; maps lag 3 x 0.71 / 0.5 days."""
    changed = news_theatre(share).change(reports_step, 5)
    rate = 0.01 + (share - 0.4 - 0.01) / 7.0
    lead = share + 1.5 * rate
    winner = 0 if share > 0.4 else 1
    before = (0.41, 0.37)
    seen = [lead if b == winner else before[b] + (share - before[b]) / 3.0 for b in range(2)]
    rates = (0.02, 0.03)

    assert set(changed) == {
        "value_share", "value_rate", "own_share", "own_rate", "dead_mean", "seen_share", "seen_rate", "seen_dead", "public_share",
    }  # fmt: skip
    assert changed["value_share"] == pytest.approx(share)
    assert changed["value_rate"] == pytest.approx(rate)
    assert changed["own_share"] == pytest.approx([share, share])
    assert changed["own_rate"] == pytest.approx([rate, rate])
    assert changed["dead_mean"] == pytest.approx([2.0, 4.0])
    assert changed["seen_share"] == pytest.approx(seen)
    assert changed["seen_rate"] == pytest.approx([rates[b] + (seen[b] - before[b] - rates[b]) / 7.0 for b in range(2)])
    believed = 0.5**0.7 * 2.0**0.3
    assert changed["seen_dead"] == pytest.approx([110.0 * believed, 220.0 * believed])
    assert changed["public_share"] == pytest.approx(0.35 + (share - 0.35) / (3.0 * 0.71 / 0.5))


def test_reports_step__on_a_day_without_change_both_claim() -> None:
    """Nobody admits anything where nothing was lost."""
    world = news_theatre(0.4)
    world.st["own_share"][:] = own_share_of(world.sc, world.p, 0, world.st["share"])
    world.run(reports_step, 5)
    lead = 0.4 + 1.5 * (0.01 - 0.01 / 7.0)

    assert world.st["seen_share"] == pytest.approx([lead, lead])


@pytest.mark.parametrize(("share", "claims"), [(0.999, 1.0), (0.001, 0.0)])
def test_reports_step__claims_stay_within_the_whole(share: float, claims: float) -> None:
    """Nobody claims more than everything or less than nothing."""
    world = news_theatre(share)
    world.p["claim_lead"] = 50.0
    world.run(reports_step, 5)

    assert world.st["seen_share"][0 if share > 0.4 else 1] == claims


def test_reports_step__satellites_that_see_little_see_late() -> None:
    """Below a tenth the chance to see counts as a tenth."""
    world = news_theatre(0.5)
    world.p["visual_detection"] = 0.0
    world.run(reports_step, 5)

    assert world.st["public_share"] == pytest.approx(0.35 + 0.15 / (3.0 * 7.1))


def test_reports_step__switched_off_everybody_knows_the_truth() -> None:
    """Share, rate and the dead."""
    world = news_theatre(0.5).off("reports")
    world.run(reports_step, 5)
    rate = 0.01 + 0.09 / 7.0

    assert np.array(world.st["seen_share"]) == pytest.approx([0.5, 0.5])
    assert np.array(world.st["own_share"]) == pytest.approx([0.5, 0.5])
    assert np.array(world.st["own_rate"]) == pytest.approx([rate, rate])
    assert np.array(world.st["seen_rate"]) == pytest.approx([rate, rate])
    assert list(world.st["seen_dead"]) == [110.0, 220.0]
    assert world.st["public_share"] == pytest.approx(0.5)
    assert world.st["dead_mean"] == pytest.approx([2.0, 4.0])


def test_weight_changed__gains_and_losses_both_count() -> None:
    """Of disputed ground alone: a half of one sector gained and another lost, by weight."""
    world = known_theatre()
    world.sc["contested"][:9], world.sc["weight"][:9] = 0, 5.0
    world.sc["contested"][:3], world.sc["weight"][:3] = 1, (1.0, 2.0, 3.0)
    before, now = np.zeros(9), np.zeros(9)
    before[1], now[0], now[8] = 1.0, 0.5, 1.0
    assert weight_changed(world.sc, now, before) == pytest.approx((0.5 * 1.0 + 2.0) / 6.0)
    assert weight_changed(world.sc, now, now) == 0.0
