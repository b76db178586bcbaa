"""A scenario told back in plain words, so that its author sees what the model understands; and as one JSON document."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np

from multipolar.codes import Level, Territory
from multipolar.scenario.document import (
    Belligerent,
    Claim,
    Document,
    Edge,
    Forces,
    LinkedTheatre,
    Power,
    RedLine,
    Sector,
    Settlement,
    Treaty,
    WrittenPosture,
)
from multipolar.scenario.learned import Learned
from multipolar.scenario.quantity import Quantity
from multipolar.scenario.resolve import Scenario
from multipolar.scenario.stance import BOTH, NEITHER, rivals_of
from multipolar.scenario.unread import unread_sentence

SCHEMA = "multipolar-scenario/1"
MARKS = np.array([0.05, 0.5, 0.95])


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the description: a title, sentences, and a table with a head row (empty when there is none)."""

    title: str
    lines: tuple[str, ...] = ()
    table: tuple[tuple[str, ...], ...] = ()


def learned_section(learned: Learned) -> Section:
    """Return what a forecast of this scenario may learn, each war by name."""
    sentences = tuple(f"{said[0].upper()}{said[1:]}." for said in learned.sentences())
    reasons = {**learned.teachers.later, **learned.teachers.same}
    rows = tuple((name, "yes", "") for name in learned.teachers.wars) + tuple((name, "no", why) for name, why in reasons.items())
    return Section("What a forecast learns from", sentences, (("past war", "teaches", "why not"), *rows) if rows else ())


def figure(value: float) -> str:
    """Return a number as people write it: 55,000 or 0.35."""
    if abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def rough(value: float) -> str:
    """Return an uncertain number with two digits that count: 56,000, not 56,292."""
    return figure(float(f"{value:.2g}"))


def number(quantity: Quantity, unit: str | None = None) -> str:
    """Return a number in words: the value, or the middle and the range that holds nine cases in ten."""
    unit = unit or (quantity.unit if quantity.unit not in (None, "1") else "")
    spaced = f" {unit}" if unit else ""
    if quantity.distribution.is_point:
        return f"{figure(quantity.distribution.args[0])}{spaced}"
    low, middle, high = (rough(float(value)) for value in quantity.distribution.quantile(MARKS))
    return f"{middle}{spaced} ({low} to {high})"


def middle(quantity: Quantity) -> str:
    """Return the middle of a number, without unit."""
    value = quantity.distribution.median()
    return figure(value) if quantity.distribution.is_point else rough(value)


def day(date: dt.date) -> str:
    """Return a date in words."""
    return f"{date.day} {date:%B %Y}"


def listed(words: Iterable[str], nothing: str = "nothing") -> str:
    """Return words joined as in a sentence."""
    items = list(words)
    if len(items) < 2:
        return items[0] if items else nothing
    return f"{', '.join(items[:-1])} and {items[-1]}"


def describe(scenario: Scenario) -> list[Section]:
    """Return the scenario in plain words, section by section."""
    document = scenario.document
    sections = (
        Section(document.title, tuple(_opening(document))),
        Section("The sides", tuple(line for key in "AB" for line in _side(document, key))),
        Section("The outside powers", table=tuple(_powers(document))),
        Section("The ground", tuple(_ground(document)), tuple(_sectors(document))),
        Section("Obligations", tuple(_treaty(treaty) for treaty in document.treaties)),
        Section("Red lines", tuple(_red_line(line) for line in document.red_lines)),
        Section("Linked theatres", tuple(_linked(theatre) for theatre in document.linked_theatres)),
        Section("Postures to be valued", tuple(_posture(one) for one in document.postures)),
        Section("Ways to end it", tuple(_settlement(design) for design in document.settlements)),
        Section("Claims", tuple(_rivals(scenario)), tuple(_claims(scenario))),
        Section("Bundles of claims", tuple(_bundles(document))),
        Section("What the world had been told", tuple(_reports(document))),
        Section("Questions", table=tuple(_questions(document))),
        Section("Limits", tuple(document.limits)),
        Section("About the numbers", tuple(_numbers(scenario))),
    )
    return [section for section in sections if section.lines or len(section.table) > 1]


def render(sections: Iterable[Section]) -> str:
    """Return a description as plain text."""
    blocks = []
    for section in sections:
        lines = [section.title, "-" * len(section.title), *section.lines, *_columns(section.table)]
        blocks.append("\n".join(lines))
    return "\n\n".join(blocks) + "\n"


