"""Evidence files as the workbench shows them: the reports, their faults, and what a report on this war can say."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from multipolar.errors import MultipolarError
from multipolar.forecast.evidence import MAY, NEEDS, looked_at
from multipolar.forecast.seen import EQUIPMENT, FEATURES, QUANTITIES, Seen
from multipolar.scenario.check import check, check_file
from multipolar.scenario.document import Document
from multipolar.scenario.files import load
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.options import act_text, lifeline_name, load_catalogue, open_options
from multipolar.session.war import words
from multipolar.workbench.checking import base_of
from multipolar.workbench.project import Project

KINDS = {
    "holds": "a side held a place", "event": "something had happened", "non_event": "something had not happened",
    "count": "a number was reached", "range": "a number lay within bounds",
    "statement": "a word or act of a power points to something",
    "soft": "anything else that makes something more or less likely", "note": "something the model cannot weigh",
}  # fmt: skip
"""What a report of each kind says."""
RELIABILITY = {
    "A": "completely reliable", "B": "usually reliable", "C": "fairly reliable", "D": "not usually reliable", "E": "unreliable",
    "F": "cannot be judged",
}  # fmt: skip
CREDIBILITY = {
    1: "confirmed by others", 2: "probably true", 3: "possibly true", 4: "doubtful", 5: "improbable", 6: "cannot be judged",
}  # fmt: skip
TELLERS = {"own": "the side's own word", "enemy": "its enemy's word", "other": "somebody else's word"}
STRENGTHS = {"act": "an act", "threat": "a threat", "statement": "words"}
ARGUMENTS = {
    "RED LINE": "a red line", "LIFELINE": "a supply road", "OPTION": "a certain act", "POWER": "a power", "TREATY": "a treaty",
    "SECTOR": "a place", "SIDE": "a side", "NUMBER": "a certain number", "KIND": "one kind",
}  # fmt: skip
"""The words in the meaning of a feature that stand for its arguments."""


def evidence_document(project: Project, path: str, text: str) -> dict[str, Any]:
    """Return the reports of an evidence file with its faults, and the words, places and powers that a new report can name.

    Names of places and powers in the reports are checked when a run takes them in.
    """
    loaded = loaded_from(text, path)
    evidence, problems = looked_at(loaded)
    scenario = "" if evidence is None else evidence.scenario
    return {
        "path": path,
        "scenario": scenario,
        "title": "" if evidence is None else evidence.title,
        "note": "" if evidence is None else evidence.note,
        "reports": [] if evidence is None else [report.model_dump(exclude_defaults=True) for report in evidence.reports],
        "problems": [dataclasses.asdict(problem) for problem in problems],
        "words": phrases(),
        "names": names_in(war_of(project, scenario)),
    }


def phrases() -> dict[str, Any]:
    """Return the words of reports by code: kinds with the keys that they need and may have, grades, and what can be seen."""
    return {
        "kinds": [
            {"id": kind, "text": said, "needs": list(NEEDS[kind]), "may": list(MAY.get(kind, ()))} for kind, said in KINDS.items()
        ],
        "reliability": dict(RELIABILITY),
        "credibility": {str(grade): said for grade, said in CREDIBILITY.items()},
        "by": dict(TELLERS),
        "strength": dict(STRENGTHS),
        "features": [_seen(one) for one in FEATURES.values()],
        "quantities": [_seen(one) for one in QUANTITIES.values()],
    }


def _seen(one: Seen) -> dict[str, Any]:
    said = one.meaning
    for name, meant in ARGUMENTS.items():
        said = said.replace(name, meant)
    return {"id": one.name, "text": said, "takes": list(one.takes)}


def war_of(project: Project, scenario: str) -> Document | None:
    """Return the scenario that reports are on, of the project or the library; None where nobody has it, or it has faults."""
    source = base_of(project, scenario) if scenario else None
    if source is None:
        return None
    try:
        return check_file(source, words()).document if isinstance(source, Path) else check(load(source), words()).document
    except MultipolarError:
        return None


def names_in(document: Document | None) -> dict[str, Any]:
    """Return what a report can name, by kind of argument: rows of id and name; the acts of each power by its id."""
    if document is None:
        return {}
    sides = [(side.id, side.name) for _, side in sorted(document.belligerents.items())]
    actors: Mapping[str, str] = {**dict(sides), **{power.id: power.name for power in document.powers}}
    roads = dict.fromkeys(name for edge in document.theatre.edges if (name := lifeline_name(edge)))
    tables: dict[str, list[tuple[str, str]]] = {
        "side": sides,
        "power": [(power.id, power.name) for power in document.powers],
        "sector": [(sector.id, sector.name) for sector in document.theatre.sectors],
        "lifeline": [(name, name.replace("_", " ")) for name in roads],
        "red line": [(line.id, f"{actors.get(line.owner, line.owner)}: {line.protects}") for line in document.red_lines],
        "treaty": [(treaty.id, treaty.name) for treaty in document.treaties],
        "equipment": [(kind, kind.replace("_", " ")) for kind in EQUIPMENT],
    }
    options = {
        power.id: _rows([(act, act_text(act, actors)) for act in open_options(power, document, load_catalogue())])
        for power in document.powers
    }
    return {kind: _rows(rows) for kind, rows in tables.items()} | {"option": options}


def _rows(rows: list[tuple[str, str]]) -> list[dict[str, str]]:
    return [{"id": name, "name": said} for name, said in rows]
