"""The worker as a process: it answers in lines, prints elsewhere, and ends with its input."""

from __future__ import annotations

import json
import subprocess
import sys

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
