"""The file of the ledger: where it lies, how it is opened, what a writer that died halfway leaves."""

from __future__ import annotations

import subprocess
import sys

import pytest

from invented import frozen as make_frozen
from invented import reforged, sample
from multipolar.errors import DataError
from multipolar.record.ledger import add, listing
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
