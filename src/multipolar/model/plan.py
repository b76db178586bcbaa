"""The plan of a draw: which slots of PARAMS are random, from which distribution, and what claims do to them."""

from __future__ import annotations

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from multipolar.declare.layout import LAYOUT
from multipolar.model.fields import SMALL, Capacity
from multipolar.model.labels import field_named
from multipolar.model.ranges import slot_ranges
from multipolar.model.records import params_offset, shape_of
from multipolar.numerics.arrays import FloatArray
from multipolar.numerics.sampling import Z_GRID, Z_POINTS
from multipolar.scenario.distribution import Distribution, parse_distribution
from multipolar.scenario.quantity import Quantity

IntArray = NDArray[np.int64]
Number = Quantity | Distribution | float | str

RANK_CORRELATION = 0.7
"""Rank correlation of inputs that one source gives for one kind of number."""
LOADING = float(np.sqrt(2.0 * np.sin(np.pi * RANK_CORRELATION / 6.0)))
"""Loading of such an input on the Gaussian factor of its source (Pearson r = 2 sin(pi rho / 6))."""
AUX_FIRST = 1 << 16
INDEX_END = 1 << 24
KEYS = Capacity(s=128, e=384, p=24, o=64, g=32, t=32, r=32, c=256, l=12, z=8, n=256)
"""Lengths of the axes by which places are numbered for their chance, whatever the record class: a scenario that needs the
larger class, for one power more, draws the same numbers. They stay as they are when record classes grow."""
SCALE, SHIFT, VALUE = 0, 1, 2
OPERATIONS = {"scale": SCALE, "shift": SHIFT, "value": VALUE}


class ReportArrays(NamedTuple):
    """The reports of the as-of date as arrays for the kernel; empty outside a running war.

    ``place_*`` have one row per claimed place in order of date, ``map_*`` one per mapped sector, ``dead_*``,
    ``item_*``, ``fled_*`` and ``guest_*`` one per report on deaths, equipment, displaced people and foreign fighters.
    A report is named by its row; row r rests on claims ``gate_claim[gate_start[r]:gate_start[r + 1]]``.
    """

    gate_start: IntArray
    gate_claim: IntArray
    map_report: IntArray
    map_slot: IntArray
    map_front: IntArray
    map_value: FloatArray
    map_trend: FloatArray
    map_opener: IntArray
    place_report: IntArray
    place_slot: IntArray
    place_depth: IntArray
    place_side: IntArray
    place_age: FloatArray
    place_lead: IntArray
    place_disproof: IntArray
    place_gap: FloatArray
    place_trust: FloatArray
    place_video: IntArray
    place_video_age: FloatArray
    dead_report: IntArray
    dead_side: IntArray
    dead_value: FloatArray
    dead_kind: IntArray
    item_report: IntArray
    item_slot: IntArray
    item_value: FloatArray
    item_ratio: IntArray
    fled_report: IntArray
    fled_slot: IntArray
    fled_share: IntArray
    fled_side: IntArray
    fled_value: FloatArray
    fled_noise: IntArray
    guest_report: IntArray
    guest_slot: IntArray
    known: IntArray


class PlanArrays(NamedTuple):
    """A draw plan as the kernel reads it.

    template : (width,) constants of every slot, auxiliary slots behind ``size``; random slots hold their median.
    slot, row, chance, factor, loading : (random,) slot, table row, random index, factor and loading of each input.
    table : (row, Z_POINTS) quantiles over the normal scale. factor_chance : (factor,) random index of each factor.
    pair_* : rival pairs; claims ``pair_claim[pair_start[q]:pair_start[q + 1]]``, ``pair_second`` 1 for the second set.
    effect_* : effects of claims in file order, the first ``early`` before the derived slots, the rest after.
    product_* : out = a x b. loss_* : out = max(out - a, a tenth of out). low, high : (size,) ranges.
    """

    size: int
    template: FloatArray
    slot: IntArray
    row: IntArray
    chance: IntArray
    factor: IntArray
    loading: FloatArray
    table: FloatArray
    factor_chance: IntArray
    pair_chance: IntArray
    pair_credence: FloatArray
    pair_start: IntArray
    pair_claim: IntArray
    pair_second: IntArray
    early: int
    effect_claim: IntArray
    effect_slot: IntArray
    effect_op: IntArray
    effect_neutral: FloatArray
    effect_claimed: FloatArray
    product_out: IntArray
    product_a: IntArray
    product_b: IntArray
    loss_out: IntArray
    loss_a: IntArray
    low: FloatArray
    high: FloatArray


@dataclass(frozen=True, slots=True)
class Input:
    """One random input: its slots, distribution, sources, grade and the factor it shares."""

    target: str
    slot: int
    distribution: Distribution
    source: tuple[str, ...]
    grade: str
    factor: str


@dataclass(frozen=True, slots=True)
class DrawPlan:
    """Everything a draw needs: arrays for the kernels, the inputs in words, and the record class it fills."""

    arrays: PlanArrays
    reports: ReportArrays
    inputs: tuple[Input, ...]
    capacity: Capacity


@dataclass(slots=True)
class Entry:
    """One slot on its way into the plan: distribution, factor on it, factor group and the slot that keys its chance."""

    distribution: Distribution
    scale: float
    group: str
    key: int
    source: tuple[str, ...]
    grade: str


def to_distribution(number: Number) -> Distribution:
    """Return the distribution of a quantity, of a text such as ``Beta(2, 6)`` or of a plain number."""
    if isinstance(number, Quantity):
        return number.distribution
    if isinstance(number, Distribution):
        return number
    return parse_distribution(number)[0]


