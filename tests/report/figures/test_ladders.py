"""The ladders as a figure: on the page, and with the data that the chart counts from."""

from __future__ import annotations

from tests.report.synthetic import invented_war

from multipolar.report.figures.ladders import LADDERS
from multipolar.report.page import page_html
from multipolar.report.payload import page_document


def test_figure__stands_on_the_page_with_thresholds_and_no_shares():
    """The script counts the shares itself, so that they follow conditions."""
    inp = invented_war(200)
    data = page_document(inp)["data"]["ladders"]

    assert '<h3>How far it may go</h3><figure><div data-figure="ladders">' in page_html(inp)
    assert {"series", "title", "unit", "thresholds"} == set(data["ladders"][0])
    assert LADDERS.from_courses
