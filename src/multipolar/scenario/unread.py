"""Keys that a scenario file may write and that move nothing yet: one list, each with what will read it.

A key of this list is no fault. `check`, `show`, `run` and the page say which of them a file writes, so that nobody takes a
number for an input that is none. A test perturbs every key of the format: one that moves nothing must stand here, and one
that moves something must not.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import BaseModel

from multipolar.scenario.document import Document
from multipolar.scenario.nodes import Path
from multipolar.scenario.shape import alternatives, child_type

UNREAD: dict[str, str] = {}
"""Key, by address without names and numbers, and what will read it; today every key is read."""


def generic(path: Path) -> str:
    """Return a path without names and numbers: belligerents.A.will is belligerents.will."""
    kind: Any = Document
    words: list[str] = []
    for step in path:
        if not (isinstance(step, int) or _is_mapping(kind)):
            words.append(str(step))
        kind = child_type(kind, step) if kind is not None else None
    return ".".join(words)


def _is_mapping(kind: Any) -> bool:
    return any(get_origin(part) is dict and bool(get_args(part)) for part in alternatives(kind)) if kind is not None else False


def listed(path: Path) -> str:
    """Return the listed key that a path stands at or below, empty for none."""
    words = generic(path).split(".")
    return next((key for i in range(len(words)) if (key := ".".join(words[: i + 1])) in UNREAD), "")


READ_BY: dict[str, frozenset[str]] = {
    "against": frozenset({"recognised_soil", "sector"}),
    "sectors": frozenset({"sector"}),
}
"""Keys of red lines that only some triggers read; a line that writes one without need says more than is counted."""


def unread_in(document: Document) -> tuple[str, ...]:
    """Return the listed keys that a document writes, in the order of the list, then what stands idle by address."""
    written = set(_written(document, ""))
    return (*(key for key in UNREAD if key in written), *_idle(document))


def _idle(document: Document) -> Iterator[str]:
    """Yield the addresses of what a document writes and only its neighbours make idle."""
    for treaty in document.treaties:
        if treaty.obliges is None or treaty.protects is None:
            yield f"treaties[{treaty.id}] (obliges or protects nobody)"
    for line in document.red_lines:
        for key, triggers in READ_BY.items():
            if getattr(line, key) and line.trigger not in triggers:
                yield f"red_lines[{line.id}].{key} (trigger {line.trigger})"
    for sector in document.theatre.sectors:
        if len(sector.borders) > 1:
            yield f"theatre.sectors[{sector.id}].borders ({', '.join(sector.borders[1:])}: only the first counts)"
    for design in document.settlements:
        signing = [side for side, own in document.belligerents.items() if {side, own.id} & set(design.consent)]
        if len(signing) == 1:
            yield f"settlements[{design.id}].consent (both sides always sign; {signing[0]} alone is no condition)"
    for claim in document.claims:
        for effect in claim.effects:
            if effect.neutral == effect.claimed:
                yield f"claims[{claim.id}].effects on {effect.target} ({effect.claimed:g} with the claim on and off)"


def _written(value: Any, key: str) -> Iterator[str]:
    if isinstance(value, BaseModel):
        for name in value.model_fields_set:
            here = f"{key}.{name}" if key else name
            yield here
            if here not in UNREAD:
                yield from _written(getattr(value, name), here)
    elif isinstance(value, dict | list):
        for child in value.values() if isinstance(value, dict) else value:
            yield from _written(child, key)


def unread_sentence(keys: tuple[str, ...]) -> str:
    """Return in one sentence which keys of a file move nothing yet, empty for none."""
    return f"Written, but read by nothing yet, so that they move no course: {', '.join(keys)}." if keys else ""
