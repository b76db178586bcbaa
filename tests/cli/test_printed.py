"""The printed forecast."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from cli_stage import forecast
from multipolar.cli.printed import figure, print_forecast, score_cells, score_sentence
from multipolar.report import tables
from multipolar.report.narrative import power_names

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


def test_print_forecast__says_until_when_reports_were_in():
    """The title of a forecast given reports names the day until which they were in."""
    out = Console(file=io.StringIO(), width=200)
    print_forecast(out, forecast() | {"conditioned": {"until": "2020-10-20", "evidence": [], "ess": 250.0, "ancestors": 60}})
    assert ", given reports until 2020-10-20, horizon" in out.file.getvalue().splitlines()[0]


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


def test_figure__rounds_as_the_page_does():
    """Scores of any size stay readable, and stand in terminal and page with the same figures."""
    assert (figure(0.12345), figure(14551.2), figure(None)) == ("0.123", "14,600", "")


def flat(text):
    """Return a printed text on one line."""
    return " ".join(text.split())


def of(members):
    """Print the forecast of the invented war as if it had been counted over so many courses."""
    out = Console(file=io.StringIO(), width=120)
    print_forecast(out, forecast() | {"members": members, "run_facts": {"members": members}}, None)
    return out.file.getvalue()


def test_print_forecast__of_few_courses_is_counts():
    """Under 200 courses every share is a count of them without an interval, as on the page."""
    text = of(150)
    parts = text.split("Who comes in")[1].split("How long")[0]

    assert " of 150" in parts
    assert "%" not in parts
    assert " of 150" in text.split("How it may end")[1].split("Who comes in")[0]
    assert "105 of 150" in text.split("Questions")[1]
    assert "105 of 150 (" not in text


def test_print_forecast__of_too_few_courses_holds_no_number():
    """Under 30 courses the headline says that there is none, and no table contradicts it."""
    text = of(20)

    assert "Only 20 courses: too few for a number." in text
    assert not any(part in text for part in PARTS[:5])
    assert "at least 30 are needed" in text


def test_print_forecast__has_the_words_and_figures_of_the_brief():
    """Mediators, arrangements, lengths, lifelines and answers stand in the terminal as in the brief."""
    text, f = flat(printed(120)), forecast()
    for name in ("brokers", "arrangement", "lifelines", "amounts"):
        for row in getattr(tables, name)(f).rows:
            assert all(cell in text for cell in row[1:]), (name, row)
            assert name == "amounts" or row[0] in text, (name, row)
    assert "Nobody: no outside broker" in text
    assert "Peacekeepers of one power" in text
    for key, q in f["questions"].items():
        assert tables.answer(q, 300, power_names(f)).split(" (")[0] in text, key


def test_score_sentence__without_a_resolved_question_says_so():
    """Where only the common list was scored there is no mean, and lost targets are named in words."""
    scores = {"means": {}, "lost_to_uniform": ["ending", "level:NOR"], "targets": {"ending": {}, "level:NOR": {}, "x": {}}}

    assert score_sentence(scores, forecast()) == (
        "Scores: no question is resolved. Lost to the uniform forecast (*): 2 of 3 targets: How it ended, Highest step of Norland."
    )
