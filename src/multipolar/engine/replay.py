"""One course lived again, day by day: what happened, and by which rule, on which numbers of the member."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from multipolar.codes import BreakCause, Ending, Level, Paper, Stop, TreatyState, Truce, WarPhase
from multipolar.diplomacy.bargain import conclude_settlement, gain_from
from multipolar.diplomacy.decide.draw import draw_option
from multipolar.diplomacy.options import options_step
from multipolar.diplomacy.pressure import forced_rate, refuses
from multipolar.diplomacy.red_lines import draw_answer, red_lines_step
from multipolar.diplomacy.rout_offer import lay_terms
from multipolar.diplomacy.treaties import treaties_step
from multipolar.diplomacy.truce import ceasefire_rate, truce_step
from multipolar.engine.simulate import advance, conclude
from multipolar.mechanisms.breaks import break_rate
from multipolar.mechanisms.cohesion import collapse_rate
from multipolar.mechanisms.control import capture_place
from multipolar.mechanisms.effort import pick_axes
from multipolar.mechanisms.endings import endings_step
from multipolar.mechanisms.lull import lull_step
from multipolar.mechanisms.reports import reports_step
from multipolar.mechanisms.rout import rout_step
from multipolar.mechanisms.supply import watch_lifeline
from multipolar.model.build import Model
from multipolar.model.records import dtype_of
from multipolar.numerics.arrays import Records


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the model: the function that holds it and the PARAMS fields it rests on."""

    function: Callable[..., Any]
    fields: tuple[str, ...]

    @property
    def where(self) -> str:
        """The function's name from the package on, such as ``mechanisms.breaks.break_rate``."""
        return f"{self.function.__module__.removeprefix('multipolar.')}.{self.function.__name__}"


RULES: dict[str, Rule] = {
    "assault": Rule(pick_axes, ("attack_threshold", "tempo", "effort_recovery", "commitment", "axis_weight")),
    "place_falls": Rule(capture_place, ("assault_base", "assault_air", "assault_ratio", "place_depth")),
    "defence_breaks": Rule(break_rate, ("break_hazard",)),
    "loss_admitted": Rule(reports_step, ("concede_lag", "claim_lead")),
    "lifeline_under_fire": Rule(watch_lifeline, ("edge_capacity", "interdiction")),
    "lifeline_cut": Rule(watch_lifeline, ("edge_capacity", "interdiction")),
    "option_starts": Rule(draw_option, ("choice_precision", "salience", "option_weight", "option_cost")),
    "option_ends": Rule(draw_option, ("propensity_stop", "choice_precision")),
    "level_changes": Rule(options_step, ("access",)),
    "treaty_asked": Rule(treaties_step, ("request_probability",)),
    "treaty_honoured": Rule(treaties_step, ("treaty_reliability",)),
    "treaty_refused": Rule(treaties_step, ("treaty_reliability",)),
    "red_line_crossed": Rule(red_lines_step, ("red_threshold", "restraint", "legitimacy_cost")),
    "red_line_answered": Rule(draw_answer, ("red_credibility",)),
    "truce_begins": Rule(truce_step, ("truce_calls", "truce_hazard")),
    "ceasefire_begins": Rule(ceasefire_rate, ("leverage", "attention")),
    "ceasefire_forced": Rule(forced_rate, ("early_pressure", "stall_growth", "leverage")),
    "pressure_defied": Rule(refuses, ("defiance_price", "optimism")),
    "war_dies_down": Rule(lull_step, ("tempo", "attack_threshold")),
    "war_flares_up": Rule(lull_step, ("tempo", "attack_threshold")),
    "truce_fails": Rule(truce_step, ("truce_hazard",)),
    "offer_refused": Rule(gain_from, ("optimism", "leader_punishment", "face_weight", "private_residual")),
    "side_beaten": Rule(collapse_rate, ("side_collapse",)),
    "army_reforms": Rule(rout_step, ()),
    "terms_imposed": Rule(lay_terms, ("face_weight", "leverage")),
    "settlement": Rule(conclude_settlement, ("leverage", "leverage_effect", "face_weight")),
    "war_stops": Rule(endings_step, ("side_collapse",)),
    "horizon_reached": Rule(endings_step, ("side_collapse",)),
}
"""The rule behind each kind of event."""
TREATY_KINDS = {
    TreatyState.CONSULTED: "treaty_asked",
    TreatyState.ASKED: "treaty_asked",
    TreatyState.HONOURED: "treaty_honoured",
    TreatyState.REFUSED: "treaty_refused",
}


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened on a day of one course, in ids and numbers; what is said of it stands in ``session.phrases``.

    ``held``: what else it holds, such as the option, the treaty or the chance that an attacker saw [0-1].
    """

    day: int
    kind: str
    actors: tuple[str, ...] = ()
    sector: str | None = None
    held: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Course:
    """One member from the as-of date to its end."""

    member: int
    events: tuple[Event, ...]
    outcome: Records = field(repr=False)


def replay(model: Model, params: Records, *, seed: int, member: int) -> Course:
    """Live one member again, a day at a time, and say what happened; bit-equal to its place in the ensemble.

    Parameters
    ----------
    params : the member's own PARAMS record, shape (1,).
    """
    states = np.zeros(1, dtype_of("STATE", model.capacity))
    horizon = int(model.sc["horizon"][0])
    events: list[Event] = []
    for day in range(horizon):
        before = states.copy()
        advance(model.sc, params, states, day, day + 1, seed=seed, first=member)
        events.extend(changes(model, before[0], states[0], day))
        if states["ending"][0] != Stop.RUNNING:
            break
    outcome = conclude(model.sc, params, states, day + 1, seed=seed, first=member)
    events.append(last_event(model, outcome[0], day))
    return Course(member, tuple(events), outcome)


def changes(model: Model, old: Any, new: Any, day: int) -> Iterator[Event]:
    """Yield what happened on a day of one course: what its STATE record of that evening has beyond the one of the day before."""
    if day == 0:
        old = _calm(new)
    yield from _ground(model, old, new, day)
    yield from _lifelines(model, old, new, day)
    yield from _powers(model, old, new, day)
    yield from _obligations(model, old, new, day)
    yield from _talks(model, old, new, day)


def _calm(new: Any) -> Any:
    """Return the first day's state without what happened in it, so that standing facts are not told as news."""
    calm = new.copy()
    for name in ("phase", "breaks", "break_cause", "failed_truces", "offers", "refused_by", "treaty_state", "truce_left"):
        calm[name] = 0
    for name in ("life_cut_day", "life_fire_day", "red_crossed", "red_answered", "fell_day"):
        calm[name] = -1.0
    calm["uses"] = 0
    return calm


