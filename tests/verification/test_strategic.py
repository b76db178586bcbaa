"""The check of cases can pass and can fail."""

from __future__ import annotations

import json

import pytest
from verification.strategic import event_of, game_by_formula, main

from multipolar.strategic.games.game import game_of
from strategic.games.random_games import PRISONERS
from strategic.graph import oracle

GAMES = {
    "kind": "normal-form games",
    "tolerance_probability": 1e-5,
    "tolerance_lp": 1e-6,
    "cases": [
        {
            "name": "dilemma",
            "payoffs": PRISONERS,
            "expected": {
                "pure_nash": [[1, 1]],
                "all_nash": [[[0.0, 1.0], [0.0, 1.0]]],
                "logit_qre": {"0": {"profile": [[0.5, 0.5], [0.5, 0.5]], "regret": [0.75, 0.75]}},
                "event": "both play 0",
                "ce_bounds": [0.0, 0.0],
                "cce_bounds": [0.0, 0.0],
            },
        }
    ],
}
GRAPH = {
    "kind": "graph model for conflict resolution",
    "cases": [
        {
            "name": "elmira",
            **oracle.elmira(),
            "expected": {
                "n_states": 12,
                "equilibria": {"R": ["NNNYN", "YNNYN", "NYNNY", "YNYNY", "NNNYY", "YNNYY"]},
                "coalition_nash": ["NNNYN", "YNNYN", "YNYNY", "NNNYY", "YNNYY"],
            },
        }
    ],
}
ELECTION = {
    "kind": "probabilistic Condorcet election over options",
    "cases": [
        {
            "name": "two",
            "weights": [30.0, 10.0],
            "utilities": [[1.0, 0.5], [0.0, 1.0]],
            "voting": "Prop",
            "victory": "Linear",
            "pce": "Conditional",
            "expected": {"option_probability": [0.6, 0.4], "pairwise_victory": [[0.5, 0.6], [0.4, 0.5]]},
        }
    ],
}
NOISY = {
    "kind": "statistics of games with estimated payoffs",
    "cases": [
        {"kind": "best_option_probability", "name": "even", "mean": [1.0, 1.0], "standard_error": [1.0, 1.0],
         "expected": {"probability_best": [0.5, 0.5]}},
        {"kind": "paired_regret", "name": "runs", "file": "runs.csv", "expected": {
            "deviations": [
                {"deviation": "d", "mean_gain": 1.0, "se_paired": 0.0, "se_unpaired": 0.8164966, "upper_95_bonferroni": 1.0},
            ],
            "regret": 1.0, "regret_upper_95": 1.0}},
    ],
}  # fmt: skip


@pytest.fixture
def folder(tmp_path):
    """A folder with a case of four kinds."""
    for name, document in (("games", GAMES), ("graph", GRAPH), ("election", ELECTION), ("noisy", NOISY)):
        (tmp_path / f"{name}.json").write_text(json.dumps(document), encoding="utf-8")
    (tmp_path / "runs.csv").write_text("seed,base,d\n0,1,2\n1,2,3\n2,3,4\n", encoding="utf-8")
    return tmp_path


def test_main__passes_true_cases_and_tells_them_by_kind(folder, capsys):
    """Five cases of four kinds."""
    assert main(["--cases", str(folder)]) == 0
    said = capsys.readouterr().out
    assert "FAILED" not in said
    assert [line.split()[-5:-2] for line in said.splitlines() if line.startswith("statistics")] == [["2", "0", "7"]]


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("games", "[[1, 1]]", "[[0, 1]]", "dilemma: pure equilibria: too many [(1, 1)], missing [(0, 1)]"),
        ("games", "both play 0", "somebody sneezes", "ValueError: unknown event"),
        ("graph", '"n_states": 12', '"n_states": 13', "elmira: number of states"),
        ("graph", '"NYNNY", "YNYNY", "NNNYY"', '"YNYNY", "NNNYY"', "R equilibria, sequence: too many ['NYNNY']"),
        ("election", "[0.6, 0.4]", "[0.59, 0.41]", "two: probability: off by 0.01"),
        ("election", '"Linear"', '"Cube"', "allowed are Linear"),
        ("noisy", "[0.5, 0.5]}", "[0.6, 0.4]}", "even: probability of being best"),
        ("noisy", "runs.csv", "none.csv", "FileNotFoundError"),
        ("noisy", '"kind": "statistics of games', '"kind": "notes on games', "no file of a known kind"),
    ],
)
def test_main__fails_with_what_differs(folder, capsys, file, old, new, said):
    """A wrong number, set, name or file fails the run and is told; the others still pass."""
    path = folder / f"{file}.json"
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    assert main(["--cases", str(folder)]) == 1
    assert said in capsys.readouterr().out


def test_main__fails_without_cases(tmp_path, capsys):
    """An empty folder, and one that is not there."""
    for path in (tmp_path, tmp_path / "none"):
        assert main(["--cases", str(path)]) == 1
        assert "found no JSON file" in capsys.readouterr().err


def test_event_of__reads_the_sentences_that_cases_use():
    """Players, everybody, the top level, and alternatives."""
    game = game_of([[[0.0] * 3] * 2] * 2)
    counts = {
        "player 0 plays 1": 3,
        "player 0 plays 1 and player 1 plays 2": 1,
        "player 0 plays 1 or player 1 plays 2": 4,
        "both play 0": 1,
        "player 1 at top level": 2,
        "all enter": 1,
        "nobody plays 0": 2,
        "at least one plays 1": 4,
        "both cooperate": 1,
    }
    assert {text: int(event_of(game, text).mask.sum()) for text in counts} == counts


def test_game_by_formula__has_the_payoffs_of_escalation_levels():
    """Two rivals at levels 0 and 2: pressure, cost and risk by hand."""
    from math import tanh

    from verification.strategic import FORMULA

    text = f"{FORMULA} ; p_j in 0..k-1; side=[1, -1, 1] w=[9, 5, 1] cost=[1.5, 1.2, 1] cap=[1.0, 0.6, 1] risk=[0.7, 0.4, 1]"
    game = game_by_formula({"payoff_formula": text, "strategies": [3, 3]})
    assert game.payoffs[0, 2, 1] == pytest.approx(9 * tanh((2.0 - 0.6) / 2.5) - 1.5 * 2**1.2 - 0.7 * 0.6)
    assert game.payoffs[1, 2, 1] == pytest.approx(-5 * tanh((2.0 - 0.6) / 2.5) - 1.2)
    with pytest.raises(ValueError, match="unknown formula"):
        game_by_formula({"payoff_formula": "x", "strategies": [2]})
