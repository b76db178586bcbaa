"""Battle tables: every fault at once with its line; what is unknown is left out with the reason."""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest

from battle_tables import COLUMNS, rows, write
from multipolar.data.battles import REPEATED, before_year, read_battles, without_wars
from multipolar.errors import DataError

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


def test_before_year__leaves_out_that_year_and_later(tmp_path):
    """What was fought in the year of a forecast or after it is left out, with its lines."""
    data = read_battles(write(tmp_path / "battles.csv", rows(40, 4)))
    fewer = before_year(data, 1943)
    assert sorted(set(fewer.year)) == [1940, 1941, 1942]
    assert len(fewer.left_out["fought in 1943 or later"]) == 10
    assert [len(mark) for mark in fewer.marks] == [30, 30, 30]


def test_read_battles__a_battle_given_twice_counts_once(tmp_path):
    """The second of two equal lines is left out and named; capitals and a point zero make no other battle."""
    made = rows(6, 2)
    again = made[2] | {"name": "b2", "year": f"{made[2]['year']}.0"}
    data = read_battles(write(tmp_path / "battles.csv", [*made, again, *made[:2]]))
    assert len(data) == 6
    assert data.left_out[REPEATED] == [8, 9, 10]


def test_read_battles__a_battle_given_twice_with_other_values_is_refused(tmp_path):
    """Nobody can tell which line is right."""
    made = rows(4, 1)
    with pytest.raises(DataError, match="line 6: the battle of line 3 again, with another wina"):
        read_battles(write(tmp_path / "battles.csv", [*made, made[1] | {"wina": 0}]))


def test_read_battles__a_cell_that_is_no_number_is_refused(tmp_path):
    """A decimal comma or a unit is never read as something else, and never as unknown."""
    made = rows(4, 1)
    made[0]["kmda"], made[1]["att_str"], made[2]["def_cas"] = "about 5", "12500,5", ""
    with pytest.raises(DataError, match="2 faults") as told:
        read_battles(write(tmp_path / "battles.csv", made))
    assert "line 2, kmda: found 'about 5'" in str(told.value)
    assert "line 3, att_str: found '12500,5', expected a number from 0 to 1e+08, or nothing" in str(told.value)


@pytest.mark.skipif(not (SHARED / "data" / "cdb90").is_dir(), reason="the battle data are not here")
def test_read_battles__the_real_table_has_no_faults():
    """The shared half is read whole; the one battle without a strength is left out."""
    data = read_battles(SHARED / "data" / "cdb90")
    assert len(data) == 306
    assert data.left_out == {"no strength of the attacker": [305]}
    assert set(np.unique(data.outcome)) == {0.0, 0.5, 1.0}
