"""The verbs that ask a finished run: what they refuse before they look, and what they hand on."""

from __future__ import annotations

import pytest

from multipolar import api
from multipolar.errors import ArgumentError, QuestionError
from multipolar.session.run import Run


def test_discover__refuses_a_run_of_too_few_courses_and_a_step_that_is_none(done: Run) -> None:
    """A box counted over a hundred courses would say nothing; a step is a whole number."""
    with pytest.raises(QuestionError, match="few"):
        api.discover(done, "knockout_A")
    with pytest.raises(ArgumentError, match="step"):
        api.discover(done, "knockout_A", step=-1)


def test_drivers__refuses_a_run_of_too_few_courses(done: Run) -> None:
    """Shares of variance counted over a hundred courses would be noise."""
    with pytest.raises(QuestionError, match="too few courses"):
        api.drivers(done, pairs=False)


def test_signposts__refuses_a_run_of_too_few_courses(done: Run) -> None:
    """Under two hundred effective courses no event tells anything."""
    with pytest.raises(QuestionError, match="courses"):
        api.signposts(done)


def test_signposts__a_target_arrives_as_one_text(done: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    """Named or not, the study gets what was asked for; two targets at once are refused."""
    asked = []
    monkeypatch.setattr("multipolar.studies.signposts.signposts", lambda run, target, top: asked.append((target, top)) or {})
    api.signposts(done, "knockout_A", top=3)
    api.signposts(done)

    assert asked[0] == ("knockout_A", 3)
    assert asked[1][0] is None
    with pytest.raises(ArgumentError, match="one text"):
        api.signposts(done, ["knockout_A", "knockout_B"])
