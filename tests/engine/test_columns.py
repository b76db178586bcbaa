"""Records to named columns and back."""

from __future__ import annotations

import numpy as np
import pytest

from invented import days, population, war
from multipolar.engine.columns import (
    columns_of,
    outcome_columns,
    outcome_records,
    read_parquet,
    series_columns,
    series_records,
    write_parquet,
)
from multipolar.errors import RunError


def test_outcomes__come_back_from_parquet_bit_for_bit(tmp_path):
    """Written as columns and read again, every used place of every field is the same."""
    labels = war().model.labels
    out = population()[:40]
    write_parquet(tmp_path / "a.parquet", outcome_columns(labels, out, 120))
    table = read_parquet(tmp_path / "a.parquet")
    back = outcome_records(war().model, table)

    assert table["member"][0] == 120
    for column in columns_of(labels):
        assert np.array_equal(back[column.field][column.index], out[column.field][column.index]), column.name


def test_series__come_back_from_parquet_bit_for_bit(tmp_path):
    """Days as rows and days as records hold the same."""
    model = war().model
    write_parquet(tmp_path / "it's.parquet", series_columns(model.labels, days()[:7], 5))
    back = series_records(model, read_parquet(tmp_path / "it's.parquet"))

    for name in back.dtype.names:
        assert np.array_equal(back[name], days()[:7][name])


def test_columns__have_names_a_reader_understands():
    """Columns carry the ids of the scenario, each once."""
    names = [column.name for column in columns_of(war().model.labels)]

    assert len(set(names)) == len(names)
    assert {"label", "place[SHU]", "deaths[AZE]", "first_use[USA,protectorate_ARM]", "life_cut_day[M12]"} <= set(names)


def test_outcome_records__a_missing_column_is_named():
    """A run of another version is refused by the column that is missing."""
    table = outcome_columns(war().model.labels, population()[:2], 0)
    del table["place[SHU]"]

    with pytest.raises(RunError, match=r"place\[SHU\]"):
        outcome_records(war().model, table)


def test_read_parquet__a_damaged_file_is_an_error_not_a_number(tmp_path):
    """A file cut off in the middle is refused."""
    path = tmp_path / "a.parquet"
    write_parquet(path, outcome_columns(war().model.labels, population()[:40], 0))
    path.write_bytes(path.read_bytes()[:2000])

    with pytest.raises(RunError, match="cannot be read"):
        read_parquet(path)
