"""The file of the ledger: where it lies, how it is opened, what a writer that died halfway leaves."""

from __future__ import annotations

import sqlite3
import subprocess
import sys

import pytest

from invented import frozen as make_frozen
from invented import reforged, sample
from multipolar.errors import ArgumentError, DataError
from multipolar.record.ledger import add, lesson, listing
from multipolar.record.ledger_store import default_place


@pytest.fixture(scope="module")
def frozen():
    return make_frozen(sample(400))


@pytest.fixture
def db(tmp_path):
    return tmp_path / "some where" / "ledger.sqlite3"


def test_opened__without_a_ledger_the_way_to_one_is_told(db):
    """Reading makes no file."""
    with pytest.raises(DataError, match="multipolar ledger add"):
        listing(db)
    assert not db.exists()


def test_default_place__the_environment_decides(monkeypatch, tmp_path):
    """MULTIPOLAR_LEDGER first, then the platform's data folder."""
    monkeypatch.setenv("MULTIPOLAR_LEDGER", str(tmp_path / "l"))
    assert default_place() == tmp_path / "l"
    monkeypatch.delenv("MULTIPOLAR_LEDGER")
    assert default_place().parent.name == "multipolar"


KILLED = """
import os, sys
from pathlib import Path
from multipolar.record import ledger_store
with ledger_store.opened(Path(sys.argv[1]), create=True) as rows:
    rows.execute("PRAGMA cache_size = 1")
    for i in range(200):
        rows.execute("INSERT INTO scores (added, forecast, version, content) VALUES ('', 1, '', ?)", ("x" * 4000,))
    os._exit(9)
"""


def test_opened__a_writer_that_died_halfway_leaves_a_ledger(frozen, db):
    """What it had begun is taken back, and the ledger goes on."""
    add(frozen, db)
    done = subprocess.run([sys.executable, "-c", KILLED, str(db)], check=False)
    assert done.returncode == 9
    assert db.with_name(db.name + "-journal").exists()
    assert listing(db)["chain"]["state"] == "whole"
    assert add(reforged(frozen, title="next"), db)["forecasts"][0]["id"] == 2


def test_opened__a_ledger_without_lessons_is_read_and_given_them(frozen, db):
    """The layout before lessons: its chain is whole as it is; the first lesson makes the table, linked and guarded."""
    add(frozen, db)
    with sqlite3.connect(db) as rows:
        rows.execute("DROP TABLE lessons")
        rows.execute("PRAGMA user_version = 2")
    assert (listing(db)["lessons"], listing(db)["chain"]["state"]) == ([], "whole")
    held = listing(db)["chain"]["rows"]
    found = lesson("a_war", "d" * 64, " Roads first. ", db)
    assert [(row["scenario"], row["text"]) for row in found["lessons"]] == [("a_war", "Roads first.")]
    assert (found["chain"]["state"], found["chain"]["rows"]) == ("whole", held + 1)
    lesson("a_war", "d" * 64, "Second.", db)
    assert [row["text"] for row in listing(db)["lessons"]] == ["Second.", "Roads first."]
    with sqlite3.connect(db) as rows, pytest.raises(sqlite3.IntegrityError, match="only grows"):
        rows.execute("UPDATE lessons SET text = 'other'")


def test_lesson__that_was_changed_behind_the_ledger_is_left_out(db):
    """And named in the chain."""
    lesson("a_war", "d" * 64, "True.", db)
    with sqlite3.connect(db) as rows:
        rows.execute("DROP TRIGGER keep_lessons_UPDATE")
        rows.execute("UPDATE lessons SET text = 'Other.'")
    found = listing(db)
    assert (found["lessons"], found["chain"]["state"]) == ([], "broken")


@pytest.mark.parametrize("text", ["", "  \n", "x" * 4_001])
def test_lesson__nothing_or_too_much_is_refused(db, text):
    """And no ledger is made of it."""
    with pytest.raises(ArgumentError, match="lesson"):
        lesson("a_war", "d" * 64, text, db)
    assert not db.exists()
