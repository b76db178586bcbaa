"""One course, day by day, with its causes: which rule moved, on which numbers it rests, which claim and source stand behind."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
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
from multipolar.model.register import REGISTER
from multipolar.numerics.arrays import Records
from multipolar.scenario.resolve import Scenario


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
    "pressure_defied": Rule(refuses, ("early_pressure", "optimism")),
    "war_dies_down": Rule(lull_step, ("tempo", "attack_threshold")),
    "war_flares_up": Rule(lull_step, ("tempo", "attack_threshold")),
    "truce_fails": Rule(truce_step, ("truce_hazard",)),
    "offer_refused": Rule(gain_from, ("optimism", "leader_punishment", "face_weight", "private_residual")),
    "side_beaten": Rule(collapse_rate, ("side_collapse",)),
    "army_reforms": Rule(rout_step, ()),
    "terms_imposed": Rule(lay_terms, ("face_weight", "leverage")),
    "settlement": Rule(conclude_settlement, ("leverage", "leverage_effect", "face_weight")),
    "war_stops": Rule(endings_step, ("side_collapse",)),
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
    """Something that happened on a day of one course."""

    day: int
    kind: str
    text: str
    actors: tuple[str, ...] = ()
    sector: str | None = None


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
        events.extend(_changes(model, before[0], states[0], day))
        if states["ending"][0] != Stop.RUNNING:
            break
    outcome = conclude(model.sc, params, states, day + 1, seed=seed, first=member)
    events.append(_last(model, states[0], outcome[0]))
    return Course(member, tuple(events), outcome)


def _changes(model: Model, old: Any, new: Any, day: int) -> Iterator[Event]:
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
                text = f"{_side(model, b)} attacks in {name} (chance of success seen {new['odds'][b, s]:.0%})"
                yield Event(day, "assault", text, (_side(model, b),), name)
            if new["break_timer"][b, s] > old["break_timer"][b, s]:
                gained = np.asarray(new["break_cause"]) - np.asarray(old["break_cause"])
                cause = BreakCause.at(int(np.argmax(gained))).text
                yield Event(day, "defence_breaks", f"the defence of {_side(model, b)} breaks ({cause})", (_side(model, b),), name)
        if new["fell_day"][s] == day and old["fell_day"][s] != day:
            winner = _side(model, int(new["place"][s]))
            yield Event(day, "place_falls", f"{winner} takes the key place", (winner,), name)
        if new["fell_day"][s] >= 0 and day - 1 < new["concede_day"][s] <= day:
            loser = _side(model, 1 - int(new["place"][s]))
            yield Event(day, "loss_admitted", f"{loser} admits the loss", (loser,), name)


def _lifelines(model: Model, old: Any, new: Any, day: int) -> Iterator[Event]:
    for i, name in enumerate(model.labels.lifelines):
        if new["life_fire_day"][i] >= 0 > old["life_fire_day"][i]:
            yield Event(day, "lifeline_under_fire", f"{name} comes under fire")
        if new["life_cut_day"][i] >= 0 > old["life_cut_day"][i]:
            yield Event(day, "lifeline_cut", f"{name} is cut for the second day running")


def _powers(model: Model, old: Any, new: Any, day: int) -> Iterator[Event]:
    for p, name in enumerate(model.labels.powers):
        for o, option in enumerate(model.labels.options[p]):
            if new["uses"][p, o] > old["uses"][p, o] and option != "stay_out":
                yield Event(day, "option_starts", f"{name} chooses {option}", (name,))
            if old["until"][p, o] > day + 1 and new["until"][p, o] == day:
                yield Event(day, "option_ends", f"{name} ends {option}", (name,))
        if new["level"][p] != old["level"][p]:
            text = f"{name} goes from {Level.at(int(old['level'][p])).spelling} to {Level.at(int(new['level'][p])).spelling}"
            yield Event(day, "level_changes", text, (name,))


def _obligations(model: Model, old: Any, new: Any, day: int) -> Iterator[Event]:
    sc = model.sc[0]
    for t, name in enumerate(model.labels.treaties):
        if new["treaty_state"][t] != old["treaty_state"][t] and new["treaty_state"][t] in TREATY_KINDS:
            kind = TREATY_KINDS[TreatyState.at(int(new["treaty_state"][t]))]
            power = model.labels.powers[int(sc["treaty_power"][t])]
            yield Event(day, kind, f"{name}: {kind.removeprefix('treaty_')}", (power,))
    for r, name in enumerate(model.labels.red_lines):
        owner = model.labels.powers[int(sc["red_owner"][r])]
        if new["red_crossed"][r] >= 0 > old["red_crossed"][r]:
            yield Event(day, "red_line_crossed", f"the line {name} of {owner} is crossed", (owner,))
        if new["red_answered"][r] >= 0 > old["red_answered"][r]:
            yield Event(day, "red_line_answered", f"{owner} answers over {name}", (owner,))


def _talks(model: Model, old: Any, new: Any, day: int) -> Iterator[Event]:
    for b in range(2):
        if new["rout_left"][b] > 0 >= old["rout_left"][b]:
            yield Event(
                day, "side_beaten", f"{_side(model, b)} is beaten: {Stop.at(int(new['rout_cause'][b])).text}", (_side(model, b),)
            )
        if old["rout_left"][b] > 1 and new["rout_left"][b] <= 0 and new["ending"] == Stop.RUNNING:
            yield Event(day, "army_reforms", f"the army of {_side(model, b)} forms again", (_side(model, b),))
    forced = new["truce_kind"] == Truce.FORCED
    if new["truce_left"] > 0 and old["truce_left"] <= 0 and forced:
        powers = tuple(n for p, n in enumerate(model.labels.powers) if new["forced_by"][p])
        yield Event(day, "ceasefire_forced", f"a ceasefire begins, forced by {' and '.join(powers)}", powers)
    elif new["truce_left"] > 0 and old["truce_left"] <= 0 and new["truce_kind"] == Truce.AGREED:
        yield Event(day, "ceasefire_begins", "both sides come to a ceasefire")
    elif new["truce_left"] > 0 and old["truce_left"] <= 0:
        yield Event(day, "truce_begins", "a truce begins")
    if new["war_phase"] == WarPhase.LOW != old["war_phase"]:
        yield Event(day, "war_dies_down", "the war dies down to low intensity")
    elif old["war_phase"] == WarPhase.LOW and new["war_phase"] == WarPhase.ACTIVE:
        yield Event(day, "war_flares_up", "the fighting flares up again")
    for b in range(2):
        if new["defied"][b] > old["defied"][b]:
            yield Event(day, "pressure_defied", f"{_side(model, b)} goes on against a demand to stop", (_side(model, b),))
    if new["failed_truces"] > old["failed_truces"]:
        yield Event(day, "truce_fails", "a truce fails")
    for b in range(2):
        if new["refused_by"][b] > old["refused_by"][b]:
            yield Event(day, "offer_refused", f"{_side(model, b)} refuses an offer", (_side(model, b),))


def _last(model: Model, state: Any, outcome: Any) -> Event:
    label = Ending.at(int(outcome["label"])).spelling
    how = Stop.at(int(outcome["stop"])).text
    day = int(outcome["length_days"])
    if outcome["design"] >= 0:
        design = model.labels.designs[int(outcome["design"])]
        brokers = tuple(n for p, n in enumerate(model.labels.powers) if outcome["brokers"][p])
        by = f", brokered by {' and '.join(brokers)}" if brokers else ""
        if outcome["paper"] == Paper.IMPOSED:
            loser = _side(model, 1 - int(outcome["winner"]))
            return Event(
                day, "terms_imposed", f"{loser} signs the victor's terms, the design {design}{by}: {label}", (loser, *brokers)
            )
        return Event(day, "settlement", f"settlement on the design {design}{by}: {label}", brokers)
    return Event(day, "war_stops", f"{how} {label}")


def course_document(model: Model, scenario: Scenario, course: Course, params: Records) -> list[dict[str, Any]]:
    """Return the events of a course with date, rule, claims that act on the rule in this member, and sources."""
    claims = _claims_by_field(scenario)
    sources = {entry.field: entry.source for entry in REGISTER}
    strengths = {name: float(params["claim"][0, i]) for i, name in enumerate(model.labels.claims)}
    rows = []
    for event in course.events:
        rule = RULES[event.kind]
        acting = sorted({c for f in rule.fields for c in claims.get(f, ()) if strengths.get(c, 0.0) > 0.0})
        rows.append(
            {
                "day": event.day,
                "date": (scenario.as_of + dt.timedelta(days=event.day)).isoformat(),
                "kind": event.kind,
                "sector": event.sector,
                "actors": list(event.actors),
                "text": event.text,
                "rule": rule.where,
                "claims": acting,
                "sources": sorted({sources[f] for f in rule.fields if sources.get(f)}),
            }
        )
    return rows


def _claims_by_field(scenario: Scenario) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for claim in scenario.document.claims:
        for effect in claim.effects:
            found.setdefault(effect.target.split("[")[0], []).append(claim.id)
    return found
