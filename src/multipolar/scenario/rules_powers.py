"""Rules for the powers: options somebody can take, answers and designs that are possible, interests that matter."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from multipolar.scenario.document import OptionSpec, Power, RedLine, Settlement, StandardIssue
from multipolar.scenario.nodes import Path
from multipolar.scenario.options import TARGET, ConcreteOption, concrete, open_options, option_hint
from multipolar.scenario.paths import listing
from multipolar.scenario.quantity import Quantity
from multipolar.scenario.rules import Context, each_key_known
from multipolar.scenario.translate import Fault

WORST = -0.95
POOR = -0.5


def _meant(context: Context, name: str) -> ConcreteOption | None:
    return concrete(name, context.options, context.targets, synonyms=context.vocabulary.synonyms)


def check_power_options(context: Context) -> Iterator[Fault]:
    """Yield options of powers that the catalogue does not hold, that are aimed at the impossible, or missing."""
    for i, power in enumerate(context.document.powers):
        if not power.options:
            hint = "Give it at least stay_out."
            yield Fault(("powers", i, "options"), "no-option", f"the power {power.id!r} has no option", hint)
        for key in ("options", "active"):
            for j, name in enumerate(getattr(power, key)):
                yield from _option(context, ("powers", i, key, j), power, name)
        yield from _active(context, i, power)
    for i, line in enumerate(context.document.red_lines):
        for j, name in enumerate(line.answer):
            if context.options and _meant(context, name) is None:
                yield _unknown_option(context, ("red_lines", i, "answer", j), name)


def check_answers(context: Context) -> Iterator[Fault]:
    """Yield answers named by red lines that the power behind the line cannot give."""
    powers = {power.id: power for power in context.document.powers}
    for i, line in enumerate(context.document.red_lines):
        owner = powers.get(line.owner)
        if owner is None or not context.options or not owner.options:
            continue
        if any(_meant(context, name) is None for name in owner.options):
            continue
        open_to = {_key(context, name) for name in open_options(owner, context.document, context.options)}
        for j, name in enumerate(line.answer):
            if _meant(context, name) is not None and _key(context, name) not in open_to:
                said = f"{line.owner} cannot answer with {name!r}, which is not among its options"
                hint = f"Add it to the options of {line.owner}, or name one of them: {listing(owner.options)}."
                yield Fault(("red_lines", i, "answer", j), "not-its-option", said, hint)


def _key(context: Context, name: str) -> tuple[str, str | None]:
    meant = _meant(context, name)
    return (meant.verb, meant.target) if meant else (name, None)


def check_repeated(context: Context) -> Iterator[Fault]:
    """Yield lists that name one thing twice, however it is spelled."""
    for i, power in enumerate(context.document.powers):
        for key in ("options", "active"):
            yield from _twice(("powers", i, key), [(name, _key(context, name)) for name in getattr(power, key)])
    for i, line in enumerate(context.document.red_lines):
        yield from _twice(("red_lines", i, "answer"), [(name, _key(context, name)) for name in line.answer])
        yield from _twice(("red_lines", i, "sectors"), [(name, name) for name in line.sectors])
    for i, design in enumerate(context.document.settlements):
        for key in ("enforcers", "outside_role", "consent"):
            names = [(name, context.sides.get(name, name)) for name in getattr(design, key)]
            yield from _twice(("settlements", i, key), names)
    for i, link in enumerate(context.document.linked_theatres):
        yield from _twice(("linked_theatres", i, "patrons"), [(name, name) for name in link.patrons])
    pairs: dict[frozenset[str], int] = {}
    for i, tie in enumerate(context.document.ties):
        pair = frozenset((tie.a, tie.b))
        if pair in pairs:
            line_no = context.line(("ties", pairs[pair]))
            said = f"the tie of {tie.a} and {tie.b} is given twice, first on line {line_no}"
            yield Fault(("ties", i), "duplicate-id", said)
        elif len(pair) == 2 and any(side.id in pair for side in context.document.belligerents.values()):
            yield from _tie_of_power(context, i, pair)
        pairs.setdefault(pair, i)


def _tie_of_power(context: Context, i: int, pair: frozenset[str]) -> Iterator[Fault]:
    key = next(key for key, side in sorted(context.document.belligerents.items()) if side.id in pair)
    place = next((k for k, power in enumerate(context.document.powers) if power.id in pair), None)
    if place is not None:
        power = context.document.powers[place].id
        line = context.line(("powers", place, f"tie_{key}"))
        said = f"the tie of {power} with side {key} is given twice, first as its tie_{key} on line {line}"
        yield Fault(("ties", i), "duplicate-id", said, f"Leave it out; change tie_{key} of {power}.")


def _twice(path: Path, names: Iterable[tuple[str, object]]) -> Iterator[Fault]:
    first: dict[object, str] = {}
    for j, (name, sense) in enumerate(names):
        if sense in first:
            same = "" if first[sense] == name else f", first as {first[sense]!r}"
            yield Fault((*path, j), "duplicate-id", f"{name!r} is named twice{same}", "Leave one out.")
        first.setdefault(sense, name)


def _unknown_option(context: Context, path: Path, name: str) -> Fault:
    hint = option_hint(name, context.options, context.targets)
    return Fault(path, "unknown-option", f"unknown option {name!r}", hint)


def _option(context: Context, path: Path, power: Power, name: str) -> Iterator[Fault]:
    if not context.options:
        return
    meant = _meant(context, name)
    if meant is None:
        yield _unknown_option(context, path, name)
    elif meant.target == power.id:
        yield Fault(path, "bad-option-target", f"{power.id} cannot aim {name!r} at itself")
    elif meant.target is not None and meant.verb in context.vocabulary.side_verbs and meant.target not in context.sides:
        sides = " or ".join(side.id for side in context.document.belligerents.values())
        said = f"{meant.verb!r} can be aimed at a side of the war only ({sides}), found {meant.target!r}"
        yield Fault(path, "bad-option-target", said)


def _active(context: Context, i: int, power: Power) -> Iterator[Fault]:
    open_to = {
        _key(context, name) for name in open_options(power.model_copy(update={"active": []}), context.document, context.options)
    }
    for j, name in enumerate(power.active):
        if power.options and _key(context, name) not in open_to:
            said = f"{power.id} is doing {name!r}, which is not among its options"
            yield Fault(("powers", i, "active", j), "not-its-option", said, "Add it to options.")


def check_excluded(context: Context) -> Iterator[Fault]:
    """Yield exclusions that name nothing, or what the power's own list names."""
    for i, power in enumerate(context.document.powers):
        listed = {_key(context, name) for name in (*power.options, *power.active)}
        verbs = {spec.id.partition(f"_{TARGET}")[0] for spec in context.options.values() if TARGET in spec.id}
        for name in power.exclude if context.options else ():
            path: Path = ("powers", i, "exclude", name)
            if name not in verbs and _meant(context, name) is None:
                yield _unknown_option(context, path, name)
            elif _key(context, name) in listed:
                said = f"{name!r} is both among the options of {power.id} and excluded"
                yield Fault(path, "excluded-option", said, "Leave it out of one of the two.")


