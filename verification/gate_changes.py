"""The changes of gates: settings, switches and claims as on the command line, and described edits of the scenario's document.

A change is written as parts joined by semicolons: ``--set KEY=VALUE``, ``--off MECHANISM``, ``--claim CHOICE``, ``--chunk MEMBERS``
(lived in such portions on one thread), or the name of a function of this file with its arguments, such as ``men_times(A, 3)``.
Each such function takes a document and returns another.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Literal, TypeVar

from multipolar.model.build import build
from multipolar.model.register import MECHANISMS
from multipolar.scenario.distribution import Distribution
from multipolar.scenario.document import Document, Edge, Power, Sector, Settlement
from multipolar.scenario.quantity import Quantity
from multipolar.scenario.resolve import resolve
from multipolar.scenario.stance import choose
from multipolar.session.war import (
    Recipe,
    War,
    document_of,
    load_war,
    read,
    refuse_undone,
    variant,
    with_learned_priors,
    words,
)

Change = Callable[..., Document]
Name = Literal["A", "B"]
AnyChange = TypeVar("AnyChange", bound=Change)
CALL = re.compile(r"([a-z_]+)\((.*)\)")

CHANGES: dict[str, Change] = {}
"""Every described edit by its name in the table."""

ARMS = (
    "tanks", "ifv", "guns", "launchers", "missiles", "short_range_ad", "armed_drones", "loitering", "aircraft", "helicopters",
    "sam", "munitions_stock", "munitions_use", "munitions_resupply",
)  # fmt: skip
HALVED = ("area", "population", "weight")
"""What two halves of a sector share; value and key place are told of each."""
MEDIATING = frozenset({"mediate", "guarantee"})


class CannotChangeError(LookupError):
    """A change names what this engine or this scenario has not."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A change as read: what goes into the recipe, and edits of the document in order, each with its arguments."""

    settings: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    edits: tuple[tuple[str, tuple[str | float, ...]], ...] = ()
    chunk: int | None = None


def change(function: AnyChange) -> AnyChange:
    """Enter a function of documents under its name."""
    CHANGES[function.__name__] = function
    return function


def call(text: str) -> tuple[str, tuple[str | float, ...]]:
    """Return name and arguments of a call as a table writes it; numbers become numbers.

    Raises
    ------
    ValueError : for a text that is no call.
    """
    found = CALL.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"found {text!r}, expected NAME(ARGUMENT, ...)")
    arguments = [part.strip() for part in found[2].split(",") if part.strip()]
    return found[1], tuple(float(a) if re.fullmatch(r"-?[0-9.]+", a) else a for a in arguments)


def parsed(text: str) -> Changed:
    """Return a change from its text.

    Raises
    ------
    ValueError : for a part that is neither an option of the command line nor a call. CannotChangeError : for an unknown function.
    """
    found = Changed()
    for part in (piece.strip() for piece in text.split(";")):
        word, _, rest = part.partition(" ")
        if word == "--set":
            found = replace(found, settings=(*found.settings, rest))
        elif word == "--claim":
            found = replace(found, claims=(*found.claims, rest))
        elif word == "--off":
            found = replace(found, off=(*found.off, *rest.split()))
        elif word == "--chunk":
            found = replace(found, chunk=int(rest))
        elif part:
            name, arguments = call(part)
            if name not in CHANGES:
                raise CannotChangeError(f"no edit {name!r}")
            found = replace(found, edits=(*found.edits, (name, arguments)))
    return found


def missing_switches(text: str) -> list[str]:
    """Return the switches of a change that the engine has not."""
    return [f"switch {name}" for name in parsed(text).off if name not in MECHANISMS]


def changed_war(source: str, as_of: str | None, text: str, horizon: int | None = None) -> War:
    """Return the war of a scenario after a change, priors learned as for the war itself.

    Raises
    ------
    CannotChangeError : if the scenario has not what an edit names. ScenarioError : with every fault.
    """
    asked = parsed(text)
    recipe = variant(Recipe(source, as_of), settings=asked.settings, claims=asked.claims, off=asked.off)
    if not asked.edits and horizon is None:
        return load_war(recipe)
    loaded = read(recipe)
    document = document_of(loaded)
    refuse_undone(recipe, loaded, document)
    document = with_learned_priors(edited(document, asked, horizon))
    scenario = resolve(document, words(), choose(document, recipe.bundle, recipe.claims))
    return War(recipe, scenario, build(scenario))


