"""Competing views: bundles on a run's own seed, kept in its folder, and what is no view of it."""

from __future__ import annotations

from dataclasses import replace
from types import SimpleNamespace

import pytest

from invented import sample, war
from multipolar.engine import store
from multipolar.errors import ArgumentError
from multipolar.session.war import load_war, variant
from multipolar.studies import views


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Return a run whose views are counted over invented members; what was asked for is noted."""
    found = war()
    asked = []

    def lived(name, war, *, members, seed, progress):
        asked.append((name, war.scenario.stance.bundle, members, seed))
        return SimpleNamespace(war=war)

    monkeypatch.setattr(views, "live_variant", lived)
    monkeypatch.setattr(views, "sample_of_variant", lambda variant: sample())
    monkeypatch.setattr(store, "writing", lambda folder: __import__("contextlib").nullcontext())
    found_store = SimpleNamespace(manifest={})
    return SimpleNamespace(
        war=found, folder=tmp_path, store=found_store, digest="d" * 64, asked=asked, sample=SimpleNamespace(wanted=5_000, seed=7)
    )  # fmt: skip


def test_live_views__live_the_run_s_own_bundle_first_on_its_seed(run):
    """Two thousand members at most unless more are asked for; the document is kept in the folder."""
    found = views.live_views(run, ["grinding"])
    assert run.asked == [("default", "default", 2_000, 7), ("grinding", "grinding", 2_000, 7)]
    assert (found["own"], [view["id"] for view in found["views"]]) == ("default", ["default", "grinding"])
    assert views.kept_views(run) == found
    run.digest = "e" * 64
    assert views.kept_views(run) is None
    views.live_views(run, ["grinding"], members=3_000)
    assert run.asked[-1][2] == 3_000


def test_live_views__of_all_bundles_leave_none_out(run):
    """Without names every bundle of the scenario is a view: here three, for each is loaded."""
    scenario = run.war.scenario
    document = scenario.document.model_copy(update={"bundles": scenario.document.bundles[:3]})
    run.war = replace(run.war, scenario=replace(scenario, document=document))
    found = views.live_views(run)
    assert [view["id"] for view in found["views"]] == [bundle.id for bundle in document.bundles]


def test_live_views__refuse_what_is_no_view(run):
    """A misspelt bundle, the run's own alone, and a run that was given reports."""
    with pytest.raises(ArgumentError, match="Did you mean 'grinding'"):
        views.live_views(run, ["grindin"])
    with pytest.raises(ArgumentError, match="no bundle beside 'default'"):
        views.live_views(run, ["default"])
    run.store.manifest["conditioned"] = {}
    with pytest.raises(ArgumentError, match="was given reports"):
        views.live_views(run, ["grinding"])


def test_view_of__tells_endings_middle_day_and_brokers():
    """Numbers are those of the counted sample; endings add up."""
    counted = sample()
    found = views.view_of("grinding", war(), load_war(variant(war().recipe, bundle="grinding")), counted)
    assert sum(found["endings"].values()) == pytest.approx(1.0, abs=1e-5)
    assert found["endings"]["knockout_A"] == pytest.approx(counted.tally.codes["ending"][0] / counted.tally.n, abs=1e-6)
    assert found["brokers"]["RUS"] == pytest.approx(counted.tally.hits["broker:RUS"] / counted.tally.n, abs=1e-6)
    below = (counted.tally.values("length_days") <= found["median_day"]).mean()
    assert 0.5 <= below < 0.55
    assert found["text"] == "a war of attrition that the attacker can win"


def test_differing_claims__the_largest_difference_first():
    """From full to off moves most, from a draw to off by half, from half to a quarter least; nothing differs from itself."""
    found = views.differing_claims(war(), load_war(variant(war().recipe, bundle="grinding")))
    by_id = {row["claim"]: row for row in found}
    order = [row["claim"] for row in found]
    assert order.index("C58") < order.index("C12") < order.index("C11")
    assert (by_id["C11"]["strength"], by_id["C12"]["strength"]) == (0.25, 0.0)
    assert not by_id["C12"]["drawn"]
    assert views.differing_claims(war(), war()) == []
