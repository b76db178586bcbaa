"""The figure of lifelines: words and the table behind it."""

from __future__ import annotations

from tests.report.synthetic import invented_war

from multipolar.report.figures.lifelines import LIFELINES


def test_lifelines__has_a_caption_and_a_table():
    """The figure explains itself and its table has rows."""
    inp = invented_war(60)

    assert LIFELINES.id == "lifelines"
    assert LIFELINES.caption(inp).endswith(".")
    assert LIFELINES.table(inp).rows
