"""The sections of the page and of the text brief: heading, figures, and what follows them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from multipolar.report import tables
from multipolar.report.asked_words import missing_html
from multipolar.report.blocks import ALL, figure_html, fold, framed, items, titled
from multipolar.report.figures import figures_in
from multipolar.report.ground import five_maps
from multipolar.report.inputs import ReportInput
from multipolar.report.limits import limits_html, method_html
from multipolar.report.narrative import beside, enough, past_sentences, sentence_of, with_ending_names
from multipolar.report.people import TOLD, people_notes, reports_told
from multipolar.report.register import register_html
from multipolar.report.scorecard import TITLE, verdict
from multipolar.report.scored import lost_text, score_authors, score_means, score_targets
from multipolar.report.table import Table, html_table, isolated, safe

Forecast = Mapping[str, Any]


def nothing_more(inp: ReportInput) -> str:
    """Return nothing before or behind the figures."""
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
    first : returns a sentence that depends on the forecast, before the figures.
    more : returns the HTML behind its figures.
    sealed : whether a copy for teaching shows it on request only.
    tables : tables that the text brief prints behind those of its figures, each with its heading.
    """

    id: str
    title: str
    lead: str = ""
    paired: bool = False
    first: Callable[[ReportInput], str] = nothing_more
    more: Callable[[ReportInput], str] = nothing_more
    sealed: bool = False
    tables: tuple[tuple[str, Callable[[Forecast], Table]], ...] = ()


GROUND = "Who holds each sector in most courses. Hatched: anybody's guess, 35 to 65 in 100."
GAME = "What each outside power would do if it weighed what the simulated war pays it."
SETTLEMENT = "Is there a deal, and who blocks it?"
BRACKETS = (
    "In brackets behind a probability: the error of counting at 95 %; behind a number: where nine in ten courses lie; "
    "outside the model: what the base rate rests on."
)


def with_scores(inp: ReportInput) -> Forecast:
    """Return the forecast with its scores, where a copy for teaching keeps them apart too."""
    return inp.forecast if inp.apart is None else {**inp.forecast, "scores": inp.apart}


def scores_note(f: Forecast) -> str:
    """Return how many of how many targets the model lost to the uniform forecast, said before the table."""
    said = lost_text(f)
    if not said or not enough(f):
        return f'<p class="note warn">{isolated(said)}</p>' if said else ""
    rule = str(f["scores"].get("rule", "score"))
    return f'<p class="note warn">{isolated(said)} Lower is better; {isolated(rule)}.</p>'


def questions_html(inp: ReportInput) -> str:
    """Return the forecast list, with what happened and the scores once resolved; without them in a copy for teaching."""
    listed = html_table(tables.questions(inp.forecast), "Forecast list")
    return f'<div data-table="questions">{listed}</div>' if listed else ""


SEALED = (
    "Forecast first: this copy keeps the answers closed, on screen, in print and in the text beside it. They are inside this file; "
    "whoever looks for them will find them."
)


def score_html(inp: ReportInput) -> str:
    """Return what follows the scorecard: lost targets first, then means, authors and further targets; nothing before an outcome."""
    f = with_scores(inp)
    parts = (score_means(f), "Mean scores"), (score_authors(f), "Scores of authors")
    scores = scores_note(f) + "".join(titled(title, html_table(t, title)) for t, title in parts)
    more = score_targets(f)
    return (f"{ALL}{scores}</div>" if scores else "") + fold(f"{len(more.rows)} other targets scored", more, printed=False)


NO_SCRIPT = "Scripts are off: charts, conditions and downloads need them; every table on this page is complete without."


def again_html(inp: ReportInput) -> str:
    """Return where the downloads go, and how the saved scenario is run for the same courses."""
    said = (
        "The saved scenario holds date, patches and settings of this run. Where a patch made the date, the digest of the scenario "
        "differs by that; the courses and the digest of the outcomes are the same with:"
    )
    how = f'<p class="note">{said} <code>{safe(inp.command)}</code></p>' if inp.command else ""
    return f'{how}<div id="downloads"></div><noscript><p class="note">{NO_SCRIPT}</p></noscript>'


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
    return (
        said + fold(f"{len(found.get('named', []))} wars that can be named", tables.past_wars(inp.forecast), printed=False) + source
    )


def untold(inp: ReportInput) -> str:
    """Return why no course is told, where a run tells none."""
    reason = (inp.told or {}).get("reason", "")
    return f'<p class="note">None can be told: {isolated(reason)}.</p>' if reason else ""


def terms_more(inp: ReportInput) -> str:
    """Return the designs for ending the war, folded away."""
    return fold("Settlement designs compared (all courses)", tables.designs(inp.forecast), printed=False)


def amounts_more(inp: ReportInput) -> str:
    """Return the quantities in figures, folded away."""
    return fold("Deaths, ground, displaced and money in figures (all courses)", tables.quantities(inp.forecast), printed=False)


def people_more(inp: ReportInput) -> str:
    """Return what is not counted, what a road that is cut means for those behind it, and the reports, claims marked."""
    told = html_table(reports_told(inp), "What was told of people by the as-of date")
    head = f'<h3>What was told by the as-of date</h3><p class="note">{safe(TOLD)}</p>'
    return items(people_notes(inp)) + (f"{ALL}{head}{told}</div>" if told else "")


def run_html(inp: ReportInput) -> str:
    """Return the facts of the run, and how it is run again."""
    return html_table(tables.run_facts(inp.forecast), "Run facts") + again_html(inp)


SECTIONS: tuple[Section, ...] = (
    Section("endings", "How it may end"),
    Section("length", "How long"),
    Section("past", "Wars like this one", more=past_more),
    Section("control", "Who holds what"),
    Section("crux", "The crux"),
    Section("drivers", "What moves it"),
    Section("signposts", "Signposts"),
    Section("views", "Competing views"),
    Section("maps", "The ground, five times", lead=GROUND, more=five_maps),
    Section("told", "Three courses told", more=untold),
    Section("powers", "Who comes in"),
    Section("terms", "Mediators and terms", paired=True, more=terms_more, tables=(("Terms compared", tables.designs),)),
    Section("game", "The powers' game", lead=GAME, more=lambda inp: missing_html(inp, ("powers", "stability"))),
    Section("settlement", "Settlement", lead=SETTLEMENT, more=lambda inp: missing_html(inp, ("settlement",))),
    Section("fans", "Ground and deaths", more=amounts_more),
    Section("people", "People", more=people_more),
    Section(
        "assumptions",
        "Assumptions",
        lead="Each claim is a switch; the last column says what it does. Every number says where it comes from, unsourced first.",
        more=register_html,
        tables=(("Assumptions", tables.assumptions),),
    ),
    Section("questions", "Questions", lead=BRACKETS, more=questions_html, tables=(("Questions", tables.questions),)),
    Section("timeline", "Earlier issues"),
    Section(
        "score",
        TITLE,
        first=verdict,
        more=score_html,
        sealed=True,
        tables=(
            ("Mean scores", score_means),
            ("Authors beside the model", score_authors),
            ("Other targets scored", score_targets),
        ),
    ),
    Section("limits", "Limits", more=limits_html),
    Section("method", "Method and sources", more=method_html),
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
    said = section.first(inp)
    body = (f'<p class="verdict">{isolated(said)}</p>' if said else "") + figures + section.more(inp)
    if section.sealed and inp.apart is not None and body:
        body = f'<p class="note">{safe(SEALED)}</p><details class="answers"><summary>Show answers</summary>{body}</details>'
    return framed(section.id, section.title, body, section.lead)
