"""Build the block tree of the base scenario from the admitted rows."""

from __future__ import annotations

import csv
import math
from pathlib import Path
from typing import Any

import nk2020_words as words
from nk2020_emit import Commented, Flow
from nk2020_numbers import added, number, quantity, required, spread, surprise_cell, triple
from nk2020_powers import all_powers, capabilities, name_answers, red_lines, settlements, ties, treaties
from nk2020_questions import QUESTIONS, START
from nk2020_sources import SOURCES
from nk2020_tables import Gate, Row, TableError, admitted, read

SIDE = {"AZE": "A", "ARM": "B"}


def cell_areas(points: dict[str, tuple[float, float]], *, reach: float = 45.0, step: float = 2.0) -> dict[str, float]:
    """Return the area nearest to each centre and within ``reach`` km of it [km2], counted on a grid."""
    lat0 = sum(p[0] for p in points.values()) / len(points)
    scale = 111.32 * math.cos(math.radians(lat0))
    flat = {k: (p[1] * scale, p[0] * 111.32) for k, p in points.items()}
    count = dict.fromkeys(points, 0)
    xs, ys = [p[0] for p in flat.values()], [p[1] for p in flat.values()]
    for i in range(int((max(xs) - min(xs) + 2 * reach) / step)):
        x = min(xs) - reach + (i + 0.5) * step
        near = {k: p for k, p in flat.items() if abs(p[0] - x) < reach}
        for j in range(int((max(ys) - min(ys) + 2 * reach) / step)):
            y = min(ys) - reach + (j + 0.5) * step
            best = min(((p[0] - x) ** 2 + (p[1] - y) ** 2, k) for k, p in near.items()) if near else (reach**2, "")
            if best[0] < reach**2:
                count[best[1]] += 1
    return {k: round(n * step * step, -1) for k, n in count.items()}


def sectors(rows: list[Row]) -> list[dict[str, Any]]:
    """Return the sectors; holders come from the column of the as-of date only."""
    cells = cell_areas({r["sector_id"]: (number(r["lat"]), number(r["lon"])) for r in rows})
    return [_sector(row, cells[row["sector_id"]]) for row in rows]


def _sector(row: Row, cell: float) -> dict[str, Any]:
    key, tier = row["sector_id"], int(row["tier"])
    held = row["area_km2_armenian_held_27sep"]
    area = quantity(number(held), "km2", "map_line", "B") if held else quantity(cell, "km2", "cell_estimate", "D")
    share = {"AZE": 1.0, "ARM": 0.0, "mixed": 0.5}[row["holder_2020_09_27"]]
    people = spread(number(row["pop_low"]), number(row["pop_mode"]), number(row["pop_high"]))
    out: dict[str, Any] = {"id": key, "name": row["name"]}
    if row["alt_names"]:
        out["alt_names"] = [part.strip() for part in row["alt_names"].replace(", with", "; with").split(";")]
    out |= {"tier": tier, "contested": tier == 1, "in_zone": tier == 1}
    out["district"] = tier == 1 and row["in_former_nkao"] == "no"
    out |= {"lat": number(row["lat"]), "lon": number(row["lon"]), "terrain": row["terrain_class"]}
    out |= {"cover": words.COVER[row["cover_class"]], "urban": row["urban"] == "1"}
    out["elevation"] = quantity(number(row["mean_elev_m"]), "m", "topography", row["confidence_geo"])
    out["area"] = area
    out["value"] = quantity(number(row["strategic_value_0_10"]), None, "sector_coding", "J")
    out["symbolic_value"] = quantity(number(row["symbolic_value_0_10"]), None, "sector_coding", "J")
    out["population"] = quantity(people, "persons", "census", row["confidence_pop"])
    out["share_A"] = quantity(share, None, "map_line", "A")
    out["preparation"] = quantity(number(row["defence_preparation_0_3"]), None, "sector_coding", "J")
    out["place_depth"] = quantity(number(row["place_depth"]), None, "sector_coding", "J")
    if row["source_of"]:
        out["source_of"] = SIDE[row["source_of"]]
    out["gate"] = int(row["gate"])
    if soil := _soil(row):
        out["recognised_soil_of"] = soil
    if key in words.BORDERS:
        out["borders"] = words.BORDERS[key]
    if key in words.SECTOR_NOTES:
        out["note"] = words.SECTOR_NOTES[key]
    return out