def edited(document: Document, asked: Changed, horizon: int | None = None) -> Document:
    """Return a document after the edits of a change, every block checked again."""
    for name, arguments in asked.edits:
        document = CHANGES[name](document, *arguments)
    if horizon is not None:
        document = document.model_copy(update={"horizon_days": horizon})
    return Document.model_validate(document.model_dump())


def plain(value: float, unit: str | None = None) -> Quantity:
    """Return a number without spread."""
    return Quantity.of(float(value), unit=unit)


def times(quantity: Quantity, factor: float) -> Quantity:
    """Return a number times a factor, its spread along with it."""
    law = quantity.distribution.scaled(factor) if factor > 0.0 else Distribution("point", (0.0,))
    return quantity.model_copy(update={"distribution": law})


def plus(quantity: Quantity, more: float) -> Quantity:
    """Return a number and so much more, its spread kept.

    Raises
    ------
    CannotChangeError : for a kind of spread that cannot be moved.
    """
    law = quantity.distribution
    moved = {"point": 1, "U": 2, "Tri": 3, "N": 1}.get(law.kind)
    if moved is None:
        raise CannotChangeError(f"a spread of kind {law.kind} that can be moved")
    args = tuple(x + more if i < moved else x for i, x in enumerate(law.args))
    return quantity.model_copy(update={"distribution": Distribution(law.kind, args)})


def _forces(document: Document, side: Name, **update: Any) -> Document:
    block = document.forces[side].model_copy(update=update)
    return document.model_copy(update={"forces": {**document.forces, side: block}})


def _belligerent(document: Document, side: Name, **update: Any) -> Document:
    block = document.belligerents[side].model_copy(update=update)
    return document.model_copy(update={"belligerents": {**document.belligerents, side: block}})


def _theatre(document: Document, **update: Any) -> Document:
    return document.model_copy(update={"theatre": document.theatre.model_copy(update=update)})


def _edges(document: Document, which: Callable[[Edge], bool], how: Callable[[Edge], dict[str, Any]], what: str) -> Document:
    if not any(which(edge) for edge in document.theatre.edges):
        raise CannotChangeError(f"a way {what}")
    return _theatre(document, edges=[e.model_copy(update=how(e)) if which(e) else e for e in document.theatre.edges])


def power_named(document: Document, name: str) -> Power:
    """Return a power by its id.

    Raises
    ------
    CannotChangeError : if there is none.
    """
    found = next((power for power in document.powers if power.id == name), None)
    if found is None:
        raise CannotChangeError(f"power {name}")
    return found


def _power(document: Document, name: str, **update: Any) -> Document:
    power_named(document, name)
    return document.model_copy(
        update={"powers": [p.model_copy(update=update) if p.id == name else p for p in document.powers]}
    )  # fmt: skip


def sector_named(document: Document, name: str) -> Sector:
    """Return a sector by its id.

    Raises
    ------
    CannotChangeError : if there is none.
    """
    found = next((sector for sector in document.theatre.sectors if sector.id == name), None)
    if found is None:
        raise CannotChangeError(f"sector {name}")
    return found


@change
def men_times(document: Document, side: Name, factor: float) -> Document:
    """Multiply the men of a side, in all and by place."""
    block = document.forces[side]
    places = {place: times(men, factor) for place, men in block.distribution.items()}
    return _forces(document, side, in_theatre=times(block.in_theatre, factor), distribution=places)


@change
def army_times(document: Document, side: Name, factor: float) -> Document:
    """Multiply men, arms, stocks and use of shells of a side."""
    document = men_times(document, side, factor)
    block = document.forces[side]
    arms = {name: value for name in ARMS if (value := getattr(block, name)) is not None}
    return _forces(document, side, **{name: times(value, factor) for name, value in arms.items()})


@change
def army_as_share_of(document: Document, side: Name, other: Name, share: float) -> Document:
    """Bring the middle of a side's men to a share of the other's, and its arms and shells by the same factor."""
    own, theirs = (document.forces[s].in_theatre.distribution.median() for s in (side, other))
    return army_times(document, side, share * theirs / own)


