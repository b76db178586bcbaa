"""A quick look at a war: the courses of a run, nothing on disk, beside the look before."""

from __future__ import annotations

import numpy as np
import pytest

import small_document
from multipolar.engine.ensemble import digest_of
from multipolar.errors import ArgumentError
from multipolar.session.run import run_war
from multipolar.session.run_files import Order
from multipolar.session.war import Recipe, War
from multipolar.studies.preview import HALF, MAP_DAY, held_by_a, look, preview_document

pytestmark = pytest.mark.compiled
MEMBERS = 60


def war(**changes):
    """Return the small war as it is simulated."""
    from multipolar.model.build import build

    scenario = small_document.scenario(**{"questions": [], **changes})
    return War(Recipe("small_war.yaml"), scenario, build(scenario), {"scenario.yaml": "", "as_run.yaml": ""})


def test_look__lives_the_courses_of_a_run(tmp_path):
    """Member by member what a run of the same seed lives, whether at once or in two steps."""
    done = run_war(war(), Order(MEMBERS, 5, tmp_path / "run"))
    short = look(war(), members=20, seed=5)
    found = look(war(), members=MEMBERS, seed=5, known=short)
    assert digest_of(found.variant.outcomes) == done.digest
    assert found.forecast["endings"] == done.forecast["endings"]
    assert look(war(), members=20, seed=5, known=found) is found


def test_look__the_map_is_that_of_its_day():
    """By sector the weighted share of courses in which A holds most of it."""
    found = look(war(), members=MEMBERS, seed=5)
    series = found.series
    day = min(MAP_DAY, series["sector_share"].shape[1] - 1)
    even = (series["sector_share"][:, day] > HALF).mean(axis=0)
    assert held_by_a(series, np.ones(MEMBERS), day) == pytest.approx(even)
    assert found.held["LEFT"] == 1.0


def test_preview_document__pairs_are_of_the_same_courses():
    """No difference where nothing differs; else that of the printed chances, with the paired error."""
    now = look(war(), members=MEMBERS, seed=5)
    same = preview_document(now, now)
    assert {row["difference"] for row in same["endings"].values()} == {0.0}
    other = look(war(horizon_days=20), members=MEMBERS, seed=5)
    rows = preview_document(other, now)["endings"]
    assert rows["ongoing_180"]["difference"] == pytest.approx(rows["ongoing_180"]["p"] - rows["ongoing_180"]["base"], abs=1e-6)
    assert rows["ongoing_180"]["error"] > 0.0
    alone = preview_document(now, None)
    assert alone["length"]["base"] is None
    assert alone["endings"]["knockout_A"]["error"] is None


def test_look__is_bounded():
    """More courses are a run."""
    with pytest.raises(ArgumentError, match="start a run"):
        look(war(), members=10_000)
