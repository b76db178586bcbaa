"""A timeline as it is printed."""

from __future__ import annotations

import io

from rich.console import Console

from multipolar.cli.timeline_text import MARK, cells, print_timeline, shown_endings

SAID = {"endings": {"knockout_A": 0.5, "knockout_B": 0.01, "frozen_stalemate": 0.3, "ongoing_180": 0.19},
        "length_days": {"q05": 2.0, "q50": 30.4, "q95": 180.0}}  # fmt: skip
SOURCES = {"conditioned": "fits", "unconditioned": "as it was"}


def document(**more):
    """Return a timeline of two days, the second refused."""
    scores = {"conditioned": {"ending": 0.4}, "unconditioned": {"ending": 0.5}}
    first = {"date": "2030-04-21", "reports": ["a"], "ess": 1234.0, "ancestors": 99, "refused": None, "conditioned": SAID,
             "unconditioned": SAID, "scores": scores}  # fmt: skip
    second = first | {"date": "2030-04-22", "refused": "too few courses", "conditioned": None,
                      "scores": scores | {"conditioned": None}}  # fmt: skip
    return {
        "scenario": "invented", "as_of": "2030-04-20", "until": "2030-04-22", "days": [first, second], "sources": SOURCES,
        "lived_on": 1000, "sides": {"A": {"id": "A", "name": "Northland"}, "B": {"id": "B", "name": "Southland"}},
        "measures": {"ending": "Brier over endings"}, "means": {"conditioned": {"ending": 0.4}, "unconditioned": {"ending": None}},
        **more,
    }  # fmt: skip


def printed(told):
    """Return what is printed of a timeline."""
    out = io.StringIO()
    print_timeline(Console(file=out, width=120), told)
    return out.getvalue()


def test_print_timeline__days_what_stands_beside_and_scores():
    """A day without a forecast has marks and the reason once."""
    said = printed(document())
    words = ("2030-04-21", "1,234", "99", "30 (2-180)", "too few courses", "Beside it on 2030-04-22", "as it was", "0.400",
             "Mean scores over 1 days", "Northland", "1,000 courses lived on")  # fmt: skip
    assert [word for word in words if word not in said] == []
    assert said.count("too few courses") == 1


def test_print_timeline__without_an_outcome_there_are_no_scores():
    """Nothing is said of them."""
    days = [row | {"scores": None} for row in document()["days"]]
    assert "Mean scores" not in printed(document(days=days, means=None, measures=None))


def test_shown_endings__are_the_likeliest_in_the_order_of_the_codes():
    """Three of them."""
    assert shown_endings(document()["days"]) == ["knockout_A", "frozen_stalemate", "ongoing_180"]


def test_cells__a_forecast_that_is_missing_is_a_row_of_marks():
    """As many as there are columns."""
    assert cells(None, ["knockout_A", "ongoing_180"]) == [MARK] * 3
    assert cells(SAID, ["knockout_A"]) == ["50", "30 (2-180)"]
