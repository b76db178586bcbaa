"""The outside powers become records: ties, issues, attention, access, leverage, and what they do already."""

from __future__ import annotations

from collections.abc import Mapping

from multipolar.codes import Access, Level, Primitive
from multipolar.model.build_draft import Draft, middle
from multipolar.model.build_sides import SUPPORT_COST, active_options, fill_money
from multipolar.model.fields import ISSUES
from multipolar.model.labels import option_key
from multipolar.model.plan import Number
from multipolar.scenario.document import OptionSpec, Power

ENEMY_TIE = -0.9
"""Tie of the belligerents at the as-of date unless the scenario gives one. Grade J."""
FORESIGHT = "Tri(10, 25, 60)"
SALIENCE = {
    "rival": 0.15,
    "own_influence": 0.15,
    "norm": 0.10,
    "domestic": 0.10,
    "economy": 0.10,
    "other_theatres": 0.05,
}
"""Saliences of standard issues that the scenario leaves open. Grade J, listed as unsourced."""
POSITION = {"rival": 0.0}
NO_CAP = 1e6
WORLD_SHARE = (0.002, 0.02)
"""Share of world capability of a belligerent and of a power where no row gives one. Grade J."""
DISTANCE = (1500.0, 300.0)
"""Distance of a power to the theatre where no row gives one: distant, neighbouring [km]. Grade J."""
FIGHTER_FEAR = 0.1
ENERGY_STAKE = 0.3


def fill_powers(draft: Draft, specs: Mapping[str, OptionSpec]) -> None:
    """Fill everything about the outside powers and the ties among all actors."""
    for p, power in enumerate(draft.document.powers):
        _codes(draft, p, power)
        _slots(draft, p, power, specs)
        _standing(draft, p, power)
        _issues(draft, p, power)
        _rivals(draft, p, power)
        _character(draft, p, power)
        fill_money(draft, 2 + p, power.economy, war_cost=SUPPORT_COST)
    _world(draft)
    fill_ties(draft)
    _minds(draft)
    for p in range(len(draft.labels.powers)):
        for b in range(2):
            _arms_flow(draft, p, b)


def _codes(draft: Draft, p: int, power: Power) -> None:
    sc = draft.sc
    sc["level_start"][p] = Level.of(power.level)
    sc["neighbour"][p] = power.neighbour or bool(power.base_in)
    sc["access_kind"][p] = Access.of(power.access_kind)
    sc["linked"][p] = power.linked_theatre
    sc["exports_drones"][p] = power.exports_drones
    for b, key in enumerate("AB"):
        sc["base_in"][p, b] = key in power.base_in


def _slots(draft: Draft, p: int, power: Power, specs: Mapping[str, OptionSpec]) -> None:
    names = draft.labels.options[p]
    active = {option_key(name, draft.labels.sides) for name in power.active}
    draft.sc["n_options"][p] = len(names)
    draft.sc["option"][p] = -1
    for o, name in enumerate(names):
        draft.sc["option"][p, o] = draft.labels.catalogue.index(name)
        draft.sc["active_start"][p, o] = name in active
        draft.plan.put("option_weight", (p, o), 1.0)
        draft.plan.put("option_cost", (p, o), specs[name].cost)


def _standing(draft: Draft, p: int, power: Power) -> None:
    put = draft.plan.put
    for field in ("attention", "access", "skill", "acceptance"):
        put(field, (p,), getattr(power, field))
    put("leverage", (p, 0), power.leverage_A)
    put("leverage", (p, 1), power.leverage_B)
    put("troops_near", (p,), 0.0 if power.forces_in_theatre is None else power.forces_in_theatre)
    put("supply_share", (p, 0), power.supplies_A)
    put("supply_share", (p, 1), power.supplies_B)
    put("distance", (p,), DISTANCE[power.neighbour] if power.distance is None else power.distance)


def _issues(draft: Draft, p: int, power: Power) -> None:
    given: dict[str, Number] = {str(issue): weight for issue, weight in power.salience.items()}
    stakes: dict[str, Number] = {}
    for interest in power.interests:
        if interest.issue in ISSUES:
            given[interest.issue], stakes[interest.issue] = interest.salience, interest.position
    gap = middle(power.tie_A) - middle(power.tie_B)
    given.setdefault("side", abs(gap) / 2.0)
    stakes.setdefault("side", side_position(gap) if power.side_position is None else power.side_position)
    for i, issue in enumerate(ISSUES):
        draft.plan.put("salience", (p, i), given.get(issue, SALIENCE.get(issue, 0.0)))
        draft.plan.put("position", (p, i), stakes.get(issue, POSITION.get(issue, 1.0)))
    _fold_own_issues(draft, p, power)


