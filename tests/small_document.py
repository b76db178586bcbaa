"""A small war for tests: a plain contested sector between two bases, two powers, claims of every kind, reports."""

from __future__ import annotations

import copy
from typing import Any

from multipolar.model.build import Model, build
from multipolar.model.vocabulary import vocabulary
from multipolar.scenario.document import Document
from multipolar.scenario.resolve import Scenario, resolve
from multipolar.scenario.stance import choose

SECTOR = {"lat": 40.0, "area": "900 km2", "value": 5, "preparation": 2, "terrain": "rolling"}
SIDE = {"will": [0.6, 0.75, 0.9], "quality": [0.4, 0.5, 0.6], "population": "5000000 persons"}
FORCES: dict[str, Any] = {
    "in_theatre": {"v": [15000, 20000, 30000], "unit": "persons", "source": ["survey"]},
    "tanks": {"v": [150, 200, 300], "unit": "items", "source": ["survey"]},
    "guns": {"v": [100, 150, 250], "unit": "items", "source": ["survey"]},
    "armed_drones": "10 items",
}
BASE: dict[str, Any] = {
    "id": "small_war", "title": "A small war", "as_of": "2020-09-27", "round_start": "2020-09-27",
    "sources": {"survey": {"text": "a survey"}},
    "belligerents": {
        "A": {"id": "NOR", "name": "Northland", **SIDE, "surprise": [0, 0.7, 1.5]},
        "B": {"id": "SUD", "name": "Southland", **SIDE},
    },
    "forces": {"A": {**FORCES, "distribution": {"LEFT": "12000 persons", "MID": "0 persons"}}, "B": FORCES},
    "theatre": {
        "sectors": [
            {"id": "LEFT", "name": "Left", "lon": 45, **SECTOR, "share_A": 1, "contested": False, "source_of": "A",
             "recognised_soil_of": "A", "in_zone": False},
            {"id": "MID", "name": "Middle", "lon": 46, **SECTOR, "share_A": 0, "district": True,
             "population": {"v": [8000, 10000, 14000], "unit": "persons", "source": ["survey"]}},
            {"id": "RIGHT", "name": "Right", "lon": 47, **SECTOR, "share_A": 0, "gate": 7, "contested": False,
             "source_of": "B", "recognised_soil_of": "B", "in_zone": False, "borders": ["ORI"]},
        ],
        "edges": [
            {"id": "LEFT-MID", "a": "LEFT", "b": "MID", "kind": "front", "length": "40 km", "capacity": "900 t/day"},
            {"id": "MID-RIGHT", "a": "MID", "b": "RIGHT", "kind": "road", "length": "40 km", "snow_closed": 0.2,
             "capacity": {"v": [500, 900, 1500], "unit": "t/day"}, "lifeline_of": "B", "lifeline": "R1",
             "overlooked_by": "MID"},
            {"id": "RIGHT-EXT_ORI", "a": "EXT_ORI", "b": "RIGHT", "kind": "ext_air", "length": "0 km",
             "capacity": "120 t/day", "military_open": False},
        ],
    },
    "powers": [
        {"id": "OCC", "name": "West", "tie_A": 0.8, "tie_B": -0.4, "active": ["arm_A"],
         "options": ["stay_out", "statement", "arm_NOR", "air_NOR", "sanction_ORI"], "level": "armed",
         "access": [0.6, 0.8, 1.0], "rivals": {"ORI": 0.6}, "neighbour": True, "energy_from": "A"},
        {"id": "ORI", "name": "East", "tie_A": [-0.3, -0.1, 0.1], "tie_B": [0.2, 0.4, 0.6], "dormant": True,
         "options": ["mediate", "arm_SUD", "threaten_NOR"], "access": [0.2, 0.5, 0.8], "access_kind": "air_only",
         "interests": [{"issue": "temples", "position": 0, "salience": 0.2}]},
    ],
    "ties": [{"a": "OCC", "b": "ORI", "tie": [-0.6, -0.4, -0.2]}],
    "treaties": [{"id": "PACT", "name": "Pact", "parties": ["ORI", "SUD"], "kind": "defence", "obliges": "ORI",
                  "protects": "SUD", "covers_recognised": True, "reliability": [0.1, 0.3, 0.5]}],
    "red_lines": [{"id": "soil", "owner": "ORI", "protects": "Southland", "trigger": "recognised_soil",
                   "against": ["NOR"], "sectors": ["RIGHT"], "threshold": "N(6, 1)", "belief_sd": 1,
                   "answer": ["threaten_NOR", "arm_B"], "credibility": 0.6}],
    "settlements": [
        {"id": "halt", "what": "a halt", "territory": "line_of_contact", "arrangement": "observers",
         "enforcement": 0.2, "face_A": 0, "face_B": 0.1, "part_worth": {"ORI": 0.3}, "consent": ["ORI", "NOR"]},
        {"id": "handover", "what": "a hand-over", "territory": "contact_plus_districts",
         "arrangement": "single_power", "enforcers": ["ORI"], "enforcement": 0.6, "face_A": 0.4, "face_B": -0.4},
    ],
    "linked_theatres": [{"id": "isles", "name": "Isles", "challenger": "OCC", "defender_patron": "ORI",
                         "patrons": ["OCC", "ORI"]}],
    "claims": [
        {"id": "K1", "text": "drones matter", "kind": "CAP", "strength": 0.5,
         "effects": [{"target": "armed_drones[NOR]", "op": "scale", "neutral": 0.5, "claimed": 2.0}]},
        {"id": "K2", "text": "the pact is close", "kind": "TIE", "strength": 1.0,
         "effects": [{"target": "tie[ORI,SUD]", "op": "shift", "neutral": 0.0, "claimed": 0.3}]},
        {"id": "K3", "text": "a hawk", "kind": "INT", "strength": 0.5,
         "effects": [{"target": "risk_aversion[OCC]", "op": "value", "neutral": 0.0, "claimed": 1.0}]},
        {"id": "K4", "text": "a dove", "kind": "DIS", "strength": 0.5,
         "effects": [{"target": "risk_aversion[OCC]", "op": "shift", "neutral": 0.0, "claimed": 4.0}]},
        {"id": "K5", "text": "the map is right", "kind": "EST", "observations": ["map_MID"]},
    ],
    "rivals": [{"id": "temper", "first": ["K3"], "second": ["K4"], "credence": 0.3}],
    "questions": [{"id": "Q1", "text": "Over?", "type": "binary", "as_of": ["2020-09-27"], "feature": "stopped",
                   "closes": "2020-11-01"}],
}  # fmt: skip
REPORTS: list[dict[str, Any]] = [
    {"id": "map_MID", "kind": "map_share", "sector": "MID", "value": 0.2, "trend_per_day": 0.02},
    {"id": "dead_B", "kind": "announced_dead", "side": "B", "value": 500},
    {"id": "dead_A", "kind": "claimed_enemy_dead", "side": "A", "value": 3000, "date": "2020-10-07"},
    {"id": "tanks_B", "kind": "claimed_equipment", "side": "B", "item": "tank", "value": 90},
    {"id": "fled", "kind": "displaced", "side": "B", "value": 0.5},
    {"id": "guests", "kind": "fighters_present", "side": "A", "value": 1200},
    {"id": "truce", "kind": "truce_failed", "value": 2},
]


