"""What holds among the postures of a run's powers, and in conflicts of files."""

from __future__ import annotations

import itertools
import json

import numpy as np
import pytest

from multipolar import api
from multipolar.errors import ArgumentError, FaultyFileError
from multipolar.strategic.games.game import noisy_of_runs
from multipolar.strategic.graph.stability import CONCEPTS, stability
from multipolar.studies import stability as s
from multipolar.studies.postures import Posture
from multipolar.studies.power_runs import Players

PAIR = (Posture("stay_out", "stays out", ()), Posture("arm", "arms its side", ("arm_A",)))
TWO = Players((0, 1), ("RUS", "TUR"), (PAIR, PAIR), (0, 0))
DILEMMA = np.array([[[3.0, 0.0], [5.0, 1.0]], [[3.0, 5.0], [0.0, 1.0]]])
"""Payoffs (player, own posture of RUS, of TUR): arming pays alone and hurts together."""
MODEL = {
    "options": ["retreat", "blockade"],
    "decision_makers": {"patron": ["retreat"], "rival": ["blockade"]},
    "payoffs": {"patron": {"NN": 3, "YN": 1, "NY": 0, "YY": 2}, "rival": {"NN": 1, "YN": 3, "NY": 2, "YY": 0}},
    "status_quo": "NN",
}


def noisy(spread: float, runs: int = 40):
    """Return the dilemma as estimated from runs that differ by luck shared by all profiles and some that is not."""
    rng = np.random.default_rng(1)
    shared, own = rng.normal(size=(runs, 2, 1, 1)), rng.normal(size=(runs, 2, 2, 2)) * spread
    return noisy_of_runs(DILEMMA + 3.0 * (shared - shared.mean(axis=0)) + own - own.mean(axis=0), TWO.names)


def test_tied__levels_begin_at_the_best_and_take_their_mean():
    """What is not worse beyond 1.645 errors joins; the last is compared with the head of its own level."""
    mean = np.array([0.0, 1.0, 0.9, 0.5, 0.45])
    assert s.tied(mean, lambda _, __: 0.1).tolist() == pytest.approx([0.0, 0.95, 0.95, 0.475, 0.475])
    assert s.tied(mean, lambda _, __: 0.0).tolist() == mean.tolist()
    assert s.tied(mean, lambda _, __: 9.0).tolist() == pytest.approx([0.57] * 5)


def test_conflict_of_players__one_state_per_profile_and_one_move_per_posture():
    """Three postures and two make six states, each power with exactly one."""
    three = Players((0, 1), ("RUS", "TUR"), ((*PAIR, Posture("broker", "brokers", ("m",))), PAIR), (0, 0))
    conflict, profiles = s.conflict_of_players(three)
    assert sorted(profiles) == list(itertools.product(range(3), range(2)))
    assert conflict.taken(profiles.index((2, 1))) == ("RUS broker", "TUR arm")


def test_solved__the_dilemma_holds_by_fear_of_the_others():
    """Both armed holds under all concepts; neither armed only for who foresees the answer; both leave the bad end together."""
    stage, places = s.stage_of_game(TWO, noisy(0.0))
    told = s.solved(stage, "sequence", lambda most: s.drawn_payoffs(noisy(0.0), places, most or 20, 1))
    assert told["methods"]["inputs"] == 0.0
    assert told["methods"]["more_than_inputs"] == ["METHOD_FORESIGHT"]
    rows = {row["state"]: row for row in told["states"]}
    assert rows["arm,arm"]["equilibrium"] == list(CONCEPTS)
    assert rows["stay_out,stay_out"]["equilibrium"] == ["GMR", "SMR", "SEQ"]
    assert rows["arm,arm"]["p"] == dict.fromkeys(CONCEPTS, 1.0)
    assert rows["arm,arm"]["groups"]["R"] == {"stable": False, "group": ["RUS", "TUR"], "goes_to": "stay_out,stay_out"}
    assert told["change"]["R"]["by_actor"] == {name: {"rise": pytest.approx(2.0), "ranks": 1} for name in TWO.names}
    assert told["change"]["SEQ"]["total"] == 0.0
    (way,) = told["paths"]
    assert way["to"] == "arm,arm"
    assert len(way["moves"]) == 2
    reason = next(r for r in rows["stay_out,stay_out"]["reasons"] if (r["concept"], r["actor"]) == ("SEQ", "RUS"))
    assert reason["improvements"] == [{"to": "arm,stay_out", "sanction": [{"actor": "TUR", "to": "arm,arm"}]}]
    assert "TUR moves to RUS arm, TUR arm, which is worse for RUS than staying" in reason["text"]


