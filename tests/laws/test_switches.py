"""Every mechanism switch moves courses: one that moves none would be a switch that does nothing."""

from __future__ import annotations

from multipolar.engine.chunk import Job
from multipolar.engine.ensemble import collect
from multipolar.model.register import MECHANISMS
from multipolar.session.war import Recipe, load_war

MEMBERS = 150


def test_mechanisms__each_switched_off_moves_the_flagship() -> None:
    """The flagship uses every mechanism; on the same members, each one's absence shows in some outcome."""
    model = load_war(Recipe("karabakh_2020")).model
    as_it_is = collect(Job(model, MEMBERS, 2020)).outcomes.tobytes()

    silent = [name for name in MECHANISMS if collect(Job(model, MEMBERS, 2020, off=(name,))).outcomes.tobytes() == as_it_is]
    assert silent == []
