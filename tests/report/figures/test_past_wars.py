"""The figure of past wars like this one: words, the table of lengths, the wars by name."""

from __future__ import annotations

from dataclasses import replace

from tests.report.synthetic import PAST_WARS_ALIKE, invented_war

from multipolar.report.figures.past_wars import PAST_WARS


def test_past_wars__tells_lengths_and_names():
    """Shares that stopped, the share that goes on, and the one war by name."""
    inp = invented_war(400)
    inp = replace(inp, forecast={**inp.forecast, "outside": PAST_WARS_ALIKE})
    assert PAST_WARS.caption(inp).endswith("logarithmic.")
    assert PAST_WARS.table(inp).rows == [
        ("within 7 days", "20 %"),
        ("within 30 days", "40 %"),
        ("still fighting on day 180", "30 %"),
    ]
    assert PAST_WARS.also(inp)[0][1].rows == [("East / West", "1950-01-01", "1950-01-31", "31")]


def test_past_wars__is_empty_without_an_outside_view():
    """A forecast of courses alone has no such figure."""
    inp = invented_war(400)
    inp = replace(inp, forecast={**inp.forecast, "outside": None})
    assert PAST_WARS.caption(inp) == ""
    assert not PAST_WARS.table(inp).rows
    assert not PAST_WARS.also(inp)[0][1].rows
