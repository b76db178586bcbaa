"""The courses of a run packed into bytes for the page: outcomes, answers, series by day, and every change of hands."""

from __future__ import annotations

import base64
import gzip
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import ARRANGEMENTS, ENDINGS, PAPERS

Values = NDArray[Any]
Codes = NDArray[np.uint16]
Law = Literal["linear", "sqrt"]

MAX_COURSES = 10_000
NEVER = 65_535
"""The day of what never happens."""
LAST_CODE = 65_535
"""Values of a series are kept in 65,536 steps, of which half a one moves no more than the last of three printed figures by one."""
PLACES = (5, 25, 50, 75, 95)
"""Per cent of the courses below each printed quantile."""
ROUNDING = 1e-12
"""Share of the whole weight by which a sum of weights may miss the place of a quantile and still reach it."""
MAJORITY = 125
"""A sector counts as held by A when A has more than this many 250ths of it."""
DAILY_UNTIL = 30
DAY_STEP = 5


@dataclass(frozen=True, slots=True)
class Answered:
    """What every course answers to one question: ``kind`` yes, name or number, ``values`` (m,) the answers or their codes.

    ``names`` are the answers that codes stand for.
    """

    id: str
    kind: Literal["yes", "name", "number"]
    values: Values
    names: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Rivals:
    """Two sets of claims of which every course holds one: ``second`` (m,) tells whether it is the second.

    ``credence`` is the chance of the second set as the scenario has it; ``first`` and ``others`` are the ids of the claims.
    """

    id: str
    first: Sequence[str]
    others: Sequence[str]
    credence: float
    second: Values


@dataclass(frozen=True, slots=True)
class Event:
    """Something that a reader may ask of every course: its id, under what it is listed, its words, and where it ``holds`` (m,)."""

    id: str
    kind: str
    text: str
    if_text: str
    holds: Values


@dataclass(frozen=True, slots=True)
class Courses:
    """The first courses of a run, day by day, and how each of them ended.

    Attributes
    ----------
    days : (d,) [days]
        Days since the as-of date, from 0 on, rising.
    area_km2, dead_a, dead_b, displaced : (m, d)
        Area taken by A on balance since the round began [km2], dead since the round began and displaced [persons].
    sector_share : (m, d, s) [0..250]
        Share of A in each sector, 250 = all.
    sectors, powers, lifelines, designs : identifiers in the order of the axes.
    outcome : (m,)
        Records with at least ``label, length_days, design, paper, arrangement, brokers, level, newly_direct, entry_day,
        life_cut_day``.
    answers : what each course answers to the questions that the model reaches.
    weights : (m,)
        Weight of each course in the forecast, None where each counts as one.
    rivals : the pairs of rival claims, and which set each course holds.
    events : acts by a day and thresholds that a reader may ask for.
    """

    days: Values
    area_km2: Values
    dead_a: Values
    dead_b: Values
    displaced: Values
    sector_share: Values
    sectors: Sequence[str]
    powers: Sequence[str]
    lifelines: Sequence[str]
    designs: Sequence[str]
    outcome: Values
    answers: Sequence[Answered] = field(default=())
    weights: Values | None = None
    rivals: Sequence[Rivals] = field(default=())
    events: Sequence[Event] = field(default=())

    @property
    def each(self) -> NDArray[np.float64]:
        """The weight of each course that the page carries: (count,), ones where they have none."""
        return np.ones(self.count) if self.weights is None else np.asarray(self.weights, np.float64)[: self.count]

    @property
    def count(self) -> int:
        """The number of courses that the page carries."""
        return min(len(self.outcome), len(self.area_km2), MAX_COURSES)


def courses_of(
    series: Values,
    outcome: Values,
    axes: Mapping[str, Sequence[str]],
    answers: Sequence[Answered] = (),
    weights: Values | None = None,
    rivals: Sequence[Rivals] = (),
) -> Courses:
    """Return the courses of a run from the engine's own records.

    Parameters
    ----------
    series : (m,)
        Records ``area_km2 (d,), dead (2, d), displaced (d,), sector_share (d, s)``.
    outcome : (m or more,)
        Outcome records of the same members.
    axes : the names along the axes under ``sectors, powers, lifelines, designs``.
    answers : what the same members answer to the questions.
    weights : (m or more,) the weights of the same members, None where each counts as one.
    rivals : which set of every pair of rival claims the same members hold.
    """
    m = min(len(series), len(outcome), MAX_COURSES)
    kept = series[:m]
    return Courses(
        days=np.arange(kept["area_km2"].shape[1]),
        area_km2=kept["area_km2"],
        dead_a=kept["dead"][:, 0],
        dead_b=kept["dead"][:, 1],
        displaced=kept["displaced"],
        sector_share=kept["sector_share"][:, :, : len(axes["sectors"])],
        sectors=axes["sectors"],
        powers=axes["powers"],
        lifelines=axes["lifelines"],
        designs=axes["designs"],
        outcome=outcome[:m],
        answers=tuple(answers),
        weights=None if weights is None else weights[:m],
        rivals=tuple(rivals),
    )


