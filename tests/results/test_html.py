"""Results in notebooks: escaped, without scripts, with the numbers that stand everywhere else."""

from __future__ import annotations

import re

import pytest

from multipolar.results import Answer, Comparison, Conditioned, Drivers, Signposts, Sweep
from multipolar.results.forecast import Forecast
from multipolar.results.html import figure, forecast_html, grid, more, when

BAD = '<script>alert("1")</script>'
ENDING = {"p": 0.31, "low": 0.29, "high": 0.33, "counted": 0.5, "alike": 0.2}
FORECAST = {
    "title": BAD, "as_of": "2030-04-20", "members": 1_000, "horizon_days": 180, "outside": {"n": 3},
    "sides": {"A": {"name": BAD}, "B": {"name": "Northland"}},
    "endings": {"knockout_B": ENDING, "knockout_A": ENDING | {"p": 0.6, "low": 0.57, "high": 0.63}},
    "length_days": {"q05": 3.0, "q50": 40.0, "q95": 170.0},
}  # fmt: skip
OUTCOME = {"base": 0.5, "value": 0.4, "difference": -0.1, "error": 0.01, "moved": True, "share": True}
DEATHS = {"base": 4067.0, "value": 3442.0, "difference": -625.0, "error": 220.0, "moved": True, "share": False}
HEAD = {"scenario": "pass", "as_of": "2030-04-20", "members": 1_000, "seed": 7}
SHOWN = {
    "forecast": Forecast(FORECAST),
    "answer": Answer(HEAD | {
        "feature": "holder_end[X]", "meaning": BAD, "last": "to the end", "kind": "yes or no", "unit": "probability",
        "threshold": None, "published": ENDING, "counted": ENDING | {"p": 0.5},
    }),
    "comparison": Comparison(HEAD | {"base": "as it is", "variants": {
        BAD: {"moved": ["ending:knockout_A", "deaths:B"], "outcomes": {"ending:knockout_A": OUTCOME, "deaths:B": DEATHS}},
    }}),
    "drivers": Drivers(HEAD | {
        "target": "ending", "target_kind": "name", "headline": {"answer": "knockout_A", "text": BAD},
        "luck": {"value": 0.8, "low": 0.7, "high": 1.1},
        "drivers": [{"label": BAD, "kind": "claim", "first_order": {"value": 0.06, "low": -0.01, "high": 0.08},
                     "at": {"low": 0.19, "middle": None, "high": 0.56}}],
        "crux": {"sentence": "The crux is R1."},
    }),
    "signposts": Signposts(HEAD | {"target": "knockout_A", "sentence": "B gives way.", "p": 0.4, "signposts": [{
        "event": BAD, "by": "2030-05-04", "p": 0.31, "seen": 0.5, "seen_low": 0.4, "seen_high": 0.6, "unseen": 0.2,
        "unseen_low": 0.1, "unseen_high": 0.3,
    }]}),
    "sweep": Sweep(HEAD | {"points": [BAD], "missing": ["p"], "too_few": None, "rows": [
        OUTCOME | {"point": BAD, "outcome": "ending:knockout_A"}, DEATHS | {"point": BAD, "outcome": "deaths:B"},
        OUTCOME | {"point": BAD, "outcome": "still", "moved": False},
    ]}),
    "conditioned": Conditioned(FORECAST | HEAD | {"refused": None, "evidence": [
        {"date": "2030-04-21", "text": BAD, "surprise": 1.25, "ess": 400.0},
    ]}),
}  # fmt: skip
TOLD = {
    "forecast": ("60 %", "57–63", "50 %", "Northland", "within 40 days"), "answer": ("31 %", "29–33", "50 %", "to the end"),
    "comparison": ("50.0 %", "-10.0 ± 1.0 points", "-625 ± 220", "2 of 2 outcomes moved"),
    "drivers": ("Luck 80 %", "70–100", "6.0 %", "19 %", "56 %", "The crux is R1."),
    "signposts": ("31 %", "50 % (40–60)", "20 % (10–30)", "As of today 40 %"), "conditioned": ("60 %", "1.2", "400"),
    "sweep": ("<td>2</td>", "ending:knockout_A -10.0 ± 1.0 points; deaths:B -625 ± 220", "1 points are missing"),
}  # fmt: skip


