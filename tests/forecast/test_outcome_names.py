"""What an outcome file may name, read off the scenario."""

from __future__ import annotations

import json

from border_outcome import NAMES
from invented import war
from multipolar.forecast.outcome_names import names_from, names_of


def test_names_of__the_flagship():
    """Its dates, powers with the dormant ones, lifelines, and the bounds of its numbers."""
    found = names_of(war().scenario.document)

    assert found.dates == ("2020-09-27", "2020-10-16")
    assert {"RUS", "CHN"} <= set(found.powers)
    assert "M12" in found.lifelines
    assert found.questions["Q01"].type == "binary"
    assert (found.questions["Q03"].low, found.questions["Q03"].high) == (0.0, 1.0)
    assert (found.questions["Q02"].low, found.questions["Q02"].high) == (0.0, 199.0)
    assert found.questions["Q13"].options[-1] == "other"


def test_names_from__gives_back_what_was_written():
    """Through JSON nothing is lost, bounds that do not exist included."""
    for names in (NAMES, names_of(war().scenario.document)):
        assert names_from(json.loads(json.dumps(names.plain(), allow_nan=False))) == names
