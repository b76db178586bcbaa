"""The figure of endings: words and the table behind it."""

from __future__ import annotations

from dataclasses import replace

from tests.report.synthetic import invented_war

from multipolar.report.figures.endings import ENDINGS


def test_endings__has_a_caption_and_a_table():
    """The figure explains itself and its table has rows."""
    inp = invented_war(60)

    assert ENDINGS.id == "endings"
    assert ENDINGS.caption(inp).endswith(".")
    assert ENDINGS.table(inp).rows


def test_endings__explain_the_split_only_where_it_is_drawn():
    """Without a split of the doubt the caption does not speak of one."""
    inp = invented_war(60)
    bare = {k: v for k, v in inp.forecast.items() if k != "uncertainty"}

    assert "Below:" in ENDINGS.caption(inp)
    assert "Below:" not in ENDINGS.caption(replace(inp, forecast=bare))
