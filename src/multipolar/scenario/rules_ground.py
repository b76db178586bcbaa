"""Rules for the ground: every contested place can be reached, every force supplied, every lifeline leads home."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from multipolar.scenario.document import Edge, Forces, Sector
from multipolar.scenario.nodes import Path
from multipolar.scenario.options import lifeline_name
from multipolar.scenario.rules import Context
from multipolar.scenario.translate import Fault

CARRY = frozenset({"road", "track"})
MOVE = CARRY | {"front"}
OUTSIDE_KINDS = frozenset({"ext_road", "ext_air", "ext_rail", "ext_sea"})


def reached(starts: Iterable[str], edges: Iterable[Edge], kinds: frozenset[str], own: frozenset[str]) -> set[str]:
    """Return the sectors of ``own`` that can be reached from ``starts`` over edges of some kinds."""
    nearby: dict[str, list[str]] = {}
    for edge in edges:
        if edge.kind in kinds:
            nearby.setdefault(edge.a, []).append(edge.b)
            nearby.setdefault(edge.b, []).append(edge.a)
    seen = {sector for sector in starts if sector in own}
    waiting = list(seen)
    while waiting:
        for other in nearby.get(waiting.pop(), ()):
            if other in own and other not in seen:
                seen.add(other)
                waiting.append(other)
    return seen


def held_part(sector: Sector, side: str) -> float:
    """Return the largest share of a sector that a side may hold at the start."""
    low, high = sector.share_A.distribution.support()
    return high if side == "A" else 1.0 - low


def sources_of(context: Context, side: str) -> list[str]:
    """Return the sectors where supply of a side enters: its own sources, and the ends of outside entries it holds."""
    theatre = context.document.theatre
    held = {s.id for s in theatre.sectors if held_part(s, side) > 0.0}
    entries = [e.a for e in theatre.edges if e.kind.startswith("ext_") and e.a in held]
    return [s.id for s in theatre.sectors if s.source_of == side or side in s.open_rear] + entries


def check_reach(context: Context) -> Iterator[Fault]:
    """Yield every contested sector that no road leads to, and a theatre in which nothing is contested."""
    theatre = context.document.theatre
    every = frozenset(context.sectors)
    starts = [*sources_of(context, "A"), *sources_of(context, "B")]
    seen = reached(starts, theatre.edges, MOVE, every)
    for i, sector in enumerate(theatre.sectors):
        if starts and sector.contested and sector.id not in seen:
            said = f"no edge leads from a source of either side to the contested sector {sector.id!r}"
            hint = "Add an edge, or write contested: false."
            yield Fault(("theatre", "sectors", i), "unreachable-sector", said, hint)
    if not any(_weight(sector) > 0.0 for sector in theatre.sectors if sector.contested):
        yield Fault(("theatre", "sectors"), "no-weight", "no sector is contested, so there is nothing to fight over")
    for i, edge in enumerate(theatre.edges):
        if edge.a == edge.b:
            said = f"the edge leads from {edge.a!r} to itself"
            yield Fault(("theatre", "edges", i, "b"), "bad-edge", said, "Name two places.")


def _weight(sector: Sector) -> float:
    return (sector.weight or sector.area).distribution.median()


def check_areas(context: Context) -> Iterator[Fault]:
    """Yield sectors without any ground."""
    for i, sector in enumerate(context.document.theatre.sectors):
        law = sector.area.distribution
        if law.median() <= 0.0 or law.support()[0] < 0.0:
            yield Fault(("theatre", "sectors", i, "area"), "outside-bounds", f"found {law} km2, an area is above 0 km2")


def check_supply(context: Context) -> Iterator[Fault]:
    """Yield every side with men and no source, and every place with men that its supply cannot reach."""
    for side, forces in context.document.forces.items():
        if forces.in_theatre.distribution.support()[1] <= 0.0:
            continue
        starts = sources_of(context, side)
        if not starts:
            said = f"side {side} has men in the theatre and no sector with source_of: {side}"
            hint = "Mark where its supply enters, or add an outside entry (ext_road, ext_air)."
            yield Fault(("forces", side, "in_theatre"), "no-supply-route", said, hint)
            continue
        yield from _rows(context, side, forces, starts)


def _rows(context: Context, side: str, forces: Forces, starts: list[str]) -> Iterator[Fault]:
    theatre = context.document.theatre
    held = frozenset(s.id for s in theatre.sectors if held_part(s, side) > 0.0)
    seen = reached(starts, theatre.edges, CARRY, held)
    for name, men in forces.distribution.items():
        path: Path = ("forces", side, "distribution", name)
        if name not in context.sectors or men.distribution.support()[1] <= 0.0:
            continue
        if name not in held:
            share = next(s.share_A for s in theatre.sectors if s.id == name).distribution
            said = f"side {side} holds no part of {name!r} (share_A is {share}) and cannot have men there"
            yield Fault(path, "troops-outside", said, "Move them, or correct share_A.")
        elif name not in seen:
            said = f"no road leads from a source of side {side} through ground it holds to its men in {name!r}"
            yield Fault(path, "no-supply-route", said, "Add the road, or move the men.")


def check_lifelines(context: Context) -> Iterator[Fault]:
    """Yield every lifeline that does not connect its side with a source."""
    theatre = context.document.theatre
    every = frozenset(context.sectors)
    sides: dict[str, tuple[str, int]] = {}
    for i, edge in enumerate(theatre.edges):
        if edge.lifeline and edge.lifeline_of is None:
            said = f"the lifeline {edge.lifeline!r} does not say whose it is"
            yield Fault(("theatre", "edges", i, "lifeline_of"), "missing-key", said, "Write lifeline_of: A or B.")
        if edge.lifeline_of is not None:
            name = lifeline_name(edge)
            side, first = sides.setdefault(name.casefold(), (edge.lifeline_of, i))
            other = lifeline_name(theatre.edges[first])
            if side != edge.lifeline_of or other != name:
                line = context.line(("theatre", "edges", first))
                said = f"the lifeline {name!r} of side {edge.lifeline_of} is {other!r} of side {side} on line {line}"
                yield Fault(("theatre", "edges", i, "lifeline"), "duplicate-id", said, "Give each side's lifeline its own name.")
        if edge.lifeline_of is None or edge.kind.startswith("ext_"):
            continue
        path: Path = ("theatre", "edges", i, "lifeline_of")
        seen = reached(sources_of(context, edge.lifeline_of), theatre.edges, CARRY, every)
        if edge.kind not in CARRY:
            said = f"a lifeline must be a road or a track, found {edge.kind}"
            yield Fault(path, "lifeline-no-route", said)
        elif edge.a not in seen and edge.b not in seen:
            said = f"the lifeline {edge.lifeline or edge.id!r} leads to no source of side {edge.lifeline_of}"
            yield Fault(path, "lifeline-no-route", said, "Add the road behind it, or mark where supply enters.")
