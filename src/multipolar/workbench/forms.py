"""A scenario as a form: section by section, every value with what it is called, its unit, range, line, source and past wars."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, get_args, get_origin

import numpy as np

from multipolar.report.number_words import spaced
from multipolar.scenario.distribution import Distribution
from multipolar.scenario.document import Document
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.nodes import Node
from multipolar.scenario.quantity import Quantity
from multipolar.scenario.shape import alternatives, annotations_of, child_type, choices_of, is_block
from multipolar.workbench.naming import allowed_at, block_meaning, label_of, meaning_at, unit_of
from multipolar.workbench.references import short
from multipolar.workbench.refusing import FAULTY, RefusedError

TITLES: Mapping[str, str] = {
    "belligerents": "The two sides", "forces": "Forces", "powers": "Outside powers", "ties": "Ties", "treaties": "Treaties",
    "red_lines": "Red lines", "theatre": "The ground", "climate": "Weather", "settlements": "Ways to end it",
    "issues": "What it is about", "questions": "Questions", "linked_theatres": "Other theatres", "reports": "Reports",
    "options": "Acts of powers", "claims": "Claims", "rivals": "Rival claims", "bundles": "Views", "sources": "Sources",
    "outside": "Past wars like it", "parameters": "Priors of your own",
}  # fmt: skip
WAR = "war"
"""The section of what stands at the top of the file itself."""
_OUTER = np.array((0.05, 0.5, 0.95))


@dataclass(frozen=True, slots=True)
class Spot:
    """One place of a form: its address, the type that is expected there, and what the file holds (None where nothing)."""

    address: tuple[str, ...]
    kind: Any
    node: Node | None
    required: bool = False


def form_document(text: str, path: str) -> dict[str, Any]:
    """Return a scenario as a form.

    Raises
    ------
    RefusedError : if the text cannot be read at all; faults of single values do not keep the form from being shown.
    """
    loaded = loaded_from(text, path)
    if not isinstance(loaded.root.value, dict) or not loaded.root.value:
        said = loaded.problems[0].message if loaded.problems else "the file is empty"
        raise RefusedError(FAULTY, f"{path}: {said}; mend it in the text, then the form can be shown")
    sides = side_names(loaded.root)
    return {"path": path, "sections": [one for one in sections(loaded.root, sides) if one["fields"]]}


def side_names(root: Node) -> dict[str, str]:
    """Return what the sides are called, where the file says so."""
    block = root.value.get("belligerents")
    found: dict[str, str] = {}
    if block is not None and isinstance(block.value, dict):
        for key, side in block.value.items():
            name = side.value.get("name") if isinstance(side.value, dict) else None
            if name is not None and isinstance(name.value, str):
                found[key] = name.value
    return found


CALLED = ("name", "text", "what", "issue")
"""Keys under which a part of a list says what it is about, the first that is there."""


def sections(root: Node, sides: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the sections of a form in the order of the format: one for each block, side, power, sector and so on."""
    top = [spot for spot in spots_of(Document, root, ()) if not _has_parts(spot.kind)]
    yield section(WAR, "The war", Document, top, sides)
    for name, kind in annotations_of(Document).items():
        if not _has_parts(kind):
            continue
        spot = Spot((name,), kind, root.value.get(name))
        yield from _parts(spot, sides)


def _has_parts(kind: Any) -> bool:
    """Tell whether a key holds blocks: one, several by name, or a list of them."""
    return bool(block_meaning(kind)) or any(
        get_origin(part) is dict and Quantity in alternatives(get_args(part)[1]) for part in alternatives(kind)
    )


