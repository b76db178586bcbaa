"""The judge of questions by itself: how features are read, which days need marks, how what is taken is said."""

from __future__ import annotations

import datetime as dt

import pytest

from multipolar.scenario.asking import Asking, days_marked, is_open, split_feature, usage, wrongs
from multipolar.scenario.document import Question
from multipolar.scenario.vocabulary import FeatureWord

WORDS = {
    "share_final": FeatureWord("share", "number", until="closes", marked=True),
    "share_mark": FeatureWord("share", "number", takes=("mark date",), until="named"),
    "share_rise": FeatureWord("rise", takes=("mark day",), threshold=True, until="named"),
    "option_used": FeatureWord("act", takes=("power", "option")),
    "invoked": FeatureWord("treaties", takes=("treaty",), many=True),
    "undecided": FeatureWord("places", takes=("place",), many=True, optional=True),
}
ASKING = Asking(WORDS, {}, lambda _: None, dt.date(2024, 3, 10), 90)


def question(**more):
    return Question(id="Q", text="?", **({"type": "binary", "as_of": [], "feature": "invoked[P]"} | more))


@pytest.mark.parametrize(
    ("text", "split"),
    [
        ("broker", ("broker", ())), ("a[b]", ("a", ("b",))), (" a [ b , c d ] ", ("a", ("b", "c d"))), ("a[]", ("a", ("",))),
        ("a[b", None), ("a]b[", None), ("a[b][c]", None), ("a[[b]]", None), ("", None), ("1a", None), ("a b", None),
    ],
)  # fmt: skip
def test_split_feature__reads_the_whole_text_or_nothing(text, split):
    """A name with labels in one pair of brackets; nothing of the text is left out."""
    assert split_feature(text) == split


@pytest.mark.parametrize(
    ("name", "said"),
    [("share_final", "share_final"), ("option_used", "option_used[POWER, OPTION]"), ("invoked", "invoked[TREATY, ...]"),
     ("undecided", "undecided or undecided[PLACE, ...]"), ("share_rise", "share_rise[MARK DAY]")],
)  # fmt: skip
def test_usage__tells_what_a_feature_takes(name, said):
    """Arguments in capitals, as the reference writes them."""
    assert usage(name, WORDS[name]) == said


@pytest.mark.parametrize(
    ("feature", "closes", "days"),
    [("share_final", "2024-04-01", (22,)), ("share_final", None, ()), ("share_mark[2024-04-01]", "2024-05-01", (22,)),
     ("share_rise[14]", None, (14,)), ("share_rise[91]", None, ()), ("share_rise[x]", None, ()), ("invoked[P]", "2024-04-01", ())],
)  # fmt: skip
def test_days_marked__are_those_whose_shares_are_asked_for(feature, closes, days):
    """Only days that a question reads shares of need a mark."""
    assert days_marked(question(feature=feature, closes=closes), ASKING) == days


def test_is_open__without_dates_a_question_is_asked_on_all():
    """No date means every date."""
    assert is_open(question(), ASKING.as_of)
    assert not is_open(question(as_of=["2024-03-11"]), ASKING.as_of)


def test_last_day__stays_within_the_calendar():
    """The last day of a forecast that runs over the end of the calendar is the last of the calendar."""
    assert Asking({}, {}, lambda _: None, dt.date(9999, 12, 1), 90).last_day == dt.date.max


def test_wrongs__kinds_without_names_are_not_judged():
    """Where nobody says which treaties there are, none is unknown."""
    assert list(wrongs(question(), ASKING)) == []
