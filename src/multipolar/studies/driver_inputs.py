"""The uncertain inputs of the members of a run as columns: every number as it was drawn, which claims hold, the start state.

Nothing of it is stored with a run: it is drawn again from the seed, bit by bit as the courses had it. A number stands as it was
drawn, before any claim moved it, so that a claim and the number it moves are inputs of their own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from multipolar.model.build import Model
from multipolar.model.draw import draw, draw_members
from multipolar.model.fields import PARAMS
from multipolar.model.labels import field_named, parse_target, slot_names
from multipolar.model.plan import DrawPlan, Input, PlanArrays, ReportArrays
from multipolar.model.records import params_matrix
from multipolar.model.register import REGISTER
from multipolar.numerics.arrays import FloatArray
from multipolar.numerics.sampling import Z_GRID
from multipolar.scenario.resolve import Scenario

Kind = Literal["parameter", "claim", "report", "start state", "common factor"]

BLOCK = 1_000
"""Members drawn at once: bounds the memory of their full records."""
REGISTER_NUMBER = re.compile(r"^P\d+[a-z]? ")
JUDGED = "J"
NOTHING = "none"
REPORTS = {
    "front": "how far the front lies from where the map shows it, {}",
    "lead": "days by which the claim runs ahead of the fall of the place, report {}",
    "slow": "further days until a slow claim comes true, report {}",
    "doubt": "whether the disproof is believed, report {}",
    "video": "whether the video shows what it says, report {}",
    "ground": "place of the front where the claim is not believed, report {}",
    "items": "claimed over true losses of equipment, report {}",
    "fled": "error of the count of displaced people, report {}",
    "lost": "equipment lost before the as-of date, {}",
}
"""What the numbers mean that turn a report into a start state, by the word in front of their name."""


@dataclass(frozen=True, slots=True)
class Uncertain:
    """One uncertain input of a run.

    ``key``: its address; ``label``: what it is; ``unit``; ``graded``: grade of the number, ``none`` without source and grade;
    ``names``: what its two categories mean, empty for a number; ``claims``: claims that its draw decides; ``credence``: chance
    of the second category.
    """

    key: str
    label: str
    kind: Kind
    unit: str
    graded: str
    names: tuple[str, ...] = ()
    claims: tuple[tuple[str, ...], ...] = ()
    credence: float | None = None

    @property
    def judged(self) -> bool:
        """Tell whether nothing but judgement stands behind the input, so that research could replace it."""
        return self.kind != "start state" and any(grade in {JUDGED, NOTHING} for grade in self.graded.split("/"))


@dataclass(frozen=True, slots=True)
class InputTable:
    """Uncertain inputs of a run and their values (member, input); categories by code."""

    inputs: tuple[Uncertain, ...]
    values: FloatArray


def input_table(scenario: Scenario, model: Model, members: NDArray[np.int64], seed: int) -> InputTable:
    """Return every uncertain input of these members of a run that differs between them; of equal ones, such as a tie, one."""
    plan = model.plan
    factors = _factor_names(plan)
    start = start_slots(model)
    drawn_once, copies = np.unique(members, return_inverse=True)
    values = np.empty((len(drawn_once), len(plan.inputs) + len(factors) + len(plan.arrays.pair_chance) + len(start)))
    for rows in _rows_in_order(drawn_once):
        first, count = int(drawn_once[rows.start]), rows.stop - rows.start
        drawn = drawn_inputs(plan, count, first=first, seed=seed)
        values[rows, : drawn.shape[1]] = drawn
        values[rows, drawn.shape[1] :] = params_matrix(draw(plan, count, first=first, seed=seed))[:, list(start)]
    grades = {prior.field: prior.grade for prior in REGISTER}
    described = [
        *(described_input(one, grades) for one in plan.inputs),
        *(_described_factor(name, plan.inputs) for name in factors),
        *_described_pairs(scenario),
        *(_described_start(name) for name in start.values()),
    ]
    several = [name for name in factors if sum(one.factor == name for one in plan.inputs) > 1]
    kept: dict[bytes, int] = {}
    for i, one in enumerate(described):
        if np.ptp(values[:, i]) > 0.0 and (one.kind != "common factor" or one.key.removeprefix("factor:") in several):
            kept.setdefault(values[:, i].tobytes(), i)
    columns = list(kept.values())
    return InputTable(tuple(described[i] for i in columns), np.asfortranarray(values[copies][:, columns]))


def _rows_in_order(members: NDArray[np.int64]) -> Iterator[slice]:
    """Yield rows of members whose numbers follow each other, at most a block at a time."""
    breaks = [0, *(np.flatnonzero(np.diff(members) != 1) + 1).tolist(), len(members)]
    for start, end in pairwise(breaks):
        for first in range(start, end, BLOCK):
            yield slice(first, min(first + BLOCK, end))


def drawn_inputs(plan: DrawPlan, count: int, *, first: int, seed: int) -> FloatArray:
    """Return what the members from ``first`` on drew: inputs of the plan, common factors, rival pairs (member, column).

    A factor is in standard deviations; a pair is 0 where its first set of claims holds and 1 where its second does. The draw
    runs on a plan in which every input has a slot of its own, no claim has an effect and nothing is told.
    """
    found = np.empty((count, len(plan.inputs) + len(plan.arrays.factor_chance) + len(plan.arrays.pair_chance)))
    arrays, reports = _bare(plan)
    draw_members(first, np.uint64(seed), False, arrays, reports, found)
    return found


def _bare(plan: DrawPlan) -> tuple[PlanArrays, ReportArrays]:
    """Return a plan that draws inputs and common factors as columns, and of every pair whether its second set holds."""
    old = plan.arrays
    inputs, factors, pairs = len(old.slot), len(old.factor_chance), len(old.pair_chance)
    width = inputs + factors + pairs
    template = np.zeros(width)
    # One made-up claim of the first set per pair: its strength 1 becomes 0 where the second set holds.
    template[inputs + factors :] = 1.0
    table = np.vstack([old.table.reshape(-1, len(Z_GRID)), Z_GRID])
    normal = len(table) - 1
    low, high = np.full(width, -np.inf), np.full(width, np.inf)
    arrays = old._replace(
        size=width, template=template, slot=np.arange(inputs + factors),
        row=np.concatenate([old.row, np.full(factors, normal)]), chance=np.concatenate([old.chance, np.zeros(factors, np.int64)]),
        factor=np.concatenate([old.factor, np.arange(factors)]), loading=np.concatenate([old.loading, np.ones(factors)]),
        table=table, pair_start=np.arange(pairs + 1), pair_claim=np.arange(pairs), pair_second=np.ones(pairs, np.int64),
        early=0, low=low, high=high,
        **{name: getattr(old, name)[:0] for name in old._fields if name.startswith(("effect_", "product_", "loss_"))},
    )  # fmt: skip
    reports = plan.reports._replace(
        **{name: getattr(plan.reports, name)[:0] for name in plan.reports._fields if name != "known"},
        known=np.array([inputs + factors, 0, 0, 0, 0, 0]),
    )
    return arrays, reports


def start_slots(model: Model) -> dict[int, str]:
    """Return the slots of the start state that reports, losses and products decide, with their names."""
    arrays, reports = model.plan.arrays, model.plan.reports
    found: set[int] = set()
    for part in (arrays.product_out, arrays.loss_out, reports.map_slot, reports.place_slot, reports.item_slot, reports.fled_slot,
                 reports.guest_slot):  # fmt: skip
        found |= set(part.tolist())
    found |= {int(reports.known[3]) + int(side) for side in reports.dead_side}
    names: dict[int, str] = {}
    for entry in PARAMS:
        names |= {slot: name for slot, name in slot_names(model.labels, entry.name).items() if slot in found}
    return dict(sorted(names.items()))


def _factor_names(plan: DrawPlan) -> list[str]:
    """Return the common factors of a plan in their order."""
    names = [""] * len(plan.arrays.factor_chance)
    for one, factor in zip(plan.inputs, plan.arrays.factor.tolist(), strict=True):
        if factor >= 0:
            names[factor] = one.factor
    return names


def described_input(one: Input, register: dict[str, str]) -> Uncertain:
    """Return a drawn number in words; ``register``: grades of the priors by field."""
    word, _, place = one.target.partition(":")
    if place and word in REPORTS:
        kind: Kind = "parameter" if word == "lost" else "report"
        return Uncertain(one.target, REPORTS[word].format(place.replace(":", " ")), kind, "", one.grade or JUDGED)
    label, unit, field = meaning_of_target(one.target)
    return Uncertain(one.target, label, "parameter", unit, one.grade or register.get(field, "") or NOTHING)


def meaning_of_target(target: str) -> tuple[str, str, str]:
    """Return meaning with places, unit and field of a target such as ``tie[RUS,ARM]``."""
    try:
        name, places = parse_target(target)
        field = field_named(name)
    except ValueError:
        return target, "", ""
    meaning = REGISTER_NUMBER.sub("", field.meaning.partition(";")[0])
    return (f"{meaning}: {', '.join(places)}" if places else meaning), ("" if field.unit == "1" else field.unit), name


def _described_factor(name: str, inputs: Sequence[Input]) -> Uncertain:
    source, _, field = name.partition("|")
    held = [one for one in inputs if one.factor == name]
    what = "front" if field == "front" else meaning_of_target(field)[0]
    origin = f"as {source} gives it" if source else "as one source gives it"
    grades = sorted({one.grade or NOTHING for one in held})
    label = f"common factor of {len(held)} inputs: {what}, {origin}"
    return Uncertain(f"factor:{name}", label, "common factor", "standard deviations", "/".join(grades))


def _described_pairs(scenario: Scenario) -> Iterator[Uncertain]:
    texts = {claim.id: claim.text for claim in scenario.document.claims}
    for pair in scenario.stance.drawn:
        sets = tuple(pair.first), tuple(pair.second)
        label = pair.note.partition(";")[0] or " against ".join(_text(ids, texts) for ids in sets)
        yield Uncertain(pair.id, label, "claim", "", JUDGED, tuple(map(joined, sets)), sets, 1.0 - pair.credence)


def joined(ids: Sequence[str]) -> str:
    """Return claims as they are listed in a sentence: C72, C84 and C85."""
    return " and ".join(filter(None, (", ".join(ids[:-1]), *ids[-1:]))) or "no claim"


def _text(ids: Sequence[str], texts: dict[str, str]) -> str:
    return "; ".join(texts.get(name, name) for name in ids) or "no claim"


def _described_start(name: str) -> Uncertain:
    label, unit, _ = meaning_of_target(name)
    return Uncertain(f"start:{name}", label, "start state", unit, "follows")
