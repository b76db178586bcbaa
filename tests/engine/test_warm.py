"""Compiling ahead: every step is dealt once, and merged caches keep what was there."""

from __future__ import annotations

from pathlib import Path

from multipolar.engine.day import order_of_day
from multipolar.engine.warm import hands, merge, order_of_work


def test_hands__deal_every_step_once() -> None:
    """The two workers together compile the steps of the day, the start and the outcome, none twice."""
    tasks = order_of_work()

    one, other = hands(tasks)

    assert sorted(t[0] for t in one + other) == sorted(t[0] for t in tasks)
    assert set(order_of_day()) < {t[0] for t in tasks}
    assert min(len(one), len(other)) >= 5


def test_merge__brings_new_functions_and_keeps_known_ones(tmp_path: Path) -> None:
    """A function's index and machine code move together; one that is already there stays as it is."""
    source, target = tmp_path / "a", tmp_path / "b"
    for folder in (source / "x", target / "x"):
        folder.mkdir(parents=True)
    for name in ("new.nbi", "new.1.nbc", "known.nbi", "known.1.nbc"):
        (source / "x" / name).write_text("from a")
    (target / "x" / "known.nbi").write_text("from b")

    merge(source, target)

    assert (target / "x" / "new.1.nbc").read_text() == "from a"
    assert (target / "x" / "new.nbi").read_text() == "from a"
    assert (target / "x" / "known.nbi").read_text() == "from b"
    assert not (target / "x" / "known.1.nbc").exists()
