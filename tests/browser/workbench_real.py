"""The real server of the workbench on a small project of its own, for tests of the tabs in a browser."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import multipolar
from multipolar.scenario.files import library_dir

WAR = (library_dir("templates") / "border_war.yaml").read_text(encoding="utf-8")
REPORTS = """\
format: multipolar-evidence/1
scenario: border_war
title: What became known in May
reports:
  - {id: R1, kind: holds, event_date: "2024-05-05", report_date: "2024-05-06", source: radio, reliability: B, credibility: 2,
     sector: TOWN, side: SOU, text: The town stands.}
"""
COURSES = 200


def project(folder: Path) -> Path:
    """Fill a folder with a scenario, a file of reports and a run; return the folder."""
    (folder / "border_war.yaml").write_text(WAR, encoding="utf-8")
    (folder / "reports.yaml").write_text(REPORTS, encoding="utf-8")
    multipolar.run(str(folder / "border_war.yaml"), members=COURSES, out=folder / "runs" / "base", report=False)
    return folder


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder; gives the address that opens the workbench."""
    command = [sys.executable, "-m", "multipolar.cli", "serve", str(folder), "--port", "0", "--no-open"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONUNBUFFERED": "1"}) as server:
        try:
            assert server.stdout is not None
            yield next(line.strip() for line in server.stdout if line.startswith("http://"))
        finally:
            server.terminate()
            server.wait(10)
