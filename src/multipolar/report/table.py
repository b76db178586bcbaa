"""Tables as values, and as HTML and Markdown: names from files are shown and never executed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from multipolar.printable import printable

_MARKS = re.compile(r"([\\`*_\[\]<>|#~])")
_RTL = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff"
_RTL_RUN = re.compile(rf"[{_RTL}](?:[^<>&A-Za-z{_RTL}]*[{_RTL}])*")
"""A stretch of text in a script that is written from right to left, with what stands between its letters."""


def safe(text: str) -> str:
    """Return a text that can stand in HTML: markup is shown, controls of direction and of terminals are visible signs."""
    return escape(printable(text))


def isolated(text: str) -> str:
    """Return a text that can stand in HTML, names written from right to left isolated so that they turn nothing around them."""
    return _RTL_RUN.sub(lambda found: f"<bdi>{found[0]}</bdi>", safe(text))


def plain_line(text: str) -> str:
    """Return a text as one line of Markdown without markup of its own: what looks like markup is shown as written."""
    return _MARKS.sub(r"\\\1", " ".join(printable(text).split()))


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under heads; the first cell of a row names it."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]


LONG_WORD = 18
"""A cell with a longer word may break it anywhere, so that no name can push a column off the page."""


def _cell(tag: str, inner: str, text: str) -> str:
    scope = ' scope="row"' if tag == "th" else ""
    long = ' class="long"' if any(len(word) > LONG_WORD for word in text.split()) else ""
    return f"<{tag}{scope}{long}>{inner}</{tag}>"


def html_table(table: Table, caption: str) -> str:
    """Return a table with its scopes and a caption for screen readers; nothing where there are no rows."""
    if not table.rows:
        return ""
    head = "".join(f'<th scope="col">{safe(h)}</th>' for h in table.head)
    body = "".join(
        "<tr>"
        + "".join(_cell("th", f"<bdi>{safe(v)}</bdi>", v) if i == 0 else _cell("td", isolated(v), v) for i, v in enumerate(row))
        + "</tr>"
        for row in table.rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="region" aria-label="{safe(caption)}"><table>'
        f'<caption class="sr">{safe(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{body}</tbody></table></div>"
    )


def markdown_table(table: Table) -> str:
    """Return a table as Markdown."""

    def row(cells: Sequence[str]) -> str:
        return "| " + " | ".join(plain_line(c) for c in cells) + " |"

    return "\n".join([row(table.head), "|" + "---|" * len(table.head), *(row(r) for r in table.rows)])


def kept_columns(table: Table) -> Table:
    """Return a table without the columns in which every row is empty; the first column stays."""
    kept = [i for i, _ in enumerate(table.head) if i == 0 or any(row[i] for row in table.rows)]
    return Table(tuple(table.head[i] for i in kept), [tuple(row[i] for i in kept) for row in table.rows])
