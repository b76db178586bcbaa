"""Levers across competing worlds."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.errors import ArgumentError, QuestionError
from multipolar.session.war import Recipe
from multipolar.studies import robust as r

ONES = np.ones(4)
TABLE = {
    "as it is": {"x": (np.array([1.0, 1, 0, 0]), ONES), "y": (np.array([1.0, 1, 1, 0]), ONES)},
    "push": {"x": (np.array([1.0, 1, 1, 1]), ONES), "y": (np.zeros(4), ONES)},
    "wait": {"x": (np.array([1.0, 1, 1, 0]), ONES), "y": (np.array([1.0, 1, 0, 0]), ONES)},
}


def test_regrets__savage_by_hand():
    """Means (.5 .75), (1 0), (.75 .5): regrets (.5 0), (0 .75), (.25 .25); the smallest largest regret is that of waiting."""
    found = r.regrets(TABLE, ["x", "y"])
    rows = {row["policy"]: row for row in found["rows"]}
    assert {name: [row["worlds"][w]["regret"] for w in "xy"] for name, row in rows.items()} == {
        "as it is": [0.5, 0.0], "push": [0.0, 0.75], "wait": [0.25, 0.25],
    }  # fmt: skip
    assert found["minimax"] == "wait" == found["rows"][0]["policy"]
    assert found["best"] == {"x": "push", "y": "as it is"}
    assert [rows["push"][key] for key in ("max_regret", "mean_regret", "worst_world", "satisfies")] == [0.75, 0.375, "y", 0.5]
    assert rows["push"]["worlds"]["x"]["error"] == 0.0
    gap = np.array([0.0, 0, 0, 1])
    assert rows["wait"]["worlds"]["x"]["error"] == pytest.approx(gap.std(ddof=1) / 2.0, abs=1e-6)


def test_regrets__where_the_least_is_wanted_or_a_bar_is_given():
    """Signs turn; the bar decides what satisfies."""
    found = r.regrets(TABLE, ["x", "y"], least=True, enough=0.5)
    rows = {row["policy"]: row for row in found["rows"]}
    assert rows["push"]["worlds"]["x"]["regret"] == 0.5
    assert rows["push"]["worlds"]["y"]["regret"] == 0.0
    assert [rows[name]["satisfies"] for name in ("as it is", "push", "wait")] == [0.5, 0.5, 0.5]


def test_regrets__members_count_by_their_weights():
    """A member of three times the weight is three members."""
    w = np.array([3.0, 1, 1, 1])
    found = r.regrets({"a": {"x": (np.array([1.0, 0, 0, 0]), w)}, "b": {"x": (np.array([0.0, 1, 1, 1]), w)}}, ["x"])
    assert [row["worlds"]["x"]["mean"] for row in found["rows"]] == [0.5, 0.5]


def test_column_of__an_ending_needs_no_kind_in_front():
    """What there is not is named with the nearest."""
    table = {"ending:knockout_A": ONES, "length_days": 2 * ONES}
    assert r.column_of(table, "knockout_A") is ONES
    assert r.column_of(table, "length_days")[0] == 2.0
    with pytest.raises(QuestionError, match="length_days"):
        r.column_of(table, "length_day")


def test_robust_document__the_same_members_in_every_world_and_policy():
    """No lever and one in two worlds; the lever that changes nothing regrets as nothing does."""
    found = r.robust_document(
        Recipe("karabakh_2020"), {"C05": ["off"]}, worlds=["article", "no_drones"], target="knockout_A", members=60, seed=3
    )  # fmt: skip
    assert found["schema"] == "multipolar-robust/1"
    assert {row["policy"] for row in found["rows"]} == {"as it is", "C05=off"}
    cells = [row["worlds"]["no_drones"] for row in found["rows"]]
    assert cells[0]["mean"] == cells[1]["mean"]
    assert [one["regret"] for one in cells] == [0.0, 0.0]
    assert found["rows"][0]["worlds"]["article"]["mean"] != found["rows"][1]["worlds"]["article"]["mean"]


def test_robust_document__needs_two_worlds():
    """One is no competition."""
    with pytest.raises(ArgumentError, match="two or more"):
        r.robust_document(Recipe("karabakh_2020"), {"C05": ["off"]}, worlds=["article"], target="knockout_A", members=5, seed=3)
