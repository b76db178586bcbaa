"""Build the patch that moves the flagship from 27 September to 16 October: every change with its reason and source."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from pathlib import Path
from typing import Any

import nk2020_claims
import nk2020_words as words
import yaml
from nk2020_emit import Flow, document
from nk2020_facts import number, quantity, rate_fall, source_block, triple
from nk2020_questions import MID, QUESTIONS, START, STATED
from nk2020_tables import Gate, ImportFailure, Row, admitted, pick, read

PATCH_ID = f"karabakh_2020@{MID}"
HEAD = f"""Nagorno-Karabakh as of 16 October 2020: changes on the state of 27 September, each with its reason.
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
    data = _canonical(yaml.load(text, TextDates))  # noqa: S506  our own file, a safe loader
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
        men = _one(drawn[side], item=total[side], as_of=MID)
        why = "men in the theatre after three weeks, judged"
        out.append(change("set", f"{where}.in_theatre", triple(men, "persons", "force_assumption"), why))
        out.append(change("remove", f"{where}.distribution", None, "places are known for 27 September only; placed by length of contact"))
        flown = _one(drawn[side], item="resupply by air")
        why = "deliveries by air since the round began"
        out.append(change("add", f"{where}.munitions_resupply", triple(flown, "t/day", "flight_trackers"), why))
    fighters = _one(drawn["A"], item="Syrian fighters present")
    out.append(change("add", "forces.A.foreign_fighters", triple(fighters, "persons", "kommersant"), "counts carried by the press"))
    used = {"A": {"munitions": [4000, 9900, 18000], "loitering": [40, 85, 130]}, "B": {"munitions": [2000, 5600, 9500]}}
    for side, kinds in used.items():
        value = Flow({k: quantity(v, None, "munition_assumption", "D") for k, v in kinds.items()})
        out.append(change("add", f"forces.{side}.losses_so_far", value, "19 days at two thirds of the high rate of use"))
    return out


def _one(rows: list[Row], **want: str) -> Row:
    row = pick(rows, **want)
    if row is None:
        raise ImportFailure(f"no admitted row for {want}")
    return row


ACTIVE = {
    "TUR": (["statement", "arm_AZE", "advise_AZE", "intel_AZE", "proxies_AZE", "air_cover_AZE"],
            "exports of 77 M USD in September, advisers, fighters (1 October) and fighter aircraft (admitted on 8 October)"),
    "RUS": (["statement", "arm_ARM", "mediate"], "flights to Yerevan and the Moscow truce of 10 October"),
    "USA": (["statement"], "joint statements of 1 and 5 October"),
    "FRA": (["statement"], "joint statements of 1 and 5 October, words on fighters"),
    "IRN": (["statement", "border_show", "deny_transit_ARM"], "troops at the Araxes, no arms through Iran"),
    "GEO": (["statement", "deny_transit_ARM", "deny_transit_AZE"], "permits for military transit suspended on 3 October"),
}


def powers(force: list[Row], economy: list[Row]) -> list[Flow]:
    """Return the changes of the outside powers."""
    out = []
    for key, (active, why) in ACTIVE.items():
        op = "set" if key in words.ACTIVE_START else "add"
        out.append(change(op, f"powers[{key}].active", active, why))
    people = _one(force, side="TUR", item="Turkish personnel")
    why = "Turkish personnel in Azerbaijan as counted on 16 October"
    out.append(change("add", "powers[TUR].forces_in_theatre", triple(people, "persons", "kommersant"), why))
    border = _one(force, side="IRN", item="troops moved")
    why = "troops moved to the Araxes"
    out.append(change("add", "powers[IRN].forces_in_theatre", triple(border, "persons", "iran_statement"), why))
    money = _one(economy, actor="TUR", indicator="official net reserves", period="2020-09-25")
    value = triple(money, "bn USD", "tur_reserves_sept", mode="value")
    out.append(change("set", "powers[TUR].economy.reserves", value, "latest published week"))
    out.append(change("set", "theatre.edges[YER-EXT_GEO].military_open", False, "Georgian statement of 3 October"))
    return out


def reports(tables: Path, gate: Gate, places: dict[str, dict[str, str]], *, fighters: Flow) -> list[Flow]:
    """Return what the world had been told by the as-of date."""
    events = {r["event_id"]: r for r in read(tables, "events")}
    for key in ("E026", "E029", "E032", "E034", "E040", "E042"):
        if dt.date.fromisoformat(events[key]["known_on"]) > gate.as_of:
            raise ImportFailure(f"event {key} was not known on {gate.as_of}")
    out = [_map_report(k, *v) for k, v in map_rows(tables, gate.as_of).items()]
    out += [r for key, days in places.items() for r in _place_reports(key, days)]
    return out + _told(events, fighters)


def _report(key: str, kind: str, day: str, *, known: str | None = None, **more: Any) -> Flow:
    return Flow(id=key, kind=kind, date=day, known_on=known or day, **more)