@pytest.mark.parametrize("kind", SHOWN)
def test_html__is_escaped_and_tells_the_numbers(kind):
    """No tag but those of a table; a name that looks like a script is shown as written."""
    html = SHOWN[kind]._repr_html_()
    assert set(re.findall(r"</?([a-z]+)", html)) <= {"div", "p", "strong", "table", "thead", "tbody", "tr", "th", "td"}
    assert "&lt;script&gt;" in html
    assert [word for word in TOLD[kind] if word not in html] == []


def test_forecast_html__the_likeliest_ending_comes_first():
    """Whatever the order of the document."""
    html = forecast_html(FORECAST)
    assert html.index("60 %") < html.index("31 %")


def test_forecast_html__few_courses_are_counted_and_very_few_not_told():
    """Under two hundred courses counts stand in the place of per cent; under thirty no number at all."""
    assert "60 of 100" in forecast_html(FORECAST | {"members": 100})
    few = forecast_html(FORECAST | {"members": 20})
    assert "No number is printed from 20 courses" in few
    assert "%" not in few


def test_conditioned_html__a_refusal_is_told_in_its_words():
    """Where too few courses fit there is no table of endings."""
    html = Conditioned(HEAD | {"refused": "too few courses fit", "evidence": []})._repr_html_()
    assert "too few courses fit" in html
    assert "%" not in html


def test_drivers_html__a_number_is_no_share():
    """Days at either end of an input stand as days."""
    told = SHOWN["drivers"].to_json() | {"target": "length_days", "target_kind": "number"}
    told["drivers"][0]["at"] = {"low": 118.2, "middle": None, "high": 45.2}
    html = Drivers(told)._repr_html_()
    assert "<td>118</td><td>45.2</td>" in html


def test_answer_html__numbers_and_names():
    """A number has mean and quantiles, a name one row per answer."""
    number = {"mean": 3520.4, "low": 3370.0, "high": 3670.0, "q05": 1.0, "q25": 2.0, "q50": 2840.0, "q75": 4.0, "q95": 5.0}
    told = HEAD | {"feature": "deaths[B]", "meaning": "m", "last": "l", "threshold": None, "unit": "persons"}
    html = Answer(told | {"kind": "number", "published": number, "counted": number})._repr_html_()
    assert [word for word in ("3,520", "3,370–3,670", "2,840", "[persons]") if word not in html] == []
    names = {"options": {"none": ENDING, "RUS": ENDING | {"p": 0.6}}}
    html = Answer(told | {"kind": "name", "published": names, "counted": names})._repr_html_()
    assert html.index("RUS") < html.index("none")


def test_grid__nothing_without_rows():
    """A head alone says nothing; a long table says how much of it is left out."""
    assert grid(["a"], []) == ""
    assert (more(15, 12), more(3, 3)) == ("<p>3 more in the document.</p>", "")
    assert (figure(None), figure(0.12345), figure(1234.5)) == ("", "0.123", "1,234")


def test_when__is_the_day_until_which_reports_are_in():
    """Without reports the as-of date; with them their last day, and the as-of date is not named."""
    plain = HEAD | {"target": "knockout_A", "sentence": "B gives way.", "p": 0.4, "signposts": []}
    assert when(plain) == (f"as of {HEAD['as_of']}", "As of today")
    html = Signposts(plain | {"until": "2031-05-06"})._repr_html_()
    assert "given reports until 2031-05-06" in html
    assert "By 2031-05-06 40 %" in html
    assert HEAD["as_of"] not in html
