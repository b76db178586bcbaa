"""One offline HTML page: everything inside, nothing fetched, readable without a script and better with it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from multipolar.engine.store_files import write_safely, writing
from multipolar.errors import RunError
from multipolar.printable import CONTROLS
from multipolar.report import tables
from multipolar.report.brief import markdown_brief
from multipolar.report.figures import FIGURES, Figure
from multipolar.report.narrative import (
    INTERVALS,
    condition_limits,
    enough,
    headline,
    leading_meaning,
    subline,
    trust_line,
    unbroken,
    with_ending_names,
)
from multipolar.report.payload import ReportInput, page_document
from multipolar.report.scored import lost_text, score_authors, score_means, score_targets
from multipolar.report.table import Table, html_table, isolated, safe

POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'"
)
SIZE_WARNING = 8_000_000

CONTENTS: Sequence[tuple[str, str]] = (
    ("headline", "The forecast"),
    ("endings", "How it may end"),
    ("length", "How long"),
    ("control", "Who holds what"),
    ("powers", "Who comes in"),
    ("terms", "Mediators and terms"),
    ("fans", "Ground, deaths, people"),
    ("assumptions", "Assumptions"),
    ("questions", "Questions and scores"),
    ("limits", "Limits"),
    ("run", "This run"),
)


def static_text(name: str) -> str:
    """Return a file of the page's own script or style."""
    return files("multipolar.report").joinpath("static", name).read_text(encoding="utf-8")


ESCAPES = {code: f"\\u{code:04x}" for code in CONTROLS if code >= 0x7F}
"""Characters that turn or break lines, as JSON escapes: the data holds them, the source of the page does not."""


def json_in_page(document: Any) -> str:
    """Return JSON that can stand inside a script element whatever its texts hold."""
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.replace("<", "\\u003c").translate(ESCAPES)


def long_date(text: str) -> str:
    """Return a date as a reader writes it; text that is no date is left alone."""
    try:
        d = date.fromisoformat(text)
    except ValueError:
        return text
    return f"{d.day} {d:%B %Y}"


def figure_html(figure: Figure, inp: ReportInput) -> str:
    """Return one figure: the table that the script replaces by its chart, and the caption; nothing without data."""
    table = figure.table(inp)
    if not table.rows and not (figure.from_courses and inp.series is not None):
        return ""
    more = "".join(html_table(t, title) for title, t in figure.also(inp))
    return (
        f'<figure><div data-figure="{figure.id}">{html_table(table, figure.title)}{more}</div>'
        f"<figcaption>{isolated(figure.caption(inp))}</figcaption></figure>"
    )


def section(anchor: str, title: str, body: str, lead: str = "") -> str:
    """Return a section with its heading and an optional leading sentence; nothing where it has no body."""
    if not body:
        return ""
    first = f'<p class="lead">{safe(lead)}</p>' if lead else ""
    return f'<section id="{anchor}"><h2>{safe(title)}</h2>{first}{body}</section>'


def titled(title: str, body: str) -> str:
    """Return a part under a small heading; nothing where it has no body."""
    return f"<div><h3>{safe(title)}</h3>{body}</div>" if body else ""


def fold(summary: str, table: Table) -> str:
    """Return a table folded away under a line that opens it; nothing where it has no rows."""
    inner = html_table(table, summary)
    return f"{ALL}<details><summary>{safe(summary)}</summary>{inner}</details></div>" if inner else ""


def items(lines: Sequence[str]) -> str:
    """Return a list of lines."""
    return "<ul>" + "".join(f"<li>{isolated(x)}</li>" for x in lines) + "</ul>" if lines else ""


