"""`multipolar calibrate`."""

from __future__ import annotations

import json

import pytest

from battle_tables import rows, write
from cli_stage import call
from multipolar.inference import battles as fits
from multipolar.outside.table import opened as opened_table
from multipolar.scenario.calibrated import calibration, opened
from past_spells import many
from past_spells import write as write_spells
from war_tables import write as write_wars


def test_calibrate__battles_are_fitted_and_written(capsys, monkeypatch, tmp_path):
    """The file holds what was printed, with date and command; afterwards it can be scored."""
    monkeypatch.setattr(fits, "REPEATS", 1)
    monkeypatch.setattr(fits.calibrate_battles, "__kwdefaults__", fits.calibrate_battles.__kwdefaults__ | {"repeats_": 1})
    table, out = write(tmp_path / "battles.csv", rows(120, 6)), tmp_path / "fit.yaml"
    said = call(capsys, "calibrate", "battles", "--data", str(table), "--out", str(out), "--without", "War 5", "--json", "--quiet")
    document = json.loads(said.out)
    assert document == json.loads(json.dumps(opened(out, "battles")))
    assert document["made"]["command"] == 'multipolar calibrate battles --data battles.csv --without "War 5" --out fit.yaml'
    scored = call(capsys, "calibrate", "battles", "--score", str(table), "--calibration", str(out), "--json")
    assert json.loads(scored.out)["win"]["battles"] == 120
    assert "who wins" in call(capsys, "calibrate", "battles", "--score", str(table), "--calibration", str(out)).out


def test_calibrate__the_stored_fit_scores_any_table(capsys, tmp_path):
    """Without a file of its own the package's calibration is scored."""
    said = call(capsys, "calibrate", "battles", "--score", str(write(tmp_path / "new.csv", rows(60, 3))), "--json")
    document = json.loads(said.out)
    assert document["schema"] == "multipolar-scoring/1"
    assert document["same_file_as_fitted"] is False


def test_calibrate__rates_are_counted(capsys, tmp_path):
    """Rates stand with their intervals; nothing is written unless asked."""
    said = call(capsys, "calibrate", "rates", "--data", str(write_wars(tmp_path)), "--quiet")
    assert "treaty honoured" in said.out
    assert "settlement_hazard" in said.out
    assert not list(tmp_path.glob("*.yaml"))


def test_calibrate__past_wars_are_counted_by_year(capsys, tmp_path):
    """The table that was written is the one that was printed; its text names the types and the sources."""
    folder, out = write_spells(tmp_path / "data", many(80)), tmp_path / "outside.json"
    said = call(capsys, "calibrate", "outside", "--data", str(folder), "--out", str(out), "--json", "--quiet")
    document = json.loads(said.out)
    assert document == opened_table(out)
    assert document["made"]["command"] == "multipolar calibrate outside --data data --out outside.json"
    told = call(capsys, "calibrate", "outside", "--data", str(folder))
    assert "intra-local" in told.out
    assert "CC BY 4.0" in told.out
    assert "written" not in told.err


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("sieges", "--data", "."), "known: battles, rates, wars, powers, outside"),
        (("wars", "--score", "x.csv"), "multipolar backtest"),
        (("outside",), "either --data"),
        (("outside", "--score", "x.csv"), "only battles can be scored"),
        (("battles",), "either --data"),
        (("rates", "--score", "x.csv"), "only battles can be scored"),
    ],
)
def test_calibrate__wrong_usage_is_told(capsys, words, told):
    """Unknown kinds and half-said commands are wrong usage."""
    said = call(capsys, "calibrate", *words)
    assert said.status == 2
    assert told in said.err


def test_calibrate__faults_of_a_table_are_told_together(capsys, tmp_path):
    """The command fails with every fault, and writes nothing."""
    made = rows(5, 1)
    made[0]["wina"], made[1]["year"] = 7, "soon"
    table = write(tmp_path / "battles.csv", made)
    said = call(capsys, "calibrate", "battles", "--data", str(table), "--out", str(tmp_path / "f.yaml"))
    assert said.status == 3
    assert "2 faults" in said.err
    assert not (tmp_path / "f.yaml").exists()
    assert calibration("battles")["kind"] == "battles"
