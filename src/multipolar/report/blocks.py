"""Blocks of HTML that sections of the page are made of; each is nothing where it has nothing to show."""

from __future__ import annotations

from collections.abc import Sequence

from multipolar.report.figures import Figure
from multipolar.report.inputs import ReportInput
from multipolar.report.table import Table, html_table, isolated, safe

ALL = '<div data-all="counted over all courses; conditions do not change it">'
"""Opens a block that does not follow the reader's conditions; the page says so as soon as there are any."""


def figure_html(figure: Figure, inp: ReportInput) -> str:
    """Return one figure: the table that the script replaces by its chart, and the caption; nothing without data."""
    table = figure.table(inp)
    if not table.rows and not (figure.from_courses and inp.series is not None):
        return ""
    more = "".join(html_table(t, title) for title, t in figure.also(inp))
    said = figure.caption(inp)
    caption = f"<figcaption>{isolated(said)}</figcaption>" if said else ""
    inside = f"{html_table(table, figure.title)}{figure.html(inp)}{more}"
    found = figure.finding(inp)
    first = f'<p class="finding">{isolated(found)}</p>' if found else ""
    return f'<figure>{first}<div data-figure="{figure.id}">{inside}</div>{caption}</figure>'


def framed(anchor: str, title: str, body: str, lead: str = "") -> str:
    """Return a section with its heading and an optional leading sentence; nothing where it has no body."""
    if not body:
        return ""
    first = f'<p class="lead">{safe(lead)}</p>' if lead else ""
    return f'<section id="{anchor}"><h2>{safe(title)}</h2>{first}{body}</section>'


def titled(title: str, body: str) -> str:
    """Return a part under a small heading; nothing where it has no body."""
    return f"<div><h3>{safe(title)}</h3>{body}</div>" if body else ""


def fold(summary: str, table: Table, *, printed: bool = True) -> str:
    """Return a table folded away under a line that opens it; nothing where it has no rows.

    ``printed``: whether it is printed too; else its line alone is, as the page on screen holds the rest.
    """
    inner = html_table(table, summary)
    kind = "" if printed else ' class="unprinted"'
    return f"{ALL}<details{kind}><summary>{safe(summary)}</summary>{inner}</details></div>" if inner else ""


def items(lines: Sequence[str]) -> str:
    """Return a list of lines."""
    return "<ul>" + "".join(f"<li>{isolated(x)}</li>" for x in lines) + "</ul>" if lines else ""
