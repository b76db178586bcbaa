"""Battle tables: every fault at once with its line; what is unknown is left out with the reason."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from battle_tables import COLUMNS, rows, write
from multipolar.data.battles import OWN, read_battles, without_own, without_wars
from multipolar.errors import DataError
from multipolar.scenario.files import library_names

SHARED = Path(os.environ.get("MULTIPOLAR_SHARED", Path(__file__).resolve().parents[3] / "shared"))


def test_read_battles__arrays_mean_what_they_say(tmp_path):
    """Draws count half, losses and posture are read, the lines are those of the file."""
    made = rows(6, 2)
    made[0]["wina"], made[1]["terra1_1"], made[2]["terra3_2"] = 0, "G", "U"
    data = read_battles(write(tmp_path / "battles.csv", made))
    assert len(data) == 6
    assert data.outcome[0] == 0.5
    assert data.rugged[1] == 1.0
    assert data.urban[2] == 1.0
    assert list(data.lines) == [2, 3, 4, 5, 6, 7]


def test_read_battles__all_faults_are_told_at_once(tmp_path):
    """Values that cannot be are listed with line, column and what is allowed."""
    made = rows(5, 1)
    made[1]["wina"], made[2]["att_str"], made[3]["kmda"], made[4]["surpa"] = 2, "many", "7,5", 0.5
    with pytest.raises(DataError, match="4 faults") as told:
        read_battles(write(tmp_path / "battles.csv", made))
    said = str(told.value)
    assert "line 3, wina: found '2', expected a whole number from -1 to 1" in said
    assert "line 4, att_str: found 'many'" in said
    assert "line 5, kmda: found '7,5', expected a number from -2000 to 2000, or nothing; write a decimal with a point" in said
    assert "line 6, surpa" in said


def test_read_battles__unknown_strengths_are_left_out_with_their_lines(tmp_path):
    """A battle without strengths cannot be used; one without losses can."""
    made = rows(5, 1)
    made[0]["att_str"], made[3]["def_str"], made[4]["def_cas"] = "", 0, ""
    data = read_battles(write(tmp_path / "battles.csv", made))
    assert data.left_out == {"no strength of the attacker": [2], "no strength of the defender": [5]}
    assert len(data) == 3
    assert np.isnan(data.lost_d[-1])


def test_read_battles__other_columns_may_be_missing(tmp_path):
    """Only the columns that every fit needs must be there."""
    few = tuple(c for c in COLUMNS if c not in {"att_fly", "def_fly", "wofa", "wx1", "def_pri1", "terra3_1", "terra3_2"})
    assert len(read_battles(write(tmp_path / "battles.csv", rows(4, 1), few))) == 4
    with pytest.raises(DataError, match="no column wina"):
        read_battles(write(tmp_path / "battles.csv", rows(4, 1), tuple(c for c in COLUMNS if c != "wina")))


def test_without_wars__leaves_a_war_out_and_says_so(tmp_path):
    """Any part of the name will do; a name that fits nothing is refused with the wars there are."""
    data = read_battles(write(tmp_path / "battles.csv", rows(40, 4)))
    fewer = without_wars(data, ["war 3"])
    assert len(fewer) == 30
    assert "War 3" not in set(fewer.war)
    assert len(fewer.left_out["war war 3 left out on request"]) == 10
    assert len(fewer.numbers["att_arty"]) == 30
    with pytest.raises(DataError, match="War 0, War 1"):
        without_wars(data, ["Atlantis"])


def test_without_own__leaves_out_only_the_wars_own_battles(tmp_path):
    """Name and years must fit; a war the table does not hold, or nobody coded, has no battles of its own."""
    made = rows(40, 4)
    for i, row in enumerate(made):
        if row["war4"] == "War 3":
            row["war4"], row["year"] = "Yom Kippur War of 1973", 1973 if i < 20 else 1950
    data = read_battles(write(tmp_path / "battles.csv", made))
    fewer = without_own(data, "october_1973")
    assert len(fewer) == 35
    assert len(fewer.left_out["battles of october_1973"]) == 5
    assert without_own(fewer, "october_1973") is None
    assert without_own(data, "cyprus_1974") is None


@pytest.mark.skipif(not (SHARED / "data" / "cdb90").is_dir(), reason="the battle data are not here")
def test_own__names_every_war_of_the_library_that_the_real_table_could_hold():
    """No war of the library is as old as the last battle of the table, but for those whose battles are named."""
    last = read_battles(SHARED / "data" / "cdb90").year.max()
    assert {name for name in library_names() if int(name[-4:]) <= last} == set(OWN)


@pytest.mark.skipif(not (SHARED / "data" / "cdb90").is_dir(), reason="the battle data are not here")
def test_read_battles__the_real_table_has_no_faults():
    """The shared half is read whole; the one battle without a strength is left out."""
    data = read_battles(SHARED / "data" / "cdb90")
    assert len(data) == 306
    assert data.left_out == {"no strength of the attacker": [305]}
    assert set(np.unique(data.outcome)) == {0.0, 0.5, 1.0}