def day_grid(days: Values, *, daily_until: int = DAILY_UNTIL, step: int = DAY_STEP) -> NDArray[np.int64]:
    """Return the places on the day axis at which the page keeps series: daily at first, then every few days, and the last."""
    kept = [i for i, d in enumerate(days) if d <= daily_until or d % step == 0]
    return np.array(sorted({*kept, len(days) - 1}), dtype=np.int64)


def quantise(values: Values, law: Law) -> tuple[Codes, float, float]:
    """Return values as codes 0..65535, evenly spaced or by square root, with the values of the first and last code.

    Only the even law knows values below zero (ground lost on balance); the square root is for counts.
    """
    low = min(0.0, float(values.min(initial=0.0))) if law == "linear" else 0.0
    high = max(float(values.max(initial=0.0)), low + 1.0)
    share = np.clip((np.asarray(values, np.float64) - low) / (high - low), 0, 1)
    return np.rint(LAST_CODE * (np.sqrt(share) if law == "sqrt" else share)).astype(np.uint16), low, high


def law_for(values: Values) -> Law:
    """Return how values are spaced: by square root where none is below zero."""
    return "sqrt" if float(values.min(initial=0.0)) >= 0.0 else "linear"


def steps_along_days(values: Codes) -> Codes:
    """Return each day as the step from the day before (modulo 65,536): held values become runs of zeros."""
    return np.diff(values, axis=1, prepend=np.zeros((len(values), 1), np.uint16))


def holders(sector_share: Values) -> NDArray[np.bool_]:
    """Return who holds most of each sector, True for A: same axes as the shares [0..250]."""
    return np.asarray(sector_share > MAJORITY)


def changes_of_hands(held: NDArray[np.bool_], start: NDArray[np.bool_]) -> tuple[Values, Values]:
    """Return how often each sector changes hands in each course, (s, m), and on which days, one after another.

    ``held`` (m, d, s): who holds most of it on every day; ``start`` (s,): who held it before the first. The days follow
    sector by sector, course by course, and none is left out.
    """
    before = np.concatenate([np.broadcast_to(start, (len(held), 1, len(start))), held[:, :-1]], axis=1)
    change = np.ascontiguousarray((before != held).transpose(2, 0, 1))
    return change.sum(axis=2), np.nonzero(change)[2]


class Blob:
    """Arrays of one or two bytes a value laid end to end, with a table of contents: place, bytes, shape."""

    def __init__(self) -> None:
        """Begin empty."""
        self.parts: list[bytes] = []
        self.index: dict[str, list[int]] = {}
        self.size = 0

    def add(self, name: str, values: Values) -> None:
        """Add whole numbers from 0 to 65,535; two bytes a value where one does not do: all low bytes, then all high ones.

        Raises
        ------
        ValueError : for a number that does not fit.
        """
        values = np.ascontiguousarray(values)
        if values.size and (int(values.min()) < 0 or int(values.max()) > NEVER):
            raise ValueError(f"{name}: found {int(values.min())} to {int(values.max())}, the page keeps 0 to {NEVER}")
        wide = bool(values.size) and int(values.max()) > 255
        low = (values & 255).astype(np.uint8).tobytes()
        raw = low + ((values >> 8).astype(np.uint8).tobytes() if wide else b"")
        self.index[name] = [self.size, 2 if wide else 1, *values.shape]
        self.parts.append(raw)
        self.size += len(raw)

    def packed(self) -> str:
        """Return everything as compressed text."""
        return base64.b64encode(gzip.compress(b"".join(self.parts), 9, mtime=0)).decode("ascii")


def unpacked(packed: Mapping[str, Any], name: str) -> NDArray[np.int64]:
    """Return one array of packed courses as the page's script reads it."""
    raw = np.frombuffer(gzip.decompress(base64.b64decode(packed["data"])), np.uint8).astype(np.int64)
    place, width, *shape = packed["index"][name]
    size = int(np.prod(shape))
    high = raw[place + size : place + 2 * size] if width == 2 else 0
    return np.asarray(raw[place : place + size] + 256 * high).reshape(shape)


def _days(values: Values) -> Values:
    return np.where(values < 0, NEVER, np.clip(np.floor(values), 0, NEVER - 1)).astype(np.int64)


def _add_outcomes(blob: Blob, c: Courses) -> None:
    out, n = c.outcome[: c.count], len(c.powers)
    blob.add("ending", out["label"].astype(np.int64))
    blob.add("length", np.clip(np.rint(out["length_days"]), 0, NEVER - 1).astype(np.int64))
    blob.add("paper", out["paper"].astype(np.int64))
    blob.add("arrangement", out["arrangement"].astype(np.int64))
    blob.add("design", out["design"].astype(np.int64) + 1)
    for name, where in (("brokers", "brokers"), ("level", "level"), ("newly", "newly_direct")):
        blob.add(name, out[where].reshape(c.count, -1)[:, :n].T.astype(np.int64))
    blob.add("entry", _days(out["entry_day"].reshape(c.count, -1)[:, :n].T))
    blob.add("cut", _days(out["life_cut_day"].reshape(c.count, -1)[:, : len(c.lifelines)].T))


