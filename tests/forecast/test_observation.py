"""Log likelihoods of reports, worked by hand."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import nbinom, norm

from forecast.reported import day, report
from multipolar.forecast.observation import (
    CREDIBILITY,
    DISPUTED,
    ERRORS,
    RATIOS,
    SAID,
    day_of,
    log_between,
    log_count,
    log_likelihood,
)


def holding() -> object:
    """Return courses of which the last two have Azerbaijan in Shusha."""
    courses = day()
    courses.st["share"][2:, 7] = 0.8
    return courses


def test_log_likelihood__a_yes_or_no_report_by_the_letter_of_its_source():
    """True: as often as the source says so where it is; false: as often as it says so where it is not; best is nought."""
    for letter, (true, false) in SAID.items():
        found = log_likelihood(report("holds", sector="SHU", side="AZE", by="own", reliability=letter), holding())
        assert found == pytest.approx([np.log(false / true)] * 2 + [0.0] * 2)


def test_log_likelihood__a_concession_counts_as_the_best_source():
    """A weak source that admits a loss is believed."""
    conceded = log_likelihood(report("holds", sector="SHU", side="AZE", by="enemy", reliability="D"), holding())
    assert conceded[0] == pytest.approx(np.log(SAID["A"][1] / SAID["A"][0]))
    other_way = log_likelihood(report("holds", sector="SHU", side="ARM", by="own", reliability="D"), holding())
    assert other_way.tolist() == pytest.approx([0.0, 0.0, *[np.log(SAID["D"][1] / SAID["D"][0])] * 2])


def test_log_likelihood__credibility_and_dispute_temper():
    """The figure is a power, dispute another."""
    full = log_likelihood(report("event", feature="sector_falls[SHU]"), holding())[0]
    for figure, power in CREDIBILITY.items():
        assert log_likelihood(report("event", feature="sector_falls[SHU]", credibility=figure), holding())[0] == pytest.approx(
            power * full
        )
    disputed = log_likelihood(report("event", feature="sector_falls[SHU]", disputed=True), holding())
    assert disputed[0] == pytest.approx(DISPUTED * full)


def test_log_likelihood__a_non_event_is_the_event_turned_round():
    """Courses without it fit."""
    found = log_likelihood(report("non_event", feature="sector_falls[SHU]"), holding())
    assert found.tolist() == log_likelihood(report("event", feature="sector_falls[SHU]"), holding())[::-1].tolist()


@pytest.mark.parametrize(("strength", "ratio"), RATIOS.items())
def test_log_likelihood__words_and_deeds_of_powers(strength, ratio):
    """A course in which the power does it is so many times likelier."""
    found = log_likelihood(report("statement", feature="sector_falls[SHU]", strength=strength), holding())
    assert found.tolist() == pytest.approx([-np.log(ratio)] * 2 + [0.0] * 2)


def test_log_likelihood__soft_facts_may_speak_against():
    """A ratio below one makes the feature less likely; nought is the best."""
    found = log_likelihood(report("soft", feature="sector_falls[SHU]", ratio=0.25), holding())
    assert found.tolist() == pytest.approx([0.0, 0.0, np.log(0.25), np.log(0.25)])
    assert log_likelihood(report("note"), holding()).tolist() == [0.0] * 4


@pytest.mark.parametrize(("by", "field"), [("own", "own_loss_reporting"), ("enemy", "enemy_claim")])
def test_log_likelihood__announced_and_claimed_dead_by_the_courses_own_share(by, field):
    """A negative binomial around the share of the true number that is told, scaled so that the best mean has nought."""
    courses = day()
    courses.st["dead"][:, 1] = (500.0, 1000.0, 2000.0, 0.0)
    courses.params[field] = (0.5, 0.5, 0.25, 0.5)
    found = log_likelihood(report("count", quantity="deaths[ARM]", value=500.0, by=by), courses)
    size = 1.0 / ERRORS[by] ** 2
    by_hand = [nbinom.logpmf(500, size, size / (size + mean)) for mean in (250.0, 500.0, 500.0, 0.5)]
    assert found == pytest.approx(np.array(by_hand) - by_hand[1], abs=1e-9)
    assert found[1] == pytest.approx(0.0)


def test_log_likelihood__a_third_party_counts_the_true_number():
    """And of lost equipment what can be seen."""
    courses = day()
    courses.st["displaced"][:, 0] = (50_000.0, 100_000.0, 0.0, 0.0)
    found = log_likelihood(report("count", quantity="displaced", value=100_000.0, error=0.1), courses)
    assert found[1] == pytest.approx(0.0)
    assert found[0] < -15.0
    courses.st["equip_lost"][:, 1, 0] = 100.0
    courses.params["visual_detection"] = (1.0, 0.7, 0.35, 0.7)
    seen = log_likelihood(report("count", quantity="equipment_lost[ARM, tank]", value=70.0), courses)
    assert seen.argmax() == 1


def test_log_likelihood__a_range_is_met_by_what_lies_in_it():
    """The chance that the number with its error lies between the bounds; one bound alone is enough."""
    courses = day()
    courses.st["dead"][:, 0] = (100.0, 200.0, 400.0, 800.0)
    found = log_likelihood(report("range", quantity="deaths[AZE]", low=150.0, high=300.0, error=0.2), courses)
    by_hand = [norm.cdf(np.log(300 / d) / 0.2) - norm.cdf(np.log(150 / d) / 0.2) for d in (100, 200, 400, 800)]
    assert np.exp(found) == pytest.approx(by_hand, rel=1e-6)
    least = log_likelihood(report("range", quantity="deaths[AZE]", low=150.0, error=0.2), courses)
    assert np.exp(least[3]) == pytest.approx(1.0)


def test_log_between__keeps_its_digits_in_the_tails():
    """Far out on either side the chance is small, not nought."""
    found = log_between(np.array([30.0, -31.0, -np.inf]), np.array([31.0, -30.0, 0.0]))
    assert found[0] == pytest.approx(found[1])
    assert found[0] == pytest.approx(-454.3212, abs=0.01)
    assert found[2] == pytest.approx(np.log(0.5))


def test_log_count__is_a_negative_binomial():
    """Its variance is the mean and the square of the error times the mean."""
    k = np.arange(0.0, 4000.0)
    p = np.exp(log_count(k, np.array([300.0]), 0.3))
    mean = float((k * p).sum())
    assert mean == pytest.approx(300.0, rel=1e-4)
    assert float(((k - mean) ** 2 * p).sum()) == pytest.approx(300.0 + 90.0**2, rel=1e-3)


def test_day_of__is_that_of_the_event_and_never_before_the_as_of_date():
    """18 October is two days after 16 October; what was before is looked at on the as-of date."""
    frame = day().frame
    assert day_of(report("note"), frame) == 2
    assert day_of(report("note", event_date="2020-10-01"), frame) == 0
