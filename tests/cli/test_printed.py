"""The printed forecast."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from cli_stage import forecast
from multipolar.cli.printed import figure, print_forecast, score_cells, score_sentence

PARTS = (
    "How it may end", "Who comes in", "Who mediates the end", "How long, how many", "Questions", "Quality of this run",
    "Mechanisms switched off", "Limits",
)  # fmt: skip


def printed(width, scores=None):
    out = Console(file=io.StringIO(), width=width)
    print_forecast(out, forecast(), scores)
    return out.file.getvalue()


@pytest.mark.parametrize("width", [80, 120])
def test_print_forecast__has_every_part_within_the_window(width):
    """From the headline to the limits, at both common widths."""
    text = printed(width)
    assert max(map(len, text.splitlines())) <= width
    assert [text.index(part) for part in PARTS] == sorted(text.index(part) for part in PARTS)


def test_print_forecast__opens_with_number_and_interval():
    """The first sentence after the title carries the probability of the leading ending with its interval."""
    lead = max(forecast()["endings"].values(), key=lambda e: e["p"])
    opening = " ".join(printed(80).splitlines()[1:3])
    assert f"{100 * lead['p']:.0f} %" in opening
    assert f"{100 * lead['low']:.0f}–{100 * lead['high']:.0f}" in opening


def test_print_forecast__endings_bear_the_sides_names():
    """Nobody has to learn labels: they stand beside the names where there is room."""
    assert "gains for Aland" in printed(80)
    assert "ceasefire_gains_A" not in printed(80)
    assert "ceasefire_gains_A" in printed(120)


def test_print_forecast__what_is_outside_the_model_says_so():
    """A question that no mechanism reaches prints its base rate as such."""
    text = " ".join(printed(120).split())
    assert "outside the model; base rate 30 %" in text


def test_score_cells__mark_what_was_lost():
    """A star tells that the uniform forecast did better."""
    row = {"score": 0.608, "baselines": {"uniform": 0.25}}
    assert score_cells(row, lost=True) == ["0.608*", "0.250"]
    assert score_cells(None, lost=False) == ["", ""]


def test_score_sentence__names_the_lost_questions():
    """The sentence does not hide them."""
    means = {"binary_brier": {"model": 0.2, "uniform": 0.25, "questions": 12}}
    assert "uniform forecast (*): Q01." in score_sentence({"means": means, "lost_to_uniform": ["Q01"]})
    assert "Nothing was lost" in score_sentence({"means": means, "lost_to_uniform": []})


def test_figure__keeps_three_figures():
    """Scores of any size stay readable."""
    assert (figure(0.12345), figure(14551.2), figure(None)) == ("0.123", "14,551", "")
