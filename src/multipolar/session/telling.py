"""The events of a course in sentences with names: day by day, quiet stretches in one line, and where two courses part."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from multipolar.codes import VERB_SYNONYMS, BreakCause, Ending, Stop
from multipolar.engine.replay import Event
from multipolar.model.labels import Labels
from multipolar.scenario.document import Document
from multipolar.scenario.options import TARGET, all_options, concrete, lifeline_name, load_catalogue, target_names
from multipolar.session.phrases import BOTH, LEVEL_WORDS, PHRASES, clause, doing, is_plural, listed, minor_text, opened

BRACKETS = re.compile(r"\s*\([^()]*\)")
IDENTIFIER = re.compile(r"_|^[a-z0-9]+$")
"""What marks a word as an id that was not written for readers."""
LONG_NAME = 40
"""Signs beyond which a name loses what it is "with"."""


@dataclass(frozen=True, slots=True)
class Names:
    """The words of one war for what its records call by an id.

    Attributes
    ----------
    sides : names of A and B.
    actors, sectors, roads, treaties, lines, designs, acts : words by id; acts are phrases such as "<brings> the sides together".
    """

    sides: tuple[str, str]
    actors: Mapping[str, str]
    sectors: Mapping[str, str]
    roads: Mapping[str, str]
    treaties: Mapping[str, str]
    lines: Mapping[str, str]
    designs: Mapping[str, str]
    acts: Mapping[str, str] = field(repr=False)

    def side_of(self, actors: Sequence[str]) -> str:
        """Return A or B where the one actor is a belligerent, else nothing."""
        one = self.actors[actors[0]] if len(actors) == 1 else ""
        return "AB"[self.sides.index(one)] if one in self.sides else ""


def shortened(names: Mapping[str, str]) -> dict[str, str]:
    """Return names without what stands in brackets, long ones without their "with ...", where no two become the same by that."""
    bare = {key: BRACKETS.sub("", name).strip() or name for key, name in names.items()}
    bare = {key: name if len(name) <= LONG_NAME else name.partition(" with ")[0] for key, name in bare.items()}
    count = Counter(bare.values())
    return {key: bare[key] if count[bare[key]] == 1 else name for key, name in names.items()}


def names_in(document: Document, labels: Labels) -> Names:
    """Return the words of a war for its ids."""
    sides = {side.id: side.name for _, side in sorted(document.belligerents.items())}
    actors = shortened(sides | {power.id: power.name for power in document.powers})
    first, second = (actors[key] for key in sides)
    return Names(
        sides=(first, second),
        actors=actors,
        sectors=shortened({sector.id: sector.name for sector in document.theatre.sectors}),
        roads=_roads(document),
        treaties={treaty.id: treaty.name for treaty in document.treaties},
        lines={line.id: line.protects for line in document.red_lines},
        designs={design.id: design.what for design in document.settlements},
        acts=acts_of(document, labels.options, actors),
    )


def _roads(document: Document) -> dict[str, str]:
    """Return the words of each lifeline: of one road its name, of several the name they share."""
    sectors = {sector.id: sector.name for sector in document.theatre.sectors}
    named: dict[str, list[str]] = {}
    for edge in document.theatre.edges:
        if lifeline_name(edge):
            ends = f"{sectors.get(edge.a, edge.a)} to {sectors.get(edge.b, edge.b)}"
            named.setdefault(lifeline_name(edge), []).append(BRACKETS.sub("", edge.name) or ends)
    return {
        life: f"the supply line {life}" if len(rows) > 1 and not IDENTIFIER.search(life) else f"the supply line “{rows[0]}”"
        for life, rows in named.items()
    }


def acts_of(document: Document, options: Iterable[Sequence[str]], names: Mapping[str, str]) -> dict[str, str]:
    """Return what a power does under each option that somebody has, as a phrase whose verb agrees with the power.

    The catalogue's sentence comes before the scenario's own, which is read where the catalogue does not know the option.
    """
    catalogue, targets = load_catalogue(), target_names(document)
    specs = all_options(document, catalogue)
    acts = {}
    for option in dict.fromkeys(name for row in options for name in row):
        known = concrete(option, catalogue, targets, synonyms=VERB_SYNONYMS)
        own = concrete(option, specs, targets, synonyms=VERB_SYNONYMS)
        found = known if known is not None and known.spec.text else own
        text = "" if found is None else found.spec.text
        target = "" if found is None or found.target is None else names.get(found.target, found.target)
        acts[option] = doing(text.replace(TARGET, target)) if text else doing(f"takes the step {option.replace('_', ' ')}")
    return acts


def words_of(event: Event, names: Names) -> dict[str, str]:
    """Return everything an event holds, in words."""
    held = event.held
    words = {
        "who": _who(event.actors, names),
        "at": "" if event.sector is None else f" at {names.sectors[event.sector]}",
        "place": "" if event.sector is None else names.sectors[event.sector],
    }
    tables = {
        "road": names.roads, "act": names.acts, "treaty": names.treaties, "line": names.lines, "design": names.designs,
        "old": LEVEL_WORDS, "new": LEVEL_WORDS, "other": names.actors,
    }  # fmt: skip
    words |= {key: table[str(held[key])] for key, table in tables.items() if key in held}
    if "chance" in held:
        words["chance"] = f"{100.0 * float(held['chance']):.0f} %"
    if "cause" in held:
        words["cause"] = BreakCause.of(str(held["cause"])).text
    if "stop" in held:
        words["stop"] = lowered(Stop.of(str(held["stop"])).text)
    if "ending" in held:
        words["ending"] = lowered(ending_title(str(held["ending"]), names))
    words["seen"] = f" on this day, as is seen on day {held['seen']}" if "seen" in held else ""
    brokers = [names.actors[power] for power in held.get("brokers", ())]
    words["brokers"] = f", brought together by {listed(brokers)}" if brokers else ""
    return words


def _who(actors: Sequence[str], names: Names) -> str:
    said = [names.actors[actor] for actor in actors]
    return BOTH if tuple(said) == names.sides else listed(said)


def lowered(text: str) -> str:
    """Return a sentence as a clause: without full stop, its first letter small."""
    return f"{text[:1].lower()}{text[1:].rstrip('.')}"


def ending_title(label: str, names: Names) -> str:
    """Return the name of an ending with the sides' own names."""
    return Ending.of(label).title.format(A=names.sides[0], B=names.sides[1])


