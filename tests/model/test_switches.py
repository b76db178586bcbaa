"""Places of switches are those of the mechanisms' list."""

from __future__ import annotations

from multipolar.model import switches
from multipolar.model.register import MECHANISMS


def test_switches__stand_where_the_list_has_them():
    """The constant DRONES is the place of `drones`, and so on for all."""
    places = {name.lower(): value for name, value in vars(switches).items() if name.isupper()}
    assert places == {name: i for i, name in enumerate(MECHANISMS)}
