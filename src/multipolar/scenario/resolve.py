"""Document + Vocabulary + Stance -> Scenario: everything explicit, every number in the unit its place expects."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast

from pydantic import BaseModel

from multipolar.errors import InternalError
from multipolar.scenario.asking import Asking, days_marked
from multipolar.scenario.document import Document, Forces, Power, Report, Sector, Settlement
from multipolar.scenario.loaded import Change, digest_of
from multipolar.scenario.nodes import Path
from multipolar.scenario.numbers import Found, in_measure, loss_measure, mapped, measure_of, numbers_of, report_measure
from multipolar.scenario.options import ConcreteOption, actor_ids, all_options, concrete, target_names
from multipolar.scenario.quantity import Quantity
from multipolar.scenario.stance import Choice, choose
from multipolar.scenario.unread import unread_in
from multipolar.scenario.vocabulary import Vocabulary

SALIENCE: dict[str, float] = {
    "rival": 0.15,
    "own_influence": 0.15,
    "norm": 0.15,
    "domestic": 0.10,
    "economy": 0.10,
    "other_theatres": 0.10,
}
"""Salience of standard issues where a file gives none [J]; that of the side issue follows from the ties."""
TO_BE_SOURCED = "to_be_sourced"
"""Key of a source that is still to be found: a number that names no other has none."""


@dataclass(frozen=True, slots=True)
class Scenario:
    """A scenario with nothing left open: the only form that the model, the engine and the report ever see.

    ``document`` has every default filled in and every number in its unit; ``options`` holds what each option id in use
    means; ``parameters`` the register with the scenario's own priors on top; ``unsourced`` and ``defaulted`` list the
    addresses of numbers without a source and of numbers nobody wrote; ``written`` counts the numbers that were;
    ``marks`` are the days after the as-of date on which a question needs the shares of the zone.
    ``unread`` lists the keys written that nothing reads yet.
    """

    document: Document
    stance: Choice
    options: Mapping[str, ConcreteOption]
    parameters: Mapping[str, Quantity]
    digest: str
    written: int = 0
    unsourced: tuple[str, ...] = ()
    defaulted: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    changes: tuple[Change, ...] = field(default=())
    marks: tuple[int, ...] = ()

    @property
    def id(self) -> str:
        """The scenario's id."""
        return self.document.id

    @property
    def as_of(self) -> dt.date:
        """The last day of which the forecast may know anything."""
        return self.document.as_of

    @property
    def actors(self) -> tuple[str, ...]:
        """The two sides, then the powers."""
        return actor_ids(self.document)


def resolve(
    document: Document, vocabulary: Vocabulary, stance: Choice | None = None, *, changes: tuple[Change, ...] = ()
) -> Scenario:
    """Return the explicit scenario of a document that ``check`` found no fault in.

    Raises
    ------
    InternalError : if the document was not checked and holds what cannot be resolved.
    """
    stance = stance if stance is not None else choose(document)
    found = list(numbers_of(document))
    try:
        explicit = _in_model_units(mapped(document, in_measure), vocabulary)
    except ValueError as error:
        raise InternalError(f"a document must be checked before it is resolved: {error}") from error
    defaulted: list[str] = [address(document, f.path) for f in found if not f.written]
    notes: list[str] = []
    explicit = _filled(explicit, defaulted, notes)
    options = _options_in_use(explicit, vocabulary)
    parameters = {name: Quantity.model_validate(prior) for name, prior in vocabulary.parameters.items()}
    parameters |= explicit.parameters
    return Scenario(
        document=explicit,
        stance=stance,
        options=options,
        parameters=parameters,
        digest=digest_of(_digested(explicit, stance)),
        written=sum(f.written for f in found),
        unsourced=tuple(address(document, f.path) for f in found if f.written and not has_source(f)),
        defaulted=tuple(defaulted),
        notes=tuple(notes),
        unread=unread_in(document),
        changes=changes,
        marks=_marks(document, vocabulary),
    )


