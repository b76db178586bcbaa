"""Jobs told as they go."""

from __future__ import annotations

import asyncio
import json

from multipolar.workbench.events import end_event, told
from multipolar.workbench.jobs import Job


def rows(text):
    """Return kind and data of one event."""
    kind, data = text.strip().split("\n")
    return kind.removeprefix("event: "), json.loads(data.removeprefix("data: "))


def test_told__every_change_once_until_the_end():
    """First what is so when somebody begins to listen."""
    job = Job("0" * 12, "run", {}, {"verb": "run"})

    async def heard():
        found = []
        async for text in told(job):
            found.append(rows(text))
            if job.state == "waiting":
                job.state, job.progress = "running", {"done": 1, "wanted": 2}
            elif job.progress == {"done": 1, "wanted": 2}:
                job.progress = {"done": 2, "wanted": 2}
            else:
                job.state, job.document = "done", {"x": 1}
            job.version += 1
        return found

    assert asyncio.run(heard()) == [
        ("waiting", {"state": "waiting"}),
        ("progress", {"done": 1, "wanted": 2}),
        ("progress", {"done": 2, "wanted": 2}),
        ("done", {"document": {"x": 1}, "notes": []}),
    ]


def test_end_event__failed_and_cancelled_say_what_is_kept():
    """And a failure its message and faults."""
    job = Job("0" * 12, "run", {}, {}, state="cancelled", kept=40)
    assert rows(end_event(job.plain())) == ("cancelled", {"kept": 40})
    job.state, job.error = "failed", {"message": "no", "problems": [1], "log": "l"}
    assert rows(end_event(job.plain())) == ("failed", {"message": "no", "problems": [1], "log": "l", "kept": 40})
