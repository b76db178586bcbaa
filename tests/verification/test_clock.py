"""The clock of one channel: what is counted, against what, and which wishes are refused."""

from __future__ import annotations

import numpy as np
import pytest
from verification.clock import CHANNELS, Clock, count, faults, lived, log_likelihood, real_rates, sentence, settings, told_of

from multipolar.codes import Stop
from multipolar.forecast.base_rates import Rate
from multipolar.model.records import zeros
from multipolar.scenario.files import library_dir
from multipolar.session.war import Recipe, load_war

DECISIVE = CHANNELS["decisive"]


def courses(*rows):
    """Return outcomes with length, way of stopping and dead of side A."""
    out = zeros("OUTCOME", len(rows))
    for i, (days, stop, dead) in enumerate(rows):
        out["length_days"][i], out["stop"][i], out["deaths"][i, 0] = days, stop, dead
    return out


def test_count__ends_of_the_channel_over_days_at_risk():
    """A course counts with its thousand dead; an end of another channel ends the days at risk and nothing else."""
    found = count([courses((10, Stop.COLLAPSE, 2000), (40, Stop.SETTLEMENT, 1000)), courses((10, Stop.COLLAPSE, 999))], DECISIVE)
    assert found.courses == 2
    assert found.ended.tolist() == [1, 0, 0, 0]
    assert found.days.tolist() == [10 + 15, 25, 0, 0]
    assert found.hazards[0] == 1 / 25
    assert found.over == (0.0, 0.0)


def test_count__shares_that_last():
    """Longer than 180 and 365 days."""
    rows = courses((181, Stop.COLLAPSE, 2000), (366, Stop.HORIZON, 2000), (180, Stop.COLLAPSE, 2000), (1, Stop.COLLAPSE, 2000))
    assert count([rows], DECISIVE).over == (0.5, 0.25)


def test_log_likelihood__is_largest_at_the_rates_of_the_wars():
    """Poisson: zero at the counted rates, less on both sides, by hand for one interval."""
    real = [Rate(0.01, 0, 1, 500, ""), Rate(0.0, 0, 1, 100, "")]
    assert log_likelihood(np.array([0.01, 0.0]), real) == pytest.approx(-1e-4)
    assert log_likelihood(np.array([0.02, 0.0]), real) == pytest.approx(5 * np.log(10) - 10 - (5 * np.log(5) - 5) - 1e-4)
    assert log_likelihood(np.array([0.01, 0.01]), real) == pytest.approx(-1.0)


def test_settings__every_combination():
    """Every pair of factors; one empty setting where nothing is scaled."""
    assert list(settings([])) == [{}]
    assert list(settings([["a", "1", "2"], ["b", "3"]])) == [{"a": 1.0, "b": 3.0}, {"a": 2.0, "b": 3.0}]


@pytest.mark.parametrize(
    ("wish", "word"),
    [
        (["side_colapse", "1"], "'side_collapse'"),
        (["side_collapse"], "found nothing"),
        (["side_collapse", "0"], "above zero"),
        (["side_collapse", "x"], "above zero"),
    ],
)
def test_faults__of_the_command_line(wish, word):
    """A wrong name, no factor, a factor that is none."""
    assert word in faults([wish])[0]
    assert faults([["side_collapse", "0.5", "2"]]) == []


def test_lived__scales_and_switches_off():
    """Defeats alone come sooner with a larger base hazard; nothing else ends these courses."""
    war = load_war(Recipe(str(library_dir("templates") / "border_war.yaml"), settings=("horizon_days=60",)))
    calm, quick = (lived([war], DECISIVE, {"side_collapse": factor}, 20, 1) for factor in (1e-9, 1e4))
    assert quick.ended.sum() > calm.ended.sum()


def test_sentence__names_what_lies_inside():
    """Hazards, intervals, how many agree, and the factors of the row."""
    real = real_rates(DECISIVE)
    clock = Clock(np.array([r.value for r in real]), np.ones(4), (0.4, 0.25), 10)
    row = {"scaled": {"side_collapse": 2.0}, **told_of(clock)}
    text = sentence(DECISIVE, row, real)
    assert "side_collapse x2" in text
    assert "4 of 4 inside" in text
    assert "days 0-15 0.48 (0.14-1.31)" in text
    assert text.endswith("longer than 180 days 0.40, 365 0.25")