def stable_index(name: str, first: int = 0) -> int:
    """Return a random-number index that depends on the name alone, so that other inputs never move it."""
    return first + zlib.crc32(name.encode()) % (INDEX_END - first)


@dataclass(slots=True)
class PlanBuilder:
    """Collects constants, random inputs, derived slots and effects while a scenario is read."""

    capacity: Capacity = SMALL
    constants: dict[int, float] = field(default_factory=dict)
    entries: dict[int, Entry] = field(default_factory=dict)
    aux_names: dict[str, int] = field(default_factory=dict)
    products: list[tuple[int, int, int]] = field(default_factory=list)
    losses: list[tuple[int, int]] = field(default_factory=list)
    derived: set[int] = field(default_factory=set)
    written: dict[int, Quantity] = field(default_factory=dict)
    """The number of the document that each slot was given, where it was given one as it stands."""
    size: int = field(init=False)

    def __post_init__(self) -> None:
        """Count the slots of the PARAMS vector."""
        self.size = slot_ranges(self.capacity)[0].size

    def slot(self, name: str, *place: int) -> int:
        """Return the slot of one place of a PARAMS field."""
        shape = shape_of(field_named(name), self.capacity)
        return params_offset(name, self.capacity) + (int(np.ravel_multi_index(place, shape)) if shape else 0)

    def key_of(self, name: str, slot: int) -> int:
        """Return the random-number index of a slot: its place where the order of fields is frozen, else from the name.

        The same in every record class.
        """
        field = field_named(name)
        shape = shape_of(field, self.capacity)
        inside = slot - params_offset(name, self.capacity)
        place = int(np.ravel_multi_index(np.unravel_index(inside, shape), shape_of(field, KEYS))) if shape else 0
        if name in LAYOUT["PARAMS"]:
            return params_offset(name, KEYS) + place
        return stable_index(f"{name}[{place}]", AUX_FIRST)

    def put(self, name: str, place: Sequence[int], number: Number, *, scale: float = 1.0, group: str = "", key: int = -1) -> int:
        """Give one place of a PARAMS field its number; inputs of one source and field share a factor."""
        slot = self.slot(name, *place)
        self.put_slot(
            slot, number, scale=scale, group=group or _group_of(name, number), key=self.key_of(name, slot) if key < 0 else key
        )
        return slot

    def put_slot(self, slot: int, number: Number, *, scale: float = 1.0, group: str = "", key: int = -1) -> None:
        """Give one slot its number, replacing what it had."""
        law = to_distribution(number)
        self.entries.pop(slot, None)
        self.constants.pop(slot, None)
        self.written.pop(slot, None)
        if isinstance(number, Quantity):
            self.written[slot] = number
        if law.is_point:
            self.constants[slot] = law.args[0] * scale
            return
        source = number.source if isinstance(number, Quantity) else ()
        grade = (number.grade or "") if isinstance(number, Quantity) else ""
        self.entries[slot] = Entry(law, scale, group, slot if key < 0 else key, source, grade)

    def aux(self, name: str, number: Number, *, group: str = "") -> int:
        """Return an auxiliary slot that is drawn beside the PARAMS vector and then used up."""
        if name not in self.aux_names:
            self.aux_names[name] = self.size + len(self.aux_names)
            slot = self.aux_names[name]
            self.put_slot(slot, number, group=group, key=stable_index(name, AUX_FIRST))
        return self.aux_names[name]

    def multiply(self, out: int, a: int, b: int) -> None:
        """Let a slot be the product of two drawn slots."""
        self.products.append((out, a, b))
        self.derived.add(out)

    def subtract(self, out: int, loss: int) -> None:
        """Let a drawn loss be taken off a slot."""
        self.losses.append((out, loss))
        self.derived.add(out)


def _group_of(name: str, number: Number) -> str:
    return f"{number.source[0]}|{name}" if isinstance(number, Quantity) and number.source else ""


def quantile_row(law: Distribution, scale: float) -> FloatArray:
    """Return the quantiles of a scaled distribution over the normal scale of ``numerics.sampling``: (Z_POINTS,)."""
    from scipy.special import ndtr  # slow to load, and a war read from the cache has its quantiles

    return law.quantile(ndtr(Z_GRID)) * scale


def tabulate(entries: Sequence[Entry]) -> tuple[FloatArray, IntArray]:
    """Return one table row per distinct distribution and the row of every entry."""
    rows: dict[tuple[Distribution, float], int] = {}
    which = [rows.setdefault((e.distribution, e.scale), len(rows)) for e in entries]
    table = np.array([quantile_row(law, scale) for law, scale in rows]).reshape(len(rows), Z_POINTS)
    return table, np.array(which, dtype=np.int64)


def ints(values: Sequence[int]) -> IntArray:
    """Return whole numbers as an array for the kernel."""
    return np.array(values, dtype=np.int64)


def floats(values: Sequence[float]) -> FloatArray:
    """Return numbers as an array for the kernel."""
    return np.array(values, dtype=np.float64)


def template_of(builder: PlanBuilder) -> FloatArray:
    """Return the constants of every slot, with the median where a slot is random: (width,)."""
    template = np.zeros(builder.size + len(builder.aux_names))
    for slot, value in builder.constants.items():
        template[slot] = value
    for slot, entry in builder.entries.items():
        template[slot] = entry.distribution.median() * entry.scale
    return template
