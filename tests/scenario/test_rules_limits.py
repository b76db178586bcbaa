"""Room in the records, and rounds of a length that is meant; every limit by itself is tried in the laws."""

from __future__ import annotations

from scenario.small import codes_after, problems_after

CLAIM = "  - {id: C4, text"
MORE = "".join(f"  - {{id: X{i}, text: One more., kind: MEC, inert_reason: a toy}}\n" for i in range(3))


def test_room__is_stated_with_the_count_found():
    """Five claims have room here: seven are refused, at the line of the sixth."""
    (found,) = problems_after((CLAIM, MORE + CLAIM))

    assert found.message == "found 7 claims, a scenario has room for 5"
    assert (found.code, found.line) == ("too-many", 19)


def test_round__of_centuries_is_a_slip_of_the_pen():
    """Nobody fights one round for more than a hundred years."""
    assert codes_after(("round_start: 2024-03-01", "round_start: 1024-03-01")) == ["bad-order"]
    assert codes_after(("round_start: 2024-03-01", "round_start: 1930-03-01")) == []
