"""Outcomes for which a war is lived again: seen from the other side, from a state on, with an act and without it, number by number.

What an outcome asks is put to the same members with the same luck, so that both answers come from the same courses: an act that
is forced upon a course tells what the act does, not which courses see it.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray
from tests.laws.mirror import mirrored

from multipolar.codes import ENDINGS, Stop, WarPhase
from multipolar.engine.chunk import Job, params_of
from multipolar.engine.simulate import advance, simulate_chunk
from multipolar.model.build import build
from multipolar.model.records import zeros
from multipolar.numerics.arrays import Records
from multipolar.scenario.distribution import Distribution
from multipolar.scenario.document import Document
from multipolar.scenario.numbers import Found, mapped, numbers_of
from multipolar.scenario.quantity import Quantity
from multipolar.scenario.resolve import resolve
from multipolar.scenario.stance import choose
from multipolar.scenario.unread import generic
from multipolar.session.run import make_ready
from multipolar.session.war import War, words
from verification.gate_changes import edited, parsed, times
from verification.gate_outcomes import Lived, area, outcome
from verification.gate_statistics import Exact, Number, Outcomes, Ratio, mean, share

Array = NDArray[Any]

OTHER = (1, 0, 3, 2, 4, 5, 6)
"""The ending of each code seen from the other side."""
EXACT = (
    "label", "stop", "winner", "design", "arrangement", "brokers", "level", "newly_direct", "entry_day", "first_use",
    "treaty_state", "failed_truces", "offers", "relapse", "link_war", "great_power", "place", "fell_day", "soil_attacked",
    "length_days",
)  # fmt: skip
"""Outcomes that are counts, codes and days: rounding moves none of them but through a draw that it tips."""
BY_SECTOR = ("place", "fell_day")
"""Those of them with the sectors on their first axis."""
GRID = 2.0**-20
"""Grid of shares [1]."""
SIDED = ("soil_attacked",)
"""Those of them that have a side on their first axis."""
STEP = 0.25
"""Share by which numbers of a file are changed [1]."""
PORTION = 250
"""Members that are lived before anybody looks whether one of them moved [1]."""
MOST_MEMBERS = 2_000
"""Members of whom one must move where a number is read [1]."""


def live_again(war: War, members: int, seed: int, first: int = 0) -> Records:
    """Return the outcomes of members (member,) of a war, days not kept."""
    make_ready(war)
    out = zeros("OUTCOME", members, war.model.capacity)
    params = params_of(Job(war.model, members, seed, off=war.recipe.off), first, members)
    simulate_chunk(war.model.sc, params, seed, first, out, capacity=war.model.capacity)
    return out


def made_again(war: War, document: Document) -> War:
    """Return a war with another document, its choices of claims kept."""
    scenario = resolve(document, words(), choose(document, war.recipe.bundle, war.recipe.claims))
    return War(war.recipe, scenario, build(scenario))


# seen from the other side


@outcome()
def courses(run: Lived) -> Exact:
    """What happened, in codes, counts and days, member by member, with shares of ground on a grid that either side can tell."""
    out = lived_on_grid(run, exchange=False)
    return Exact({name: np.ascontiguousarray(values) for name, values in codes_of(run, out).items()})


@outcome()
def courses_exchanged(run: Lived) -> Exact:
    """The same of the war with the sides exchanged in every record, the opener's role with them, seen from the other side."""
    found = codes_of(run, lived_on_grid(run, exchange=True))
    found |= {name: np.flip(found[name], 1) for name in SIDED}
    found |= {name: exchanged_code(found[name]) for name in ("winner", "place")}
    found["label"] = np.asarray(OTHER, found["label"].dtype)[found["label"]]
    return Exact({name: np.ascontiguousarray(values) for name, values in found.items()})


@outcome()
def like_exchanged(run: Lived) -> Ratio:
    """Share of members whose course is, in codes, counts and days, that of the war with the sides exchanged."""
    straight, other = courses(run).columns, courses_exchanged(run).columns
    same = [(straight[name] == other[name]).reshape(run.n, -1).all(axis=1) for name in EXACT]
    return share(np.all(same, axis=0))


def codes_of(run: Lived, out: Records) -> dict[str, Array]:
    """Return the codes, counts and days of outcomes (member,), of sectors those that the war has."""
    sectors = len(run.labels.sectors)
    return {name: out[name][:, :sectors] if name in BY_SECTOR else out[name] for name in EXACT}


def lived_on_grid(run: Lived, *, exchange: bool) -> Records:
    """Return the outcomes of a run's members, with the sides exchanged in SCENARIO and PARAMS if asked, the same luck by role.

    Shares of ground at the start are rounded to a grid of powers of two: 1 less such a share is exact, 1 less 0.97 is not 0.03.
    """
    model = run.war.model
    scenario, params = model.sc.copy(), run.params.copy()
    for record, name in ((scenario, "line_before"), (params, "share_start")):
        record[name] = np.round(record[name] / GRID) * GRID
    if exchange:
        size = {"sectors": len(model.labels.sectors), "powers": len(model.labels.powers)}
        scenario, params = mirrored(scenario, "SCENARIO", **size), mirrored(params, "PARAMS", **size)
    out = zeros("OUTCOME", run.n, model.capacity)
    simulate_chunk(scenario, params, run.seed, 0, out, capacity=model.capacity)
    return out


def exchanged_code(codes: Array) -> Array:
    """Return codes of sides with A and B exchanged, nobody as it is."""
    return np.where(codes < 0, codes, 1 - codes).astype(codes.dtype)


