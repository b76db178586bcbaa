"""The figure of powers: words and the table behind it."""

from __future__ import annotations

from tests.report.synthetic import invented_war

from multipolar.report.figures.powers import POWERS


def test_powers__has_a_caption_and_a_table():
    """The figure explains itself and its table has rows."""
    inp = invented_war(60)

    assert POWERS.id == "powers"
    assert POWERS.caption(inp).endswith(".")
    assert POWERS.table(inp).rows
