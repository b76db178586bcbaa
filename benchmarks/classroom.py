"""Thirty students at once on one server with two cores: ``python -m benchmarks.classroom [--seats N] [--members N]``.

A server with ``--share`` in a process of its own, a run of a past war, a class of thirty seats. Every seat is a thread with its own
link: it opens the page, reads the questions, answers, changes the answers twice, looks how far the class is, and plays where
the server has plays. Printed are medians and the slowest [s, wall] by call; any answer that is not the one expected fails.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from pathlib import Path
from typing import Any

import httpx

from multipolar import api

RESULTS = Path(__file__).resolve().parent / "results"
WAR, RUN = "krajina_1995", "one"
PAUSE = 0.2
"""Seconds that a student takes between two calls; real ones take longer."""
CORES = 2
BAR = 2.0
"""Most seconds that the median of a call may take while all thirty call."""


class FailedError(Exception):
    """An answer that is not the one expected."""


class Page:
    """A browser on one link."""

    def __init__(self, link: str, times: dict[str, list[float]]) -> None:
        """Open the page of a link."""
        self.origin, _, secret = link.partition("/#t=")
        self.client = httpx.Client(base_url=self.origin, headers={"origin": self.origin}, timeout=120.0)
        self.times = times
        self.call("open", "POST", "/api/session", token=secret)

    def call(self, name: str, method: str, path: str, expected: int = 200, **body: Any) -> Any:
        """Return what the server answers, and keep how long it took."""
        begun = time.perf_counter()
        found = self.client.request(method, path, json=None if method == "GET" else body)
        self.times[name].append(time.perf_counter() - begun)
        if found.status_code != expected:
            raise FailedError(f"{name}: {method} {path} answered {found.status_code}: {found.text[:300]}")
        return found.json()


def served(folder: Path) -> tuple[subprocess.Popen[str], str]:
    """Start a shared server on a project and return it with the owner's link; it works on two cores."""
    command = [sys.executable, "-m", "multipolar.cli", "serve", str(folder), "--share", "--no-open"]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(process.pid, set(sorted(os.sched_getaffinity(0))[:CORES]))
    assert process.stdout is not None
    for line in process.stdout:
        if "#t=" in line:
            return process, line.strip()
    raise FailedError("the server ended before it told its address")


def student(link: str, number: int, plays: bool, times: dict[str, list[float]], failed: list[str]) -> None:
    """Sit at one seat: read, answer, change the answers, look, play."""
    try:
        page = Page(link, times)
        told = page.call("questions", "GET", "/api/teach")
        for turn in range(3):
            time.sleep(PAUSE)
            p = (number + turn) % 30 / 30
            answers = {
                row["id"]: p if row["kind"] == "binary" else {o["id"]: 1 / len(row["options"]) for o in row["options"]}
                for row in told["questions"]
            }
            page.call("answer", "POST", "/api/teach/answers", answers=answers)
        page.call("look", "GET", "/api/teach")
        page.call("sealed", "GET", f"/api/runs/{RUN}", expected=403)
        if plays:
            play(page)
    except Exception as error:  # noqa: BLE001 (whatever it is, the benchmark has failed, and says so)
        failed.append(f"seat {number}: {type(error).__name__}: {error}")


def play(page: Page) -> None:
    """Play one power for three decisions."""
    asked: dict[str, Any] = {"run": RUN, "as": "usa", "from_day": 5}
    state = page.call("begin a play", "POST", "/api/play", **asked)
    for _ in range(3):
        if state.get("complete"):
            return
        state = page.call("a decision", "POST", f"/api/play/{state['id']}")


def main() -> None:
    """Measure, print and keep the numbers."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seats", type=int, default=30, help="students")
    parser.add_argument("--members", type=int, default=200, help="courses of the run that the class is about")
    given = parser.parse_args()
    times: dict[str, list[float]] = defaultdict(list)
    failed: list[str] = []
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "class"
        (folder / "runs").mkdir(parents=True)
        api.run(WAR, members=given.members, seed=3, out=folder / "runs" / RUN, report=False)
        process, link = served(folder)
        try:
            owner = Page(link, defaultdict(list))
            # one seat more than students: the class is not sealed while the last one still changes his answers
            links = [row["link"] for row in owner.call("class", "POST", "/api/teach", run=RUN, seats=given.seats + 1)["links"]]
            asked = owner.client.post("/api/play", json={"run": "none", "as": "x", "from_day": 1})
            plays = "no such route" not in asked.json()["message"]
            begun = time.perf_counter()
            threads = [
                threading.Thread(target=student, args=(one, number, plays, times, failed)) for number, one in enumerate(links[:-1])
            ]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join()
            wall = time.perf_counter() - begun
            shown = owner.call("show", "POST", "/api/teach/show")
        finally:
            process.terminate()
            process.wait(30)
    seats = sum(row["seat"] is not None for row in shown["forecasters"])
    rows = {
        name: {"calls": len(found), "median_s": round(statistics.median(found), 4), "slowest_s": round(max(found), 4)}
        for name, found in times.items()
    }
    kept = {"seats": given.seats, "scored": seats, "errors": failed, "plays": plays, "wall_s": round(wall, 2), "calls": rows}
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "classroom.json").write_text(json.dumps(kept, indent=1) + "\n", encoding="utf-8")
    for name, row in rows.items():
        print(f"{name:14s} {row['calls']:5d} calls   median {row['median_s']:.3f} s   slowest {row['slowest_s']:.3f} s")
    played = "yes" if plays else "none here"
    print(f"{given.seats} seats in {wall:.1f} s, {seats} scored, {len(failed)} errors, plays: {played}")
    if failed or seats != given.seats or max(row["median_s"] for row in rows.values()) > BAR:
        print("\n".join(failed[:10]))
        sys.exit(1)


if __name__ == "__main__":
    main()
