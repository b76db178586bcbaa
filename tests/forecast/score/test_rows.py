"""Every row tells its target, what happened and what was said; every target without a score its reason."""

from __future__ import annotations

from invented import sample, told
from multipolar.forecast.score.document import score_document


def test_score__every_row_says_what_happened_and_what_was_said(scored):
    """Nobody needs the forecast beside the scores to know what was said."""
    assert [name for name, row in scored["targets"].items() if row["value"] is None or row["forecast"] is None] == []
    assert set(scored["targets"]["length_days"]["forecast"]) == {"q05", "q25", "q50", "q75", "q95"}
    assert set(scored["targets"]["brokers"]["forecast"]) >= {"RUS", "USA"}


def test_score__what_cannot_be_scored_is_named_with_the_reason():
    """No end, no deaths, a power the war does not have, a length for another date: each has its sentence."""
    end = {"label": "knockout_A", "length_days": {"2020-09-27": 44}}
    found = score_document(sample(300), told(end=end, power_levels={"XXX": {"level": "out"}}, sectors_end={"SHU": 1}), facts={})
    why = {row["target"]: row["why"] for row in found["skipped"]}

    assert why["length_days"] == "the outcome tells no length from 2020-10-16"
    assert why["level:XXX"] == "this forecast has no such power"
    assert {"brokers", "arrangement", "changed_share", "deaths_total:A", "level:RUS"} <= set(why)
    assert found["not_used"] == ["sectors_end"]
    empty = score_document(sample(300), told(), facts={})
    assert (empty["targets"], empty["means"]) == ({}, {})