def _side(model: Model, b: int) -> str:
    return str(model.labels.sides[b])


def _ground(model: Model, old: Any, new: Any, day: int) -> Iterator[Event]:
    for s, name in enumerate(model.labels.sectors):
        for b in range(2):
            if new["phase"][b, s] and not old["phase"][b, s]:
                yield Event(day, "assault", (_side(model, b),), name, {"chance": float(new["odds"][b, s])})
            if new["break_timer"][b, s] > old["break_timer"][b, s]:
                gained = np.asarray(new["break_cause"]) - np.asarray(old["break_cause"])
                cause = BreakCause.at(int(np.argmax(gained))).spelling
                yield Event(day, "defence_breaks", (_side(model, b),), name, {"cause": cause})
        if new["fell_day"][s] == day and old["fell_day"][s] != day:
            yield Event(day, "place_falls", (_side(model, int(new["place"][s])),), name)
        if new["fell_day"][s] >= 0 and day - 1 < new["concede_day"][s] <= day:
            yield Event(day, "loss_admitted", (_side(model, 1 - int(new["place"][s])),), name)


def _lifelines(model: Model, old: Any, new: Any, day: int) -> Iterator[Event]:
    for i, name in enumerate(model.labels.lifelines):
        if new["life_fire_day"][i] >= 0 > old["life_fire_day"][i]:
            yield Event(day, "lifeline_under_fire", held={"road": name})
        if new["life_cut_day"][i] >= 0 > old["life_cut_day"][i]:
            yield Event(day, "lifeline_cut", held={"road": name})


def _powers(model: Model, old: Any, new: Any, day: int) -> Iterator[Event]:
    for p, name in enumerate(model.labels.powers):
        for o, option in enumerate(model.labels.options[p]):
            if new["uses"][p, o] > old["uses"][p, o] and option != "stay_out":
                yield Event(day, "option_starts", (name,), held={"act": option})
            if old["until"][p, o] > day + 1 and new["until"][p, o] == day:
                yield Event(day, "option_ends", (name,), held={"act": option})
        before, after = (lasting_level(model, state, p, at) for state, at in ((old, day - 1), (new, day)))
        if after != before:
            yield Event(day, "level_changes", (name,), held={"old": before.spelling, "new": after.spelling})