def _soil(row: Row) -> str | None:
    if row["armenia_proper"] == "yes":
        return "B"
    return "A" if row["holder_2020_09_27"] == "AZE" else None


def edges(rows: list[Row]) -> list[dict[str, Any]]:
    """Return the edges; ends named ``EXT_*`` lie outside the theatre."""
    return [_edge(row) for row in rows]


def _edge(row: Row) -> dict[str, Any]:
    key = f"{row['a']}-{row['b']}"
    out: dict[str, Any] = {"id": key, "a": row["a"], "b": row["b"], "kind": row["kind"]}
    if row["name"]:
        out["name"] = row["name"]
    ends = [number(row[f"capacity_t_per_day_{k}"]) for k in ("low", "mode", "high")]
    out["length"] = quantity(number(row["length_km"]), "km", "road_survey", row["confidence"])
    out["capacity"] = quantity(spread(*ends), "t/day", "road_survey", row["confidence"])
    if number(row["highest_pass_m"]):
        out["pass_height"] = quantity(number(row["highest_pass_m"]), "m", "road_survey", row["confidence"])
    if number(row["p_closed_by_snow_nov"]):
        out["snow_closed"] = quantity(number(row["p_closed_by_snow_nov"]), None, "road_survey", "D")
    if (row["armenian_lifeline"] == "yes") != (key in words.LIFELINE):
        raise TableError(f"edge {key}: the table and the list of lifelines disagree")
    if key in words.LIFELINE:
        out |= {"lifeline_of": "B", "lifeline": words.LIFELINE[key]}
    out["terrain"] = row["terrain_class"]
    if row["overlooked_by"]:
        out["overlooked_by"] = row["overlooked_by"]
    out["gate"] = int(row["gate"])
    if row["b"].startswith("EXT_"):
        out |= {"supplier": row["b"][4:], "military_open": key != "MEG-EXT_IRN"}
    if key in words.EDGE_NOTES:
        out["note"] = words.EDGE_NOTES[key]
    return out


def belligerent(row: Row, *, economy: list[Row], capability: dict[str, float]) -> dict[str, Any]:
    """Return one side of the war."""
    side = SIDE[row["side"]]
    text = words.BELLIGERENTS[side]
    coded = "side_coding"
    out: dict[str, Any] = {"id": row["side"], **text}
    for field, column in (("will", "will0"), ("quality", "quality")):
        out[field] = quantity([number(row[f"{column}_{k}"]) for k in ("low", "mode", "high")], None, coded, "J")
    out["population"] = quantity(number(row["pop_m"]) * 1e6, "persons", "world_bank", "B")
    out["commitment"] = quantity(number(row["commitment"]), None, coded, "J")
    out["surprise"] = quantity(surprise_cell(row["surprise"]), None, coded, "J")
    out["autonomy"] = quantity(number(row["autonomy_from_sponsor"]), None, coded, "J")
    out["leader_punishment"] = quantity(surprise_cell(row["leader_punishment"]), None, coded, "J")
    out["interests"] = [
        {
            "issue": issue,
            "position": quantity(1.0 if side == "A" else 0.0, None, coded, "J"),
            "salience": quantity(s, None, coded, "J"),
        }
        for issue, s in words.SALIENCE[side].items()
    ]
    out["economy"] = _side_money(row["side"], economy)
    out["capability_share"] = quantity(capability[row["side"]], None, "nmc", "B")
    return out


