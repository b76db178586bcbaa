"""Courses that are played, in the worker."""

from __future__ import annotations

import io

import pytest

from multipolar import api
from multipolar.errors import QuestionError
from multipolar.workbench import playing
from multipolar.workbench.calls import Call, Inbox
from multipolar.workbench.refusing import RefusedError
from workbench_stage import SMALL

pytestmark = pytest.mark.compiled


@pytest.fixture(scope="module")
def done(tmp_path_factory):
    """Return the folder of a small run."""
    folder = tmp_path_factory.mktemp("case")
    (folder / "war.yaml").write_text(SMALL)
    return api.run(folder / "war.yaml", members=40, seed=3, out=folder / "run", report=False).folder


@pytest.fixture
def ask(done, tmp_path):
    """Return a function that lets the worker do something with one play."""

    def asked(task, **more):
        given = {"id": "a" * 16, "name": "run", "run": str(done), "file": str(tmp_path / "plays" / "one.json"), "seat": 0}
        given |= more
        return task(Call(1, given, Inbox(io.StringIO())))

    return asked


def test_play__is_lived_again_by_a_worker_that_does_not_know_it(ask):
    """After every choice it lies on disk; what is told is the same, bit by bit."""
    first = ask(playing.begun, power="EAST", from_day=5, step=5)
    assert (first["power"], first["log"], first["complete"]) == ("EAST", [], False)
    assert first["next"]["day"] == 10
    assert first["reliable"][0] > first["reliable"][1]
    choice = first["choices"][-1]
    assert {"by", "cost", "per", "delay", "lasts", "answered"} <= set(choice)
    assert set(first["choices"][0]) == {"act", "option", "text"}
    second = ask(playing.acted, act=choice["act"], option=choice["option"])
    assert [row["option"] for row in second["log"]] == [choice["option"]]
    playing._plays.clear()
    assert ask(playing.told) == second
    assert ask(playing.undone)["log"] == []
    assert ask(playing.told)["day"] == 5
    with pytest.raises(RefusedError, match="nothing was decided"):
        ask(playing.undone)
    with pytest.raises(QuestionError, match="is not open"):
        ask(playing.acted, option="fly")


def test_play__to_its_end(ask):
    """Then the other courses speak; the last decision can be taken back, and the sheet tells what was so."""
    state = ask(playing.begun, power="WEST", from_day=5, step=60)
    while not state["complete"]:
        state = ask(playing.acted)
    assert {"ending", "left_alone", "endings"} <= set(state["after"])
    again = ask(playing.undone)
    assert (again["complete"], again["after"], len(again["log"])) == (False, None, len(state["log"]) - 1)
    assert ask(playing.acted)["after"] == state["after"]
    assert ask(playing.sheet)["text"].startswith("# Western League")