def _map_report(key: str, share: float, trend: float) -> Flow:
    return _report(f"map_{key}", "map_share", MID, by="public map", sector=key, side="A",
                   value=quantity(share, None, "public_map", "B"), trend_per_day=quantity(trend, None, "public_map", "B"))


def _place_reports(key: str, days: dict[str, str]) -> list[Flow]:
    out = [_report(f"claim_{key}", "claimed_place", days["claim"], by="AZE", sector=key, side="A", source="claims_azerbaijan")]
    if "video" in days:
        out.append(_report(f"video_{key}", "video_confirmed", days["video"], by="independent observers", sector=key, side="A",
                           source="footage"))
    return out


def _told(events: dict[str, Row], fighters: Flow) -> list[Flow]:
    def magnitude(key: str) -> float:
        return number(events[key]["magnitude"])

    def day(key: str) -> str:
        return events[key]["date"]

    tanks = sum(int(x) for x in re.findall(r"(\d+) (?:tanks destroyed|captured)", events["E040"]["description"]))
    return [
        _report("disproof_HAD", "disproved_claim", day("E032"), by="a reporter in the town", sector="HAD", side="A", source="footage"),
        _report("dead_announced", "announced_dead", day("E042"), by="ARM", side="B", value=quantity(magnitude("E042"), None, "announced_losses", "A"), source="announced_losses"),
        _report("dead_claimed", "claimed_enemy_dead", day("E026"), by="ARM", side="A", value=quantity(magnitude("E026"), None, "claims_armenia", "D"), source="claims_armenia"),
        _report("tanks_claimed", "claimed_equipment", day("E040"), by="AZE", side="B", item="tank",
                value=quantity(tanks, None, "claims_azerbaijan", "C"),
                source="claims_azerbaijan", text="over 200 destroyed and 33 captured"),
        _report("half_displaced", "displaced", day("E029"), by="ombudsman", side="B", value=quantity(0.5, None, "ombudsman", "C"), item="share of the zone",
                source="ombudsman", text="about half of the people have left"),
        _report("truce_moscow", "truce_failed", day("E034"), by="RUS", value=quantity(1, None, "press_october", "A"), source="press_october",
                text="truce from noon on 10 October, broken within minutes"),
        _report("fighters_syria", "fighters_present", MID, by="Kommersant", side="A", value=fighters, text="men from Syria; denied by Baku and Ankara"),
        _report("f16_admitted", "signal", day("E031"), by="AZE", side="A", item="fighter aircraft on the ground",
                source="press_october", text="Baku admits Turkish fighter aircraft, denies their use"),
        _report("soil_strikes", "signal", day("E039"), by="ARM", side="A", sector="VAR", item="strikes across the border",
                source="press_october", text="strikes on Armenian soil on 1 and 14 October"),
        _report("scope_said", "signal", day("E028"), by="RUS", item="treaty scope", source="press_october",
                text="fighting is not on Armenian soil, so the treaties are not touched"),
        _report("talish_regained", "signal", "2020-10-12", known="2020-10-13", by="ARM", side="B", sector="TAL",
                source="claims_armenia", text="Armenian side speaks of pushing back at Talish"),
        _report("joint_statement", "signal", day("E023"), by="USA RUS FRA", item="joint statement", source="press_october",
                text="ministers of the three co-chairs call for an unconditional ceasefire"),
    ]


def questions() -> list[Flow]:
    """Return the questions that open on 16 October and the chances that the source states."""
    out = []
    for question in QUESTIONS:
        if START not in question["as_of"]:
            full = question | ({"stated": STATED[question["id"]]} if question["id"] in STATED else {})
            out.append(change("add", "questions", Flow(full), "open from 16 October"))
        elif question["id"] in STATED:
            path = f"questions[{question['id']}].stated"
            out.append(change("add", path, Flow(STATED[question["id"]]), "chance stated in words by the source, section 2 of the register"))
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
    changes = [change("add", f"sources.{k}", v, "source of this patch") for k, v in source_block(words.PATCH_SOURCES).items()]
    changes += sides(force) + powers(force, economy) + ground(map_rows(tables, gate.as_of), places)
    changes.append(change("set", "parameters.fx_drift", Flow({**drift, "note": "fall of the lira from 16 September to 16 October"}),
                          "latest month of rates"))
    counted = triple(_one(force, side="AZE", item="Syrian fighters present"), "persons", "kommersant")
    told = reports(tables, gate, places, fighters=counted)
    changes += [change("add", "reports", [], "what the world had been told")]
    changes += [change("add", "reports", r, _why(r)) for r in told] + questions() + claims()
    tree = {"format": "multipolar-patch/1", "id": PATCH_ID, "title": f"{words.TITLE}: 16 October", "base": "karabakh_2020",
            "base_digest": digest_of(base), "as_of": MID, "changes": changes}
    return document(tree, HEAD)


def _why(report: Flow) -> str:
    return {
        "map_share": "share on the map and its trend over five days", "claimed_place": "the attacker says it holds the place",
        "video_confirmed": "footage shows the place taken", "disproved_claim": "footage of the same day shows the place not taken",
    }.get(report["kind"], "known by 16 October")
