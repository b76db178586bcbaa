"""What a worker can do, by name."""

from __future__ import annotations

from multipolar.engine.warm import compile_kernels, is_warm
from multipolar.session.war import words
from multipolar.workbench import playing, previewing, running
from multipolar.workbench.calls import Task

TASKS: dict[str, Task] = {
    "preview": previewing.preview,
    "run": running.run,
    "resume": running.resume,
    "job": running.job,
    "play": playing.begun,
    "act": playing.acted,
    "undo": playing.undone,
    "state": playing.told,
    "sheet": playing.sheet,
    "advice": playing.advised,
}
"""The tasks by name."""


def load_what_all_need() -> None:
    """Load the words of scenarios and the courses that were compiled before, so that the first task need not wait for them."""
    words()
    if is_warm():
        compile_kernels()
