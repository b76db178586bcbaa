"""What the analyses of a run call beside its courses, called once on the least that it takes, so that it is compiled."""

from __future__ import annotations

from typing import get_args

import numpy as np

from multipolar.engine.chunk import Job, params_of
from multipolar.engine.consents import consents, lasting_of
from multipolar.engine.payoffs import lived_payoffs, payoffs_of
from multipolar.engine.played import live_days, standing
from multipolar.model.records import zeros
from multipolar.session.war import War
from multipolar.strategic.games.game import game_of
from multipolar.strategic.games.quantal import quantal
from multipolar.strategic.graph.coalitions import coalition_stable
from multipolar.strategic.graph.conflict import conflict_of
from multipolar.strategic.graph.stability import CONCEPTS, Reading, stability

MEMBERS = 2
"""Courses that are lived: the array of a lone row would be of another type."""


def warm_analyses(war: War, seed: int) -> None:
    """Live two courses through what `powers`, `settle`, `stability` and `play` call, and solve the smallest game and conflict."""
    model = war.model
    params = params_of(Job(model, MEMBERS, seed, off=war.recipe.off), 0, MEMBERS)
    lived_payoffs(model.sc, params, seed=seed, capacity=model.capacity)
    for _ in consents(model.sc, params, (1,), seed=seed, capacity=model.capacity):
        lasting_of(model.sc, params)
    alone, states = params[:1].copy(), zeros("STATE", 1, model.capacity)
    live_days(model, alone, states, 0, 1, seed=seed, member=0, own=0)
    standing(model, alone, states, 0, 1)
    live_days(model, alone, states, 1, 2, seed=seed, member=0, own=0, slot=0)
    payoffs_of(model.sc, alone, states)
    quantal(game_of(np.array([[[1.0, 0.0], [0.0, 1.0]]] * 2)), [1.0])
    conflict = conflict_of(["a", "b"], {"X": ["a"], "Y": ["b"]})
    values = np.array([[0.0, 1.0, 2.0, 3.0], [3.0, 2.0, 1.0, 0.0]])
    for reading in get_args(Reading):
        stability(conflict, values, reading=reading)
    for concept in CONCEPTS:
        coalition_stable(conflict, values, concept, states=range(len(conflict)))
