"""What all plays of one run share: its courses up to a day, and what its first courses are worth. Each is worked out once."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np

from multipolar.codes import Stop
from multipolar.engine.chunk import Job, params_of
from multipolar.engine.payoffs import lived_payoffs
from multipolar.engine.played import live_days
from multipolar.engine.replay import Event
from multipolar.model.records import zeros
from multipolar.numerics.arrays import FloatArray, Records
from multipolar.session.run import Run

MOST_MORNINGS, MOST_WORTHS = 32, 4
"""Courses up to a day, and runs' payoffs, that are kept, the last used ones; a course takes some eighty thousand bytes."""


@dataclass(frozen=True, slots=True)
class Source:
    """A run by what its courses hang on: two runs with the same ``key`` have the same courses."""

    key: tuple[str, str, int, tuple[str, ...]]
    run: Run = field(compare=False)


def source_of(run: Run) -> Source:
    """Return a run by its digests, its seed and the mechanisms that are switched off in it."""
    off = tuple(run.store.manifest.get("off", ()))
    return Source((run.digest, run.war.scenario.digest, int(run.sample.seed), off), run)


def params_in(source: Source, first: int, count: int) -> Records:
    """Return the parameters of members of a run (member,) under which the engine decides for all powers."""
    _, _, seed, off = source.key
    return params_of(Job(source.run.war.model, first + count, seed, off=off), first, count)


@dataclass(frozen=True, slots=True)
class Morning:
    """One course on the morning of a day: its parameters and state (1,), and what happened until then; to be copied only."""

    params: Records
    states: Records
    events: tuple[Event, ...]


@lru_cache(maxsize=MOST_MORNINGS)
def morning(source: Source, number: int, day: int) -> Morning:
    """Return a course of a run as the engine lives it until the morning of a day."""
    model, seed = source.run.war.model, source.key[2]
    params, states = params_in(source, number, 1), zeros("STATE", 1, model.capacity)
    events = live_days(model, params, states, 0, day, seed=seed, member=number)
    return Morning(params, states, tuple(events))


@lru_cache(maxsize=MOST_WORTHS)
def worth(source: Source, count: int) -> tuple[FloatArray, FloatArray]:
    """Return what the first courses of a run are worth, (course, power) [utility], and how long they last (course,) [days]."""
    model = source.run.war.model
    found, states = lived_payoffs(model.sc, params_in(source, 0, count), seed=source.key[2], capacity=model.capacity)
    lasted = np.where(states["ending"] == Stop.HORIZON, model.sc["horizon"][0], states["ending_day"]).astype(np.float64)
    return found, lasted
