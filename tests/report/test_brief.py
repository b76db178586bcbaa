"""The brief: the same answer as the page, in text."""

from __future__ import annotations

from dataclasses import replace

from tests.report.synthetic import invented_war

from multipolar.report.brief import PARTS, markdown_brief
from multipolar.report.narrative import headline
from multipolar.report.tables import TABLES

INPUT = invented_war(100)


def test_markdown_brief__opens_with_title_and_answer():
    """Who reads only the first lines has the forecast."""
    text = markdown_brief(INPUT)

    assert text.startswith("# The war of the invented pass")
    assert headline(INPUT.forecast) in text[:400]


def test_markdown_brief__holds_limits_lost_questions_and_every_part():
    """The brief is no advertisement."""
    text = markdown_brief(INPUT)

    assert "## Limits" in text
    assert "Lost to the uniform forecast: Q03." in text
    assert all(f"## {title}" in text for title, _ in PARTS)
    assert {name for _, name in PARTS} <= set(TABLES)


def test_markdown_brief__of_a_bare_forecast_has_no_empty_parts():
    """A part without rows is left out with its heading."""
    bare = {"endings": {"knockout_A": {"p": 1.0}}, "as_of": "2030-01-01", "scenario": "x"}
    text = markdown_brief(replace(INPUT, forecast=bare))

    assert "## Lifelines" not in text
    assert "## Limits" in text
