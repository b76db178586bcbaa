"""The sections of the page: figures first, then what follows them."""

from __future__ import annotations

from dataclasses import replace

from tests.report.synthetic import invented_war

from multipolar.report import figures
from multipolar.report.page import CONTENTS, FIRST
from multipolar.report.sections import SECTIONS, Section, section_html


def section(name):
    """Return a section by its anchor."""
    return next(s for s in SECTIONS if s.id == name)


def test_sections__have_names_of_their_own_and_fill_the_contents():
    """Contents and first screen name sections that exist."""
    names = [s.id for s in SECTIONS]

    assert len(names) == len(set(names))
    assert [anchor for anchor, _ in CONTENTS] == ["headline", *names]
    assert {name for column in FIRST for name in column} <= set(names)


def test_section_html__orders_figures_as_the_list_does(monkeypatch):
    """The place in the list is the place in the section; paired figures stand in one block under their titles."""
    html = section_html(section("terms"), invented_war(60))

    assert html.startswith('<section id="terms"><h2>Mediators and terms</h2><div class="pair"><div><h3>Who mediates</h3>')
    assert html.index('data-figure="brokers"') < html.index('data-figure="arrangement"')
    assert html.index('data-figure="arrangement"') < html.index("Settlement designs compared")

    monkeypatch.setattr(figures, "FIGURES", figures.FIGURES[::-1])
    html = section_html(section("terms"), invented_war(60))
    assert html.index('data-figure="arrangement"') < html.index('data-figure="brokers"')


def test_section_html__is_nothing_without_anything_to_show():
    """A section with neither figures nor text has no heading."""
    inp = invented_war(30)
    bare = replace(inp, forecast={"endings": {}, "as_of": "2030-01-01", "horizon_days": 180}, series=None)

    assert section_html(section("terms"), bare) == ""
    assert section_html(Section("none", "Nothing"), inp) == ""
