"""A small war that writes every key a scenario file may have, as a running war and at its start."""

from __future__ import annotations

import json
from typing import Any

SURVEY: dict[str, Any] = {"source": ["survey"], "grade": "B", "known_on": "2020-09-01", "claim": "K1", "note": "as told"}
SIDE: dict[str, Any] = {
    "members": ["the guard"], "will": [0.6, 0.75, 0.9], "quality": [0.4, 0.5, 0.6], "population": "5000000 persons",
    "commitment": 0.8, "aim": 0.7, "surprise": [0, 0.7, 1.5], "strategic_air": 0.3, "autonomy": 0.4,
    "leader_punishment": 0.2, "optimism": 0.1, "readiness": 0.3, "weakness": 0.4, "constraints": ["no call-up"],
    "capability_share": 0.004,
    "note": "a side",
}  # fmt: skip
MONEY = {
    "gdp": "40 bn USD", "reserves": "6 bn USD", "credit": "1 bn USD", "war_cost": "9 M USD/day", "energy_dependence": 0.4,
}  # fmt: skip
FORCES: dict[str, Any] = {
    "in_theatre": {"v": [15000, 20000, 30000], "unit": "persons", **SURVEY}, "reserve_share": 0.25,
    "reserve_inflow": "150 persons/day", "ready": 0.9, "mobilisation": "12 days", "foreign_fighters": "300 persons",
    "tanks": "200 items", "ifv": "120 items", "guns": "150 items", "launchers": "20 items", "missiles": "12 items",
    "short_range_ad": "30 items", "ad_effectiveness": 0.3, "armed_drones": "10 items", "loitering": "40 items",
    "aircraft": "12 items", "helicopters": "20 items", "sam": "6 batteries", "munitions_stock": "2000 t",
    "munitions_use": "90 t/day", "munitions_resupply": "50 t/day", "supply_days": "25 days", "food_withheld": 0.1,
    "losses_so_far": {"tanks": 12, "guns": 4, "launchers": 1, "short_range_ad": 2, "loitering": 6, "munitions": 90},
}  # fmt: skip
SECTOR: dict[str, Any] = {
    "alt_names": ["Old"], "tier": 2, "cover": "bare", "urban": False, "elevation": "600 m", "lat": 40.0, "area": "900 km2",
    "value": 5, "symbolic_value": 2, "weight": "700 km2", "preparation": 2, "place_depth": 0.6, "terrain": "rolling",
    "open_rear": [], "gate": 0, "note": "a sector",
}  # fmt: skip
AT_HOME = {key: value for key, value in SECTOR.items() if key != "weight"}
POWER: dict[str, Any] = {
    "attention": 0.6, "leverage_A": 0.3, "leverage_B": 0.2, "skill": 0.6, "acceptance": 0.8, "capability_share": 0.03,
    "supplies_A": 0.2, "supplies_B": 0.1, "distance": "900 km", "exports_drones": True,
    "linked_theatre": True, "fears_fighters": True, "economy": MONEY,
    "forces_in_theatre": "400 persons", "note": "a power",
}  # fmt: skip
LATE = {"date": "2020-10-14", "known_on": "2020-10-15", "source": "survey", "text": "as told"}

