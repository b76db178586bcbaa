"""The first screen: headline grammar, second line, and a hundred dots."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.report.synthetic import invented_war

from multipolar.report.hero import (
    allotted,
    dots_html,
    half_sentence,
    hollow_share,
    lead_sentence,
    made_sentence,
    ordered,
    second_sentence,
)

SIDES = {"A": {"name": "Aland"}, "B": {"name": "Borland"}}


def forecast(members=4000, **p):
    """Return a forecast with these chances of endings."""
    return {"as_of": "2030-04-20", "horizon_days": 180, "sides": SIDES, "members": members,
            "endings": {k: {"p": v} for k, v in p.items()}, "length_days": {"q50": 40.0}}  # fmt: skip


@pytest.mark.parametrize(
    ("p", "sentence"),
    [
        (
            {"knockout_A": 0.44, "ceasefire_gains_A": 0.29, "frozen_stalemate": 0.27},
            "Aland is likely to come out ahead (73 in 100). An outright victory of Aland leads, at 44.",
        ),
        ({"knockout_B": 0.7, "frozen_stalemate": 0.3}, "An outright victory of Borland is likely (70 in 100)."),
        ({"frozen_stalemate": 0.6, "knockout_A": 0.4}, "A halt on the present lines is likely (60 in 100)."),
        (
            {"frozen_stalemate": 0.4, "knockout_A": 0.35, "knockout_B": 0.25},
            "A halt on the present lines leads, at 40 in 100; no single ending is likely.",
        ),
        (
            {"knockout_A": 0.4, "knockout_B": 0.4, "frozen_stalemate": 0.2},
            "An outright victory of Aland is level with another ending, at 40 in 100; no single ending is likely.",
        ),
    ],
)
def test_lead_sentence__follows_a_table_of_grammar(p, sentence):
    """Who comes out ahead where that is likely, else the leading ending; no counting error, no per cent."""
    assert lead_sentence(forecast(**p)) == sentence


def test_lead_sentence__of_few_courses_is_a_count():
    """Under 200 courses nothing stands in a hundred."""
    few = forecast(members=120, knockout_A=0.75, knockout_B=0.25)
    assert "90 of 120 courses" in lead_sentence(few)
    assert "in 100" not in lead_sentence(few) + second_sentence(few)
    assert dots_html(few) == ""


def test_second_sentence__names_the_runner_up_and_the_middle_date():
    """The second ending with its chance, and by which date half of the courses are over."""
    said = second_sentence(forecast(knockout_A=0.6, frozen_stalemate=0.3, knockout_B=0.1))
    assert said == "A halt on the present lines comes second (30 in 100). Half of the courses are over by 30 May 2030."
    assert half_sentence("2030-04-20", 180.0, 180.0) == "In half of the courses the war lasts beyond 17 October 2030."
    assert half_sentence("autumn", 10.0, 180.0) == ""


def test_made_sentence__says_what_the_forecast_rests_on():
    """Half courses, half past wars; nothing where it rests on courses alone."""
    outside = {"share": 0.5, "who": "54 wars"}
    assert made_sentence({**forecast(knockout_A=1.0), "outside": outside}) == "Half from 4,000 courses, half from 54 wars."
    assert made_sentence(forecast(knockout_A=1.0)) == ""


@given(st.lists(st.floats(0.0, 1.0), min_size=1, max_size=9).filter(lambda x: sum(x) > 1e-6))
def test_allotted__sums_to_a_hundred_and_misses_no_share_by_a_whole_dot(shares):
    """Largest remainders keep the sum and lie within one dot of every share."""
    found = allotted(shares)
    assert sum(found) == 100
    assert all(abs(n - 100 * s / sum(shares)) < 1 for n, s in zip(found, shares, strict=True))


def test_dots_html__are_hollow_where_no_course_came():
    """A hundred dots from side A to side B; what past wars alone know is hollow, and the note says what that means."""
    f = forecast(knockout_A=0.5, ceasefire_gains_B=0.1, frozen_stalemate=0.4)
    f["outside"] = {"missing": {"ceasefire_gains_B": 0.1}}
    html = dots_html(f)
    assert ordered(f) == ["knockout_A", "frozen_stalemate", "ceasefire_gains_B"]
    assert hollow_share(f, "ceasefire_gains_B") == 1.0
    assert (html.count('class="dot e-'), html.count('class="dot hollow e-ceasefire_gains_B"')) == (90, 10)
    assert "past wars like this one did" in html
    assert "Hollow" not in dots_html(invented_war(300).forecast)
