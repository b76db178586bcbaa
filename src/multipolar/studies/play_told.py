"""What one power is told in a course that is played: public reports, its own acts, others' levels, its picture of the ground."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np

from multipolar.codes import Level, Verb
from multipolar.engine.replay import Event
from multipolar.engine.standing import Standing
from multipolar.forecast.observation import SAID
from multipolar.forecast.seen import HALF
from multipolar.model.build import Model
from multipolar.numerics.arrays import Records
from multipolar.scenario.resolve import Scenario
from multipolar.session.course import day_text
from multipolar.session.phrases import LEVEL_WORDS, agreed, is_plural, opened
from multipolar.session.telling import Names, said, words_of

CLAIMED = {
    "assault": "{who} <attacks>{at}",
    "place_falls": "{who} <says that it has> taken {place}",
}
"""What the world hears of these events, in place of what happened: an attack without its chances, a capture as a claim."""
UNHEARD = frozenset({"defence_breaks", "army_reforms", "offer_refused", "red_line_crossed"})
"""Events of which the world hears nothing; a mediator hears of refused offers, an owner of its own red line."""
COVERT = frozenset({Verb.INTEL, Verb.COVERT_FIRE})
"""What a power does without saying so: shared intelligence, and fire that it denies. Grade J."""
SAID_TO = {" and denies ": " and deny ", " it sees": " you see", " its ": " your "}
"""What the catalogue says of a power, as it is said to it."""
MOVED = 0.01
"""Change of a sector's share since the as-of date from which it can be mistaken who holds it [share]. Grade J."""


def reliability(model: Model, params: Records, j: int) -> str:
    """Return how far power ``j`` can trust its own reports from the ground, as a letter of ``forecast.observation.SAID``.

    A where its troops stand in the theatre, B where it borders on it or has a base there, C else. Grade J.
    """
    sc = model.sc[0]
    if float(params["troops_near"][0, j]) > 0.0:
        return "A"
    return "B" if int(sc["neighbour"][j]) or int(sc["base_in"][j].sum()) else "C"


def picture(model: Model, params: Records, states: Records, j: int, *, seed: int, member: int, day: int) -> list[dict[str, Any]]:
    """Return who holds each sector by the reports that reach power ``j`` on a day.

    A report says that A holds a sector with the chances of its reliability where A does and where it does not
    (``forecast.observation``). Where nobody fights and nothing has moved since the as-of date nobody can be mistaken. The same
    arguments give the same reports. Each row: ``sector``, ``side`` (A or B), ``certain``.
    """
    yes, no = SAID[reliability(model, params, j)]
    st = states[0]
    draws = np.random.default_rng([seed, member, j, day]).random(len(model.labels.sectors))
    found = []
    for s, name in enumerate(model.labels.sectors):
        with_a = bool(st["share"][s] > HALF)
        moved = abs(float(st["share"][s]) - float(params["share_start"][0, s])) > MOVED
        certain = not (moved or bool(st["contact"][:, s].any()))
        told_a = with_a if certain else bool(draws[s] < (yes if with_a else no))
        found.append({"sector": name, "side": "A" if told_a else "B", "certain": certain})
    return found


def covert_slots(model: Model, q: int) -> set[int]:
    """Return the option slots of power ``q`` that it does not own up to."""
    sc = model.sc[0]
    return {o for o in range(len(model.labels.options[q])) if int(sc["opt_verb"][int(sc["option"][q, o])]) in COVERT}


def shown_level(model: Model, states: Records, q: int, day: int) -> Level:
    """Return the level of power ``q`` as others see it on a day: what rests on covert acts alone stays unseen."""
    sc, st, hidden = model.sc[0], states[0], covert_slots(model, q)
    level = int(st["level"][q])
    levels: dict[bool, list[int]] = {True: [], False: []}
    for o in range(len(model.labels.options[q])):
        if st["since"][q, o] <= day < st["until"][q, o]:
            levels[o in hidden].append(int(sc["opt_level"][int(sc["option"][q, o])]))
    seen = max(levels[False], default=int(Level.OUT))
    return Level.at(seen if seen < level == max(levels[True], default=-1) else level)


