"""A small run of the flagship that the tests of the verbs share."""

from __future__ import annotations

import pytest

from multipolar import api
from multipolar.session.run import Run

MEMBERS = 60
SEED = 11


@pytest.fixture(scope="session")
def done(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a finished run of the flagship as of 16 October."""
    return api.run("karabakh_2020", members=MEMBERS, seed=SEED, out=tmp_path_factory.mktemp("runs") / "one")
