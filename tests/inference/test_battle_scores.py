"""A stored fit is scored on battles it has not seen, without refitting."""

from __future__ import annotations

import numpy as np
import pytest

from battle_tables import COLUMNS, rows, write
from multipolar.errors import DataError
from multipolar.inference.battle_losses import TARGETS
from multipolar.inference.battle_scores import interval, score_battles
from multipolar.inference.battles import calibrate_battles


@pytest.fixture(scope="module")
def fitted(tmp_path_factory):
    return calibrate_battles(write(tmp_path_factory.mktemp("a") / "battles.csv", rows(300, 12, seed=1)), repeats_=1)


def test_score_battles__new_battles_of_the_same_kind_are_foretold(fitted, tmp_path):
    """Better than base rate and force ratio alone; bands hold; everything is counted."""
    found = score_battles(write(tmp_path / "new.csv", rows(500, seed=2)), fitted)
    assert found["schema"] == "multipolar-scoring/1"
    win = found["win"]
    assert win["battles"] == 500
    assert win["calibration"]["brier"] < min(win["force_ratio_only"]["brier"], win["base_rate"]["brier"]) - 0.01
    assert win["brier_gain_over_base_rate"]["low"] > 0
    assert found["same_file_as_fitted"] is False
    for target in TARGETS:
        rates = found["losses"][target]
        assert rates["calibration"]["cover80"] == pytest.approx(0.8, abs=0.06)
        assert rates["calibration"]["crps"] < rates["base_rate"]["crps"] + 0.01


def test_score_battles__a_table_without_losses_scores_outcomes_only(fitted, tmp_path):
    """What cannot be scored is counted as none."""
    made = [row | {"att_cas": "", "def_cas": ""} for row in rows(40, 4, seed=3)]
    found = score_battles(write(tmp_path / "new.csv", made), fitted)
    assert found["win"]["battles"] == 40
    assert found["losses"]["attacker_day"] == {"battles": 0}


def saved_again(where, made):
    """Write battles as a spreadsheet would: a byte order mark, CRLF, numbers with a point zero, columns in another order."""
    text = write(where, [row | {"year": f"{row['year']}.0"} for row in made], tuple(reversed(COLUMNS))).read_text(encoding="utf-8")
    where.write_bytes(b"\xef\xbb\xbf" + text.replace("\r\n", "\n").replace("\n", "\r\n").encode())
    return where


def test_score_battles__battles_of_the_fit_are_known_however_they_were_saved(fitted, tmp_path):
    """Saved again, in part, without names or beside new ones: how many are those of the fit is told."""
    own, new = rows(300, 12, seed=1), rows(40, 4, seed=9)
    new = [row | {"name": f"N{i}"} for i, row in enumerate(new)]
    assert score_battles(saved_again(tmp_path / "again.csv", own), fitted)["of_the_fit"] == 300
    assert score_battles(write(tmp_path / "part.csv", own[:5]), fitted)["of_the_fit"] == 5
    nameless = tuple(name for name in COLUMNS if name != "name")
    assert score_battles(write(tmp_path / "nameless.csv", own[:7], nameless), fitted)["of_the_fit"] == 7
    assert score_battles(write(tmp_path / "new.csv", [*new, *own[:3]]), fitted)["of_the_fit"] == 3
    assert score_battles(write(tmp_path / "only.csv", new), fitted)["of_the_fit"] == 0


def test_score_battles__a_table_given_twice_over_counts_once(fitted, tmp_path):
    """Eighty lines of forty battles are forty battles, and the repeats are named."""
    found = score_battles(write(tmp_path / "twice.csv", [*rows(40, 4, seed=3), *rows(40, 4, seed=3)]), fitted)
    assert found["data"]["battles"] == found["win"]["battles"] == 40
    assert found["data"]["left_out_lines"] == {"the same battle as in an earlier line": list(range(42, 82))}


def test_of_the_fit__a_fit_without_marks_knows_its_own_file_only(fitted, tmp_path):
    """A calibration made before battles were marked is still read."""
    older = {key: value for key, value in fitted.items() if key != "marks"}
    table = write(tmp_path / "battles.csv", rows(300, 12, seed=1))
    assert score_battles(table, older)["of_the_fit"] == 300
    assert score_battles(saved_again(tmp_path / "again.csv", rows(300, 12, seed=1)), older)["of_the_fit"] == 0


def test_score_battles__knows_its_own_battles_and_refuses_other_kinds(fitted, tmp_path):
    """Scores on the fitted table are marked; a calibration of rates scores nothing."""
    same = score_battles(write(tmp_path / "battles.csv", rows(300, 12, seed=1)), fitted)
    assert same["same_file_as_fitted"] is True
    with pytest.raises(DataError, match="of kind 'rates'"):
        score_battles(tmp_path / "battles.csv", {"kind": "rates"})


def test_interval__is_over_wars():
    """Values that differ only between wars give an interval as wide as two wars allow."""
    found = interval(np.r_[np.zeros(50), np.ones(50)], np.array(["a"] * 50 + ["b"] * 50))
    assert found == {"mean": 0.5, "low": 0.0, "high": 1.0}
