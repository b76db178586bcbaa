"""The bibliography holds what was used, and nothing else."""

from __future__ import annotations

from invented import war
from multipolar.session.citations import bibliography, used_keys


def test_bibliography__lists_exactly_the_sources_in_use():
    """Every source named by a number, a report or a treaty is listed; every other one is called unused."""
    found = bibliography(war())
    listed = {row["key"] for row in found["sources"]}

    assert listed == set(used_keys(war().scenario))
    assert listed | set(found["unused"]) == set(war().scenario.document.sources)
    assert not listed & set(found["unused"])
    assert all(row["numbers"] > 0 and row["text"] for row in found["sources"])


def test_bibliography__cites_shared_priors_by_their_numbers():
    """Priors of the register that the scenario does not override are cited with their parameters."""
    numbers = {number for row in bibliography(war())["priors"] for number in row["parameters"]}

    assert {"P16", "P22", "P51"} <= numbers


def test_bibliography__differs_between_dates():
    """Reports of October are no source of a forecast of September."""
    late, early = (set(used_keys(war(day).scenario)) for day in (None, "2020-09-27"))

    assert late - early
