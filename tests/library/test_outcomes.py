"""The outcomes of the library are those of the fact packs, and stay out of the scenarios."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

import pytest
import yaml

from multipolar.codes import ARRANGEMENTS
from multipolar.forecast.outcome import Stamp, answered, open_outcome, outcome_names
from multipolar.forecast.outcome_names import names_of
from multipolar.scenario.check import check_file
from multipolar.session.war import words

ROOT = Path(__file__).parents[2]
PACKS = ROOT / "src" / "multipolar" / "library" / "packs"
PAST = [name for name in outcome_names() if name != "karabakh_2020"]
STAMP = Stamp("ab" * 32, "now")


@pytest.fixture(scope="module")
def bars():
    """The tool for the bars as a module."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import backtest_bars
    finally:
        sys.path.remove(str(ROOT / "tools"))
    return backtest_bars


@pytest.mark.parametrize("name", outcome_names())
def test_outcomes__are_whole(name):
    """Every war of the library has an end, a length, levels, deaths of both sides, ground and an arrangement of the taxonomy."""
    found = open_outcome(name, STAMP)

    assert found.end is not None
    assert sum(found.end.weights.values()) == pytest.approx(1.0)
    assert max(found.end.weights, key=lambda k: found.end.weights[k]) == found.end.label
    assert set(found.end.length_days) == set(found.changed_share) == set(found.net_share_A)
    assert all(abs(found.net_share_A[day]) <= share + 1e-9 for day, share in found.changed_share.items())
    assert set(found.deaths) == {"A", "B"}
    assert all(list(row.v) == sorted(row.v) for row in found.deaths.values())
    assert found.power_levels
    assert found.arrangement in ARRANGEMENTS


def test_outcomes__there_are_seventeen_and_two_are_cut_at_the_horizon():
    """Sixteen packs and the flagship; two wars went on for longer than the forecast looks."""
    cut = [name for name in outcome_names() if open_outcome(name, STAMP).end.censored_at_horizon]

    assert len(outcome_names()) == 17
    assert cut == ["libya_2019", "ogaden_1977"]


@pytest.mark.parametrize("name", PAST)
def test_outcomes__of_pack_and_library_are_the_same(name):
    """Opened from the pack or from the library, a war ended alike."""
    ours = open_outcome(name, STAMP).model_copy(update={"sources": {}})

    assert ours == open_outcome(name, STAMP, PACKS / f"{name}.outcome.yaml", names(name))


def keys_of(tree: object) -> set[str]:
    """Return every source key that a tree names under ``s``."""
    if isinstance(tree, dict):
        own = set(tree["s"]) if isinstance(tree.get("s"), list) else set()
        return own.union(*(keys_of(value) for value in tree.values()))
    return set().union(*(keys_of(value) for value in tree)) if isinstance(tree, list) else set()


@pytest.mark.parametrize("name", PAST)
def test_outcomes__cite_the_sources_of_the_pack(name):
    """The sources listed are those that the outcome cites, each worded as in the pack."""
    ours = yaml.safe_load((PACKS.parent / "outcomes" / f"{name}.yaml").read_text(encoding="utf-8"))
    theirs = yaml.safe_load((PACKS / f"{name}.outcome.yaml").read_text(encoding="utf-8")).get("sources", {})

    assert set(ours["sources"]) == keys_of(ours) & set(theirs)
    assert ours["sources"] == {key: theirs[key] for key in ours["sources"]}


@pytest.mark.parametrize("name", PAST)
def test_outcomes__name_the_brokers_from_outside(name):
    """Brokers that are neither powers nor members of a side in the facts are listed apart."""
    ours = yaml.safe_load((PACKS.parent / "outcomes" / f"{name}.yaml").read_text(encoding="utf-8"))
    facts = yaml.safe_load((PACKS / f"{name}.facts.yaml").read_text(encoding="utf-8"))
    members = {str(member).casefold() for side in facts["belligerents"].values() for member in side["members"]}
    local = {power["id"] for power in facts["powers"]} | members

    assert ours.get("brokers_outside", []) == [broker for broker in ours["brokered_by"] if broker not in local]


@cache
def names(name):
    """Return what the outcome of a bundled scenario may name."""
    document = check_file(name, words()).document
    assert document is not None
    return names_of(document)


@pytest.mark.parametrize("name", outcome_names())
def test_outcomes__hold_against_their_scenario(name):
    """Read as a user's file, with every name looked up, the library's outcomes have no fault."""
    file = ROOT / "src" / "multipolar" / "library" / "outcomes" / f"{name}.yaml"

    assert open_outcome(name, STAMP, file, names(name)) == answered(open_outcome(name, STAMP), names(name))


def test_bars__are_near_those_handed_down(bars):
    """Recomputed on the packs, the naive scores come within six per cent of the earlier ones; the uniform ones are exact."""
    found = bars.means(bars.read(PACKS))
    for (name, measure), bar in bars.EARLIER.items():
        assert found[name][measure] == pytest.approx(bar, rel=0.001 if name == "uniform" else 0.06), (name, measure)
