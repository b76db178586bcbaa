"""The courses behind a powers' game: every profile of postures lived on the same luck, or a design of profiles."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from multipolar.engine.chunk import Job, params_of
from multipolar.engine.ensemble import default_threads
from multipolar.engine.payoffs import lived_payoffs
from multipolar.errors import ArgumentError
from multipolar.model.build import Model
from multipolar.numerics.arrays import Records
from multipolar.registry import nearest
from multipolar.session.choices import POSTURES
from multipolar.studies.postures import (
    KINDS,
    NOW,
    OUT,
    USUAL,
    Posture,
    chosen_postures,
    covers,
    forced,
    own_posture,
    postures_of,
    running,
)

Floats = NDArray[np.float64]
Profile = tuple[int, ...]
Progress = Callable[[str, int, int], None]

POWERS = 4
"""Powers of a game unless told otherwise: the first of the scenario that can do more than stay out."""
MOST_COURSES = 60_000
"""Courses up to which every profile is lived unless told otherwise; beyond, a design of profiles."""
HELD_OUT = 0.1
"""Profiles away from the design that are lived besides, as part of all of them [share]."""


@dataclass(frozen=True, slots=True)
class Players:
    """Who plays: the place of each power among all, its name, its postures, and which of them is nearest to what it does now."""

    places: tuple[int, ...]
    names: tuple[str, ...]
    postures: tuple[tuple[Posture, ...], ...]
    now: Profile

    @property
    def shape(self) -> tuple[int, ...]:
        """The number of postures of each player."""
        return tuple(len(one) for one in self.postures)


def key_of(players: Players, profile: Profile) -> str:
    """Return a profile as text: postures in the order of the players, joined by commas."""
    return ",".join(row[a].name for row, a in zip(players.postures, profile, strict=True))


def usual_choice(found: Sequence[Posture], most: int) -> tuple[Posture, ...]:
    """Return at most ``most`` postures of a power: to stay out, to back its side, to broker, to fight, to threaten.

    What it does on the as-of date comes besides where none of these is that: the status quo must be among the profiles.
    """
    order = (OUT, "arm", "broker", "intervene", "threaten")
    by_name = {one.name: one for one in found}
    names = [name for name in order if name in by_name][:most]
    if len(names) < 2:
        names = [name for name in (OUT, USUAL) if name in by_name]
    elif NOW in by_name:
        names.append(NOW)
    return tuple(by_name[name] for name in sorted(names, key=[OUT, *KINDS, NOW, USUAL].index))


def nearest_posture(model: Model, j: int, postures: Sequence[Posture]) -> int:
    """Return which posture shares most options with what power ``j`` does on the as-of date; the mildest of equals.

    Options that a posture leaves to the power count where it already does something of what the posture demands.
    """
    now = set(running(model, j))
    if not now:
        return next((k for k, one in enumerate(postures) if one.options == ()), 0)

    def alike(k: int) -> tuple[int, int]:
        one = postures[k]
        if one.options is None:
            return len(now), -k
        done = now.intersection(one.options)
        return (len(now.intersection((*one.options, *one.usual))) if done else 0), -k

    return max(range(len(postures)), key=alike)


def players_of(
    model: Model,
    params: Records,
    powers: Sequence[str] = (),
    postures: Mapping[str, Sequence[str]] | None = None,
    written: Mapping[str, Mapping[str, Sequence[str]]] | None = None,
    most: int = POSTURES,
    of_file: Mapping[str, Sequence[Posture]] | None = None,
) -> Players:
    """Return who plays with which postures.

    Parameters
    ----------
    params : members over which a power's side is read.
    powers : names, by default those with postures asked for or written, else those with postures in the scenario and the first that
        can do more than stay out, four in all.
    postures : by power the names of its postures.
    written : by power postures of the analyst's own, name and options; they join the power's others.
    of_file : by power the postures that the scenario writes: they come before those made from a power's options, and take the place
        of one of the same name.

    Raises
    ------
    ArgumentError : for a power, posture or option that does not exist, one named twice, or fewer than two players.
    """
    wanted, own = dict(postures or {}), dict(written or {})
    known = model.labels.powers
    asked = list(dict.fromkeys([*powers, *wanted, *own]))
    for name in asked:
        if name not in known:
            near = nearest(name, known)
            hint = f"; did you mean {near!r}?" if near else ""
            raise ArgumentError(f"powers: found {name!r}, expected some of {', '.join(known)}{hint}")
    of_scenario = dict(of_file or {})
    made = {name: postures_of(model, params, known.index(name)) for name in (asked or known)}
    able = {name: first_of_names((*of_scenario.get(name, ()), *found)) for name, found in made.items()}
    if not asked:
        asked = [name for name in known if name in of_scenario]
        asked += [name for name, found in made.items() if len(found) > 2 and name not in of_scenario][: max(0, POWERS - len(asked))]
    rows = []
    for name in asked:
        j = known.index(name)
        mine = tuple(own_posture(model, j, title, options) for title, options in own.get(name, {}).items())
        all_of = (*able[name], *mine)
        if name in wanted:
            rows.append(chosen_postures(all_of, wanted[name], name))
        else:
            first = (*of_scenario.get(name, ()), *mine)
            room = max(most - len(first), max(0, 2 - len(first)) if name in of_scenario else 2)
            told = covers(running(model, j), first)
            rest = [one for one in able[name] if one not in first and not (told and one.name == NOW)]
            some = usual_choice(rest, max(room, 2)) if room else ()
            kept = [one for one in some if one.name != NOW][:room] + [one for one in some if one.name == NOW]
            rows.append((*of_scenario.get(name, ()), *kept, *mine))
    if len(asked) < 2:
        raise ArgumentError(f"powers: found {', '.join(asked) or 'none'}, expected two or more: a game needs two players")
    single = [name for name, row in zip(asked, rows, strict=True) if len(row) < 2]
    if single:
        raise ArgumentError(f"postures of {single[0]}: found one, expected two or more: whoever has no choice is no player")
    places = tuple(known.index(name) for name in asked)
    now = tuple(nearest_posture(model, j, row) for j, row in zip(places, rows, strict=True))
    return Players(places, tuple(asked), tuple(rows), now)


def first_of_names(found: Sequence[Posture]) -> tuple[Posture, ...]:
    """Return postures of which no two bear one name: the first of each."""
    return tuple({one.name: one for one in reversed(found)}[name] for name in dict.fromkeys(one.name for one in found))


def design_of(shape: Sequence[int], now: Profile, seed: int) -> list[Profile]:
    """Return profiles that tell main effects and pairs: all in which at most two powers leave ``now``, and some others."""
    every = list(itertools.product(*(range(k) for k in shape)))
    near = [p for p in every if sum(a != b for a, b in zip(p, now, strict=True)) <= 2]
    far = [p for p in every if sum(a != b for a, b in zip(p, now, strict=True)) > 2]
    some = math.ceil(HELD_OUT * len(every))
    rng = np.random.default_rng(seed)
    drawn = rng.permutation(len(far))[: min(some, len(far))]
    return [*near, *(far[i] for i in sorted(drawn))]


@dataclass(frozen=True, slots=True)
class Lived:
    """Payoffs of one profile: of the players (run, player) [utility], and of what became of the war, by name (run,)."""

    payoffs: Floats
    events: dict[str, NDArray[np.bool_]]


def happened(states: Records) -> dict[str, NDArray[np.bool_]]:
    """Return what became of each course (member,): who won, and whether terms were signed."""
    return {
        "victory_A": states["winner"] == 0,
        "victory_B": states["winner"] == 1,
        "settlement": states["design"] >= 0,
    }


def lived_profile(model: Model, params: Records, players: Players, profile: Profile, seed: int) -> Lived:
    """Return what the members were worth to the players under one profile; other powers decide as usual."""
    held = {j: row[a] for j, row, a in zip(players.places, players.postures, profile, strict=True)}
    changed, drawn = forced(model, params, held)
    payoffs, states = lived_payoffs(changed.sc, drawn, seed=seed, capacity=changed.capacity)
    return Lived(payoffs[:, list(players.places)], happened(states))


def lived_profiles(
    model: Model, players: Players, profiles: Sequence[Profile], members: int, seed: int, off: tuple[str, ...] = (),
    *, threads: int | None = None, progress: Progress | None = None,
) -> dict[Profile, Lived]:  # fmt: skip
    """Return every profile lived by the same ``members`` on the same luck; ``progress`` hears profiles done of all.

    Raises
    ------
    KeyboardInterrupt : when interrupted: profiles under way are finished, nothing is kept.
    """
    params = params_of(Job(model, members, seed, off=off), 0, members)
    found: dict[Profile, Lived] = {}
    with ThreadPoolExecutor(max_workers=max(1, threads or default_threads())) as pool:
        waiting = {pool.submit(lived_profile, model, params, players, profile, seed): profile for profile in profiles}
        try:
            for one in as_completed(waiting):
                found[waiting[one]] = one.result()
                if progress is not None:
                    progress("profiles", len(found), len(waiting))
        except BaseException:
            pool.shutdown(wait=True, cancel_futures=True)
            raise
    return {profile: found[profile] for profile in profiles}
