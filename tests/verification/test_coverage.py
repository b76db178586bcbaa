"""Coverage of counting intervals."""

from __future__ import annotations

import numpy as np
import pytest
from verification.coverage import expected_rate, intervals, judged

from multipolar.forecast.probability import counted

SEEDS, MEMBERS, SHARES = 20, 500, 40


def forecasts(width: float) -> list[dict[str, tuple[float, float, float]]]:
    """Return forecasts of coins with Wilson's intervals stretched by a factor."""
    rng = np.random.default_rng(3)
    truths = rng.uniform(0.05, 0.95, SHARES)
    out = []
    for _ in range(SEEDS):
        cells = [counted(int(rng.binomial(MEMBERS, truth)), MEMBERS) for truth in truths]
        out.append({f"s{i}": (c.p, c.p - width * (c.p - c.low), c.p + width * (c.high - c.p)) for i, c in enumerate(cells)})
    return out


def test_judged__wilson_holds_and_narrow_ones_are_found_out() -> None:
    """Intervals of independent counts pass; the same cut to six tenths do not, nor do doubled ones."""
    assert judged(forecasts(1.0), MEMBERS)["holds"]
    assert not judged(forecasts(0.6), MEMBERS)["holds"]
    assert not judged(forecasts(2.0), MEMBERS)["holds"]


def test_expected_rate__is_a_little_above_the_stated_one() -> None:
    """A pooled share leans to every seed; with many seeds it leans to none."""
    assert expected_rate(20) == pytest.approx(0.9557, abs=2e-4)
    assert expected_rate(100_000) == pytest.approx(0.95, abs=1e-4)


def test_intervals__are_found_wherever_they_are_printed() -> None:
    """Endings, questions and options of questions; what has no interval is left out."""
    cell = {"p": 0.5, "low": 0.4, "high": 0.6}
    document = {"endings": {"a": cell}, "questions": {"Q": {"options": {"x": cell}}, "R": {"p": None, "low": None, "high": None}}}

    assert [place for place, *_ in intervals(document)] == ["endings.a", "questions.Q.options.x"]
