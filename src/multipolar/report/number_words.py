"""Numbers of a scenario in words: what each key means, of whom or what it is, its value, unit and grade."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from multipolar.codes import Equipment, Issue, Primitive
from multipolar.model.fields import FIELDS
from multipolar.outside.constants import CONSTANTS
from multipolar.report.narrative import number
from multipolar.scenario.document import Document
from multipolar.scenario.document import Effect as ClaimEffect
from multipolar.scenario.document.theatre import Edge
from multipolar.scenario.numbers import Found
from multipolar.scenario.options import act_text
from multipolar.scenario.quantity import Quantity

KEYS: Mapping[str, str] = {
    "belligerents.will": "will to fight", "belligerents.quality": "quality of its troops",
    "belligerents.population": "people it can call up from", "belligerents.commitment": "share of its force in this war",
    "belligerents.aim": "how much of the zone it wants", "belligerents.surprise": "surprise at the opening",
    "belligerents.strategic_air": "air force beyond the theatre", "belligerents.autonomy": "freedom from its sponsor",
    "belligerents.leader_punishment": "what defeat costs its leader", "belligerents.optimism": "optimism about its chances",
    "belligerents.readiness": "readiness of its reserves",
    "belligerents.weakness": "how much weaker it is than its will tells",
    "belligerents.capability_share": "share of world capability",
    "economy.gdp": "yearly output", "economy.reserves": "currency reserves", "economy.credit": "credit it can draw",
    "economy.war_cost": "running cost of the war", "economy.energy_dependence": "dependence on energy from abroad",
    "forces.in_theatre": "troops in the theatre", "forces.reserve_share": "share of troops held back",
    "forces.reserve_inflow": "men who join", "forces.ready": "share of troops ready", "forces.mobilisation": "time to mobilise",
    "forces.distribution": "troops posted at", "forces.foreign_fighters": "foreign fighters", "forces.tanks": "tanks",
    "forces.ifv": "infantry fighting vehicles", "forces.guns": "guns", "forces.launchers": "rocket launchers",
    "forces.missiles": "ballistic missiles", "forces.short_range_ad": "short-range air defence",
    "forces.ad_effectiveness": "effect of air defence", "forces.armed_drones": "armed drones",
    "forces.loitering": "loitering munitions", "forces.aircraft": "combat aircraft", "forces.helicopters": "helicopters",
    "forces.sam": "long-range air defence", "forces.munitions_stock": "shells and rockets in stock",
    "forces.munitions_use": "shells and rockets used", "forces.munitions_resupply": "shells and rockets that arrive",
    "forces.food_withheld": "share of food that never sets out", "forces.supply_days": "days of supply in the theatre",
    "forces.losses_so_far": "lost so far:",
    "linked_theatres.base_rate": "chance of fighting", "linked_theatres.tension": "tension",
    "options.effects": "effect", "options.delay": "time until it works", "options.escalation": "how far it escalates",
    "options.cost": "what it costs the power", "options.wears_off": "time until it wears off",
    "powers.tie_A": "tie with {A}", "powers.tie_B": "tie with {B}", "powers.side_position": "side it leans to",
    "powers.salience": "weight of", "powers.rivals": "how far it counts as a rival:",
    "interests.position": "position on", "interests.salience": "weight of",
    "powers.attention": "attention to the war", "powers.access": "access to the theatre",
    "powers.leverage_A": "leverage on {A}", "powers.leverage_B": "leverage on {B}",
    "powers.supplies_A": "share of what {A} fights with", "powers.supplies_B": "share of what {B} fights with",
    "powers.skill": "skill as a mediator", "powers.acceptance": "acceptance as a mediator",
    "powers.capability_share": "share of world capability", "powers.distance": "distance from the theatre",
    "powers.forces_in_theatre": "own troops in the theatre",
    "questions.base_rate": "base rate", "red_lines.threshold": "how serious a breach must be",
    "red_lines.belief_mean": "threshold that others believe", "red_lines.belief_sd": "doubt of others about the threshold",
    "red_lines.credibility": "chance of the named answer", "reports.value": "told value", "reports.trend_per_day": "told trend",
    "reports.reliability": "reliability", "settlements.enforcement": "strength of enforcement",
    "settlements.face_A": "face for {A}", "settlements.face_B": "face for {B}", "settlements.part_worth": "worth to",
    "sectors.elevation": "height", "sectors.area": "area", "sectors.value": "military value",
    "sectors.symbolic_value": "symbolic value", "sectors.weight": "weight in the contested ground", "sectors.population": "people",
    "sectors.share_A": "share held by {A}", "sectors.line_before": "share held by {A} before the round",
    "sectors.preparation": "prepared defences", "sectors.place_depth": "where the place lies in its depth",
    "edges.length": "length", "edges.capacity": "what it carries in good weather", "edges.pass_height": "height of the pass",
    "edges.snow_closed": "share closed by snow in full winter", "ties.tie": "tie",
    "treaties.automaticity": "how far help follows by itself", "treaties.reliability": "chance that it is honoured",
}  # fmt: skip
"""What a reader calls every number that a scenario may hold, by the table it stands in; {A} and {B} are the sides."""
GRADES: Mapping[str, str] = {
    "": "no source", "A": "several sources agree", "B": "a good source", "C": "one source", "D": "from memory", "J": "judgement",
}  # fmt: skip
"""What a number rests on, by its grade; without a source it is empty."""
UNITS: Mapping[str, str] = {
    "1": "", "items": "pieces", "t": "tonnes", "t/day": "tonnes a day", "persons/day": "persons a day", "1/day": "a day",
    "1/month": "a month", "1/week": "a week", "bn USD": "billion dollars", "M USD/day": "million dollars a day", "km2": "km²",
    "utility": "units of worth", "sd": "standard deviations", "logit": "log-odds", "log-hazard": "log of a rate",
    "tie": "on a scale from −1 to 1", "share": "", "probability": "", "ratio": "times",
}  # fmt: skip
"""Units as a reader writes them; those left out stand as they are."""
MOST_TEXT = 90
"""Letters of a long text that names a thing, such as a design."""
_OUTER = (0.05, 0.95)


def short(text: str) -> str:
    """Return a text cut at the end of a word where it is long."""
    said = text.strip().rstrip(".")
    return said if len(said) <= MOST_TEXT else f"{said[:MOST_TEXT].rsplit(' ', 1)[0]} …"


def things_in(document: Document) -> dict[str, str]:
    """Return what a reader calls the things that numbers are about, by their identifiers."""
    sides = document.belligerents
    names: dict[str, str] = {**Equipment.sentences(), **Primitive.sentences(), **Issue.sentences()}
    names |= {issue.id: issue.text or issue.id for issue in document.issues}
    names |= {key: side.name for key, side in sides.items()} | {side.id: side.name for side in sides.values()}
    names |= {power.id: power.name for power in document.powers}
    names |= {f"EXT_{power.id}": power.name for power in document.powers}
    names |= {sector.id: sector.name for sector in document.theatre.sectors}
    names |= {treaty.id: treaty.name for treaty in document.treaties}
    names |= {design.id: short(design.what) for design in document.settlements}
    names |= {line.id: f"red line of {names.get(line.owner, line.owner)}: {short(line.protects)}" for line in document.red_lines}
    names |= {edge.id: edge_name(edge, names) for edge in document.theatre.edges}
    names |= {theatre.id: theatre.name for theatre in document.linked_theatres}
    names |= {option: act_text(option, names) for power in document.powers for option in power.options}
    return {key: text or spaced(key) for key, text in names.items()}


def edge_name(edge: Edge, names: Mapping[str, str]) -> str:
    """Return what a road, track or entry is called: by its own name, else by its ends."""
    ends = " – ".join(names.get(end, spaced(end.removeprefix("EXT_"))) for end in (edge.a, edge.b))
    return f"{edge.name} ({ends})" if edge.name else f"way {ends}"


def spaced(key: str) -> str:
    """Return a key as words."""
    return key.replace("_", " ")


def number_name(document: Document, found: Found, names: Mapping[str, str]) -> str:
    """Return what a number is, of whom or what: ``Aland: will to fight``."""
    table, *rest = found.path
    if table == "parameters":
        return meaning_of(str(rest[0]))
    block: Any = getattr(document, str(table))
    if table == "theatre":
        table, *rest = rest
        block = getattr(block, str(table))
    thing = block[rest[0]]
    if "interests" in rest:
        interest = thing.interests[rest[2]]
        what = f"{KEYS[f'interests.{rest[3]}']} “{names.get(interest.issue, spaced(interest.issue))}”"
    else:
        what = _phrase(str(table), rest[1:], names)
    return f"{_owner(str(table), rest[0], thing, names)}: {what}"


def _owner(table: str, key: Any, thing: Any, names: Mapping[str, str]) -> str:
    if isinstance(key, str):
        return names.get(key, spaced(key))
    if table == "ties":
        return f"{names.get(thing.a, thing.a)} and {names.get(thing.b, thing.b)}"
    if table == "reports":
        about = names.get(thing.sector or "", "") or names.get(thing.side or "", "")
        by = f" by {names.get(thing.by, thing.by)}" if thing.by else ""
        return f"report{by} of {thing.date.day} {thing.date:%B}{f' on {about}' if about else ''}"
    if table == "questions":
        return str(thing.text)
    if table == "options":
        return short(thing.text) or act_text(str(thing.id).replace("_{X}", ""), names)
    return names.get(thing.id, spaced(str(thing.id)))


def _phrase(table: str, keys: Sequence[str | int], names: Mapping[str, str]) -> str:
    """Return the words for a key, with what it is further about: an issue, a rival, a kind of equipment."""
    first = "economy" if keys[0] == "economy" else table
    key, *more = keys[1:] if keys[0] == "economy" else keys
    said = KEYS.get(f"{first}.{key}", spaced(str(key))).format(A=names["A"], B=names["B"])
    about = " ".join(names.get(word, spaced(word)) for word in more if isinstance(word, str))
    return f"{said} {about}".strip()


def meaning_of(field: str) -> str:
    """Return the meaning of a parameter of the model, without its number in the register."""
    found = next((f.meaning for f in FIELDS if f.name == field), None)
    if found is None:
        one = CONSTANTS.get(field)
        return one.text if one is not None else spaced(field)
    return re.sub(r"^P\d+[a-z]? ", "", found)


def value_text(quantity: Quantity) -> str:
    """Return a number as it is read: one figure where it is certain, else the middle and where nine in ten draws lie."""
    law = quantity.distribution
    if law.is_point:
        return signed(law.median())
    low, high = (float(x) for x in law.quantile(np.array(_OUTER)))
    return f"{signed(law.median())} ({signed(low)} to {signed(high)})"


def signed(value: float) -> str:
    """Return a number with three figures and a true minus sign."""
    size = abs(value)
    said = f"{size:.2g}" if 0 < size < 0.1 else number(size)
    return f"{'−' if value < 0 else ''}{said}"


def unit_text(unit: str | None) -> str:
    """Return a unit as a reader writes it; empty for plain numbers."""
    return "" if unit is None else UNITS.get(unit, unit)


def grade_text(quantity: Quantity) -> str:
    """Return what a number rests on, in words: its grade, where it names a source or is said to be judgement."""
    named = bool(quantity.source) or quantity.grade == "J"
    return GRADES[str(quantity.grade)] if named and quantity.grade else GRADES[""]


def effect_text(effect: ClaimEffect, names: Mapping[str, str]) -> str:
    """Return in words what a claim moves: which number, of whom, from where it is off to where it is held in full."""
    head, _, inner = effect.target.partition("[")
    about = ", ".join(names.get(word, spaced(word)) for word in inner.rstrip("]").split(",") if word)
    what = f"{meaning_of(head)}{f' ({about})' if about else ''}"

    def end(value: float) -> str:
        if effect.op == "shift":
            return f"{'−' if value < 0 else '+'}{signed(abs(value))}"
        return f"× {signed(value)}" if effect.op == "scale" else signed(value)

    return f"{what} from {end(effect.neutral)} to {end(effect.claimed)}"


def effects_text(effects: Sequence[ClaimEffect], names: Mapping[str, str], inert: str = "") -> str:
    """Return what a claim does when it is held in full, against when it is off."""
    if not effects:
        return inert or "Moves no number of the model; it states a chance that is scored."
    moving = [effect_text(effect, names) for effect in effects if effect.neutral != effect.claimed]
    return f"Moves {'; '.join(moving)}." if moving else "Moves no number: the file gives it the same value on and off."
