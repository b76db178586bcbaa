"""What the page carries: the forecast, the map, what was known, and the courses packed into bytes."""

from __future__ import annotations

import base64
import gzip
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from importlib.resources import files
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from multipolar.report.cells import plain_geometry
from multipolar.report.narrative import ARRANGEMENT_NAMES, LEVEL_NAMES, ending_name

Bytes = NDArray[np.uint8]
Law = Literal["linear", "sqrt"]

MAX_COURSES = 10_000
ENDINGS = (
    "knockout_A",
    "knockout_B",
    "ceasefire_gains_A",
    "ceasefire_gains_B",
    "status_quo_ante",
    "frozen_stalemate",
    "ongoing_180",
)
ARRANGEMENTS = ("none", "single_power", "joint_patrols", "multinational", "observers")
NEVER = 255


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
        Records with at least ``label, length_days, design, arrangement, brokers, level, newly_direct, life_cut_day``.
    """

    days: NDArray[Any]
    area_km2: NDArray[Any]
    dead_a: NDArray[Any]
    dead_b: NDArray[Any]
    displaced: NDArray[Any]
    sector_share: Bytes
    sectors: Sequence[str]
    powers: Sequence[str]
    lifelines: Sequence[str]
    designs: Sequence[str]
    outcome: NDArray[Any]


def courses_of(series: NDArray[Any], outcome: NDArray[Any], axes: Mapping[str, Sequence[str]]) -> Courses:
    """Return the courses of a run from the engine's own records.

    Parameters
    ----------
    series : (m,)
        Records ``area_km2 (d,), dead (2, d), displaced (d,), sector_share (d, s)``.
    outcome : (m or more,)
        Outcome records of the same members.
    axes : the names along the axes under ``sectors, powers, lifelines, designs``.
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
    )


@dataclass(frozen=True, slots=True)
class ReportInput:
    """Everything the page is made of; the run fills it and the page reads nothing else.

    ``forecast`` is the document ``multipolar-forecast/1`` with the keys of the report; ``scenario`` names its map
    (``geometry``, optional) and its sectors (``id, name, lat, lon, tier, contested, share_A_start``, the last being A's
    share before the round began: the old line); ``known`` holds by series (``area_km2``, ``dead_A``, ``dead_B``,
    ``displaced``) the facts up to the as-of date as ``{day, value, low, high, reported, text}``, days counted from the
    as-of date; ``scenario_text`` is the file as written, kept inside the page.
    """

    forecast: Mapping[str, Any]
    scenario: Mapping[str, Any]
    series: Courses | None = None
    known: Mapping[str, Sequence[Mapping[str, Any]]] = field(default_factory=dict)
    geometry: Mapping[str, Any] | None = None
    scenario_text: str = ""


def day_grid(days: NDArray[Any], *, daily_until: int = 90, step: int = 3) -> NDArray[np.int64]:
    """Return the places on the day axis that the page keeps: every day at first, then every few days, and the last."""
    kept = [i for i, d in enumerate(days) if d <= daily_until or (d - daily_until) % step == 0]
    return np.array(sorted({*kept, len(days) - 1}), dtype=np.int64)


def quantise(values: NDArray[Any], law: Law) -> tuple[Bytes, float, float]:
    """Return values as codes 0..255, evenly spaced or by square root, with the values of the first and last code.

    Only the even law knows values below zero (ground lost on balance); the square root is for counts.
    """
    low = min(0.0, float(values.min(initial=0.0))) if law == "linear" else 0.0
    high = max(float(values.max(initial=0.0)), low + 1.0)
    share = np.clip((values - low) / (high - low), 0, 1)
    return np.rint(255 * (np.sqrt(share) if law == "sqrt" else share)).astype(np.uint8), low, high


def steps_along_days(values: Bytes) -> Bytes:
    """Return each day as the step from the day before (modulo 256): held values become runs of zeros."""
    return np.diff(values, axis=1, prepend=np.zeros((len(values), 1), np.uint8))


def turning_days(majority: NDArray[np.bool_], start: NDArray[np.bool_]) -> tuple[Bytes, Bytes]:
    """Return the first and second place on the day grid at which the holder of each sector changes.

    `majority` (m, d, s), `start` (s,): who held it before the first day. 255 = never; later changes are left out.
    """
    before = np.concatenate([np.broadcast_to(start, (len(majority), 1, len(start))), majority[:, :-1]], axis=1)
    change = before != majority
    first = np.where(change.any(axis=1), change.argmax(axis=1), NEVER)
    later = change & (np.arange(majority.shape[1])[None, :, None] > first[:, None, :])
    second = np.where(later.any(axis=1), later.argmax(axis=1), NEVER)
    return first.astype(np.uint8), second.astype(np.uint8)


def start_holders(inp: ReportInput, sectors: Sequence[str]) -> NDArray[np.bool_]:
    """Return who held each sector before the first day, True for A."""
    shares = {str(s["id"]): float(s.get("share_A_start") or 0.0) for s in inp.scenario.get("sectors", [])}
    return np.array([shares.get(i, 0.0) > 0.5 for i in sectors])


class _Blob:
    """Byte arrays laid end to end, with a table of contents."""

    def __init__(self) -> None:
        self.parts: list[bytes] = []
        self.index: dict[str, list[int]] = {}
        self.size = 0

    def add(self, name: str, values: Bytes) -> None:
        raw = np.ascontiguousarray(values).tobytes()
        self.index[name] = [self.size, *values.shape]
        self.parts.append(raw)
        self.size += len(raw)

    def packed(self) -> str:
        return base64.b64encode(gzip.compress(b"".join(self.parts), 6, mtime=0)).decode("ascii")