def check_own_options(context: Context) -> Iterator[Fault]:
    """Yield faults of the options a scenario defines: effects nobody knows, no taker, a delay beyond the horizon."""
    taken = [(name, _meant(context, name)) for power in context.document.powers for name in power.options]
    for i, option in enumerate(context.document.options):
        path: Path = ("options", i)
        if context.vocabulary.primitives:
            known = context.vocabulary.primitives
            yield from each_key_known((*path, "effects"), "effect", option.effects, known)
        if len(option.effects) > context.vocabulary.max_effects:
            said = f"{len(option.effects)} effects, at most {context.vocabulary.max_effects} are allowed"
            yield Fault((*path, "effects"), "too-many-effects", said)
        if not any(name == option.id or (meant and meant.spec.id == option.id) for name, meant in taken):
            said = f"no power can take the option {option.id!r}"
            yield Fault(path, "unused-option", said, "Add it to the options of a power, or remove it.")
    used = {meant.spec.id: meant.spec for _, meant in taken if meant is not None}
    yield from _late(context, used)


def _late(context: Context, used: dict[str, OptionSpec]) -> Iterator[Fault]:
    own = {option.id: i for i, option in enumerate(context.document.options)}
    horizon = context.document.horizon_days
    for name, spec in used.items():
        delay = _days(spec.delay)
        if delay > horizon:
            verb = name.replace(f"_{TARGET}", "")
            said = f"the option {verb!r} takes effect after {delay:g} days, the horizon is {horizon}"
            path: Path = ("options", own[name], "delay") if name in own else ("horizon_days",)
            yield Fault(path, "late-option", said, "Lengthen the horizon.")


