"""The forecast as a text brief for people who paste into a document."""

from __future__ import annotations

from multipolar.report import tables
from multipolar.report.narrative import INTERVALS, condition_limits, headline, leading_meaning, subline, trust_line
from multipolar.report.payload import ReportInput
from multipolar.report.scored import lost_text
from multipolar.report.table import Table, markdown_table, plain_line

PARTS: tuple[tuple[str, str], ...] = (
    ("How it may end", "endings"),
    ("What the doubt is made of", "doubt"),
    ("How long", "length"),
    ("Who comes in", "powers"),
    ("What each power does", "power_actions"),
    ("Who mediates", "brokers"),
    ("On what terms", "arrangement"),
    ("Terms compared", "designs"),
    ("Lifelines", "lifelines"),
    ("Deaths, ground, displaced, money", "quantities"),
    ("Mean scores", "score_means"),
    ("Authors beside the model", "score_authors"),
    ("Questions", "questions"),
    ("Other targets scored", "score_targets"),
    ("Assumptions", "assumptions"),
)


def part(title: str, table: Table, note: str = "") -> str:
    """Return one part of the brief, with a note under its table; nothing where its table is empty."""
    under = f"\n{plain_line(note)}\n" if note else ""
    return f"## {title}\n\n{markdown_table(table)}\n{under}" if table.rows else ""


def markdown_brief(inp: ReportInput) -> str:
    """Return the whole brief as Markdown, answer first; names stand as plain text, whatever they hold."""
    f = inp.forecast
    meaning = plain_line(leading_meaning(f))
    blocks = [
        f"# {plain_line(str(f.get('title') or f.get('scenario') or 'Forecast'))}\n",
        f"Forecast as of {plain_line(str(f['as_of']))}, horizon {f['horizon_days']} days.\n",
        f"**{plain_line(headline(f))}** {meaning}".rstrip() + "\n",
        f"{plain_line(subline(f))}\n" if subline(f) else "",
        f"*{plain_line(trust_line(f))}*\n",
        f"{INTERVALS}\n",
        *(part(title, tables.TABLES[name](f), tables.brokers_note(f) if name == "brokers" else "") for title, name in PARTS),
        f"{plain_line(lost_text(f))}\n" if lost_text(f) else "",
        "## Limits\n\n" + "\n".join(f"- {plain_line(x)}" for x in condition_limits(f)) + "\n",
        part("This run", tables.run_facts(f)),
    ]
    return "\n".join(b for b in blocks if b)
