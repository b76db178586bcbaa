"""The tasks of a worker by name."""

from __future__ import annotations

from multipolar.workbench.tasks import TASKS, load_what_all_need


def test_tasks__are_those_that_the_server_asks_for():
    """And loading what they need compiles nothing that is not there."""
    assert set(TASKS) == {"preview", "run", "resume", "job", "play", "act", "undo", "state", "sheet", "advice"}
    load_what_all_need()
