"""The worker as a process: it answers in lines, prints elsewhere, and ends with its input."""

from __future__ import annotations

import gc
import json
import subprocess
import sys

from multipolar.workbench.worker import COLLECTED_AFTER, collect_seldom

TASK = {"id": 1, "task": "job", "given": {"verb": "brief", "what": "nowhere", "options": {}}}


def test_main__answers_in_lines_and_ends_with_its_input(tmp_path):
    """What a task prints is no answer; the end of the input ends the process."""
    words = [sys.executable, "-m", "multipolar.workbench.worker", "0"]
    with subprocess.Popen(words, cwd=tmp_path, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        process.stdin.write(json.dumps(TASK) + "\n")
        process.stdin.flush()
        rows = [json.loads(process.stdout.readline()) for _ in range(2)]
        process.stdin.close()
        assert process.wait(30) == 0
    assert [row["kind"] for row in rows] == ["ready", "failed"]


def test_collect_seldom__leaves_what_is_loaded_alone():
    """What is there is looked at no more; what comes later still is."""
    before = gc.get_threshold()
    try:
        collect_seldom()
        assert gc.get_freeze_count() > 0
        assert gc.get_threshold() == COLLECTED_AFTER
        assert gc.isenabled()
    finally:
        gc.set_threshold(*before)
        gc.unfreeze()
