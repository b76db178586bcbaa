"""What the world had been told by 16 October: maps, claims, footage, announced losses; never the truth."""

from __future__ import annotations

import datetime as dt
import re
from pathlib import Path
from typing import Any

from nk2020_emit import Flow
from nk2020_numbers import number, quantity
from nk2020_questions import MID
from nk2020_tables import Gate, Row, TableError, read


def map_rows(tables: Path, last: dt.date) -> dict[str, tuple[float, float]]:
    """Return the mapped share on the as-of date and its trend over five days for every sector [share, share/day]."""
    first = (last - dt.timedelta(days=5)).isoformat()
    rows = [r for r in read(tables, "control_timeline") if r["date"] <= last.isoformat()]
    shown = {(r["date"], r["sector_id"]): number(r["az_share_map"]) for r in rows}
    keys = dict.fromkeys(r["sector_id"] for r in rows)
    day = last.isoformat()
    return {k: (shown[day, k], round((shown[day, k] - shown[first, k]) / 5, 4)) for k in keys}


def place_claims(tables: Path, last: dt.date) -> dict[str, dict[str, str]]:
    """Return for each sector the first day of the attacker's claim and of independent proof, if any by the date."""
    out: dict[str, dict[str, str]] = {}
    for row in read(tables, "control_timeline"):
        if row["date"] > last.isoformat():
            continue
        for column, name in (("azerbaijan_claims_key_place", "claim"), ("independently_confirmed", "video")):
            if row[column] == "1":
                out.setdefault(row["sector_id"], {}).setdefault(name, row["date"])
    return out


def reports(tables: Path, gate: Gate, places: dict[str, dict[str, str]], *, fighters: Flow) -> list[Flow]:
    """Return what the world had been told by the as-of date."""
    events = {r["event_id"]: r for r in read(tables, "events")}
    for key in ("E026", "E029", "E032", "E034", "E040", "E042"):
        if dt.date.fromisoformat(events[key]["known_on"]) > gate.as_of:
            raise TableError(f"event {key} was not known on {gate.as_of}")
    out = [_map_report(k, *v) for k, v in map_rows(tables, gate.as_of).items()]
    out += [r for key, days in places.items() for r in _place_reports(key, days)]
    return out + _told(events, fighters)


def _report(key: str, kind: str, day: str, *, known: str | None = None, **more: Any) -> Flow:
    return Flow(id=key, kind=kind, date=day, known_on=known or day, **more)


def _map_report(key: str, share: float, trend: float) -> Flow:
    return _report(
        f"map_{key}",
        "map_share",
        MID,
        by="public map",
        sector=key,
        side="A",
        value=quantity(share, None, "public_map", "B"),
        trend_per_day=quantity(trend, None, "public_map", "B"),
    )


def _place_reports(key: str, days: dict[str, str]) -> list[Flow]:
    out = [_report(f"claim_{key}", "claimed_place", days["claim"], by="AZE", sector=key, side="A", source="claims_azerbaijan")]
    if "video" in days:
        out.append(
            _report(
                f"video_{key}",
                "video_confirmed",
                days["video"],
                by="independent observers",
                sector=key,
                side="A",
                source="footage",
            )
        )
    return out


def _told(events: dict[str, Row], fighters: Flow) -> list[Flow]:
    def magnitude(key: str) -> float:
        return number(events[key]["magnitude"])

    def day(key: str) -> str:
        return events[key]["date"]

    tanks = sum(int(x) for x in re.findall(r"(\d+) (?:tanks destroyed|captured)", events["E040"]["description"]))
    return [
        _report(
            "disproof_HAD",
            "disproved_claim",
            day("E032"),
            by="a reporter in the town",
            sector="HAD",
            side="A",
            source="footage",
        ),
        _report(
            "dead_announced",
            "announced_dead",
            day("E042"),
            by="ARM",
            side="B",
            value=quantity(magnitude("E042"), None, "announced_losses", "A"),
            source="announced_losses",
        ),
        _report(
            "dead_claimed",
            "claimed_enemy_dead",
            day("E026"),
            by="ARM",
            side="A",
            value=quantity(magnitude("E026"), None, "claims_armenia", "D"),
            source="claims_armenia",
        ),
        _report(
            "tanks_claimed",
            "claimed_equipment",
            day("E040"),
            by="AZE",
            side="B",
            item="tank",
            value=quantity(tanks, None, "claims_azerbaijan", "C"),
            source="claims_azerbaijan",
            text="over 200 destroyed and 33 captured",
        ),
        _report(
            "half_displaced",
            "displaced",
            day("E029"),
            by="ombudsman",
            side="B",
            value=quantity(0.5, None, "ombudsman", "C"),
            item="share of the zone",
            source="ombudsman",
            text="about half of the people have left",
        ),
        _report(
            "truce_moscow",
            "truce_failed",
            day("E034"),
            by="RUS",
            value=quantity(1, None, "press_october", "A"),
            source="press_october",
            text="truce from noon on 10 October, broken within minutes",
        ),
        _report(
            "fighters_syria",
            "fighters_present",
            MID,
            by="Kommersant",
            side="A",
            value=fighters,
            text="men from Syria, which both governments deny",
        ),
        _report(
            "f16_admitted",
            "signal",
            day("E031"),
            by="AZE",
            side="A",
            item="fighter aircraft on the ground",
            source="press_october",
            text="Baku admits Turkish fighter aircraft, denies their use",
        ),
        _report(
            "soil_strikes",
            "signal",
            day("E039"),
            by="ARM",
            side="A",
            sector="VAR",
            item="strikes across the border",
            source="press_october",
            text="strikes on Armenian soil on 1 and 14 October",
        ),
        _report(
            "scope_said",
            "signal",
            day("E028"),
            by="RUS",
            item="treaty scope",
            source="press_october",
            text="fighting is not on Armenian soil, so the treaties are not touched",
        ),
        _report(
            "talish_regained",
            "signal",
            "2020-10-12",
            known="2020-10-13",
            by="ARM",
            side="B",
            sector="TAL",
            source="claims_armenia",
            text="Armenian side speaks of pushing back at Talish",
        ),
        _report(
            "joint_statement",
            "signal",
            day("E023"),
            by="USA RUS FRA",
            item="joint statement",
            source="press_october",
            text="ministers of the three co-chairs call for an unconditional ceasefire",
        ),
    ]


def why_told(report: Flow) -> str:
    return {
        "map_share": "share on the map and its trend over five days",
        "claimed_place": "the attacker says it holds the place",
        "video_confirmed": "footage shows the place taken",
        "disproved_claim": "footage of the same day shows the place not taken",
    }.get(report["kind"], "known by 16 October")
