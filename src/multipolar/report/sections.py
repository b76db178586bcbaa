"""The sections of the page and of the text brief: heading, figures, and what follows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from multipolar.report import tables
from multipolar.report.blocks import ALL, figure_html, fold, framed, items, titled
from multipolar.report.figures import figures_in
from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import beside, condition_limits, enough, past_sentences, sentence_of, with_ending_names
from multipolar.report.scored import lost_text, score_authors, score_means, score_targets
from multipolar.report.table import Table, html_table, isolated, safe

Forecast = Mapping[str, Any]


def nothing_more(inp: ReportInput) -> str:
    """Return nothing behind the figures."""
    del inp
    return ""


@dataclass(frozen=True, slots=True)
class Section:
    """One section below the headline.

    Attributes
    ----------
    id : its anchor on the page.
    title : its heading, on the page and in the contents.
    lead : a sentence under the heading.
    paired : whether its figures stand two in a row where the page is wide.
    more : returns the HTML behind its figures.
    tables : tables that the text brief prints behind those of its figures, each with its heading.
    """

    id: str
    title: str
    lead: str = ""
    paired: bool = False
    more: Callable[[ReportInput], str] = nothing_more
    tables: tuple[tuple[str, Callable[[Forecast], Table]], ...] = ()


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


NO_SCRIPT = "Scripts are off: charts, conditions and downloads need them; every table on this page is complete without."


def again_html(inp: ReportInput) -> str:
    """Return where the downloads go, and how the saved scenario is run for the same courses."""
    said = (
        "The saved scenario holds date, patches and settings of this run. Where a patch made the date, the digest of the scenario "
        "differs by that; the courses and the digest of the outcomes are the same with:"
    )
    how = f'<p class="note">{said} <code>{safe(inp.command)}</code></p>' if inp.command else ""
    return f'{how}<div id="downloads"></div><noscript><p class="note">{NO_SCRIPT}</p></noscript>'


def assumptions_html(inp: ReportInput) -> str:
    """Return the assumptions that move the result, and the rest folded away."""
    table = tables.assumptions(inp.forecast)
    shown = Table(table.head, table.rows[:12])
    rest = Table(table.head, table.rows[12:])
    first = html_table(shown, "Assumptions")
    return (f"{ALL}{first}</div>" if first else "") + fold(f"{len(rest.rows)} more assumptions", rest)


def past_more(inp: ReportInput) -> str:
    """Return how fast such wars stopped, where they and the courses part, what the class does not know, and who is named."""
    found = beside(inp.forecast)
    if not found:
        return ""
    said = items(
        [
            *past_sentences(inp.forecast),
            *(sentence_of(with_ending_names(str(note), inp.forecast)) for note in found.get("notes", [])),
        ]
    )
    source = f'<p class="note">{safe(str(found.get("attribution", "")))}</p>' if found.get("attribution") else ""
    return said + fold(f"{len(found.get('named', []))} wars that can be named", tables.past_wars(inp.forecast)) + source


def powers_more(inp: ReportInput) -> str:
    """Return the acts of the powers, folded away."""
    return fold("What each power does, and when (all courses)", tables.power_actions(inp.forecast))


def terms_more(inp: ReportInput) -> str:
    """Return the designs for ending the war, folded away."""
    return fold("Settlement designs compared (all courses)", tables.designs(inp.forecast))


def amounts_more(inp: ReportInput) -> str:
    """Return the quantities in figures, folded away."""
    return fold("Deaths, ground, displaced and money in figures (all courses)", tables.quantities(inp.forecast))


def run_html(inp: ReportInput) -> str:
    """Return the facts of the run, and how it is run again."""
    return html_table(tables.run_facts(inp.forecast), "Run facts") + again_html(inp)


SECTIONS: tuple[Section, ...] = (
    Section("endings", "How it may end"),
    Section("length", "How long"),
    Section("past", "Wars like this one", more=past_more),
    Section("control", "Who holds what"),
    Section("powers", "Who comes in", more=powers_more, tables=(("What each power does", tables.power_actions),)),
    Section("terms", "Mediators and terms", paired=True, more=terms_more, tables=(("Terms compared", tables.designs),)),
    Section("fans", "Ground, deaths, people", more=amounts_more),
    Section(
        "assumptions",
        "Assumptions",
        lead="Each assumption is a switch; the last column says what it does.",
        more=assumptions_html,
        tables=(("Assumptions", tables.assumptions),),
    ),
    Section(
        "questions",
        "Questions and scores",
        lead=BRACKETS,
        more=questions_html,
        tables=(
            ("Mean scores", score_means),
            ("Authors beside the model", score_authors),
            ("Questions", tables.questions),
            ("Other targets scored", score_targets),
        ),
    ),
    Section("limits", "Limits", more=limits_html),
    Section("run", "This run", more=run_html),
)
"""The sections below the headline, in the order of the page; figures name theirs."""


def section_html(section: Section, inp: ReportInput) -> str:
    """Return a section: its figures in their order, then what follows them; nothing where all of it is empty."""
    figures = "".join(
        titled(figure.title, figure_html(figure, inp)) if figure.headed else figure_html(figure, inp)
        for figure in figures_in(section.id)
    )
    if section.paired and figures:
        figures = f'<div class="pair">{figures}</div>'
    return framed(section.id, section.title, figures + section.more(inp), section.lead)
