"""Who would leave a profile, where to, and what fresh courses say."""

from __future__ import annotations

from dataclasses import replace

from tests.report.invented_asked import asked_documents
from tests.report.synthetic import invented_war

from multipolar.report.figures.game_leaving import GAME_LEAVING

INP = replace(invented_war(60), asked=asked_documents())


def test_game_leaving__sentence_table_and_certificate():
    """From what is done now both arm; from both armed nobody leaves."""
    said = GAME_LEAVING.finding(INP)
    assert said.startswith("From what the powers do now would leave: Norland to arm (+2.000 ± ")
    assert "Fresh courses certify it" in said
    rows = GAME_LEAVING.table(INP).rows
    assert [(row[0], row[4]) for row in rows] == [
        ("Norland: stay out; Southia: stay out (now)", "leaves"), ("Norland: stay out; Southia: stay out (now)", "leaves"),
        ("Norland: arm; Southia: arm", "stays"), ("Norland: arm; Southia: arm", "stays"),
    ]  # fmt: skip
    assert rows[2][3].startswith("−1.000 ± ")
    assert [one["now"] for one in GAME_LEAVING.data(INP)] == [True, False]


def test_game_leaving__nobody_leaves_and_nobody_certified():
    """Both are told, the second with how to ask."""
    game = {**INP.asked["powers"], "certify": None, "status_quo": "arm,arm"}
    said = GAME_LEAVING.finding(replace(INP, asked={"powers": game}))
    assert said.startswith("From what the powers do now no power surely gains by changing alone. Not certified")
    assert "--certify 500" in said
    inp = replace(INP, asked={})
    assert (GAME_LEAVING.caption(inp), GAME_LEAVING.table(inp).rows, GAME_LEAVING.data(inp)) == ("", [], None)
