"""Calibration of what past wars teach, on wars whose truth is known."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest
from verification.sbc_wars import DRAWS, LENGTH_BAND, exactly, judged, sentence, truth_in

from multipolar.codes import ENDINGS, LEVELS
from multipolar.forecast.war import WarTruth
from multipolar.model.records import zeros


def test_judged__uniform_ranks_pass_and_narrow_or_shifted_ones_are_found_out() -> None:
    """Ranks piled up at the ends are too sure, those in the middle too wide; dispersion tells which."""
    rng = np.random.default_rng(1)
    even = rng.integers(0, DRAWS + 1, (40, 6))
    names = list("abcdef")
    assert judged(even, names)["passed"]
    assert judged(even, names)["dispersion"] == pytest.approx(1.0, abs=0.15)
    sure = judged(np.where(even < DRAWS / 2, even // 3, DRAWS - (DRAWS - even) // 3), names)
    wide = judged(DRAWS // 3 + even // 3, names)
    assert not sure["passed"]
    assert not wide["passed"]
    assert wide["dispersion"] < 1.0 < sure["dispersion"]
    assert not judged(np.clip(even + 6, 0, DRAWS), names)["passed"]


def test_exactly__only_courses_of_the_label_count_and_near_lengths_more() -> None:
    """The likelihood of an end is the length's kernel where the label agrees, nothing elsewhere."""
    out = zeros("OUTCOME", 3)
    out["label"], out["length_days"] = [2, 2, 3], [30.0, 3000.0, 30.0]
    seen = exactly(out, out[0], np.random.default_rng(0))
    assert seen[2] == 0.0
    assert seen[0] > 100 * seen[1]
    assert seen[0] <= 1.0 / (LENGTH_BAND * np.sqrt(2 * np.pi))


def test_truth_in__tells_of_a_course_what_is_known_of_the_real_war() -> None:
    """Values come from the course; what nobody knows of the real war stays unknown."""
    real = WarTruth(ending="x", endings={"x": 1.0}, length=None, levels={"BBB": {}}, newly={}, brokers=None, arrangement=None,
                    changed=0.9, deaths={"B": 5.0})  # fmt: skip
    labels = SimpleNamespace(powers=["AAA", "BBB"])
    past = SimpleNamespace(truth=real, war=SimpleNamespace(model=SimpleNamespace(labels=labels)))
    out = zeros("OUTCOME", 1)
    out["label"], out["length_days"], out["changed_share"] = 1, 40.0, 0.25
    out["level"][0, 1], out["deaths"][0] = 2, (10.0, 70.0)
    told = truth_in(past, out[0])
    assert told.endings == {list(ENDINGS)[1]: 1.0}
    assert told.length is None
    assert told.levels == {"BBB": {LEVELS[2]: 1.0}}
    assert (told.changed, told.deaths) == (0.25, {"B": 70.0})


def test_sentence__names_every_way_with_its_verdict() -> None:
    """Both a pass and a failure are told."""
    row = judged(np.random.default_rng(1).integers(0, DRAWS + 1, (40, 3)), list("abc"))
    ways = {"exact": {**row, "spread_over_prior": 0.9}, "lived": {**row, "passed": False, "spread_over_prior": 0.8}}
    said = sentence({"rounds": 40, "wars": 15, "members": 1000, "particles": 500, "ways": ways})
    assert "exact uniform" in said
    assert "lived NOT uniform" in said
