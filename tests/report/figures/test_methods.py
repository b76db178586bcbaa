"""The claims of the method, and what each moves."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.report.invented_asked import asked_documents
from tests.report.synthetic import invented_war

from multipolar.report.figures.methods import INPUTS, METHODS_OF_GAME, METHODS_OF_SETTLEMENT, TOGETHER

INP = replace(invented_war(60), asked=asked_documents())


def test_methods__claims_with_rivals_and_shares_that_add_up():
    """Of every answer: its claims, the courses drawn anew, and what only comes about together."""
    rows = METHODS_OF_GAME.data(INP)
    by_answer: dict[str, float] = {}
    for row in rows:
        by_answer[row["answer"]] = by_answer.get(row["answer"], 0.0) + row["share"]
    assert set(by_answer) == {"the chance of each posture of each power", "which states hold"}
    assert list(by_answer.values()) == pytest.approx([1.0, 1.0], abs=1e-4)
    assert [row["claim"] for row in rows[:4]] == [
        "How sharply a power chooses (METHOD_CHOICE)", "How far a power thinks of the others' thinking (METHOD_REASONING)",
        INPUTS, TOGETHER,
    ]  # fmt: skip
    assert "METHOD_CHOICE" in METHODS_OF_GAME.finding(INP)
    assert METHODS_OF_SETTLEMENT.table(INP).rows[0][1] == "Conditional: The option comes out that beats all others."


def test_methods__nothing_where_nothing_was_asked_or_solved():
    """A document whose methods could not be solved has no rows; without election there are none of it."""
    bare = {"powers": {**INP.asked["powers"], "methods": None}, "settlement": {"designs": []}}
    for asked in ({}, bare):
        inp = replace(INP, asked=asked)
        for figure in (METHODS_OF_GAME, METHODS_OF_SETTLEMENT):
            assert (figure.caption(inp), figure.table(inp).rows, figure.finding(inp), figure.data(inp)) == ("", [], "", None)
