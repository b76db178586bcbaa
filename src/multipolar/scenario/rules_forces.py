"""Rules for the men: somebody to fight, no more of them than there are people, and posts that add up."""

from __future__ import annotations

from collections.abc import Iterator

from multipolar.scenario.distribution import Distribution
from multipolar.scenario.document import Forces
from multipolar.scenario.nodes import Path
from multipolar.scenario.numbers import in_measure, loss_measure
from multipolar.scenario.quantity import Measure, Quantity
from multipolar.scenario.rules import Context
from multipolar.scenario.rules_ground import held_part
from multipolar.scenario.shape import STAND_IN
from multipolar.scenario.translate import Fault

PERSONS = Measure("persons", 0.0, 1e10)
SLACK = 1.0 + 1e-6
POST_SLACK = 1.2
"""Posts are scaled to the men in the theatre, so that a changed total alone is no fault; more than this is one [ratio]."""
STOCKS = {"munitions": "munitions_stock"}


def check_men(context: Context) -> Iterator[Fault]:
    """Yield wars without men, sides without ground, more men than people, and posts of more men than there are."""
    yield from _nobody(context)
    for side, forces in context.document.forces.items():
        path: Path = ("forces", side, "in_theatre")
        men = _in(forces.in_theatre, PERSONS)
        people = _in(context.document.belligerents[side].population, PERSONS)
        if men is None or people is None:
            continue
        if men.median() > people.median() * SLACK:
            said = f"side {side} has {men.median():,.0f} men in the theatre, of {people.median():,.0f} people in all"
            yield Fault(path, "too-many-men", said, f"Correct the one or belligerents.{side}.population.")
        yield from _posts(side, forces, men)
        yield from _losses(side, forces)
        sectors = context.document.theatre.sectors
        if not any(held_part(sector, side) > 0.0 or sector.share_A.note == STAND_IN for sector in sectors):
            said = f"side {side} holds no part of any sector: its men stand nowhere"
            yield Fault(("theatre", "sectors"), "no-ground", said, "Add the ground it comes from, with its share_A.")


def _nobody(context: Context) -> Iterator[Fault]:
    """Yield both sides when neither has men: one side alone may fight from the air."""
    forces = context.document.forces
    laws = {side: _in(force.in_theatre, PERSONS) for side, force in forces.items()}
    if all(law is not None and law.median() < 1.0 for law in laws.values()):
        for side in forces:
            said = f"neither side has men in the theatre, found {laws[side]} of side {side}: there is nobody to fight"
            yield Fault(("forces", side, "in_theatre"), "nobody-to-fight", said)


def _in(quantity: Quantity, measure: Measure) -> Distribution | None:
    """Return a number in the unit of its place; None where it only stands in for a faulty one, or a rule finds it faulty."""
    if quantity.note == STAND_IN:
        return None
    try:
        return in_measure(quantity, measure).distribution
    except ValueError:
        return None


def _least(law: Distribution) -> float:
    return law.support()[0] if law.kind not in OPEN else law.median()


def _most(law: Distribution) -> float:
    return law.support()[1] if law.kind not in OPEN else law.median()


OPEN = frozenset({"N", "LogN", "Exp", "Mix"})
"""Kinds of distribution without a sharp end; their middle is judged."""


def _posts(side: str, forces: Forces, men: Distribution) -> Iterator[Fault]:
    laws = {name: law for name, number in forces.distribution.items() if (law := _in(number, PERSONS)) is not None}
    path: Path = ("forces", side, "distribution")
    there = f"{_most(men):,.0f} men of side {side} in the whole theatre"
    alone = [name for name, law in laws.items() if _least(law) > _most(men) * POST_SLACK]
    for name in alone:
        said = f"found {_least(laws[name]):,.0f} men in {name!r}, but at most {there}"
        yield Fault((*path, name), "too-many-men", said, f"Correct it, or forces.{side}.in_theatre.")
    total = sum(_least(law) for law in laws.values())
    if not alone and total > _most(men) * POST_SLACK:
        said = f"the men of the sectors add up to {total:,.0f}, but there are at most {there}"
        yield Fault(path, "too-many-men", said, f"Correct them, or forces.{side}.in_theatre.")
    nowhere = bool(laws) and len(laws) == len(forces.distribution) and all(law.median() <= 0.0 for law in laws.values())
    if nowhere and men.median() >= 1.0:
        said = f"every sector has 0 men of side {side}: they stand nowhere"
        yield Fault(path, "nobody-to-fight", said, "Leave distribution out, so that they stand along the front.")


def _losses(side: str, forces: Forces) -> Iterator[Fault]:
    for item, lost in forces.losses_so_far.items():
        path: Path = ("forces", side, "losses_so_far", item)
        name, measure = STOCKS.get(item, item), loss_measure(item)
        law = _in(lost, measure)
        stock = getattr(forces, name) if name in forces.model_fields_set else None
        if law is None:
            continue
        had = None if stock is None else _in(stock, measure)
        if had is not None and _least(law) > _most(had) * SLACK:
            yield Fault(path, "outside-bounds", f"found {law} lost, but forces.{side}.{name} were {had} at the start")
