"""Build the patch that moves the flagship from 27 September to 16 October: every change with its reason and source."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import nk2020_claims
import nk2020_words as words
import yaml
from nk2020_emit import Flow, document
from nk2020_facts import rate_fall, source_block
from nk2020_numbers import quantity, required, triple
from nk2020_questions import MID, QUESTIONS, START, STATED
from nk2020_reports import map_rows, place_claims, reports, why_told
from nk2020_sources import PATCH_SOURCES
from nk2020_tables import Gate, Row, admitted, read

PATCH_ID = f"karabakh_2020@{MID}"
HEAD = """Nagorno-Karabakh as of 16 October 2020: changes on the state of 27 September, each with its reason.
Written by tools/import_nk2020.py. Shares of sectors are those of the public map; the true state of each member is
drawn from the reports below through the observation model."""


def digest_of(text: str) -> str:
    """Return the digest of a scenario's values: canonical JSON, sorted keys, whole floats as integers."""

    class TextDates(yaml.SafeLoader):
        """Reads dates as text, as the scenario files do."""

    TextDates.yaml_implicit_resolvers = {
        first: [(tag, rule) for tag, rule in rules if not tag.endswith("timestamp")]
        for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }
    data = _canonical(yaml.load(text, TextDates))
    dump = json.dumps(data, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(dump.encode()).hexdigest()


def _canonical(value: Any) -> Any:
    if isinstance(value, dict):
        return {str(k): _canonical(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_canonical(v) for v in value]
    return int(value) if isinstance(value, float) and value.is_integer() else value


def change(op: str, path: str, value: Any, reason: str) -> Flow:
    """Return one change of the patch."""
    out = Flow(op=op, path=path)
    if op != "remove":
        out["value"] = value
    out["reason"] = reason
    return out


def ground(maps: dict[str, tuple[float, float]], places: dict[str, dict[str, str]]) -> list[Flow]:
    """Return the changes on the ground: mapped shares, the line before the round, younger defence lines."""
    out = []
    for key, (share, _) in maps.items():
        path = f"theatre.sectors[{key}]"
        before = Flow(v=0, source=["map_line"], grade="A")
        out.append(change("add", f"{path}.line_before", before, "the line of 27 September, before the round began"))
        if share > 0:
            value = quantity(share, None, "public_map", "B")
            out.append(change("set", f"{path}.share_A", value, "share on the public map of 16 October, lagging by days"))
        if share >= 0.125 or "video" in places.get(key, {}):
            young = quantity(0.5, None, "sector_coding", "J")
            out.append(change("set", f"{path}.preparation", young, "the old belt is passed; a line younger than 14 days"))
    return out


def sides(rows: list[Row]) -> list[Flow]:
    """Return the changes of the belligerents and their forces."""
    drawn = {s: [r for r in rows if r["side"] == k] for s, k in (("A", "AZE"), ("B", "ARM"))}
    total = {"A": "committed to the offensive", "B": "in theatre"}
    out = [change("set", "phase", "escalation", "the as-of date lies inside a running round")]
    surprise = quantity([0, 0.21, 0.45], None, "side_coding", "J")
    out.append(change("set", "belligerents.A.surprise", surprise, "in a running round surprise counts for three tenths"))
    for side in ("A", "B"):
        where = f"forces.{side}"
        men = required(drawn[side], item=total[side], as_of=MID)
        why = "men in the theatre after three weeks, judged"
        out.append(change("set", f"{where}.in_theatre", triple(men, "persons", "force_assumption"), why))
        out.append(
            change(
                "remove",
                f"{where}.distribution",
                None,
                "places are known for 27 September only; placed by length of contact",
            )
        )
        flown = required(drawn[side], item="resupply by air")
        why = "deliveries by air since the round began"
        out.append(change("add", f"{where}.munitions_resupply", triple(flown, "t/day", "flight_trackers"), why))
    fighters = required(drawn["A"], item="Syrian fighters present")
    out.append(change("add", "forces.A.foreign_fighters", triple(fighters, "persons", "kommersant"), "counts carried by the press"))
    used = {"A": {"munitions": [4000, 9900, 18000], "loitering": [40, 85, 130]}, "B": {"munitions": [2000, 5600, 9500]}}
    for side, kinds in used.items():
        value = Flow({k: quantity(v, None, "munition_assumption", "D") for k, v in kinds.items()})
        out.append(change("add", f"forces.{side}.losses_so_far", value, "19 days at two thirds of the high rate of use"))
    return out


ACTIVE = {
    "TUR": (
        ["statement", "arm_AZE", "advise_AZE", "intel_AZE", "proxies_AZE", "air_cover_AZE"],
        "exports of 77 M USD in September, advisers, fighters (1 October) and fighter aircraft (admitted on 8 October)",
    ),
    "RUS": (["statement", "arm_ARM", "mediate"], "flights to Yerevan and the Moscow truce of 10 October"),
    "USA": (["statement", "mediate"], "co-chair of the Minsk Group; joint statements of 1 and 5 October"),
    "FRA": (["statement", "mediate"], "co-chair of the Minsk Group; joint statements of 1 and 5 October, words on fighters"),
    "IRN": (["statement", "border_show", "deny_transit_ARM"], "troops at the Araxes, no arms through Iran"),
    "GEO": (
        ["statement", "deny_transit_ARM", "deny_transit_AZE"],
        "permits for military transit suspended on 3 October",
    ),
}


def powers(force: list[Row], economy: list[Row], coded: list[Row]) -> list[Flow]:
    """Return the changes of the outside powers."""
    moved = [(r["power"], r["level_2020_10_16"]) for r in coded if r["level_2020_10_16"] != r["level_2020_09_27"]]
    out = [change("set", f"powers[{key}].level", level, "level of involvement on 16 October") for key, level in moved]
    for key, (active, why) in ACTIVE.items():
        op = "set" if key in words.ACTIVE_START else "add"
        out.append(change(op, f"powers[{key}].active", active, why))
    people = required(force, side="TUR", item="Turkish personnel")
    why = "Turkish personnel in Azerbaijan as counted on 16 October"
    out.append(change("add", "powers[TUR].forces_in_theatre", triple(people, "persons", "kommersant"), why))
    border = required(force, side="IRN", item="troops moved")
    why = "troops moved to the Araxes"
    out.append(change("add", "powers[IRN].forces_in_theatre", triple(border, "persons", "iran_statement"), why))
    money = required(economy, actor="TUR", indicator="official net reserves", period="2020-09-25")
    value = triple(money, "bn USD", "tur_reserves_sept", mode="value")
    out.append(change("set", "powers[TUR].economy.reserves", value, "latest published week"))
    out.append(change("set", "theatre.edges[YER-EXT_GEO].military_open", False, "Georgian statement of 3 October"))
    return out


def questions() -> list[Flow]:
    """Return the questions that open on 16 October and the chances that the source states."""
    out = []
    for question in QUESTIONS:
        if START not in question["as_of"]:
            full = question | ({"stated": STATED[question["id"]]} if question["id"] in STATED else {})
            out.append(change("add", "questions", Flow(full), "open from 16 October"))
        elif question["id"] in STATED:
            path = f"questions[{question['id']}].stated"
            out.append(
                change(
                    "add",
                    path,
                    Flow(STATED[question["id"]]),
                    "chance stated in words by the source, section 2 of the register",
                )
            )
    return out


def claims() -> list[Flow]:
    """Return which reports and questions the claims carry from 16 October on."""
    out = []
    for key, value in nk2020_claims.links().items():
        for field, names in value.items():
            out.append(change("add", f"claims[{key}].{field}", names, "reports and questions of 16 October"))
    return out


def text(shared: Path, tables: Path, gate: Gate, *, base: str) -> str:
    """Return the text of the patch."""
    economy = admitted(read(tables, "economy"), kind="economy", gate=gate, label=("actor", "indicator", "period"))
    force = admitted(read(tables, "forces"), kind="forces", gate=gate, label=("side", "item", "as_of"))
    places = place_claims(tables, gate.as_of)
    drift = quantity(rate_fall(shared, "2020-09-16", MID), None, "ecb_rates_oct", "A")
    changes = [change("add", f"sources.{k}", v, "source of this patch") for k, v in source_block(PATCH_SOURCES).items()]
    changes += sides(force) + powers(force, economy, read(tables, "powers")) + ground(map_rows(tables, gate.as_of), places)
    changes.append(
        change(
            "set",
            "parameters.fx_drift",
            Flow({**drift, "note": "fall of the lira from 16 September to 16 October"}),
            "latest month of rates",
        )
    )
    counted = triple(required(force, side="AZE", item="Syrian fighters present"), "persons", "kommersant")
    told = reports(tables, gate, places, fighters=counted)
    changes += [change("add", "reports", [], "what the world had been told")]
    changes += [change("add", "reports", r, why_told(r)) for r in told] + questions() + claims()
    tree = {
        "format": "multipolar-patch/1",
        "id": PATCH_ID,
        "title": f"{words.TITLE}: 16 October",
        "base": "karabakh_2020",
        "base_digest": digest_of(base),
        "as_of": MID,
        "changes": changes,
    }
    return document(tree, HEAD)
