"""The true start state behind reports: laws one by one, then members drawn from reports switched on and off."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.model.draw import draw
from multipolar.model.observe import (
    days_held,
    fled_share,
    items_left,
    mapped_share,
    place_share,
    true_dead,
    true_enemy_dead,
)
from small_document import at_war, model, reports

SHARE = st.floats(0, 1)
N = 2000
CLAIMED = {"id": "place", "kind": "claimed_place", "sector": "MID", "side": "A", "date": "2020-10-12"}
VIDEO = {"id": "video", "kind": "video_confirmed", "sector": "MID", "side": "A"}
DISPROOF = {"id": "witness", "kind": "disproved_claim", "sector": "MID", "side": "A", "reliability": 1.0}


def middle_share(built):
    """Return the share of A in the middle sector over members."""
    return draw(built.plan, N)["share_start"][:, 1]


def taken(built):
    """Return the share of members in which A holds the middle sector's key place."""
    drawn = draw(built.plan, N)
    return (drawn["share_start"][:, 1] >= drawn["place_depth"][:, 1]).mean()


@given(SHARE, st.floats(-0.1, 0.1), st.floats(1, 5), st.floats(0, 0.3))
def test_mapped_share__stays_a_share_and_moves_with_the_trend(shown, trend, lag, caution):
    """The truth lies ahead of the map on the side the trend favours."""
    share = mapped_share(shown, trend, lag, caution, 0)
    assert 0.0 <= share <= 1.0
    assert (share >= shown - 1e-12) if trend >= 0 else (share <= shown + 1e-12)


def test_mapped_share__value():
    """A tenth on the map, a point a day, three days late, two points of caution."""
    assert mapped_share(0.10, 0.01, 3.0, 0.02, 0) == pytest.approx(0.15)
    assert mapped_share(0.10, -0.01, 3.0, 0.02, 0) == pytest.approx(0.05)


@pytest.mark.parametrize(("opener", "truth"), [(0, 0.12), (1, 0.08)])
def test_mapped_share__without_a_trend_leans_to_the_opener(opener, truth):
    """Whoever attacks holds more than a cautious map concedes; a trend says more than the opener does."""
    assert mapped_share(0.10, 0.0, 3.0, 0.02, opener) == pytest.approx(truth)
    assert mapped_share(0.10, 0.01, 3.0, 0.02, opener) == pytest.approx(0.15)


def test_days_held__a_disproof_starts_the_clock_anew():
    """A claim of ten days ago, true after two; disproved on the fourth day it cannot be older than that."""
    assert days_held(10.0, 2.0, 4.0, 3.0, False) == 8.0
    assert days_held(10.0, 2.0, 4.0, 3.0, True) == 3.0


@given(SHARE, st.floats(0.02, 1), st.floats(-20, 20), SHARE)
def test_place_share__held_and_not_held(own, depth, held, ground):
    """A place not held keeps the share below its depth; a held one never lowers it nor goes beyond map and depth."""
    share = place_share(own, depth, held, ground)
    if held < 0:
        assert share < depth
        assert share <= own
    else:
        assert own - 1e-12 <= share <= max(own, depth) + 1e-12


@given(st.floats(0, 1e4), st.floats(0.1, 1), st.floats(1, 20))
def test_true_dead__announcements_are_a_floor_and_claims_a_ceiling(told, reporting, ratio):
    """The dead are at least the announced and at most the claimed."""
    assert true_dead(told, reporting) >= told - 1e-9
    assert true_enemy_dead(told, ratio) <= told + 1e-9


@given(st.floats(0, 1000), st.floats(0, 2000), st.floats(0.2, 5))
def test_items_left__some_always_remain(start, claimed, ratio):
    """Claims never empty an army."""
    assert 0.1 * start <= items_left(start, claimed, ratio) <= start


@given(SHARE, st.floats(0.5, 2))
def test_fled_share__a_fallen_town_is_empty(reported, noise):
    """Where the key place fell nearly everybody is gone."""
    assert fled_share(reported, noise, True) >= 0.95
    assert fled_share(reported, noise, False) <= 1.0


