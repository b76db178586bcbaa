"""The journal on disk: torn lines, old changes, texts by digest."""

from __future__ import annotations

import pytest

from multipolar.workbench import journal as log


@pytest.fixture
def kept(tmp_path):
    """Return a journal with three changes, the last of them taken back."""
    journal = log.open_journal(tmp_path)
    for before, after in ((None, "a"), ("a", "b"), ("b", "c")):
        log.record(journal, "war.yaml", before, after, f"to {after}")
    log.step(journal, "undo")
    return journal


def test_open_journal__reads_back_what_was_kept(kept):
    """Every line counts once it is on disk."""
    again = log.open_journal(kept.folder)
    assert (again.changes, again.standing) == (kept.changes, 2)
    assert (again.undo.what, again.redo.what) == ("to b", "to c")


def test_open_journal__a_torn_line_is_left_out_and_written_past(kept):
    """A crash in the middle of a line loses that line alone."""
    place = kept.folder / log.JOURNAL
    place.write_bytes(place.read_bytes() + b'{"step": "chan')
    again = log.open_journal(kept.folder)
    assert again.standing == 2
    log.record(again, "war.yaml", "b", "d", "to d")
    assert [change.what for change in log.open_journal(kept.folder).changes] == ["to a", "to b", "to d"]


def test_text_of__by_digest_or_its_beginning(kept):
    """What was once written can be looked at again."""
    digest = log.digest_of("b")
    assert log.text_of(kept, digest) == log.text_of(kept, digest[:12]) == "b"
    assert [log.text_of(kept, text) for text in ("", "abc", "../undo.jsonl", "0" * 64)] == [None] * 4


def test_open_journal__forgets_the_oldest(tmp_path, monkeypatch):
    """A journal does not grow without end; texts that nothing needs go with it."""
    monkeypatch.setattr(log, "MOST_CHANGES", 5)
    monkeypatch.setattr(log, "KEPT_CHANGES", 3)
    journal = log.open_journal(tmp_path)
    for i in range(8):
        log.record(journal, "war.yaml", str(i), str(i + 1), f"to {i + 1}")
    log.step(journal, "undo")
    again = log.open_journal(tmp_path)
    assert [change.what for change in again.changes] == ["to 6", "to 7", "to 8"]
    assert (again.standing, log.open_journal(tmp_path).standing) == (2, 2)
    assert log.text_of(again, log.digest_of("8")) == "8"
    assert log.text_of(again, log.digest_of("1")) is None
