"""People as a figure: a table without a script, and the roads by name for the chart."""

from __future__ import annotations

from tests.report.synthetic import invented_war

from multipolar.report.figures.people import PEOPLE
from multipolar.report.page import page_html


def test_figure__stands_in_its_own_section():
    """The displaced stand with the people, ground and deaths apart."""
    inp = invented_war(200)
    section = page_html(inp).split('<section id="people">')[1].split("</section>")[0]

    assert "People displaced at the peak" in section
    assert PEOPLE.data(inp)["roads"].startswith("Both roads")
    assert "diamonds" in PEOPLE.caption(inp)
