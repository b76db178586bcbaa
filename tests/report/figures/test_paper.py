"""The figure of paper: words and the table behind it."""

from __future__ import annotations

from tests.report.synthetic import invented_war

from multipolar.report.figures.paper import PAPER


def test_paper__has_a_caption_and_a_table():
    """The figure explains itself and its table has rows."""
    inp = invented_war(60)

    assert PAPER.id == "paper"
    assert PAPER.caption(inp).endswith(".")
    assert PAPER.table(inp).rows
