"""The register of assumptions: every claim with what it does, every number with its source, what rests on nothing first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import with_ending_names
from multipolar.report.number_words import GRADES, effects_text, grade_text, number_name, short, things_in, unit_text, value_text
from multipolar.report.table import Table, html_table, safe
from multipolar.scenario.numbers import numbers_of
from multipolar.scenario.resolve import Scenario, address

KINDS: Mapping[str, str] = {
    "CAP": "what they can", "INT": "what they want", "CON": "what binds them", "TIE": "who stands with whom", "RED": "red line",
    "OPT": "what is open to them", "MEC": "how it works", "FOR": "what is expected", "EST": "what is estimated", "DIS": "dissent",
}  # fmt: skip
"""Kinds of claims in words."""
DEFAULT = "the model's own"
"""What a number rests on that the file leaves to the model."""
LEAST_SURE = (GRADES[""], GRADES["J"], GRADES["D"], GRADES["C"], GRADES["B"], GRADES["A"], DEFAULT)
"""Order of the register: what rests on nothing comes first."""


def numbers_in(scenario: Scenario) -> list[dict[str, str]]:
    """Return every number of a scenario in words: ``what, value, unit, source, note, rests``; what rests on nothing first.

    ``source`` holds keys of the scenario's sources. What the file leaves to the model comes last.
    """
    document, names, left_out = scenario.document, things_in(scenario.document), filled_in(scenario)
    rows = []
    for found in numbers_of(document):
        unit = found.quantity.unit or ("" if found.measure is None else found.measure.unit)
        own = address(document, found.path) in left_out
        rows.append({
            "what": number_name(document, found, names), "value": value_text(found.quantity), "unit": unit_text(unit),
            "source": "" if own else " ".join(found.quantity.source), "note": "" if own else short(found.quantity.note or ""),
            "rests": DEFAULT if own else grade_text(found.quantity),
        })  # fmt: skip
    return sorted(rows, key=lambda row: (LEAST_SURE.index(row["rests"]), row["what"]))


def filled_in(scenario: Scenario) -> set[str]:
    """Return the addresses of numbers that the file leaves to the model, and of the old line where it is taken from today's."""
    copied = {f"theatre.sectors[{s.id}].line_before" for s in scenario.document.theatre.sectors if s.line_before is s.share_A}
    return copied.union(scenario.defaulted)


def effects_in(scenario: Scenario) -> dict[str, str]:
    """Return what each claim of a scenario does, in words, by its id."""
    names = things_in(scenario.document)
    return {claim.id: effects_text(claim.effects, names, claim.inert_reason) for claim in scenario.document.claims}


def claims_table(inp: ReportInput) -> Table:
    """Return the claims in force, those with an effect measured in this run first, each with what it does."""
    effects = inp.backing.get("effects", {})
    ranked = sorted(inp.forecast.get("assumptions", []), key=lambda a: not a.get("drawn"))
    rows = [
        (
            str(a.get("claim", "")), str(a.get("text", "")), KINDS.get(str(a.get("kind")), str(a.get("kind", ""))),
            "" if a.get("strength") is None else f"{float(a['strength']):.2g}", what_it_does(a, effects, inp.forecast),
        )
        for a in ranked
    ]  # fmt: skip
    return Table(("Claim", "Assumption", "Kind", "Strength", "What it does"), rows)


def what_it_does(claim: Mapping[str, Any], effects: Mapping[str, str], forecast: Mapping[str, Any]) -> str:
    """Return what a claim does: as measured where it is drawn against its rivals, else which numbers it moves."""
    measured = with_ending_names(str(claim.get("effect_sentence") or ""), forecast)
    said = effects.get(str(claim.get("claim")), "")
    return f"{measured} {said}".strip() if claim.get("drawn") else said or measured


def numbers_table(inp: ReportInput) -> Table:
    """Return every number: what it is, value, unit, where it comes from, what it rests on."""
    places = {row["key"]: i for i, row in enumerate(inp.backing.get("sources", []), 1)}

    def source(row: Mapping[str, str]) -> str:
        numbered = ", ".join(f"[{places[key]}]" for key in row["source"].split(" ") if key in places)
        return numbered or row["note"]

    rows = [(r["what"], r["value"], r["unit"], source(r), r["rests"]) for r in inp.backing.get("numbers", [])]
    return Table(("Number", "Value (nine in ten)", "Unit", "Source", "Rests on"), rows)


def counts(inp: ReportInput) -> str:
    """Return how many claims and numbers there are, and how many of these rest on judgement or on nothing."""
    claims, numbers = len(inp.forecast.get("assumptions", [])), inp.backing.get("numbers", [])
    if not numbers:
        return f"{claims:,} claims." if claims else ""
    own = sum(row["rests"] == DEFAULT for row in numbers)
    written = len(numbers) - own
    bare = sum(row["rests"] in LEAST_SURE[:2] for row in numbers)
    more = f"; {own:,} more are the model's own where the file gives none" if own else ""
    said = f"{bare:,} of these {written:,} rest on judgement or name no source{more}"
    return f"{claims:,} claims and {written:,} numbers of the scenario. {said}."


WHOLE = "counted over all courses; conditions do not change it"


def register_html(inp: ReportInput) -> str:
    """Return the register: its counts, the place of the search, and both tables, each searchable row by row."""
    tables: Sequence[tuple[str, Table]] = (("Claims", claims_table(inp)), ("Numbers, unsourced first", numbers_table(inp)))
    parts = [f"<h3>{safe(title)}</h3>{html_table(table, title)}" for title, table in tables if table.rows]
    if not parts:
        return ""
    said = counts(inp)
    return (
        f'<p class="note">{safe(said)}</p><p class="note paper-only">The register is not printed; the page holds it.</p>'
        f'<div id="register" data-all="{WHOLE}"><div id="search"></div>{"".join(parts)}</div>'
    )
