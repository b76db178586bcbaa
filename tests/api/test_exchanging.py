"""The verbs that hand on: deaths in the VIEWS format, the bibliography."""

from __future__ import annotations

import json
from pathlib import Path

import duckdb
import pytest
from tests.api.conftest import MEMBERS

from multipolar import api
from multipolar.errors import MultipolarError
from multipolar.session.run import Run


def test_export__is_read_by_any_reader_of_parquet(done: Run, tmp_path: Path) -> None:
    """Four months with as many draws as asked for, whole and not negative; a file that is there is not written over."""
    path = tmp_path / "deep" / "v.parquet"
    said = api.export(done, path, draws=50)
    rows = duckdb.sql(
        f"SELECT month_id, country_id, count(*), count(DISTINCT draw), min(outcome) >= 0, avg(outcome) FROM '{path}'"
        " GROUP BY ALL ORDER BY 1"
    ).fetchall()

    assert duckdb.sql(f"SELECT * FROM '{path}'").columns == ["month_id", "country_id", "draw", "outcome"]
    assert [row[:5] for row in rows] == [(month, 126, 50, 50, True) for month in (489, 490, 491, 492)]
    assert [row[5] for row in rows] == pytest.approx(list(said["months"].values()), abs=0.06)
    with pytest.raises(MultipolarError, match="is there already"):
        api.export(done, path, draws=50)
    with pytest.raises(MultipolarError, match="courses of the run kept their days"):
        api.export(done, tmp_path / "w.parquet", draws=MEMBERS + 1)


def test_cite__lists_what_the_run_used(done: Run) -> None:
    """A bibliography has entries."""
    assert "multipolar" in json.dumps(api.cite(done).to_json())
