"""The brief: the same answer as the page, in text."""

from __future__ import annotations

from dataclasses import replace

from tests.report.synthetic import invented_war

from multipolar.report.brief import markdown_brief, parts
from multipolar.report.narrative import headline

INPUT = invented_war(300)


def test_markdown_brief__opens_with_title_and_answer():
    """Who reads only the first lines has the forecast."""
    text = markdown_brief(INPUT)

    assert text.startswith("# The war of the invented pass")
    assert headline(INPUT.forecast) in text[:400]


def test_markdown_brief__says_until_when_reports_were_in():
    """A forecast given reports is not one of its as-of date alone."""
    conditioned = {"until": "2026-03-20", "evidence": [], "ess": 250.0, "ancestors": 60}
    given = markdown_brief(replace(INPUT, forecast={**INPUT.forecast, "conditioned": conditioned}))

    assert "given reports until 2026-03-20, horizon" in given
    assert "given reports" not in markdown_brief(INPUT)[:400]


def test_markdown_brief__holds_limits_lost_questions_and_every_part():
    """The brief is no advertisement."""
    text = markdown_brief(INPUT)

    assert "## Limits" in text
    assert "On 1 of 3 scored targets the model did worse than the uniform forecast" in text
    places = [text.index(f"## {title}\n") for title, table, _ in parts(INPUT) if table.rows]
    assert len(places) == 36
    assert places == sorted(places)


def test_markdown_brief__shows_both_probabilities_and_what_intervals_hold():
    """As counted and past wars like this one stand beside the forecast, and the brief says what an interval holds."""
    said = {**INPUT.forecast, "endings": {k: e | {"counted": 0.3, "alike": 0.2} for k, e in INPUT.forecast["endings"].items()}}
    text = markdown_brief(replace(INPUT, forecast=said))

    assert "| As counted | Past wars like this one |" in text
    assert "error of counting at 95 %" in text


def test_markdown_brief__shows_names_as_text():
    """A title with a right-to-left override, a table bar and markup turns nothing and opens nothing."""
    text = markdown_brief(replace(INPUT, forecast={**INPUT.forecast, "title": "\u202eabc | <b>x</b> [y](z)"}))

    assert text.splitlines()[0] == "# \ufffdabc \\| \\<b\\>x\\</b\\> \\[y\\](z)"


def test_markdown_brief__of_a_bare_forecast_has_no_empty_parts():
    """A part without rows is left out with its heading."""
    bare = {"endings": {"knockout_A": {"p": 1.0}}, "as_of": "2030-01-01", "horizon_days": 180, "scenario": "x"}
    text = markdown_brief(replace(INPUT, forecast=bare))

    assert "## Lifelines" not in text
    assert "## Limits" in text


def test_markdown_brief__of_too_few_courses_holds_no_number_of_them():
    """From the headline to the scores: with 20 courses no share, no mark beside it, no score and no leading ending is told."""
    inp = replace(invented_war(20), asked={})
    marked = {k: e | {"counted": 0.3, "alike": 0.2} for k, e in inp.forecast["endings"].items()}
    said = {**inp.forecast, "endings": marked, "outside": {"share": 0.5, "who": "54 wars"}}
    text = markdown_brief(replace(inp, forecast=said))

    assert "**Only 20 courses: too few for a number.**\n" in text
    body = text.split("in ten courses lie.", 1)[1].split("## Questions")[0]
    assert "%" not in body
    assert "Only 20 courses: too few for a score." in text
    assert "## Mean scores" not in text


def test_markdown_brief__explains_mediators_that_add_up_to_more_than_all():
    """The note stands under the table."""
    text = markdown_brief(INPUT)

    assert "Two powers may broker one end together" in text.split("## Who mediates")[1].split("##")[0]
