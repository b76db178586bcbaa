"""A small run of the flagship that the tests of played courses share."""

from __future__ import annotations

import pytest

from multipolar.session.run import Run, run_war
from multipolar.session.run_files import Order
from multipolar.session.war import Recipe, load_war
from multipolar.studies.play import Play, begin


@pytest.fixture(scope="session")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a finished run of forty courses as of 16 October."""
    return run_war(load_war(Recipe("karabakh_2020")), Order(40, 11, tmp_path_factory.mktemp("played") / "r"))


@pytest.fixture(scope="session")
def over(lived: Run) -> Play:
    """Return a course that was played to its end: Russia starts, keeps up and ends an act."""
    game = begin(lived, "RUS", from_day=6, step=4)
    first = next(row for row in game.brief()["choices"] if row["option"] == "peacekeepers")
    game.choose(first["option"])
    game.choose()
    while not game.over:
        game.choose("", None)
    return game
