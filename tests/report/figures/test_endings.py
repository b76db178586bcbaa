"""The figure of endings: words and the table behind it."""

from __future__ import annotations

from dataclasses import replace

from tests.report.synthetic import PAST_WARS_ALIKE, invented_war

from multipolar.report.figures.endings import ENDINGS


def test_endings__has_a_table_and_says_which_wars_are_the_diamond():
    """Every ending has a row; the caption names the past wars where the forecast is pooled with them, else there is none."""
    inp = invented_war(60)
    pooled = replace(inp, forecast={**inp.forecast, "outside": PAST_WARS_ALIKE})

    assert len(ENDINGS.table(inp).rows) == 7
    assert ENDINGS.caption(pooled) == "Diamond: 3 wars."
    assert ENDINGS.caption(inp) == ""
