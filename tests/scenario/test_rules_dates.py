"""As-of honesty and questions."""

from __future__ import annotations

import datetime as dt

import pytest

from multipolar.scenario.rules_dates import last_day
from scenario.small import codes_after


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2020", dt.date(2020, 12, 31)), ("2020-02", dt.date(2020, 2, 29)), ("2020-10-16", dt.date(2020, 10, 16)),
        ("2020-02-31", dt.date(2020, 2, 29)), ("1992-2020", None), ("", None), ("2020-13", None), ("spring", None),
    ],
)  # fmt: skip
def test_last_day__a_partial_date_means_its_last_day(text, day):
    """What is known to the month was known at its end."""
    assert last_day(text) == day


@pytest.mark.parametrize("signed", ["2024-03", "2024-03-11", "2024"])
def test_treaties__of_later_are_refused(signed):
    """A treaty that may have been signed after the as-of date is not known."""
    assert codes_after(('signed: "1998-05"', f'signed: "{signed}"')) == ["after-as-of"]


def test_sources__written_later_may_tell_of_earlier():
    """Hindsight that is marked as such is allowed."""
    later = "known_on: 2024-05-31"
    assert codes_after(("known_on: 2024-01-31", later)) == ["after-as-of"]
    assert codes_after(("known_on: 2024-01-31", f"{later}, hindsight: true")) == []


def test_questions__of_other_dates_are_not_judged_closed():
    """A question asked at another date may have closed by this one."""
    other = ("{2024-03-10: base}", "{2024-03-10: base, 2024-02-01: earlier}")
    asked = ("type: binary, as_of: [2024-03-10]", "type: binary, as_of: [2024-02-01]")
    assert codes_after(other, asked, ("closes: 2024-06-08", "closes: 2024-03-01")) == []


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("holder_end[MID]", []), ("holder_end[the road]", []), ("holder_end[EAST, arm_AAA]", []), ("holder_end[2024-05-01]", []),
        ("holder_end[14]", []), ("holder_end", []), ("holder_end[TUP]", ["unknown-name"]), ("holders[TOP]", ["unknown-feature"]),
    ],
)  # fmt: skip
def test_questions__ask_about_what_exists(asked, codes):
    """A feature and what it asks about must be known."""
    assert codes_after(('feature: "holder_end[TOP]"', f'feature: "{asked}"')) == codes


def test_questions__a_base_rate_is_an_answer():
    """What no mechanism reaches may be answered by a base rate."""
    assert codes_after(('feature: "holder_end[TOP]",', "base_rate: 0.1, base_rate_source: history,")) == []
