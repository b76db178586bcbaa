"""The class under way outlives the server."""

from __future__ import annotations

from multipolar.workbench.classroom import Classroom, keep, lesson_in, sealed
from multipolar.workbench.lesson import Lesson


def test_lesson_in__what_was_kept_is_there_again(tmp_path):
    """Sealed until it is shown; without a class nothing is."""
    assert lesson_in(Classroom(), tmp_path) is None
    assert not sealed(Classroom(), tmp_path)
    keep(tmp_path, Lesson("c0de", "one", "war", None, [], seats=[1]))
    found = lesson_in(Classroom(), tmp_path)
    assert (found.code, found.seats) == ("c0de", [1])
    assert sealed(Classroom(), tmp_path)
    found.shown = True
    keep(tmp_path, found)
    assert not sealed(Classroom(), tmp_path)
