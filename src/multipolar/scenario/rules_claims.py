"""Rules for claims: effects that reach a drawn number, rivals that exclude each other, bundles in range."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from multipolar.scenario.nodes import Path
from multipolar.scenario.numbers import numbers_of, step_names
from multipolar.scenario.options import concrete, lifeline_name, open_options, split_target
from multipolar.scenario.paths import PathError, listing, nearest, steps
from multipolar.scenario.rules import Context
from multipolar.scenario.translate import Fault

ALL = "*"
_TARGET = re.compile(r"\s*([A-Za-z_][A-Za-z0-9_]*)\s*(?:\[([^\[\]]*)\])?\s*")
AXES = {
    "b": "side", "x": "actor", "p": "power", "s": "sector", "e": "edge or lifeline", "g": "settlement", "t": "treaty",
    "r": "red line", "c": "claim", "z": "linked theatre", "l": "lifeline", "o": "option", "n": "option", "f": "effect",
    "k": "kind of equipment", "i": "issue", "m": "mechanism",
}  # fmt: skip


def check_effects(context: Context) -> Iterator[Fault]:
    """Yield every effect of a claim that reaches no drawn number, and every claim that nothing follows from."""
    for i, claim in enumerate(context.document.claims):
        if not (claim.effects or claim.observations or claim.questions or claim.inert_reason):
            said = f"nothing follows from the claim {claim.id!r}"
            hint = "Give it effects, questions or observations, or say in inert_reason why there are none."
            yield Fault(("claims", i), "idle-claim", said, hint)
        for j, effect in enumerate(claim.effects):
            path: Path = ("claims", i, "effects", j, "target")
            if context.vocabulary.params:
                yield from _target(context, path, effect.target)


def _target(context: Context, path: Path, target: str) -> Iterator[Fault]:
    match = _TARGET.fullmatch(target)
    if match is None:
        yield Fault(path, "bad-target", f"found {target!r}, expected a drawn number such as tie[RUS,ARM]")
        return
    name, inner = match.groups()
    word = context.vocabulary.params.get(name)
    if word is None:
        hint = nearest(name, context.vocabulary.params) or "See `multipolar explain params`."
        yield Fault(path, "bad-target", f"no drawn number is called {name!r}", hint)
        return
    labels = [part.strip() for part in inner.split(",")] if inner else []
    if len(labels) != len(word.dims):
        wanted = ",".join(AXES.get(dim, dim) for dim in word.dims)
        said = f"{name} takes {len(word.dims)} labels{f' [{wanted}]' if wanted else ''}, found {len(labels)}"
        yield Fault(path, "bad-target", said)
        return
    for k, label in enumerate(labels):
        allowed = names_along(context, word.dims[k], labels[:k])
        if label != ALL and allowed is not None and label not in allowed:
            hint = nearest(label, allowed) or f"Known: {listing(allowed) or 'none'}."
            yield Fault(path, "bad-target", f"{name}: unknown {AXES.get(word.dims[k], 'label')} {label!r}", hint)


def names_along(context: Context, dim: str, before: list[str]) -> Collection[str] | None:
    """Return the labels of an axis, given the labels before it; None where they cannot be told."""
    doc = context.document
    if dim in context.vocabulary.labels and dim not in "bf":
        return context.vocabulary.labels[dim]
    if dim in ("o", "n"):
        return option_names(context, before[-1] if dim == "o" else ALL)
    if dim == "f":
        option = concrete(before[-1], context.options, context.targets, synonyms=context.vocabulary.synonyms)
        return None if option is None else list(option.spec.effects)
    lifelines = [name for edge in doc.theatre.edges if (name := lifeline_name(edge))]
    tables: dict[str, Collection[str]] = {
        "b": context.sides,
        "x": {**context.sides, **dict.fromkeys(context.powers)},
        "p": context.powers,
        "s": context.sectors,
        "e": [edge.id for edge in doc.theatre.edges] + lifelines,
        "l": lifelines,
        "g": [design.id for design in doc.settlements],
        "t": [treaty.id for treaty in doc.treaties],
        "r": [line.id for line in doc.red_lines],
        "c": context.claims,
        "z": [link.id for link in doc.linked_theatres],
    }
    return tables.get(dim)


def option_names(context: Context, power: str) -> list[str]:
    """Return the options of a power, or of all for ``*``, in every spelling."""
    powers = [p for p in context.document.powers if power in (ALL, p.id)]
    spelled = {name for p in powers for name in open_options(p, context.document, context.options)}
    meant = (concrete(n, context.options, context.targets, synonyms=context.vocabulary.synonyms) for n in spelled)
    usual = {f"{m.verb}_{m.target}" if m.target else m.verb for m in meant if m is not None}
    aimed = [split_target(name, context.sides) for name in usual]
    by_side = {f"{verb}_{context.sides[target]}" for verb, target in aimed if target is not None}
    return sorted(spelled | usual | by_side)


def check_fixed(context: Context) -> Iterator[Fault]:
    """Yield every address of a fixed number at which the file writes none."""
    if not context.document.fixed:
        return
    written = {step_names(context.document, found.path) for found in numbers_of(context.document) if found.written}
    for i, text in enumerate(context.document.fixed):
        try:
            there = tuple(steps(text)) in written
        except PathError:
            there = False
        if not there:
            yield Fault(("fixed", i), "bad-target", f"no number is written at {text!r}", "Write e.g. belligerents.A.autonomy.")


def check_rivals(context: Context) -> Iterator[Fault]:
    """Yield rival pairs that overlap or are empty, and claims that replace themselves."""
    for i, pair in enumerate(context.document.rivals):
        both = sorted(set(pair.first) & set(pair.second))
        if both:
            said = f"{listing(both)} stands on both sides of the rival pair {pair.id!r}"
            yield Fault(("rivals", i), "rivals-overlap", said, "A claim cannot be its own rival.")
        for key in ("first", "second"):
            if not getattr(pair, key):
                yield Fault(("rivals", i, key), "rivals-empty", f"the rival pair {pair.id!r} names no claim as {key}")
    for i, claim in enumerate(context.document.claims):
        if claim.id in claim.replaces:
            yield Fault(("claims", i, "replaces"), "rivals-overlap", f"the claim {claim.id!r} replaces itself")


def check_bundles(context: Context) -> Iterator[Fault]:
    """Yield strengths of bundles outside 0 to 1."""
    for i, bundle in enumerate(context.document.bundles):
        for claim, value in bundle.strengths.items():
            if not isinstance(value, str) and not 0.0 <= value <= 1.0:
                said = f"found the strength {value:g}, allowed is on, off or a number from 0 to 1"
                yield Fault(("bundles", i, "strengths", claim), "outside-bounds", said)