def test_solved__what_the_noise_does_not_tell_apart_is_no_reason_to_leave():
    """With noise far above the differences everything holds in the means, and bootstraps say how unsure that is."""
    loud = noisy(60.0)
    stage, places = s.stage_of_game(TWO, loud)
    told = s.solved(stage, "single", lambda most: s.drawn_payoffs(loud, places, most or 200, 1))
    assert told["methods"]["inputs"] > 0.0
    assert all(row["equilibrium"] == list(CONCEPTS) for row in told["states"])
    assert all(0.0 < row["p"]["R"] < 1.0 for row in told["states"])


def test_stability_of_file__verdicts_are_those_of_the_graph_model(tmp_path):
    """Every state with letters; the status quo from the file, or as given; any state if none is named."""
    file = tmp_path / "model.json"
    file.write_text(json.dumps(MODEL))
    found = api.stability(file=file)
    model = s.stage_of_file(file, None)
    verdicts = stability(model.conflict, model.payoffs)
    for k, row in enumerate(found.states):
        assert row["equilibrium"] == [c for c in CONCEPTS if verdicts.equilibria[c][k]]
        assert row["p"] is None
    assert found.status_quo is not None
    assert found.status_quo["words"] == "NN (no option taken)"
    moved = api.stability(file=file, status_quo="YY", reading="single")
    assert (moved["status_quo"], moved.reading) == ("YY", "single")
    file.write_text(json.dumps({key: value for key, value in MODEL.items() if key != "status_quo"}))
    assert api.stability(file=file).paths is None


@pytest.mark.parametrize(
    ("text", "given", "error", "said"),
    [
        (None, {}, FaultyFileError, "cannot be read"),
        ("{", {}, FaultyFileError, "no JSON"),
        ('{"options": []}', {}, FaultyFileError, "options and decision_makers"),
        (json.dumps(MODEL), {"status_quo": "NNN"}, ArgumentError, "expected a state such as 'NN'"),
    ],
)
def test_stability_of_file__faults_are_told(tmp_path, text, given, error, said):
    """With the file, or what would fit."""
    file = tmp_path / "model.json"
    if text is not None:
        file.write_text(text)
    with pytest.raises(error, match=said):
        api.stability(file=file, **given)


def test_solved__a_large_conflict_tells_only_what_holds(monkeypatch, tmp_path):
    """Beyond the limits reasons and paths are left out, and that is said."""
    file = tmp_path / "model.json"
    file.write_text(json.dumps(MODEL))
    for name in ("TOLD", "LISTED", "WALKED"):
        monkeypatch.setattr(s, name, 3)
    told = s.stability_of_file(file)
    assert told["paths"] is None
    assert all(row["equilibrium"] or row["state"] == "NN" for row in told["states"])
    assert [one["kind"] for one in told["failures"]] == ["size"]


def test_stability_of_run__profiles_of_a_run(tmp_path):
    """The states of the powers' game with its payoffs; another status quo by name."""
    base = api.run("karabakh_2020", members=20, seed=5, out=tmp_path / "run", report=False)
    postures = {"RUS": ["stay_out", "broker"], "TUR": ["stay_out", "arm"]}
    found = api.stability(base, postures=postures, members=6, draws=20, status_quo="stay_out,stay_out")
    game = api.powers(base, postures=postures, members=6, draws=2)
    assert found.actors == game.powers
    assert {row["state"] for row in found.states} == set(game.payoffs)
    for i, name in enumerate(found.actors):
        means = [game.payoffs[row["state"]][name]["mean"] for row in found.states]
        assert np.mean(means) == pytest.approx(np.mean([row["payoffs"][name] for row in found.states]), abs=1e-5), i
    assert found.status_quo is not None
    assert found.status_quo["state"] == "stay_out,stay_out"
    assert all(0.0 <= p <= 1.0 for row in found.states for p in row["p"].values())
    assert len(found.status_quo["reasons"]) == 8
    heard = []
    with pytest.raises(ArgumentError, match="did you mean 'stay_out,arm'"):
        api.stability(base, postures=postures, members=6, status_quo="stay_out,arms", progress=lambda *a: heard.append(a))
    assert heard == []
    assert found["failures"] == []