def _parts(spot: Spot, sides: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    title = TITLES.get(spot.address[0], label_of(spot.address))
    for part in alternatives(spot.kind):
        if is_block(part):
            yield from _block(spot, part, title, sides)
        elif get_origin(part) is dict:
            inner = get_args(part)[1]
            block = next((one for one in alternatives(inner) if is_block(one) and one is not Quantity), None)
            rows = spot.node.value if spot.node is not None and isinstance(spot.node.value, dict) else {}
            if block is None:
                fields = [Spot((*spot.address, key), inner, node) for key, node in rows.items()]
                yield section(_id(spot.address), title, spot.kind, fields, sides)
            for key, node in rows.items() if block is not None else ():
                yield from _block(Spot((*spot.address, key), inner, node), block, f"{title}: {sides.get(key, key)}", sides)
        elif get_origin(part) is list:
            yield from _items(spot, get_args(part)[0], title, sides)


def _items(spot: Spot, inner: Any, title: str, sides: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    block = next((one for one in alternatives(inner) if is_block(one) and one is not Quantity), None)
    rows = spot.node.value if spot.node is not None and isinstance(spot.node.value, list) else []
    for i, node in enumerate(rows if block is not None else ()):
        inside = node.value if isinstance(node.value, dict) else {}
        name = inside.get("id")
        key = str(name.value) if name is not None else str(i)
        called = next((inside[word].value for word in CALLED if word in inside), None)
        said = called if isinstance(called, str) else key if name is not None else f"{spaced(spot.address[-1])} {i + 1}"
        if len(spot.address) > 1:
            said = f"{sides.get(spot.address[1], spot.address[1])}, {spaced(said)}"
        yield from _block(Spot((*spot.address, key), inner, node), block, f"{title}: {said}", sides)


def _block(spot: Spot, block: Any, title: str, sides: Mapping[str, str]) -> Iterator[dict[str, Any]]:
    """Yield the section of one block, then those of the lists of blocks inside it; a block inside it is part of its own section."""
    inside = list(spots_of(block, spot.node, spot.address))
    plain = [one for one in inside if not _lists_blocks(one.kind)]
    yield section(_id(spot.address), title, block, list(_flat(plain)), sides)
    for one in inside:
        if _lists_blocks(one.kind):
            yield from _parts(one, sides)


def _lists_blocks(kind: Any) -> bool:
    return any(get_origin(part) is list and block_meaning(part) for part in alternatives(kind))


def _flat(spots: Sequence[Spot]) -> Iterator[Spot]:
    """Yield places with those inside blocks and mappings of numbers in place of the blocks."""
    for spot in spots:
        block = next((one for one in alternatives(spot.kind) if is_block(one) and one is not Quantity), None)
        table = next((one for one in alternatives(spot.kind) if get_origin(one) is dict), None)
        if block is not None:
            yield from _flat(list(spots_of(block, spot.node, spot.address)))
        elif table is not None:
            rows = spot.node.value if spot.node is not None and isinstance(spot.node.value, dict) else {}
            yield from (Spot((*spot.address, key), get_args(table)[1], node) for key, node in rows.items())
        else:
            yield spot


def spots_of(block: Any, node: Node | None, address: tuple[str, ...]) -> Iterator[Spot]:
    """Yield the places of a block, written or not, in the order of the format."""
    rows = node.value if node is not None and isinstance(node.value, dict) else {}
    for name, kind in annotations_of(block).items():
        yield Spot((*address, name), kind, rows.get(name), block.model_fields[name].is_required())


def _id(address: Sequence[str]) -> str:
    return ".".join(address[:1]) + "".join(f"[{step}]" for step in address[1:])


def section(name: str, title: str, kind: Any, spots: Sequence[Spot], sides: Mapping[str, str]) -> dict[str, Any]:
    """Return one section of a form."""
    return {"id": name, "title": title, "meaning": block_meaning(kind), "fields": [field_of(spot, sides) for spot in spots]}


def field_of(spot: Spot, sides: Mapping[str, str]) -> dict[str, Any]:
    """Return one value of a form."""
    quantity = Quantity in alternatives(spot.kind)
    value, source, grade = _number(spot.node) if quantity else (None if spot.node is None else spot.node.plain(), None, None)
    label = label_of(spot.address, sides)
    return {
        "key": address_text(spot.address),
        "label": f"{label[:1].upper()}{label[1:]}",
        "meaning": meaning_at(spot.address, spot.kind, sides),
        "unit": unit_of(spot.kind),
        "kind": field_kind(spot.kind, value),
        "value": value,
        "allowed": allowed_at(spot.kind),
        "line": None if spot.node is None else spot.node.place.line,
        "source": source,
        "grade": grade,
        "required": spot.required,
        "reference": short(spot.address) if quantity else None,
    }


def address_text(address: Sequence[str]) -> str:
    """Return an address as it is written in patches: names that are no words in brackets.

    Examples
    --------
    >>> address_text(("forces", "A", "tanks")), address_text(("theatre", "sectors", "SHU", "value"))
    ('forces.A.tanks', 'theatre.sectors[SHU].value')
    """
    text, kind = "", Document
    for step in address:
        bracketed = any(get_origin(part) is list for part in alternatives(kind)) or not step.replace("_", "a").isalnum()
        text += f"[{step}]" if bracketed else f".{step}" if text else step
        kind = _next(kind, step)
    return text


def _next(kind: Any, step: str) -> Any:
    in_list = any(get_origin(part) is list for part in alternatives(kind))
    return child_type(kind, 0 if in_list else step)


def field_kind(kind: Any, value: Any) -> str:
    """Return how a value is shown: number, distribution, choice, flag, date, list or text."""
    parts = alternatives(kind)
    if Quantity in parts:
        return "distribution" if isinstance(value, dict) and "low" in value else "number"
    if choices_of(kind):
        return "choice"
    for sort, said in ((bool, "flag"), (dt.date, "date"), (int, "number"), (float, "number")):
        if sort in parts:
            return said
    return "list" if any(get_origin(part) in (list, dict) for part in parts) else "text"


def _number(node: Node | None) -> tuple[dict[str, Any] | None, list[str] | None, str | None]:
    """Return a number as its handles, with source and grade; all None where nothing, or no number, stands there."""
    if node is None:
        return None, None, None
    try:
        read = Quantity.model_validate(node.plain())
    except ValueError:
        return {"text": str(node.plain())}, None, None
    return handles(read.distribution) | ({"unit": read.unit} if read.unit else {}), list(read.source), read.grade


def handles(law: Distribution) -> dict[str, Any]:
    """Return a number as low, most likely and high; of laws without such ends where nine in ten draws lie, with their text."""
    if law.is_point:
        return {"value": law.args[0]}
    if law.kind == "Tri":
        low, mode, high = law.args
        return {"low": low, "mode": mode, "high": high}
    low, middle, high = (float(f"{x:.4g}") for x in law.quantile(_OUTER))
    return {"low": low, "mode": middle, "high": high, "text": str(law)}
