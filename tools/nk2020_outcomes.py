"""Write what happened, for scoring only: a tree that no scenario and no run may read."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

import yaml
from nk2020_emit import Flow, FlowList, document
from nk2020_tables import last_day, read

HEAD = """What happened in Nagorno-Karabakh after 27 September 2020: for scoring only, never read by a run.
Written by tools/import_nk2020.py. Question texts and criteria stand in the scenario file."""
START, MID, LAST = "2020-09-27", "2020-10-16", "2020-11-10"
AREA_MARKS = ["2020-10-03", "2020-10-09", "2020-10-16", "2020-10-20", "2020-10-25", "2020-10-31", "2020-11-09"]
"""Days on which the area taken is compared. Source: validation targets of the flagship war."""
VERDICT = {"✔": "borne_out", "◐": "partly", "✘": "not_borne_out", "?": "not_decidable"}


def text(tables: Path) -> str:
    """Return the text of the outcome file."""
    with (tables / "outcomes.yaml").open(encoding="utf-8") as handle:
        raw = yaml.safe_load(handle)
    end, losses, series = raw["end"], raw["losses"], raw["series"]
    lengths = {k.removeprefix("from_"): v for k, v in end["length_days"].items()}
    dead = losses["military_dead"]
    tree: dict[str, Any] = {
        "format": "multipolar-outcome/1",
        "scenario": "karabakh_2020",
        "end": {"label": end["label"], "soft": Flow(end["soft"]), "length_days": Flow(lengths), "date": "2020-11-10"},
        "brokered_by": raw["brokered_by"],
        "arrangement": raw["arrangement"]["kind"],
        "design_reached": "joint_monitoring",
        "power_levels": {k: Flow(v) for k, v in raw["power_levels"].items()},
        "truces_failed": [
            Flow(date=t["date"], by=t["mediator"].split()[0], held_days=t["held_days"])
            for t in raw["ceasefire_attempts"]
            if t["kind"] == "humanitarian"
        ],
        "deaths": {
            "A": Flow(v=[dead["AZE"]["low"], dead["AZE"]["value"], dead["AZE"]["high"]]),
            "B": Flow(v=[dead["ARM"]["low"], dead["ARM"]["value"], dead["ARM"]["high"]]),
        },
        "displaced": Flow({k: v["value"] for k, v in losses["displaced"].items()}),
        **moved(tables),
        "holders": holders(tables),
        "series": _series(series),
        "questions": [_question(q) for q in raw["questions"]],
        "claims": verdicts(tables.parent / "claims.md"),
        "targets": targets(series, losses),
    }
    return document(tree, HEAD)


AREA_TOLERANCE = {
    "2020-10-03": 200, "2020-10-09": 300, "2020-10-16": 450, "2020-10-20": 450, "2020-10-25": 500, "2020-10-31": 600,
    "2020-11-09": 700,
}  # fmt: skip
"""Half-widths of the areas that the targets are compared with [km2]. Source: model science, section 22."""
DATED_FACTOR = 1.10
FIXED_TARGETS: tuple[tuple[str, tuple[float | None, float | None, float | None], str, str, str], ...] = (
    ("displaced_share:day10", (0.50, None, None), "share", "share of the people of the zone who had left", "C"),
    ("displaced_share:day27", (0.60, None, None), "share", "share of the people of the zone who had left", "C"),
    ("lifeline_fire:M12", (26.0, None, None), "day", "the road through Lachin comes under fire", "B"),
    ("lifeline_cut:M12", (40.5, 39.0, 42.0), "day", "the road through Lachin is cut at Shusha", "B"),
    ("truce_days", (0.05, 0.01, 0.10), "days", "the three truces of October lasted hours", "A"),
    ("equipment_lost:B:tank", (303.0, 240.0, 366.0), "items", "losses seen on pictures, and estimates of all", "B"),
    ("equipment_lost:A:tank", (69.0, 38.0, 100.0), "items", "losses seen on pictures, and estimates of all", "B"),
    ("drones_lost:A", (None, None, None), "items", "nobody published it; only claims of the enemy exist", ""),
)
"""Measured courses that no table holds: measure, value with range, unit, what it rests on, grade. Model science, section 22."""


def targets(series: dict[str, Any], losses: dict[str, Any]) -> list[Flow]:
    """Return what was measured of the course of the war: area by date, deaths by week, displaced, lifeline, truces, arms."""
    start = dt.date.fromisoformat(str(series["start"]))
    area = series["azerbaijani_controlled_km2_estimate"]
    dead = series["armenian_military_killed_by_date_of_death"]
    rows = [
        Flow(
            measure=f"area_km2:{date}",
            value=area[day],
            low=area[day] - wide,
            high=area[day] + wide,
            unit="km2",
            source="public day-by-day map, corrected for its lag; half-width of the sources",
            grade="B",
        )
        for date, wide in AREA_TOLERANCE.items()
        for day in [(dt.date.fromisoformat(date) - start).days]
    ]
    for week in range(6):
        value = round(sum(dead[7 * week : 7 * week + 7]) * DATED_FACTOR)
        rows.append(
            Flow(
                measure=f"deaths_week:B:{week + 1}",
                value=value,
                unit="persons",
                source="records of deaths by date, times 1.10 for those without a date",
                grade="B",
            )
        )
    for side, name in (("B", "ARM"), ("A", "AZE")):
        told = losses["military_dead"][name]
        rows.append(
            Flow(
                measure=f"deaths:{side}",
                value=told["value"],
                low=told["low"],
                high=told["high"],
                unit="persons",
                source="names published by the state, and those missing",
                grade="A",
            )
        )
    for measure, (value, low, high), unit, source, grade in FIXED_TARGETS:
        told = {k: v for k, v in (("value", value), ("low", low), ("high", high)) if v is not None}
        rows.append(Flow(measure=measure, **told, unit=unit, source=source, grade=grade))
    return rows


def holders(tables: Path) -> dict[str, Flow]:
    """Return who held each key place when fighting stopped and after the hand-overs."""
    rows = read(tables, "sectors")
    return {
        "2020-11-10": Flow({r["sector_id"]: r["holder_2020_11_10"] for r in rows}),
        "2020-12-01": Flow({r["sector_id"]: r["holder_2020_12_01"] for r in rows}),
    }


def moved(tables: Path) -> dict[str, Any]:
    """Return A's share of each contested sector at the end, and how much of the ground changed hands from each as-of date.

    changed = sum area |end - start| / sum area over contested sectors, net the same with its sign; before the round A held
    nothing of them. Source: the estimated control timeline, whose last day is the cessation.
    """
    area = {r["sector_id"]: float(r["area_km2_armenian_held_27sep"]) for r in read(tables, "sectors") if r["tier"] == "1"}
    rows = read(tables, "control_timeline")
    lines = {day: {r["sector_id"]: float(r["az_share_est"]) for r in rows if r["date"] == day} for day in (MID, LAST)}
    starts = {START: dict.fromkeys(area, 0.0), MID: lines[MID]}
    whole, end = sum(area.values()), lines[LAST]
    steps = {day: {s: area[s] * (end[s] - start[s]) for s in area} for day, start in starts.items()}
    return {
        "sectors_end": Flow({s: end[s] for s in area}),
        "changed_share": Flow({day: round(sum(map(abs, step.values())) / whole, 3) for day, step in steps.items()}),
        "net_share_A": Flow({day: round(sum(step.values()) / whole, 3) for day, step in steps.items()}),
    }


def _series(series: dict[str, Any]) -> dict[str, Any]:
    return {
        "start": str(series["start"]),
        "area_km2": FlowList(series["azerbaijani_controlled_km2_estimate"]),
        "area_km2_low": FlowList(series["azerbaijani_controlled_km2_low"]),
        "area_km2_high": FlowList(series["azerbaijani_controlled_km2_high"]),
        "dead_B_dated": FlowList(series["armenian_military_killed_by_date_of_death"]),
        "dead_B_factor": 1.10,
        "area_marks": FlowList(AREA_MARKS),
    }


def _question(question: dict[str, Any]) -> Flow:
    answer = question["answer"]
    day = last_day(str(question["resolved_on"]))
    return Flow(id=question["id"], answer=answer, resolved_on=str(day), grade=question["confidence"])


def verdicts(register: Path) -> dict[str, str]:
    """Return the verdict on each claim from the last column of the register."""
    out = {}
    for line in register.read_text(encoding="utf-8").splitlines():
        match = re.match(r"\| (C\d\d) [AK] \|.*\| ([✔◐✘?])[^|]*\|$", line)
        if match:
            out[match[1]] = VERDICT[match[2]]
    return out
