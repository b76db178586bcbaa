"""What a figure is on the Python side: words and a table; the drawing belongs to the page's script."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from multipolar.report.payload import ReportInput
from multipolar.report.table import Table

Forecast = Mapping[str, Any]


def nothing_more(inp: ReportInput) -> Sequence[tuple[str, Table]]:
    """Return no further tables."""
    del inp
    return ()


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure: its name in the script, its caption, the table behind it, whether courses alone can draw it, and more tables."""

    id: str
    title: str
    caption: Callable[[ReportInput], str]
    table: Callable[[ReportInput], Table]
    from_courses: bool = False
    also: Callable[[ReportInput], Sequence[tuple[str, Table]]] = nothing_more