def _columns(table: tuple[tuple[str, ...], ...]) -> Iterator[str]:
    if len(table) < 2:
        return
    widths = [max(len(row[i]) for row in table) for i in range(len(table[0]))]
    for row in table:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _opening(document: Document) -> Iterator[str]:
    if document.description:
        yield document.description
    since = (document.as_of - document.round_start).days
    opener = document.belligerents[document.opened_by].name
    began = f"{opener} opened this round on {day(document.round_start)}"
    yield f"As of {day(document.as_of)}; {began}, {f'{since} days before' if since else 'that day'}."
    if document.conflict:
        yield f"A round of the conflict: {document.conflict}."
    yield f"The forecast looks {document.horizon_days} days ahead, to {day(_last(document))}."


def _last(document: Document) -> dt.date:
    return document.as_of + dt.timedelta(days=document.horizon_days)


def _side(document: Document, key: str) -> Iterator[str]:
    side, forces = document.belligerents["A" if key == "A" else "B"], document.forces["A" if key == "A" else "B"]
    people = number(side.population, "people")
    yield f"{key}: {side.name} ({side.id}), {people}. {_temper(side)}"
    yield f"   In the theatre: {number(forces.in_theatre)}{_weapons(forces)}."
    if side.aims:
        yield f"   Wants {listed(side.aims)}."


def _temper(side: Belligerent) -> str:
    return f"Will {number(side.will)}, quality {number(side.quality)}, both from 0 to 1."


_WEAPONS = {
    "tanks": "tanks",
    "guns": "guns",
    "launchers": "rocket launchers",
    "armed_drones": "armed drones",
    "loitering": "loitering munitions",
    "aircraft": "aircraft",
    "sam": "air-defence batteries",
}


def _weapons(forces: Forces) -> str:
    held = [(words, getattr(forces, key)) for key, words in _WEAPONS.items()]
    named = [f"{middle(items)} {words}" for words, items in held if items.distribution.median() > 0]
    return f" with {listed(named)}" if named else ""


def _powers(document: Document) -> Iterator[tuple[str, ...]]:
    a, b = (document.belligerents[key].id for key in ("A", "B"))
    yield ("power", "name", f"tie {a}", f"tie {b}", "attention", "access", "now", "doing", "could also")
    for power in document.powers:
        yield _power(power)


def _power(power: Power) -> tuple[str, ...]:
    stand = [middle(quantity) for quantity in (power.tie_A, power.tie_B, power.attention, power.access)]
    more = [option for option in power.options if option not in (*power.active, "stay_out")]
    state = "asleep" if power.dormant else Level.of(power.level).text
    return (power.id, power.name, *stand, state, " ".join(power.active) or "-", " ".join(more) or "-")


def _ground(document: Document) -> Iterator[str]:
    sectors, edges = document.theatre.sectors, document.theatre.edges
    contested = [sector for sector in sectors if sector.contested]
    area = sum(sector.area.distribution.median() for sector in contested)
    held = sum(sector.area.distribution.median() * sector.share_A.distribution.median() for sector in contested)
    name = document.belligerents["A"].name
    share = held / area if area else 0.0
    yield f"{len(sectors)} sectors, {len(contested)} contested: {figure(area)} km2, of which {name} holds {share:.0%}."
    lifelines: dict[tuple[str, str], list[Edge]] = {}
    for edge in edges:
        if edge.lifeline_of is not None:
            side = document.belligerents[edge.lifeline_of].id
            lifelines.setdefault((side, edge.lifeline or edge.name or edge.id), []).append(edge)
    for (side, road), parts in lifelines.items():
        narrowest = min(parts, key=lambda part: part.capacity.distribution.median())
        stages = listed(f"{part.a} to {part.b}" for part in parts)
        yield f"{side} depends on {road}: {stages}; at its narrowest it carries {number(narrowest.capacity)}."


def _sectors(document: Document) -> Iterator[tuple[str, ...]]:
    yield ("sector", "name", "terrain", "km2", "value", "people", "share of A", "")
    for sector in document.theatre.sectors:
        about = [middle(quantity) for quantity in (sector.area, sector.value, sector.population, sector.share_A)]
        yield (sector.id, sector.name, sector.terrain, *about, "contested" if sector.contested else "")


