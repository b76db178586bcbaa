"""Tables as HTML and Markdown: what files name is shown, and neither executed nor obeyed."""

from __future__ import annotations

import pytest

from multipolar.report.table import Table, html_table, isolated, kept_columns, markdown_table, plain_line, safe

NASTY = [
    "\u202egnp.exe",
    "\u2066x\u2069",
    "\x1b[31mred",
    "a\u200fb",
    "<img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "`code`",
]


def test_html_table__escapes_what_it_prints():
    """A name with markup in it stays a name."""
    text = html_table(Table(("a",), [("<script>",)]), 'cap"tion')

    assert "<script>" not in text
    assert "&lt;script&gt;" in text
    assert html_table(Table(("a",), []), "x") == ""


def test_markdown_table__keeps_bars_and_line_ends_inside_cells():
    """A bar in a cell does not open a column."""
    assert markdown_table(Table(("a", "b"), [("x|y", "z\nw")])).splitlines()[-1] == "| x\\|y | z w |"


@pytest.mark.parametrize("name", NASTY)
def test_names__keep_no_controls_and_no_markup(name):
    """Controls of direction and of terminals are visible signs in HTML and Markdown, and markup stays text."""
    html = safe(name), isolated(name), html_table(Table(("a",), [(name,)]), "x")
    markdown = plain_line(name), markdown_table(Table((name,), []))
    for text in (*html, *markdown):
        assert not set(text) & {*map(chr, range(0x202A, 0x202F)), *map(chr, range(0x2066, 0x206A)), "\u200e", "\u200f", "\x1b"}
        assert "<img" not in text.replace("\\<img", "")
    assert not any("[x](" in text for text in markdown)


def test_isolated__keeps_right_to_left_names_from_turning_their_line():
    """A name in Arabic inside a sentence is isolated; the sentence around it stays as it is."""
    assert isolated("Halt with gains for قوات أ (12 %)") == "Halt with gains for <bdi>قوات أ</bdi> (12 %)"
    assert isolated("plain & simple") == "plain &amp; simple"


def test_kept_columns__drop_what_no_row_fills():
    """A column without any cell is not printed; the first one stays."""
    table = kept_columns(Table(("a", "b", "c"), [("", "", "1"), ("", "", "")]))

    assert (table.head, table.rows) == (("a", "c"), [("", "1"), ("", "")])