def _days(quantity: Quantity) -> float:
    return quantity.distribution.support()[0]


def check_interests(context: Context) -> Iterator[Fault]:
    """Yield actors to whom nothing matters, and ties of an actor with itself."""
    for key, side in context.document.belligerents.items():
        if side.interests and all(_is_zero(interest.salience) for interest in side.interests):
            said = f"nothing matters to {side.id}: all its saliences are 0"
            yield Fault(("belligerents", key, "interests"), "no-salience", said)
    for i, power in enumerate(context.document.powers):
        weights = [*power.salience.values(), *(interest.salience for interest in power.interests)]
        if len(power.salience) == len(get_args(StandardIssue)) and all(_is_zero(weight) for weight in weights):
            said = f"nothing matters to {power.id}: all its saliences are 0"
            yield Fault(("powers", i, "salience"), "no-salience", said)
    for i, tie in enumerate(context.document.ties):
        if tie.a == tie.b:
            yield Fault(("ties", i), "bad-tie", f"{tie.a} is tied to itself", "Name two actors.")


def _is_zero(quantity: Quantity) -> bool:
    return quantity.distribution.support() == (0.0, 0.0)


NEEDED = {"power_entry": "entry_of", "sector": "sectors", "design": "designs"}


def check_red_lines(context: Context) -> Iterator[Fault]:
    """Yield red lines that do not say what they are about."""
    for i, line in enumerate(context.document.red_lines):
        yield from _red_line(i, line)


def _red_line(i: int, line: RedLine) -> Iterator[Fault]:
    key = NEEDED.get(line.trigger)
    if key is not None and not getattr(line, key):
        said = f"a red line with the trigger {line.trigger} must say which: {key} is missing"
        yield Fault(("red_lines", i, key), "missing-key", said)
    if not line.answer:
        said = f"the red line {line.id!r} names no answer"
        yield Fault(("red_lines", i, "answer"), "no-answer", said, "Give one, e.g. [statement].")


def check_settlements(context: Context) -> Iterator[Fault]:
    """Yield designs that nobody can accept or that their enforcers do not fit."""
    for i, design in enumerate(context.document.settlements):
        yield from _unacceptable(context, i, design)
        if design.arrangement == "single_power" and len(design.enforcers) != 1:
            said = f"single_power needs one enforcer, found {len(design.enforcers)}"
            yield Fault(("settlements", i, "enforcers"), "bad-arrangement", said)
        if design.arrangement == "joint_patrols" and len(design.enforcers) < 2:
            said = f"joint_patrols needs two enforcers, found {len(design.enforcers)}"
            yield Fault(("settlements", i, "enforcers"), "bad-arrangement", said)


def _unacceptable(context: Context, i: int, design: Settlement) -> Iterator[Fault]:
    best = {"A": _best(design.face_A), "B": _best(design.face_B)}
    hint = "Raise its value, or leave the design out."
    if max(best.values()) <= POOR:
        faces = f"face is at best {best['A']:g} for A and {best['B']:g} for B"
        said = f"nobody can accept the design {design.id!r}: {faces}"
        yield Fault(("settlements", i, "face_A"), "unacceptable", said, hint)
    for name in design.consent:
        worth = design.part_worth.get(name)
        value = best.get(context.sides.get(name, ""), 0.0) if worth is None else _best(worth)
        if value <= WORST:
            said = f"the design {design.id!r} needs the consent of {name}, to whom it is worth at best {value:g}"
            yield Fault(("settlements", i, "consent"), "unacceptable", said, hint)


def _best(quantity: Quantity) -> float:
    return quantity.distribution.support()[1]
