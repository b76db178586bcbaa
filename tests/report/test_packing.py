"""The packed courses say the same as the courses themselves."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.report.synthetic import invented_war

from multipolar.report.packing import (
    LAST_CODE,
    NEVER,
    SERIES,
    Blob,
    Rivals,
    changes_of_hands,
    courses_of,
    day_grid,
    holders,
    pack_courses,
    quantise,
    steps_along_days,
    unpacked,
    weighted_quantiles,
)
from multipolar.report.payload import start_holders


def packed_of(inp):
    """Return the packed courses of an input."""
    return pack_courses(inp.series, start_holders(inp, inp.series.sectors))


@given(arrays(np.uint16, st.tuples(st.integers(1, 5), st.integers(1, 30))))
def test_steps_along_days__sum_back_to_the_values(values):
    """Adding the steps modulo 65,536 gives every day again."""
    back = np.cumsum(steps_along_days(values), axis=1, dtype=np.uint64).astype(np.uint16)

    assert np.array_equal(back, values)


@pytest.mark.parametrize("law", ["linear", "sqrt"])
def test_quantise__keeps_values_within_half_a_step(law):
    """A decoded value is off by at most half a code, in its own law."""
    values = np.linspace(-700 if law == "linear" else 0, 5000, 777)
    codes, low, high = quantise(values, law)
    share = codes / LAST_CODE
    scale = (values - low) / (high - low)
    scale = np.sqrt(scale) if law == "sqrt" else scale

    assert np.abs(share - scale).max() <= 0.5 / LAST_CODE + 1e-12


def test_quantise__of_nothing_but_zeros_has_a_scale():
    """A war without deaths is drawn at zero, not divided by it."""
    codes, low, high = quantise(np.zeros((3, 4)), "sqrt")

    assert (codes.max(), low, high) == (0, 0.0, 1.0)


@given(arrays(np.bool_, st.tuples(st.integers(1, 4), st.integers(1, 9), st.integers(1, 3))), st.booleans())
def test_changes_of_hands__replay_every_change(held, start):
    """Walking all changes gives the holder of every day, however often a sector changes hands."""
    count, days = changes_of_hands(held, np.full(held.shape[2], start))
    at = 0
    for s in range(held.shape[2]):
        for m in range(held.shape[0]):
            mine = set(days[at : at + count[s, m]].tolist())
            at += count[s, m]
            walk, now = [], bool(start)
            for d in range(held.shape[1]):
                now ^= d in mine
                walk.append(now)

            assert walk == held[m, :, s].tolist()
    assert at == len(days)


def test_day_grid__starts_at_day_0_ends_at_the_horizon_and_rises():
    """The kept days are daily at first, then every fifth, and never lose the last one."""
    grid = day_grid(np.arange(184))

    assert grid[0] == 0
    assert grid[-1] == 183
    assert (np.diff(grid) > 0).all()
    assert np.array_equal(grid[:31], np.arange(31))
    assert set(range(0, 181, 5)) <= set(grid.tolist())


@pytest.mark.parametrize("top", [0, 255, 256, NEVER])
def test_blob__keeps_numbers_of_one_and_two_bytes(top):
    """What goes in comes out, however large; what does not fit is refused."""
    values = np.array([[0, top // 2], [top, 1 if top else 0]])
    blob = Blob()
    blob.add("x", np.array([7]))
    blob.add("y", values)

    assert np.array_equal(unpacked({"index": blob.index, "data": blob.packed()}, "y"), values)
    with pytest.raises(ValueError, match="keeps 0 to"):
        blob.add("z", np.array([NEVER + 1]))


def test_pack_courses__control_on_every_day_matches_the_shares():
    """Control counted from the packed changes equals control counted from the shares of the run, on all days."""
    inp = invented_war(150)
    packed = packed_of(inp)
    count, days = unpacked(packed, "turn_count"), unpacked(packed, "turn_day")
    begin = np.concatenate([[0], np.cumsum(count.reshape(-1))])
    held = holders(inp.series.sector_share)
    for row, s in enumerate(packed["moving"]):
        for m in range(packed["count"]):
            at = row * packed["count"] + m
            mine = days[begin[at] : begin[at + 1]]
            odd = np.searchsorted(mine, np.arange(held.shape[1]), side="right") % 2

            assert np.array_equal((odd + packed["start"][s]) % 2 == 1, held[m, :, s])
    assert count.max() > 2
    still = sorted(set(range(held.shape[2])) - set(packed["moving"]))
    assert all((held[:, :, s] == packed["start"][s]).all() for s in still)


def test_pack_courses__series_decode_to_the_courses():
    """Every embedded series is the run's own within half a code."""
    inp = invented_war(120)
    packed = packed_of(inp)
    grid = day_grid(inp.series.days)
    for name, attribute, law in SERIES:
        codes = np.cumsum(unpacked(packed, name), axis=1, dtype=np.uint64).astype(np.uint16) / LAST_CODE
        low, top = packed["laws"][name]["min"], packed["laws"][name]["max"]
        decoded = low + (top - low) * (codes**2 if law == "sqrt" else codes)
        truth = getattr(inp.series, attribute)[:, grid]

        assert np.abs(decoded - truth).max() <= top / LAST_CODE * 1.01


