"""Every mechanism switch moves courses: one that moves none would be a switch that does nothing."""

from __future__ import annotations

from multipolar.engine.chunk import Job
from multipolar.engine.ensemble import collect
from multipolar.model.register import MECHANISMS
from multipolar.session.war import Recipe, load_war

FEW, MANY = 12, 150
"""Courses that show most mechanisms at once, and those that show the rare ones: coercion and pressure."""


def test_mechanisms__each_switched_off_moves_the_flagship() -> None:
    """The flagship uses every mechanism; on the same members, each one's absence shows in some outcome."""
    model = load_war(Recipe("karabakh_2020")).model
    silent = list(MECHANISMS)
    for members in (FEW, MANY):
        as_it_is = collect(Job(model, members, 2020)).outcomes.tobytes()
        silent = [name for name in silent if collect(Job(model, members, 2020, off=(name,))).outcomes.tobytes() == as_it_is]
    assert silent == []
