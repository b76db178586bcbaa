"""Bundles and runs side by side."""

from __future__ import annotations

import pytest

from multipolar.errors import RunError, ScenarioError
from multipolar.studies.compare import compare_bundles, compare_runs
from multipolar.studies.runs import Order, run_war
from multipolar.studies.war import Recipe, load_war

FLAGSHIP = Recipe("karabakh_2020")


@pytest.fixture(scope="module")
def run_of(tmp_path_factory):
    def make(seed, members=40, **how):
        folder = tmp_path_factory.mktemp("runs") / "r"
        return run_war(load_war(Recipe("karabakh_2020", **how)), Order(members, seed, folder))

    return make


def test_compare_bundles__stand_on_the_same_courses():
    """Bundles are told against the first, with what differs between their claims."""
    found = compare_bundles(FLAGSHIP, ["default", "no_drones"], members=40, seed=3)
    row = found["variants"]["no_drones"]

    assert found["schema"] == "multipolar-compare/1"
    assert row["inputs"] == [{"what": "claim C05", "base": 1.0, "value": 0.0}]
    assert set(found["scores"]) == {"default", "no_drones"}


@pytest.mark.parametrize("bundles", [[], ["default"], ["default", "default"]])
def test_compare_bundles__needs_two_different_ones(bundles):
    """One bundle cannot be compared."""
    with pytest.raises(RunError, match="two or more different"):
        compare_bundles(FLAGSHIP, bundles, members=10)


def test_compare_bundles__an_unknown_bundle_is_a_fault_with_a_hint():
    """A bundle misspelt is told with the nearest name."""
    with pytest.raises(ScenarioError, match="no_drones"):
        compare_bundles(FLAGSHIP, ["no_drons", "default"], members=10)


def test_compare_runs__pairs_member_by_member(run_of):
    """Two runs on one seed are compared course by course; a run with itself differs in nothing."""
    first, other = run_of(3), run_of(3, claims=("C05=off",))
    found = compare_runs([first, other])
    itself = compare_runs([first, first])

    assert found["members"] == 40
    assert any(d["difference"] != 0.0 for row in found["variants"].values() for d in row["outcomes"].values())
    assert all(d["difference"] == 0.0 for row in itself["variants"].values() for d in row["outcomes"].values())


def test_compare_runs__other_chance_or_number_is_no_pair(run_of):
    """Runs on different seeds, or of different size, are refused."""
    first = run_of(3)

    with pytest.raises(RunError, match="seed 4"):
        compare_runs([first, run_of(4)])
    with pytest.raises(RunError, match="members"):
        compare_runs([first, run_of(3, members=20)])