@change
def shells_times(document: Document, side: Name, factor: float) -> Document:
    """Multiply stock and deliveries of shells of a side."""
    block = document.forces[side]
    update = {n: times(v, factor) for n in ("munitions_stock", "munitions_resupply") if (v := getattr(block, n)) is not None}
    return _forces(document, side, **update)


@change
def no_shells(document: Document, side: Name) -> Document:
    """Leave a side neither stock nor deliveries of shells, and no losses of them to be taken off."""
    block = document.forces[side]
    losses: dict[Any, Quantity] = {name: value for name, value in block.losses_so_far.items() if name != "munitions"}
    none = {"munitions_stock": plain(0.0, "t"), "munitions_resupply": plain(0.0, "t/day")}
    return _forces(document, side, losses_so_far=losses, **none)


@change
def men_as_share_of(document: Document, side: Name, other: Name, share: float) -> Document:
    """Bring the middle of a side's men to a share of the other's."""
    own, theirs = (document.forces[s].in_theatre.distribution.median() for s in (side, other))
    return men_times(document, side, share * theirs / own)


@change
def reserve(document: Document, side: Name, persons: float) -> Document:
    """Give a side a reserve of so many men besides those it has in place."""
    block = document.forces[side]
    placed = block.in_theatre.distribution.median()
    men = plus(block.in_theatre, persons)
    return _forces(document, side, in_theatre=men, reserve_share=plain(persons / (placed + persons)))


@change
def men_in(document: Document, side: Name, sector: str, persons: float) -> Document:
    """Post so many men of a side in a sector; its men in all change by as many."""
    sector_named(document, sector)
    block = document.forces[side]
    before = block.distribution.get(sector)
    more = persons - (0.0 if before is None else before.distribution.median())
    places = {**block.distribution, sector: plain(persons, "persons")}
    return _forces(document, side, in_theatre=plus(block.in_theatre, more), distribution=places)


@change
def roads_times(document: Document, factor: float) -> Document:
    """Multiply the capacity of every way."""
    return _edges(document, lambda _: True, lambda e: {"capacity": times(e.capacity, factor)}, "at all")


def inner(document: Document, side: Name) -> Callable[[Edge], bool]:
    """Return whether a way lies between two sectors that a side holds at the start."""
    held = {s.id: s.share_A.distribution.median() for s in document.theatre.sectors}
    own = {name for name, share in held.items() if (share > 0.5 if side == "A" else share < 0.5)}
    return lambda e: e.a in own and e.b in own and e.kind in ("road", "track")


@change
def inner_roads_closed(document: Document, side: Name) -> Document:
    """Let nothing pass on the ways behind a side's front."""
    shut = {"capacity": plain(0.0, "t/day")}
    return _edges(document, inner(document, side), lambda _: shut, f"behind the front of {side}")


@change
def roads_longer(document: Document, side: Name, factor: float) -> Document:
    """Multiply the length of the ways behind a side's front."""
    return _edges(document, inner(document, side), lambda e: {"length": times(e.length, factor)}, f"behind the front of {side}")


@change
def road_length(document: Document, edge: str, km: float) -> Document:
    """Set the length of one way."""
    return _edges(document, lambda e: e.id == edge, lambda _: {"length": plain(km, "km")}, edge)


@change
def passes_at(document: Document, side: Name, metres: float) -> Document:
    """Set the height of the passes of a side's lifelines; how often they are snowed up is left to the height."""
    update = {"pass_height": plain(metres, "m"), "snow_closed": plain(0.0)}
    return _edges(document, lambda e: e.lifeline_of == side, lambda _: update, f"that is a lifeline of {side}")


@change
def as_of(document: Document, date: str) -> Document:
    """Take the file's start state as that of another date; the round began as many days before it."""
    day = dt.date.fromisoformat(date)
    start = document.round_start + (day - document.as_of)
    return document.model_copy(update={"as_of": day, "round_start": start, "as_of_dates": {}, "questions": []})


@change
def begun_before(document: Document, days: float) -> Document:
    """Let the round have begun so many days before the as-of date; the start state is the file's."""
    start = document.as_of - dt.timedelta(days=days)
    return document.model_copy(update={"round_start": start, "phase": "escalation"})


@change
def enforcement(document: Document, share: float) -> Document:
    """Set the enforcement of every design."""
    return document.model_copy(
        update={"settlements": [d.model_copy(update={"enforcement": plain(share)}) for d in document.settlements]}
    )  # fmt: skip