def _treaty(treaty: Treaty) -> str:
    covered = {"disputed ground": treaty.covers_disputed, "recognised soil": treaty.covers_recognised}
    scope = [ground for ground, holds in covered.items() if holds]
    who = f" obliges {treaty.obliges} to help {treaty.protects}" if treaty.obliges and treaty.protects else ""
    covers = f" on {listed(scope)}" if scope else ""
    kept = f"; such pacts are honoured with probability {number(treaty.reliability)}" if who else ""
    return f"{treaty.id}: {treaty.name} ({treaty.kind}){who}{covers}{kept}."


def _red_line(line: RedLine) -> str:
    step = f"steps against {line.protects} above {number(line.threshold)} of 10"
    answer = f"{listed(line.answer)} with probability {number(line.credibility)}"
    return f"{line.id}: {line.owner} will not stand for {step}; the answer would be {answer}."


_TERRITORY = {
    Territory.LINE_OF_CONTACT: "each keeps what it holds",
    Territory.LINE_BEFORE: "back to the line before the round",
    Territory.TWO_STAGES: "districts change hands in two stages",
    Territory.CONTACT_PLUS_DISTRICTS: "each keeps what it holds and further districts change hands",
    Territory.ALL: "A gets everything",
}


def _linked(theatre: LinkedTheatre) -> str:
    shared = f", with {listed(theatre.patrons)} as patrons there too" if theatre.patrons else ""
    return f"{theatre.name} ({theatre.id}){shared}: tension {middle(theatre.tension)}."


def _settlement(design: Settlement) -> str:
    guard = f", kept by {listed(design.enforcers)}" if design.enforcers else ""
    face = f"face {middle(design.face_A)} for A and {middle(design.face_B)} for B"
    consent = f"; needs {listed(design.consent)}" if design.consent else ""
    return f"{design.id}: {design.what}; {_TERRITORY[Territory.of(design.territory)]}{guard}; {face}{consent}."


def _posture(one: WrittenPosture) -> str:
    about = f": {one.text}" if one.text else ""
    rest = "nothing else" if one.rest == "never" else "all else as usual"
    bars = f", never {listed(one.never)}" if one.never else ""
    rests = f" By {one.claim}." if one.claim else ""
    source = f" Source: {listed(one.source)}." if one.source else ""
    note = f" {one.note}" if one.note else ""
    return f"{one.power} {one.name}{about}; takes {listed(one.takes)}{bars}, {rest}.{rests}{source}{note}"


def _claims(scenario: Scenario) -> Iterator[tuple[str, ...]]:
    yield ("claim", "kind", "strength", "what it says")
    drawn = {claim for pair in scenario.stance.drawn for claim in (*pair.first, *pair.second)}
    for claim in scenario.document.claims:
        strength = scenario.stance.strengths[claim.id]
        state = "off" if strength == 0 else f"{strength:.2g}" + (" if drawn" if claim.id in drawn else "")
        yield (claim.id, claim.kind, state, claim.text)


def _rivals(scenario: Scenario) -> Iterator[str]:
    for pair in scenario.stance.drawn:
        odds = f"{pair.credence:.0%} to {1 - pair.credence:.0%}"
        yield f"Each course draws between {listed(pair.first)} and {listed(pair.second)} ({odds})."
    for pair in scenario.document.rivals:
        choice = scenario.stance.decided.get(pair.id)
        if choice == NEITHER:
            yield f"Of the rivals {pair.id}, neither {listed(pair.first)} nor {listed(pair.second)} holds: both are off."
        elif choice is not None:
            held = [*pair.first, *pair.second] if choice == BOTH else getattr(pair, choice)
            yield f"Of the rivals {pair.id}, {listed(_standing(scenario, held))} holds in every course."


def _standing(scenario: Scenario, claims: Iterable[str]) -> list[str]:
    return [claim for claim in claims if scenario.stance.strengths[claim] > 0.0]


def _bundles(document: Document) -> Iterator[str]:
    for bundle in document.bundles:
        about = f": {bundle.text}" if bundle.text else ""
        yield f"{bundle.id}{about} ({len(bundle.strengths)} choices)"


def _reports(document: Document) -> Iterator[str]:
    for report in document.reports:
        who = f", says {report.by}" if report.by else ""
        what = f" {report.item}" if report.item else ""
        where = f" at {report.sector}" if report.sector else f" of side {report.side}" if report.side else ""
        value = f": {number(report.value)}" if report.value is not None else ""
        yield f"{day(report.date)}: {report.kind.replace('_', ' ')}{what}{where}{value}{who}."


