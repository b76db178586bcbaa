"""Postures of outside powers: what a power does while the others do as they would, forced upon the engine as a policy."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import VERB_SYNONYMS, Issue, Level, Verb
from multipolar.diplomacy.act_cost import is_offer
from multipolar.errors import ArgumentError
from multipolar.model.build import Model
from multipolar.numerics.arrays import Records
from multipolar.registry import nearest
from multipolar.scenario.options import all_options, concrete, load_catalogue, target_names
from multipolar.scenario.resolve import Scenario

FORCED = 1e9
"""Factor on the weight of an act that a posture demands [1]: it is taken at the first decision at which it is open."""
CLEAR = 0.05
"""How far a power's wish must lie from the middle for it to favour a side [share]. Grade J."""

OUT, NOW, USUAL = "stay_out", "as_now", "as_usual"


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to behave: in words, the verbs it takes up, and whether these must help the side that the power favours.

    The first verb for which a power has an option is what it demands, with offers, which cost nothing before there is a settlement;
    on the others of its verbs the power decides as usual, so that it pays for what it really does.
    """

    text: str
    verbs: tuple[Verb, ...]
    sided: bool


KINDS: dict[str, Kind] = {
    "broker": Kind(
        "brokers an end and offers to watch over it",
        (Verb.MEDIATE, Verb.OBSERVERS, Verb.PEACEKEEPERS, Verb.JOINT_PATROLS, Verb.MONITORING, Verb.GUARANTEE),
        False,
    ),
    "threaten": Kind("threatens and sanctions the other side", (Verb.THREATEN, Verb.SANCTION, Verb.BORDER_SHOW), True),
    "arm": Kind("arms its side", (Verb.ARM, Verb.ADVISE, Verb.INTEL, Verb.FINANCE, Verb.TRANSIT, Verb.AIR_COVER), True),
    "intervene": Kind("fights for its side", (Verb.AIR, Verb.GROUND, Verb.STRIKE, Verb.PROXIES, Verb.COVERT_FIRE), True),
}
"""Postures made from a power's own options, from the mildest to the gravest; beside them it may stay out, keep up what it does on
the as-of date, or do as usual."""


@dataclass(frozen=True, slots=True)
class Posture:
    """A way to behave of one power: name, words, and the options it takes up; None where the power decides as usual.

    ``usual``: further options that it decides on as usual; ``claim``, ``source``: what it rests on, where the scenario says so.
    """

    name: str
    text: str
    options: tuple[str, ...] | None
    usual: tuple[str, ...] = ()
    claim: str = ""
    source: tuple[str, ...] = ()


def favoured_side(params: Records, j: int) -> int:
    """Return the side that power ``j`` favours over the members ``params``: 0, 1, or -1 for neither.

    By its position on who should win; in the middle, by the side it is closer to.
    """
    wish = float(params["position"][:, j, Issue.SIDE].mean()) - 0.5
    if abs(wish) <= CLEAR:
        tie = params["tie"][:, 2 + j, :2].mean(axis=0)
        wish = float(tie[0] - tie[1])
    return -1 if abs(wish) <= CLEAR else (0 if wish > 0 else 1)


def helps(model: Model, n: int, side: int) -> bool:
    """Return whether catalogue option ``n`` speaks or works for a side: it helps it, hits its enemy, or names nobody."""
    sc = model.sc[0]
    if sc["opt_favours"][n] >= 0:
        return int(sc["opt_favours"][n]) == side
    return int(sc["opt_target"][n]) < 0


def usable(model: Model, j: int, kind: Kind, side: int) -> tuple[str, ...]:
    """Return the options of power ``j`` that a kind of posture takes up, in slot order."""
    sc, found = model.sc[0], []
    for o, name in enumerate(model.labels.options[j]):
        n = int(sc["option"][j, o])
        if int(sc["opt_verb"][n]) in kind.verbs and (not kind.sided or helps(model, n, side)):
            found.append(name)
    return tuple(found)


def fighting(model: Model, j: int, names: Sequence[str]) -> tuple[str, ...]:
    """Return the one way to fight among options that comes most often in the reference panel; nothing without any."""
    sc = model.sc[0]
    slots = [model.labels.options[j].index(name) for name in names]
    direct = [o for o in slots if sc["opt_level"][int(sc["option"][j, o])] >= Level.DIRECT]
    if not direct:
        return ()
    best = max(direct, key=lambda o: float(sc["opt_base"][int(sc["option"][j, o])]))
    return (model.labels.options[j][best],)


def demanded(model: Model, j: int, kind: Kind, names: Sequence[str]) -> tuple[str, ...]:
    """Return those options of power ``j`` among ``names`` that a kind demands: of its first verb there, and all offers."""
    sc = model.sc[0]
    verbs = {name: Verb.at(int(sc["opt_verb"][int(sc["option"][j, model.labels.options[j].index(name)])])) for name in names}
    first = next((verb for verb in kind.verbs if verb in verbs.values()), None)
    return tuple(name for name, verb in verbs.items() if verb == first or is_offer(verb))


def running(model: Model, j: int) -> tuple[str, ...]:
    """Return the options that power ``j`` has in use on the as-of date, in slot order; a statement is no act of its own."""
    sc = model.sc[0]
    slots = ((name, o) for o, name in enumerate(model.labels.options[j]) if sc["active_start"][j, o])
    return tuple(name for name, o in slots if sc["opt_verb"][int(sc["option"][j, o])] != Verb.STATEMENT)


def covers(acts: Sequence[str], postures: Sequence[Posture]) -> bool:
    """Return whether some posture takes up all these acts or leaves them to the power."""
    return any(set(acts) <= {*(one.options or ()), *one.usual} for one in postures)


def postures_of(model: Model, params: Records, j: int) -> tuple[Posture, ...]:
    """Return the postures that power ``j`` has options for: stay out, the kinds, as now where no kind is that, as usual."""
    side = favoured_side(params, j)
    found = [Posture(OUT, "stays out", ())]
    for name, kind in KINDS.items():
        if kind.sided and side < 0:
            continue
        options = usable(model, j, kind, side)
        takes = demanded(model, j, kind, options)
        if name == "intervene":
            fights, options = fighting(model, j, options), usable(model, j, KINDS["arm"], side)
            takes = (*demanded(model, j, KINDS["arm"], options), *fights) if fights else ()
        if takes:
            found.append(Posture(name, kind.text, takes, tuple(one for one in options if one not in takes)))
    now = running(model, j)
    if now and len(found) > 1 and not covers(now, found):
        found.append(Posture(NOW, "keeps up what it does", now))
    return (*found, Posture(USUAL, "decides as usual", None))


def chosen_postures(all_of: Sequence[Posture], wanted: Sequence[str], power: str) -> tuple[Posture, ...]:
    """Return the postures named, in the order asked.

    Raises
    ------
    ArgumentError : for a posture that the power does not have, with what it has.
    """
    by_name = {one.name: one for one in all_of}
    for name in wanted:
        if name not in by_name:
            near = nearest(name, by_name)
            raise ArgumentError(
                f"postures of {power}: found {name!r}, expected some of {', '.join(by_name)}"
                + (f"; did you mean {near!r}?" if near else "")
            )
    return tuple(by_name[name] for name in dict.fromkeys(wanted))


def own_posture(model: Model, j: int, name: str, options: Sequence[str]) -> Posture:
    """Return a posture that the analyst wrote: a name and the options it takes up.

    Raises
    ------
    ArgumentError : for an option that the power does not have.
    """
    known = model.labels.options[j]
    for option in options:
        if option not in known:
            near = nearest(option, known)
            raise ArgumentError(
                f"posture {name!r} of {model.labels.powers[j]}: found {option!r}, expected one of {', '.join(known)}"
                + (f"; did you mean {near!r}?" if near else "")
            )
    return Posture(name, name.replace("_", " "), tuple(options))


def written_postures(scenario: Scenario, model: Model) -> dict[str, tuple[Posture, ...]]:
    """Return by power the postures that a scenario writes, their options as the model names them."""
    options, targets = all_options(scenario.document, load_catalogue()), target_names(scenario.document)

    def act(name: str) -> tuple[str, str | None]:
        meant = concrete(name, options, targets, synonyms=VERB_SYNONYMS)
        return (name, None) if meant is None else (meant.verb, meant.target)

    found: dict[str, tuple[Posture, ...]] = {}
    for one in scenario.document.postures:
        mine = model.labels.options[model.labels.powers.index(one.power)]
        takes, never = ({act(name) for name in names} for names in (one.takes, one.never))
        taken = tuple(name for name in mine if act(name) in takes)
        free = tuple(name for name in mine if act(name) not in takes | never) if one.rest == "as_usual" else ()
        text = one.text or one.name.replace("_", " ")
        posture = Posture(one.name, text, taken, free, one.claim or "", tuple(one.source))
        found[one.power] = (*found.get(one.power, ()), posture)
    return found


def forced(model: Model, params: Records, postures: Mapping[int, Posture]) -> tuple[Model, Records]:
    """Return model and parameters (member,) under which powers behave as their postures say, all others as usual.

    ``postures`` by place of the power. Acts of the posture are taken as soon as they are open, no other is but those it decides on
    as usual; what the power does on the as-of date goes on only where the posture has it. A power that stays out also presses
    nobody: its attention is 0.
    """
    sc, params = model.sc.copy(), params.copy()
    for j, posture in postures.items():
        if posture.options is None:
            continue
        slots = [o for o, name in enumerate(model.labels.options[j]) if name in posture.options]
        free = [o for o, name in enumerate(model.labels.options[j]) if name in posture.usual]
        weight: NDArray[np.float64] = np.zeros((len(params), params["option_weight"].shape[2]))
        weight[:, free] = params["option_weight"][:, j][:, free]
        weight[:, slots] = FORCED
        params["option_weight"][:, j] = weight
        kept = np.zeros(sc["active_start"].shape[2], dtype=bool)
        kept[[*slots, *free]] = True
        sc["active_start"][0, j] = np.where(kept, sc["active_start"][0, j], 0)
        levels = [int(sc["opt_level"][0, int(sc["option"][0, j, o])]) for o in (*slots, *free) if sc["active_start"][0, j, o]]
        sc["level_start"][0, j] = min(int(sc["level_start"][0, j]), max(levels, default=int(Level.OUT)))
        if not slots and not free:
            params["attention"][:, j] = 0.0
    return replace(model, sc=sc), params
