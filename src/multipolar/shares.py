"""How a share of courses is printed, wherever it is printed: in per cent, as a count where courses are few, with its interval."""

from __future__ import annotations

__all__ = ["LEAST_COURSES", "LEAST_SHOWN", "interval_text", "percent", "share_text", "span_text"]

LEAST_COURSES = 200
"""Fewer courses give no verdict: errors estimated from them, of rare endings above all, are too rough to tell a move by."""
LEAST_SHOWN = 30
"""Under this many courses nothing is printed but how few there are."""


def percent(p: float) -> str:
    """Return a probability as whole per cent, keeping the difference between rare and never, nearly and always."""
    if 0 < p <= 0.005:
        return "<1"
    if 0.995 <= p < 1:
        return ">99"
    return f"{100 * p:.0f}"


def span_text(low: float, high: float) -> str:
    """Return an interval in per cent, with a decimal where whole numbers would hide its width."""
    whole = percent(low), percent(high)
    if whole[0] == whole[1]:
        return f"{100 * low:.1f}–{100 * high:.1f}"
    return "–".join(whole)


def share_text(p: float, n: int | None = None) -> str:
    """Return a share of ``n`` courses as it is printed: per cent, a count under 200 courses, no number under 30."""
    if n is not None and n < LEAST_SHOWN:
        return "too few courses"
    if n is not None and p <= 0:
        return "none"
    return f"{percent(p)} %" if n is None or n >= LEAST_COURSES else f"{round(p * n)} of {n}"


def interval_text(low: float | None, high: float | None, n: int | None = None) -> str:
    """Return a counting interval of a share in per cent, nothing where there is none or the courses are few: counts say enough."""
    if low is None or high is None or (n is not None and n < LEAST_COURSES):
        return ""
    return span_text(float(low), float(high))
