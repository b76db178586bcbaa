"""The outside powers, their ties, pacts and red lines, and the designs for ending the war."""

from __future__ import annotations

import csv
import math
import re
from pathlib import Path
from typing import Any

import nk2020_words as words
from nk2020_emit import Commented, Flow
from nk2020_numbers import around, kilometres, number, quantity, required, spread, surprise_cell, triple
from nk2020_tables import Row, TableError, read


def _code(text: str) -> dict[str, float]:
    return {name: float(share) for name, share in (part.split(":") for part in text.split())}


def power(row: Row, *, money: dict[str, Any], capability: float, away: float) -> dict[str, Any]:
    """Return one outside power as coded in the tables."""
    key = row["power"]
    out: dict[str, Any] = {"id": key, "name": words.POWER_NAMES[key]}
    out["tie_A"], out["tie_B"] = (around(number(row[f"tie_{s}"]), -1, 1) for s in ("AZE", "ARM"))
    out["side_position"] = quantity(number(row["pos_w1"]), None, "power_coding", "J")
    columns = (
        "w1_side",
        "w2_rival",
        "w3_own_influence_veto",
        "w4_norm",
        "w5_domestic",
        "w6_economy",
        "w7_other_theatres",
    )
    issues = ("side", "rival", "own_influence", "norm", "domestic", "economy", "other_theatres")
    out["salience"] = {i: around(number(row[c]), 0, 1) for i, c in zip(issues, columns, strict=True)}
    out["rivals"] = {k: quantity(v, None, "power_coding", "J") for k, v in _code(row["rivals_w2"]).items()}
    for field, column in (("attention", "attention"), ("access", "access")):
        out[field] = around(number(row[column]), 0, 1)
    out["access_kind"] = row["access_kind"]
    out["leverage_A"], out["leverage_B"] = (around(number(row[f"leverage_{s}"]), 0, 1) for s in ("AZE", "ARM"))
    out["skill"] = around(number(row["skill"]), 0, 1)
    out["capability_share"] = quantity(capability, None, "nmc", "B")
    out["distance"] = quantity(round(away), "km", "distance", "A")
    out |= words.POWER_FLAGS[key]
    out["level"] = row["level_2020_09_27"]
    if key in words.ACTIVE_START:
        active, why = words.ACTIVE_START[key]
        out["active"] = Commented(active, why)
    named = {a for line in words.RED_LINES if line["row"][0] == key for a in line.get("answer", [])}
    out["options"] = [*row["options"].split(), *sorted(named - set(row["options"].split()))]
    out["economy"] = money
    return out


def dormant(entry: dict[str, Any], *, money: dict[str, Any], capability: float, away: float) -> dict[str, Any]:
    """Return a power that sleeps unless a claim wakes it."""
    fixed = {k: quantity(v, None, "power_coding", "J") for k, v in entry["rest"].items()}
    out = {"id": entry["id"], "name": words.POWER_NAMES[entry["id"]], "dormant": True}
    out |= {k: quantity(entry[k], None, "power_coding", "J") for k in ("tie_A", "tie_B", "side_position")}
    out["salience"] = {k: quantity(v, None, "power_coding", "J") for k, v in entry["salience"].items()}
    out["rivals"] = {k: quantity(v, None, "power_coding", "J") for k, v in entry["rivals"].items()}
    out |= fixed | {"access_kind": entry["access_kind"]}
    out["capability_share"] = quantity(capability, None, "nmc", "B" if entry["id"] != "HEG" else "J")
    out["distance"] = quantity(round(away), "km", "distance", "A" if entry["id"] != "HEG" else "J")
    out |= words.POWER_FLAGS.get(entry["id"], {})
    out |= {"level": "out", "options": entry["options"]}
    if money:
        out["economy"] = money
    return out | {"note": entry["note"]}


def treaties(rows: list[Row], known: set[str]) -> list[dict[str, Any]]:
    """Return the obligations in force, without the columns that tell what was done with them."""
    return [_treaty(row, known) for row in rows]


def _treaty(row: Row, known: set[str]) -> dict[str, Any]:
    key = row["treaty_id"]
    ends = [number(row[f"base_reliability_{k}"]) for k in ("low", "mode", "high")]
    out: dict[str, Any] = {
        "id": key,
        "name": row["name"],
        "parties": row["parties"].split(";"),
        "signed": re.sub(r"^[0-9]{4}-(?=[0-9]{4}$)", "", row["signed"]),  # of a span of years its last
    }
    out |= {"kind": row["kind"], "trigger": row["trigger"], "scope": row["territorial_scope"]}
    link = words.TREATY_LINKS.get(key, {})
    if not {link.get("obliges", "RUS"), link.get("protects", "ARM")} <= known:
        raise TableError(f"treaty {key} binds an unknown actor")
    out |= {k: v for k, v in link.items() if k in ("obliges", "protects")}
    out["covers_disputed"] = row["covers_nk"].startswith("yes")
    out["covers_recognised"] = row["covers_armenia_proper"].startswith("yes") or key == "AT2010"
    out |= {k: link.get(k, False) for k in ("consultation", "multilateral")}
    out["automaticity"] = quantity(number(row["automaticity_0_1"]), None, "treaty_texts", "J")
    out["reliability"] = quantity(spread(*ends), None, "pact_reliability", "J")
    if key in words.TREATY_NOTES:
        out["note"] = words.TREATY_NOTES[key]
    return out


def settlements(rows: list[Row]) -> list[dict[str, Any]]:
    """Return the settlement designs that could be thought of at the as-of date."""
    return [_design(row) for row in rows]


