"""The real server of the workbench on a small project of its own, for tests of the tabs in a browser."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.browser.chromium import AXE

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
LOOK = """axe.run(document, {resultTypes: ['violations']})
    .then(r => r.violations.map(v => [v.id, v.nodes.map(n => n.html.slice(0, 160))]))"""


def project(folder: Path) -> Path:
    """Fill a folder with a scenario, a file of reports and a run; return the folder."""
    (folder / "border_war.yaml").write_text(WAR, encoding="utf-8")
    (folder / "reports.yaml").write_text(REPORTS, encoding="utf-8")
    multipolar.run(str(folder / "border_war.yaml"), members=COURSES, out=folder / "runs" / "base")
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


def sound(page) -> None:
    """Check that nobody is kept out, at two widths and in both themes, and that nothing runs over the edge."""
    if AXE.exists():
        session = page.context.new_cdp_session(page)
        session.send("Runtime.evaluate", {"expression": AXE.read_text(encoding="utf-8")})
    for width in (1280, 390):
        page.set_viewport_size({"width": width, "height": 860})
        page.wait_for_timeout(150)
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        for _ in range(2):
            page.get_by_role("button", name="Dark colours").click()
            if AXE.exists():
                assert page.evaluate(LOOK) == []
    page.set_viewport_size({"width": 1280, "height": 860})
