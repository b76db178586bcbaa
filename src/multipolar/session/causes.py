"""Why an event happened: the mechanism behind its rule, the claims that act on it in this course, and the sources cited for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from multipolar.declare.part import Mechanism
from multipolar.engine.replay import RULES, Event, Rule
from multipolar.model.catalogue import CATALOGUE
from multipolar.model.labels import parse_target
from multipolar.scenario.document import Document
from multipolar.scenario.numbers import numbers_of, step_names
from multipolar.scenario.options import lifeline_name, target_names
from multipolar.session.citations import prior_sources

KEYS: Mapping[str, tuple[str, ...]] = {
    "leverage": ("leverage_A", "leverage_B"),
    "edge_capacity": ("capacity",),
    "red_threshold": ("threshold",),
    "red_credibility": ("credibility",),
    "treaty_reliability": ("reliability",),
    "restraint": (),
    "option_cost": ("cost",),
}
"""Keys of a scenario that fill a PARAMS field where they are not called as it is."""
OWNERS = ("belligerents", "powers", "treaties", "red_lines", "options", "edges", "sectors")
"""Tables of a scenario whose rows have an id; a number of a row belongs to the event where the event names the row."""


@dataclass(frozen=True, slots=True)
class Cause:
    """What stands behind an event: ids of claims, the most particular first, and sources in words."""

    rule: Rule
    mechanism: Mechanism
    claims: tuple[str, ...]
    sources: tuple[str, ...]


@lru_cache(maxsize=1)
def _homes() -> dict[str, Mechanism]:
    """Return the mechanism that lives in each module; one in a folder of its own answers for the whole folder."""
    homes = {}
    for mechanism in CATALOGUE:
        for step in mechanism.steps.values():
            homes[step.__module__] = mechanism
            if step.__module__.endswith(".step"):
                homes[step.__module__.rpartition(".")[0]] = mechanism
    return homes


def mechanism_of(rule: Rule) -> Mechanism:
    """Return the mechanism to which the law or step of a rule belongs.

    Raises
    ------
    KeyError : if the rule's function belongs to none.
    """
    module, homes = rule.function.__module__, _homes()
    return homes[module] if module in homes else homes[module.rpartition(".")[0]]


class Causes:
    """The causes of events in one course of a war.

    Parameters
    ----------
    document : the scenario.
    strengths : strength of each claim in this course by id [0-1].
    """

    __slots__ = ("_claims", "_edges", "_filling", "_numbers", "_own", "_rows", "_sides", "_texts", "strengths")

    def __init__(self, document: Document, strengths: Mapping[str, float]) -> None:
        self.strengths = strengths
        self._sides = {side.id: key for key, side in document.belligerents.items()}
        self._edges = {edge.id: lifeline_name(edge) for edge in document.theatre.edges}
        self._texts = {key: source.text for key, source in document.sources.items()}
        self._claims = list(_effects(document))
        self._numbers = [(step_names(document, found.path), found.quantity.source) for found in numbers_of(document)]
        self._filling: dict[str, list[tuple[Sequence[str], tuple[str, ...]]]] = {}
        self._rows: dict[str, set[str]] = {}
        for path, _ in self._numbers:
            for k, step in enumerate(path[:-1]):
                if step in OWNERS:
                    self._rows.setdefault(step, set()).add(path[k + 1])
        self._own = {
            key: q.source or ((q.note,) if q.note else ()) for key, q in document.parameters.items()
        }  # fmt: skip

    def of(self, event: Event) -> Cause:
        """Return what stands behind an event."""
        rule = RULES[event.kind]
        about = self._about(event)
        return Cause(rule, mechanism_of(rule), tuple(self._acting(rule, about)), tuple(self._cited(rule, about)))

    def _about(self, event: Event) -> frozenset[str]:
        """Return the ids that an event names: actors, sides also as A and B, sector, option, treaty, line, roads."""
        ids = {*event.actors, *([event.sector] if event.sector else [])}
        for value in event.held.values():
            ids |= {value} if isinstance(value, str) else set(value) if isinstance(value, tuple) else set()
        ids |= {self._sides[name] for name in ids & set(self._sides)}
        return frozenset(ids | {edge for edge, life in self._edges.items() if life and life in ids})

    def _acting(self, rule: Rule, about: frozenset[str]) -> Iterator[str]:
        """Yield the claims that change a number of the rule in this course, those on what the event names first."""
        found: dict[str, int] = {}
        for claim, field, labels in self._claims:
            if field in rule.fields and self.strengths.get(claim, 0.0) > 0.0:
                named = [label for label in labels if label != "*"]
                if not named or about & set(named):
                    found[claim] = max(found.get(claim, 0), len(about & set(named)))
        yield from sorted(found, key=lambda claim: (-found[claim], claim))

    def _cited(self, rule: Rule, about: frozenset[str]) -> Iterator[str]:
        """Yield the sources of the rule's numbers: the scenario's own, those it overrides priors with, those of the priors."""
        texts: dict[str, None] = {}
        for field in rule.fields:
            if field in self._own:
                texts |= dict.fromkeys(self._texts.get(key, key) for key in self._own[field])
                continue
            keys = [key for path, source in self._for(field) if self._is_about(path, about) for key in source]
            texts |= dict.fromkeys(self._texts[key] for key in keys if key in self._texts)
            if not keys and field in prior_sources():
                texts[prior_sources()[field]] = None
        yield from texts

    def _for(self, field: str) -> list[tuple[Sequence[str], tuple[str, ...]]]:
        """Return path and sources of the numbers that fill a field: few of hundreds, and the same for every event."""
        if field not in self._filling:
            keys = set(KEYS.get(field, (field,)))
            self._filling[field] = [(path, source) for path, source in self._numbers if set(path[-2:]) & keys]
        return self._filling[field]

    def _is_about(self, path: Sequence[str], about: frozenset[str]) -> bool:
        """Tell whether the number at a path belongs to what an event names.

        One that stands in nobody's row does for every event, and any row does where the event names none of its table.
        """
        table = next((k for k, step in enumerate(path) if step in OWNERS), None)
        return table is None or path[table + 1] in about or not about & self._rows[path[table]]


def _effects(document: Document) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield every effect of a claim as claim, field and labels of its target, actors by id."""
    names = target_names(document)
    for claim in document.claims:
        for effect in claim.effects:
            name, labels = parse_target(effect.target)
            yield claim.id, name, tuple(names.get(label, label) if label in {"A", "B"} else label for label in labels)
