"""The forecast as a text brief for people who paste into a document."""

from __future__ import annotations

from multipolar.report import tables
from multipolar.report.narrative import condition_limits, headline, leading_ending, subline, trust_line
from multipolar.report.payload import ReportInput
from multipolar.report.tables import Table, markdown_table

PARTS: tuple[tuple[str, str], ...] = (
    ("How it may end", "endings"),
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
    ("Assumptions", "assumptions"),
)


def part(title: str, table: Table) -> str:
    """Return one part of the brief; nothing where its table is empty."""
    return f"## {title}\n\n{markdown_table(table)}\n" if table.rows else ""


def markdown_brief(inp: ReportInput) -> str:
    """Return the whole brief as Markdown, answer first."""
    f = inp.forecast
    _, top = leading_ending(f)
    lost = (f.get("scores") or {}).get("lost_to_uniform", [])
    blocks = [
        f"# {f.get('title') or f.get('scenario') or 'Forecast'}\n",
        f"Forecast as of {f['as_of']}, horizon {f.get('horizon_days', 180)} days.\n",
        f"**{headline(f)}** {top.get('sentence') or ''}\n".replace("  ", " "),
        f"{subline(f)}\n",
        f"*{trust_line(f)}*\n",
        *(part(title, tables.TABLES[name](f)) for title, name in PARTS),
        f"Lost to the uniform forecast: {', '.join(map(str, lost))}.\n" if lost else "",
        "## Limits\n\n" + "\n".join(f"- {x}" for x in condition_limits(f)) + "\n",
        part("This run", tables.run_facts(f)),
    ]
    return "\n".join(b for b in blocks if b)
