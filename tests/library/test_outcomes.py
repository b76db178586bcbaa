"""The outcomes of the library are those of the fact packs, and stay out of the scenarios."""

from __future__ import annotations

import os
import sys
from functools import cache
from pathlib import Path

import pytest

from multipolar.forecast.outcome import Stamp, answered, open_outcome, outcome_names
from multipolar.forecast.outcome_names import names_of
from multipolar.model.ending import ARRANGEMENTS
from multipolar.scenario.check import check_file
from multipolar.studies.war import words

ROOT = Path(__file__).parents[2]
SHARED = Path(os.environ.get("MULTIPOLAR_SHARED", ROOT.parent / "shared"))
PACKS = SHARED / "design" / "backtests"
STAMP = Stamp("ab" * 32, "now")
needs_packs = pytest.mark.skipif(not PACKS.is_dir(), reason="the fact packs are not here")


@pytest.fixture(scope="module")
def tools():
    """The import tool and the tool for the bars as modules."""
    sys.path.insert(0, str(ROOT / "tools"))
    try:
        import backtest_bars
        import import_outcomes
    finally:
        sys.path.remove(str(ROOT / "tools"))
    return import_outcomes, backtest_bars


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


@needs_packs
def test_outcomes__are_what_the_tool_writes(tools, tmp_path):
    """The committed files are those made of the packs as they stand."""
    for name in tools[0].run(PACKS, tmp_path):
        ours = ROOT / "src" / "multipolar" / "library" / "outcomes" / f"{name}.yaml"
        assert (tmp_path / f"{name}.yaml").read_text(encoding="utf-8") == ours.read_text(encoding="utf-8"), name


@needs_packs
@pytest.mark.parametrize("name", [n for n in outcome_names() if n != "karabakh_2020"])
def test_outcomes__of_pack_and_library_are_the_same(name):
    """Opened from the pack or from the library, a war ended alike."""
    ours = open_outcome(name, STAMP).model_copy(update={"sources": {}})

    assert ours == open_outcome(name, STAMP, PACKS / f"{name}.outcome.yaml", names(name))


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


@needs_packs
def test_bars__are_near_those_handed_down(tools):
    """Recomputed on the packs, the naive scores come within six per cent of the earlier ones; the uniform ones are exact."""
    found = tools[1].means(tools[1].read(PACKS))
    for (name, measure), bar in tools[1].EARLIER.items():
        assert found[name][measure] == pytest.approx(bar, rel=0.001 if name == "uniform" else 0.06), (name, measure)