def is_heard(event: Event, model: Model, states: Records, j: int) -> bool:
    """Tell whether power ``j`` hears of an event: what is public, what it does itself, and what is said to it alone."""
    labels = model.labels
    mine = event.actors == (labels.powers[j],)
    if event.kind == "red_line_crossed":
        return mine
    if event.kind == "offer_refused":
        return bool(states["mediators"][0, j])
    if event.kind in UNHEARD:
        return False
    if mine or len(event.actors) != 1 or event.actors[0] not in labels.powers:
        return True
    q = labels.powers.index(event.actors[0])
    hidden = covert_slots(model, q)
    if event.kind in {"option_starts", "option_ends"}:
        return labels.options[q].index(str(event.held["act"])) not in hidden
    if event.kind == "level_changes":
        return not any(states["until"][0, q, o] >= event.day for o in hidden)
    return True


def heard(event: Event, names: Names) -> str:
    """Return what is heard of an event as a clause."""
    if event.kind not in CLAIMED:
        return said(event, names)
    plural = len(event.actors) > 1 or any(is_plural(names.actors[actor]) for actor in event.actors)
    return agreed(CLAIMED[event.kind], plural=plural).format_map(words_of(event, names))


def news(
    events: Iterable[Event], model: Model, states: Records, j: int, names: Names, scenario: Scenario
) -> Iterator[dict[str, Any]]:
    """Yield what power ``j`` hears of events, in sentences with day and date; ``states`` (1,) as they stand after them."""
    for event in events:
        if is_heard(event, model, states, j):
            yield {"day": event.day, "date": day_text(scenario, event.day), "text": opened(heard(event, names))}


def briefing(
    model: Model, params: Records, states: Records, j: int, names: Names, *, seed: int, member: int, day: int
) -> dict[str, Any]:
    """Return what power ``j`` knows of the state of things on the morning of a day.

    ``levels``: of every other power how far it is seen to be involved. ``picture``: who holds each sector by its own reports.
    ``share_a``: share of the disputed value with A as the world sees it. ``dead``: of both sides as the world is told [persons].
    """
    labels, st = model.labels, states[0]
    others = [q for q in range(len(labels.powers)) if q != j]
    shown = {q: shown_level(model, states, q, day).spelling for q in others}
    rows = picture(model, params, states, j, seed=seed, member=member, day=day)
    return {
        "levels": [
            {"power": labels.powers[q], "name": names.actors[labels.powers[q]], "level": shown[q], "text": LEVEL_WORDS[shown[q]]}
            for q in others
        ],
        "picture": [
            row | {"name": names.sectors[row["sector"]], "holder": names.sides["AB".index(row["side"])]} for row in rows
        ],
        "reliability": reliability(model, params, j),
        "sides": dict(zip("AB", names.sides, strict=True)),
        "share_a": round(float(st["public_share"]), 3),
        "dead": {side: round(float(st["seen_dead"][b])) for b, side in enumerate("AB")},
    }  # fmt: skip


def imperative(act: str) -> str:
    """Return an act as something to do, said to whoever does it.

    >>> imperative("<brings> the sides together"), imperative("<fires> for Aland and denies it")
    ('bring the sides together', 'fire for Aland and deny it')
    """
    text = agreed(act, plural=True)
    for of_it, of_you in SAID_TO.items():
        text = text.replace(of_it, of_you)
    return text


def choices(standings: Iterable[Standing], options: Iterable[str], names: Names) -> list[dict[str, str]]:
    """Return what a power may choose: nothing first, then what it may take up, then what it may end.

    Each: ``act`` (nothing, start, stop), ``option`` (id, empty for nothing), ``text``.
    """
    rows = list(zip(options, standings, strict=True))
    start = [{"act": "start", "option": o, "text": imperative(names.acts[o])} for o, how in rows if how == Standing.OPEN]
    stop = [
        {"act": "stop", "option": o, "text": f"no longer {imperative(names.acts[o])}"} for o, how in rows if how == Standing.RUNNING
    ]
    return [{"act": "nothing", "option": "", "text": "nothing new"}, *start, *stop]


def own_acts(standings: Iterable[Standing], options: Iterable[str], names: Names) -> list[dict[str, str]]:
    """Return what a power does or is about to do: ``option, text, state`` (goes on, ends by itself, begins soon)."""
    words = {Standing.RUNNING: "goes on", Standing.LAPSING: "ends by itself", Standing.COMING: "begins soon"}
    return [
        {"option": o, "text": imperative(names.acts[o]), "state": words[how]}
        for o, how in zip(options, standings, strict=True)
        if how in words
    ]
