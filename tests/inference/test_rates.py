"""Base rates are counts that can be done by hand, and the stored ones are what the command makes."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from multipolar.data.tables import read_table
from multipolar.inference.rates import calibrate_rates, dispute_rates, length_rates, mediation_rates, treaty_rates
from multipolar.scenario.calibrated import calibration
from war_tables import write

SHARED = Path(os.environ.get("MULTIPOLAR_SHARED", Path(__file__).resolve().parents[3] / "shared"))


def table(folder, name):
    return read_table(write(folder, name) / name)


def test_length_rates__quantiles_and_shares(tmp_path):
    """Four wars, three of them recent."""
    found = length_rates(table(tmp_path, "wars.csv"))["interstate_war_days"]
    assert found["all"]["q50"]["value"] == 75.0
    assert found["since_1946"]["over_90"]["value"] == pytest.approx(2 / 3, abs=1e-4)
    assert found["all"]["q50"]["low"] <= 75.0 <= found["all"]["q50"]["high"]


def test_treaty_rates__by_era_and_kind(tmp_path):
    """Uncalled promises do not count."""
    found = treaty_rates(table(tmp_path, "berkemeier_fuhrmann_2018.csv"))["treaty_honoured"]
    assert (found["all"]["any"]["yes"], found["all"]["any"]["n"]) == (1, 3)
    assert (found["1816_1944"]["defence"]["yes"], found["1816_1944"]["defence"]["n"]) == (1, 2)
    assert found["1945_2003"]["non_aggression"]["value"] == 0.0
    assert found["all"]["offence"] == {"low": 0.0, "high": 1.0, "yes": 0, "n": 0} | {
        k: v for k, v in found["all"]["offence"].items() if k in {"low", "high"}
    }


def test_mediation_rates__with_and_without(tmp_path):
    """Half of four crises are mediated; one of two mediated ones ends in an agreement."""
    found = mediation_rates(table(tmp_path, "icb1_crises.csv"))
    assert found["mediated"]["any"]["value"] == 0.5
    assert found["mediated"]["full_scale_war"]["value"] == 0.5
    assert found["ends_in_agreement"]["mediated"]["value"] == 0.5
    assert found["ends_in_agreement"]["not_mediated_serious"]["value"] == 0.0
    assert found["mediation_helped"]["any"]["value"] == 0.5


def test_dispute_rates__a_state_that_joins_later(tmp_path):
    """One of two uses of force gained a state."""
    write(tmp_path, "gml_disputes.csv", "gml_participants.csv")
    found = dispute_rates(read_table(tmp_path / "gml_disputes.csv"), read_table(tmp_path / "gml_participants.csv"))
    assert found["dispute_gains_a_state"]["use_of_force"]["value"] == 0.5
    assert found["dispute_gains_a_state"]["war"]["value"] == 0.0


def test_calibrate_rates__makes_what_the_folder_allows_and_lists_the_rest(tmp_path):
    """One table gives its rates and no prior; the tables that are missing are named."""
    found = calibrate_rates(write(tmp_path, "icb1_crises.csv"), made={"date": "2030-01-01", "command": "a test"})
    assert set(found["rates"]) == {"mediated", "ends_in_agreement", "agreements_mediated", "mediation_helped"}
    assert "wars.csv" in found["missing"]
    assert found["register"] == {}
    whole = calibrate_rates(write(tmp_path))
    assert whole["missing"] == []
    assert set(whole["register"]) == {"settlement_hazard"}
    assert set(whole["left_as_it_was"]) & set(whole["register"]) == set()


@pytest.mark.skipif(not (SHARED / "data" / "ucdp").is_dir(), reason="the data of past wars are not here")
def test_stored_rates__are_what_the_command_makes():
    """Counting again gives the stored numbers."""
    fresh, stored = calibrate_rates(SHARED / "data"), calibration("rates")
    for key in ("data", "rates", "register"):
        assert fresh[key] == stored[key], key