def _add_codes(blob: _Blob, c: Courses, m: int) -> None:
    out = c.outcome[:m]
    blob.add("ending", out["label"].astype(np.uint8))
    blob.add("length", np.clip(np.rint(out["length_days"]), 0, 254).astype(np.uint8))
    blob.add("arrangement", out["arrangement"].astype(np.uint8))
    blob.add("design", out["design"].astype(np.int16).astype(np.uint8))
    n = len(c.powers)
    blob.add("brokers", np.ascontiguousarray(out["brokers"].reshape(m, -1)[:, :n].T).astype(np.uint8))
    blob.add("level", np.ascontiguousarray(out["level"].reshape(m, -1)[:, :n].T).astype(np.uint8))
    blob.add("newly", np.ascontiguousarray(out["newly_direct"].reshape(m, -1)[:, :n].T).astype(np.uint8))
    cut = out["life_cut_day"].reshape(m, -1)[:, : len(c.lifelines)]
    days = np.where(cut < 0, NEVER, np.clip(np.rint(cut), 0, NEVER - 1))
    blob.add("cut", np.ascontiguousarray(days.T).astype(np.uint8))


SERIES: tuple[tuple[str, str, Law], ...] = (
    ("area_km2", "area_km2", "linear"),
    ("dead_A", "dead_a", "sqrt"),
    ("dead_B", "dead_b", "sqrt"),
    ("displaced", "displaced", "sqrt"),
)


def pack_courses(inp: ReportInput) -> dict[str, Any] | None:
    """Return the courses as one compressed text with its table of contents, or None when none were kept."""
    c = inp.series
    if c is None or len(c.outcome) == 0:
        return None
    m = min(len(c.outcome), len(c.area_km2), MAX_COURSES)
    grid = day_grid(c.days)
    blob = _Blob()
    laws: dict[str, dict[str, Any]] = {}
    for name, attribute, law in SERIES:
        codes, low, high = quantise(np.asarray(getattr(c, attribute))[:m][:, grid], law)
        laws[name] = {"law": law, "min": low, "max": high}
        blob.add(name, steps_along_days(codes))
    majority = c.sector_share[:m][:, grid] > 125
    start = start_holders(inp, c.sectors)
    moving = np.flatnonzero((majority != start).any(axis=(0, 1)))
    first, second = turning_days(majority[:, :, moving], start[moving])
    blob.add("turn1", np.ascontiguousarray(first.T))
    blob.add("turn2", np.ascontiguousarray(second.T))
    _add_codes(blob, c, m)
    return {
        "count": m,
        "days": [int(d) for d in c.days[grid]],
        "laws": laws,
        "sectors": [str(s) for s in c.sectors],
        "start": [int(x) for x in start],
        "moving": [int(i) for i in moving],
        "endings": list(ENDINGS),
        "arrangements": list(ARRANGEMENTS),
        "powers": list(c.powers),
        "lifelines": list(c.lifelines),
        "designs": list(c.designs),
        "index": blob.index,
        "data": blob.packed(),
    }


def drawn_geometry(name: str) -> dict[str, Any] | None:
    """Return the drawn map that the library holds for a scenario, or None."""
    if not name.replace("_", "").isalnum():
        return None
    file = files("multipolar").joinpath("library", "geometry", f"{name}.json")
    if not file.is_file():
        return None
    document: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    return document


def geometry_of(inp: ReportInput) -> Mapping[str, Any] | None:
    """Return the map given, else the library's for this scenario, else plain cells around the sector points.

    A library map that lacks a contested sector of the scenario is passed over: half a map would mislead.
    """
    if inp.geometry is not None:
        return inp.geometry
    drawn = drawn_geometry(str(inp.scenario.get("geometry") or inp.forecast.get("scenario", "")))
    sectors = [s for s in inp.scenario.get("sectors", []) if s.get("lat") is not None and s.get("lon") is not None]
    if drawn and all(str(s["id"]) in drawn["cells"] for s in sectors if s.get("contested", True)):
        return drawn
    return plain_geometry(sectors) if sectors else None


def names_of(forecast: Mapping[str, Any]) -> dict[str, Any]:
    """Return the words that charts put on codes."""
    labels = [*ENDINGS, *(k for k in forecast.get("endings", {}) if k not in ENDINGS)]
    return {
        "endings": {k: ending_name(k, forecast) for k in labels},
        "arrangements": dict(ARRANGEMENT_NAMES),
        "levels": dict(LEVEL_NAMES),
        "powers": {k: v.get("name", k) for k, v in forecast.get("powers", {}).items()},
        "lifelines": {k: v.get("name", k) for k, v in forecast.get("lifelines", {}).items()},
        "designs": {k: v.get("what", k) for k, v in forecast.get("designs", {}).items()},
    }


def page_document(inp: ReportInput) -> dict[str, Any]:
    """Return the one document that the page's script reads (``multipolar-page/1``)."""
    sectors = [
        {
            "id": str(s["id"]),
            "name": str(s.get("name", s["id"])),
            "contested": bool(s.get("contested", True)),
            "tier": int(s.get("tier") or 1),
            "start": float(s.get("share_A_start") or 0.0),
        }
        for s in inp.scenario.get("sectors", [])
    ]
    return {
        "schema": "multipolar-page/1",
        "forecast": inp.forecast,
        "names": names_of(inp.forecast),
        "sectors": sectors,
        "map": geometry_of(inp),
        "known": {k: [dict(x) for x in v] for k, v in inp.known.items()},
        "courses": pack_courses(inp),
    }
