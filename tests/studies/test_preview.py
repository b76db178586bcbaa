"""A quick look at a war: the courses of a run, nothing on disk, beside the look before."""

from __future__ import annotations

import numpy as np
import pytest

import small_document
from multipolar.engine.chunk import Chunk, Job
from multipolar.engine.ensemble import digest_of
from multipolar.errors import ArgumentError
from multipolar.session.run import run_war
from multipolar.session.run_files import Order
from multipolar.session.war import Recipe, War
from multipolar.studies import preview
from multipolar.studies.preview import HALF, MAP_DAY, held_by_a, look, preview_document, same_courses

pytestmark = pytest.mark.compiled
MEMBERS = 60
STRONG = {"effects": [{"target": "quality[NOR]", "op": "scale", "neutral": 1.0, "claimed": 3.0}]}
CLAIMS = [claim | STRONG if claim["id"] == "K4" else claim for claim in small_document.BASE["claims"]]
"""The claims of the small war, of which one that seven courses in ten hold makes a side strong."""


def war(chosen=(), **changes):
    """Return the small war as it is simulated."""
    from multipolar.model.build import build

    scenario = small_document.scenario(chosen, **{"questions": [], **changes})
    return War(Recipe("small_war.yaml"), scenario, build(scenario), {"scenario.yaml": "", "as_run.yaml": ""})


def test_look__lives_the_courses_of_a_run(tmp_path):
    """Member by member what a run of the same seed lives, whether at once or in two steps."""
    done = run_war(war(), Order(MEMBERS, 5, tmp_path / "run"))
    short = look(war(), members=20, seed=5)
    found = look(war(), members=MEMBERS, seed=5, known=short)
    assert digest_of(found.variant.outcomes) == done.digest
    assert found.forecast["endings"] == done.forecast["endings"]
    assert look(war(), members=20, seed=5, known=found) is found


def test_look__courses_of_another_war_that_are_the_same_are_not_lived_again(monkeypatch):
    """A claim left out changes the courses that held it alone: the others are kept, all bits as if lived anew."""
    one, certain = war(claims=CLAIMS), war(chosen=("K4=off",), claims=CLAIMS)
    first = look(one, members=MEMBERS, seed=5)
    lived, whole = [], preview.chunks_of
    monkeypatch.setattr(preview, "chunks_of", lambda *given: lived.extend(whole(*given)) or whole(*given))
    again = look(certain, members=MEMBERS, seed=5, like=[first])
    assert 0 < sum(chunk.count for chunk in lived) < MEMBERS
    lived.clear()
    alone = look(certain, members=MEMBERS, seed=5)
    assert sum(chunk.count for chunk in lived) == MEMBERS
    assert digest_of(again.variant.outcomes) == digest_of(alone.variant.outcomes)
    assert again.series.tobytes() == alone.series.tobytes()
    assert digest_of(again.variant.outcomes) != digest_of(first.variant.outcomes)


def test_same_courses__only_of_the_same_seed_scenario_and_numbers():
    """Another seed, or another horizon, shares no course; the same war shares all but those that are there already."""
    found = look(war(), members=MEMBERS, seed=5)
    same = Job(found.variant.war.model, MEMBERS, 5, 0, MEMBERS)
    assert [(b.chunk.first, b.chunk.count) for b in same_courses(same, found)] == [(0, MEMBERS)]
    assert [(b.chunk.first, b.chunk.count) for b in same_courses(same, found, [Chunk("main", 10, 5)])] == [(0, 10), (15, 45)]
    assert same_courses(Job(found.variant.war.model, MEMBERS, 6, 0, MEMBERS), found) == []
    assert same_courses(Job(war(horizon_days=20).model, MEMBERS, 5, 0, MEMBERS), found) == []


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
