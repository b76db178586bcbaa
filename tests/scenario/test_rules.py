"""What rules share: one manner of speaking of names."""

from __future__ import annotations

from multipolar.scenario.rules import each_key_known, each_known, one_known, unknown
from scenario.small import context


def test_context__knows_who_is_who():
    """Sides go by id and by letter."""
    here = context()

    assert here.actors == ("AAA", "BBB", "EAST", "WEST")
    assert here.sides == {"AAA": "A", "BBB": "B", "A": "A", "B": "B"}
    assert here.sectors == ("WES", "MID", "TOP", "EAS")
    assert here.line(("horizon_days",)) == 8


def test_unknown__names_the_nearest_or_lists():
    """A near name is proposed, else the names are listed, else it is said that there is none."""
    assert unknown(("a",), "sector", "TIP", ["TOP"]).hint == "Did you mean 'TOP'?"
    assert unknown(("a",), "sector", "QQQ", ["TOP"]).hint == "Known: TOP."
    assert unknown(("a",), "sector", "QQQ", []).hint == "There is no sector yet."


def test_known__yields_only_faults():
    """Names that exist are passed in silence; None is nothing to look up."""
    assert [f.path for f in each_known(("a",), "x", ["p", "q"], ["p"])] == [("a", 1)]
    assert [f.at_key for f in each_key_known(("a",), "x", {"p": 1, "q": 2}, ["p"])] == [True]
    assert not list(one_known(("a",), "x", None, []))
