"""Ensembles, checkpoints and ends are one machine."""

from __future__ import annotations

import numpy as np

from multipolar.engine.simulate import advance, conclude, series_dtype, simulate_chunk
from multipolar.model.records import zeros
from toy import toy_params, toy_scenario

MEMBERS, SEED = 12, 9
SCENARIO = toy_scenario()
PARAMS = toy_params(SCENARIO, MEMBERS)


def whole() -> np.ndarray:
    """Return the outcomes of a run in one piece."""
    out = zeros("OUTCOME", MEMBERS)
    simulate_chunk(SCENARIO, PARAMS, SEED, 0, out)
    return out


def test_simulate_chunk__a_part_is_a_part_of_the_whole() -> None:
    """Members five to eleven alone are the same bytes as within the ensemble."""
    out = zeros("OUTCOME", MEMBERS - 5)
    simulate_chunk(SCENARIO, PARAMS[5:], SEED, 5, out)

    assert out.tobytes() == whole()[5:].tobytes()


def test_simulate_chunk__keeping_days_changes_nothing() -> None:
    """With the days recorded the outcomes are the same; the last day's area is the outcome's."""
    out, series = zeros("OUTCOME", MEMBERS), np.zeros(MEMBERS, series_dtype(180, 9))
    simulate_chunk(SCENARIO, PARAMS, SEED, 0, out, series)

    assert out.tobytes() == whole().tobytes()
    np.testing.assert_allclose(series["area_km2"][:, -1], out["area_end"], rtol=1e-5, atol=1e-3)
    assert np.all(np.diff(series["dead"], axis=2) >= 0.0)


def test_conclude__from_a_checkpoint_ends_as_the_whole_run_did() -> None:
    """Ten days, a copy, and the rest: the same outcomes; with another seed another future."""
    states = zeros("STATE", MEMBERS)
    advance(SCENARIO, PARAMS, states, 0, 10, seed=SEED)
    same = conclude(SCENARIO, PARAMS, states.copy(), 10, seed=SEED)
    other = conclude(SCENARIO, PARAMS, states.copy(), 10, seed=SEED + 1)

    assert same.tobytes() == whole().tobytes()
    assert other.tobytes() != same.tobytes()


def test_advance__keeps_the_days_of_a_course_that_stops_and_goes_on() -> None:
    """Days kept over two checkpoints and the rest are those of the whole run; an ended war stays as it was."""
    params = PARAMS.copy()
    params["side_collapse"] = np.where(np.arange(MEMBERS) % 2, 0.5, 0.0)
    series, part = np.zeros(MEMBERS, series_dtype(180, 9)), np.zeros(MEMBERS, series_dtype(180, 9))
    full = zeros("OUTCOME", MEMBERS)
    simulate_chunk(SCENARIO, params, SEED, 0, full, series)
    states = zeros("STATE", MEMBERS)
    advance(SCENARIO, params, states, 0, 30, seed=SEED, series=part)
    advance(SCENARIO, params, states, 30, 120, seed=SEED, series=part)
    ended = states["ending"] != 0
    assert ended.any()
    assert not ended.all()
    for name in ("area_km2", "displaced", "alive", "sector_share"):
        np.testing.assert_array_equal(part[name][:, :121], series[name][:, :121])
    np.testing.assert_array_equal(part["dead"][:, :, :121], series["dead"][:, :, :121])
    out = conclude(SCENARIO, params, states, 120, seed=SEED, series=part)
    assert part.tobytes() == series.tobytes()
    assert out.tobytes() == full.tobytes()