def lasting_level(model: Model, state: Any, p: int, day: int) -> Level:
    """Return how far power number ``p`` is involved on a day beyond a strike that is over the day after it.

    Such a strike is told as an act; that the power fights on that day and no longer on the next says nothing more.
    """
    sc, level = model.sc[0], Level.at(int(state["level"][p]))
    if level < Level.DIRECT:
        return level
    running = [o for o in range(int(sc["n_options"][p])) if state["since"][p, o] <= day < state["until"][p, o]]
    lasting = [int(sc["option"][p, o]) for o in running if state["until"][p, o] - state["since"][p, o] > 1.0]
    if not running or any(sc["opt_level"][n] >= Level.DIRECT for n in lasting):
        return level
    return Level.at(max([int(min(sc["level_start"][p], Level.ARMED)), *(int(sc["opt_level"][n]) for n in lasting)]))


def _obligations(model: Model, old: Any, new: Any, day: int) -> Iterator[Event]:
    sc = model.sc[0]
    for t, name in enumerate(model.labels.treaties):
        if new["treaty_state"][t] != old["treaty_state"][t] and new["treaty_state"][t] in TREATY_KINDS:
            kind = TREATY_KINDS[TreatyState.at(int(new["treaty_state"][t]))]
            power = model.labels.powers[int(sc["treaty_power"][t])]
            yield Event(day, kind, (power,), held={"treaty": name, "other": _side(model, int(sc["treaty_side"][t]))})
    for r, name in enumerate(model.labels.red_lines):
        owner = model.labels.powers[int(sc["red_owner"][r])]
        if new["red_crossed"][r] >= 0 > old["red_crossed"][r]:
            yield Event(day, "red_line_crossed", (owner,), held={"line": name})
        if new["red_answered"][r] >= 0 > old["red_answered"][r]:
            yield Event(day, "red_line_answered", (owner,), held={"line": name})


def _talks(model: Model, old: Any, new: Any, day: int) -> Iterator[Event]:
    for b in range(2):
        if new["rout_left"][b] > 0 >= old["rout_left"][b]:
            yield Event(day, "side_beaten", (_side(model, b),), held={"stop": Stop.at(int(new["rout_cause"][b])).spelling})
        if old["rout_left"][b] > 1 and new["rout_left"][b] <= 0 and new["ending"] == Stop.RUNNING:
            yield Event(day, "army_reforms", (_side(model, b),))
    yield from _truces(model, old, new, day)
    if new["war_phase"] == WarPhase.LOW != old["war_phase"]:
        yield Event(day, "war_dies_down")
    elif old["war_phase"] == WarPhase.LOW and new["war_phase"] == WarPhase.ACTIVE:
        yield Event(day, "war_flares_up")
    for b in range(2):
        if new["defied"][b] > old["defied"][b]:
            yield Event(day, "pressure_defied", (_side(model, b),))
    if new["failed_truces"] > old["failed_truces"]:
        yield Event(day, "truce_fails")
    for b in range(2):
        if new["refused_by"][b] > old["refused_by"][b]:
            yield Event(day, "offer_refused", (_side(model, b),))


def _truces(model: Model, old: Any, new: Any, day: int) -> Iterator[Event]:
    if not new["truce_left"] > 0 >= old["truce_left"]:
        return
    if new["truce_kind"] == Truce.FORCED:
        yield Event(day, "ceasefire_forced", tuple(n for p, n in enumerate(model.labels.powers) if new["forced_by"][p]))
    else:
        yield Event(day, "ceasefire_begins" if new["truce_kind"] == Truce.AGREED else "truce_begins")


def last_event(model: Model, outcome: Any, lived: int) -> Event:
    """Return how one course ended, from its OUTCOME record, and on which day it was seen if that is a later one.

    ``lived``: the last day of the course; that a truce holds or the fighting has died down is known weeks after it stopped.
    """
    stop, ending = Stop.at(int(outcome["stop"])), Ending.at(int(outcome["label"])).spelling
    day = int(outcome["length_days"])
    if outcome["design"] < 0:
        seen = {"seen": lived} if lived > day and stop != Stop.HORIZON else {}
        return Event(
            day, "horizon_reached" if stop == Stop.HORIZON else "war_stops", held={"stop": stop.spelling, "ending": ending, **seen}
        )
    held = {
        "design": model.labels.designs[int(outcome["design"])],
        "brokers": tuple(n for p, n in enumerate(model.labels.powers) if outcome["brokers"][p]),
        "ending": ending,
    }
    if outcome["paper"] == Paper.IMPOSED:
        return Event(day, "terms_imposed", (_side(model, 1 - int(outcome["winner"])),), held=held)
    return Event(day, "settlement", held=held)
