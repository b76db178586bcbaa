"""The forecast as a text brief for people who paste into a document."""

from __future__ import annotations

from collections.abc import Iterator

from multipolar.report import tables
from multipolar.report.figures import figures_in
from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import INTERVALS, condition_limits, headline, leading_meaning, subline, trust_line
from multipolar.report.scored import lost_text
from multipolar.report.sections import SECTIONS
from multipolar.report.table import Table, markdown_table, plain_line


def parts(inp: ReportInput) -> Iterator[tuple[str, Table, str]]:
    """Yield heading, table and note of every part: as on the page; what is sealed there is left out."""
    for section in SECTIONS:
        if section.sealed and inp.apart is not None:
            continue
        for figure in figures_in(section.id):
            if figure.heading:
                yield figure.heading, figure.table(inp), figure.note(inp) or figure.finding(inp)
            if not figure.from_courses:
                yield from ((title, table, "") for title, table in figure.also(inp))
        yield from ((title, table(inp.forecast), "") for title, table in section.tables)


def part(title: str, table: Table, note: str = "") -> str:
    """Return one part of the brief, with a note under its table; nothing where its table is empty."""
    under = f"\n{plain_line(note)}\n" if note else ""
    return f"## {title}\n\n{markdown_table(table)}\n{under}" if table.rows else ""


def markdown_brief(inp: ReportInput) -> str:
    """Return the whole brief as Markdown, answer first; names stand as plain text, whatever they hold."""
    f = inp.forecast
    meaning = plain_line(leading_meaning(f))
    given = f.get("conditioned")
    until = f", given reports until {plain_line(str(given['until']))}" if given else ""
    blocks = [
        f"# {plain_line(str(f.get('title') or f.get('scenario') or 'Forecast'))}\n",
        f"Forecast as of {plain_line(str(f['as_of']))}{until}, horizon {f['horizon_days']} days.\n",
        f"**{plain_line(headline(f))}** {meaning}".rstrip() + "\n",
        f"{plain_line(subline(f))}\n" if subline(f) else "",
        f"*{plain_line(trust_line(f))}*\n",
        f"{INTERVALS}\n",
        *(part(title, table, note) for title, table, note in parts(inp)),
        f"{plain_line(lost_text(f))}\n" if lost_text(f) else "",
        "## Limits\n\n" + "\n".join(f"- {plain_line(x)}" for x in condition_limits(f)) + "\n",
        part("This run", tables.run_facts(f)),
    ]
    return "\n".join(b for b in blocks if b)
