"""What callers from Python give."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import numpy as np
import pytest

from multipolar.errors import ArgumentError, QuestionError
from multipolar.session.arguments import MOST_MEMBERS, checked, number, refuse_given, whole


@checked("claims", "threads", "resume")
def verb(source, as_of=None, *, members=100, seed=2020, out=None, only=None, progress=None, **more):
    """Return what arrived."""
    return {"source": source, "as_of": as_of, "members": members, "seed": seed, "out": out, "only": only, **more}


@pytest.mark.parametrize(
    ("name", "near"),
    [("member", "members"), ("sed", "seed"), ("Members", "members"), ("claim", "claims"), ("asof", "as_of"), ("thread", "threads")],
)
def test_checked__a_misspelt_keyword_is_named_with_the_nearest(name, near):
    """No keyword is swallowed, be it one of the function or one that it hands on."""
    with pytest.raises(ArgumentError, match=rf"verb\(\): unexpected keyword '{name}'; did you mean '{near}'\?"):
        verb("x", **{name: 1})
    with pytest.raises(TypeError):
        verb("x", **{name: 1})
    with pytest.raises(ArgumentError, match="known: source, as_of, members"):
        verb("x", qqqqqq=1)


NO_MEMBERS = [1.5, 2.0, "100", True, np.True_, None, -1, 0, [5], np.float64(3), np.array([1, 2]), 10**10, "x" * 999]


@pytest.mark.parametrize("value", NO_MEMBERS)
def test_checked__members_are_a_whole_number(value):
    """What is no whole number from 1 on is named as Python's argument, with what is allowed."""
    with pytest.raises(ArgumentError, match=r"members=\.\.\.: found .*expected a whole number from 1 to 1,000,000,000"):
        verb("x", members=value)


@pytest.mark.parametrize("value", [7, np.int64(7), np.uint8(7)])
def test_checked__numpy_integers_are_whole_numbers(value):
    """They become Python's own, so that every document can hold them."""
    found = verb("x", members=value, seed=value, threads=value)
    assert [(type(found[key]), found[key]) for key in ("members", "seed", "threads")] == [(int, 7)] * 3


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"seed": None}, r"seed=\.\.\.: found None"), ({"seed": -1}, "seed"), ({"seed": 2**63}, "seed"), ({"seed": 0.0}, "seed"),
        ({"threads": 0}, "threads"), ({"threads": 2.5}, "threads"), ({"resume": 1}, "True or False"), ({"resume": "no"}, "resume"),
        ({"out": 5}, r"out=\.\.\.: found 5, expected a path"), ({"out": ""}, "out"), ({"out": "a\0b"}, "out"),
        ({"out": b"x"}, "out"),
        ({"claims": {"C1": "off"}}, r"claims=\.\.\.: found \{.*KEY=VALUE"), ({"claims": 5}, "claims"), ({"claims": [1]}, "claims"),
        ({"claims": [None]}, "claims"), ({"claims": [""]}, "claims"), ({"claims": b"C1=off"}, "claims"), ({"only": 3}, "only"),
        ({"as_of": 20201016}, r"as_of=\.\.\.: found 20201016, expected a day"), ({"as_of": True}, "as_of"),
        ({"as_of": ""}, "as_of"),
        ({"as_of": dt.datetime(2020, 10, 16, 5, tzinfo=dt.UTC)}, "as_of"), ({"progress": 5}, "progress"),
    ],
)  # fmt: skip
def test_checked__what_cannot_be_used_is_named(given, said):
    """Every argument is used or refused, by its name in Python."""
    with pytest.raises(ArgumentError, match=said) as caught:
        verb("x", **given)
    assert "--" not in str(caught.value)
    assert isinstance(caught.value, QuestionError)


def test_checked__takes_what_callers_write():
    """One text for a list of one, dates of every kind, paths, nothing where nothing is the default."""
    found = verb("x", dt.date(2020, 10, 16), out="a/b", only="C02", claims=(c for c in ("C1=off", "C2=on")), threads=None)
    assert found["as_of"] == "2020-10-16"
    assert found["out"] == Path("a/b")
    assert (found["only"], found["claims"], found["threads"]) == (("C02",), ("C1=off", "C2=on"), None)
    assert verb("x", dt.datetime(2020, 10, 16))["as_of"] == "2020-10-16"  # noqa: DTZ001 as pandas gives days
    assert verb("x", claims=None)["claims"] is None


@pytest.mark.parametrize("given", [(), ("x", None, 100)])
def test_checked__too_few_or_too_many_are_told(given):
    """By the name of the function."""
    with pytest.raises(ArgumentError, match=r"verb\(\): (missing|too many)"):
        verb(*given)


def test_whole__bounds_are_inclusive():
    """The least and the most are allowed."""
    assert (whole("n", 1, 1, 5), whole("n", 5, 1, 5), whole("n", 10**30, 1)) == (1, 5, 10**30)
    assert whole("members", MOST_MEMBERS, 1, MOST_MEMBERS) == 10**9


def test_refuse_given__names_what_would_change_nothing():
    """Nothing and empty lists are not given."""
    refuse_given("f", "no", a=None, b=(), c=[])
    with pytest.raises(ArgumentError, match=r"f\(\): b=\.\.\., c=\.\.\. cannot be used: because"):
        refuse_given("f", "because", a=None, b=0, c="x")


def test_number__is_finite_and_no_truth_value():
    """Python and numpy numbers pass; texts, truth values and infinities do not."""
    assert (number("above", 3), number("above", np.float64(2.5))) == (3.0, 2.5)
    for value in ("x", True, np.True_, float("inf"), float("nan"), None):
        with pytest.raises(ArgumentError, match=r"above=\.\.\."):
            number("above", value)
