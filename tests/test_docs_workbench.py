"""The page on the workbench's interface against the routes."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from multipolar.workbench.app import api_of

ROOT = Path(__file__).resolve().parent.parent


def test_page__is_what_the_routes_say():
    """Written anew it would be the same, and every call of the interface stands in it."""
    done = subprocess.run([sys.executable, "tools/docs_workbench.py", "--check"], cwd=ROOT, check=False)
    assert done.returncode == 0, "python tools/docs_workbench.py"
    text = (ROOT / "docs" / "workbench-http.md").read_text(encoding="utf-8")
    calls = [f"`{method.upper()} {path}`" for path, methods in api_of().openapi()["paths"].items() for method in methods]
    assert [call for call in calls if call not in text] == []
