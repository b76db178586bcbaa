"""The limits of a forecast, its method and its sources: never left out, whatever the page holds."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from multipolar.report.blocks import items
from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import condition_limits, courses_in, courses_text, ending_name, with_ending_names
from multipolar.report.table import isolated, safe

Forecast = Mapping[str, Any]

NOT_FOR = (
    "choosing targets, routes or hours of attack: it knows sectors of tens of kilometres and days, no units and no persons",
    "warning single people or places of danger: nothing here tells who is safe where",
    "proof that a claim is true: a switch shows what it does in this model, not what it did in the world",
    "betting on one number: read it with its range, with past wars like this one, and with how it did on wars that are over",
    "wars it was not written for: the scenario holds what its author knew on the as-of date and nothing later",
)
"""What the page must not be used for."""
METHOD = (
    "A written scenario gives forces, ground, roads, powers, treaties and claims as numbers with their doubt. Each course draws "
    "them once, then lives day by day: attacks, losses, supply, flight, offers, answers of powers, until the war ends or the "
    "horizon is reached. Endings and lengths are counted over all courses and weighed with what past wars like this one did; "
    "reports that came in later keep the courses that fit them. The forecast is stamped before any outcome is read."
)
"""How the forecast is made, in one paragraph."""
PAGES = (
    ("How the model runs", "docs/how-the-model-runs.md"), ("The day, step by step", "docs/reference/day.md"),
    ("Parameters with their sources", "docs/reference/parameters.md"), ("Sources of formulas", "docs/sources.md"),
    ("Calibration", "docs/calibration.md"), ("Testing back", "docs/backtests.md"), ("Honesty", "docs/honesty.md"),
    ("The report page", "docs/report.md"),
)  # fmt: skip
"""Pages of the handbook that say more, by name and place in the project."""


def weak_spots(f: Forecast) -> list[str]:
    """Return what weakens this run: judged numbers, few courses, unreached endings and questions, what is switched off."""
    found = []
    judged, total = int(f.get("unsourced") or 0), int(f.get("numbers") or 0)
    if judged:
        of = f" of {total:,}" if total else ""
        found.append(f"{judged:,}{of} numbers rest on judgement or name no source; the register lists them first.")
    n, effective = courses_in(f), f.get("effective")
    if n and effective and float(effective) < 0.9 * n:
        found.append(f"The {courses_text(n)} are worth {float(effective):,.0f} equal ones after weighting.")
    never = [ending_name(k, f) for k, e in f.get("endings", {}).items() if float(e.get("counted", e["p"])) == 0.0]
    if never:
        found.append(f"No course reached: {', '.join(never)}. That is no proof that it cannot happen.")
    questions = f.get("questions", {})
    outside = sum(bool(q.get("outside")) for q in questions.values())
    if outside:
        found.append(f"{outside} of {len(questions)} questions are reached by no mechanism; a base rate stands there, or nothing.")
    if f.get("unanswered"):
        found.append(f"{len(f['unanswered'])} more questions could not be answered.")
    claims = f.get("assumptions", [])
    idle = sum(str(a.get("effect_sentence", "")).startswith("Moves no number") for a in claims)
    if idle:
        found.append(f"{idle} of {len(claims)} claims move no number of the model.")
    off = [str(m).replace("_", " ") for m in f.get("mechanisms_off", [])]
    if off:
        found.append(f"Switched off in this run: {', '.join(off)}.")
    return found


def limits_html(inp: ReportInput) -> str:
    """Return what the model cannot know, the weak spots of this run, and what it must not be used for."""
    f = inp.forecast
    weak = weak_spots(f)
    parts = (
        ("It cannot know", items(condition_limits(f))),
        ("Weak spots of this run", items(weak) if weak else "<p>Nothing to report.</p>"),
        ("Do not use it for", items(NOT_FOR)),
    )
    columns = "".join(f"<div><h3>{safe(title)}</h3>{body}</div>" for title, body in parts)
    notes = [with_ending_names(str(n), f) for n in (f.get("quality") or {}).get("notes", [])]
    told = f"<summary>{len(notes)} notes for whoever writes the scenario</summary>{items(notes)}"
    more = f'<details class="unprinted">{told}</details>' if notes else ""
    return f'<div class="thirds">{columns}</div>{more}'


def method_html(inp: ReportInput) -> str:
    """Return the method in one paragraph, the pages of the handbook by name, and the sources behind the numbers."""
    pages = "; ".join(f"<cite>{safe(name)}</cite> (<code>{safe(place)}</code>)" for name, place in PAGES)
    return f'<p>{safe(METHOD)}</p><p class="note">More in the handbook of the project, by name: {pages}.</p>{sources_html(inp)}'


def sources_html(inp: ReportInput) -> str:
    """Return the bibliography: the sources of the scenario behind its numbers, by their places in the register."""
    rows = inp.backing.get("sources", [])
    if not rows:
        return ""
    lines = "".join(
        f"<li>{isolated(row['text'])} <small>(grade {safe(str(row['grade']))}, {row['numbers']:,} "
        f"{'number' if row['numbers'] == 1 else 'numbers'}{'' if row['seen'] else ', from memory'})</small></li>"
        for row in rows
    )
    return f'<h3>Sources of the numbers</h3><ol class="sources">{lines}</ol>'
