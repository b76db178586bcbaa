"""Answers kept in a run's folder, and those that are not of its courses."""

from __future__ import annotations

import json
from types import SimpleNamespace

import pytest

from multipolar.engine import store
from multipolar.errors import RunError
from multipolar.studies import kept

ANSWER = {"schema": "multipolar-powers/1", "digest": "d" * 64, "powers": ["RUS"]}


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Return what a run is to this part: a folder and a digest."""
    monkeypatch.setattr(store, "writing", lambda folder: __import__("contextlib").nullcontext())
    return SimpleNamespace(folder=tmp_path, digest="d" * 64)


def test_kept__the_last_answer_for_these_courses(run):
    """Nothing before anything was asked; then the last answer."""
    assert kept.kept(run, kept.POWERS, "multipolar-powers/1") == kept.Kept(None, "")
    kept.keep(run, kept.POWERS, ANSWER | {"powers": ["TUR"]})
    kept.keep(run, kept.POWERS, ANSWER)
    assert kept.kept(run, kept.POWERS, "multipolar-powers/1") == kept.Kept(ANSWER, "")


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (ANSWER | {"digest": "e" * 64}, "counted over other courses"),
        (ANSWER | {"schema": "multipolar-powers/0"}, "found 'multipolar-powers/0', expected 'multipolar-powers/1'"),
        ([], "found 'list'"),
    ],
)
def test_kept__what_is_not_of_this_run_is_told_and_not_shown(run, document, said):
    """Another run's answer, another version of it, and no answer at all."""
    (run.folder / kept.POWERS).write_text(json.dumps(document))
    found = kept.kept(run, kept.POWERS, "multipolar-powers/1")
    assert found.document is None
    assert said in found.note


def test_must_be_writable__refuses_before_anybody_waits(run, monkeypatch):
    """With what to do instead."""
    kept.must_be_writable(run)
    monkeypatch.setattr(kept.os, "access", lambda *_: False)
    with pytest.raises(RunError, match="--no-keep"):
        kept.must_be_writable(run)
