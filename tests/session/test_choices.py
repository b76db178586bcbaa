"""What a caller may choose, in one record."""

from __future__ import annotations

import datetime as dt

from multipolar.session.choices import READING, Reading, RunChoices
from multipolar.session.run_files import DEFAULT_SEED
from multipolar.session.war import Recipe


def test_of__takes_what_callers_write():
    """Dates become text, single texts lists of one; what nobody says is the default."""
    found = RunChoices.of(dt.date(2020, 10, 16), claims="C1=off", off=["drones"], members=5)
    assert (found.as_of, found.claims, found.off, found.settings) == ("2020-10-16", ("C1=off",), ("drones",), ())
    assert (found.members, found.seed, found.threads) == (5, DEFAULT_SEED, None)
    assert RunChoices.of() == RunChoices()


def test_recipe__holds_every_keyword_of_reading():
    """Each keyword that says how a scenario is read reaches its recipe."""
    given = {"bundle": "b", "claims": ("c",), "settings": ("s",), "patches": ("p",), "off": ("o",)}
    assert RunChoices(as_of="2020-10-16", **given).recipe("x") == Recipe("x", "2020-10-16", **given)
    assert tuple(given) == READING == tuple(Reading.__annotations__)