@change
def kept_by(document: Document, power: str, share: float) -> Document:
    """Let one power's men keep the peace of every design, with a share of enforcement; ``nobody``: no men from outside.

    The power has offered its men before the as-of date: whose offer of men depends on its choice seldom sends any.
    """
    if power == "nobody":
        update: dict[str, Any] = {"arrangement": "none", "enforcers": [], "enforcement": plain(share)}
    else:
        update = {"arrangement": "single_power", "enforcers": [power], "enforcement": plain(share)}
        before = power_named(document, power)
        options = list(dict.fromkeys([*before.options, "mediate", "peacekeepers"]))
        active = list(dict.fromkeys([*before.active, "peacekeepers"]))
        document = _power(document, power, options=options, active=active, acceptance=plain(1.0))
    return document.model_copy(update={"settlements": [d.model_copy(update=update) for d in document.settlements]})


@change
def patrolled_by(document: Document, first: str, second: str, share: float) -> Document:
    """Let joint patrols of two powers keep the peace of every design, with a share of enforcement."""
    for name in (first, second):
        power_named(document, name)
    update = {"arrangement": "joint_patrols", "enforcers": [first, second], "outside_role": [], "enforcement": plain(share)}
    return document.model_copy(update={"settlements": [d.model_copy(update=update) for d in document.settlements]})


@change
def mediated_by(document: Document, power: str) -> Document:
    """Let one power mediate from the as-of date on, so that what keeps an offer from being signed is the offer."""
    before = power_named(document, power)
    extra = {name: list(dict.fromkeys([*getattr(before, name), "mediate"])) for name in ("options", "active")}
    return _power(document, power, **extra)


@change
def nobody_mediates(document: Document) -> Document:
    """Take mediation and guarantees from every power."""

    def without(names: list[str]) -> list[str]:
        return [name for name in names if name not in MEDIATING]

    powers = [p.model_copy(update={"options": without(p.options), "active": without(p.active)}) for p in document.powers]
    return document.model_copy(update={"powers": powers})


@change
def turned(document: Document, power: str) -> Document:
    """Turn a power to the other side: ties, position, leverage and acts under way; its list holds every act for both sides."""
    before = power_named(document, power)
    ids = {document.belligerents["A"].id, document.belligerents["B"].id}

    def other(name: str) -> str:
        verb, _, target = name.rpartition("_")
        return f"{verb}_{next(iter(ids - {target}))}" if target in ids else name

    options = list(dict.fromkeys([*before.options, *map(other, before.options)]))
    position = None if before.side_position is None else _mirror(before.side_position)
    return _power(
        document, power, tie_A=before.tie_B, tie_B=before.tie_A, side_position=position, leverage_A=before.leverage_B,
        leverage_B=before.leverage_A, active=[other(name) for name in before.active], options=options,
    )  # fmt: skip


def _mirror(quantity: Quantity) -> Quantity:
    """Return one less a number that is a point or triangular."""
    law = quantity.distribution
    if law.kind not in ("point", "Tri", "U"):
        raise CannotChangeError(f"a spread of kind {law.kind} that can be mirrored")
    return quantity.model_copy(update={"distribution": Distribution(law.kind, tuple(1.0 - x for x in reversed(law.args)))})


@change
def powers_reversed(document: Document) -> Document:
    """List the powers the other way round."""
    return document.model_copy(update={"powers": list(reversed(document.powers))})


@change
def sleeper(document: Document, name: str) -> Document:
    """Add a power that sleeps and attends to nothing."""
    nothing = plain(0.0)
    sleeping = Power(
        id=name, name=name, dormant=True, tie_A=nothing, tie_B=nothing, attention=nothing, access=nothing, options=["stay_out"]
    )
    return document.model_copy(update={"powers": [*document.powers, sleeping]})


@change
def useless_design(document: Document, name: str) -> Document:
    """Add a design that no power offers and neither side wants."""
    ids = [document.belligerents["A"].id, document.belligerents["B"].id]
    design = Settlement(
        id=name, what="a design that nobody wants", territory="line_of_contact", arrangement="none", enforcement=plain(0.0),
        face_A=plain(-1.0), face_B=plain(-1.0), part_worth={p.id: plain(-1.0) for p in document.powers}, consent=ids,
    )  # fmt: skip
    return document.model_copy(update={"settlements": [*document.settlements, design]})


