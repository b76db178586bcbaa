"""The class of past wars: strictly before the date, the same from the lists and from the table made of them."""

from __future__ import annotations

import dataclasses
import datetime as dt
import json
import random
from pathlib import Path

import pytest

import multipolar
from multipolar.errors import DataError
from multipolar.outside import table
from multipolar.outside.constants import CONSTANTS
from multipolar.outside.spells import TYPES, read_spells
from multipolar.outside.table import (
    YEARS,
    class_at,
    document_of,
    named,
    opened,
    past_class,
    shipped,
    shipped_class,
    spells_of,
    written,
)
from past_spells import many, spell, write

DAY = dt.date(1985, 6, 1)
ONLY_COW = ("Badme Border", "Cenepa Valley", "Yellow Cliff", "Ottoman-Wahhabi", "Turco-Cypriot", "War over the Aouzou")
"""Names that only the Correlates of War give to a war."""


def test_class_at__does_not_change_by_a_bit_when_the_future_is_deleted_or_scrambled():
    """Wars that end on the date or later are not read at all."""
    rows = many(200)
    past = tuple(row for row in rows if row.over < DAY)
    chance = random.Random(3)
    future = [
        dataclasses.replace(row, days=row.days * chance.uniform(0.1, 9.0), outcome=chance.choice("AB"), code=chance.randint(0, 6))
        for row in rows
        if row.over >= DAY
    ]
    chance.shuffle(future)
    assert 0 < len(past) < len(rows)
    assert class_at(rows, DAY) == class_at(past, DAY) == class_at((*future, *past), DAY)


def test_class_at__a_war_that_ended_the_day_before_counts():
    """The as-of date is the first day too late."""
    rows = many(100)
    before, on_the_day = (spell("new", str(DAY - dt.timedelta(gone)), 200) for gone in (200, 199))
    assert (before.over, on_the_day.over) == (DAY - dt.timedelta(1), DAY)
    assert class_at((*rows, before), DAY).digest != class_at(rows, DAY).digest
    assert class_at((*rows, on_the_day), DAY) == class_at(rows, DAY)


def test_class_at__does_not_depend_on_the_order_of_rows():
    """The same wars make the same class."""
    rows = list(many(80))
    random.Random(1).shuffle(rows)
    assert class_at(tuple(rows), DAY) == class_at(many(80), DAY)


def test_shipped_class__equals_the_lists_on_the_first_of_january(tmp_path, monkeypatch):
    """The table of a year is the class of its first day, to the last bit, after a turn through the file."""
    rows = many(250)
    path = written(document_of(read_spells(write(tmp_path, rows)), made={"date": "2026-01-01"}), tmp_path / "outside.json")
    monkeypatch.setattr(table, "shipped", lambda: opened(path))
    for year in range(YEARS[0], YEARS[1] + 1, 4):
        kept, exact = shipped_class(dt.date(year, 8, 9)), class_at(rows, dt.date(year, 1, 1))
        assert (kept.lengths, kept.kinds, kept.digest) == (exact.lengths, exact.kinds, exact.digest)
        assert kept.named == tuple(row for row in exact.named if f"X-{row.name}" in {r.id for r in rows if r.ucdp})
        assert (kept.before, kept.to_the_day, exact.to_the_day) == (f"{year}-01-01", False, True)


def test_past_class__goes_by_the_day_where_data_are_at_hand(tmp_path):
    """A war of the same year counts with the lists and not with the table."""
    folder = write(tmp_path, many(60))
    found = past_class(DAY, folder)
    assert found.before == DAY.isoformat()
    assert found == class_at(spells_of(str(folder)).rows, DAY)


def test_past_class__before_the_first_year_needs_the_lists():
    """The table begins in 1950; after its last year that one serves."""
    with pytest.raises(DataError, match="begins with 1950"):
        past_class(dt.date(1949, 12, 31))
    assert shipped_class(dt.date(2031, 1, 1)).before == "2026-01-01"


def test_opened__refuses_what_is_no_table(tmp_path):
    """A missing file, no JSON, another document."""
    other, broken = tmp_path / "other.json", tmp_path / "broken.json"
    other.write_text('{"schema": "else"}', encoding="utf-8")
    broken.write_text("{", encoding="utf-8")
    for path in (other, broken, tmp_path / "gone.json"):
        with pytest.raises(DataError, match=path.name):
            opened(path)


def test_named__says_whether_the_length_counts():
    """A war of the wars' type without exact days is in the kinds alone."""
    assert named(spell("x", "1960-01-01", 5)).precise
    assert not named(spell("x", "1960-01-01", 5, precise=False)).precise
    assert not named(spell("x", "1930-01-01", 5)).precise


def test_document_of__names_wars_of_ucdp_alone(tmp_path):
    """Rows of the other lists are counted and not handed on; wars of no type are not named."""
    rows = (*many(30), spell("nobody", "1960-01-01", 5, type="non-state", ucdp=True), spell("secret", "1960-01-01", 5))
    found = document_of(read_spells(write(tmp_path, rows)), made={})
    assert {one[0] for one in found["named"]} == {row.name for row in rows if row.ucdp and row.type in TYPES}
    assert "secret" not in json.dumps(found)
    assert set(found["constants"]) == set(CONSTANTS)


def test_shipped__names_no_war_of_lists_that_may_not_be_handed_on():
    """No file of the package holds a name that only the Correlates of War give; the named are pairs as UCDP writes them."""
    folder = Path(multipolar.__file__).parent
    texts = [path.read_text(encoding="utf-8") for path in folder.rglob("*") if path.suffix in {".json", ".yaml", ".py", ".csv"}]
    assert [name for name in ONLY_COW if any(name in text for text in texts)] == []
    assert all(" / " in str(row[0]) for row in shipped()["named"])
    assert "CC BY 4.0" in shipped()["attribution"]
    assert (folder / "library" / "calibration" / table.FILE).stat().st_size < 400_000


def test_shipped__has_the_class_sizes_that_were_scored():
    """Interstate lengths by year: as many wars as the lists hold before the first of January."""
    sizes = {
        year: shipped_class(dt.date(year, 6, 1)).lengths["interstate"].n for year in (1950, 1973, 1974, 1999, 2000, 2020, 2026)
    }
    assert sizes == {1950: 3, 1973: 22, 1974: 24, 1999: 45, 2000: 47, 2020: 54, 2026: 54}


def test_shipped__has_the_kinds_that_were_scored():
    """Shares of knockout, gains and halt near the lines as of October 2020, within .002 of those first written down."""
    first = {"interstate": (0.318, 0.382, 0.300), "intra-local": (0.228, 0.365, 0.407), "intra-centre": (0.335, 0.350, 0.315)}
    found = shipped_class(dt.date(2020, 10, 16)).kinds
    for kind, shares in first.items():
        assert found[kind].shares == pytest.approx(shares, abs=0.002)
    assert {kind: one.n for kind, one in found.items()} == {"interstate": 71, "extra": 42, "intra-centre": 389, "intra-local": 296}


def test_shipped__knows_no_war_of_the_year_or_later():
    """Classes grow with the years, and each war that is named was over before its table."""
    sizes = [sum(one.n for one in shipped_class(dt.date(year, 1, 1)).kinds.values()) for year in range(YEARS[0], YEARS[1] + 1)]
    assert sizes == sorted(sizes)
    assert all(row.end < "1990-01-01" for row in shipped_class(dt.date(1990, 12, 31)).named)
