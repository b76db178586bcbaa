"""Phrases by code: how the page calls endings, levels, papers, grades and kinds, taken from the tables that reports are told by."""

from __future__ import annotations

from typing import Any

from multipolar.codes import ARRANGEMENTS, ENDINGS, LEVELS, PAPERS, STOPS
from multipolar.model.catalogue import CATALOGUE
from multipolar.report.narrative import ARRANGEMENT_NAMES, LEVEL_NAMES, PAPER_NAMES, ending_name
from multipolar.report.number_words import GRADES, KEYS, UNITS
from multipolar.scenario.codes import CODES
from multipolar.session.phrases import LANES, MARKS, PHRASES

CLAIM_KINDS = {
    "CAP": "capabilities", "INT": "interests", "CON": "constraints", "TIE": "ties", "RED": "red lines", "OPT": "options",
    "MEC": "mechanism", "FOR": "forecast", "EST": "estimate", "DIS": "disagreement",
}  # fmt: skip
SIDES = {"A": {"name": "side A"}, "B": {"name": "side B"}}


def words_document() -> dict[str, Any]:
    """Return the phrases of the workbench by table and code; names of sides stand as side A and side B."""
    blank = {"sides": SIDES, "endings": {}}
    return {
        "endings": {label: ending_name(label, blank) for label in ENDINGS},
        "ending_meanings": dict(ENDINGS),
        "levels": {name: LEVEL_NAMES.get(name, name) for name in LEVELS},
        "papers": {name: PAPER_NAMES.get(name, name) for name in PAPERS},
        "arrangements": {name: ARRANGEMENT_NAMES.get(name, name) for name in ARRANGEMENTS},
        "stops": dict(STOPS),
        "grades": dict(GRADES),
        "units": dict(UNITS),
        "keys": dict(KEYS),
        "claim_kinds": dict(CLAIM_KINDS),
        "mechanisms": {switch: one.summary for one in CATALOGUE for switch in one.switches},
        "problems": dict(CODES),
        "lanes": dict(LANES),
        "marks": dict(MARKS),
        "events": {kind: phrase.lane for kind, phrase in PHRASES.items()},
    }