def _plural(event: Event, names: Names) -> bool:
    return len(event.actors) > 1 or any(is_plural(names.actors[actor]) for actor in event.actors)


def said(event: Event, names: Names) -> str:
    """Return an event alone as a clause."""
    return clause(event.kind, words_of(event, names), plural=_plural(event, names))


def sentences(events: Sequence[Event], names: Names) -> Iterator[str]:
    """Yield what happened on one day in sentences: what belongs to one place stands in one, alike events of several in one."""
    for group in _groups(events):
        parts, before = [], None
        for event in group:
            words = words_of(event, names)
            if before is not None and event.sector is not None:
                words |= {"at": "", "place": "the place"}
            again = before is not None and before.actors == event.actors != ()
            parts.append(clause(event.kind, words, plural=_plural(event, names), again=again))
            before = event
        yield opened("; ".join(parts))


def _groups(events: Sequence[Event]) -> list[list[Event]]:
    """Return the events of a day by place, in their order; of alike events elsewhere one with all their actors."""
    groups: dict[tuple[str, str], list[Event]] = {}
    for k, event in enumerate(events):
        if event.sector is not None:
            groups.setdefault(("place", event.sector), []).append(event)
        elif event.actors and not event.held:
            rest = groups.setdefault(("alike", event.kind), [event])
            actors = tuple(dict.fromkeys((*rest[0].actors, *event.actors)))
            rest[:] = [Event(event.day, event.kind, actors)]
        else:
            groups[("alone", str(k))] = [event]
    return list(groups.values())


@dataclass(frozen=True, slots=True)
class Stretch:
    """Some days of a course as they are told, ``first`` to ``last`` inclusive [days since the as-of date].

    ``quiet``: nothing but minor events happened, which the one sentence counts.
    """

    first: int
    last: int
    quiet: bool
    sentences: tuple[str, ...]


def stretches(events: Sequence[Event], names: Names) -> list[Stretch]:
    """Return a course told: a day with its sentences, or a quiet stretch of days in one."""
    days: dict[int, list[Event]] = {}
    for event in events:
        days.setdefault(event.day, []).append(event)
    loud = sorted(day for day, row in days.items() if any(PHRASES[e.kind].minor is None for e in row))
    told, free = [], 0
    for day in loud:
        if day > free:
            told.append(_quiet(free, day - 1, events))
        told.append(Stretch(day, day, quiet=False, sentences=tuple(sentences(days[day], names))))
        free = day + 1
    return told


def _quiet(first: int, last: int, events: Sequence[Event]) -> Stretch:
    """Return days without more than minor events as one sentence."""
    counts = Counter(event.kind for event in events if first <= event.day <= last)
    more = minor_text(counts)
    return Stretch(first, last, quiet=True, sentences=(opened(f"quiet{': ' if more else ''}{more}"),))


def parting(one: Sequence[Event], two: Sequence[Event]) -> int | None:
    """Return the first day on which two courses differ in what parts them; None where they do not.

    Minor events do not, nor where an attack begins; all else does.
    """

    def heard(events: Sequence[Event]) -> dict[int, set[tuple[Any, ...]]]:
        days: dict[int, set[tuple[Any, ...]]] = {}
        for event in events:
            if PHRASES[event.kind].tells:
                days.setdefault(event.day, set()).add(_mark(event))
        return days

    first, second = heard(one), heard(two)
    apart = [day for day in sorted({*first, *second}) if first.get(day, set()) != second.get(day, set())]
    return apart[0] if apart else None


def _mark(event: Event) -> tuple[Any, ...]:
    """Return what an event is compared by."""
    return (event.kind, event.actors, event.sector, tuple(sorted((key, str(value)) for key, value in event.held.items())))


def only_in(one: Sequence[Event], two: Sequence[Event], day: int) -> list[Event]:
    """Return what happens on a day of one course and not of the other, of what parts courses."""
    there = {_mark(event) for event in two if event.day == day}
    return [e for e in one if e.day == day and PHRASES[e.kind].tells and _mark(e) not in there]
