"""Rules for size: whatever the records have room for is stated here, with the count found, before anything is built."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from multipolar.scenario.nodes import Path
from multipolar.scenario.options import TARGET, concrete, lifeline_name, open_options
from multipolar.scenario.rules import Context
from multipolar.scenario.translate import Fault
from multipolar.scenario.vocabulary import STAY_OUT

ROUND_DAYS = 36_500
"""Longer rounds are a slip of the pen [days]."""
BLOCKS: tuple[tuple[str, str, Path], ...] = (
    ("s", "sectors", ("theatre", "sectors")),
    ("e", "edges", ("theatre", "edges")),
    ("p", "powers", ("powers",)),
    ("g", "settlements", ("settlements",)),
    ("t", "treaties", ("treaties",)),
    ("r", "red lines", ("red_lines",)),
    ("c", "claims", ("claims",)),
    ("z", "linked theatres", ("linked_theatres",)),
)
"""Blocks with one record place for each of their items: axis, what they hold, where they stand."""


def check_room(context: Context) -> Iterator[Fault]:
    """Yield every kind of thing of which there is more than the largest records have room for."""
    doc = context.document
    for axis, what, path in BLOCKS:
        block = doc.theatre if path[0] == "theatre" else doc
        yield from _too_many(context, axis, what, len(getattr(block, str(path[-1]))), path)
    lifelines = dict.fromkeys(name for edge in doc.theatre.edges if (name := lifeline_name(edge)))
    yield from _too_many(context, "l", "lifelines", len(lifelines), ("theatre", "edges"), indexed=False)
    every: dict[tuple[str, str | None], None] = {}
    for i, power in enumerate(doc.powers):
        acts = _acts(context, open_options(power, doc, context.options))
        every |= acts
        yield from _too_many(context, "o", f"options of {power.id}", len(acts), ("powers", i, "options"), indexed=False)
    every |= _acts(context, (option.id for option in doc.options if TARGET not in option.id))
    yield from _too_many(context, "n", "different options of all powers", len(every), ("powers",), indexed=False)


def _acts(context: Context, names: Iterable[str]) -> dict[tuple[str, str | None], None]:
    acts: dict[tuple[str, str | None], None] = {}
    for name in names:
        meant = concrete(name, context.options, context.targets, synonyms=context.vocabulary.synonyms)
        if name != STAY_OUT:
            acts[(meant.verb, meant.target) if meant else (name, None)] = None
    return acts


def _too_many(context: Context, axis: str, what: str, found: int, path: Path, *, indexed: bool = True) -> Iterator[Fault]:
    room = context.vocabulary.room.get(axis)
    if room is not None and found > room:
        said = f"found {found} {what}, a scenario has room for {room}"
        yield Fault((*path, room) if indexed else path, "too-many", said, "Leave out or merge what matters least.")


def check_round(context: Context) -> Iterator[Fault]:
    """Yield a round that began so long ago that it can only be a slip of the pen."""
    doc = context.document
    if (doc.as_of - doc.round_start).days > ROUND_DAYS:
        said = f"the round began on {doc.round_start}, more than {ROUND_DAYS // 365} years before the as-of date {doc.as_of}"
        yield Fault(("round_start",), "bad-order", said, "A round is one stretch of fighting; give the day it began.")
