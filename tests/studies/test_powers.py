"""The powers' game of a run, and the terms both sides could sign: documents that add up."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from multipolar import api
from multipolar.errors import ArgumentError
from multipolar.session.run import Run
from multipolar.strategic.games.game_json import game_from_text
from multipolar.strategic.games.nfg import read_nfg
from multipolar.studies import powers as p

POSTURES = {"RUS": ["stay_out", "broker", "arm"], "TUR": ["stay_out", "arm"]}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a small run of the flagship."""
    return api.run("karabakh_2020", members=40, seed=5, out=tmp_path_factory.mktemp("base") / "run", report=False)


@pytest.fixture(scope="module")
def played(base: Run, tmp_path_factory: pytest.TempPathFactory):
    """Return the game of Russia and Turkey with a certificate, and where it was written to."""
    folder = tmp_path_factory.mktemp("game")
    found = api.powers(base, postures=POSTURES, members=8, draws=40, certify=8, nfg=folder / "game.nfg", game=folder / "game.json")
    return found, folder


def test_powers__every_profile_has_a_payoff_with_its_error(played):
    """Six profiles, both powers, eight runs each; shares of what became of the war beside them."""
    found, _ = played
    assert found.powers == ("RUS", "TUR")
    assert set(found.payoffs) == {",".join(one) for one in itertools.product(*POSTURES.values())}
    for cells in found.payoffs.values():
        assert all(cell["runs"] == 8 and cell["se"] > 0.0 for cell in cells.values())
    assert found["lived"] == found["profiles"] == 6
    assert all(0.0 <= p <= 1.0 for row in found["war"].values() for p in row.values())
    assert found["completion"] is None


def test_powers__the_panel_is_of_the_game(played):
    """Quantal probabilities sum to one inside their bands; bounds of coarse equilibria hold those of correlated ones."""
    found, _ = played
    sums: dict[tuple[float, str], float] = {}
    for row in found.quantal:
        sums[row["precision"], row["power"]] = sums.get((row["precision"], row["power"]), 0.0) + row["p"]
        assert -1e-9 <= row["low"] <= row["high"] <= 1.0 + 1e-9
    assert list(sums.values()) == pytest.approx([1.0] * len(sums), abs=1e-5)
    assert [row["event"] for row in found.bounds][:2] == ["RUS: stay_out", "RUS: broker"]
    for row in found.bounds:
        assert row["cce"][0] <= row["ce"][0] + 1e-6
        assert row["cce"][1] >= row["ce"][1] - 1e-6
    assert {row["name"] for row in found["baselines"]} >= {"status quo", "uniform", "level 2"}


def test_powers__regret_is_what_another_posture_would_bring(played):
    """Of a pure profile: the greatest gain of each power by its own other postures, read from the payoffs."""
    found, _ = played
    for row in found.pure:
        at = row["profile"].split(",")
        for i, name in enumerate(found.powers):
            others = [found.payoffs[",".join([*at[:i], one["name"], *at[i + 1 :]])][name]["mean"] for one in found.postures[name]]
            assert row["regret"][name] == pytest.approx(max(others) - found.payoffs[row["profile"]][name]["mean"], abs=2e-6)


def test_powers__fresh_courses_certify_the_reported_profile(played):
    """Three deviations in all; the verdict is the worst of the players'."""
    found, _ = played
    told = found.certificate
    assert told is not None
    assert sum(len(one["deviations"]) for one in told["players"].values()) == 3
    assert told["bound"] >= told["regret"] >= 0.0
    verdicts = {one["verdict"] for one in told["players"].values()}
    assert told["verdict"] == ("refuted" if "refuted" in verdicts else "certified" if verdicts == {"certified"} else "not shown")


def test_powers__the_game_is_written_for_other_tools(played):
    """Both files hold the payoffs that the document tells."""
    found, folder = played
    plain = read_nfg((folder / "game.nfg").read_text())
    noisy = game_from_text((folder / "game.json").read_text())
    told = [found.payoffs[key]["TUR"]["mean"] for key in (",".join(one) for one in itertools.product(*POSTURES.values()))]
    assert noisy.game.payoffs[1].ravel().tolist() == pytest.approx(told, abs=1e-6)
    assert plain.payoffs[1].ravel().tolist() == pytest.approx(told, abs=1e-6)


def test_powers__too_many_courses_make_a_design_whose_gaps_are_marked(base):
    """Cells that were not lived have no runs, and how far off they may be is told."""
    found, noisy = p.powers(base, among=("TUR", "RUS", "FRA"), members=2, draws=5, most_courses=20)
    assert found["lived"] < found["profiles"] == 48
    filled = [key for key, cells in found["payoffs"].items() if cells["RUS"]["runs"] == 0]
    assert len(filled) == found["completion"]["filled"] == int(noisy.fitted.sum()) == 48 - found["lived"]
    assert all(value > 0.0 for value in found["completion"]["held_out_error"].values())
    assert any("not simulated" in text for text in found["warnings"])
    assert np.isfinite(noisy.game.payoffs).all()


def test_powers__a_conditioned_run_is_refused(base):
    """Its courses begin on states of their own."""
    kept = dict(base.store.manifest)
    try:
        base.store.manifest["conditioned"] = {"until": "2020-10-20"}
        with pytest.raises(ArgumentError, match="found a conditioned one"):
            p.powers(base)
    finally:
        base.store.manifest.clear()
        base.store.manifest.update(kept)
