"""The forms that others read: pandas, Arrow and xarray hold the same numbers, with units, and are named when missing."""

from __future__ import annotations

import sys

import numpy as np
import pytest

from multipolar.errors import ArgumentError, RunError


@pytest.mark.parametrize(
    ("library", "extra", "call"),
    [
        ("pandas", "frame", lambda run: run.frame()),
        ("pandas", "frame", lambda run: run.daily_frame()),
        ("pyarrow", "arrow", lambda run: run.frame(form="arrow")),
        ("xarray", "xarray", lambda run: run.to_xarray()),
    ],
    ids=["frame", "daily", "arrow", "xarray"],
)
def test_frame__names_the_extra_that_is_missing(monkeypatch, finished, library, extra, call):
    """The error says which library, which extra, and the line that installs it."""
    monkeypatch.setitem(sys.modules, library, None)  # as where it is not installed
    with pytest.raises(RunError, match=rf"{library} is not installed.*pip install 'multipolar\[{extra}\]'"):
        call(finished)


def test_frame__another_form_is_refused(finished):
    """There are two forms."""
    with pytest.raises(ArgumentError, match="expected 'pandas' or 'arrow'"):
        finished.frame(form="polars")


def test_frame__gives_the_forecast_when_it_is_weighted(finished):
    """Shares of endings counted in the frame are those of the weighted run; units stand beside, names are categories."""
    pytest.importorskip("pandas")
    frame = finished.frame()
    shares = frame.groupby("ending", observed=True)["weight"].sum() / frame["weight"].sum()
    weights, label = finished.sample.tally.weights, finished.outcomes["label"]
    assert shares["knockout_A"] == pytest.approx(weights[label == 0].sum() / weights.sum())
    assert frame["level[RUS]"].cat.categories.tolist() == ["out", "armed", "direct"]
    assert frame["winner"].isna().sum() == int((finished.outcomes["winner"] < 0).sum())
    assert (frame.attrs["units"]["length_days"], frame.attrs["scenario"]) == ("days", "karabakh_2020")
    assert set(frame.attrs["units"]) == set(frame.attrs["meanings"]) == set(frame.columns)


def test_daily_frame__has_dates(finished):
    """One row per course and day."""
    pytest.importorskip("pandas")
    days = finished.daily_frame()
    assert len(days) == 40 * 181
    assert days["date"].iloc[0].isoformat()[:10] == "2020-10-16"


def test_arrow__keeps_units_in_the_metadata_of_fields(finished):
    """The schema holds what a frame's attrs hold; missing names are null."""
    pytest.importorskip("pyarrow")
    table = finished.frame(["ending", "winner", "money"], form="arrow")
    assert table.schema.field("money[TUR]").metadata[b"unit"] == b"M USD"
    assert table.schema.metadata[b"scenario"] == b"karabakh_2020"
    assert table["winner"].null_count == int((finished.outcomes["winner"] < 0).sum())
    assert table["ending"].to_pylist()[0] in {"knockout_A", "ongoing_180", "frozen_stalemate", "ceasefire_gains_A"}


def test_to_xarray__has_named_axes_and_units(finished):
    """Axes by name; every option of every power on its own place, and a day only where the record has one."""
    pytest.importorskip("xarray")
    courses, out, labels = finished.to_xarray(), finished.outcomes, finished.war.model.labels
    assert courses.deaths.dims == ("course", "side")
    assert courses.deaths.attrs["units"] == "persons"
    assert courses.deaths.sel(side=labels.sides[1]).to_numpy().tolist() == out["deaths"][:, 1].tolist()
    assert courses.ending.to_numpy()[0] == list(finished.forecast["endings"])[out["label"][0]]
    for p, power in enumerate(labels.powers):
        for o, option in enumerate(labels.options[p]):
            days = courses.first_use.sel(power=power, option=option).to_numpy()
            assert np.array_equal(np.nan_to_num(days, nan=-1.0), out["first_use"][:, p, o].astype(float))
    known = sum(len(options) for options in labels.options)
    assert int(courses.first_use.notnull().any("course").sum()) <= known
    assert float(courses.weight.mean()) == pytest.approx(1.0)


def test_to_xarray__days_have_dates_along_them(finished):
    """Deaths by side and day, dates beside the day."""
    pytest.importorskip("xarray")
    days = finished.to_xarray(daily=True)
    assert days.dead.dims == ("course", "side", "day")
    assert str(days.date.to_numpy()[3])[:10] == "2020-10-19"
    assert days.share.to_numpy().max() <= 1.0
