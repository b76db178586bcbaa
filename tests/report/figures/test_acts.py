"""The figure of acts: words, table, and what its chart reads."""

from __future__ import annotations

from tests.report.synthetic import invented_war

from multipolar.report.figures.acts import ACTS


def test_acts__has_a_caption_a_table_and_data():
    """The figure explains itself; chart and table hold the same acts."""
    inp = invented_war(60)

    assert ACTS.caption(inp).endswith(".")
    assert len(ACTS.table(inp).rows) == len(ACTS.data(inp)["likely"]) > 0
    assert [title for title, _ in ACTS.also(inp)] == ["Acts of fewer than one course in a hundred"]