@pytest.mark.compiled
def test_observe__truth_lies_ahead_of_the_map():
    """A rising map share is passed by the drawn truth, by its lag and caution."""
    share = middle_share(at_war())
    assert share.min() > 0.2
    assert 0.25 < np.median(share) < 0.35
    assert share.std() > 0.02


@pytest.mark.compiled
def test_observe__a_report_whose_claim_is_off_is_not_heard():
    """Without the claim that carries the map the sector keeps the share of the file."""
    assert (middle_share(at_war(("K5=off",))) == 0.0).all()
    assert (middle_share(at_war(("K5=0.5",))) == middle_share(at_war(("K5=on",)))).all()


@pytest.mark.compiled
def test_observe__a_claimed_place_is_held_in_most_members_but_not_all():
    """Five days after the claim of the winner most but not all members have the place taken."""
    assert taken(at_war(told=reports())) < 0.05
    assert 0.55 < taken(at_war(told=reports(CLAIMED))) < 0.95


@pytest.mark.compiled
def test_observe__video_and_disproof_move_the_claim():
    """A video makes the capture likelier, a witness against it less likely."""
    plain = taken(at_war(told=reports(CLAIMED)))
    assert taken(at_war(told=reports(CLAIMED, VIDEO))) > plain + 0.05
    assert taken(at_war(told=reports(CLAIMED, DISPROOF))) < plain - 0.3


@pytest.mark.compiled
def test_observe__reliability_of_video_counts():
    """With worthless video the claim stands alone."""
    worthless = at_war(told=reports(CLAIMED, VIDEO), parameters={"video_reliability": 0.0})
    assert taken(worthless) == taken(at_war(told=reports(CLAIMED)))


@pytest.mark.compiled
def test_observe__a_claim_on_the_lead_moves_the_places():
    """Distrust of claims (a longer lead) acts on claimed places as well."""
    effect = {"target": "claim_lead", "op": "scale", "neutral": 1, "claimed": 50}
    distrust = {"id": "K9", "text": "claims lead", "kind": "EST", "effects": [effect]}
    told = reports(CLAIMED)
    assert taken(at_war(told=told, claims=(distrust,))) < taken(at_war(told=told)) - 0.4


@pytest.mark.compiled
def test_observe__dead_are_announced_over_reporting():
    """A side's dead are its announced number over the share it announces, twenty days over the days counted."""
    drawn = draw(at_war().plan, N)
    assert drawn["dead_before"][:, 1] == pytest.approx(500 / np.maximum(drawn["own_loss_reporting"], 0.1))
    assert drawn["dead_before"][:, 0] == pytest.approx(3000 * 2 / np.maximum(drawn["enemy_claim"], 1.0))


@pytest.mark.compiled
def test_observe__a_silent_side_is_taken_to_have_lost_as_much():
    """Without any number on one side the other's stands in."""
    drawn = draw(at_war(told=reports(without=("dead_A",))).plan, 50)
    assert np.array_equal(drawn["dead_before"][:, 0], drawn["dead_before"][:, 1])
    assert drawn["dead_before"].min() > 0


@pytest.mark.compiled
def test_observe__equipment_people_and_guests():
    """Claimed tanks are missing in part, people are gone, foreign fighters present."""
    war, peace = draw(at_war().plan, N), draw(model().plan, N)
    lost = peace["equipment"][:, 1, 0] - war["equipment"][:, 1, 0]
    assert 20 < np.median(lost) < 90
    assert (war["displaced_start"][:, 0] == 0).all()
    assert 0.4 < np.median(war["displaced_start"][:, 1]) < 0.6
    assert np.median(war["fighters"][:, 0]) == pytest.approx(1200, rel=0.05)


def test_observe__nothing_is_observed_on_the_first_day():
    """At the start of a round shares are those of the file and nobody is dead."""
    drawn = draw(model(reports=reports()).plan, 20)
    assert (drawn["share_start"][:, 1] == 0).all()
    assert (drawn["dead_before"] == 0).all()
