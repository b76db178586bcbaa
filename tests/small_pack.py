"""A small fact pack of an invented war, as a compiler would write it."""

from __future__ import annotations

import copy
from pathlib import Path
from typing import Any

import yaml

PACK: dict[str, Any] = {
    "schema": "backtest-facts/1", "id": "river_1998", "title": "The river war", "asof": "1998-05-10", "round_start": "1998-05-10",
    "asof_cutoff": "end of day", "horizon_days": 180, "phase": "start", "background": "Two neighbours and a river.",
    "issues": [
        {"id": "bank", "note": "1 = A holds the east bank; 0 = B keeps it"},
        {"id": "trade", "note": "1 = open; 0 = closed"},
    ],
    "belligerents": {
        "A": {"name": "Westland", "members": ["army", 1], "aims": ["the bank"], "pos": {"bank": 1}, "sal": {"bank": 0.9},
              "will": {"v": [0.6, 0.7, 0.8], "g": "J"}, "constraints": ["long road"]},
        "B": {"name": "Eastland", "members": [], "aims": [], "pos": {"bank": 0}, "sal": {"bank": 1.0},
              "will": {"v": [0.7, 0.8, 0.9], "g": "J"}, "constraints": ["reserves need three days"]},
    },
    "powers": [
        {"id": "usa", "name": "United States", "align": {"A": -0.2, "B": 0.7, "g": "J"}, "level_at_asof": "armed",
         "pos": {"bank": 0.2}, "sal": {"bank": 0.4}, "options": ["stay_out", "statement", "arm_B", "intel_B", "mediate", "air_B"],
         "ties": [{"what": "pact of 1970", "binding": 0.5}], "bases": ["an island"],
         "red_lines": [{"text": "fall of the city", "named_by": "president", "date": "1998-05",
               "threat": "air_B at once", "cred": 0.5, "g": "C"}]},
        {"id": "un", "name": "United Nations", "align": {"A": 0.0, "B": 0.0, "g": "J"}, "level_at_asof": "out",
         "pos": {}, "sal": {},
         "options": ["mediate", "observers", "peacekeepers"], "ties": [], "bases": [], "red_lines": []},
        {"id": "russia", "name": "Russia", "align": {"A": 0.6, "B": -0.3, "g": "J"}, "level_at_asof": "armed",
         "pos": {}, "sal": {"bank": 0.3},
         "options": ["arm_A", "peacekeepers", "border_show", "ground_A", "stay_out"], "ties": [], "bases": [], "red_lines": [
             {"text": "combat troops of the United States", "named_by": "minister", "date": 1998, "threat": "words",
              "cred": 0.3, "g": "D"}]},
    ],
    "sectors": [
        {"id": "west", "name": "West", "lat": 10.0, "lon": 20.0, "terrain": "plain", "share_A": None, "w": 900,
         "contested": False, "adj": ["bank"]},
        {"id": "bank", "name": "East bank", "lat": 10.0, "lon": 20.5, "terrain": "hills", "share_A": 0.4, "w": 600,
         "contested": True, "adj": ["west", "city"]},
        {"id": "city", "name": "The city", "lat": 10.0, "lon": 21.0, "terrain": "urban", "share_A": 0.0, "w": 1200,
         "contested": True, "adj": ["bank"]},
        {"id": "ridge", "name": "Ridge", "lat": 10.3, "lon": 21.0, "terrain": "mountain", "share_A": 0.0, "w": 400,
         "contested": True, "adj": ["city"]},
        {"id": "capital", "name": "Far capital", "lat": 12.0, "lon": 25.0, "terrain": "plain", "share_A": None,
         "w": 0, "contested": False, "adj": []},
    ],
    "routes": [
        {"id": "port", "kind": "sea", "side": "B", "name": "the port", "lat": 10.0, "lon": 21.4, "cap": 0.8, "vuln": 0.3},
        {"id": "ridge_road", "kind": "road", "side": "B", "name": "ridge road", "lat": 10.15, "lon": 21.0, "cap": 0.5, "vuln": 0.6},
    ],
    "forces": {
        "A": {"men_theatre": {"v": [20000, 30000, 45000], "g": "C"}, "tanks": {"v": [100, 150, 200], "g": "D"},
              "combat_aircraft": {"v": [20, 30, 40], "g": "D"}, "drones": {"v": [2, 4, 6], "g": "D"},
                    "quality": {"v": [0.4, 0.5, 0.6], "g": "J"}},
        "B": {"men_theatre": {"v": [15000, 20000, 25000], "g": "C"}, "artillery": {"v": [50, 80, 100], "g": "D"},
              "quality": {"v": [0.5, 0.6, 0.7], "g": "J"}},
        "usa_air": {"combat_aircraft": {"v": [30, 60, 90], "g": "C"}, "quality": {"v": 0.9, "g": "J"}},
    },
    "economy": {"A": {"gdp_usd_bn": {"v": [8, 10, 12], "g": "C"}, "strain": 0.4}, "B": {"strain": 0.8}},
    "mediation": [{"by": "UN", "date": "1998-05-01", "what": "talks", "state": "open", "g": "C"}],
    "expectations": [], "unknowns": ["does the city hold"],
    "sources": {"paper": {"name": "A newspaper", "seen": True, "hindsight": False}},
}  # fmt: skip


def small_pack(**changes: Any) -> dict[str, Any]:
    """Return the pack as plain values, top-level keys replaced."""
    return copy.deepcopy(PACK) | changes


def write_pack(folder: Path, pack: dict[str, Any] | None = None) -> Path:
    """Write a pack and return its file."""
    path = folder / "river_1998.facts.yaml"
    path.write_text(yaml.safe_dump(pack or small_pack(), sort_keys=False), encoding="utf-8")
    return path
