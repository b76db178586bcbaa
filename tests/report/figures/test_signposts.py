"""The figure of signposts: events with their day, chance, and what seeing them would tell."""

from __future__ import annotations

from dataclasses import replace

from tests.report.synthetic import invented_war

from multipolar.report.figures.signposts import SIGNPOSTS, day_text


def test_signposts__stand_as_ranked_with_their_intervals():
    """A row per event, the first letter large, the day as a reader writes it."""
    inp = invented_war(2_000)
    told = inp.turning["signposts"]["rows"]
    rows = SIGNPOSTS.table(inp).rows
    assert len(rows) == len(told) > 0
    assert rows[0][0] == "Rain floods the camps; roads, too"
    assert rows[0][1] == day_text(told[0]["by"])
    assert rows[0][2] == f"{100 * told[0]['p']:.0f} %"
    assert rows[0][3].startswith(f"{100 * told[0]['seen']:.0f} % (")
    assert "the war still goes on" in SIGNPOSTS.caption(inp)


def test_signposts__are_nothing_without_any():
    """Of too few courses nothing is ranked."""
    inp = replace(invented_war(200), turning={})
    assert (SIGNPOSTS.table(inp).rows, SIGNPOSTS.caption(inp), SIGNPOSTS.data(inp)) == ([], "", None)


def test_day_text__is_written_out():
    """Day, month in words, year."""
    assert day_text("2020-11-05") == "5 November 2020"
