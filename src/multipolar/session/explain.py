"""The meaning of any word of the package: field, parameter, option, mechanism, feature, outcome, key of the file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from multipolar.declare.part import Mechanism
from multipolar.engine.order import ORDER
from multipolar.errors import QuestionError
from multipolar.forecast.features import FEATURES
from multipolar.model.catalogue import CATALOGUE
from multipolar.model.fields import FIELDS
from multipolar.model.register import MECHANISMS, REGISTER
from multipolar.model.vocabulary import describe_codes, describe_field
from multipolar.outside.constants import CONSTANTS
from multipolar.registry import nearest
from multipolar.scenario.asking import WORDS, usage
from multipolar.scenario.schema import json_schema
from multipolar.scenario.typical import typical_of
from multipolar.session.war import words

Explainer = Callable[[str], Iterator[str]]


def explain(key: str) -> list[str]:
    """Return every meaning of a word, one paragraph each.

    Raises
    ------
    QuestionError : naming the nearest word.
    """
    name = key.partition("[")[0].strip()
    found = [text for explainer in EXPLAINERS for text in explainer(name)]
    if found:
        return found
    near = nearest(name, known_words())
    hint = f"Did you mean {near!r}?" if near else "See: multipolar explain primitives, mechanisms, features, endings."
    raise QuestionError(f"nothing is called {name!r}. {hint}")


def known_words() -> list[str]:
    """Return every word that can be explained."""
    vocabulary = words()
    schema = json_schema()
    keys = {key for block in [schema, *schema["$defs"].values()] for key in block.get("properties", {})}
    codes = [name for group in describe_codes().values() for name in group]
    numbers = [entry.number for entry in REGISTER]
    return [
        *(f.name for f in FIELDS), *FEATURES, *MECHANISMS, *vocabulary.primitives, *vocabulary.options, *codes,
        *numbers, *sorted(keys), *LISTS,
    ]  # fmt: skip


def _field(name: str) -> Iterator[str]:
    if name in {f.name for f in FIELDS}:
        yield describe_field(name)


def _number(name: str) -> Iterator[str]:
    for entry in REGISTER:
        if entry.number == name:
            yield describe_field(entry.field)


def _option(name: str) -> Iterator[str]:
    options = words().options
    stem = name.partition("_")[0]
    for key in dict.fromkeys(k for k in options if k in {name, f"{name}_{{X}}"} or k.partition("_{")[0] == stem == name):
        spec = options[key]
        effects = ", ".join(f"{k} {q.distribution}" for k, q in spec.effects.items()) or "no effect of its own"
        delay = f"{spec.delay.distribution.median():g} days"
        yield f"option {key}  level {spec.level}\n  {spec.text}\n  effects: {effects}; delay: {delay}; grade {spec.grade}"


def _primitive(name: str) -> Iterator[str]:
    if name in words().primitives:
        unit, meaning = words().primitives[name]
        yield f"effect primitive {name}  [{unit}]\n  {meaning}"


def _mechanism(name: str) -> Iterator[str]:
    for mechanism in CATALOGUE:
        if name in mechanism.switches:
            yield "\n".join((f"mechanism {name}", *(f"  {line}" for line in _about(mechanism, name))))


def _about(mechanism: Mechanism, switch: str) -> Iterator[str]:
    """Yield the lines on a mechanism: its sentence, its switch, its place in the day, its parameters, foresight."""
    yield mechanism.summary
    yield f"Switched off with --off {switch}, or by a claim with the target on[{switch}]."
    if mechanism.steps:
        places = [f"{step} ({ORDER.index(step) + 1} of {len(ORDER)})" for step in mechanism.steps]
        yield f"Steps of the day: {', '.join(places)}."
    if mechanism.priors:
        yield f"Parameters: {', '.join(prior.field for prior in mechanism.priors)}."
    if mechanism.not_foreseen:
        yield f"Powers do not foresee it: {mechanism.not_foreseen}."
    else:
        yield "Powers foresee it in the mean."


def _feature(name: str) -> Iterator[str]:
    if name in FEATURES:
        feature = FEATURES[name]
        unit = "" if feature.unit == "1" else f" [{feature.unit}]"
        yield f"feature {usage(name, feature)}  answers with {WORDS[feature.answers]}{unit}\n  {feature.meaning}"


def _code(name: str) -> Iterator[str]:
    for group, codes in describe_codes().items():
        if name in codes:
            yield f"{group.rstrip('s')} {name}\n  {codes[name]}"


def _key(name: str) -> Iterator[str]:
    schema = json_schema()
    for block, body in [("document", schema), *schema["$defs"].items()]:
        if name in body.get("properties", {}):
            yield f"key {name} of {block}\n  {_allowed(body['properties'][name])}\n  {body.get('description', '')}".rstrip()


def _typical(name: str) -> Iterator[str]:
    yield from (one.text for one in typical_of(name))


def _allowed(entry: dict[str, Any]) -> str:
    parts = [str(entry[k]) for k in ("type", "description") if entry.get(k)]
    if "enum" in entry:
        parts.append("one of " + ", ".join(map(str, entry["enum"])))
    parts += [str(e["$ref"]).rpartition("/")[2] for e in (entry, *entry.get("anyOf", ())) if "$ref" in e]
    if "default" in entry:
        parts.append(f"default {entry['default']}")
    return "; ".join(parts) or "see the JSON Schema (multipolar schema)"


def _list(name: str) -> Iterator[str]:
    if name in LISTS:
        yield LISTS[name]()


def _lines(rows: dict[str, str]) -> str:
    return "\n".join(f"{key}\n  {text}" for key, text in rows.items())


LISTS: dict[str, Callable[[], str]] = {
    "primitives": lambda: _lines({k: f"[{u}] {m}" for k, (u, m) in words().primitives.items()}),
    "mechanisms": lambda: _lines({s: m.summary for s in MECHANISMS for m in CATALOGUE if s in m.switches}),
    "features": lambda: _lines({usage(k, f): f.meaning for k, f in FEATURES.items()}),
    "endings": lambda: _lines(describe_codes()["endings"]),
    "options": lambda: _lines({k: o.text for k, o in words().options.items()}),
    "outside": lambda: _lines({name: one.text for name, one in CONSTANTS.items()}),
    "parameters": lambda: _lines({f"{e.number} {e.field}": f"{e.prior}  ({e.source})" for e in REGISTER}),
}
EXPLAINERS: tuple[Explainer, ...] = (
    _list, _field, _number, _option, _primitive, _mechanism, _feature, _code, _key, _typical,
)  # fmt: skip
