"""The facilitator's sheet: truth, what was told and what was chosen."""

from __future__ import annotations

from multipolar.studies import play_sheet as s
from multipolar.studies.play import begin


def test_markdown__has_every_decision_with_truth_and_choice(over):
    """Attacks stand with their chances where it tells what was so, and without them where it tells what was told."""
    text = over.sheet()
    assert text.startswith("# Russia from day 6: facilitator's sheet\n")
    assert text.count("**Chosen: ") == len(over.decisions)
    assert "**Chosen: offer peacekeepers.**" in text
    assert text.count("What then happened:") == len(over.decisions)
    told = [line for line in text.splitlines() if line.startswith("- day") and "(" not in line]
    assert any("attack" in line for line in told)
    assert "it sees a chance of" in text
    assert [line for line in told if "chance" in line] == []
    assert "## The end, and the other courses" in text


def test_markdown__names_where_the_picture_was_wrong(over):
    """With who held the sector."""
    turn = over.turns[0]
    row = turn.told["picture"][0]
    other = {"A": "B", "B": "A"}[row["side"]]
    truth = {one["sector"]: one["side"] for one in turn.told["picture"]}
    right = list(s.turn_lines(over, type(turn)(turn.day, turn.told, truth, turn.choice, turn.events)))
    wrong = list(s.turn_lines(over, type(turn)(turn.day, turn.told, truth | {row["sector"]: other}, turn.choice, turn.events)))
    assert "Its picture of the ground: as it was." in right
    assert f"Its picture of the ground: wrong in 1 of {len(truth)} sectors." in wrong
    assert f"- {row['name']}: reported with {row['holder']}, held by {over.names.sides['AB'.index(other)]}" in wrong


def test_markdown__of_a_course_that_goes_on(lived):
    """Its last day is still to be decided, and nothing is compared."""
    text = begin(lived, "RUS", from_day=6).sheet()
    assert "**Not decided yet.**" in text
    assert "The end" not in text


def test_comparison__says_more_less_or_the_same():
    """By the payoff of the same course left to the engine."""
    facts = {
        "payoff": 0.5, "length_days": 30.0, "ending_title": "A halt",
        "left_alone": {"payoff": 0.2, "length_days": 40.0, "ending_title": "Another"},
        "payoffs": {"courses": 10, "mean": 0.3, "se": 0.01, "sd": 0.1, "below": 0.9},
        "endings": {"courses": 12, "rows": [{"title": "A halt", "p": 0.75}, {"title": "Rare", "p": 0.001}]},
    }  # fmt: skip
    lines = s.comparison(facts, "Russia")
    assert "It ended after 30 days: A halt." in lines
    assert "Of the 12 courses of the run that were still open on that day: A halt 75 %." in lines
    assert "To Russia this course is worth 0.500 utility, 0.300 more than the same course left to the engine (0.200)." in lines
    assert "0.300 less than" in "".join(s.comparison(facts | {"payoff": -0.1}, "Russia"))
    assert "no better or worse than" in "".join(s.comparison(facts | {"payoff": 0.2}, "Russia"))