def side_position(gap: float) -> float:
    """Return which side a power wants to win, 0 for B to 1 for A, from the gap between its ties to A and to B."""
    return min(1.0, max(0.0, 0.5 + gap / 2.0))


def _fold_own_issues(draft: Draft, p: int, power: Power) -> None:
    own = [interest for interest in power.interests if interest.issue not in ISSUES]
    if not own:
        return
    plan = draft.plan
    slots = plan.slot("salience", p, 0), plan.slot("position", p, 0)
    base = [plan.constants.get(s, plan.entries[s].distribution.median() if s in plan.entries else 0.0) for s in slots]
    weights = [base[0], *(middle(interest.salience) for interest in own)]
    wishes = [base[1], *(middle(interest.position) for interest in own)]
    total = sum(weights)
    plan.put_slot(slots[0], min(1.0, total))
    plan.put_slot(slots[1], sum(w * x for w, x in zip(weights, wishes, strict=True)) / total if total > 0 else base[1])
    draft.notes.append(
        f"issues of {power.name} beyond the standard seven ({', '.join(i.issue for i in own)}) count in its issue `side`"
    )


def _rivals(draft: Draft, p: int, power: Power) -> None:
    for x in range(len(draft.labels.actors)):
        draft.plan.put("rival_weight", (p, x), 0.0)
    for name, weight in power.rivals.items():
        if draft.actor(name) >= 0:
            draft.plan.put("rival_weight", (p, draft.actor(name)), weight)


def _character(draft: Draft, p: int, power: Power) -> None:
    put = draft.plan.put
    put("foresight", (p,), FORESIGHT)
    put("awake", (p,), 0.0 if power.dormant else 1.0)
    put("precision_factor", (p,), 1.0)
    put("arms_cap", (p,), NO_CAP)
    for field in ("risk_aversion", "activism_cost", "reserves_drain"):
        put(field, (p,), 0.0)
    put("fighter_fear", (p,), FIGHTER_FEAR if power.fears_fighters else 0.0)
    sign = {"A": 1.0, "B": -1.0, "none": 0.0}[power.energy_from]
    stake = power.economy.energy_dependence
    put("energy_stake", (p,), ENERGY_STAKE if stake is None else stake, scale=sign)


def _world(draft: Draft) -> None:
    sides = draft.document.belligerents
    given = [sides["A"].capability_share, sides["B"].capability_share]
    given += [power.capability_share for power in draft.document.powers]
    for x, share in enumerate(given):
        draft.plan.put("capability", (x,), WORLD_SHARE[0 if x < 2 else 1] if share is None else share)


def fill_ties(draft: Draft) -> None:
    """Fill the symmetric matrix of ties: belligerents, powers to each side, and the pairs the scenario lists."""
    pairs: dict[tuple[int, int], Number] = {(0, 1): ENEMY_TIE}
    for p, power in enumerate(draft.document.powers):
        pairs[0, 2 + p], pairs[1, 2 + p] = power.tie_A, power.tie_B
    for tie in draft.document.ties:
        a, b = draft.actor(tie.a), draft.actor(tie.b)
        if a >= 0 and b >= 0:
            pairs[min(a, b), max(a, b)] = tie.tie
    for (a, b), number in pairs.items():
        slot = draft.plan.put("tie", (a, b), number)
        draft.plan.put("tie", (b, a), number, key=draft.plan.key_of("tie", slot))


def _minds(draft: Draft) -> None:
    for p, power in enumerate(draft.labels.powers):
        for q, other in enumerate(draft.document.powers):
            draft.plan.put("activism_minds", (p, 2 + q), float(power in other.rivals))


def _arms_flow(draft: Draft, p: int, b: int) -> None:
    name = f"arm_{draft.labels.sides[b]}"
    resupply = draft.document.forces["AB"[b]].munitions_resupply  # type: ignore[index]
    if name not in draft.labels.options[p]:
        return
    draft.sc["arms_now"][p, b] = name in active_options(draft, p)
    givers = [q for q in range(len(draft.labels.powers)) if name in active_options(draft, q)]
    if p in givers and resupply is not None:
        draft.plan.put("arms_flow", (p, b), resupply, scale=1.0 / len(givers))
        return
    n = draft.labels.catalogue.index(name)
    effects = list(draft.sc["opt_effect"][n])
    if Primitive.MUNITIONS in effects:
        plan = draft.plan
        size = plan.slot("option_size", n, effects.index(Primitive.MUNITIONS))
        plan.multiply(plan.slot("arms_flow", p, b), size, plan.slot("access", p))
