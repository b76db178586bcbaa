"""What can be written at a place of a scenario, and what stands there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, get_origin

from multipolar.model.vocabulary import vocabulary
from multipolar.scenario.document import Document
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.quantity import Quantity
from multipolar.scenario.shape import alternatives, choices_of, expected, is_block, keys_of
from multipolar.session.war import words
from multipolar.workbench.checking import offset_of
from multipolar.workbench.cursor import Spot, address_at, spot_at
from multipolar.workbench.forms import address_text, side_names
from multipolar.workbench.naming import allowed_at, kind_at, meaning_at, typical_at, unit_of
from multipolar.workbench.references import plain

MOST_OPTIONS = 200
NAMED: Mapping[str, tuple[str, ...]] = {
    "source": ("sources",), "a": ("theatre.sectors", "powers", "belligerents"), "b": ("theatre.sectors", "powers", "belligerents"),
    "overlooked_by": ("theatre.sectors",), "borders": ("powers",), "sectors": ("theatre.sectors",), "ground": ("theatre.sectors",),
    "owner": ("powers", "belligerents"), "against": ("powers", "belligerents"), "parties": ("powers", "belligerents"),
    "obliges": ("powers",), "protects": ("powers", "belligerents"), "enforcers": ("powers",), "consent": ("powers", "belligerents"),
    "issue": ("issues",), "rivals": ("powers",), "claims": ("claims",), "first": ("claims",), "second": ("claims",),
    "replaces": ("claims",), "claim": ("claims",), "believed_by": ("powers", "belligerents"), "designs": ("settlements",),
    "entry_of": ("powers",), "supplier": ("powers",), "sector": ("theatre.sectors",), "patrons": ("powers",),
    "distribution": ("theatre.sectors",), "part_worth": ("powers",), "strengths": ("claims",), "energy_from": ("powers",),
    "observations": ("reports",), "questions": ("questions",),
}  # fmt: skip
"""Keys whose values, or whose own keys, are names that stand elsewhere in the file, and where."""


def complete(text: str, line: int, column: int) -> dict[str, Any]:
    """Return what can be written at a place: from where to where it goes, and each with a word on it."""
    offset = offset_of(text, line, column)
    spot = spot_at(text, offset)
    if spot is None:
        return {"from": offset, "to": offset, "options": []}
    found = [option for option in _options(text, spot) if option["label"].casefold().startswith(spot.word.casefold())]
    return {"from": spot.start, "to": spot.end, "options": found[:MOST_OPTIONS]}


def option(label: str, detail: str = "", info: str = "", apply: str | None = None) -> dict[str, str]:
    """Return one thing that can be written."""
    return {"label": label, "detail": detail, "info": info, "apply": label if apply is None else apply}


def _options(text: str, spot: Spot) -> Iterator[dict[str, str]]:
    if spot.key is None:
        yield from _keys(text, spot)
        return
    kind = kind_at((*spot.address, spot.key))
    for word in choices_of(kind) if kind is not None else ():
        yield option(word, "allowed")
    if kind is not None and bool in alternatives(kind):
        yield from (option(word, "allowed") for word in ("true", "false"))
    if spot.key in {"options", "active", "answer", "retaliation_by"}:
        yield from (option(key, f"level {spec.level}", spec.text) for key, spec in words().options.items())
    if spot.key == "feature":
        yield from (option(key, feature.unit, feature.meaning) for key, feature in words().features.items())
    if spot.key == "target":
        yield from (option(key, word.unit, word.meaning) for key, word in vocabulary().params.items())
    yield from _names(text, spot.key)


def _keys(text: str, spot: Spot) -> Iterator[dict[str, str]]:
    kind = kind_at(spot.address) if spot.address else Document
    sides = side_names(loaded_from(text, "").root) if spot.address else {}
    blocks = [part for part in alternatives(kind) if is_block(part)] if kind is not None else []
    for key, inner in (keys_of(kind) if kind is not None else {}).items():
        if key in spot.seen:
            continue
        required = any(key in part.model_fields and part.model_fields[key].is_required() for part in blocks if part is not Quantity)
        detail = " ".join(filter(None, ("must be there" if required else "", unit_of(inner))))
        inside = any((is_block(p) and p is not Quantity) or get_origin(p) in (list, dict) for p in alternatives(inner))
        yield option(key, detail, meaning_at((*spot.address, key), inner, sides), f"{key}:" if inside else f"{key}: ")
    if spot.address and spot.address[-1] == "parameters":
        yield from (option(key, word.unit, word.meaning, f"{key}: ") for key, word in vocabulary().params.items())
    if spot.address and spot.address[-1] == "effects" and spot.address[0] == "options":
        yield from (option(key, unit, said, f"{key}: ") for key, (unit, said) in words().primitives.items())
    if spot.address:
        yield from (row | {"apply": f"{row['label']}: "} for row in _names(text, spot.address[-1]) if row["label"] not in spot.seen)


def _names(text: str, key: str) -> Iterator[dict[str, str]]:
    """Yield the names that a key may hold, as the file has them."""
    root = loaded_from(text, "").root
    for where in NAMED.get(key, ()):
        node = root
        for step in where.split("."):
            inner = node.value.get(step) if isinstance(node.value, dict) else None
            if inner is None:
                break
            node = inner
        else:
            yield from _named(node.plain(), where)


def _named(rows: Any, where: str) -> Iterator[dict[str, str]]:
    if isinstance(rows, dict) and where == "belligerents":
        yield from (option(str(row["id"]), f"side {key}", str(row.get("name", ""))) for key, row in rows.items() if "id" in row)
    elif isinstance(rows, dict):
        yield from (option(str(key), where, str(row.get("text", "")) if isinstance(row, dict) else "") for key, row in rows.items())
    elif isinstance(rows, list):
        for row in rows:
            if isinstance(row, dict) and "id" in row:
                yield option(
                    str(row["id"]), where.rpartition(".")[2], str(row.get("name") or row.get("text") or row.get("what") or "")
                )


def hover(text: str, line: int, column: int) -> dict[str, Any] | None:
    """Return what stands at a place: its key, meaning, unit, range and the values of past wars; None where nothing is known."""
    address = address_at(text, offset_of(text, line, column))
    if address is None:
        return None
    root = loaded_from(text, "").root
    while address and (kind := kind_at(address)) is None:
        address = address[:-1]
    if not address:
        return None
    if len(address) > 1 and address[-1] in QUANTITY and Quantity in alternatives(kind_at(address[:-1])):
        address = address[:-1]
        kind = kind_at(address)
    found = typical_at(address)
    return {
        "key": address_text(address), "meaning": meaning_at(address, kind, side_names(root)), "unit": unit_of(kind),
        "allowed": allowed_at(kind), "expected": expected(kind),
        "typical": None if found is None else plain(found) | {"wars": found.wars, "text": found.text},
    }  # fmt: skip


QUANTITY = frozenset({"v", "unit", "source", "grade", "known_on", "claim", "note"})
"""Keys inside a number: what stands at one of them is told of the number."""
