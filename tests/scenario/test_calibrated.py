"""Fitted numbers come with the package, with provenance, and are refused when they are something else."""

from __future__ import annotations

import pytest
import yaml

from multipolar.errors import DataError
from multipolar.scenario import calibrated
from multipolar.scenario.calibrated import (
    OF_DATA,
    SCHEMA,
    battles_without,
    calibration,
    has_calibration,
    learned_priors,
    opened,
    prior_of,
    written,
)
from multipolar.scenario.files import library_names


@pytest.mark.parametrize("kind", OF_DATA)
def test_calibration__names_its_data_date_and_command(kind):
    """Whoever reads a number can make it again."""
    found = calibration(kind)
    assert found["schema"] == SCHEMA
    assert found["made"]["command"].startswith(f"multipolar calibrate {kind} --data")
    assert len(found["made"]["date"]) == 10
    assert "sha256" in str(found["data"])
    assert all(row["why"] and row["prior"] for row in found["register"].values())


def test_prior_of__reads_the_file_and_refuses_what_nobody_fitted():
    """A prior is the text in the file."""
    assert prior_of("assault_air") == calibration("battles")["register"]["assault_air"]["prior"]
    assert prior_of("entry_distant") == calibration("rates")["register"]["entry_distant"]["prior"]
    with pytest.raises(DataError, match="no calibration holds a prior of 'tempo'"):
        prior_of("tempo")
    with pytest.raises(DataError, match="known: battles, rates, wars"):
        calibration("weather")


@pytest.mark.skipif(not has_calibration("wars"), reason="nothing has been learned from past wars yet")
def test_calibration__of_wars_names_every_war_and_never_the_flagship():
    """Digests of the scenarios, the command, and priors without each war that was learned from."""
    found = calibration("wars")
    assert found["made"]["command"].startswith("multipolar calibrate wars")
    assert len(found["made"]["date"]) == 10
    assert set(found["data"]["wars"]) == set(found["without"]) <= set(library_names()) - {"karabakh_2020"}
    assert all(set(row) == set(found["register"]) for row in found["without"].values())


def test_learned_priors__past_wars_come_before_battles_and_nothing_of_the_wars_own(monkeypatch):
    """October 1973 gets the battle fit without its battles, save where the other wars teach; other wars get no battle fit."""
    files = {
        "battles": {"without": {"october_1973": {"assault_air": "N(1, 0.3)", "assault_base": "N(0, 0.5)"}}},
        "wars": {"without": {"october_1973": {"assault_base": "N(9, 0.1)"}}, "register": {"assault_base": {"prior": "N(8, 0.1)"}}},
    }
    monkeypatch.setattr(calibrated, "calibration", files.__getitem__)
    monkeypatch.setattr(calibrated, "has_calibration", lambda kind: True)
    assert battles_without("october_1973") == files["battles"]["without"]["october_1973"]
    assert learned_priors("october_1973") == {"assault_air": "N(1, 0.3)", "assault_base": "N(9, 0.1)"}
    assert learned_priors("elsewhere_2040") == {"assault_base": "N(8, 0.1)"}
    monkeypatch.setattr(calibrated, "has_calibration", lambda kind: False)
    assert learned_priors("october_1973") == battles_without("october_1973")
    assert learned_priors("elsewhere_2040") == {}


def test_written__comes_back_and_other_files_are_refused(tmp_path):
    """What is written is read again; a file of another kind, or broken, names the command that makes a right one."""
    document = {"schema": SCHEMA, "kind": "rates", "register": {}, "rates": {"a": {"value": 0.5}}}
    path = written(document, tmp_path / "deep" / "rates.yaml")
    assert opened(path, "rates") == document
    assert path.read_text(encoding="utf-8").startswith("# Fitted numbers (rates)")
    with pytest.raises(DataError, match="multipolar calibrate battles"):
        opened(path, "battles")
    path.write_text("a: [", encoding="utf-8")
    with pytest.raises(DataError, match="cannot be read as a calibration"):
        opened(path, "rates")
    assert yaml.safe_load("a: 1") == {"a": 1}
