"""One offline HTML page: everything inside, nothing fetched, readable without a script and better with it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from multipolar.engine.store.files import write_safely, writing
from multipolar.errors import RunError
from multipolar.printable import CONTROLS
from multipolar.report.brief import markdown_brief
from multipolar.report.carried import carried_html, sealed
from multipolar.report.hero import dots_html, lead_sentence, made_sentence, second_sentence
from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import trust_parts, unbroken
from multipolar.report.payload import page_document
from multipolar.report.sections import SECTIONS, section_html
from multipolar.report.table import isolated, safe
from multipolar.report.told import capital
from multipolar.report.typefaces import typefaces_css

POLICY = (
    "default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; img-src data:; font-src data:; "
    "base-uri 'none'; form-action 'none'"
)
SIZE_WARNING = 8_000_000

CONTENTS: Sequence[tuple[str, str]] = (("headline", "The forecast"), *((part.id, part.title) for part in SECTIONS))
SHOWN_OF_TRUST = 2
"""Parts of what the numbers rest on that stand on the first screen; the others are folded."""
FIRST = (("endings",), ("control",))
"""Sections of the first screen, column by column."""


def static_text(name: str) -> str:
    """Return a file of the page's own script or style."""
    return files("multipolar.report").joinpath("static", name).read_text(encoding="utf-8")


HATCH = (
    '<svg class="sr" aria-hidden="true" width="1" height="1"><defs><pattern id="hatch" width="26" height="26" '
    'patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect class="ground" width="26" height="26"/>'
    '<line class="stroke" x1="0" x2="0" y1="0" y2="26" stroke-width="9"/></pattern></defs></svg>'
)
"""What sectors are filled with where nobody can know, on the maps that stand in the page itself."""
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


def headline_html(inp: ReportInput) -> str:
    """Return the first block: date, the one sentence, the second one, and a hundred dots."""
    f = inp.forecast
    began = f.get("round_start")
    war = f"<span>war began {safe(long_date(str(began)))}</span>" if began else ""
    given = f.get("conditioned")
    until = "" if not given else f"<span>given reports until {safe(long_date(str(given['until'])))}</span>"
    return (
        f'<section id="headline"><p class="kicker"><span>Forecast of <b>{safe(long_date(str(f["as_of"])))}</b></span>{until}'
        f"<span>looks {f['horizon_days']} days ahead</span>{war}</p>"
        f'<h1 data-n="headline" aria-live="polite">{isolated(unbroken(lead_sentence(f)))}</h1>'
        f'<p class="second" data-n="second">{isolated(unbroken(second_sentence(f)))}</p>'
        f'<div id="dots">{dots_html(f)}</div></section>'
    )


def trust_html(inp: ReportInput) -> str:
    """Return how far to trust it: over how many courses, how much is judgement; folded, its past wars and what it is made of."""
    parts = trust_parts(inp.forecast)
    first, rest = parts[:SHOWN_OF_TRUST], parts[SHOWN_OF_TRUST:]
    made = made_sentence(inp.forecast)
    more = f"{capital('; '.join(rest))}. " if rest else ""
    return (
        f'<details class="trust"><summary><b>How far to trust this.</b> {isolated(capital("; ".join(first)))}.</summary>'
        f'<p>{isolated(more)}<a href="#limits">Limits</a></p>' + (f"<p>{isolated(made)}</p>" if made else "") + "</details>"
    )


def main_html(inp: ReportInput) -> str:
    """Return the body of the page, section by section; those of the first screen stand side by side."""
    parts = {section.id: section_html(section, inp) for section in SECTIONS}
    left, right = ("".join(parts.pop(name) for name in column) for column in FIRST)
    hero = f"<div>{headline_html(inp)}{left}{trust_html(inp)}</div><div>{right}</div>"
    return f'<div class="hero">{hero}</div>{"".join(parts.values())}'


def nav_html(main: str) -> str:
    """Return the contents at the top: the sections that this page has."""
    here = [(a, t) for a, t in CONTENTS if f'<section id="{a}">' in main]
    links = "".join(f'<li><a href="#{a}">{safe(t)}</a></li>' for a, t in here)
    return f'<nav class="contents" aria-label="Contents"><ol>{links}</ol></nav>'


def page_html(inp: ReportInput) -> str:
    """Return the whole page as one text."""
    f = inp.forecast
    title = safe(f"{f.get('title') or f.get('scenario') or 'Forecast'}: forecast as of {f['as_of']}")
    name, main = safe(str(f.get("title") or f.get("scenario") or "Forecast")), main_html(inp)
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
        f"<title>{title}</title><style>{typefaces_css()}{static_text('report.css')}</style></head><body>"
        '<a class="skip" href="#main">Skip to the forecast</a>'
        f'<header class="top"><div class="wrap"><p class="brand" title="{name}"><bdi>{name}</bdi></p>{nav_html(main)}'
        '<button type="button" id="theme" aria-label="Dark theme" aria-pressed="false" hidden>◐</button>'
        '<button type="button" id="print" hidden>Print</button></div>'
        '<div id="bar" role="region" aria-label="What if" hidden></div></header>'
        f'{HATCH}<main id="main" class="wrap" tabindex="-1">{main}</main>'
        "<footer><p>Made by multipolar from a written scenario. An instrument of political analysis; "
        "not for targeting.</p>"
        "</footer>"
        f'<script type="application/json" id="page-data">{json_in_page(document)}</script>{source}{carried_html(inp.carried)}'
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
    for file, text in ((target, sealed(page_html(inp))), (target.with_suffix(".md"), markdown_brief(inp))):
        with writing(file, fix="name another file with path=..."):
            file.parent.mkdir(parents=True, exist_ok=True)
            write_safely(file, text.encode("utf-8"))
    return target
