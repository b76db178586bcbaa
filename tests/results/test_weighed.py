"""Results of verbs that hold a war against what is reported of it."""

from __future__ import annotations

from multipolar.results import Board, Robust, Timeline

DAY = {"date": "2030-04-21", "day": 1, "refused": None}


def test_timeline__days_and_means():
    """In their order; without an outcome there are no means."""
    told = Timeline({"schema": "multipolar-timeline/1", "scenario": "x", "as_of": "2030-04-20", "days": [DAY], "means": None})
    assert told.days == (DAY,)
    assert told.means == {}
    assert Timeline(dict(told) | {"means": {"outside": {"ending": 0.5}}}).means == {"outside": {"ending": 0.5}}


def test_board__the_most_telling_first():
    """Claims in their order."""
    items = [{"id": "a", "diagnosticity": 0.1}, {"id": "b", "diagnosticity": 0.3}]
    board = Board({"schema": "multipolar-ach/1", "scenario": "x", "as_of": "2030-04-20", "items": items, "claims": [{"id": "P"}]})
    assert [row["id"] for row in board.items_by_diagnosticity] == ["b", "a"]
    assert board.claims == ({"id": "P"},)


def test_robust__rows_and_the_policy_of_least_regret():
    """As the document has them."""
    table = Robust(
        {"schema": "multipolar-robust/1", "scenario": "x", "as_of": "2030-04-20", "rows": [{"policy": "p"}], "minimax": "p"}
    )
    assert (table.minimax, table.rows) == ("p", ({"policy": "p"},))
