"""The figure of told courses: on the page where a run tells some, with a list where no script runs."""

from __future__ import annotations

from dataclasses import replace

from tests.report.synthetic import invented_war
from tests.report.told_courses import told_page

from multipolar.report.brief import markdown_brief
from multipolar.report.figures.courses_told import COURSES_TOLD
from multipolar.report.page import page_html
from multipolar.report.payload import page_document


def test_courses_told__stands_on_the_page_with_its_list():
    """Table, list and data are there; the brief names the three."""
    inp = replace(invented_war(60), told=told_page())
    section = page_html(inp).split('<section id="told">')[1].split("</section>")[0]

    assert 'data-figure="courses_told"' in section
    assert section.count('<ol class="daily">') == 3
    assert len(COURSES_TOLD.table(inp).rows) == 3
    assert page_document(inp)["data"]["courses_told"]["courses"][2]["ending_title"] == "Still fighting at the horizon"
    assert "| The war widens |" in markdown_brief(inp)
    assert COURSES_TOLD.caption(inp).endswith(".")


def test_courses_told__is_absent_or_says_why():
    """A page that knows no course has no section; a run that cannot tell any gives the reason."""
    assert '<section id="told">' not in page_html(replace(invented_war(60), told=None))
    page = page_html(replace(invented_war(60), told={"courses": [], "reason": "none lives again"}))
    section = page.split('<section id="told">')[1].split("</section>")[0]
    assert "None can be told: none lives again." in section
    assert 'data-figure="courses_told"' not in section
