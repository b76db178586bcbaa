"""Counting faults beside the calls."""

from __future__ import annotations

import threading

from multipolar.workbench import checking
from multipolar.workbench.faults import faults_of
from multipolar.workbench.journal import digest_of


def test_faults_of__nobody_waits_and_nothing_is_counted_twice(at, monkeypatch):
    """None first, then the number; a check that breaks counts as a fault and is not tried for ever."""
    begun, go_on = threading.Event(), threading.Event()

    def found_in(_project, _path, _text):
        begun.set()
        go_on.wait(5)
        raise KeyError("broken")

    monkeypatch.setattr(checking, "found_in", found_in)
    place = at.folder / at.write("war.yaml", "id: x\n")
    digest = digest_of("id: x\n")
    assert faults_of(at.bench, place, digest) is None
    assert begun.wait(5)
    assert faults_of(at.bench, place, digest) is None
    assert len(at.bench.counted.under_way) == 1
    go_on.set()
    for _ in range(100):
        if not at.bench.counted.under_way:
            break
        threading.Event().wait(0.02)
    assert faults_of(at.bench, place, digest) == 1
