"""What the doubt is made of: a figure of its own, told only where it was split."""

from __future__ import annotations

from dataclasses import replace

from tests.report.synthetic import invented_war

from multipolar.report.figures.doubt import DOUBT, caption


def test_doubt__has_a_row_for_every_spread_that_was_split():
    """Ending, length, ground and deaths, each with ignorance and luck; a forecast without the split has neither rows nor words."""
    inp = invented_war(300)
    bare = replace(inp, forecast={**inp.forecast, "uncertainty": {}})

    assert len(DOUBT.table(inp).rows) == 4
    assert "luck" in caption(inp)
    assert (list(DOUBT.table(bare).rows), caption(bare)) == ([], "")
