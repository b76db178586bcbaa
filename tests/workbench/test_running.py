"""Runs and verbs in the worker."""

from __future__ import annotations

import io
import json

import numpy as np
import pytest

from multipolar import api
from multipolar.codes import ENDINGS
from multipolar.engine.chunk import Batch, Chunk
from multipolar.report.narrative import ending_name
from multipolar.workbench import running
from multipolar.workbench.calls import Call, Inbox
from multipolar.workbench.running import Counted, job, resume, run
from workbench_stage import SMALL

pytestmark = pytest.mark.compiled
MANY = 600
"""Courses of a run that is cancelled after its first piece: so many pieces that a busy machine hears of it before the last."""


def call(given_up=(), **given):
    """Return a call as the worker has it."""
    return Call(1, given, Inbox(io.StringIO(), given_up=set(given_up)))


def told(call):
    """Return what was told of a call."""
    return [json.loads(line) for line in call.inbox.out.getvalue().splitlines()]


def ordered(folder, members=100):
    """Return what the server gives a run."""
    (folder / "war.yaml").write_text(SMALL)
    out = folder / "runs" / "one"
    return {"path": str(folder / "war.yaml"), "choices": {}, "members": members, "seed": 3, "out": str(out)}


def test_run__is_the_run_of_the_package(tmp_path):
    """Same courses, same digest; progress tells the ending that leads so far."""
    asked = call(**ordered(tmp_path))
    found = run(asked)
    same = api.run(tmp_path / "war.yaml", members=100, seed=3, out=tmp_path / "two", report=False)
    assert (found["complete"], found["kept"], found["document"]["digest"]) == (True, 100, same.digest)
    assert (tmp_path / "runs" / "one" / "report.html").is_file()
    rows = [row for row in told(asked) if row.get("what") == "courses"]
    assert rows[-1]["headline"]["courses"] == 100
    counts = np.bincount(same.outcomes["label"], minlength=7)
    assert rows[-1]["headline"]["p"] == pytest.approx(counts.max() / 100, abs=1e-4)
    label = tuple(ENDINGS)[int(counts.argmax())]
    assert rows[-1]["headline"]["text"] == ending_name(label, same.forecast)
    assert rows[-1]["seconds_left"] == 0.0


def test_run__cancelled_keeps_what_is_done_and_can_be_gone_on_with(tmp_path):
    """The same run in the end, whatever was cut."""
    asked = call(**ordered(tmp_path, MANY))
    real = running.Counted.take

    def one_piece(self, batch):
        real(self, batch)
        asked.inbox.given_up.add(1)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(running.Counted, "take", one_piece)
        found = run(asked)
    assert not found["complete"]
    assert 0 < found["kept"] < MANY
    whole = resume(call(out=str(tmp_path / "runs" / "one")))
    same = api.run(tmp_path / "war.yaml", members=MANY, seed=3, out=tmp_path / "two", report=False)
    assert (whole["complete"], whole["document"]["digest"]) == (True, same.digest)


def test_counted__nothing_is_said_before_the_first_course():
    """No division by nothing, and twins are not counted."""
    counted = Counted(None, call())
    counted.take(Batch(Chunk("twin", 0, 2), np.zeros(2, [("label", "i4")]), np.zeros(0)))
    assert counted.headline() is None


def test_job__verbs_are_those_of_the_package(tmp_path):
    """On a run and on a scenario; what is written lies in the project."""
    done = api.run(write(tmp_path), members=400, seed=3, out=tmp_path / "one", report=False)
    asked = call(verb="ask", what=str(done.folder), options={"feature": "holder_end[TOWN]"})
    assert job(asked)["document"]["schema"] == "multipolar-answer/1"
    asked = call(verb="drivers", what=str(done.folder), options={"pairs": False})
    assert job(asked)["document"]["schema"] == "multipolar-drivers/1"
    assert told(asked)[-1]["kind"] == "progress"
    frozen = job(call(verb="freeze", what=str(done.folder), options={}, out=str(tmp_path / "kept.json")))["document"]
    assert (frozen["schema"], frozen["file"]) == ("multipolar-frozen/1", str(tmp_path / "kept.json"))
    assert job(call(verb="brief", what=str(done.folder), options={}))["document"]["text"].startswith("# ")
    assert job(call(verb="report", what=str(done.folder), options={}))["document"]["schema"] == "multipolar-report/1"
    assert job(call(verb="outside", what=str(tmp_path / "war.yaml"), options={"listed": True}))["document"]["members"]


def write(folder):
    """Write the scenario and return its place."""
    (folder / "war.yaml").write_text(SMALL)
    return folder / "war.yaml"
