"""The designs side by side."""

from __future__ import annotations

from dataclasses import replace

from tests.report.invented_asked import asked_documents
from tests.report.synthetic import invented_war

from multipolar.report.figures.designs_weighed import DESIGNS_WEIGHED

INP = replace(invented_war(60), asked=asked_documents())


def test_designs_weighed__signed_who_stops_face_and_durability():
    """Of those that could be signed the longest-lasting is told; a pause is marked, and what would turn a side."""
    table = DESIGNS_WEIGHED.table(INP)
    assert table.rows[0] == (
        "Norland's guard along the pass (tried)", "30", "48 %", "60 %", "Borland 40 %, Southia 20 %", "",
        "somebody whom both sides trust stands behind the terms (60 % of refusals)", "+0.2", "−0.3", "70 %",
    )  # fmt: skip
    assert table.rows[-1][0] == "a pause for prisoners (a pause)"
    assert DESIGNS_WEIGHED.finding(INP).startswith(
        "Of the 2 designs that could be signed the one most likely to last three years is: joint patrols (80 %)."
    )
    assert DESIGNS_WEIGHED.data(INP)["rows"] == [list(row) for row in table.rows]


def test_designs_weighed__nothing_signable_and_nothing_asked():
    """The first is told."""
    found = INP.asked["settlement"]
    never = {**found, "designs": [one for one in found["designs"] if one["id"] == "truce"]}
    assert DESIGNS_WEIGHED.finding(replace(INP, asked={"settlement": never})) == "No design that could end the war could be signed."
    inp = replace(INP, asked={})
    assert (DESIGNS_WEIGHED.caption(inp), DESIGNS_WEIGHED.table(inp).rows, DESIGNS_WEIGHED.data(inp)) == ("", (), None)