def _coded(text: str) -> Flow:
    return quantity(number(text), None, "design_coding", "J")


def _design(row: Row) -> dict[str, Any]:
    enforcers, outside = words.ENFORCERS[row["enforcer"]]
    out: dict[str, Any] = {"id": row["design"], "what": words.DESIGN_TEXT[row["design"]]}
    out |= {"territory": words.TERRITORY[row["territory"]], "arrangement": row["arrangement"], "enforcers": enforcers}
    if outside:
        out["outside_role"] = outside
    out["enforcement"] = _coded(row["enforcement"])
    out |= {"status_clause": row["status_clause"], "transport_links": row["transport_links"] == "yes"}
    out["face_A"], out["face_B"] = _coded(row["face_AZE"]), _coded(row["face_ARM"])
    out["part_worth"] = {k[2:]: _coded(v) for k, v in row.items() if k.startswith("u_")}
    out["consent"] = row["needs_consent_of"].split()
    out["guarantor_penalty"] = row["design"] == "joint_patrols"
    out["final"] = row["design"] != "truce_humanitarian"
    return out


def red_lines(rows: list[Row]) -> list[dict[str, Any]]:
    """Return the named red lines; thresholds keep mean and spread and are cut to the scale of 0 to 10."""
    table = {(r["owner"], r["protects"]): r for r in rows}
    if set(table) != {line["row"] for line in words.RED_LINES}:
        raise TableError("the table of red lines and the list of their codes disagree")
    return [_red_line(line, table[line["row"]]) for line in words.RED_LINES]


def _red_line(line: dict[str, Any], row: Row) -> dict[str, Any]:
    veto = row["threshold"].startswith("design veto")
    mean, sd = (6.0, 1.0) if veto else (float(x) for x in row["threshold"][2:-1].split(","))
    half = round(min(math.sqrt(6) * sd, mean, 10 - mean), 2)
    wide = row["belief_sd"].split(";")[0]
    out = {"id": line["id"], "owner": row["owner"], "protects": row["protects"]}
    out |= {k: v for k, v in line.items() if k not in ("id", "row", "text", "answer")}
    out["threshold"] = quantity([mean - half, mean, mean + half], None, "red_line_coding", "J")
    out["believed_by"] = row["believed_by"].split()
    out["belief_sd"] = quantity(surprise_cell(wide), None, "red_line_coding", "J")
    out["answer"] = line["answer"]
    out["credibility"] = quantity(number(row["credibility"]), None, "red_line_coding", "J")
    return out | {"text": line["text"]}


def name_answers(rows: list[Row]) -> None:
    """Fill the answers of the red lines from the table, in the vocabulary of the options."""
    for line in words.RED_LINES:
        row = next(r for r in rows if (r["owner"], r["protects"]) == line["row"])
        line["answer"] = [words.ANSWERS.get(a.strip(), a.strip()) for a in row["answer"].split(",")]


def ties(rows: list[Row]) -> list[dict[str, Any]]:
    """Return the ties among the powers, the dormant ones included."""
    out: list[dict[str, Any]] = [Flow(a=r["a"], b=r["b"], tie=around(number(r["tie"]), -1, 1)) for r in rows]
    return out + [Flow(a=a, b=b, tie=quantity(t, None, "power_coding", "J")) for a, b, t in words.DORMANT_TIES]


def capabilities(shared: Path) -> dict[str, float]:
    """Return the capability shares of 2012, the last year published before the war."""
    with (shared / "data" / "nmc_cinc" / "nmc6.csv").open(encoding="utf-8") as handle:
        rows = {int(r["ccode"]): float(r["cinc"]) for r in csv.DictReader(handle) if r["year"] == "2012"}
    return {k: round(rows[code], 6) for k, code in words.NMC_CODE.items()}


def products(shared: Path) -> dict[str, float]:
    """Return the gross products of 2019 [bn USD]."""
    with (shared / "data" / "macro" / "wdi_gdppc_population.csv").open(encoding="utf-8") as handle:
        rows = {r["iso3"]: r for r in csv.DictReader(handle) if r["year"] == "2019"}
    return {k: round(float(rows[c]["gdp_pc_usd"]) * float(rows[c]["population"]) / 1e9, 1) for k, c in words.WDI_CODE.items()}


def all_powers(tables: Path, shared: Path, economy: list[Row], force: list[Row]) -> list[dict[str, Any]]:
    """Return the seven powers of the table and the five that sleep."""
    shares, gdp = capabilities(shared), products(shared)
    here = (39.818, 46.753)
    out = []
    for row in read(tables, "powers"):
        key = row["power"]
        money: dict[str, Any] = {"gdp": quantity(gdp[key], "bn USD", "world_bank", "A")}
        if key == "TUR":
            reserves = required(economy, actor="TUR", indicator="official net reserves")
            money["reserves"] = triple(reserves, "bn USD", "tur_reserves", mode="value")
            cost = required(economy, actor="TUR", indicator="marginal cost of support")
            money["war_cost"] = triple(cost, "M USD/day", "cost_assumption", mode="value")
        out.append(power(row, money=money, capability=shares[key], away=kilometres(words.CAPITALS[key], here)))
        if key == "RUS":
            base = required(force, side="RUS", item="102nd base")
            out[-1]["forces_in_theatre"] = triple(base, "persons", "base_press")
    for entry in words.DORMANT:
        key = entry["id"]
        money = {"gdp": quantity(gdp[key], "bn USD", "world_bank", "A")} if key in gdp else {}
        out.append(dormant(entry, money=money, capability=shares.get(key, 0.05), away=kilometres(words.CAPITALS[key], here)))
    return out
