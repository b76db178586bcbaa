"""Files of the page, served without anything else."""

from __future__ import annotations

import pytest

from multipolar.workbench.refusing import RefusedError
from multipolar.workbench.static_files import PATHS, answer, static_text


def test_answer__the_page_with_its_nonce():
    """And its scripts and style under their names."""
    page = answer("/", "abc")
    assert page.status_code == 200
    assert b"{{nonce}}" not in page.body
    assert answer("/favicon.ico", "abc").status_code == 204
    assert {"/", "/index.html"} <= PATHS


def test_static_text__nothing_else():
    """Names outside the table."""
    for name in ("app.py", "../app.py", ""):
        with pytest.raises(RefusedError, match="no such page"):
            static_text(name)
    assert answer("/app.py", "").status_code == 404