def headline_html(inp: ReportInput) -> str:
    """Return the first block: title, the one sentence, the second one, and on what it rests."""
    f = inp.forecast
    title = str(f.get("title") or f.get("scenario") or "Forecast")
    meaning = leading_meaning(f)
    return (
        f'<section id="headline"><p class="kicker">Forecast as of {safe(long_date(str(f["as_of"])))}'
        f" · horizon {f['horizon_days']} days</p><h1><bdi>{safe(title)}</bdi></h1>"
        f'<p class="answer" data-n="headline" aria-live="polite">{isolated(unbroken(headline(f)))}</p>'
        f'<p class="meaning" data-n="meaning">{isolated(meaning)}</p>'
        f'<p class="second" data-n="second">{isolated(unbroken(subline(f)))}</p>'
        f'<p class="trust">{isolated(trust_line(f))} <a href="#limits">Limits</a></p>'
        f'<p class="small intervals">{safe(INTERVALS)}</p></section>'
    )


ALL = '<div data-all="counted over all courses; conditions do not change it">'
"""Opens a block that does not follow the reader's conditions; the page says so as soon as there are any."""


BRACKETS = (
    "In brackets behind a probability: the error of counting at 95 %; behind a number: where nine in ten courses lie; "
    "outside the model: what the base rate rests on."
)


def scores_note(inp: ReportInput) -> str:
    """Return how many of how many targets the model lost to the uniform forecast, said before the table."""
    said = lost_text(inp.forecast)
    if not said or not enough(inp.forecast):
        return f'<p class="note warn">{isolated(said)}</p>' if said else ""
    rule = str(inp.forecast["scores"].get("rule", "score"))
    return f'<p class="note warn">{isolated(said)} Lower is better; {isolated(rule)}.</p>'


def questions_html(inp: ReportInput) -> str:
    """Return the forecast list, and once resolved the scores: lost targets first, then means, authors and further targets."""
    f = inp.forecast
    parts = (score_means(f), "Mean scores"), (score_authors(f), "Scores of authors")
    scores = scores_note(inp) + "".join(html_table(t, title) for t, title in parts)
    listed = html_table(tables.questions(f), "Forecast list")
    more = html_table(score_targets(f), "Other targets scored")
    return (
        (f"{ALL}{scores}</div>" if scores else "")
        + (f'<div data-table="questions">{listed}</div>' if listed else "")
        + (f"{ALL}{titled('Other targets scored', more)}</div>" if more else "")
    )


def limits_html(inp: ReportInput) -> str:
    """Return what the model cannot know, what is switched off, and what this run warns about."""
    f = inp.forecast
    off = [str(m).replace("_", " ") for m in f.get("mechanisms_off", [])]
    parts = [items(condition_limits(f))]
    if off:
        parts.append(f"<p><b>Switched off in this run:</b> {safe(', '.join(off))}.</p>")
    if f.get("quality") is not None:
        notes = [with_ending_names(str(n), f) for n in f["quality"].get("notes", [])]
        parts.append("<h3>Quality of this run</h3>")
        parts.append(items(notes) if notes else "<p>Nothing to report.</p>")
    return "".join(parts)


def main_html(inp: ReportInput) -> str:
    """Return the body of the page, section by section."""
    f = inp.forecast
    fig = {x.id: figure_html(x, inp) for x in FIGURES}
    first = (
        f'<div class="first"><div>{section("endings", "How it may end", fig["endings"])}'
        f"{section('length', 'How long', fig['length'])}</div>"
        f"{section('control', 'Who holds what', fig['control_map'])}</div>"
    )
    pair = titled("Who mediates", fig["brokers"]) + titled("On what terms", fig["arrangement"])
    terms = f'<div class="pair">{pair}</div>' if pair else ""
    terms += fold("Settlement designs compared (all courses)", tables.designs(f))
    amounts = fold("Deaths, ground, displaced and money in figures (all courses)", tables.quantities(f))
    return "".join(
        [
            headline_html(inp),
            first,
            section(
                "powers",
                "Who comes in",
                fig["powers"] + fold("What each power does, and when (all courses)", tables.power_actions(f)),
            ),
            section("terms", "Mediators and terms", terms),
            section("fans", "Ground, deaths, people", fig["fans"] + titled("Lifelines", fig["lifelines"]) + amounts),
            section(
                "assumptions",
                "Assumptions",
                assumptions_html(inp),
                "Each assumption is a switch; the last column says what it does.",
            ),
            section("questions", "Questions and scores", questions_html(inp), BRACKETS),
            section("limits", "Limits", limits_html(inp)),
            section("run", "This run", html_table(tables.run_facts(f), "Run facts") + again_html(inp)),
        ]
    )


