"""Offers: a design for ending the war as a form, its text as a file, and its test beside the designs of the run's war."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from typing import Any, TypeGuard

import yaml

from multipolar.codes import Arrangement, StatusClause, Territory
from multipolar.engine.store.files import write_safely
from multipolar.scenario.document import Document
from multipolar.scenario.document.treaties import Settlement
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.quantity import Measure, Quantity
from multipolar.scenario.rules_numbers import outside_range
from multipolar.scenario.shape import measures_of
from multipolar.scenario.translate import Fault, validate
from multipolar.session.choices import SETTLE_MEMBERS
from multipolar.workbench.bench import Bench
from multipolar.workbench.forms import handles
from multipolar.workbench.jobs import Job, submit
from multipolar.workbench.journal import digest_of
from multipolar.workbench.plays import AS_RUN
from multipolar.workbench.project import run_folder
from multipolar.workbench.references import short
from multipolar.workbench.refusing import FAULTY, WRONG, RefusedError

OFFERS, OFFER = "offers", "offer"
LEAST_COURSES, MOST_COURSES = 20, 2_000
TERMS: tuple[tuple[str, str, str], ...] = (
    ("what", "The offer in a few words", "As it will be called beside the other designs."),
    ("territory", "Ground", "Who holds what once it is signed."),
    ("arrangement", "Who watches over it", "The troops or observers in the zone."),
    ("enforcers", "Powers with troops or observers there", "A single power is exactly one, joint patrols are two or more."),
    ("outside_role", "Powers with a part outside the zone", "Such as watching from elsewhere: less than troops."),
    ("status_clause", "Status of the disputed ground", "What the paper says of it."),
    ("enforcement", "Strength of enforcement", "How surely a breach is met: 0 never, 1 always."),
    ("face_A", "Face for {A}", "What it means for its standing at home and abroad: -1 full shame, 1 full triumph."),
    ("face_B", "Face for {B}", "What it means for its standing at home and abroad: -1 full shame, 1 full triumph."),
    ("part_worth", "Worth to the powers", "What each makes of it beside its role: -1 all it fears, 1 all it wants."),
    ("consent", "Whose consent is asked", "Sides and powers without whose word it is not signed."),
    ("transport_links", "Transport links are opened", "Roads and railways across the lines."),
    ("guarantor_penalty", "Rivals inside gall the guarantor", "The first enforcer minds rivals with troops there."),
    ("final", "It ends the war", "Else it is a pause, which leaves the war open."),
)  # fmt: skip
"""Terms of a design in the order in which they are negotiated: key, what it is called, what it means."""
NAMED = {"enforcers": "powers", "outside_role": "powers", "consent": "actors", "part_worth": "powers"}
"""Terms that name powers, or powers and sides."""
CHOICES: Mapping[str, Mapping[str, str]] = {
    "territory": Territory.sentences(), "arrangement": Arrangement.sentences(), "status_clause": StatusClause.sentences(),
}  # fmt: skip
MEASURES: Mapping[str, Measure] = {key: measure for key, measure in measures_of(Settlement).items() if measure is not None}
"""Terms that are numbers, with unit and range, as the schema of a scenario has them."""


def offer_document(bench: Bench, run: str) -> dict[str, Any]:
    """Return the terms of an offer in the war of a run, whom they can name, and its designs as offers to begin with.

    Raises
    ------
    RefusedError : if there is no such run, or its scenario cannot be read.
    """
    document = document_of(bench, run)
    sides: dict[str, str] = {str(key): side.name for key, side in document.belligerents.items()}
    powers = [{"id": power.id, "name": power.name} for power in document.powers]
    actors = [{"id": side.id, "name": side.name} for _, side in sorted(document.belligerents.items())]
    return {
        "run": run,
        "terms": [term(key, label.format_map(sides), meaning) for key, label, meaning in TERMS],
        "names": {"powers": powers, "actors": [*actors, *powers]},
        "designs": [plain(one) for one in document.settlements],
        "red_lines": red_lines(document),
    }


def red_lines(document: Document) -> dict[str, list[str]]:
    """Return who has drawn a red line against each design: names of powers by the design's id.

    They name the design of the scenario, so that an offer with the same terms is tested without them.
    """
    called = {power.id: power.name for power in document.powers} | {side.id: side.name for side in document.belligerents.values()}
    found: dict[str, list[str]] = {}
    for line in document.red_lines:
        for design in line.designs:
            found.setdefault(design, []).append(called.get(line.owner, line.owner))
    return found


def document_of(bench: Bench, run: str) -> Document:
    """Return the scenario of a run as it was run.

    Raises
    ------
    RefusedError : if there is no such run, or its scenario cannot be read.
    """
    try:
        text = (run_folder(bench.project, run) / AS_RUN).read_text(encoding="utf-8")
    except OSError as error:
        raise RefusedError(FAULTY, f"{AS_RUN} of the run {run!r} cannot be read, so that nobody knows its terms") from error
    read = validate(Document, loaded_from(text, AS_RUN).root)
    if read.value is None:
        raise RefusedError(FAULTY, f"{AS_RUN} of the run {run!r} has faults, so that nobody knows its terms")
    return read.value


def term(key: str, label: str, meaning: str) -> dict[str, Any]:
    """Return one term of the form: its kind, choices in words, range, unit, and what past wars had."""
    measure = MEASURES.get(key)
    kind = "choice" if key in CHOICES else "table" if key == "part_worth" else "names" if key in NAMED else None
    kind = kind or ("number" if measure is not None else "flag" if Settlement.model_fields[key].annotation is bool else "text")
    return {
        "key": key, "label": label, "meaning": meaning, "kind": kind, "names": NAMED.get(key),
        "choices": [{"id": name, "text": text} for name, text in CHOICES.get(key, {}).items()],
        "low": measure and measure.low, "high": measure and measure.high, "unit": measure and measure.unit,
        "reference": short(("settlements", "offer", key)) if kind == "number" else None,
    }  # fmt: skip


def plain(design: Settlement) -> dict[str, Any]:
    """Return a design as the form holds it: numbers by their most likely value."""
    found: dict[str, Any] = {"id": design.id}
    for key, _, _ in TERMS:
        value = getattr(design, key)
        if isinstance(value, Quantity):
            found[key] = middle(value)
        elif isinstance(value, dict):
            found[key] = {name: middle(one) for name, one in value.items()}
        else:
            found[key] = value
    return found


def middle(value: Quantity) -> float:
    """Return the number itself, or the most likely of its range."""
    found = handles(value.distribution)
    return float(found.get("value", found.get("mode", 0.0)))


def offer_text(design: Mapping[str, Any]) -> str:
    """Return an offer as the text of a design file, its numbers marked as judgements.

    Raises
    ------
    RefusedError : with every key that is missing, unknown or of the wrong kind.
    """
    rows = {key: written(value) if key in MEASURES else value for key, value in design.items()}
    text = yaml.safe_dump(rows, sort_keys=False, allow_unicode=True)
    read = validate(Settlement, loaded_from(text, OFFER).root)
    faults = [*read.faults, *outside(design)]
    if read.value is None or faults:
        said = "; ".join(f"{'.'.join(map(str, fault.path))}: {fault.message}" for fault in faults)
        raise RefusedError(FAULTY, f"the offer cannot be: {said}")
    return text


def outside(design: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault for every number of an offer that lies outside of its range."""
    for key, measure in MEASURES.items():
        value = design.get(key)
        numbers = {(key, name): one for name, one in value.items()} if isinstance(value, dict) else {(key,): value}
        for path, one in numbers.items():
            if is_number(one) and math.isfinite(one):
                yield from outside_range(path, Quantity.model_validate(one), measure)


