"""The ledger as an object: where it lies, what each verb gives, what a word cannot use."""

from __future__ import annotations

import pytest

from invented import frozen as make_frozen
from invented import sample
from multipolar.errors import ArgumentError, QuestionError
from multipolar.record.book import LEDGER_WORDS, Ledger, ask_ledger, taken
from multipolar.record.frozen import text_of


@pytest.fixture
def book(tmp_path):
    """Return a ledger with one invented forecast."""
    file = tmp_path / "f.json"
    file.write_text(text_of(make_frozen(sample())), encoding="utf-8")
    made = Ledger(tmp_path / "l.sqlite3")
    assert made.add(file).forecast["new"]
    return made


def test_ledger__its_verbs_give_what_was_added(book):
    """The one forecast is listed, shown by number and by digest, and found by its questions."""
    (row,) = book.list().forecasts
    assert book.show(1).forecast["sha256"] == book.show(row["sha256"][:12]).forecast["sha256"] == row["sha256"]
    answers = book.show(1)["answers"]
    assert len(book.show(answers[0]["question"]).updates) == 1
    assert (book.calibration().n, book.calibration(every=True)["every"]) == (0, True)
    assert [row["id"] for row in book.score().scores] == [1]
    assert book.list().chain["state"] == "whole"


def test_ledger__what_is_no_path_is_named(tmp_path):
    """A ledger and a forecast are files; every is True or False."""
    for call in (lambda: Ledger(""), lambda: Ledger(5), lambda: Ledger(tmp_path / "l").add(None)):
        with pytest.raises(ArgumentError, match="expected a path"):
            call()
    with pytest.raises(ArgumentError, match="True or False"):
        Ledger(tmp_path / "l").calibration(every=1)


def test_ask_ledger__gives_what_the_verbs_give(book):
    """Each word is one verb; a word that does not exist, or without what it needs, is a question that cannot be asked."""
    assert ask_ledger("list", db=book.path) == book.list()
    assert ask_ledger("show", "1", db=book.path) == book.show(1)
    assert ask_ledger("calibration", db=book.path, every=True) == book.calibration(every=True)
    for word, given, said in (("lst", {}, "known: add, list"), ("add", {}, "needs a frozen"), ("list", {"every": True}, "can use")):
        with pytest.raises(QuestionError, match=said):
            ask_ledger(word, db=book.path, **given)


def test_taken__is_what_the_verbs_themselves_take():
    """The arguments of each word are those of its verb, the first under the name of the command line; others are refused."""
    assert {word: set(taken(word)) for word in LEDGER_WORDS} == {
        "add": {"what"}, "list": set(), "show": {"what"}, "score": {"what", "outcome"}, "calibration": {"every"},
    }  # fmt: skip
    with pytest.raises(QuestionError, match="found what '1', which only add and show and score can use"):
        ask_ledger("list", "1")
    with pytest.raises(QuestionError, match="needs a forecast or a question: multipolar ledger show WHAT"):
        ask_ledger("show")
