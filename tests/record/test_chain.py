"""The chain of a ledger on rows of its own; on whole ledgers it is tested in test_ledger.py."""

from __future__ import annotations

import hashlib
import sqlite3

import pytest

from multipolar.record import chain


@pytest.fixture
def rows():
    ledger = sqlite3.connect(":memory:")
    ledger.row_factory = sqlite3.Row
    for place in chain.TABLES:
        ledger.execute(f"CREATE TABLE {place} (id INTEGER PRIMARY KEY, said)")
    yield ledger
    ledger.close()


def test_own_hash__is_the_formula_in_the_docs():
    """Previous, table, row and content, joined by line feeds."""
    assert chain.own_hash("0" * 64, "scores", 7, "{}") == hashlib.sha256(("0" * 64 + "\nscores\n7\n{}").encode()).hexdigest()


def test_verify__without_a_chain_says_so(rows):
    """Rows are counted, nothing is vouched for."""
    rows.execute("INSERT INTO scores (said) VALUES ('a')")
    found = chain.verify(rows)
    assert (found.plain()["state"], found.rows) == ("not chained", 1)


def test_chain_all__links_every_row_and_append_goes_on(rows):
    """From no chain to a whole one; numbers, texts, bytes and nothing are content."""
    for said in ("a", 1.5, None, b"\x00\xff"):
        rows.execute("INSERT INTO answers (said) VALUES (?)", (said,))
    rows.execute(chain.CREATE)
    chain.chain_all(rows)
    rows.execute("INSERT INTO scores (said) VALUES ('b')")
    chain.append(rows, "scores", 1)
    found = chain.verify(rows)
    assert (found.plain()["state"], found.rows, found.spoiled) == ("whole", 5, {})
    rows.execute("UPDATE answers SET said = X'00fe' WHERE id = 4")
    assert list(chain.verify(rows).spoiled) == [("answers", 4)]


def test_verify__a_link_to_a_table_that_is_none_is_spoiled(rows):
    """A name from outside never becomes a query."""
    rows.execute(chain.CREATE)
    rows.execute("INSERT INTO chain (place, row, previous, own) VALUES ('x; DROP TABLE scores', 1, ?, ?)", (chain.START, "0" * 64))
    assert list(chain.verify(rows).spoiled.values()) == ["was taken out"]
