"""In what two wars differ: claims, values, switches, and whether any number that a course reads is another."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from multipolar.engine.chunk import Job, params_of
from multipolar.engine.ensemble import member_digests
from multipolar.model.register import MECHANISMS
from multipolar.numerics.arrays import Records
from multipolar.scenario.quantity import Quantity
from multipolar.session.war import War

DRAWN = 256
"""Members whose draws are compared to tell whether any number differs."""
TOLD, SHOWN_FIELDS = 60, 6


def told_strengths(war: War, members: int, seed: int) -> dict[str, str | float]:
    """Return the strength of each claim; of one that a pair leaves to the draw, the mean of what so many members drew."""
    stance = war.scenario.stance
    told: dict[str, str | float] = {claim: round(float(strength), 4) for claim, strength in stance.strengths.items()}
    tossed = {claim for pair in stance.drawn for claim in (*pair.first, *pair.second)}
    if tossed:
        strengths = params_of(Job(war.model, members, seed, off=war.recipe.off), 0, members)["claim"]
        for claim in tossed:
            told[claim] = f"{strengths[:, war.model.labels.claims.index(claim)].mean():.2f}, drawn"
    return told


def input_differences(base: War, other: War, *, members: int = DRAWN, seed: int = 0) -> list[dict[str, Any]]:
    """Return what differs between the inputs of two variants: claims by strength, changed values, mechanisms off."""
    before, after = (told_strengths(war, members, seed) for war in (base, other))
    rows: list[dict[str, Any]] = []
    for claim in after:
        old, new = before.get(claim, 0.0), after[claim]
        if old != new:
            rows.append({"what": f"claim {claim}", "base": old, "value": new})
    known = [c.path for c in base.scenario.changes]
    rows += [
        {"what": c.path, "base": c.before, "value": c.after, "reason": c.reason}
        for c in other.scenario.changes
        if c.path not in known
    ]
    return rows + _other_differences(base, other, [str(row["what"]) for row in rows])


def _other_differences(base: War, other: War, told: Sequence[str]) -> list[dict[str, Any]]:
    """Return what else differs between two wars: date, bundle, mechanisms off either way, and every value of their documents."""
    switches = [m for m in MECHANISMS if (m in base.recipe.off) != (m in other.recipe.off)]
    rows = [
        {"what": f"mechanism {m}", "base": _on(m not in base.recipe.off), "value": _on(m not in other.recipe.off)} for m in switches
    ]
    a, b = base.scenario.document, other.scenario.document
    values = list(value_differences(a.model_dump(mode="json"), b.model_dump(mode="json")))
    told = [*told, "fixed"]
    return rows + [
        {"what": path, "base": old, "value": new} for path, old, new in values if not any(_within(path, known) for known in told)
    ]


def _on(on: bool) -> str:
    return "on" if on else "off"


def _within(path: str, known: str) -> bool:
    return path == known or path.startswith((f"{known}.", f"{known}["))


def value_differences(a: Any, b: Any, path: str = "") -> Iterator[tuple[str, Any, Any]]:
    """Yield address, old and new of every value in which two plain documents differ; list items by id where they have one."""
    if a == b:
        return
    if isinstance(a, dict) and isinstance(b, dict) and "distribution" not in (*a, *b):
        for key in dict.fromkeys((*a, *b)):
            yield from value_differences(a.get(key), b.get(key), f"{path}.{key}" if path else str(key))
    elif isinstance(a, list) and isinstance(b, list) and _by_id(a) is not None and _by_id(b) is not None:
        one, two = _by_id(a) or {}, _by_id(b) or {}
        for key in dict.fromkeys((*one, *two)):
            yield from value_differences(one.get(key), two.get(key), f"{path}[{key}]")
    else:
        yield path, _told(a), _told(b)


def _by_id(items: list[Any]) -> dict[str, Any] | None:
    return {str(item["id"]): item for item in items} if all(isinstance(i, dict) and "id" in i for i in items) else None


def _told(value: Any) -> Any:
    """Return a value as it is shown beside another: a number by its distribution, a block by its first words."""
    if isinstance(value, dict) and "distribution" in value:
        return str(Quantity.model_validate(value).distribution)
    text = "none" if value is None else str(value)
    return text if len(text) <= TOLD else f"{text[: TOLD - 3]}..."


def standstill(
    wars: tuple[War, War],
    lived: tuple[Records, Records],
    seed: int,
    inputs: Sequence[Mapping[str, Any]],
    recorded: Sequence[Mapping[str, Any]] = (),
) -> str:
    """Return in words that nothing moved in any course, and why; empty where some course is another.

    ``inputs``: what differs between the wars; ``recorded``: what else two runs say of themselves, such as their version.
    """
    if member_digests(lived[0]) != member_digests(lived[1]):
        if inputs or recorded:
            return ""
        return "Courses differ although no input does: the runs were made by other code, or on another machine."
    moved = moved_records(*wars, lived[0].shape[0], seed)
    if moved:
        named = ", ".join(moved[:SHOWN_FIELDS])
        return f"Identical in every course: {named} differ, but in no course of these did that change anything."
    reasons = [c.inert_reason for c in wars[1].scenario.document.claims if c.inert_reason and _speaks(inputs, c.id)]
    why = f" {' '.join(reasons)}" if reasons else ""
    unread = [row["what"] for row in inputs if not str(row["what"]).startswith(("claim ", "mechanism "))]
    more = f" Nothing reads {', '.join(unread[:SHOWN_FIELDS])}, or another input decides the same number." if unread else ""
    return f"Identical in every course: no number that a course reads differs.{why}{more}"


def _speaks(inputs: Sequence[Mapping[str, Any]], claim: str) -> bool:
    return any(row["what"] == f"claim {claim}" for row in inputs)


def moved_records(base: War, other: War, members: int, seed: int) -> list[str]:
    """Return the fields in which the records of two wars differ, or what their members draw; strengths of claims aside."""
    count = min(members, DRAWN)
    drawn = [params_of(Job(war.model, count, seed, off=war.recipe.off), 0, count) for war in (base, other)]
    if drawn[0].dtype != drawn[1].dtype or base.model.labels != other.model.labels:
        return ["names"]
    a, b = base.model.sc, other.model.sc
    found = [name for name in a.dtype.names or () if a[name].tobytes() != b[name].tobytes()]
    names = drawn[0].dtype.names or ()
    return found + [n for n in names if n != "claim" and not np.array_equal(drawn[0][n], drawn[1][n])]
