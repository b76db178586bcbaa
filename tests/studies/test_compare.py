"""Bundles and runs side by side."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.errors import RunError, ScenarioError
from multipolar.session.run import run_war
from multipolar.session.run_files import Order
from multipolar.session.war import Recipe, load_war
from multipolar.studies.compare import compare_bundles, compare_runs, names_of

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


def test_compare_runs__other_chance_is_a_difference_and_no_pair(run_of):
    """Runs on different seeds are two samples: the seed is listed, and errors are those of two independent samples."""
    first, other = run_of(3), run_of(4, members=20)
    (row,) = compare_runs([first, other])["variants"].values()
    told = {r["what"]: (r["base"], r["value"]) for r in row["inputs"]}
    lengths = [run.outcomes["length_days"].astype(float) for run in (first, other)]
    means = [float(np.average(x, weights=run.sample.tally.weights)) for x, run in zip(lengths, (first, other), strict=True)]
    parts = [run.sample.tally.weights * (x - m) for x, m, run in zip(lengths, means, (first, other), strict=True)]
    found = row["outcomes"]["length_days"]

    assert told == {"seed": ("3", "4"), "members": ("40", "20")}
    assert (row["pairs"], row["members"], row["seed"], row["identical"]) == (0, 20, 4, "")
    assert row["unpaired"].startswith("Not paired: seed 3 against seed 4, 40 and 20 courses with chances of their own.")
    assert found["difference"] == pytest.approx(means[1] - means[0], abs=1e-5)
    assert found["error"] == pytest.approx(np.sqrt(parts[0].var(ddof=1) / 40 + parts[1].var(ddof=1) / 20), abs=1e-5)


def test_compare_runs__of_other_size_share_some_courses(run_of):
    """On one seed the common members are pairs and equal in everything; only the further ones make a difference."""
    (row,) = compare_runs([run_of(3), run_of(3, members=20)])["variants"].values()

    assert [r["what"] for r in row["inputs"]] == ["members"]
    assert row["pairs"] == 20
    assert row["unpaired"].startswith("Paired in part: of 40 and 20 courses 20 share the same chance.")
    assert row["identical"] == "Identical in every course that both hold: no number that a course reads differs."


def test_compare_runs__folders_of_one_name_are_told_apart(run_of):
    """Every run keeps its own row, whatever its folder is called."""
    first, other, third = run_of(3), run_of(3, claims=("C05=off",)), run_of(4)
    assert {run.folder.name for run in (first, other, third)} == {"r"}
    found = compare_runs([first, other, third, first])

    assert list(found["variants"]) == [str(other.folder), str(third.folder), f"{first.folder} (2)"]
    assert len(found["means"]) == len(found["scores"]) == 4
    assert names_of([first]) == ["r"]
