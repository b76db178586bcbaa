"""What the places of the records are called in a scenario, and which slots a target such as ``tie[RUS,ARM]`` means."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from multipolar.codes import VERB_SYNONYMS, Primitive
from multipolar.model.fields import EQUIPMENT, ISSUES, PARAMS, SMALL, Capacity, Field
from multipolar.model.records import params_offset, shape_of
from multipolar.model.register import MECHANISMS
from multipolar.registry import nearest

SIDES = ("A", "B")
ALL = "*"
SYMMETRIC = frozenset({"tie"})
_TARGET = re.compile(r"^\s*([A-Za-z_][A-Za-z0-9_]*)\s*(?:\[([^\]]*)\])?\s*$")


@dataclass(frozen=True, slots=True)
class Labels:
    """The names along every axis of a scenario's records, in the order of the records.

    ``options`` holds per power the catalogue ids in slot order; ``effects`` per catalogue option its primitives.
    ``edge_lifeline`` names the lifeline of each edge, empty for none.
    """

    sides: tuple[str, str]
    sectors: tuple[str, ...]
    edges: tuple[str, ...]
    edge_lifeline: tuple[str, ...]
    lifelines: tuple[str, ...]
    powers: tuple[str, ...]
    designs: tuple[str, ...]
    treaties: tuple[str, ...]
    red_lines: tuple[str, ...]
    links: tuple[str, ...]
    claims: tuple[str, ...]
    catalogue: tuple[str, ...]
    effects: tuple[tuple[str, ...], ...]
    options: tuple[tuple[str, ...], ...]
    capacity: Capacity = SMALL

    @property
    def actors(self) -> tuple[str, ...]:
        """Return the two belligerents and the powers, the order of axis x."""
        return self.sides + self.powers

    def side(self, name: str) -> int:
        """Return the index of a belligerent given by its id or by A or B; -1 for anybody else."""
        if name in self.sides:
            return self.sides.index(name)
        return SIDES.index(name) if name in SIDES else -1


def hint(found: str, allowed: Iterable[str]) -> str:
    """Return a hint naming the nearest allowed spelling, empty when none is near."""
    near = nearest(found, allowed)
    return f"; did you mean {near!r}?" if near else ""


def option_key(name: str, sides: Sequence[str]) -> str:
    """Return the spelling of an option used in the catalogue: no synonyms, belligerents by id."""
    spelled = next((verb for verb in VERB_SYNONYMS if name == verb or name.startswith(f"{verb}_")), None)
    if spelled is not None:
        name = VERB_SYNONYMS[spelled] + name[len(spelled) :]
    verb, _, target = name.rpartition("_")
    return f"{verb}_{sides[SIDES.index(target)]}" if verb and target in SIDES else name


def parse_target(target: str) -> tuple[str, tuple[str, ...]]:
    """Return the field and the labels of a target such as ``tie[RUS,ARM]``.

    Raises
    ------
    ValueError : if the text is not a name with labels in brackets.
    """
    match = _TARGET.match(target)
    if match is None:
        raise ValueError(f"found {target!r}, expected a field with labels such as tie[RUS,ARM]")
    field, inner = match.groups()
    return field, tuple(part.strip() for part in inner.split(",")) if inner else ()


@lru_cache(maxsize=1)
def params_fields() -> dict[str, Field]:
    """Return the PARAMS fields by name."""
    return {f.name: f for f in PARAMS}


def field_named(name: str) -> Field:
    """Return the PARAMS field called ``name``.

    Raises
    ------
    ValueError : naming the nearest field.
    """
    table = params_fields()
    if name not in table:
        raise ValueError(f"no parameter field {name!r}{hint(name, table)}")
    return table[name]


def _matches(names: Sequence[str], label: str, what: str) -> tuple[int, ...]:
    if label == ALL:
        return tuple(range(len(names)))
    found = tuple(i for i, name in enumerate(names) if name == label)
    if not found:
        raise ValueError(f"no {what} {label!r}{hint(label, names)}")
    return found


def _sides(labels: Labels, label: str) -> tuple[int, ...]:
    side = labels.side(label)
    return (side,) if side >= 0 else _matches(labels.sides, label, "belligerent")


def _actors(labels: Labels, label: str) -> tuple[int, ...]:
    side = labels.side(label)
    return (side,) if side >= 0 else _matches(labels.actors, label, "actor")


def _edges(labels: Labels, label: str) -> tuple[int, ...]:
    by_life = tuple(i for i, name in enumerate(labels.edge_lifeline) if name and name == label)
    return by_life or _matches(labels.edges, label, "edge or lifeline")


def _options(labels: Labels, label: str, before: tuple[int, ...]) -> tuple[int, ...]:
    return _matches(labels.options[before[-1]], _option(labels, label), f"option of {labels.powers[before[-1]]}")


def _option(labels: Labels, label: str) -> str:
    return label if label == ALL or label in labels.catalogue else option_key(label, labels.sides)


_PLAIN = {
    "s": ("sectors", "sector"),
    "p": ("powers", "power"),
    "g": ("designs", "settlement design"),
    "t": ("treaties", "treaty"),
    "r": ("red_lines", "red line"),
    "z": ("links", "linked theatre"),
    "c": ("claims", "claim"),
    "l": ("lifelines", "lifeline"),
}
_FIXED = {"k": (EQUIPMENT, "kind of equipment"), "i": (ISSUES, "issue"), "m": (MECHANISMS, "mechanism")}


def _along(labels: Labels, dim: str, label: str, before: tuple[int, ...]) -> tuple[int, ...]:
    if dim in _PLAIN:
        return _matches(getattr(labels, _PLAIN[dim][0]), label, _PLAIN[dim][1])
    if dim in _FIXED:
        return _matches(*((_FIXED[dim][0], label, _FIXED[dim][1])))
    if dim == "o":
        return _options(labels, label, before)
    if dim == "f":
        return _matches(labels.effects[before[-1]], label, f"effect of {labels.catalogue[before[-1]]}")
    if dim == "n":
        return _matches(labels.catalogue, _option(labels, label), "option")
    return {"b": _sides, "x": _actors, "e": _edges}[dim](labels, label)


def _walk(labels: Labels, dims: Sequence[str], names: Sequence[str], before: tuple[int, ...]) -> list[tuple[int, ...]]:
    if not dims:
        return [before]
    here = _try_along(labels, dims[0], names[0], before)
    return [deep for i in here for deep in _walk(labels, dims[1:], names[1:], (*before, i))]


def _try_along(labels: Labels, dim: str, label: str, before: tuple[int, ...]) -> tuple[int, ...]:
    # Under a `*` an option or an effect need not exist everywhere: it is enough that somebody has it.
    if dim in "of" and label != ALL:
        known = labels.options[before[-1]] if dim == "o" else labels.effects[before[-1]]
        if _option(labels, label) not in known and label not in known:
            return ()
    return _along(labels, dim, label, before)


def locate(labels: Labels, field: str, names: Sequence[str]) -> tuple[int, ...]:
    """Return the flat places inside PARAMS ``field`` that labels name; ``*`` stands for every used place of an axis.

    Sides go by id or by A and B, edges also by the name of their lifeline. A tie is named once and means both
    directions.

    Raises
    ------
    ValueError : for an unknown field or label, naming the nearest, or for a wrong number of labels.
    """
    entry = field_named(field)
    if len(names) != len(entry.dims):
        want = ",".join(entry.dims)
        raise ValueError(f"{field} takes {len(entry.dims)} labels [{want}], found {len(names)}: {list(names)}")
    places = _walk(labels, entry.dims, names, ())
    if not places:
        raise ValueError(f"{field}[{','.join(names)}] names nothing{_option_hint(labels, names[-1])}")
    if field in SYMMETRIC:
        places = list(dict.fromkeys(q for i, j in places for q in ((i, j), (j, i))))
    shape = shape_of(entry, labels.capacity)
    return tuple(int(np.ravel_multi_index(place, shape)) if shape else 0 for place in places)


def _option_hint(labels: Labels, label: str) -> str:
    return hint(label, labels.catalogue + Primitive.spellings())


def slots(labels: Labels, target: str) -> tuple[int, ...]:
    """Return the slots of the PARAMS vector that a target text means.

    Raises
    ------
    ValueError : see ``parse_target`` and ``locate``.
    """
    field, names = parse_target(target)
    first = params_offset(field_named(field).name, labels.capacity)
    return tuple(first + place for place in locate(labels, field, names))


def slot_names(labels: Labels, field: str) -> dict[int, str]:
    """Return the target spelling of every used slot of a PARAMS field, by slot."""
    entry = field_named(field)
    first = params_offset(field, labels.capacity)
    if not entry.dims:
        return {first: field}
    shape = shape_of(entry, labels.capacity)
    places = _walk(labels, entry.dims, [ALL] * len(entry.dims), ())
    return {
        first + int(np.ravel_multi_index(place, shape)): f"{field}[{','.join(_spell(labels, entry.dims, place))}]"
        for place in places
    }


def _spell(labels: Labels, dims: Sequence[str], place: tuple[int, ...]) -> list[str]:
    return [_name_along(labels, dim, place, k) for k, dim in enumerate(dims)]


def _name_along(labels: Labels, dim: str, place: tuple[int, ...], k: int) -> str:
    if dim in _PLAIN:
        return str(getattr(labels, _PLAIN[dim][0])[place[k]])
    if dim in _FIXED:
        return _FIXED[dim][0][place[k]]
    if dim in "of":
        return (labels.options if dim == "o" else labels.effects)[place[k - 1]][place[k]]
    return {"b": labels.sides, "x": labels.actors, "e": labels.edges, "n": labels.catalogue}[dim][place[k]]


__all__ = [
    "Labels",
    "field_named",
    "hint",
    "locate",
    "option_key",
    "params_fields",
    "parse_target",
    "slot_names",
    "slots",
]