START: dict[str, Any] = {
    "format": "multipolar-document/1", "id": "every_key", "title": "Every key", "description": "Two neighbours at war.",
    "as_of": "2020-09-27", "as_of_dates": {"2020-09-27": "base"}, "round_start": "2020-09-27", "opened_by": "B", "phase": "start",
    "war_type": "interstate", "outside": {"weight": 0.4}, "horizon_days": 90, "geometry": "karabakh_2020", "conflict": "every_key",
    "climate": {"clear": 0.5, "overcast": 0.3, "wet": 0.2, "persistence": 0.6, "snow_from": "2020-11-01",
                "snow_full": "2020-12-01"},
    "sources": {"survey": {"text": "a survey", "grade": "B", "seen": True, "hindsight": False, "known_on": "2020-09-01"},
                "press": {"text": "the press", "grade": "C"}},
    "claims": [
        {"id": "K1", "text": "drones matter", "kind": "CAP", "origin": "analyst", "strength": 0.5, "rests_on": "a count",
         "test": "without them",
         "outcome": "open", "effects": [{"target": "armed_drones[NOR]", "op": "scale", "neutral": 0.5, "claimed": 2.0}]},
        {"id": "K2", "text": "the pact is close", "kind": "TIE", "inert_reason": "a saying", "questions": ["Q1"]},
        {"id": "K3", "text": "a hawk", "kind": "INT", "strength": 0.5, "replaces": ["K1"],
         "effects": [{"target": "risk_aversion[OCC]", "op": "value", "neutral": 0.0, "claimed": 1.0}]},
        {"id": "K7", "text": "a drill", "kind": "CAP", "credence": 0.6,
         "effects": [{"target": "quality[SUD]", "op": "shift", "neutral": 0.0, "claimed": 0.1}]},
        {"id": "K4", "text": "a dove", "kind": "DIS", "strength": 0.5,
         "effects": [{"target": "risk_aversion[OCC]", "op": "shift", "neutral": 0.0, "claimed": 4.0}]},
    ],
    "rivals": [{"id": "temper", "first": ["K3"], "second": ["K4"], "credence": 0.3, "note": "which"}],
    "bundles": [{"id": "default", "text": "as it is", "strengths": {"K1": 0.7}, "author": "analyst"}],
    "fixed": ["forces.A.armed_drones"],
    "parameters": {"break_hazard": "LogN(0.02, 0.5)"},
    "issues": [{"id": "valley", "text": "who holds it", "ground": ["MID", "HILL"]},
               {"id": "temples", "text": "who prays", "ground": "none"}, {"id": "status", "ground": "none"},
               {"id": "links", "ground": "none"}],
    "belligerents": {
        "A": {"id": "NOR", "name": "Northland", "aims": ["the valley"], **SIDE, "economy": MONEY, "energy_from": "ORI",
              "interests": [{"issue": "valley", "position": 1, "salience": 0.8},
                            {"issue": "status", "position": 0.8, "salience": 0.3},
                            {"issue": "links", "position": 1, "salience": 0.1}]},
        "B": {"id": "SUD", "name": "Southland", "aims": ["to hold"], **SIDE, "economy": {"gdp": "20 bn USD"},
              "interests": [{"issue": "valley", "position": 0, "salience": 0.8}]},
    },
    "powers": [
        {"id": "OCC", "name": "West", "dormant": False, "tie_A": 0.8, "tie_B": -0.4, "side_position": 0.9,
         "salience": {"side": 0.5, "rival": 0.2, "own_influence": 0.2, "norm": 0.1, "domestic": 0.1, "economy": 0.2,
                      "other_theatres": 0.1},
         "rivals": {"ORI": 0.6}, "access": [0.6, 0.8, 1.0], "access_kind": "land", "neighbour": True, "base_in": ["A"],
         "level": "armed", "active": ["arm_A"], "energy_from": "A",
         "options": ["stay_out", "statement", "arm_NOR", "air_NOR", "sanction_ORI", "flood_SUD"],
         "exclude": {"air_SUD": "it never fought against its ally"}, **POWER},
        {"id": "ORI", "name": "East", "tie_A": [-0.3, -0.1, 0.1], "tie_B": [0.2, 0.4, 0.6], "access": [0.2, 0.5, 0.8],
         "access_kind": "air_only", "neighbour": True, "energy_from": "none", "options": ["mediate", "arm_SUD", "threaten_NOR"],
         "active": ["arm_SUD"],
         "interests": [{"issue": "temples", "position": 0, "salience": 0.2}], **POWER, "economy": {"gdp": "900 bn USD"}},
    ],
    "ties": [{"a": "OCC", "b": "ORI", "tie": [-0.6, -0.4, -0.2]}],
    "treaties": [{"id": "PACT", "name": "Pact", "parties": ["ORI", "SUD"], "signed": "1998-05", "kind": "defence",
                  "trigger": "attack", "scope": "soil", "obliges": "ORI", "protects": "SUD", "covers_disputed": False,
                  "covers_recognised": True, "consultation": True, "multilateral": True, "automaticity": 0.4,
                  "reliability": [0.1, 0.3, 0.5], "obligation": "help", "source": "survey", "note": "a pact"}],
    "red_lines": [
        {"id": "soil", "owner": "ORI", "protects": "Southland", "trigger": "recognised_soil", "against": ["NOR"],
         "threshold": "N(6, 1)", "believed_by": ["NOR"],
         "belief_mean": 6, "belief_sd": 1, "answer": ["threaten_NOR", "arm_B"], "credibility": 0.6, "text": "no further"},
        {"id": "place", "owner": "ORI", "protects": "Southland", "trigger": "sector", "against": ["NOR"], "sectors": ["RIGHT"],
         "threshold": 6, "belief_sd": 1, "answer": ["threaten_NOR"], "credibility": 0.6},
        {"id": "entry", "owner": "ORI", "protects": "the valley", "trigger": "power_entry", "entry_of": "OCC", "entry_side": "A",
         "threshold": 6, "belief_sd": 1, "answer": ["threaten_NOR"], "credibility": 0.6},
        {"id": "paper", "owner": "ORI", "protects": "peace", "trigger": "design", "designs": ["handover"], "threshold": 4,
         "belief_sd": 1, "answer": ["threaten_NOR"], "credibility": 0.4},
    ],
    "theatre": {
        "line_before_known": True,
        "sectors": [
            {"id": "LEFT", "name": "Left", "lon": 45, **AT_HOME, "share_A": 1, "line_before": 1, "contested": False,
             "source_of": "A", "recognised_soil_of": "A", "in_zone": False, "population": "0 persons", "district": False,
             "borders": []},
            {"id": "MID", "name": "Middle", "lon": 46, **SECTOR, "share_A": 0.3, "line_before": 0.2, "district": True,
             "contested": True, "population": {"v": [8000, 10000, 14000], "unit": "persons", **SURVEY}, "in_zone": True},
            {"id": "HILL", "name": "Hill", "lon": 46, **SECTOR, "terrain": "mountain", "share_A": 0, "line_before": 0.1,
             "contested": True, "population": "2000 persons", "in_zone": True},
            {"id": "RIGHT", "name": "Right", "lon": 47, **AT_HOME, "share_A": 0, "line_before": 0, "gate": 7,
             "contested": False, "source_of": "B", "recognised_soil_of": "B", "in_zone": False, "borders": ["ORI"],
             "population": "5000 persons"},
        ],
        "edges": [
            {"id": "LEFT-MID", "a": "LEFT", "b": "MID", "kind": "road", "length": "40 km", "capacity": "900 t/day"},
            {"id": "MID-RIGHT", "a": "MID", "b": "RIGHT", "kind": "road", "name": "the road", "length": "40 km",
             "capacity": {"v": [500, 900, 1500], "unit": "t/day"}, "snow_closed": 0.2,
             "lifeline_of": "B", "lifeline": "R1", "terrain": "mountain", "overlooked_by": "HILL", "gate": 0,
             "military_open": True, "transit": False, "note": "a road"},
            {"id": "HILL-MID", "a": "HILL", "b": "MID", "kind": "track", "length": "20 km", "capacity": "200 t/day", "gate": 2},
            {"id": "HILL-RIGHT", "a": "HILL", "b": "RIGHT", "kind": "road", "name": "the pass", "length": "30 km",
             "capacity": "300 t/day", "pass_height": "1900 m", "lifeline_of": "B"},
            {"id": "RIGHT-EXT_ORI", "a": "RIGHT", "b": "EXT_E", "kind": "ext_air", "length": "300 km",
             "capacity": "120 t/day", "military_open": False, "transit": True, "supplier": "ORI"},
        ],
    },
    "forces": {"A": {**FORCES, "distribution": {"LEFT": "12000 persons", "MID": "3000 persons"}},
               "B": {**FORCES, "distribution": {"MID": "9000 persons", "HILL": "3000 persons"}}},
    "options": [{"id": "flood_{X}", "level": "out", "text": "opens the dams", "effects": {"strain": 0.02, "tie": -0.1},
                 "delay": "5 days", "needs": ["land_or_sea"], "escalation": 2, "cost": 0.1, "per": "week",
                 "retaliation_by": ["SUD"], "wears_off": "30 days", "grade": "J", "note": "rarely done"}],
    "postures": [
        {"power": "ORI", "name": "watch", "text": "watches", "takes": ["mediate"], "never": ["threaten_NOR"], "rest": "as_usual",
         "claim": "K1", "source": ["survey"], "note": "as told"},
    ],
    "settlements": [
        {"id": "halt", "what": "a halt", "territory": "line_of_contact", "arrangement": "observers", "enforcers": ["OCC"],
         "outside_role": ["ORI"], "enforcement": 0.2, "status_clause": "open", "transport_links": True, "face_A": 0,
         "face_B": 0.1, "part_worth": {"ORI": 0.3, "OCC": 0.2}, "consent": ["ORI", "NOR"], "guarantor_penalty": True,
         "final": True, "known_on": "2020-09-01", "note": "a design"},
        {"id": "handover", "what": "a hand-over", "territory": "contact_plus_districts", "arrangement": "single_power",
         "enforcers": ["ORI"], "enforcement": 0.6, "face_A": 0.4, "face_B": -0.4},
    ],
    "linked_theatres": [{"id": "isles", "name": "Isles", "challenger": "OCC", "defender_patron": "ORI",
                         "patrons": ["OCC", "ORI"], "tension": 0.4, "base_rate": "0.03 1/month"}],
    "questions": [
        {"id": "Q1", "text": "Over?", "type": "binary", "as_of": ["2020-09-27"], "criteria": "no shots", "unit": "1",
         "feature": "length_days", "threshold": 40, "stated": {"author": 0.3}, "closes": "2020-12-01"},
        {"id": "Q2", "text": "Who brokers?", "type": "categorical", "as_of": ["2020-09-27"], "feature": "broker",
         "options": ["OCC", "ORI", "none"], "stated": {"author": {"OCC": 0.5, "ORI": 0.3, "none": 0.2}}},
        {"id": "Q3", "text": "A new pact?", "type": "binary", "as_of": ["2020-09-27"], "base_rate": 0.1,
         "base_rate_source": "thirty years"},
        {"id": "Q4", "text": "How long?", "type": "continuous", "as_of": ["2020-09-27"], "feature": "length_days",
         "unit": "days", "stated": {"author": 30.0}},
    ],
    "limits": ["a toy"],
}  # fmt: skip
"""Every key that a war at its start reads."""