def _add_answers(blob: Blob, c: Courses) -> list[dict[str, Any]]:
    listed: list[dict[str, Any]] = []
    for a in c.answers:
        values = np.asarray(a.values)[: c.count]
        entry: dict[str, Any] = {"id": a.id, "kind": a.kind, "names": list(a.names)}
        if a.kind == "number":
            law = law_for(values)
            codes, low, high = quantise(values, law)
            entry["law"] = {"law": law, "min": low, "max": high}
        else:
            codes = values.astype(np.uint16)
        blob.add(f"answer:{a.id}", codes)
        listed.append(entry)
    return listed


def _add_bits(blob: Blob, name: str, rows: Sequence[Values], count: int) -> None:
    """Add a bit per row and course, course 0 the lowest of the first byte of its row."""
    bits = np.array([np.asarray(row, bool)[:count] for row in rows], bool).reshape(len(rows), count)
    blob.add(name, np.packbits(bits, axis=1, bitorder="little"))


def _add_rivals(blob: Blob, c: Courses) -> list[dict[str, Any]]:
    _add_bits(blob, "rivals", [pair.second for pair in c.rivals], c.count)
    return [{"id": pair.id, "first": list(pair.first), "second": list(pair.others), "credence": pair.credence} for pair in c.rivals]


def weighted_quantiles(values: Values, weights: Values, places: Sequence[float]) -> NDArray[np.float64]:
    """Return the least values (place, ...) at or below which lie so much of the weight (m,); values (m, ...).

    Left-continuous inverse of the weighted distribution function (Hyndman and Fan 1996, definition 1).
    """
    order = np.argsort(values, axis=0, kind="stable")
    reached = np.cumsum(np.asarray(weights, np.float64)[order], axis=0)
    sorted_values = np.take_along_axis(np.asarray(values, np.float64), order, axis=0)
    at = np.array([(reached < place * reached[-1] * (1.0 - ROUNDING)).sum(axis=0) for place in places])
    return np.asarray(np.take_along_axis(sorted_values, at.reshape(len(places), *values.shape[1:]), axis=0))


SERIES: tuple[tuple[str, str, Law], ...] = (
    ("area_km2", "area_km2", "linear"),
    ("dead_A", "dead_a", "sqrt"),
    ("dead_B", "dead_b", "sqrt"),
    ("displaced", "displaced", "sqrt"),
)


def pack_courses(c: Courses | None, start: NDArray[np.bool_]) -> dict[str, Any] | None:
    """Return courses as one compressed text with its table of contents, or None when none were kept.

    ``start`` (s,): who held most of each sector before the first day, True for A.
    """
    if c is None or c.count == 0:
        return None
    grid, blob, laws, fans = day_grid(c.days), Blob(), {}, {}
    weights, place = np.unique(c.each, return_inverse=True)
    for name, attribute, law in SERIES:
        values = np.asarray(getattr(c, attribute), np.float64)[: c.count][:, grid]
        codes, low, high = quantise(values, law)
        laws[name] = {"law": law, "min": low, "max": high}
        fans[name] = [[float(f"{v:.9g}") for v in day] for day in weighted_quantiles(values, c.each, [q / 100 for q in PLACES]).T]
        blob.add(name, steps_along_days(codes))
    held = holders(c.sector_share[: c.count])
    moving = np.flatnonzero((held != start).any(axis=(0, 1)))
    count, places = changes_of_hands(held[:, :, moving], start[moving])
    blob.add("turn_count", count)
    blob.add("turn_day", np.asarray(c.days, np.int64)[places])
    _add_outcomes(blob, c)
    answers = _add_answers(blob, c)
    blob.add("weight", place)
    rivals = _add_rivals(blob, c)
    _add_bits(blob, "events", [event.holds for event in c.events], c.count)
    return {
        "count": c.count,
        "days": [int(d) for d in c.days[grid]],
        "laws": laws,
        "fans": fans,
        "last_code": LAST_CODE,
        "sectors": [str(s) for s in c.sectors],
        "start": [int(x) for x in start],
        "moving": [int(i) for i in moving],
        "endings": list(ENDINGS),
        "papers": list(PAPERS),
        "arrangements": list(ARRANGEMENTS),
        "powers": list(c.powers),
        "lifelines": list(c.lifelines),
        "designs": list(c.designs),
        "answers": answers,
        "weights": [float(w) for w in weights],
        "rivals": rivals,
        "events": [{"id": e.id, "kind": e.kind, "text": e.text, "if_text": e.if_text} for e in c.events],
        "index": blob.index,
        "data": blob.packed(),
    }
