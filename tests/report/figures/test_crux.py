"""The figure of the crux: what it says with one, without one, and where nothing was looked for."""

from __future__ import annotations

from dataclasses import replace

from tests.report.synthetic import invented_war

from multipolar.report.figures.crux import CRUX
from multipolar.report.page import page_html


def without_crux(inp):
    """Return the input with a pair that moves next to nothing."""
    found = {**inp.turning["crux"], "crux": None}
    return replace(inp, turning={**inp.turning, "crux": found})


def test_crux__tells_outcomes_at_five_credences_and_both_camps():
    """The table runs from certain of the one to certain of the other; the claims stand by id, text and origin."""
    inp = invented_war(400)
    curve = {row[0]: row for row in inp.turning["crux"]["crux"]["curve"]}
    table = CRUX.table(inp)
    assert [row[0] for row in table.rows] == ["0 %", "25 %", "50 %", "75 %", "100 %"]
    assert table.rows[0][1] == f"{100 * curve[0.0][1]:.0f} %"
    assert table.head[0] == "Credence in C12 and C13"
    camps, moves = CRUX.also(inp)
    assert ("C11", "Nobody can cross the pass", "article") in camps[1].rows
    assert moves[1].rows[0][1].endswith("% where C11 holds")
    assert CRUX.caption(inp).startswith("Of 1 disputed point in the file")
    assert "change places" in CRUX.note(inp)
    assert "by &lt;b&gt;night" in page_html(inp).split("<script")[0]


def test_crux__without_one_says_so_and_tells_what_the_points_move():
    """No pair moves the likeliest ending by five points: a sentence, and the moves as the table."""
    inp = without_crux(invented_war(400))
    assert CRUX.caption(inp) == (
        "There is no single crux: of 1 disputed point in the file none surely moves the likeliest ending by 5 points."
    )
    assert CRUX.table(inp).head[0] == "Disputed point"
    assert (CRUX.also(inp), CRUX.note(inp)) == ([], "")


def test_crux__is_nothing_where_nobody_disputes():
    """A scenario without rival claims has no such section."""
    inp = replace(invented_war(200), turning={})
    assert (CRUX.table(inp).rows, CRUX.caption(inp), CRUX.data(inp)) == ([], "", None)
    assert '<section id="crux">' not in page_html(inp)
