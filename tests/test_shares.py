"""Shares as they are printed: rare is not never, few courses are counted, and an interval shows its width."""

from __future__ import annotations

import pytest

from multipolar.shares import percent, share_text, span_text


def test_percent__tells_rare_from_never():
    """One course in a thousand is not zero."""
    assert [percent(p) for p in (0, 0.001, 0.5, 0.999, 1)] == ["0", "<1", "50", ">99", "100"]


def test_percent__two_of_400_courses_are_not_none_and_398_not_all():
    """An exact half of a per cent is never rounded to never or to always."""
    assert [percent(p) for p in (2 / 400, 1 / 200, 398 / 400, 199 / 200)] == ["<1", "<1", ">99", ">99"]


def test_span_text__adds_a_decimal_where_whole_numbers_would_coincide():
    """An interval is never printed as a point."""
    assert span_text(0.58, 0.66) == "58–66"
    assert span_text(0.011, 0.014) == "1.1–1.4"


@pytest.mark.parametrize(
    ("p", "n", "text"),
    [
        (0.25, None, "25 %"),
        (0.25, 1000, "25 %"),
        (0.25, 40, "10 of 40"),
        (0.0, 300, "none"),
        (0.5, 12, "too few courses"),
        (0, None, "0 %"),
    ],
)
def test_share_text__is_a_count_for_few_courses(p, n, text):
    """Per cent only where there are courses enough for it."""
    assert share_text(p, n) == text
