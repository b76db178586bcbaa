"""What each option of a played power would take: whose means it uses, what it costs, when it works, who may answer it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from multipolar.codes import Answerer, Level, Verb
from multipolar.diplomacy.act_cost import WEEKLY_DAYS, is_offer, strained
from multipolar.diplomacy.alignment import patron_of

if TYPE_CHECKING:
    from multipolar.model.build import Model
    from multipolar.numerics.arrays import Records
    from multipolar.studies.play import Play

WEEK = 7.0
BY: dict[Level, str] = {
    Level.OUT: "diplomats and officials",
    Level.ARMED: "arms, money and advisers",
    Level.DIRECT: "your own forces",
}
"""Who or what carries out an option of a level, said to the power, where ``BY_VERB`` does not say it closer."""
BY_VERB: dict[Verb, str] = {
    Verb.HUMANITARIAN: "relief workers",
    Verb.BORDER_SHOW: "your own troops, who do not fight",
    Verb.SIGNAL_ELSEWHERE: "your own forces in another theatre",
    Verb.OBSERVERS: "unarmed observers",
    Verb.TRANSIT: "your border and air authorities",
    Verb.DENY_TRANSIT: "your border and air authorities",
    Verb.INTEL: "your intelligence services",
    Verb.ADVISE: "your officers, who do not fight",
    Verb.ARM: "your arms depots",
    Verb.FINANCE: "your treasury",
    Verb.PROXIES: "foreign fighters",
    Verb.AIR_COVER: "your own aircraft, which do not fire",
    Verb.COVERT_FIRE: "your own forces, in secret",
    Verb.PROTECTORATE: "your diplomats and your own troops",
    Verb.PEACEKEEPERS: "your own troops, once there is a settlement",
    Verb.JOINT_PATROLS: "your own troops, once there is a settlement",
    Verb.MONITORING: "unarmed observers, once there is a settlement",
}
"""Who or what carries out an act, said to the power."""
CLOSEST, RIVAL, NEIGHBOUR = "closest to {side}", "your rival", "on the border"
"""Why a power that is not hit by an act may answer it, in words."""
SIDES = 2


def terms(play: Play) -> dict[str, dict[str, Any]]:
    """Return by id what each option of the played power would take on its present day.

    ``by``: who carries it out; ``level``: how far it involves the power (out, armed, direct); ``cost`` [utility], as the power
    pays it under its present strain, ``per`` once, week, or settlement (an offer, which costs nothing before one); ``delay``
    [days] until it works; ``lasts`` [days], None where it goes on until it is ended; ``escalation`` of 10; ``answered``: who may
    answer it.
    """
    model, j = play.run.war.model, play.place
    return {name: _terms_of(play, model, j, o) for o, name in enumerate(model.labels.options[j])}


def _terms_of(play: Play, model: Model, j: int, o: int) -> dict[str, Any]:
    sc = model.sc[0]
    n = int(sc["option"][j, o])
    level = Level.at(int(sc["opt_level"][n]))
    cost, per = cost_of(model, play.params, play.states, j, o)
    wear = float(sc["opt_wear"][n])
    return {
        "by": BY_VERB.get(Verb.at(int(sc["opt_verb"][n])), BY[level]),
        "level": level.spelling,
        "cost": round(cost, 3),
        "per": per,
        "delay": round(float(sc["opt_delay"][n])),
        "lasts": round(wear) if wear > 0.0 else None,
        "escalation": round(float(sc["opt_escalation"][n])),
        "answered": answerers(play, n),
    }


def cost_of(model: Model, params: Records, states: Records, j: int, o: int) -> tuple[float, str]:
    """Return the cost of option ``o`` of power ``j`` [utility] as it would fall due now, and per what: once, week, settlement."""
    sc = model.sc[0]
    n = int(sc["option"][j, o])
    cost = float(params["option_cost"][0, j, o]) * float(strained(float(states["strain"][0, SIDES + j])))
    if is_offer(int(sc["opt_verb"][n])):
        return cost, "settlement"
    return (cost * WEEK / WEEKLY_DAYS, "week") if int(sc["opt_weekly"][n]) else (cost, "once")


def answerers(play: Play, n: int) -> list[str]:
    """Return who may answer the option with number ``n`` of the catalogue, by name, with why where the act does not say it.

    The rule is that of the engine (``diplomacy.answers``), by the ties of the present day: whom the act hits, those named for it,
    rivals, neighbours, and the powers closest to the sides; a power that takes no part answers nothing, nor the played one itself.
    """
    model, names, j = play.run.war.model, play.names, play.place
    sc, params = model.sc[0], play.params[0]
    why: dict[int, list[str]] = {}
    target = int(sc["opt_target"][n])
    parts = {part for part in Answerer if int(sc["opt_answerers"][n]) >> part & 1}
    for x in range(len(model.labels.actors)):
        if sc["opt_answered"][n, x] or (Answerer.TARGET in parts and x == target):
            why.setdefault(x, [])
    if target in (0, 1) and Answerer.ENEMY in parts:
        why.setdefault(1 - target, [])
    for q in range(len(model.labels.powers)):
        if Answerer.RIVAL in parts and params["rival_weight"][j, SIDES + q] > 0.0:
            why.setdefault(SIDES + q, []).append(RIVAL)
        if Answerer.NEIGHBOURS in parts and sc["neighbour"][q] > 0:
            why.setdefault(SIDES + q, []).append(NEIGHBOUR)
    for part, side in ((Answerer.PATRON_OF_TARGET, target), (Answerer.PATRON_OF_ENEMY, 1 - target)):
        if target in (0, 1) and part in parts and (q := closest(play, side)) >= 0:
            why.setdefault(SIDES + q, []).append(CLOSEST.format(side=names.sides[side]))
    able = [x for x in why if x < SIDES or (x != SIDES + j and params["awake"][x - SIDES] >= 0.5)]
    told = {x: f" ({', '.join(why[x])})" if why[x] else "" for x in sorted(able)}
    return [names.actors[model.labels.actors[x]] + said for x, said in told.items()]


def closest(play: Play, side: int) -> int:
    """Return the place of the power closest to a side on the present day, -1 where nobody stands with it."""
    rule = getattr(patron_of, "py_func", patron_of)  # a handful of ties: not worth compiling the law by itself
    records = (play.run.war.model.sc, play.params, play.states)
    sc, p, st = (one.view(np.recarray)[0] for one in records)
    return int(rule(sc, p, st, side))
