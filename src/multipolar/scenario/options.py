"""What an outside power can do: ids such as ``arm_AZE`` matched to the catalogue's templates such as ``arm_{X}``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from multipolar.codes import VERB_SYNONYMS
from multipolar.errors import InternalError
from multipolar.scenario.document import Block, Document, Edge, OptionSpec, Power
from multipolar.scenario.files import library_dir
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.paths import listing, nearest
from multipolar.scenario.translate import located, validate

TARGET = "{X}"


class Catalogue(Block):
    """The option catalogue that comes with the package."""

    options: list[OptionSpec]


@dataclass(frozen=True, slots=True)
class ConcreteOption:
    """One option as a power can take it: id as written, verb, target actor or None, and what it does."""

    id: str
    verb: str
    target: str | None
    spec: OptionSpec
    own: bool = False


@lru_cache(maxsize=1)
def load_catalogue() -> dict[str, OptionSpec]:
    """Return the options that come with the package, by template id; the only reader of the bundled file.

    Raises
    ------
    InternalError : if the bundled file is faulty.
    """
    text = (library_dir() / "options.yaml").read_text(encoding="utf-8")
    read = loaded_from(text, "options.yaml")
    found = validate(Catalogue, read.root)
    if found.value is None or found.faults or read.problems:
        faults = [*read.problems, *(located(read.root, fault) for fault in found.faults)]
        raise InternalError("the bundled option catalogue is faulty: " + "; ".join(p.render().strip() for p in faults))
    return {option.id: option for option in found.value.options}


def all_options(document: Document, catalogue: Mapping[str, OptionSpec]) -> dict[str, OptionSpec]:
    """Return the catalogue with the scenario's own descriptions laid over it, by id or by the template they belong to."""
    targets = target_names(document)
    laid = {option.id: overlay(_base_of(option.id, catalogue, targets), option) for option in document.options}
    return {**catalogue, **{name: spec for name, spec in laid.items() if spec is not None}}


def split_target(option: str, targets: Iterable[str]) -> tuple[str, str | None]:
    """Return the verb of an option id and the name behind it, the longest that fits; names may hold underscores themselves."""
    fits = [name for name in targets if len(option) > len(name) + 1 and option.endswith(f"_{name}")]
    target = max(fits, key=len, default=None)
    return (option, None) if target is None else (option[: -len(target) - 1], target)


def act_text(option: str, names: Mapping[str, str]) -> str:
    """Return what a power does when it takes an option, in words; ``names`` of sides and powers by id."""
    stem, of = split_target(option, names)
    spec = load_catalogue().get(option if of is None else f"{stem}_{TARGET}")
    if spec is not None and spec.text:
        return spec.text if of is None else spec.text.replace(TARGET, names[of])
    return option.replace("_", " ") if of is None else f"{stem.replace('_', ' ')}: {names[of]}"


def _base_of(name: str, catalogue: Mapping[str, OptionSpec], targets: Iterable[str]) -> OptionSpec | None:
    return catalogue.get(name) or catalogue.get(f"{split_target(name, targets)[0]}_{TARGET}")


def overlay(base: OptionSpec | None, over: OptionSpec | None) -> OptionSpec | None:
    """Return a description with the second laid over the first: what it states replaces, effects by primitive."""
    if base is None or over is None:
        return over or base
    stated = {name: getattr(over, name) for name in over.model_fields_set}
    return base.model_copy(update={**stated, "effects": {**base.effects, **over.effects}})


def actor_ids(document: Document) -> tuple[str, ...]:
    """Return the actors in the model's order: the two sides, then the powers."""
    return (*(side.id for _, side in sorted(document.belligerents.items())), *(power.id for power in document.powers))


RIVAL_VERBS = ("sanction", "threaten")
"""Acts on a side that a power can turn on a rival power as well."""


def open_options(power: Power, document: Document, templates: Iterable[str]) -> tuple[str, ...]:
    """Return what a power can do: what it lists, and each act on a side for the other side and, where it fits, for its rivals.

    A list names kinds of acts; which side gains by them is for the power to choose. ``exclude`` takes acts away again, by id or
    by verb. ``templates``: the ids of all options of which there is a description.
    """
    sides: dict[str, str] = {key: side.id for key, side in sorted(document.belligerents.items())}
    known = set(templates)
    listed = list(dict.fromkeys((*power.options, *power.active)))
    meant = dict.fromkeys(_act(name, sides, power.rivals) for name in listed)
    rivals = [other.id for other in document.powers if other.id in power.rivals and other.id != power.id]
    more: list[tuple[str, str | None]] = []
    for verb, target in meant:
        if target in sides.values() and f"{verb}_{TARGET}" in known:
            more += [(verb, side) for side in sides.values() if side != target]
            more += [(verb, rival) for rival in rivals if verb in RIVAL_VERBS]
    shut = {_act(name, sides, power.rivals) for name in power.exclude}
    new = [act for act in dict.fromkeys(more) if act not in meant and act not in shut and act[0] not in power.exclude]
    return (*listed, *(f"{verb}_{target}" for verb, target in new))


def _act(name: str, sides: Mapping[str, str], rivals: Iterable[str]) -> tuple[str, str | None]:
    verb, target = split_target(name, (*sides.values(), *sides, *rivals))
    return VERB_SYNONYMS.get(verb, verb), target if target is None else sides.get(target, target)


def lifeline_name(edge: Edge) -> str:
    """Return the name of the lifeline an edge belongs to, empty for none."""
    return (edge.lifeline or edge.name or edge.id) if edge.lifeline_of is not None else ""


def target_names(document: Document) -> dict[str, str]:
    """Return the words an option's target may be spelled with and the actor each means; A and B mean the sides."""
    names = {actor: actor for actor in actor_ids(document)}
    return names | {key: side.id for key, side in document.belligerents.items()}


def concrete(
    option: str,
    options: Mapping[str, OptionSpec],
    targets: Mapping[str, str],
    *,
    synonyms: Mapping[str, str] | None = None,
) -> ConcreteOption | None:
    """Return what the option id means, or None when no template fits it with a known target."""
    for spelled in _spellings(option, synonyms or {}):
        exact = options.get(spelled) if TARGET not in spelled else None
        for template, spec in options.items():
            verb, marker, rest = template.partition(f"_{TARGET}")
            if marker and not rest and spelled.startswith(f"{verb}_") and spelled[len(verb) + 1 :] in targets:
                return ConcreteOption(option, verb, targets[spelled[len(verb) + 1 :]], exact or spec)
        if exact is not None:
            return ConcreteOption(option, spelled, None, exact)
    return None


def _spellings(option: str, synonyms: Mapping[str, str]) -> Iterable[str]:
    yield option
    for other, usual in synonyms.items():
        if option == other or option.startswith(f"{other}_"):
            yield usual + option[len(other) :]


def option_hint(option: str, options: Mapping[str, OptionSpec], targets: Mapping[str, str]) -> str:
    """Return the likely fix for an option id that fits nothing."""
    verbs = {name.partition(f"_{TARGET}")[0]: name for name in options if TARGET in name}
    if option in verbs:
        return f"It needs a target: {listing(f'{option}_{target}' for target in targets)}."
    verb = next((v for v in sorted(verbs, key=len, reverse=True) if option.startswith(f"{v}_")), None)
    if verb is not None:
        target = option[len(verb) + 1 :]
        return nearest(target, targets).replace("'?", "' as target?") or f"Targets: {listing(targets)}."
    every = [name for name in options if TARGET not in name]
    every += [f"{v}_{t}" for v in verbs for t in targets]
    return nearest(option, every) or f"Options: {listing(options, 40)}."
