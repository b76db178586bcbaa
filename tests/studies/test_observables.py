"""First days on which something can be seen."""

from __future__ import annotations

from types import SimpleNamespace

import numpy as np
import pytest

from invented import days, population, sample, war
from multipolar.forecast.features import FEATURES
from multipolar.studies.observables import observables, round_level


@pytest.mark.parametrize(
    ("value", "level"), [(0.0, 0.0), (1.3, 1.0), (1.5, 2.0), (3.1, 2.0), (3.2, 5.0), (7.2, 10.0), (840.0, 1000.0)]
)
def test_round_level__one_two_or_five_times_a_power_of_ten(value, level):
    """The nearest in ratio."""
    assert round_level(value) == pytest.approx(level)


def test_observables__name_everything_once_with_days_of_every_course():
    """Keys are unique, sentences have no ids, and keys that name a feature of questions spell it as one."""
    n = 300
    series = days()[:n]
    series["alive"] = 1
    run = SimpleNamespace(sample=sample(n), war=war(), outcomes=population()[:n], series=(np.arange(n), series))
    found = list(observables(run, run.outcomes, np.ones(n)))
    keys = [one.key for one in found]
    assert len(keys) == len(set(keys))
    assert all(one.day.shape == (n,) and (one.day >= 0.0).all() for one in found)
    assert not any("_" in one.event.split(" the line ")[0] for one in found if one.key.startswith("option_used"))
    assert {key.split("[")[0] for key in keys} - set(FEATURES) == {
        "lifeline_under_fire", "sector_falls", "quiet_week", "deaths_over", "displaced_over",
    }  # fmt: skip


def test_observables__a_sector_falls_when_the_other_side_has_more_than_half():
    """What side A held on the first day falls to B, and the other way round; half is not more than half."""
    n = 4
    series = days()[:n]
    series["sector_share"][:] = 0
    series["sector_share"][:, :, 0] = 250
    series["sector_share"][1, 9:, 0] = 124
    series["sector_share"][2, 3:, 1] = 126
    series["sector_share"][3, 3:, 1] = 125
    run = SimpleNamespace(sample=sample(n, twins=0), war=war(), outcomes=population()[:n], series=(np.arange(n), series))
    labels, sides = war().model.labels, war().scenario.document.belligerents
    found = {one.key: one for one in observables(run, run.outcomes, np.ones(n))}
    first, second = (found[f"sector_falls[{labels.sectors[s]}]"] for s in (0, 1))
    assert first.event.startswith(f"{sides['B'].name} takes")
    assert second.event.startswith(f"{sides['A'].name} takes")
    assert first.day.tolist() == [np.inf, 9.0, np.inf, np.inf]
    assert second.day.tolist() == [np.inf, np.inf, 3.0, np.inf]


def test_observables__without_days_only_what_outcomes_tell():
    """A run that kept the days of some courses alone has no events by day."""
    run = SimpleNamespace(sample=sample(50, twins=0), war=war(), outcomes=population()[:50], series=(np.arange(10), days()[:10]))
    assert not any(one.key.startswith("sector_falls") for one in observables(run, run.outcomes, np.ones(50)))
