"""The blocks of a fact pack: numbers are whole, in order and not codes for missing; dates are dates."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from multipolar.data import pack as blocks
from multipolar.data.pack import PackChange, PackNumber, PackPower, PackRoute, PackShare, PackTalk, plain_number


@pytest.mark.parametrize(
    ("v", "expected"), [(3, (3, 3, 3)), ([1, 2, 5], (1, 2, 5)), ("1,250", (1250, 1250, 1250)), (["1", 2, "2.5"], (1, 2, 2.5))]
)
def test_low_mode_high__one_number_or_three(v, expected):
    """A single value has no spread; numbers may stand as text, read as a whole."""
    assert PackNumber(v=v).low_mode_high == expected
    assert PackNumber(v=v).mode == expected[1]


@pytest.mark.parametrize(
    ("v", "said"),
    [
        ([60], "expected three numbers"), ([60, 90], "expected three numbers"), ([1, 2, 3, 4], "expected three numbers"),
        ([], "expected three numbers"), ([120, 90, 60], "runs backwards"), ([1, 3, 2], "runs backwards"),
        (-99, "a code for missing"), ([-9, -9, -9], "a code for missing"), (-5, "at least 0"),
        ("7,5", "write a decimal with a point"), (True, "plain number"), (None, "found nothing"),
        ([1, [2], 3], "found a list"), (float("nan"), "finite"),
        (10**400, "hundreds of digits"),
        ("many", "expected a number"), ({"low": 1}, "plain number"), ([1, None, 3], "found nothing"),
    ],
)  # fmt: skip
def test_pack_number__anything_else_is_refused(v, said):
    """Two or four numbers, a range that runs backwards, codes for missing, text that is no number."""
    with pytest.raises(ValidationError, match=said):
        PackNumber(v=v)


def test_pack_share__ends_at_one_and_changes_may_be_below_zero():
    """A share above 1 is refused and not cut; growth may shrink."""
    assert PackShare(v=[0, 0.5, 1]).low_mode_high == (0, 0.5, 1)
    assert PackChange(v=[-45, -30, -20]).mode == -30
    with pytest.raises(ValidationError, match="from 0 to 1"):
        PackShare(v=[0.5, 0.9, 1.2])


def test_plain_number__is_a_number_or_an_error():
    """Words of YAML that look like numbers to Python are none."""
    assert (plain_number(3), plain_number("-2.5")) == (3.0, -2.5)
    for value in (True, None, [1], "1 000", float("inf")):
        with pytest.raises(ValueError, match="found"):
            plain_number(value)


def test_dates__are_read_by_year_month_or_day():
    """A year may be a number; other notations are refused wherever a date stands."""
    assert [PackTalk(by="UN", date=date).date for date in (1998, "1998-05", "1998-05-09", "", None)] == [
        "1998", "1998-05", "1998-05-09", "", "",
    ]  # fmt: skip
    for date in ("9 May 1998", "09/05/1998", "1998-13", 894672000, "May"):
        with pytest.raises(ValidationError, match="found"):
            PackTalk(by="UN", date=date)


def test_unread__names_keys_of_their_blocks():
    """Every key on the list of the unread is one of its block."""
    assert [(kind, key) for kind, keys in blocks.UNREAD.items() for key in keys if key not in kind.model_fields] == []


def test_shares__may_be_percentages_as_in_a_scenario():
    """60 % of a share is 0.6 here too; percent of anything else is refused."""
    assert PackShare(v="60 %").mode == 0.6
    assert PackShare(v=["20%", "40 %", 0.5]).low_mode_high == (0.2, 0.4, 0.5)
    assert PackPower(id="p", name="P", align={"A": "-40 %", "B": 0}).align.A == -0.4
    for wrong in ("160 %", "6,5 %", "% 5"):
        with pytest.raises(ValidationError, match="found"):
            PackShare(v=wrong)
    with pytest.raises(ValidationError, match="expected a number"):
        PackNumber(v="60 %")


@pytest.mark.parametrize(("kind", "fits"), [("road", True), ("sea_air", True), ("raod", False), ("airlift", False), ("", False)])
def test_routes__run_over_ways_that_are_known(kind, fits):
    """A misspelt kind was taken for a road, and an airlift for air because the word holds it."""
    route = {"id": "r", "side": "A", "lat": 1, "lon": 2, "kind": kind}
    if fits:
        assert PackRoute.model_validate(route).kind == kind
    else:
        with pytest.raises(ValidationError, match="of a route, expected road"):
            PackRoute.model_validate(route)
