"""A small finished run of the flagship that tests of its tables share."""

from __future__ import annotations

import pytest

from multipolar.session.run import Run, run_war
from multipolar.session.run_files import Order
from multipolar.session.war import Recipe, load_war


@pytest.fixture(scope="session")
def finished(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a finished run of forty courses."""
    return run_war(load_war(Recipe("karabakh_2020")), Order(40, 11, tmp_path_factory.mktemp("tables") / "r"))