def _questions(document: Document) -> Iterator[tuple[str, ...]]:
    yield ("question", "type", "asked", "text")
    for question in document.questions:
        yield (question.id, question.type, "yes" if document.as_of in question.as_of else "no", question.text)


def _numbers(scenario: Scenario) -> Iterator[str]:
    total, bare = scenario.written, len(scenario.unsourced)
    yield f"{total} numbers are written, {bare} of them without a source; {len(scenario.defaulted)} more are defaults."
    if scenario.changes:
        by = listed(dict.fromkeys(change.by for change in scenario.changes))
        yield f"{len(scenario.changes)} values were changed on top of the file by {by}."
    yield from scenario.notes
    if scenario.unread:
        yield unread_sentence(scenario.unread)


def to_json(scenario: Scenario, *, version: str = "") -> dict[str, Any]:
    """Return the scenario as the document ``multipolar-scenario/1``."""
    document = scenario.document
    return {
        "schema": SCHEMA,
        "version": version,
        "scenario": scenario.id,
        "title": document.title,
        "description": document.description,
        "digest": scenario.digest,
        "as_of": document.as_of.isoformat(),
        "as_of_dates": list(document.as_of_dates) or [document.as_of.isoformat()],
        "round_start": document.round_start.isoformat(),
        "phase": document.phase,
        "horizon_days": document.horizon_days,
        "bundle": scenario.stance.bundle,
        "claims": [_claim_json(scenario, claim) for claim in document.claims],
        "rivals": [{**pair.model_dump(), "decided": scenario.stance.decided.get(pair.id)} for pair in document.rivals],
        "bundles": [bundle.model_dump() for bundle in document.bundles],
        "actors": _actors_json(document),
        "sectors": [_sector_json(sector) for sector in document.theatre.sectors],
        "edges": [{**_plain(edge, "id a b kind name lifeline_of lifeline"), "capacity": number(edge.capacity)}
                  for edge in document.theatre.edges],
        "settlements": [_plain(design, "id what territory arrangement enforcers consent")
                        for design in document.settlements],
        "postures": [one.model_dump() for one in document.postures],
        "questions": [{**_plain(q, "id text type unit options criteria stated"), "asked": document.as_of in q.as_of}
                      for q in document.questions],
        "options": [{"id": o.id, "verb": o.verb, "target": o.target, "level": o.spec.level, "text": o.spec.text}
                    for o in scenario.options.values()],
        "parameters": {name: str(quantity.distribution) for name, quantity in scenario.parameters.items()},
        "numbers": {"written": scenario.written, "unsourced": list(scenario.unsourced),
                    "default": list(scenario.defaulted)},
        "changes": [{"path": c.path, "op": c.op, "before": c.before, "after": c.after, "reason": c.reason, "by": c.by}
                    for c in scenario.changes],
        "notes": list(scenario.notes),
        "unread": list(scenario.unread),
        "limits": list(document.limits),
    }  # fmt: skip


def _plain(block: Any, keys: str) -> dict[str, Any]:
    return {key: getattr(block, key) for key in keys.split()}


def _claim_json(scenario: Scenario, claim: Claim) -> dict[str, Any]:
    strength = scenario.stance.strengths[claim.id]
    drawn = [pair.id for pair in scenario.stance.drawn if claim.id in (*pair.first, *pair.second)]
    return {
        **_plain(claim, "id text kind origin"),
        "on": strength > 0.0,
        "strength": strength,
        "replaces": rivals_of(scenario.document, claim.id),
        "drawn": drawn[0] if drawn else None,
        "effects": [effect.model_dump() for effect in claim.effects],
        "inert_reason": claim.inert_reason,
    }


def _actors_json(document: Document) -> list[dict[str, Any]]:
    sides = [
        {"id": side.id, "name": side.name, "role": "belligerent", "side": key}
        for key, side in sorted(document.belligerents.items())
    ]
    powers = [
        {"id": p.id, "name": p.name, "role": "power", "dormant": p.dormant, "level": p.level, "options": p.options,
         "active": p.active, "tie_A": p.tie_A.distribution.median(), "tie_B": p.tie_B.distribution.median()}
        for p in document.powers
    ]  # fmt: skip
    return sides + powers


def _sector_json(sector: Sector) -> dict[str, Any]:
    middles = {"area_km2": sector.area.distribution.median(), "share_A": sector.share_A.distribution.median()}
    return {**_plain(sector, "id name tier contested lat lon terrain urban in_zone"), **middles}
