"""The words of the model for whoever writes or reads a scenario: fields, labels, options, primitives, priors."""

from __future__ import annotations

from collections.abc import Mapping

from multipolar.codes import ARRANGEMENTS, ENDINGS, PAPERS, STOPS, VERB_SYNONYMS, Primitive, Side
from multipolar.declare.part import AXES
from multipolar.model.build_shared import register_names
from multipolar.model.fields import EQUIPMENT, FIELDS, ISSUES, LARGE, PARAMS, Field
from multipolar.model.labels import hint
from multipolar.model.ranges import FREE, range_of
from multipolar.model.register import MECHANISMS, REGISTER, SIDE_DEFAULTS
from multipolar.scenario.options import load_catalogue
from multipolar.scenario.vocabulary import FeatureWord, Vocabulary, Word

ROOM = ("s", "e", "p", "o", "g", "t", "r", "c", "l", "z", "n", "h")
"""Axes that a scenario fills, and of which the records hold a limited number."""


def vocabulary(features: Mapping[str, FeatureWord] | None = None) -> Vocabulary:
    """Return every word a scenario may use; question features come from the layer that computes them."""
    return Vocabulary(
        params={f.name: Word(f.dims, f.unit, f.meaning) for f in PARAMS},
        labels={"k": EQUIPMENT, "i": ISSUES, "m": MECHANISMS, "b": Side.spellings(), "f": Primitive.spellings()},
        parameters=priors(),
        options=load_catalogue(),
        primitives={primitive.spelling: (primitive.unit, primitive.text) for primitive in Primitive},
        features=dict(features or {}),
        synonyms=dict(VERB_SYNONYMS),
        endings=tuple(ENDINGS),
        room={dim: LARGE.size(dim) for dim in ROOM},
    )


def priors() -> dict[str, str]:
    """Return the spelling of the prior of every shared parameter, by field name."""
    return {entry.field: entry.prior for entry in REGISTER} | {f: prior for f, (_, prior) in SIDE_DEFAULTS.items()}


def parameter_names() -> tuple[str, ...]:
    """Return every name under which a shared parameter may be overridden: field names and register numbers."""
    return tuple(register_names())


def describe_field(name: str) -> str:
    """Return one field in words: record, axes, unit, range, meaning, and for shared parameters prior and source.

    Raises
    ------
    ValueError : naming the nearest field.
    """
    rows = [f for f in FIELDS if f.name == name]
    if not rows:
        raise ValueError(f"no field {name!r}{hint(name, [f.name for f in FIELDS])}")
    return "\n".join(_lines(field) for field in rows)


def _lines(field: Field) -> str:
    axes = ", ".join(AXES[dim] for dim in field.dims)
    head = f"{field.record}.{field.name}" + (f"[{axes}]" if axes else "") + f"  [{field.unit}]"
    lines = [head, f"  {field.meaning}"]
    if field.record == "PARAMS":
        low, high = range_of(field)
        lines += [f"  range {low:g} to {high:g}"] if (low, high) != FREE else []
        lines += _prior_lines(field.name)
    return "\n".join(lines)


def _prior_lines(name: str) -> list[str]:
    shared = [f"  {e.number}: {e.prior}, grade {e.grade}; {e.source}" for e in REGISTER if e.field == name]
    return shared + ([f"  {SIDE_DEFAULTS[name][0]}: {SIDE_DEFAULTS[name][1]}, drawn by each side"]
                     if name in SIDE_DEFAULTS else [])  # fmt: skip


def describe_codes() -> dict[str, dict[str, str]]:
    """Return the named codes of outcomes, each with its sentence: endings, ways of stopping, papers, arrangements."""
    return {"endings": dict(ENDINGS), "stops": dict(STOPS), "papers": dict(PAPERS), "arrangements": dict(ARRANGEMENTS)}
