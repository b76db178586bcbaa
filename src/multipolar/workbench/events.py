"""Jobs told as they go: server-sent events, one for every change that somebody has not seen yet, until the end."""

from __future__ import annotations

import asyncio
import json
import time
from collections.abc import AsyncIterator
from typing import Any

from fastapi.responses import StreamingResponse

from multipolar.workbench.jobs import OVER, Job

PAUSE_SECONDS = 0.1
QUIET_SECONDS = 15.0
"""After so long without news a comment is sent, so that nobody takes the line for dead."""


def event(kind: str, data: Any) -> str:
    """Return one event as it is sent."""
    return f"event: {kind}\ndata: {json.dumps(data, ensure_ascii=False, allow_nan=False)}\n\n"


def end_event(row: dict[str, Any]) -> str:
    """Return the event that tells how a job ended."""
    if row["state"] == "done":
        return event("done", {"document": row["document"], "notes": row["notes"]})
    if row["state"] == "cancelled":
        return event("cancelled", {"kept": row["kept"] or 0})
    error = row["error"] or {}
    told = {"message": error.get("message", ""), "problems": error.get("problems", []), "log": error.get("log", "")}
    return event("failed", {**told, "kept": row["kept"]})


async def told(job: Job) -> AsyncIterator[str]:
    """Yield the events of a job: ``waiting``, ``progress``, and one of ``done``, ``failed``, ``cancelled``."""
    seen, quiet = -1, time.monotonic()
    while True:
        if job.version != seen:
            seen, quiet = job.version, time.monotonic()
            row = job.plain()
            if row["state"] in OVER:
                yield end_event(row)
                return
            yield event("progress" if row["progress"] else "waiting", row["progress"] or {"state": row["state"]})
        elif time.monotonic() - quiet > QUIET_SECONDS:
            quiet = time.monotonic()
            yield ": still here\n\n"
        await asyncio.sleep(PAUSE_SECONDS)


async def at_once(text: str) -> AsyncIterator[str]:
    """Yield one event."""
    yield text


def stream(rows: AsyncIterator[str]) -> StreamingResponse:
    """Return events as the answer to a call."""
    return StreamingResponse(rows, media_type="text/event-stream", headers={"cache-control": "no-store", "x-accel-buffering": "no"})
