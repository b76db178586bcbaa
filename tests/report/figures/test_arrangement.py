"""The figure of arrangement: words and the table behind it."""

from __future__ import annotations

from tests.report.synthetic import invented_war

from multipolar.report.figures.arrangement import ARRANGEMENT


def test_arrangement__has_a_caption_and_a_table():
    """The figure explains itself and its table has rows."""
    inp = invented_war(60)

    assert ARRANGEMENT.id == "arrangement"
    assert ARRANGEMENT.caption(inp).endswith(".")
    assert ARRANGEMENT.table(inp).rows
