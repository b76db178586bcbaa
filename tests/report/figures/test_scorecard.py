"""The scorecard as a figure: nothing before an answer is known, and the worst misses in its caption after."""

from __future__ import annotations

from dataclasses import replace

from tests.report.synthetic import invented_war

from multipolar.report.figures.scorecard import SCORECARD
from multipolar.report.sections import SECTIONS, section_html

INPUT = invented_war(300)
SECTION = next(section for section in SECTIONS if section.id == "score")


def test_caption__names_the_worst_misses_once_there_are_any():
    """The question that came true at a low chance is named."""
    questions = {"Q01": {**INPUT.forecast["questions"]["Q01"], "p": 0.1}}
    scores = {"questions": {"Q01": {"model": 0.81, "uniform": 0.25, "happened": True, "rule": "Brier", "said": 0.1}}}
    missed = replace(INPUT, forecast={**INPUT.forecast, "questions": questions, "scores": scores})

    assert "10 in 100 for “A truce that holds 30 days starts by 1 June”, which happened" in SCORECARD.caption(missed)


def test_figure__is_absent_before_an_answer_is_known():
    """Neither section nor data."""
    open_yet = replace(INPUT, forecast={k: v for k, v in INPUT.forecast.items() if k != "scores"})

    assert SCORECARD.data(open_yet) is None
    assert section_html(SECTION, open_yet) == ""
    assert 'data-figure="scorecard"' in section_html(SECTION, INPUT)
