"""What a key of a scenario is called and means: its words, its unit and range, and what past wars had under it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, get_args, get_origin

from multipolar.report.number_words import KEYS, meaning_of, spaced, unit_text
from multipolar.scenario.document import Document
from multipolar.scenario.quantity import Measure, Quantity
from multipolar.scenario.shape import alternatives, child_type, choices_of, expected, is_block, measure_in
from multipolar.scenario.typical import Typical, typical

SIDES = {"A": "side A", "B": "side B"}
TABLES = frozenset({"interests", "economy", "sectors", "edges"})
"""Blocks inside others whose keys have words of their own."""


def kind_at(address: Sequence[str]) -> Any:
    """Return the type that the format expects at an address, None where nothing is expected."""
    kind: Any = Document
    for step in address:
        in_list = any(get_origin(part) is list for part in alternatives(kind))
        kind = child_type(kind, 0 if in_list else step)
        if kind is None:
            return None
    return kind


def star_key(address: Sequence[str]) -> str:
    """Return an address with ``*`` for every name and place that differs from war to war.

    Examples
    --------
    >>> star_key(["forces", "A", "tanks"]), star_key(["powers", "RUS", "salience", "norm"])
    ('forces.*.tanks', 'powers.*.salience.*')
    """
    kind: Any = Document
    parts: list[str] = []
    for step in address:
        named = any(is_block(part) and part is not Quantity for part in alternatives(kind))
        parts.append(step if named else "*")
        in_list = any(get_origin(part) is list for part in alternatives(kind))
        kind = child_type(kind, 0 if in_list else step)
        if kind is None:
            break
    return ".".join(parts)


def label_of(address: Sequence[str], sides: Mapping[str, str] = SIDES) -> str:
    """Return what a reader calls a key, by the table it stands in.

    Examples
    --------
    >>> label_of(["forces", "A", "tanks"]), label_of(["powers", "RUS", "tie_A"], {"A": "Northland", "B": "Southland"})
    ('tanks', 'tie with Northland')
    """
    if address[0] == "parameters" and len(address) > 1:
        return meaning_of(address[1])
    table = next((step for step in reversed(address[:-1]) if step in TABLES), address[0])
    names = {**SIDES, **sides}
    for last in (address[-1], address[-2] if len(address) > 1 else ""):
        said = KEYS.get(f"{table}.{last}")
        if said is not None:
            more = "" if last == address[-1] else f" {names.get(address[-1], spaced(address[-1]))}"
            return f"{said.format(A=names['A'], B=names['B'])}{more}"
    return spaced(address[-1])


def measure_of(kind: Any) -> Measure | None:
    """Return unit and range of a number's place; None where it is no number of the model."""
    return measure_in(kind) if kind is not None and Quantity in alternatives(kind) else None


def unit_of(kind: Any) -> str:
    """Return the unit of a place as a reader writes it; empty for plain numbers and everything else."""
    measure = measure_of(kind)
    return "" if measure is None else unit_text(measure.unit)


def allowed_at(kind: Any) -> dict[str, float] | list[str] | None:
    """Return the range of a number, or the words that may stand at a place; None where neither is fixed."""
    words = choices_of(kind) if kind is not None else ()
    if words:
        return list(words)
    measure = measure_of(kind)
    if measure is not None and measure.low > -1e9:
        return {"low": measure.low, "high": measure.high}
    for part in getattr(kind, "__metadata__", ()):
        for inner in getattr(part, "metadata", ()):
            low, high = getattr(inner, "ge", None), getattr(inner, "le", None)
            if low is not None or high is not None:
                return bounds(kind)
    return None


def bounds(kind: Any) -> dict[str, float]:
    """Return the range of a plain number, those of its ends that are fixed."""
    found: dict[str, float] = {}
    for part in getattr(kind, "__metadata__", ()):
        for inner in getattr(part, "metadata", ()):
            found |= {"low": float(inner.ge)} if getattr(inner, "ge", None) is not None else {}
            found |= {"high": float(inner.le)} if getattr(inner, "le", None) is not None else {}
    return found


def meaning_at(address: Sequence[str], kind: Any, sides: Mapping[str, str] = SIDES) -> str:
    """Return in one sentence what a key means and what may stand there."""
    said = label_of(address, sides)
    wanted = expected(kind) if kind is not None else ""
    return f"{said[:1].upper()}{said[1:]}{f': {wanted}' if wanted else ''}."


def block_meaning(kind: Any) -> str:
    """Return the first sentence on a block of the format; empty where it is none."""
    for part in alternatives(kind):
        inner = get_args(part)[-1] if get_origin(part) in (list, dict) else part
        for block in alternatives(inner):
            if is_block(block) and block is not Quantity and block.__doc__:
                return str(block.__doc__).strip().split("\n")[0]
    return ""


def typical_at(address: Sequence[str]) -> Typical | None:
    """Return what past wars had under a key; None where too few state it."""
    return typical().get(star_key(address))
