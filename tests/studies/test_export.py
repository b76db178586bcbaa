"""Deaths by month as a file for VIEWS: a Parquet file of four columns, or nothing."""

from __future__ import annotations

import datetime as dt
from types import SimpleNamespace

import duckdb
import numpy as np
import pytest

from multipolar.errors import QuestionError, RunError
from multipolar.studies import export
from multipolar.studies.export import country_of, export_views

MONTHS = {"2020-09": np.array([[1.0, 2.0], [3.0, 4.0]]), "2020-10": np.array([[5.0, 5.0], [0.0, 0.4]])}


def fake_run(side="AZE", lived=60):
    model = SimpleNamespace(labels=SimpleNamespace(sides=(side, "B")))
    war = SimpleNamespace(id="w", model=model, scenario=SimpleNamespace(as_of=dt.date(2020, 9, 27)))
    return SimpleNamespace(war=war, digest="d", sample=SimpleNamespace(tally=SimpleNamespace(n=lived, weights=None), wanted=60))


@pytest.fixture(autouse=True)
def _months(monkeypatch):
    monkeypatch.setattr(export, "months_of", lambda run, months: {k: v for k, v in MONTHS.items() if not months or k in months})


def test_export_views__writes_exactly_the_columns_of_the_challenge(tmp_path):
    """Columns in order, rows by month and draw, no part file beside; what is not 1,000 draws is said."""
    said = export_views(fake_run(), tmp_path / "deep" / "v.parquet", draws=2)
    found = duckdb.sql(f"SELECT * FROM '{tmp_path}/deep/v.parquet'")

    assert found.columns == ["month_id", "country_id", "draw", "outcome"]
    assert found.fetchall() == [(489, 126, 0, 3), (489, 126, 1, 7), (490, 126, 0, 10), (490, 126, 1, 0)]
    assert export.OTHER_DRAWS in said["notes"]
    assert [path.name for path in (tmp_path / "deep").iterdir()] == ["v.parquet"]
    assert said["interrupted"] is None


def test_export_views__an_interrupted_run_says_so(tmp_path):
    """The columns are the challenge's and hold no word of it, so the document does."""
    said = export_views(fake_run(lived=12), tmp_path / "v.parquet", draws=2)
    assert said["interrupted"] == "interrupted: 12 of 60 courses"
    assert "The run was interrupted: 12 of 60 courses." in said["notes"]


@pytest.mark.parametrize("name", ["v.csv", "v", "v.parquet.csv", ".parquet", "v.PARQUET"])
def test_export_views__another_name_is_refused(tmp_path, name):
    """Parquet bytes under another name would mislead whoever opens them."""
    with pytest.raises(QuestionError, match=r"ends with \.parquet"):
        export_views(fake_run(), tmp_path / name, draws=2)
    assert list(tmp_path.iterdir()) == []


def test_export_views__a_month_named_twice_is_refused(tmp_path):
    """It would be written once only."""
    with pytest.raises(QuestionError, match="2020-09: is named twice"):
        export_views(fake_run(), tmp_path / "v.parquet", draws=2, months=["2020-09", "2020-09"])


def test_export_views__what_cannot_be_written_leaves_nothing(tmp_path):
    """A file where a folder must be, or one that is there already."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    with pytest.raises(RunError, match="cannot be written"):
        export_views(fake_run(), tmp_path / "file" / "v.parquet", draws=2)
    (tmp_path / "v.parquet").write_text("mine", encoding="utf-8")
    with pytest.raises(RunError, match="already"):
        export_views(fake_run(), tmp_path / "v.parquet", draws=2)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["file", "v.parquet"]


def test_country_of__code_number_or_side_a():
    """A code goes before side A, a number names its country, and a side that is no country needs one of them."""
    assert country_of(fake_run(), None, None) == ("AZE", 126)
    assert country_of(fake_run(), "ARM", None) == ("ARM", 125)
    assert country_of(fake_run("A"), None, 125) == ("ARM", 125)
    with pytest.raises(QuestionError, match=r"country=\.\.\."):
        country_of(fake_run("A"), None, None)
    with pytest.raises(QuestionError, match="contradict"):
        country_of(fake_run(), "UKR", 126)