def is_number(value: Any) -> TypeGuard[float]:
    """Tell whether a value of a form is a number."""
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def written(value: Any) -> Any:
    """Return a number, or numbers by name, as they are written into a design file."""
    return {name: judged(one) for name, one in value.items()} if isinstance(value, dict) else judged(value)


def judged(value: Any) -> Any:
    """Return a number as it is written where nothing but judgement stands behind it; anything else as it is."""
    return {"v": value, "grade": "J"} if is_number(value) else value


def tried(bench: Bench, run: str, design: Mapping[str, Any], members: int | None) -> Job:
    """Put the test of an offer into the line and return its job: it and all designs on the same courses of a run.

    What the run's report shows is not changed.

    Raises
    ------
    RefusedError : for an offer that cannot be, a name that a design of the war has, or too many courses.
    """
    text, count = offer_text(design), members or SETTLE_MEMBERS
    if not LEAST_COURSES <= count <= MOST_COURSES:
        raise RefusedError(WRONG, f"members: found {count}, expected {LEAST_COURSES} to {MOST_COURSES:,}")
    if any(one.id == design["id"] for one in document_of(bench, run).settlements):
        raise RefusedError(WRONG, f"id: the war has a design {design['id']!r} already; give the offer a name of its own")
    place = bench.project.own / OFFERS / f"{digest_of(text)[:16]}.yaml"
    place.parent.mkdir(exist_ok=True)
    write_safely(place, text.encode())
    options = {"design": str(place), "members": count, "keep": False}
    given = {"verb": "settle", "what": str(run_folder(bench.project, run)), "options": options}
    return submit(bench.jobs, "job", given, {"verb": "settle", "run": run, "path": None, "options": {"members": count}})
