"""The timeline as a figure: absent on the first issue."""

from __future__ import annotations

from dataclasses import replace

from tests.report.synthetic import invented_war
from tests.report.test_history import issue

from multipolar.report.figures.timeline import TIMELINE
from multipolar.report.history import with_reasons
from multipolar.report.page import page_html


def test_figure__stands_once_there_is_an_earlier_issue():
    """The first issue has no section; the second has bars and a table."""
    inp = invented_war(60)
    issues = with_reasons([issue(), issue(as_of="2030-05-02")])
    again = replace(inp, backing={"history": issues})

    assert 'id="timeline"' not in page_html(inp)
    assert (TIMELINE.data(inp), TIMELINE.table(inp).rows) == (None, ())
    assert 'data-figure="timeline"' in page_html(again)
    assert TIMELINE.data(again) == issues