def _marks(document: Document, vocabulary: Vocabulary) -> tuple[int, ...]:
    asking = Asking(vocabulary.features, {}, lambda _: None, document.as_of, document.horizon_days)
    days = (day for question in document.questions for day in days_marked(question, asking))
    return tuple(sorted(set(days)))


def _in_model_units(document: Document, vocabulary: Vocabulary) -> Document:
    """Return a document whose parameters and effects stand in the unit of what they set."""

    def converted(table: str, name: str, quantity: Quantity) -> Quantity:
        measure = measure_of(Found((table, name), quantity, None, True), vocabulary)
        return in_measure(quantity, measure)

    parameters = {name: converted("parameters", name, q) for name, q in document.parameters.items()}
    options = []
    for option in document.options:
        effects = {name: converted("options", name, quantity) for name, quantity in option.effects.items()}
        options.append(option.model_copy(update={"effects": effects}))
    reports = [report.model_copy(update=_report_in_units(report)) for report in document.reports]
    return document.model_copy(
        update={"parameters": parameters, "options": options, "reports": reports, "forces": _losses_in_units(document)}
    )


def _report_in_units(report: Report) -> dict[str, Quantity]:
    """Return value and trend of a report in the unit of what its kind counts, where it names another."""
    told = {key: getattr(report, key) for key in ("value", "trend_per_day")}
    named = {key: quantity for key, quantity in told.items() if quantity is not None and quantity.unit is not None}
    return {key: in_measure(quantity, report_measure(report.kind, key, quantity)) for key, quantity in named.items()}


def _losses_in_units(document: Document) -> dict[str, Forces]:
    found = {}
    for side, forces in document.forces.items():
        lost = {
            item: quantity if quantity.unit is None else in_measure(quantity, loss_measure(item))
            for item, quantity in forces.losses_so_far.items()
        }
        found[str(side)] = forces.model_copy(update={"losses_so_far": lost})
    return found


def has_source(found: Found) -> bool:
    """Tell whether a number says where it comes from: a source that is known, or that it is the author's judgement."""
    return bool(set(found.quantity.source) - {TO_BE_SOURCED}) or found.quantity.grade == "J"


def address(document: Document, path: Path) -> str:
    """Return a path of a document as an address, list items by id."""
    text, value = "", cast("Any", document)
    for step in path:
        value = getattr(value, str(step)) if isinstance(value, BaseModel) else value[step]
        name = getattr(value, "id", step) if isinstance(step, int) else step
        text += f"[{name}]" if isinstance(step, int) else f".{step}" if text else str(step)
    return text


UNSTATED: dict[str, Any] = {"conflict": "", "war_type": None, "outside": None, "fixed": [], "opened_by": "A", "postures": []}
"""Keys younger than the format with what they hold where nobody wrote them: then they are no part of the digest."""
NOTHING = Quantity.of(0.0, unit="1")
UNSTATED_BY_SIDE: dict[str, dict[str, Any]] = {"belligerents": {"weakness": None}, "forces": {"food_withheld": NOTHING}}
"""The same of keys that each side has, by the block they stand in."""


def _digested(document: Document, stance: Choice) -> Any:
    unstated: dict[str, Any] = {key: True for key, nothing in UNSTATED.items() if getattr(document, key) == nothing}
    for block, keys in UNSTATED_BY_SIDE.items():
        sides = getattr(document, block).items()
        unstated[block] = {side: {k for k, nothing in keys.items() if getattr(own, k) == nothing} for side, own in sides}
    named = {"named": list(stance.named)} if document.fixed else {}
    return {
        "document": document.model_dump(mode="json", exclude=unstated),
        "strengths": dict(stance.strengths),
        "drawn": [pair.id for pair in stance.drawn],
        "decided": dict(stance.decided),
        **named,
    }


