"""Fitted numbers come with the package, with provenance, and are refused when they are something else."""

from __future__ import annotations

import datetime as dt

import pytest
import yaml

from multipolar.errors import DataError
from multipolar.scenario import calibrated
from multipolar.scenario.calibrated import (
    OF_DATA,
    SCHEMA,
    battles_before,
    block_of,
    calibration,
    has_calibration,
    opened,
    past_wars_known,
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
    assert prior_of("settlement_hazard") == calibration("rates")["register"]["settlement_hazard"]["prior"]
    with pytest.raises(DataError, match="no calibration holds a prior of 'tempo'"):
        prior_of("tempo")
    with pytest.raises(DataError, match="known: battles, rates, wars"):
        calibration("weather")


@pytest.mark.skipif(not has_calibration("wars"), reason="nothing has been learned from past wars yet")
def test_calibration__of_wars_names_every_war_and_never_the_flagship():
    """Digests of the scenarios, the command, and of each war what it says, when it ended and what it is known again by."""
    found = calibration("wars")
    assert found["made"]["command"].startswith("multipolar calibrate wars")
    assert len(found["made"]["date"]) == 10
    assert set(found["data"]["wars"]) == set(found["says"]) <= set(library_names()) - {"karabakh_2020"}
    assert set(found["parameters"]) == set(found["register"]) == set(found["shifts"])
    dim = len(found["parameters"])
    assert {(len(row["slope"]), len(row["curvature"])) for row in found["says"].values()} == {(dim, dim * (dim + 1) // 2)}
    known = past_wars_known()
    assert {war.id for war in known} == set(found["says"])
    assert all(war.ended is not None and war.identity is not None for war in known)


@pytest.mark.parametrize("kind", calibrated.KINDS)
def test_block_of__is_the_block_of_the_whole_file(kind):
    """Each block read by itself is what the whole file holds under its key; a block that is not there is None."""
    for key, value in calibration(kind).items():
        assert block_of(kind, key) == value
    assert block_of(kind, "nothing") is None
    with pytest.raises(DataError, match="cannot be read"):
        block_of("dreams", "register")


STORED = {1967: {"assault_air": "N(1, 0.3)"}, 1973: {"assault_air": "N(2, 0.3)"}}


@pytest.mark.parametrize(("as_of", "year"), [("1967-12-31", 1967), ("1968-01-01", 1973), ("1973-10-07", 1973)])
def test_battles_before__go_by_the_date_alone(monkeypatch, as_of, year):
    """A forecast knows battles of earlier years; whatever the war is called, the date decides."""
    monkeypatch.setattr(calibrated, "block_of", lambda *which: {("battles", "before"): STORED}[which])
    assert battles_before(dt.date.fromisoformat(as_of)) == (year, STORED[year])
    assert battles_before(dt.date(1974, 1, 1)) is None


def test_past_wars_known__is_empty_where_nothing_was_learned(monkeypatch):
    """A package without the file knows no past war."""
    monkeypatch.setattr(calibrated, "has_calibration", lambda kind: False)
    assert past_wars_known() == []


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