def again_html(inp: ReportInput) -> str:
    """Return where the downloads go, and how the saved scenario is run for the same courses."""
    said = (
        "The saved scenario holds date, patches and settings of this run. Where a patch made the date, the digest of the scenario "
        "differs by that; the courses and the digest of the outcomes are the same with:"
    )
    how = f'<p class="note">{said} <code>{safe(inp.command)}</code></p>' if inp.command else ""
    return f'{how}<div id="downloads"></div><noscript><p class="note">{NO_SCRIPT}</p></noscript>'


NO_SCRIPT = "Scripts are off: charts, conditions and downloads need them; every table on this page is complete without."


def assumptions_html(inp: ReportInput) -> str:
    """Return the assumptions that move the result, and the rest folded away."""
    table = tables.assumptions(inp.forecast)
    shown = Table(table.head, table.rows[:12])
    rest = Table(table.head, table.rows[12:])
    first = html_table(shown, "Assumptions")
    return (f"{ALL}{first}</div>" if first else "") + fold(f"{len(rest.rows)} more assumptions", rest)


def nav_html(main: str) -> str:
    """Return the contents at the left: the sections that this page has."""
    here = [(a, t) for a, t in CONTENTS if f'<section id="{a}">' in main]
    links = "".join(f'<li><a href="#{a}">{safe(t)}</a></li>' for a, t in here)
    return f'<nav class="contents" aria-label="Contents"><ol>{links}</ol></nav>'


def page_html(inp: ReportInput) -> str:
    """Return the whole page as one text."""
    f = inp.forecast
    title = safe(f"{f.get('title') or f.get('scenario') or 'Forecast'}: forecast as of {f['as_of']}")
    main = main_html(inp)
    source = f'<script type="application/yaml" id="scenario">{json_in_page(inp.scenario_text)}</script>'
    stamped = json_in_page({k: v for k, v in f.items() if k != "scores"})
    document = page_document(inp)
    if json_in_page(document["forecast"]) != stamped:  # what is shown differs from what was stamped: names held controls
        source += f'<script type="application/json" id="forecast">{stamped}</script>'
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        '<meta name="generator" content="multipolar"><link rel="icon" href="data:,">'
        f"<title>{title}</title><style>{static_text('report.css')}</style></head><body>"
        '<a class="skip" href="#main">Skip to the forecast</a>'
        '<div id="bar" role="region" aria-label="Day and conditions" hidden></div>'
        f'<div class="layout">{nav_html(main)}<main id="main" tabindex="-1">{main}</main></div>'
        "<footer><p>Made by multipolar from a written scenario. An instrument of political analysis; "
        "not for targeting.</p>"
        "</footer>"
        f'<script type="application/json" id="page-data">{json_in_page(document)}</script>{source}'
        f"<script>{static_text('report.js')}</script></body></html>"
    )


def write_report(inp: ReportInput, path: Path | str) -> Path:
    """Write the page, and the text brief beside it under the same name; return the page's path.

    Raises
    ------
    RunError : if the path is a folder, its name does not end in .html, or page or brief cannot be written.
    """
    target = Path(path)
    if target.is_dir():
        raise RunError(f"{target}: is a folder. Expected a file name, e.g. {target / 'report.html'}")
    if target.suffix.lower() not in {".html", ".htm"}:
        raise RunError(f"out: found {target.name!r}, expected a name ending in .html; the brief lies beside it, ending in .md")
    for file, text in ((target, page_html(inp)), (target.with_suffix(".md"), markdown_brief(inp))):
        with writing(file, fix="name another file with path=..."):
            file.parent.mkdir(parents=True, exist_ok=True)
            write_safely(file, text.encode("utf-8"))
    return target