def _options_in_use(document: Document, vocabulary: Vocabulary) -> dict[str, ConcreteOption]:
    options, targets = all_options(document, vocabulary.options), target_names(document)
    names = [name for power in document.powers for name in (*power.options, *power.active)]
    names += [name for line in document.red_lines for name in line.answer]
    own = {option.id for option in document.options}
    found: dict[str, ConcreteOption] = {}
    for name in dict.fromkeys(names):
        meant = concrete(name, options, targets, synonyms=vocabulary.synonyms)
        if meant is None:
            raise InternalError(f"a document must be checked before it is resolved: unknown option {name!r}")
        found[name] = ConcreteOption(meant.id, meant.verb, meant.target, meant.spec, meant.spec.id in own)
    return found


def _filled(document: Document, defaulted: list[str], notes: list[str]) -> Document:
    sectors = [_sector(sector, document, defaulted, notes) for sector in document.theatre.sectors]
    theatre = document.theatre.model_copy(update={"sectors": sectors, "line_before_known": _line_known(document)})
    powers = [_power(power, defaulted) for power in document.powers]
    defaulted += [f"red_lines[{line.id}].belief_mean" for line in document.red_lines if line.belief_mean is None]
    settlements = [_settlement(design, document, defaulted) for design in document.settlements]
    return document.model_copy(update={"theatre": theatre, "powers": powers, "settlements": settlements})


def _line_known(document: Document) -> bool:
    stated = document.theatre.line_before_known
    drawn = any(sector.line_before is not None for sector in document.theatre.sectors)
    return stated if stated is not None else document.phase == "start" or drawn


def _sector(sector: Sector, document: Document, defaulted: list[str], notes: list[str]) -> Sector:
    update: dict[str, Any] = {}
    if sector.weight is None:
        update["weight"] = sector.area
        defaulted.append(f"theatre.sectors[{sector.id}].weight")
    if sector.line_before is None:
        update["line_before"] = sector.share_A
        if document.phase == "escalation" and sector.contested:
            notes.append(f"{sector.id}: the line before the round is taken to be the line of the as-of date")
            defaulted.append(f"theatre.sectors[{sector.id}].line_before")
    return sector.model_copy(update=update)


def side_position(tie_a: float, tie_b: float) -> float:
    """Return which side a power wants to win, 0 for B to 1 for A, from its ties."""
    return min(max(0.5 + (tie_a - tie_b) / 2, 0.0), 1.0)


def side_salience(tie_a: float, tie_b: float) -> float:
    """Return how much it matters to a power which side wins: half the difference of its ties (subject 11)."""
    return abs(tie_a - tie_b) / 2


def _power(power: Power, defaulted: list[str]) -> Power:
    tie_a, tie_b = power.tie_A.distribution.median(), power.tie_B.distribution.median()
    wanted = {"side": side_salience(tie_a, tie_b), **SALIENCE}
    missing = {issue: Quantity.of(value, unit="1") for issue, value in wanted.items() if issue not in power.salience}
    defaulted += [f"powers[{power.id}].salience.{issue}" for issue in missing]
    given: dict[str, Quantity] = {str(issue): quantity for issue, quantity in power.salience.items()}
    update: dict[str, Any] = {"salience": {issue: {**given, **missing}[issue] for issue in wanted}}
    if power.side_position is None:
        update["side_position"] = Quantity.of(side_position(tie_a, tie_b), unit="1")
        defaulted.append(f"powers[{power.id}].side_position")
    return power.model_copy(update=update)


def _settlement(design: Settlement, document: Document, defaulted: list[str]) -> Settlement:
    missing = [power.id for power in document.powers if power.id not in design.part_worth]
    defaulted += [f"settlements[{design.id}].part_worth.{power}" for power in missing]
    worth = {**design.part_worth, **{power: Quantity.of(0.0, unit="1") for power in missing}}
    return design.model_copy(update={"part_worth": worth})
