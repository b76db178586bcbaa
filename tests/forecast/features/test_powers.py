"""What outside powers do."""

from __future__ import annotations

from forecast.read_features import blank, read
from invented import war


def test_option_used__only_before_the_question_closes():
    """An act on day 80 is none by day 76."""
    out = blank(2)
    labels = war().model.labels
    power = labels.powers.index("USA")
    out["first_use"][:, power, labels.options[power].index("protectorate_ARM")] = [76, 80]

    assert read("option_used", "USA", "protectorate_ARM", out=out, closes=76).tolist() == [True, False]
    assert read("option_used", "USA", "protectorate_ARM", out=out).tolist() == [True, True]


def test_treaties__asking_for_talks_is_less_than_asking_for_help():
    """Consultation invokes a treaty, and does not yet ask for help."""
    labels = war().model.labels
    out = blank(2)
    out["treaty_state"][:, labels.treaties.index("CST")] = [1, 2]

    assert read("treaty_invoked", "CST", out=out).tolist() == [True, True]
    assert read("treaty_help_asked", "CST", out=out).tolist() == [False, True]


def test_levels__entry_is_not_combat():
    """A power enters openly on a day; it fights when its level is direct, anew when it rose to that."""
    labels = war().model.labels
    power = labels.powers.index("TUR")
    out = blank(2)
    out["entry_day"][:, power], out["level"][:, power], out["newly_direct"][:, power] = [0, -1], [1, 2], [0, 1]

    assert read("power_entry", "TUR", out=out).tolist() == [True, False]
    assert read("power_direct", "TUR", out=out).tolist() == [False, True]
    assert read("newly_direct", "TUR", out=out).tolist() == [False, True]


def test_red_lines__are_crossed_before_they_are_answered():
    """Day 0 counts; a line without a day was not crossed."""
    line = war().model.labels.red_lines[1]
    out = blank(2)
    out["red_crossed"], out["red_answered"] = -1, -1
    out["red_crossed"][:, 1], out["red_answered"][:, 1] = [0, 4], [-1, 6]

    assert read("red_line_crossed", line, out=out).tolist() == [True, True]
    assert read("red_line_answered", line, out=out).tolist() == [False, True]
