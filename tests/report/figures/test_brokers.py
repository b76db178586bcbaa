"""The figure of brokers: words and the table behind it."""

from __future__ import annotations

from tests.report.synthetic import invented_war

from multipolar.report.figures.brokers import BROKERS


def test_brokers__has_a_caption_and_a_table():
    """The figure explains itself and its table has rows."""
    inp = invented_war(60)

    assert BROKERS.id == "brokers"
    assert BROKERS.caption(inp).endswith(".")
    assert BROKERS.table(inp).rows