@change
def split(document: Document, *names: str) -> Document:
    """Cut sectors into two equal halves side by side, with men, ways and their capacity halved and a wide road between."""
    for name in names:
        document = _split(document, name)
    return document


def _split(document: Document, name: str) -> Document:
    twin = f"{name}_2"
    sector = sector_named(document, name)
    halves = {key: times(value, 0.5) for key in HALVED if (value := getattr(sector, key)) is not None}
    half = sector.model_copy(update=halves)
    sectors = [half if s.id == name else s for s in document.theatre.sectors]
    sectors.append(half.model_copy(update={"id": twin, "alt_names": [], "name": f"{sector.name}, second half"}))
    edges: list[Edge] = []
    for edge in document.theatre.edges:
        if name not in (edge.a, edge.b):
            edges.append(edge)
            continue
        first = edge.model_copy(update={"capacity": times(edge.capacity, 0.5)})
        ends = {"a": twin if edge.a == name else edge.a, "b": twin if edge.b == name else edge.b}
        edges += [first, first.model_copy(update={"id": f"{edge.id}_2", **ends})]
    joint = Edge(id=f"{name}-{twin}", a=name, b=twin, kind="road", length=plain(10.0, "km"), capacity=plain(5000.0, "t/day"))
    reports = [r.model_copy(update={"id": f"{r.id}_2", "sector": twin}) for r in document.reports if r.sector == name]
    document = _theatre(document, sectors=sectors, edges=[*edges, joint])
    for side, block in document.forces.items():
        if name in block.distribution:
            men = times(block.distribution[name], 0.5)
            document = _forces(document, side, distribution={**block.distribution, name: men, twin: men})
    issues = [i.model_copy(update={"ground": _with_twin(i.ground, name, twin)}) for i in document.issues]
    return document.model_copy(update={"reports": [*document.reports, *reports], "issues": issues})


def _with_twin(ground: Any, name: str, twin: str) -> Any:
    return [*ground, twin] if isinstance(ground, list) and name in ground else ground


@change
def salience(document: Document, side: Name, issue: str, value: float) -> Document:
    """Set what an issue is worth to a side."""
    interests = document.belligerents[side].interests
    if issue not in {one.issue for one in interests}:
        raise CannotChangeError(f"interest of {side} in {issue}")
    changed = [one.model_copy(update={"salience": plain(value)}) if one.issue == issue else one for one in interests]
    return _belligerent(document, side, interests=changed)


@change
def no_interests(document: Document, side: Name) -> Document:
    """Take away what a side has at stake in the issues."""
    return _belligerent(document, side, interests=[])


@change
def claim_kind(document: Document, claim: str, kind: str) -> Document:
    """Call a claim another kind."""
    if claim not in {one.id for one in document.claims}:
        raise CannotChangeError(f"claim {claim}")
    return document.model_copy(
        update={"claims": [c.model_copy(update={"kind": kind}) if c.id == claim else c for c in document.claims]}
    )  # fmt: skip


@change
def unnamed(document: Document) -> Document:
    """Replace names and texts of sides, powers, sectors and claims; identifiers stay, for the file refers to itself by them."""
    sides = {
        key: one.model_copy(update={"name": f"side {key}", "aims": [], "note": ""}) for key, one in document.belligerents.items()
    }
    powers = [one.model_copy(update={"name": f"power {i}", "note": ""}) for i, one in enumerate(document.powers)]
    sectors = [
        one.model_copy(update={"name": f"sector {i}", "alt_names": [], "note": ""})
        for i, one in enumerate(document.theatre.sectors)
    ]
    claims = [one.model_copy(update={"text": f"claim {i}", "test": ""}) for i, one in enumerate(document.claims)]
    document = _theatre(document, sectors=sectors)
    return document.model_copy(update={"belligerents": sides, "powers": powers, "claims": claims, "title": "a war"})


@change
def unheard_of(document: Document) -> Document:
    """Give the war an identifier of which no end is on file."""
    return document.model_copy(update={"id": "unheard_of"})


@change
def withdrawn(document: Document, power: str) -> Document:
    """Let a power support nobody any more: nothing it does goes on, and it starts nothing."""
    return _power(document, power, active=[], dormant=True, level="out")
