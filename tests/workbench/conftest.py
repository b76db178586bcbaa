"""A server on a project folder that no socket leads to, and pages that call it as a browser would."""

from __future__ import annotations

import pytest

from workbench_stage import Stage, stage


@pytest.fixture
def at(tmp_path) -> Stage:
    """Return a server on an empty project folder and the page of its owner."""
    with stage(tmp_path / "case") as made:
        yield made
