"""Limits, method and sources: never absent, and of this run."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from tests.report.synthetic import invented_war
from tests.report.test_register import SOURCES

from multipolar.report import limits as m

INPUT = invented_war(60)
ROOT = Path(__file__).resolve().parents[2]


def test_limits_html__has_three_parts_whatever_the_page_holds():
    """What it cannot know, the weak spots of this run, what it must not be used for."""
    bare = replace(INPUT, forecast={"endings": {}}, series=None, backing={})
    for inp in (INPUT, bare):
        html = m.limits_html(inp)
        assert [html.index(f"<h3>{title}") for title in ("It cannot know", "Weak spots of this run", "Do not use it for")]
        assert "choosing targets" in html
    assert "Nothing to report" in m.limits_html(bare)


def test_weak_spots__are_those_of_the_run():
    """Judged numbers, weights, endings no course reached, questions outside the model, mechanisms off."""
    endings = {k: {**e, "counted": 0.0 if k == "knockout_B" else e["p"]} for k, e in INPUT.forecast["endings"].items()}
    said = " ".join(
        m.weak_spots({**INPUT.forecast, "endings": endings, "numbers": 100, "effective": 30.0, "unanswered": {"Q9": {}}})
    )

    assert "14 of 100 numbers rest on judgement" in said
    assert "The 60 courses are worth 30 equal ones" in said
    assert "Outright victory of Borland" in said
    assert "1 of 4 questions are reached by no mechanism" in said
    assert "1 more questions could not be answered" in said
    assert "Switched off in this run: tail." in said


def test_pages__of_the_handbook_exist():
    """A page that is named can be read."""
    if not (ROOT / "docs").exists():
        pytest.skip("the handbook is part of a checkout only")
    assert [place for _, place in m.PAGES if not (ROOT / place).is_file()] == []


def test_method_html__lists_the_sources_by_number():
    """Grade, how many numbers rest on each, and what was not seen."""
    html = m.method_html(replace(INPUT, backing={"sources": SOURCES}))

    assert html.index("An almanac") < html.index("A book")
    assert "(grade C, 2 numbers, from memory)" in html
    assert "Sources of the numbers" not in m.method_html(INPUT)
