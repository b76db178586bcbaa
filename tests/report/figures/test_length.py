"""The figure of length: words and the table behind it."""

from __future__ import annotations

from tests.report.synthetic import invented_war

from multipolar.report.figures.length import LENGTH


def test_length__has_a_caption_and_a_table():
    """The figure explains itself and its table has rows."""
    inp = invented_war(60)

    assert LENGTH.id == "length"
    assert LENGTH.caption(inp).endswith(".")
    assert LENGTH.table(inp).rows