def _side_money(side: str, rows: list[Row]) -> dict[str, Any]:
    gdp = required(rows, actor=side, indicator="GDP nominal", period="2019")
    cost = required(rows, actor=side, indicator="marginal war cost")
    reserves = {"AZE": ([45.0, 50.0, 52.0], "oil_fund"), "ARM": ([2.3, 2.6, 2.8], "arm_central_bank")}[side]
    return {
        "gdp": triple(gdp, "bn USD", "world_bank", mode="value"),
        "reserves": quantity(reserves[0], "bn USD", reserves[1], "C"),
        "war_cost": triple(cost, "M USD/day", "cost_assumption", mode="value"),
    }


def forces(rows: list[Row], side: str) -> dict[str, Any]:
    """Return what one side has, from the latest admitted row of each kind."""
    own = [r for r in rows if r["side"] == side]
    committed = {"AZE": "committed to the offensive", "ARM": "in theatre"}[side]
    out: dict[str, Any] = {"in_theatre": triple(required(own, item=committed), "persons", "force_assumption")}
    reserve = quantity([0.10, 0.20, 0.30], None, "force_assumption", "D")
    out["reserve_share"] = reserve
    if side == "ARM":
        out["reserve_inflow"] = triple(required(own, item="usable reserve inflow"), "persons/day", "force_assumption")
    out["distribution"] = distribution(own)
    out |= _equipment(own, side)
    out["munitions_stock"] = triple(required(own, item="artillery and rocket stock"), "t", "munition_assumption")
    out["munitions_use"] = triple(required(own, item="expenditure at high intensity"), "t/day", "munition_assumption")
    return out


SPLIT = {"STE": ("STE", "SHU"), "ZAN": ("ZAN", "QUB"), "KAL": ("KAL", "MUR")}


def distribution(own: list[Row]) -> dict[str, Any]:
    """Return the first places of the ground troops; rows that name two sectors are split in halves."""
    out: dict[str, Any] = {}
    for row in own:
        if row["category"] != "distribution" or row["item"] != "ground troops at start":
            continue
        places = SPLIT.get(row["scope"], (row["scope"],))
        for place in places:
            out[place] = added([row], "persons", "force_assumption", "D", factor=1 / len(places))
    return out


def _equipment(own: list[Row], side: str) -> dict[str, Any]:
    def of(*items: str) -> list[Row]:
        return [required(own, item=item) for item in items]

    out = {"tanks": added([r for r in own if r["item"].startswith("main battle tanks")], "items", "iiss_2020", "C")}
    out["ifv"] = added(of("infantry fighting vehicles"), "items", "iiss_2020", "C")
    out["guns"] = added(of("tube artillery"), "items", "iiss_2020", "C")
    out["launchers"] = added(of("multiple rocket"), "items", "iiss_2020", "C")
    out["missiles"] = added(of("ballistic missile"), "items", "iiss_2020", "C")
    if side == "AZE":
        out["short_range_ad"] = quantity([40.0, 60.0, 100.0], "items", "iiss_2020", "D")
        out["armed_drones"] = added(of("TB2 armed"), "items", "drone_guess", "C")
        out["loitering"] = added(of("loitering munitions"), "items", "sipri_transfers", "C")
        out["aircraft"] = added(of("combat aircraft"), "items", "iiss_2020", "B")
        out["helicopters"] = added(of("attack helicopters"), "items", "iiss_2020", "C")
        out["sam"] = added(of("long and medium range SAM"), "batteries", "iiss_2020", "C")
        return out
    out["short_range_ad"] = added(of("short range SAM"), "items", "iiss_2020", "C")
    out["aircraft"] = added(of("Su-25", "Su-30SM"), "items", "iiss_2020", "B")
    out["helicopters"] = quantity([10.0, 16.0, 20.0], "items", "iiss_2020", "D")
    out["sam"] = added(of("S-300PS"), "batteries", "iiss_2020", "C", factor=0.25)
    return out


def rate_fall(shared: Path, first: str, last: str) -> float:
    """Return the fall of the lira against the dollar between two days [share]."""
    with (shared / "data" / "macro" / "ecb_fx_daily_2014_2024.csv").open(encoding="utf-8") as handle:
        rate = {r["Date"]: float(r["TRY_per_USD"]) for r in csv.DictReader(handle) if r["Date"] <= last}
    return round(1 - rate[first] / rate[last], 4)


