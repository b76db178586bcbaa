"""The brief: the same answer as the page, in text."""

from __future__ import annotations

from dataclasses import replace

from tests.report.synthetic import invented_war

from multipolar.report.brief import PARTS, markdown_brief
from multipolar.report.narrative import headline
from multipolar.report.tables import TABLES

INPUT = invented_war(300)


def test_markdown_brief__opens_with_title_and_answer():
    """Who reads only the first lines has the forecast."""
    text = markdown_brief(INPUT)

    assert text.startswith("# The war of the invented pass")
    assert headline(INPUT.forecast) in text[:400]


def test_markdown_brief__holds_limits_lost_questions_and_every_part():
    """The brief is no advertisement."""
    text = markdown_brief(INPUT)

    assert "## Limits" in text
    assert "On 1 of 3 scored targets the model did worse than the uniform forecast" in text
    assert all(f"## {title}" in text for title, _ in PARTS)
    assert {name for _, name in PARTS} <= set(TABLES)


def test_markdown_brief__shows_both_probabilities_and_what_intervals_hold():
    """Counted and calibrated stand side by side, and the brief says what an interval holds."""
    said = {**INPUT.forecast, "calibrated": {"endings": {"knockout_A": 0.25}, "wars": 16}}
    text = markdown_brief(replace(INPUT, forecast=said))

    assert "Calibrated (pooled with past wars)" in text
    assert "error of counting at 95 %" in text


def test_markdown_brief__shows_names_as_text():
    """A title with a right-to-left override, a table bar and markup turns nothing and opens nothing."""
    text = markdown_brief(replace(INPUT, forecast={**INPUT.forecast, "title": "\u202eabc | <b>x</b> [y](z)"}))

    assert text.splitlines()[0] == "# \ufffdabc \\| \\<b\\>x\\</b\\> \\[y\\](z)"


def test_markdown_brief__of_a_bare_forecast_has_no_empty_parts():
    """A part without rows is left out with its heading."""
    bare = {"endings": {"knockout_A": {"p": 1.0}}, "as_of": "2030-01-01", "scenario": "x"}
    text = markdown_brief(replace(INPUT, forecast=bare))

    assert "## Lifelines" not in text
    assert "## Limits" in text
