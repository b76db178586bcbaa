"""The verbs that set variants side by side: what they refuse before anything is lived."""

from __future__ import annotations

import pytest

from multipolar import api
from multipolar.errors import ArgumentError, RunError
from multipolar.session.run import Run


def test_compare__needs_two_and_refuses_choices_beside_runs(done: Run) -> None:
    """One run has nothing beside it; a run has its own scenario, members and seed."""
    with pytest.raises(RunError, match="two or more"):
        api.compare(done)
    with pytest.raises(ArgumentError, match=r"members=\.\.\."):
        api.compare(done, done, members=50)


def test_compare__a_run_beside_itself_moves_nothing(done: Run) -> None:
    """The same courses on both sides: every difference is nought, and it is said why."""
    found = api.compare(done, done.folder)
    row = next(iter(found.variants.values()))

    assert {d["difference"] for d in row["outcomes"].values()} == {0.0}
    assert row["moved"] == []
    assert row["pairs"] == found.members == done.forecast["members"]


def test_what_if__needs_a_change() -> None:
    """Without a change both would be the same war."""
    with pytest.raises(RunError, match="nothing is changed"):
        api.what_if("karabakh_2020", members=10)
