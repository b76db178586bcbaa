"""Words of a forecast: never without the number, never hiding its width."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from multipolar.forecast.probability import counted
from multipolar.report.narrative import (
    answer_name,
    beside,
    capital,
    condition_limits,
    ending_name,
    headline,
    in_words,
    leading_meaning,
    length_sentence,
    likelihood,
    number,
    past_sentences,
    sentence_of,
    side_name,
    subline,
    trust_line,
    unbroken,
)

WAR = {
    "sides": {"A": {"name": "Aland"}, "B": {"name": "Borland"}},
    "endings": {
        "ceasefire_gains_A": {"p": 0.66, "low": 0.61, "high": 0.71},
        "knockout_B": {"p": 0.2, "low": 0.19, "high": 0.21},
    },
    "length_days": {"q05": 5, "q50": 41, "q95": 180},
    "horizon_days": 180,
}


@given(st.floats(0, 1))
def test_in_words__has_words_for_every_probability(p):
    """No probability is left without words."""
    assert in_words(p)


@pytest.mark.parametrize(
    ("p", "words"),
    [
        (0.0, "almost excluded"),
        (0.5, "about as likely as not"),
        (0.62, "likely"),
        (0.9, "very likely"),
        (1.0, "all but certain"),
    ],
)
def test_in_words__follows_the_printed_scale(p, words):
    """The bands are those of the table."""
    assert in_words(p) == words


def test_headline__two_endings_of_the_same_share_are_level():
    """Where the first two endings were counted equally often, neither leads and none comes second."""
    even = {"p": 0.4, "low": 0.31, "high": 0.5}
    war = {**WAR, "members": 100, "endings": {"knockout_A": even, "knockout_B": even, "frozen_stalemate": {**even, "p": 0.2}}}

    assert "is level with another ending (40 of 100 courses" in headline(war)
    assert "leads" not in headline(war)
    assert "is as likely: " in subline(war)
    assert "second" not in subline(war)


def test_leading_meaning__of_too_few_courses_names_no_ending():
    """What the leading ending means is not told where the courses are too few to say which one leads."""
    told = {**WAR, "endings": {"knockout_A": {"p": 0.7, "sentence": "A wins."}}}

    assert leading_meaning({**told, "members": 30}) == "A wins."
    assert leading_meaning({**told, "members": 29}) == ""


def test_beside__of_too_few_courses_is_empty():
    """Past wars make no number of courses that are too few for one."""
    said = {**WAR, "outside": {"share": 0.5}}

    assert beside({**said, "members": 30}) == {"share": 0.5}
    assert beside({**said, "members": 29}) == {}


def test_trust_line__counts_one_as_one():
    """One course, one input and one source are not many."""
    text = trust_line({"members": 1, "unsourced": 1, "numbers": 1035, "sources": 1})

    assert text.startswith("1 course; 1 of 1,035 input rests on judgement alone; 1 source; ")


def test_likelihood__brackets_number_and_interval():
    """Words come with number and interval."""
    assert likelihood(0.62, 0.58, 0.66) == "likely (62 %, counting error 58–66)"
    assert likelihood(0.62) == "likely (62 %)"


def test_headline__says_likely_only_above_an_even_chance():
    """A leading ending below one half is not called likely."""
    assert headline(WAR) == "An end of the fighting with gains for Aland is likely (66 %, counting error 61–71)."
    weak = {**WAR, "endings": {"knockout_A": {"p": 0.4}, "knockout_B": {"p": 0.3}}}
    assert headline(weak) == "An outright victory of Aland leads (40 %), yet no single ending is likelier than not."
    assert headline({**WAR, "headline": "Given."}) == "Given."


def test_subline__names_the_second_ending_and_the_length():
    """The second sentence holds what the first leaves out."""
    text = subline(WAR)

    assert "Borland comes second: very unlikely to unlikely (20 %, counting error 19–21)" in text
    assert "within 41 days" in text
    assert "between 5 days and 180 days or more" in text


def test_subline__tells_of_wars_that_go_on_at_low_intensity():
    """From one course in a hundred on."""
    said = "On the last day 7 % of all courses go on at low intensity: no assault for three weeks, yet not over."
    assert subline({**WAR, "terms": {"low_at_end": 0.07}}).endswith(said)
    assert "low intensity" not in subline({**WAR, "terms": {"low_at_end": 0.009}}) + subline(WAR)


def test_subline__says_first_which_reports_were_taken_in():
    """How many by when, and how many courses carry the forecast."""
    told = {
        "evidence": [{"kind": "event"}, {"kind": "note"}, {"kind": "count"}],
        "until": "2030-04-28",
        "ess": 1234.5,
        "ancestors": 321,
    }
    said = "Given 2 reports public by 2030-04-28: 1,234 effective courses, of 321 of the run, fit them."
    assert subline({**WAR, "conditioned": told}).startswith(said)
    assert "reports public" not in subline(WAR)


def test_headline__of_few_courses_is_a_count():
    """Under 200 courses the counts stand, under 30 nothing but how few they are."""
    some = {**WAR, "members": 60, "endings": {"ceasefire_gains_A": {"p": 0.65, "low": 0.52, "high": 0.76}}}
    few = {**WAR, "run_facts": {"members": 29}}

    assert headline(some) == ("An end of the fighting with gains for Aland is about as likely as not to likely (39 of 60 courses).")
    assert "%" not in headline(few) + subline(few)
    assert headline(few) == "Only 29 courses: too few for a number."


def test_subline__says_what_the_forecast_is_made_of():
    """Half of it is past wars like this one, named; where the weights fell short the share is told; alone the courses stand."""
    outside = {"share": 0.5, "who": "54 interstate clashes since 1946 that were over before 2020-01-01"}
    said = {**WAR, "members": 4000, "outside": outside}

    assert f"Half from 4,000 courses, half from {outside['who']}." in subline(said)
    assert f"75 % from 4,000 courses, 25 % from {outside['who']}." in subline({**said, "outside": {**outside, "share": 0.25}})
    assert "courses, " not in subline({**said, "outside": {**outside, "share": 0.0}})
    assert "clashes" not in subline(WAR)


def test_answer_name__names_powers_together():
    """Codes of several powers in one answer become their names; other words stay."""
    names = {"RUS": "Russia", "TUR": "Turkey"}

    assert answer_name("RUS+TUR", names) == "Russia and Turkey"
    assert answer_name("RUS only", names) == "Russia only"
    assert answer_name("no_deal", names) == "no deal"


def test_length_sentence__is_silent_without_quantiles():
    """Nothing is said about a length that was not counted."""
    assert length_sentence({"endings": {}}) == ""


def test_trust_line__admits_missing_calibration():
    """Without past wars the page says so in words."""
    assert trust_line({"run_facts": {"members": 10000}, "unsourced": 3, "numbers": 40, "sources": 9}) == (
        "10,000 courses; 3 of 40 inputs rest on judgement alone; 9 sources; not yet calibrated on other wars."
    )


def test_condition_limits__are_never_empty():
    """A page without limits does not exist."""
    assert any("targeting" in x for x in condition_limits({}))
    assert condition_limits({"limits": ["x"]}) == ["x"]


def test_names__fall_back_on_codes():
    """Unknown labels and sides are printed as they are."""
    assert ending_name("something_else", WAR) == "something else"
    assert side_name({}, "A") == "side A"
    assert capital("a word") == "A word."


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (0.25, "0.25"), (0.3, "0.30"), (3.14, "3.1"), (42.2, "42"), (12345, "12,300"), (-1204, "-1,200")]
)
def test_number__keeps_three_figures(value, text):
    """A quantity is printed with the precision a reader can use."""
    assert number(value) == text


def test_unbroken__joins_the_ends_of_an_interval():
    """An interval is not torn apart at the end of a line; other dashes stay."""
    assert unbroken("a (12 %, 10–14) – b") == "a (12\u00a0%, 10\u2060–\u206014) – b"


def test_in_words__hold_over_the_whole_interval():
    assert in_words(1.0, 0.21, 1.0) == "unlikely to all but certain"
    assert in_words(0.62, 0.58, 0.66) == "likely"
    assert in_words(0.0, 0.0, 0.79) == "almost excluded to likely"


@pytest.mark.parametrize("hits", [0, 1])
def test_likelihood__is_never_sure_from_one_course(hits):
    one = counted(hits, 1)
    assert likelihood(one.p, one.low, one.high).startswith(("almost excluded to likely", "unlikely to all but certain"))


def test_past_sentences__say_how_fast_and_where_courses_and_past_wars_part():
    """Differences above .15 are told, the greatest first; smaller ones are not; without past wars nothing is said."""
    outside = {
        "share": 0.5,
        "who": "54 wars",
        "sentence": "In the class 24 % stop within a week.",
        "still_fighting": {"p": 0.26, "low": 0.18, "high": 0.34},
        "counted": {"knockout_A": 0.6, "frozen_stalemate": 0.02, "ongoing_180": 0.38},
        "endings": {"knockout_A": 0.18, "frozen_stalemate": 0.19, "ongoing_180": 0.25},
    }
    said = past_sentences({**WAR, "members": 4000, "outside": outside})
    assert said[0] == "54 wars."
    assert "between 18 and 34 %" in said[1]
    assert ["60 % as counted, 18 % of past wars" in said[2], "2 % as counted, 19 % of past wars" in said[3]] == [True, True]
    assert len(said) == 5
    assert past_sentences({**WAR, "members": 4000, "outside": None}) == []
    assert past_sentences({**WAR, "members": 4000, "outside": {"share": 0.5}}) == []


def test_sentence_of__capital_and_full_stop():
    """A note becomes a sentence; nothing stays nothing."""
    assert sentence_of("from the table") == "From the table."
    assert sentence_of("Done.") == "Done."
    assert sentence_of("") == ""