def linked() -> list[dict[str, Any]]:
    """Return the theatres that the same patrons share."""
    return [
        entry
        | {
            "tension": quantity(entry["tension"], None, "link_coding", "J"),
            "base_rate": quantity(entry["base_rate"], "1/month", "link_coding", "J"),
        }
        for entry in words.LINKED
    ]


def issues(rows: list[Row]) -> list[dict[str, Any]]:
    """Return the dimensions of the dispute with the ground that each is about."""
    front = [r for r in rows if r["tier"] == "1"]
    ground: dict[str, Any] = {
        "districts": [r["sector_id"] for r in front if r["in_former_nkao"] == "no"],
        "enclave": [r["sector_id"] for r in front if r["in_former_nkao"] == "yes"],
    }
    return [issue | {"ground": ground.get(issue["id"], "none")} for issue in words.ISSUES]


def base_tree(shared: Path, tables: Path, gate: Gate, claims: dict[str, Any]) -> dict[str, Any]:
    """Return the whole base scenario as of the start of the round."""
    economy = admitted(read(tables, "economy"), kind="economy", gate=gate, label=("actor", "indicator", "period"))
    force = admitted(read(tables, "forces"), kind="forces", gate=gate, label=("side", "item", "as_of"))
    pacts = admitted(read(tables, "treaties"), kind="treaties", gate=gate, label=("treaty_id",))
    designs = admitted(read(tables, "settlements"), kind="settlements", gate=gate, label=("design",))
    places = read(tables, "sectors")
    lines = read(tables, "red_lines")
    name_answers(lines)
    shares = capabilities(shared)
    sides = {SIDE[r["side"]]: r for r in read(tables, "belligerents")}
    powers = all_powers(tables, shared, economy, force)
    known = {p["id"] for p in powers} | set(SIDE)
    drift = rate_fall(shared, "2020-08-25", "2020-09-25")
    return {
        "format": "multipolar-document/1",
        "id": "karabakh_2020",
        "title": words.TITLE,
        "description": words.DESCRIPTION,
        "as_of": START,
        "as_of_dates": Commented(
            Flow({"2020-10-16": "karabakh_2020@2020-10-16", "2020-09-27": "base"}),
            "the first date is the default; the later state is a patch on this file",
        ),
        "round_start": START,
        "phase": "start",
        "horizon_days": 180,
        "geometry": "karabakh_2020",
        "climate": Commented(
            Flow(clear=0.55, overcast=0.30, wet=0.15, persistence=0.5, snow_from="2020-11-01", snow_full="2020-12-15"),
            "long-run shares of the weather; passes begin to close in November",
        ),
        "sources": source_block(SOURCES),
        "issues": issues(places),
        "belligerents": {s: belligerent(sides[s], economy=economy, capability=shares) for s in ("A", "B")},
        "forces": {"A": forces(force, "AZE"), "B": forces(force, "ARM")},
        "theatre": {"sectors": sectors(places), "edges": edges(read(tables, "edges"))},
        "powers": powers,
        "ties": ties(read(tables, "powers_ties")),
        "treaties": treaties(pacts, known),
        "red_lines": red_lines(lines),
        "settlements": settlements(designs),
        "linked_theatres": linked(),
        "parameters": {
            "fx_drift": quantity(drift, None, "ecb_rates", "A") | {"note": "fall of the lira from 25 August to 25 September"}
        },
        "questions": [q for q in QUESTIONS if START in q["as_of"]],
        **claims,
        "limits": words.LIMITS,
    }


def source_block(table: dict[str, tuple[str, str, bool, bool, str | None]]) -> dict[str, Any]:
    """Return the sources with what is known about each."""
    out = {}
    for key, (text, grade, seen, hindsight, day) in table.items():
        entry = Flow(text=text, grade=grade, seen=seen)
        if hindsight:
            entry["hindsight"] = True
        if day:
            entry["known_on"] = day
        out[key] = entry
    return out
