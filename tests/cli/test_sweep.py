"""`multipolar sweep`."""

from __future__ import annotations

import pytest

from cli_fakes import difference, fake_api, give
from cli_stage import call
from multipolar.cli.failures import UsageError
from multipolar.cli.sweep import axes
from multipolar.errors import EXIT_INTERRUPTED
from multipolar.results import Sweep

ROWS = [
    difference(0.54, 0.42) | {"point": "C1=off", "outcome": "ending:knockout_A"},
    difference(40.0, 41.0, 9.0, share=False) | {"point": "C1=off", "outcome": "length_days"},
]
FOUND = {
    "schema": "multipolar-sweep/1", "version": "1", "scenario": "pass", "as_of": "2030-04-20", "members": 1_000, "too_few": None,
    "points": ["C1=off"], "missing": [], "complete": True, "file": "t.csv", "rows": ROWS,
}  # fmt: skip


def test_axes__are_split_at_commas_outside_of_brackets():
    """A distribution is one value."""
    assert axes(["C1=on, off", "quality=U(0.1, 0.3),0.5"]) == {"C1": ["on", "off"], "quality": ["U(0.1, 0.3)", "0.5"]}


@pytest.mark.parametrize("texts", [[], ["C1"], ["C1="], ["=on"], ["C1=on,,off"], ["C1=on", "C1=off"]], ids=range(6))
def test_axes__what_is_no_axis_is_wrong_usage(texts):
    """Nothing, no values, an empty one, or a key named twice."""
    with pytest.raises(UsageError):
        axes(texts)


def test_sweep__tells_per_point_what_moved(capsys, monkeypatch, tmp_path):
    """Options reach the verb; what did not move is not told."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "sweep", Sweep(FOUND))
    said = call(capsys, "sweep", "war.yaml", "--vary", "C1=off", "--one-at-a-time", "--out", "t.csv", "--members", "1000")
    assert said.status == 0
    assert [word for word in ("C1=off", "ending:knockout_A -12.0 ± 1.0", "1,000 paired courses") if word not in said.out] == []
    assert "length_days" not in said.out
    given, how = calls["sweep"]
    assert given == ("war.yaml", {"C1": ["off"]}, None)
    assert (how["grid"], str(how["out"]), how["members"]) == (False, "t.csv", 1_000)
    assert call(capsys, "sweep", "war.yaml", "--vary", "C1=off", "--json").document == FOUND


def test_sweep__interrupted_says_what_is_missing(capsys, monkeypatch, tmp_path):
    """The status tells it, too."""
    calls = fake_api(monkeypatch, tmp_path)
    give(monkeypatch, calls, "sweep", Sweep(FOUND | {"missing": ["C1=on"], "complete": False, "file": None}))
    said = call(capsys, "sweep", "war.yaml", "--vary", "C1=off,on")
    assert said.status == EXIT_INTERRUPTED
    assert "1 points are missing" in said.err


def test_sweep__nothing_varied_is_wrong_usage(capsys):
    """It says what to name."""
    assert call(capsys, "sweep", "war.yaml").status == 2
