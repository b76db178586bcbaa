"""Where CI requires the browser, a skipped browser test is a failed one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

SINGLE = """
import pytest

@pytest.mark.browser
def test_page():
    pytest.skip("no Chromium here")

def test_other():
    pytest.skip("nothing to do with browsers")
"""

WHOLE = """
import pytest
pytest.importorskip("no_such_module_at_all")

def test_page():
    assert False
"""


@pytest.mark.parametrize(("required", "outcome"), [("1", {"failed": 1, "error": 1}), ("0", {})])
def test_conftest__turns_skipped_browser_tests_into_failures(tmp_path, required, outcome):
    """With the variable set, a skipped test and a skipped file both fail; other skips stay skips."""
    (tmp_path / "pytest.ini").write_text(f"[pytest]\npythonpath = {Path(__file__).parent}\nmarkers =\n    browser: x\n")
    (tmp_path / "browser").mkdir()
    shutil.copy(Path(__file__).parent / "conftest.py", tmp_path)
    (tmp_path / "test_single.py").write_text(SINGLE)
    (tmp_path / "browser" / "test_whole.py").write_text(WHOLE)
    env = {**os.environ, "MULTIPOLAR_REQUIRE_BROWSER": required}
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--continue-on-collection-errors", "."]

    done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    closing = done.stdout.strip().splitlines()[-1]

    assert ("1 failed" in closing) == ("failed" in outcome), done.stdout
    assert ("1 error" in closing) == ("error" in outcome), done.stdout
    assert ("1 skipped" if outcome else "3 skipped") in closing, done.stdout
