"""What the powers can do becomes a catalogue: one entry per act and target, composed of effect primitives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from multipolar.codes import VERB_SYNONYMS, Answerer, Level, Need, Primitive, Verb
from multipolar.model.build_draft import Draft, middle
from multipolar.model.build_sides import side_of
from multipolar.model.fields import FIXED
from multipolar.model.labels import hint, option_key
from multipolar.scenario.calibrated import calibration
from multipolar.scenario.document import Document, OptionSpec
from multipolar.scenario.options import TARGET, load_catalogue, open_options, overlay, split_target

VERBS = Verb.spellings()
PRIMITIVES = Primitive.spellings()
OMITTED = ("stay_out",)
"""Doing nothing is always open and takes no slot."""


def split_option(name: str, actors: Iterable[str]) -> tuple[str, str | None]:
    """Return the verb and the target of an option id; an act of nobody's vocabulary keeps its whole name as verb."""
    if name in VERBS:
        return name, None
    return split_target(name, actors)


def _template(verb: str) -> str:
    return f"{verb}_{TARGET}"


def spec_of(name: str, own: Mapping[str, OptionSpec], actors: Iterable[str]) -> OptionSpec:
    """Return the option's description: the scenario's laid over the library's, by id or by template.

    Raises
    ------
    ValueError : if neither knows it, or it names a primitive nobody knows or more effects than a record holds.
    """
    verb, target = split_option(name, actors)
    keys = [name] + ([_template(verb), f"{verb}_X"] if target is not None else [])
    base = next((load_catalogue()[key] for key in keys if key in load_catalogue()), None)
    over = next((own[key] for key in keys if key in own), None)
    spec = overlay(base, over)
    if spec is None:
        raise ValueError(f"no option {name!r} in the catalogue{hint(name, [*load_catalogue(), *own])}")
    unknown = [effect for effect in spec.effects if effect not in PRIMITIVES]
    if unknown:
        raise ValueError(f"option {name!r}: no primitive {unknown[0]!r}{hint(unknown[0], PRIMITIVES)}")
    if len(spec.effects) > FIXED["f"]:
        raise ValueError(f"option {name!r} has {len(spec.effects)} effects, a record holds {FIXED['f']}")
    return spec


def power_options(document: Document, sides: tuple[str, str]) -> tuple[tuple[str, ...], ...]:
    """Return the catalogue ids of every power's options in slot order, without doing nothing: listed ones first."""
    rows = []
    templates = (*load_catalogue(), *(spec.id for spec in document.options))
    for power in document.powers:
        names = [option_key(name, sides) for name in open_options(power, document, templates)]
        rows.append(tuple(dict.fromkeys(name for name in names if name not in OMITTED)))
    return tuple(rows)


def catalogue_ids(document: Document, sides: tuple[str, str]) -> tuple[str, ...]:
    """Return every option that some power can take or the scenario defines outright, in order of first mention."""
    used = [name for row in power_options(document, sides) for name in row]
    own = [option_key(spec.id, sides) for spec in document.options if TARGET not in spec.id]
    own = [name for name in own if not name.endswith("_X") and name not in OMITTED]
    return tuple(dict.fromkeys([*used, *own]))


def own_options(document: Document, sides: tuple[str, str]) -> dict[str, OptionSpec]:
    """Return the scenario's own descriptions by catalogue id or template."""
    return {spec.id if TARGET in spec.id else option_key(spec.id, sides): spec for spec in document.options}


def all_specs(document: Document, sides: tuple[str, str]) -> dict[str, OptionSpec]:
    """Return the description of every catalogue option.

    Raises
    ------
    ValueError : see ``spec_of``.
    """
    own = own_options(document, sides)
    actors = (*sides, *(power.id for power in document.powers))
    return {name: spec_of(name, own, actors) for name in catalogue_ids(document, sides)}


def fill_catalogue(draft: Draft, specs: Mapping[str, OptionSpec]) -> None:
    """Fill verb, target, level, timing and effects of every catalogue option."""
    for n, name in enumerate(draft.labels.catalogue):
        _entry(draft, n, name, specs[name])
        _effects(draft, n, specs[name])


def _entry(draft: Draft, n: int, name: str, spec: OptionSpec) -> None:
    sc = draft.sc
    verb, target = split_option(name, draft.labels.actors)
    verb = VERB_SYNONYMS.get(verb, verb)
    sc["opt_verb"][n] = verb_of(verb)
    sc["opt_target"][n] = -1 if target is None else draft.actor(target)
    sc["opt_level"][n] = Level.of(spec.level)
    sc["opt_favours"][n] = favoured(verb, int(sc["opt_target"][n]))
    sc["opt_delay"][n] = middle(spec.delay)
    sc["opt_wear"][n] = middle(spec.wears_off)
    sc["opt_escalation"][n] = middle(spec.escalation)
    sc["opt_weekly"][n] = spec.per == "week"
    sc["opt_base"][n] = base_rate(verb_of(verb), spec.level)
    sc["opt_needs"][n] = bits(Need.of(need) for need in spec.needs)
    sc["opt_ground"][n] = Need.LAND_OR_SEA.spelling in spec.needs
    parts = Answerer.spellings()
    sc["opt_answerers"][n] = bits(Answerer.of(name) for name in spec.retaliation_by if name in parts)
    for answerer in spec.retaliation_by:
        named = (target or "") if answerer == TARGET else answerer
        x = -1 if answerer in parts else max(side_of(draft, named), draft.actor(named))
        if x >= 0:
            sc["opt_answered"][n, x] = 1


def bits(codes: Iterable[int]) -> int:
    """Return the number whose bits are set at some codes."""
    return sum({1 << code for code in codes})


def base_rate(verb: Verb, level: str) -> float:
    """Return the chance weight per decision of an act that is worth just its cost: its verb's, else the mean of its level."""
    rates: dict[str, dict[str, Any]] = calibration("powers")["rates"]
    row = rates.get(verb.spelling)
    if row is not None:
        return float(row["base"])
    alike = [float(row["base"]) for row in rates.values() if row["level"] == level]
    return sum(alike) / len(alike) if verb == Verb.CUSTOM else 0.0


def verb_of(name: str) -> Verb:
    """Return the code of a verb: CUSTOM for one that the scenario made up."""
    return Verb.of(name) if name in VERBS else Verb.CUSTOM


def favoured(verb: str, target: int) -> int:
    """Return the side that gains by an act: the target of help, the enemy of a target of harm, -1 for neither."""
    if target not in (0, 1):
        return -1
    return 1 - target if verb_of(verb).favours < 0 else target


def _effects(draft: Draft, n: int, spec: OptionSpec) -> None:
    draft.sc["opt_effect"][n] = -1
    for f, (primitive, size) in enumerate(spec.effects.items()):
        draft.sc["opt_effect"][n, f] = Primitive.of(primitive)
        draft.plan.put("option_size", (n, f), size)
