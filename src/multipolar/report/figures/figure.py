"""What a figure is on the Python side: words and a table; its drawing is a chart of the page's script."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from multipolar.report.inputs import ReportInput
from multipolar.report.table import Table


def nothing_more(inp: ReportInput) -> Sequence[tuple[str, Table]]:
    """Return no further tables."""
    del inp
    return ()


def no_note(inp: ReportInput) -> str:
    """Return no note and no finding."""
    del inp
    return ""


def no_html(inp: ReportInput) -> str:
    """Return nothing under the table."""
    del inp
    return ""


def no_data(inp: ReportInput) -> None:
    """Return nothing for the page's script beside what all charts read."""
    del inp


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One figure of the report; its section and its place in ``FIGURES`` say where it stands.

    Attributes
    ----------
    id : its name on the page and in the page's document.
    title : what its table and its chart are called.
    section : the section in which it stands (``multipolar.report.sections``).
    caption : returns how to read it.
    table : returns the table that stands in its place where no script runs, and that the text brief prints.
    chart : the file in ``web/src/charts`` that draws it.
    headed : whether its title stands above it, for figures that share a section.
    from_courses : whether courses alone can draw it.
    also : returns further tables with their titles, for readers without a script.
    brief : its heading in the text brief, where that is not its title; empty where its table is left out there.
    html : returns what else stands under its table for readers without a script, as HTML.
    note : returns a note under its table in the text brief, where that is not its finding.
    finding : returns what it found in one sentence, which stands above it; empty where there is nothing to show.
    data : returns what its chart alone reads, as plain values; None where the page's document has all that it needs.
    """

    id: str
    title: str
    section: str
    caption: Callable[[ReportInput], str]
    table: Callable[[ReportInput], Table]
    chart: str
    headed: bool = False
    from_courses: bool = False
    also: Callable[[ReportInput], Sequence[tuple[str, Table]]] = nothing_more
    brief: str | None = None
    finding: Callable[[ReportInput], str] = no_note
    note: Callable[[ReportInput], str] = no_note
    html: Callable[[ReportInput], str] = no_html
    data: Callable[[ReportInput], Any] = no_data

    @property
    def heading(self) -> str:
        """Its heading in the text brief."""
        return self.title if self.brief is None else self.brief

    def plain(self) -> dict[str, str | bool]:
        """Return what the page's script reads of it."""
        return {"id": self.id, "title": self.title, "chart": self.chart, "from_courses": self.from_courses}
