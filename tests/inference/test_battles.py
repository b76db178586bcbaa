"""Calibration on battles end to end: truth recovered, provenance kept, no rows of the data in the file."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from battle_tables import TRUTH, rows, write
from multipolar.data.battles import read_battles
from multipolar.errors import DataError
from multipolar.inference.battles import MARKS, averaged, calibrate_battles, priors_before
from multipolar.scenario.calibrated import calibration

SHARED = Path(os.environ.get("MULTIPOLAR_SHARED", Path(__file__).resolve().parents[3] / "shared"))


@pytest.fixture(scope="module")
def fitted(tmp_path_factory):
    table = write(tmp_path_factory.mktemp("battles") / "battles.csv", rows(400, 16))
    return calibrate_battles(table, repeats_=1, made={"date": "2030-01-01", "command": "a test"})


def test_calibrate_battles__recovers_the_truth(fitted):
    """Logit, exponents and advance come out as they were made."""
    terms = fitted["law"]["terms"]
    assert terms["assault_air"]["mean"] == pytest.approx(TRUTH["air"], abs=0.4)
    assert terms["assault_fortified"]["mean"] == pytest.approx(TRUTH["fortified"], abs=0.5)
    assert fitted["exponents"]["defender"]["enemy"][0] == pytest.approx(0.5, abs=0.2)
    assert fitted["advance"]["flat"] == pytest.approx(6.0, rel=0.15)


def test_calibrate_battles__bands_and_chances_hold_on_wars_held_out(fitted):
    """Coverage near 80 %, chances better than the base rate."""
    found = fitted["cross_validation"]
    assert found["win"]["law"]["brier"] < found["win"]["base_rate"]["brier"]
    for target in found["losses"].values():
        assert target["law"]["cover80"] == pytest.approx(0.8, abs=0.07)


def test_calibrate_battles__says_what_it_was_made_from(fitted):
    """Digest, counts, left-out lines, weights, date and command stand in the document."""
    assert len(fitted["data"]["sha256"]) == 64
    assert fitted["data"]["battles"] == 400
    assert fitted["made"] == {"date": "2030-01-01", "command": "a test"}
    assert fitted["choices"]["early_weight"] in {0.1, 0.3, 1.0}
    assert "B17" not in str(fitted)


def test_calibrate_battles__a_war_can_be_left_out(tmp_path):
    """A forecast of a war must owe nothing to it."""
    table = write(tmp_path / "battles.csv", rows(120, 6))
    found = calibrate_battles(table, without=["War 5"], repeats_=1)
    assert "War 5" not in found["predictor"]["wars"]
    assert len(found["data"]["left_out_lines"]["war War 5 left out on request"]) == 20
    with pytest.raises(DataError, match="no war is called"):
        calibrate_battles(table, without=["nowhere"])


def test_priors_before__do_not_move_when_later_battles_do(tmp_path, monkeypatch):
    """Battles turned upside down leave the priors of every earlier date as they were."""
    monkeypatch.setattr("multipolar.inference.battle_register.RESAMPLES", 5)
    made = rows(120, 6)
    before = priors_before(read_battles(write(tmp_path / "before.csv", made)), 90)
    for row in made:
        if row["year"] == 1944:
            row["wina"], row["att_cas"], row["kmda"] = -int(row["wina"]), 20 * int(row["att_cas"]) + 1, 99
    after = priors_before(read_battles(write(tmp_path / "after.csv", made)), 90)
    assert set(before) == set(after) == {1942, 1943, 1944, 1945}
    assert {year for year in before if before[year] != after[year]} == {1945}
    assert set(before[1942]) >= {"assault_base", "attacker_loss", "advance_flat"}


def test_stored_calibration__holds_priors_of_every_earlier_date():
    """The package's fit gives every prior of the register anew for the years before each year of battles since 1943."""
    found = calibration("battles")
    every = {name: row["prior"] for name, row in found["register"].items()}
    assert list(found["before"]) == [1944, 1945, 1948, 1951, 1956, 1967, 1973]
    assert all(priors.keys() == every.keys() and priors != every for priors in found["before"].values())
    assert {name: len(marks) for name, marks in found["marks"].items()} == dict.fromkeys(MARKS, 306)


def test_averaged__means_and_ranges():
    """The mean of each score, and the range of the two that have bars."""
    found = averaged([{"law": {"brier": 0.1, "log": 1.0}}, {"law": {"brier": 0.3, "log": 2.0}}])
    assert found == {"law": {"brier": 0.2, "brier_range": [0.1, 0.3], "log": 1.5}}


def test_stored_calibration__meets_its_bars():
    """On wars held out: Brier of attacker success at most 0.210, 80 % bands of losses hold 75 to 85 %."""
    found = calibration("battles")["cross_validation"]
    assert found["win"]["predictor"]["brier"] <= 0.210
    assert found["win"]["predictor"]["brier"] < found["win"]["force_ratio_only"]["brier"]
    assert {t: 0.75 <= rows["law"]["cover80"] <= 0.85 for t, rows in found["losses"].items()} == dict.fromkeys(
        found["losses"], True
    )


@pytest.mark.slow
@pytest.mark.skipif(not (SHARED / "data" / "cdb90").is_dir(), reason="the battle data are not here")
def test_stored_calibration__is_what_the_command_makes():
    """Fitting again gives the stored numbers, cross-validation aside."""
    fresh, stored = calibrate_battles(SHARED / "data", repeats_=1), calibration("battles")
    for key in ("data", "choices", "law", "predictor", "losses", "advance", "exponents", "register", "before", "marks"):
        assert fresh[key] == stored[key], key
