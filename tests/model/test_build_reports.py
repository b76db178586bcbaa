"""Reports become arrays: the latest map of each sector, claims with their disproofs and videos, gates by claims."""

from __future__ import annotations

import numpy as np

from multipolar.model.plan import ReportArrays
from small_document import BASE, at_war, model, reports

CLAIMED = {"id": "place", "kind": "claimed_place", "sector": "MID", "side": "A", "date": "2020-10-12"}
VIDEO = {"id": "video", "kind": "video_confirmed", "sector": "MID", "side": "A", "date": "2020-10-15"}
DISPROOF = {"id": "witness", "kind": "disproved_claim", "sector": "MID", "side": "A", "date": "2020-10-14"}


def arrays(*more, without=()):
    """Return the report arrays of the small war on 17 October."""
    return at_war(told=reports(*more, without=without)).plan.reports


def test_report_arrays__are_empty_at_the_start_of_a_round():
    """Before the first day nothing has been observed."""
    found = model(reports=reports()).plan.reports
    assert all(getattr(found, name).size == 0 for name in ReportArrays._fields if name not in {"gate_start", "known"})


def test_report_arrays__the_latest_map_counts():
    """Of two maps of one sector the later one is used."""
    older = {"id": "old_map", "kind": "map_share", "sector": "MID", "value": 0.9, "date": "2020-10-10"}
    found = arrays(older)
    assert found.map_value.tolist() == [0.2]


def test_report_arrays__a_map_of_side_b_is_turned_round():
    """A map that shows B's share is read as A's."""
    other = {"id": "map_B", "kind": "map_share", "sector": "MID", "side": "B", "value": 0.7, "trend_per_day": -0.01}
    found = arrays(other, without=("map_MID",))
    assert np.allclose([found.map_value[0], found.map_trend[0]], [0.3, 0.01])


def test_report_arrays__a_claim_finds_its_disproof_and_video():
    """Ages count back from the as-of date; the gap runs from claim to disproof."""
    found = arrays(CLAIMED, VIDEO, DISPROOF)
    assert found.place_age.tolist() == [5]
    assert found.place_gap.tolist() == [2]
    assert found.place_video_age.tolist() == [2]
    assert found.place_disproof[0] >= 0
    assert np.isclose(found.place_trust[0], 0.9)


def test_report_arrays__a_video_alone_is_a_claim():
    """Footage without a claim before it counts as one."""
    found = arrays(VIDEO)
    assert found.place_age.tolist() == [2]
    assert found.place_video[0] == found.place_report[0]


def test_report_arrays__counts_are_carried_to_the_as_of_date():
    """Three thousand by the tenth day of twenty are six thousand now; a later count replaces an earlier one."""
    older = {"id": "dead_old", "kind": "announced_dead", "side": "B", "value": 100, "date": "2020-10-07"}
    found = arrays(older)
    assert dict(zip(found.dead_side.tolist(), found.dead_value.tolist(), strict=True)) == {0: 6000.0, 1: 500.0}


def test_report_arrays__displaced_may_be_persons():
    """Five thousand of ten thousand people are a half."""
    crowd = {"id": "crowd", "kind": "displaced", "side": "B", "value": 5000}
    found = arrays(crowd, without=("fled",))
    assert found.fled_value.size == 1
    assert 0.4 < found.fled_value[0] < 0.55


def test_report_arrays__gates_are_the_claims_that_observe():
    """A report rests on the claims that name it."""
    found = arrays()
    assert found.gate_start.tolist() == [0, 1, 1, 1, 1, 1, 1, 1]
    assert found.gate_claim.tolist() == [4]


def test_report_arrays__losses_given_outright_silence_the_claim():
    """Where the file gives losses, the enemy's claim on the same arms is left out, and said so."""
    forces = {**BASE["forces"], "B": {**BASE["forces"]["B"], "losses_so_far": {"tanks": {"v": 10}}}}
    built = at_war(forces=forces)
    assert built.plan.reports.item_report.size == 0
    assert any("tanks_B" in note for note in built.notes)
