"""The election among designs, beside plain averages and the method's switches."""

from __future__ import annotations

from dataclasses import replace

from tests.report.invented_asked import asked_documents
from tests.report.synthetic import invented_war

from multipolar.report.figures.election import ELECTION

INP = replace(invented_war(60), asked=asked_documents())


def test_election__chance_courses_and_switches():
    """Both ranges stand beside the chance; averages and warnings under it."""
    said = ELECTION.caption(INP)
    assert ELECTION.finding(INP).startswith(
        "Likeliest to come out: Norland's guard along the pass, 70 % (65–75 over the courses, 50–90 over the switches of the "
        "method)."
    )
    assert "Aland (60 %) for Norland's guard along the pass; Norland (40 %) for joint patrols" in said
    assert "Left to Aland: 43 % as elected; positions by plain mean 45 %" in said
    assert "The method moves the answer more than what is not known." in said
    table = ELECTION.table(INP)
    assert table.head[:5] == ("Design", "Leaves Aland", "Chance", "Nine in ten bootstraps", "Conditional, linear")
    assert table.rows[1][:4] == ("joint patrols", "50 %", "30 %", "25–35")
    assert [row["least"] for row in ELECTION.data(INP)["rows"]] == [0.49999999999999994, 0.09999999999999998]


def test_election__absent_where_none_was_asked_for():
    """Terms alone are weighed then; designs that leave all alike have no averages."""
    found = {key: value for key, value in INP.asked["settlement"].items() if key != "election"}
    for asked in ({"settlement": found}, {}):
        inp = replace(INP, asked=asked)
        assert (ELECTION.caption(inp), ELECTION.table(inp).rows, ELECTION.finding(inp), ELECTION.data(inp)) == ("", (), "", None)
    flat = {**INP.asked["settlement"], "election": {**INP.asked["settlement"]["election"], "averages": None, "expected": None}}
    assert "Left to" not in ELECTION.caption(replace(INP, asked={"settlement": flat}))