def document(**changes: Any) -> Document:
    """Return the small war with top-level blocks replaced."""
    return Document.model_validate({**copy.deepcopy(BASE), **changes})


def scenario(chosen: tuple[str, ...] = (), **changes: Any) -> Scenario:
    """Return the small war resolved, with claims chosen as on the command line."""
    read = document(**changes)
    return resolve(read, vocabulary(), choose(read, None, chosen))


def model(chosen: tuple[str, ...] = (), **changes: Any) -> Model:
    """Return the small war as the kernels see it."""
    return build(scenario(chosen, **changes))


def reports(*more: dict[str, Any], without: tuple[str, ...] = ()) -> list[dict[str, Any]]:
    """Return the reports of the small war on 17 October, some left out, some added."""
    day = {"date": "2020-10-17", "known_on": "2020-10-17"}
    return [{**day, **row} for row in (*REPORTS, *more) if row["id"] not in without]


def at_war(
    chosen: tuple[str, ...] = (),
    told: list[dict[str, Any]] | None = None,
    claims: tuple[dict[str, Any], ...] = (),
    **changes: Any,
) -> Model:
    """Return the small war as of 17 October, twenty days into the round, known through reports; may add claims."""
    told = reports() if told is None else told
    changes["claims"] = [*BASE["claims"], *claims]
    return model(chosen, as_of="2020-10-17", phase="escalation", reports=told, **changes)
