"""Fact packs are read strictly: faults at once, nothing from the future, no outcome."""

from __future__ import annotations

import datetime as dt

import pytest

from multipolar.data.pack import PackNumber, last_day, read_pack
from multipolar.errors import ScenarioError
from small_pack import small_pack, write_pack


def faults(tmp_path, **changes):
    with pytest.raises(ScenarioError) as caught:
        read_pack(write_pack(tmp_path, small_pack(**changes)))
    return caught.value.problems


def test_read_pack__a_whole_pack_is_read(tmp_path):
    """Sides, powers and ground arrive as they stand."""
    pack = read_pack(write_pack(tmp_path))

    assert (pack.id, pack.asof, len(pack.powers), len(pack.sectors)) == ("river_1998", dt.date(1998, 5, 10), 3, 5)
    assert pack.belligerents["A"].members == ["army", 1]


@pytest.mark.parametrize("key", ["end", "sectors_end", "changed_share", "deaths", "brokered_by", "post_horizon"])
def test_read_pack__outcome_keys_are_refused(tmp_path, key):
    """A forecast cannot be given what happened, whatever the key."""
    found = faults(tmp_path, **{key: {}})

    assert [p.code for p in found] == ["outcome-in-facts"]
    assert found[0].line > 0


def test_read_pack__every_fault_comes_at_once_with_its_line(tmp_path):
    """An unknown neighbour, a doubled id and talks from the future are told together."""
    pack = small_pack()
    sectors = pack["sectors"]
    sectors[1]["adj"] = ["wets"]
    sectors[3]["id"] = "city"
    found = faults(tmp_path, sectors=sectors, mediation=[{"by": "UN", "date": "1998-06-01"}])

    assert {p.code for p in found} == {"unknown-name", "duplicate-id", "after-as-of"}
    assert all(p.line > 0 for p in found)
    assert any("west" in p.hint for p in found)


def test_read_pack__a_side_without_forces_is_told(tmp_path):
    """Both sides need a block of forces."""
    forces = small_pack()["forces"]
    del forces["B"]

    assert "missing-key" in {p.code for p in faults(tmp_path, forces=forces)}


def test_read_pack__a_red_line_may_be_dated_by_month_of_the_as_of_date(tmp_path):
    """May 1998 may lie before the tenth; June may not."""
    pack = small_pack()
    pack["powers"][0]["red_lines"][0]["date"] = "1998-06"

    assert {p.code for p in faults(tmp_path, powers=pack["powers"])} == {"after-as-of"}


@pytest.mark.parametrize(("v", "expected"), [(3, (3, 3, 3)), ([2, 4], (2, 3, 4)), ([1, 2, 5], (1, 2, 5)), ([7], (7, 7, 7))])
def test_low_mode_high__one_two_or_three_values(v, expected):
    """A single value has no spread, two have their middle as mode."""
    assert PackNumber(v=v).low_mode_high == expected


@pytest.mark.parametrize(
    ("text", "day"), [("1999", dt.date(1999, 12, 31)), ("2000-02", dt.date(2000, 2, 29)), ("soon", None), ("1999-13", None)]
)
def test_last_day__partial_dates_mean_their_last_day(text, day):
    """What is no date has no last day."""
    assert last_day(text) == day
