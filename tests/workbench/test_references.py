"""What past wars had under a key."""

from __future__ import annotations

import pytest

from multipolar.scenario.typical import typical
from multipolar.workbench.references import reference, short


def test_reference__is_the_table_of_past_wars():
    """By address of any side or power, with every war by name, the smallest first."""
    found = reference("forces.A.tanks")
    row = typical()["forces.*.tanks"]
    assert (found["n"], found["q10"], found["q50"], found["q90"]) == (row.values, row.lowest_tenth, row.middle, row.highest_tenth)
    values = [one["value"] for one in found["wars"]]
    assert values == sorted(values)
    assert len(values) == row.wars
    assert found["q10"] <= found["q50"] <= found["q90"]
    assert reference("forces.B.tanks")["wars"] == found["wars"]
    assert short(("forces", "A", "tanks"))["wars"] == row.wars


def test_reference__where_too_few_wars_state_it_there_is_none(at):
    """None is made up; what is no address is refused."""
    assert reference("title") is None
    assert at.get("/api/reference", key="title") is None
    assert at.refused("GET", "/api/reference", 400, key="[")


@pytest.mark.parametrize("row", typical().values(), ids=lambda row: row.key)
def test_typical__ends_lie_in_their_order(row):
    """Least, tenths, quarters, middle; one value for each war."""
    assert row.least <= row.lowest_tenth <= row.low <= row.middle <= row.high <= row.highest_tenth <= row.greatest
    assert len(row.by_war) == row.wars
