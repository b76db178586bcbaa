"""Blocks of HTML that show nothing where there is nothing."""

from __future__ import annotations

from dataclasses import replace

from tests.report.synthetic import invented_war

from multipolar.report.blocks import figure_html, fold, framed, items, titled
from multipolar.report.figures import FIGURES
from multipolar.report.table import Table

ROWS = Table(("Name", "Share"), [("one", "12 %")])
EMPTY = Table(("Name",), [])


def test_blocks__are_empty_without_content():
    """No heading, list or fold opens over nothing."""
    assert (framed("a", "A", ""), titled("A", ""), fold("A", EMPTY), items([])) == ("", "", "", "")


def test_blocks__show_names_as_text():
    """Titles, leads and lines hold no markup of their own."""
    assert framed("a", "<b>", "x", "<i>") == '<section id="a"><h2>&lt;b&gt;</h2><p class="lead">&lt;i&gt;</p>x</section>'
    assert titled("<b>", "x") == "<div><h3>&lt;b&gt;</h3>x</div>"
    assert items(["<b>"]) == "<ul><li>&lt;b&gt;</li></ul>"
    assert "<details><summary>More</summary>" in fold("More", ROWS)


def test_figure_html__needs_rows_or_courses():
    """A figure that only courses draw stands without a table; any other needs rows."""
    inp = invented_war(60)
    figures = {figure.id: figure for figure in FIGURES}
    without = replace(inp, forecast={**inp.forecast, "powers": {}})

    assert 'data-figure="powers"' in figure_html(figures["powers"], inp)
    assert figure_html(figures["powers"], without) == ""
    assert 'data-figure="control_map"' in figure_html(figures["control_map"], inp)
    assert figure_html(figures["control_map"], replace(inp, series=None)) == ""


def test_fold__says_by_its_class_whether_it_is_printed():
    """Long folds stay on screen; others are opened for print."""
    table = Table(("Head",), [("cell",)])

    assert "<details><summary>More" in fold("More", table)
    assert '<details class="unprinted"><summary>More' in fold("More", table, printed=False)