@outcome()
def endings_of(run: Lived, side: str) -> Outcomes:
    """P(each ending) as one side sees it: what it does to the other, what the other does to it, and what both share."""
    seen = run.out["label"] if run.side(side) == 0 else np.asarray(OTHER)[run.out["label"]]
    names = [name.replace("_A", "_own").replace("_B", "_other") for name in ENDINGS]
    return {name: share(seen == code) for code, name in enumerate(names)}


# from a state on


@outcome()
def relaunched(run: Lived, side: str, lull: float, within: float, arms: float) -> Ratio:
    """P(somebody assaults within so many days) once a low phase has lasted ``lull`` days, among members that see one last so long.

    On that day ``arms`` days of high-intensity fire arrive for a side, all at once.
    """
    broken, reached = np.zeros(run.n), np.zeros(run.n)
    for i, states, day in lulls(run, int(lull)):
        reached[i] = 1.0
        params = run.params[i : i + 1]
        tonnes = arms * params["munitions_use"][0, run.side(side)]
        for name in ("munitions", "received"):
            states[name][0, run.side(side)] += tonnes
        broken[i] = assaults_within(run, i, states, day, int(within))
    return share(broken, reached)


def lulls(run: Lived, days: int) -> Iterator[tuple[int, Records, int]]:
    """Yield member, state (1,) and day of every first low phase that has lasted so many days and can last thirty more."""
    model = run.war.model
    states, open_members = zeros("STATE", run.n, model.capacity), np.ones(run.n, bool)
    for day in range(run.horizon - 30):
        advance(model.sc, run.params, states, day, day + 1, seed=run.seed)
        low = (states["war_phase"] == WarPhase.LOW) & (states["ending"] == Stop.RUNNING)
        there = open_members & low & (day - states["phase_day"] >= days)
        for i in np.flatnonzero(there):
            yield int(i), states[i : i + 1].copy(), day + 1
        open_members &= ~there


def assaults_within(run: Lived, member: int, states: Records, day: int, days: int) -> bool:
    """Tell whether somebody assaults in the next days of a member (1,) that goes on from a state."""
    params = run.params[member : member + 1]
    for today in range(day, min(day + days, run.horizon)):
        advance(run.war.model.sc, params, states, today, today + 1, seed=run.seed, first=member)
        if states["phase"].any():
            return True
        if states["ending"][0] != Stop.RUNNING:
            return False
    return False


# with an act and without it


@outcome()
def act_effect(run: Lived, power: str, option: str, days: float) -> Ratio:
    """Ground that A does not take by a day because a power has been at an act from the first day on [km2].

    The same members without the act being open to the power are held beside those in which it is under way.
    """
    with_it, without = (area_lived(run, f"{verb}({power}, {option})", int(days)) for verb in ("at_once", "never"))
    return mean(without - with_it)


def area_lived(run: Lived, change: str, days: int) -> Array:
    """Return the ground A has taken by a day (member,) [km2] after a change of the run's war."""
    from verification.gates import live

    war = made_again(run.war, edited(run.war.scenario.document, parsed(change)))
    return area(live(war, run.n, run.seed), days)


# number by number


@outcome()
def numbers_read(run: Lived, kinds: float, each: float) -> Outcomes:
    """Share of the kinds of numbers in the file of which some number, changed by a quarter, moves some member.

    At most so many kinds are drawn, and of each so many numbers, for a number of a power that sleeps moves nobody; the name of
    the outcome tells the kinds of which none did.
    """
    drawn = numbers_drawn(run, int(kinds), int(each))
    idle = [name for name, numbers in drawn.items() if not any(moves_somebody(run, one) for one in numbers)]
    told = f"{len(drawn)} kinds, idle: {', '.join(idle) or 'none'}"
    return {told: Number(1.0 - len(idle) / len(drawn))}


def numbers_drawn(run: Lived, kinds: int, each: int) -> dict[str, list[Found]]:
    """Return numbers that the file writes, other than zero, by kind: at most ``kinds`` kinds, of each at most ``each``."""
    found: dict[str, list[Found]] = {}
    for one in numbers_of(run.war.scenario.document):
        if one.written and changed_number(one) is not None:
            found.setdefault(generic(one.path), []).append(one)
    rng = np.random.default_rng(run.seed)
    names = sorted(str(name) for name in rng.permutation(sorted(found))[:kinds])
    return {name: [found[name][i] for i in rng.permutation(len(found[name]))[:each]] for name in names}


def changed_number(one: Found) -> Quantity | None:
    """Return a number a quarter larger, or smaller where its place allows no more; None for zero.

    Of a law that lives on 0 to 1 the first shape is a quarter larger.
    """
    law = one.quantity.distribution
    if law.median() == 0.0:
        return None
    if law.kind == "Beta":
        first, second = law.args
        return one.quantity.model_copy(update={"distribution": Distribution("Beta", (first * (1.0 + STEP), second))})
    high = np.inf if one.measure is None else one.measure.high
    top = max(law.median(), law.quantile(np.array([0.999]))[0])
    return times(one.quantity, 1.0 + STEP if top * (1.0 + STEP) <= high else 1.0 - STEP)


def moves_somebody(run: Lived, one: Found) -> bool:
    """Tell whether a number changed by a quarter moves the outcome of some member; the first of them are looked at first."""
    law = changed_number(one)
    document = mapped(run.war.scenario.document, lambda q, _: law if q is one.quantity else q)
    war = made_again(run.war, document)
    for first in range(0, MOST_MEMBERS, PORTION):
        count = min(PORTION, MOST_MEMBERS - first)
        base = run.out[first : first + count] if first + count <= run.n else live_again(run.war, count, run.seed, first)
        now = live_again(war, count, run.seed, first)
        if any(not np.array_equal(now[name], base[name], equal_nan=True) for name in base.dtype.names or ()):
            return True
    return False
