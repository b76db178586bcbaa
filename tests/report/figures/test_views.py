"""The figure of competing views: two endings, middle day, broker and the claims that differ."""

from __future__ import annotations

from dataclasses import replace

from tests.report.synthetic import invented_war

from multipolar.report.figures.views import VIEWS, differs_text


def test_views__stand_side_by_side():
    """The run's own first; a war that lasts is not over by any day."""
    inp = invented_war(200)
    own, other = VIEWS.table(inp).rows
    assert own == (
        "default", "rivals drawn", "Outright victory of Aland 33 %; Halt with gains for Aland 33 %", "2030-05-30", "Norland 50 %",
        "as in this forecast",
    )  # fmt: skip
    assert (other[0], other[3], other[5]) == ("night raid", "after day 180", "C11 off, C12 left to the draw")
    assert "the same 400 members and seeds" in VIEWS.caption(inp)


def test_views__are_absent_until_they_were_lived():
    """A run without views has no such section."""
    inp = replace(invented_war(200), turning={})
    assert (VIEWS.table(inp).rows, VIEWS.caption(inp), VIEWS.data(inp)) == ([], "", None)


def test_differs_text__tells_the_first_three():
    """More are counted."""
    row = {"strength": 0.25, "drawn": False}
    view = {"differs": [{"claim": f"C{i}", **row} for i in range(5)]}
    assert differs_text(view) == "C0 at 25 %, C1 at 25 %, C2 at 25 % and 2 more"
    assert differs_text({"differs": [{"claim": "C1", "strength": 1.0, "drawn": False}]}) == "C1 in full"