REPORTS: list[dict[str, Any]] = [
    {"id": "map", "kind": "map_share", "by": "a map", "sector": "MID", "value": 0.4, "trend_per_day": 0.02, **LATE},
    {"id": "hill", "kind": "claimed_place", "sector": "HILL", "side": "A", **LATE, "date": "2020-10-10"},
    {"id": "nohill", "kind": "disproved_claim", "sector": "HILL", "side": "A", "reliability": 0.5, **LATE},
    {"id": "film", "kind": "video_confirmed", "sector": "MID", "side": "A", **LATE},
    {"id": "dead", "kind": "announced_dead", "side": "B", "value": 500, **LATE},
    {"id": "enemy", "kind": "claimed_enemy_dead", "side": "A", "value": 3000, **LATE},
    {"id": "tanks", "kind": "claimed_equipment", "side": "B", "item": "ifv", "value": 30, **LATE},
    {"id": "fled", "kind": "displaced", "side": "B", "value": 0.5, **LATE},
    {"id": "guests", "kind": "fighters_present", "side": "A", "value": 1200, **LATE},
    {"id": "truce", "kind": "truce_failed", "value": 2, **LATE},
    {"id": "no", "kind": "refused_offer", "side": "A", **LATE},
    {"id": "hint", "kind": "signal", "side": "B", **LATE},
]


def copy_of(plain: Any) -> Any:
    """Return plain values of which no two places share one object."""
    return json.loads(json.dumps(plain))


def at_start() -> dict[str, Any]:
    """Return the war at its start as plain values."""
    return copy_of(START)


def running() -> dict[str, Any]:
    """Return the war three weeks into its round, known through reports."""
    plain = {**copy_of(START), "as_of": "2020-10-17", "phase": "escalation", "reports": copy_of(REPORTS)}
    plain["as_of_dates"] = {"2020-10-17": "base"}
    plain["claims"].append({"id": "K5", "text": "they count well", "kind": "EST", "strength": 0.4, "observations": ["dead"]})
    for question in plain["questions"]:
        question["as_of"] = ["2020-10-17"]
    return plain
