"""The packed courses say the same as the courses themselves."""

from __future__ import annotations

import base64
import gzip
import json
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.report.synthetic import invented_war

from multipolar.report.payload import (
    NEVER,
    SERIES,
    courses_of,
    day_grid,
    drawn_geometry,
    geometry_of,
    pack_courses,
    page_document,
    quantise,
    steps_along_days,
    turning_days,
)


def unpacked(packed, name):
    """Return one array of the packed courses as the page's script sees it."""
    raw = np.frombuffer(gzip.decompress(base64.b64decode(packed["data"])), np.uint8)
    offset, *shape = packed["index"][name]
    return raw[offset : offset + int(np.prod(shape))].reshape(shape)


@given(arrays(np.uint8, st.tuples(st.integers(1, 5), st.integers(1, 30))))
def test_steps_along_days__sum_back_to_the_values(values):
    """Adding the steps modulo 256 gives every day again."""
    back = np.cumsum(steps_along_days(values), axis=1, dtype=np.uint64).astype(np.uint8)

    assert np.array_equal(back, values)


@pytest.mark.parametrize("law", ["linear", "sqrt"])
def test_quantise__keeps_values_within_half_a_step(law):
    """A decoded value is off by at most half a code, in its own law."""
    values = np.linspace(-700 if law == "linear" else 0, 5000, 777)
    codes, low, high = quantise(values, law)
    share = codes / 255.0
    scale = (values - low) / (high - low)
    scale = np.sqrt(scale) if law == "sqrt" else scale

    assert np.abs(share - scale).max() <= 0.5 / 255 + 1e-12


def test_quantise__of_nothing_but_zeros_has_a_scale():
    """A war without deaths is drawn at zero, not divided by it."""
    codes, low, high = quantise(np.zeros((3, 4)), "sqrt")

    assert (codes.max(), low, high) == (0, 0.0, 1.0)


@given(arrays(np.bool_, st.tuples(st.integers(1, 4), st.integers(1, 9), st.integers(1, 3))), st.booleans())
def test_turning_days__replay_the_first_two_changes(majority, start):
    """Walking the two turning days gives the holder of every day before a third change."""
    holder = np.full(majority.shape[2], start)
    first, second = turning_days(majority, holder)
    for m, s in np.ndindex(majority.shape[0], majority.shape[2]):
        walk = [bool(holder[s]) ^ (first[m, s] <= d) ^ (second[m, s] <= d) for d in range(majority.shape[1])]
        changes = np.flatnonzero(np.diff(np.concatenate([[start], majority[m, :, s]]).astype(int)))
        until = changes[2] if len(changes) > 2 else majority.shape[1]

        assert walk[:until] == majority[m, :until, s].tolist()
        assert (first[m, s] == NEVER) == (len(changes) == 0)


def test_day_grid__starts_at_day_0_ends_at_the_horizon_and_rises():
    """The kept days are daily at first and never lose the last one."""
    grid = day_grid(np.arange(181))

    assert grid[0] == 0
    assert grid[-1] == 180
    assert (np.diff(grid) > 0).all()
    assert np.array_equal(grid[:91], np.arange(91))


def test_pack_courses__day_of_fall_matches_the_shares():
    """Control counted from the packed turning days equals control counted from the shares of the run."""
    inp = invented_war(300)
    packed = pack_courses(inp)
    grid = day_grid(inp.series.days)
    first, second = unpacked(packed, "turn1"), unpacked(packed, "turn2")
    for row, s in enumerate(packed["moving"]):
        for k in (0, 10, len(grid) - 1):
            held = packed["start"][s] + ((first[row] <= k) ^ (second[row] <= k)) * (1 - 2 * packed["start"][s])
            truth = (inp.series.sector_share[:, grid[k], s] > 125).mean()

            assert held.mean() == pytest.approx(truth)


def test_pack_courses__series_decode_to_the_courses():
    """Every embedded series is the run's own within half a code."""
    inp = invented_war(120)
    packed = pack_courses(inp)
    grid = day_grid(inp.series.days)
    for name, attribute, law in SERIES:
        codes = np.cumsum(unpacked(packed, name), axis=1, dtype=np.uint64).astype(np.uint8) / 255.0
        low, top = packed["laws"][name]["min"], packed["laws"][name]["max"]
        decoded = low + (top - low) * (codes**2 if law == "sqrt" else codes)
        truth = getattr(inp.series, attribute)[:, grid]

        assert np.abs(decoded - truth).max() <= top / 255 * 1.01


def test_pack_courses__keeps_codes_of_the_outcome():
    """Endings, powers and lifelines come through as they were."""
    inp = invented_war(200)
    packed = pack_courses(inp)

    assert np.array_equal(unpacked(packed, "ending"), inp.series.outcome["label"])
    assert np.array_equal(unpacked(packed, "level").T, inp.series.outcome["level"])
    assert np.array_equal(unpacked(packed, "cut").T != NEVER, inp.series.outcome["life_cut_day"] >= 0)


def test_pack_courses__without_series_is_none():
    """A run that kept no daily series still gives a page."""
    assert pack_courses(replace(invented_war(20), series=None)) is None


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


def test_page_document__is_plain_json_with_a_map():
    """The document survives strict JSON and has a cell for every sector even without a drawn map."""
    inp = invented_war(30)
    document = json.loads(json.dumps(page_document(inp), allow_nan=False))

    assert document["schema"] == "multipolar-page/1"
    assert set(document["map"]["cells"]) == {s["id"] for s in inp.scenario["sectors"]}


def test_geometry_of__prefers_the_drawn_map():
    """A geometry file is used as it is."""
    drawn = {"width": 1}

    assert geometry_of(replace(invented_war(20), geometry=drawn)) is drawn
    assert geometry_of(replace(invented_war(20), scenario={"sectors": []})) is None


def test_geometry_of__finds_the_library_s_map_only_where_it_covers_the_scenario():
    """The flagship's drawn map is used for its own sectors; a scenario with other sectors gets plain cells."""
    inp = invented_war(20)
    renamed = replace(inp, forecast={**inp.forecast, "scenario": "karabakh_2020"})
    own = replace(renamed, scenario={"sectors": [{"id": "SHU", "name": "Shusha", "lat": 39.76, "lon": 46.75}]})

    assert geometry_of(own)["countries"]
    assert geometry_of(renamed)["countries"] == []
    assert drawn_geometry("../scenarios/x") is None
