"""The bands of quantal response over precision."""

from __future__ import annotations

from dataclasses import replace

import pytest
from tests.report.invented_asked import asked_documents
from tests.report.synthetic import invented_war

from multipolar.report.figures.game_quantal import GAME_QUANTAL

INP = replace(invented_war(60), asked=asked_documents())


def test_game_quantal__one_row_for_each_posture_with_its_band():
    """Chances of a power's postures add up at every precision; the finding tells the sharpest."""
    table = GAME_QUANTAL.table(INP)
    assert table.head[2:] == ("Precision 0.5", "Precision 1", "Precision 2", "Precision 4")
    assert table.rows[1] == ("Norland", "arm", "60 % (58–62)", "70 % (68–72)", "85 % (83–87)", "97 % (95–99)")
    assert GAME_QUANTAL.finding(INP).startswith("Likeliest when powers err least: Norland arm 97 %, Southia arm 97 %.")
    for power in GAME_QUANTAL.data(INP):
        for k in range(4):
            assert sum(one["points"][k]["p"] for one in power["postures"]) == pytest.approx(1.0)


def test_game_quantal__nothing_where_it_could_not_be_solved():
    """The band is then a failure of the document."""
    for asked in ({}, {"powers": {**INP.asked["powers"], "quantal": []}}):
        inp = replace(INP, asked=asked)
        assert (GAME_QUANTAL.caption(inp), GAME_QUANTAL.table(inp).rows, GAME_QUANTAL.data(inp)) == ("", (), None)
