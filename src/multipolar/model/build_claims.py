"""Claims become effects on drawn slots, rival pairs coin tosses, and the collected numbers a draw plan."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from multipolar.model.build_draft import Draft
from multipolar.model.fields import PARAMS
from multipolar.model.labels import parse_target, slot_names, slots
from multipolar.model.plan import (
    LOADING,
    OPERATIONS,
    DrawPlan,
    Input,
    PlanArrays,
    ReportArrays,
    floats,
    ints,
    stable_index,
    tabulate,
    template_of,
)
from multipolar.model.ranges import slot_ranges
from multipolar.scenario.numbers import numbers_of, step_names
from multipolar.scenario.paths import steps
from multipolar.scenario.stance import Choice


def compile_plan(draft: Draft, reports: ReportArrays, stance: Choice) -> DrawPlan:
    """Return the draw plan of a finished draft under a stance; claims it does not list have the strength of the file."""
    low, high = slot_ranges(draft.labels.capacity)
    _strengths(draft, stance.strengths)
    inputs = _inputs(draft)
    parts: dict[str, Any] = {
        "size": draft.plan.size, "template": template_of(draft.plan), "low": low, "high": high,
        **_random(draft), **_pairs(draft, stance.drawn), **_effects(draft, stance.named), **_derived(draft),
    }  # fmt: skip
    return DrawPlan(PlanArrays(**parts), reports, inputs, draft.labels.capacity)


def file_strength(draft: Draft, strengths: Mapping[str, float], name: str) -> float:
    """Return the strength of a claim: the chosen one, else the file's."""
    chosen = strengths.get(name)
    if chosen is not None:
        return float(chosen)
    return draft.document.claims[draft.labels.claims.index(name)].strength


def _strengths(draft: Draft, strengths: Mapping[str, float]) -> None:
    for c, name in enumerate(draft.labels.claims):
        draft.plan.put("claim", (c,), file_strength(draft, strengths, name))


def _random(draft: Draft) -> dict[str, Any]:
    order = sorted(draft.plan.entries)
    entries = [draft.plan.entries[slot] for slot in order]
    groups = list(dict.fromkeys(entry.group for entry in entries if entry.group))
    table, row = tabulate(entries)
    return {
        "slot": ints(order), "row": row, "table": table,
        "chance": ints([entry.key for entry in entries]),
        "factor": ints([groups.index(entry.group) if entry.group else -1 for entry in entries]),
        "loading": floats([LOADING if entry.group else 0.0 for entry in entries]),
        "factor_chance": ints([stable_index(group) for group in groups]),
    }  # fmt: skip


def _pairs(draft: Draft, pairs: Sequence[Any]) -> dict[str, Any]:
    start, claims, second = [0], [], []
    for pair in pairs:
        for which, names in enumerate((pair.first, pair.second)):
            for name in names:
                claims.append(draft.labels.claims.index(name))
                second.append(which)
        start.append(len(claims))
    return {
        "pair_chance": ints([stable_index(pair.id) for pair in pairs]),
        "pair_credence": floats([pair.credence for pair in pairs]),
        "pair_start": ints(start), "pair_claim": ints(claims), "pair_second": ints(second),
    }  # fmt: skip


def effect_slots(draft: Draft, target: str) -> tuple[int, ...]:
    """Return the slots an effect acts on; an effect on the claim lead also moves the leads of claimed places."""
    found = slots(draft.labels, target)
    if parse_target(target)[0] != "claim_lead":
        return found
    return found + tuple(slot for name, slot in draft.plan.aux_names.items() if name.startswith("lead:"))


def fixed_slots(draft: Draft) -> dict[int, str]:
    """Return the slots of the numbers that the scenario fixes, each with the number's address."""
    wanted = {tuple(steps(text)): text for text in draft.document.fixed}
    if not wanted:
        return {}
    found = {
        id(number.quantity): wanted[named]
        for number in numbers_of(draft.document)
        if (named := step_names(draft.document, number.path)) in wanted
    }
    return {slot: found[id(number)] for slot, number in draft.plan.written.items() if id(number) in found}


def _effects(draft: Draft, named: Sequence[str]) -> dict[str, Any]:
    rows = [
        (c, slot, OPERATIONS[effect.op], effect.neutral, effect.claimed)
        for c, claim in enumerate(draft.document.claims)
        for effect in claim.effects
        for slot in effect_slots(draft, effect.target)
    ]
    fixed = fixed_slots(draft)
    twice = {(slot, draft.labels.claims[c]): None for c, slot, *_ in rows if slot in fixed}
    for slot, claim in twice:
        counts = "the claim counts, for it is chosen by itself" if claim in named else "the fixed number counts"
        draft.notes.append(f"{fixed[slot]} is fixed, and the claim {claim} moves it too: {counts}")
    rows = [row for row in rows if row[1] not in fixed or draft.labels.claims[row[0]] in named]
    early = [row for row in rows if row[1] not in draft.plan.derived]
    late = [row for row in rows if row[1] in draft.plan.derived]
    columns: list[tuple[Any, ...]] = list(zip(*(early + late), strict=True)) or [()] * 5
    return {
        "early": len(early), "effect_claim": ints(columns[0]), "effect_slot": ints(columns[1]),
        "effect_op": ints(columns[2]), "effect_neutral": floats(columns[3]), "effect_claimed": floats(columns[4]),
    }  # fmt: skip


def _derived(draft: Draft) -> dict[str, Any]:
    products, losses = draft.plan.products, draft.plan.losses
    return {
        "product_out": ints([out for out, _, _ in products]), "product_a": ints([a for _, a, _ in products]),
        "product_b": ints([b for _, _, b in products]), "loss_out": ints([out for out, _ in losses]),
        "loss_a": ints([loss for _, loss in losses]),
    }  # fmt: skip


def _inputs(draft: Draft) -> tuple[Input, ...]:
    names: dict[int, str] = {slot: name for name, slot in draft.plan.aux_names.items()}
    for field in PARAMS:
        names |= slot_names(draft.labels, field.name)
    return tuple(
        Input(names.get(slot, f"slot {slot}"), slot, entry.distribution, entry.source, entry.grade, entry.group)
        for slot, entry in sorted(draft.plan.entries.items())
    )