def test_pack_courses__keeps_codes_of_the_outcome():
    """Endings, powers, lifelines and answers come through as they were."""
    inp = invented_war(200)
    packed = packed_of(inp)
    out = inp.series.outcome

    assert np.array_equal(unpacked(packed, "ending"), out["label"])
    assert np.array_equal(unpacked(packed, "level").T, out["level"])
    assert np.array_equal(unpacked(packed, "cut").T != NEVER, out["life_cut_day"] >= 0)
    assert np.array_equal(unpacked(packed, "entry").T != NEVER, out["entry_day"] >= 0)
    assert np.array_equal(unpacked(packed, "answer:Q01"), inp.series.answers[0].values)


def test_pack_courses__without_series_is_none():
    """A run that kept no daily series still gives a page."""
    assert pack_courses(None, np.zeros(0, bool)) is None


def test_courses_of__reads_the_engine_s_own_records():
    """Records of the engine become courses with A before B and padding sectors cut off."""
    kind = np.dtype([("area_km2", "f4", (3,)), ("dead", "f4", (2, 3)), ("displaced", "f4", (3,)), ("sector_share", "u1", (3, 5))])
    series = np.zeros(2, kind)
    series["dead"][:, 1] = 7
    outcome = invented_war(20).series.outcome
    c = courses_of(series, outcome, {"sectors": ["X", "Y"], "powers": ["P"], "lifelines": [], "designs": []})

    assert c.sector_share.shape == (2, 3, 2)
    assert (c.dead_a.max(), c.dead_b.min()) == (0, 7)
    assert len(c.outcome) == 2
    assert c.days.tolist() == [0, 1, 2]


@given(st.lists(st.tuples(st.integers(0, 9), st.floats(0.1, 5.0)), min_size=1, max_size=30), st.floats(0.01, 1.0))
def test_weighted_quantiles__are_the_least_values_that_reach_the_share(pairs, q):
    """So much of the weight lies at or below, and less below; equal weights give numpy's inverted distribution."""
    values, weights = (np.array(column, float) for column in zip(*pairs, strict=True))
    (found,) = weighted_quantiles(values, weights, [q])
    share = weights / weights.sum()

    assert share[values <= found].sum() >= q - 1e-9
    assert share[values < found].sum() < q
    even = weighted_quantiles(values, np.ones(len(values)), [0.5])[0]
    assert even == np.quantile(values, 0.5, method="inverted_cdf")


def test_pack_courses__fans_are_those_of_the_weighted_courses():
    """A course of weight nought is not in the fans; equal weights give the plain fans; every weight is in the page exactly."""
    inp = invented_war(members=40)
    start = start_holders(inp, inp.series.sectors)
    half = np.repeat([1 / 3, 0.0], 20)
    plain, even = pack_courses(inp.series, start), pack_courses(replace(inp.series, weights=np.full(40, 2.5)), start)
    found = pack_courses(replace(inp.series, weights=half), start)

    assert plain["weights"] == [1.0]
    assert even["fans"] == plain["fans"]
    assert found["fans"]["dead_A"][-1] == pytest.approx(
        np.quantile(inp.series.dead_a[:20, -1], [0.05, 0.25, 0.5, 0.75, 0.95], method="inverted_cdf"), rel=1e-6
    )
    assert [found["weights"][i] for i in unpacked(found, "weight")] == half.tolist()


def test_pack_courses__keeps_a_bit_per_pair_of_rivals():
    """Which set a course holds is the bit at its place, the first course the lowest of the first byte."""
    inp = invented_war(members=11)
    second = np.arange(11) % 3 == 0
    pairs = [Rivals("R1", ("C1",), ("C2", "C3"), 0.4, second), Rivals("R2", ("C4",), (), 0.9, ~second)]
    found = pack_courses(replace(inp.series, rivals=pairs), start_holders(inp, inp.series.sectors))
    bits = unpacked(found, "rivals")

    assert found["rivals"][0] == {"id": "R1", "first": ["C1"], "second": ["C2", "C3"], "credence": 0.4}
    assert [[(bits[row][m // 8] >> (m % 8)) & 1 for m in range(11)] for row in (0, 1)] == [second.tolist(), (~second).tolist()]
