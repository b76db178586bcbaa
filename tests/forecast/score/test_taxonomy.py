"""Scores on what every war has."""

from __future__ import annotations

import pytest

from invented import sample, told
from multipolar.forecast.outcome import Outcome
from multipolar.forecast.score.document import score_document
from multipolar.forecast.score.taxonomy import taxonomy_rows


def test_score__the_taxonomy_is_scored_too(scored):
    """Ending, length, brokers, arrangement, levels and deaths have rows of their own."""
    wanted = {"ending", "ending_soft", "length_days", "brokers", "arrangement", "level:RUS", "deaths_total:A"}

    assert wanted <= set(scored["targets"])


def test_score__ground_and_newcomers_have_rows(scored):
    """Share changed since 16 October, and who newly fights: doubt in the truth is half a newcomer."""
    targets = scored["targets"]

    assert targets["changed_share"]["value"] == 0.282
    assert targets["newly_direct:TUR"]["value"] == 0.5
    assert targets["newly_direct:TUR"]["baselines"]["uniform"] == pytest.approx(0.25)


def test_score__deaths_since_the_as_of_date_are_compared_with_those():
    """Where the outcome counts from the as-of date on, so do the courses."""
    plain = {"format": "multipolar-outcome/1", "scenario": "x", "since": "as_of", "deaths": {"A": {"v": [1, 1400, 2000]}}}
    rows = taxonomy_rows(sample(), Outcome.model_validate(plain))

    assert [row.target for row in rows] == ["deaths:A"]
    assert rows[0].model < 0.5


def test_score__deaths_counted_from_another_day_are_not_scored():
    """What was counted from September is not what a forecast of October counts."""
    dead = {"A": {"v": 1}, "B": {"v": 1}}
    found = score_document(sample(300), told(since="as_of", as_of="2020-09-27", deaths=dead), facts={})
    assert found["targets"] == {}
    assert "deaths:A" in score_document(sample(300), told(since="as_of", as_of="2020-10-16", deaths=dead), facts={})["targets"]
