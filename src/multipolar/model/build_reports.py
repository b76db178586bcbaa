"""The reports known on the as-of date become arrays from which every member draws its own true state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from multipolar.model.build_draft import SIDE_KEYS, Draft, middle
from multipolar.model.build_sides import EQUIPMENT_FIELDS, side_of
from multipolar.model.observe import (
    ANNOUNCED,
    CLAIMED,
    EQUIPMENT_CLAIM,
    FLED_NOISE,
    FRONT_CAUTION,
    GUEST_SPREAD,
    SLOW_LEAD,
)
from multipolar.model.plan import Number, ReportArrays, floats, ints
from multipolar.scenario.distribution import Distribution
from multipolar.scenario.document import Report

TRUST = 0.9
"""Reliability of a disproof by a witness where the report gives none. Grade J."""
SAME_PLACE = ("claimed_place", "video_confirmed")
EVEN = "U(0, 1)"
CLOSED = 0.02
"""Share of a sector below which the map shows no front in it."""
ITEMS = dict(zip(EQUIPMENT_FIELDS, range(5), strict=True)) | {"tank": 0, "gun": 2, "launcher": 3, "ad": 4}


@dataclass(slots=True)
class Columns:
    """Columns of the report arrays while they are collected, by name."""

    table: dict[str, list[float]] = field(default_factory=dict)

    def add(self, **row: float) -> None:
        """Append one row to the named columns."""
        for name, value in row.items():
            self.table.setdefault(name, []).append(value)

    def arrays(self) -> dict[str, Any]:
        """Return every column of ``ReportArrays`` as an array, empty where nothing was told."""
        kinds = ReportArrays.__annotations__
        made: dict[str, Any] = {}
        for name in ReportArrays._fields:
            values = self.table.get(name, [])
            made[name] = floats(values) if "Float" in str(kinds[name]) else ints([int(v) for v in values])
        return made


def report_arrays(draft: Draft) -> ReportArrays:
    """Return the reports as arrays; adds the auxiliary inputs they need to the plan."""
    columns = Columns()
    reports = draft.document.reports if inside_war(draft) else []
    for report in _latest_maps(reports):
        _map(draft, columns, report, reports)
    for report in sorted(reports, key=lambda r: r.date):
        if _opens_place(report, reports):
            _place(draft, columns, report, reports)
    for r, report in enumerate(reports):
        _told(draft, columns, r, report)
    _gates(draft, columns, reports)
    _known(draft, columns)
    return ReportArrays(**columns.arrays())


def inside_war(draft: Draft) -> bool:
    """Return whether the as-of date lies inside a running round."""
    return draft.document.as_of > draft.document.round_start


def _age(draft: Draft, report: Report) -> float:
    return float((draft.document.as_of - report.date).days)


def _latest_maps(reports: Sequence[Report]) -> list[Report]:
    latest: dict[str, Report] = {}
    for report in reports:
        known = latest.get(report.sector or "")
        if report.kind == "map_share" and report.sector and (known is None or known.date <= report.date):
            latest[report.sector] = report
    return list(latest.values())


def _map(draft: Draft, columns: Columns, report: Report, reports: Sequence[Report]) -> None:
    s = draft.sector(report.sector)
    if s < 0:
        return
    shown, trend = middle(report.value), middle(report.trend_per_day)
    if report.side == "B":
        shown, trend = 1.0 - shown, -trend
    moving = trend != 0.0 or CLOSED < shown < 1.0 - CLOSED
    front = draft.plan.aux(f"front:{report.sector}", FRONT_CAUTION, group=f"{report.source}|front") if moving else -1
    slot = draft.plan.slot("share_start", s)
    draft.plan.derived.add(slot)
    opener = SIDE_KEYS.index(draft.document.opened_by)
    columns.add(
        map_report=reports.index(report), map_slot=slot, map_front=front, map_value=shown, map_trend=trend, map_opener=opener
    )  # fmt: skip


def _opens_place(report: Report, reports: Sequence[Report]) -> bool:
    if report.kind == "claimed_place":
        return report.sector is not None and report.side is not None
    claimed = any(r.kind == "claimed_place" and _same(r, report) for r in reports)
    return report.kind == "video_confirmed" and report.sector is not None and report.side is not None and not claimed


def _same(claim: Report, other: Report) -> bool:
    return claim.sector == other.sector and (other.side is None or claim.side == other.side)


def _first(reports: Sequence[Report], kind: str, claim: Report) -> int:
    rows = [r for r, other in enumerate(reports) if other.kind == kind and _same(claim, other)]
    return min(rows, key=lambda r: reports[r].date, default=-1)


def _place(draft: Draft, columns: Columns, report: Report, reports: Sequence[Report]) -> None:
    s = draft.sector(report.sector)
    if s < 0:
        return
    plan = draft.plan
    disproof, video = _first(reports, "disproved_claim", report), _first(reports, "video_confirmed", report)
    slot = plan.slot("share_start", s)
    plan.derived |= {slot, plan.slot("place_depth", s)}
    columns.add(
        place_report=reports.index(report), place_slot=slot, place_depth=plan.slot("place_depth", s),
        place_side=SIDE_KEYS.index(report.side or "A"), place_age=_age(draft, report),
        place_lead=_place_chances(draft, report.id), place_disproof=disproof,
        place_gap=_age(draft, report) - _age(draft, reports[disproof]) if disproof >= 0 else 0.0,
        place_trust=middle(reports[disproof].reliability, TRUST) if disproof >= 0 else 0.0,
        place_video=video, place_video_age=_age(draft, reports[video]) if video >= 0 else 0.0,
    )  # fmt: skip


def _place_chances(draft: Draft, name: str) -> int:
    plan = draft.plan
    lead_slot = plan.slot("claim_lead")
    lead: Number = plan.entries[lead_slot].distribution if lead_slot in plan.entries else plan.constants[lead_slot]
    first = plan.aux(f"lead:{name}", lead)
    for part, number in (("slow", SLOW_LEAD), ("doubt", EVEN), ("video", EVEN), ("ground", EVEN)):
        plan.aux(f"{part}:{name}", number)
    return first


def _told(draft: Draft, columns: Columns, r: int, report: Report) -> None:
    b = side_of(draft, report.side)
    if report.kind in ("announced_dead", "claimed_enemy_dead") and b >= 0:
        if _superseded(draft, report):
            return
        kind = ANNOUNCED if report.kind == "announced_dead" else CLAIMED
        draft.plan.derived.add(draft.plan.slot("dead_before", b))
        columns.add(dead_report=r, dead_side=b, dead_value=_so_far(draft, report), dead_kind=kind)
    elif report.kind == "claimed_equipment" and b >= 0 and report.item in ITEMS:
        _items(draft, columns, r, report)
    elif report.kind == "displaced":
        _fled(draft, columns, r, report)
    elif report.kind == "fighters_present" and b >= 0:
        slot = _guests(draft, b, report)
        columns.add(guest_report=r, guest_slot=slot)


def _guests(draft: Draft, b: int, report: Report) -> int:
    plan = draft.plan
    if draft.document.forces[SIDE_KEYS[b]].foreign_fighters is None and report.value is not None:  # type: ignore[index]
        told = report.value.distribution
        plan.put("fighters", (b,), Distribution("LogN", (told.median(), GUEST_SPREAD)) if told.is_point else told)
    slot = plan.slot("fighters", b)
    plan.derived.add(slot)
    return slot


def _so_far(draft: Draft, report: Report) -> float:
    # A count is as old as its date: the war has gone on at its pace since.
    fought = (report.date - draft.document.round_start).days
    return middle(report.value) * float(draft.sc["day_before"]) / max(fought, 1)


def _superseded(draft: Draft, report: Report) -> bool:
    same = [other for other in draft.document.reports if (other.kind, other.side) == (report.kind, report.side)]
    return max(same, key=lambda other: other.date).id != report.id


def _items(draft: Draft, columns: Columns, r: int, report: Report) -> None:
    if _superseded_item(draft, report):
        return
    slot = draft.plan.slot("equipment", side_of(draft, report.side), ITEMS[report.item])
    if slot in draft.plan.derived:
        draft.notes.append(f"report {report.id} is left out: the scenario gives losses of {report.item} outright")
        return
    draft.plan.derived.add(slot)
    ratio = draft.plan.aux(f"items:{report.id}", EQUIPMENT_CLAIM)
    columns.add(item_report=r, item_slot=slot, item_value=middle(report.value), item_ratio=ratio)


def _superseded_item(draft: Draft, report: Report) -> bool:
    same = [o for o in draft.document.reports if (o.kind, o.side, o.item) == (report.kind, report.side, report.item)]
    return max(same, key=lambda other: other.date).id != report.id


def _fled(draft: Draft, columns: Columns, r: int, report: Report) -> None:
    b = side_of(draft, report.side) if report.side else 1
    homes = [s for s in range(len(draft.labels.sectors)) if _home(draft, s, b, report.sector)]
    people = sum(middle(draft.document.theatre.sectors[s].population) for s in homes)
    value = middle(report.value)
    share = value if value <= 1.0 else value / max(people, 1.0)
    noise = draft.plan.aux(f"fled:{report.id}", FLED_NOISE)
    for s in homes:
        slot = draft.plan.slot("displaced_start", s)
        draft.plan.derived.add(slot)
        columns.add(
            fled_report=r, fled_slot=slot, fled_share=draft.plan.slot("share_start", s), fled_side=b,
            fled_value=min(share, 1.0), fled_noise=noise,
        )  # fmt: skip


def _home(draft: Draft, s: int, b: int, sector: str | None) -> bool:
    if sector is not None:
        return draft.sector(sector) == s
    own_before = float(draft.sc["line_before"][s]) > 0.5 if b == 0 else float(draft.sc["line_before"][s]) < 0.5
    return bool(draft.sc["zone"][s]) and own_before


def _gates(draft: Draft, columns: Columns, reports: Sequence[Report]) -> None:
    columns.add(gate_start=0)
    total = 0
    for report in reports:
        for c, claim in enumerate(draft.document.claims):
            if report.id in claim.observations:
                columns.add(gate_claim=c)
                total += 1
        columns.add(gate_start=total)


def _known(draft: Draft, columns: Columns) -> None:
    slot = draft.plan.slot
    columns.add(known=slot("claim", 0))
    for name in ("map_lag", "video_reliability"):
        columns.add(known=slot(name))
    columns.add(known=slot("dead_before", 0))
    for name in ("own_loss_reporting", "enemy_claim"):
        columns.add(known=slot(name))


def base_deaths(draft: Draft, b: int) -> float:
    """Return the latest number of own dead that a side had announced by the as-of date [persons]."""
    told = [r for r in draft.document.reports if r.kind == "announced_dead" and side_of(draft, r.side) == b]
    return middle(max(told, key=lambda r: r.date).value) if told else 0.0


def failed_truces(draft: Draft) -> float:
    """Return how many truces were known to have failed by the as-of date."""
    told = [r for r in draft.document.reports if r.kind == "truce_failed"]
    return sum(middle(r.value, 1.0) for r in told)
