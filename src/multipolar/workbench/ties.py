"""Who leans on whom: sides, powers, treaties, red lines, designs and lifelines of a scenario as points and lines between them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from multipolar.scenario.document import Belligerent, Document
from multipolar.scenario.options import lifeline_name
from multipolar.scenario.quantity import Quantity
from multipolar.workbench.stances import document_in

LEAST_TIE = 0.05
"""Ties that are weaker are not drawn; the form holds them all."""


def ties_document(text: str, path: str) -> dict[str, Any]:
    """Return the points and lines of a scenario's ties.

    Raises
    ------
    ScenarioError : with every fault of the text.
    """
    document = document_in(text, path)
    nodes = list(_nodes(document))
    known = {node["id"] for node in nodes}
    links = [link for link in _links(document) if link["from"] in known and link["to"] in known]
    return {"nodes": nodes, "links": links}


def _nodes(document: Document) -> Iterator[dict[str, Any]]:
    for key, side in sorted(document.belligerents.items()):
        yield {"id": side.id, "name": side.name, "kind": "side", "side": key, "key": f"belligerents.{key}"}
    for power in document.powers:
        yield {"id": power.id, "name": power.name, "kind": "power", "dormant": power.dormant, "key": f"powers[{power.id}]"}
    for treaty in document.treaties:
        yield {"id": f"treaty:{treaty.id}", "name": treaty.name, "kind": "treaty", "key": f"treaties[{treaty.id}]"}
    for line in document.red_lines:
        yield {"id": f"line:{line.id}", "name": line.protects, "kind": "red_line", "key": f"red_lines[{line.id}]"}
    for design in document.settlements:
        yield {"id": f"design:{design.id}", "name": design.what, "kind": "design", "key": f"settlements[{design.id}]"}
    for name, edges in lifelines(document).items():
        first = next(edge for edge in document.theatre.edges if edge.id == edges[0])
        yield {
            "id": f"road:{name}", "name": name.replace("_", " "), "kind": "road", "side": first.lifeline_of,
            "key": f"theatre.edges[{edges[0]}].lifeline",
        }  # fmt: skip


def lifelines(document: Document) -> dict[str, list[str]]:
    """Return the lifelines of a scenario by name, each with the edges that it is made of."""
    found: dict[str, list[str]] = {}
    for edge in document.theatre.edges:
        if name := lifeline_name(edge):
            found.setdefault(name, []).append(edge.id)
    return found


def link(start: str, end: str, kind: str, key: str, said: str, quantity: Quantity | None = None) -> dict[str, Any]:
    """Return one line: from where to where, what it is, how strong, and what it rests on."""
    strength = None if quantity is None else quantity.distribution.median()
    return {
        "from": start, "to": end, "kind": kind, "value": strength, "key": key,
        "claim": None if quantity is None else quantity.claim, "source": [] if quantity is None else list(quantity.source),
        "text": said,
    }  # fmt: skip


def lean(value: float) -> str:
    """Return a tie in words.

    Examples
    --------
    >>> [lean(value) for value in (0.9, 0.3, 0.0, -0.3, -0.9)]
    ['stands behind', 'leans to', 'is neutral to', 'leans against', 'is hostile to']
    """
    steps = ((0.6, "stands behind"), (LEAST_TIE, "leans to"), (-LEAST_TIE, "is neutral to"), (-0.6, "leans against"))
    return next((said for least, said in steps if value >= least), "is hostile to")


def _links(document: Document) -> Iterator[dict[str, Any]]:
    sides: dict[str, Belligerent] = {str(key): side for key, side in document.belligerents.items()}
    names = {one.id: one.name for one in sides.values()} | {power.id: power.name for power in document.powers}
    ids = {key: one.id for key, one in sides.items()} | dict(zip(names, names, strict=True))
    for power in document.powers:
        for side, quantity in (("A", power.tie_A), ("B", power.tie_B)):
            value, own = quantity.distribution.median(), sides[side]
            if abs(value) >= LEAST_TIE:
                said = f"{power.name} {lean(value)} {own.name}"
                yield link(power.id, own.id, "tie", f"powers[{power.id}].tie_{side}", said, quantity)
        for rival, quantity in power.rivals.items():
            if rival in names:
                said = f"{power.name} counts {names[rival]} as a rival"
                yield link(power.id, rival, "rival", f"powers[{power.id}].rivals.{rival}", said, quantity)
    for i, tie in enumerate(document.ties):
        value = tie.tie.distribution.median()
        said = f"{names.get(tie.a, tie.a)} {lean(value)} {names.get(tie.b, tie.b)}"
        yield link(ids.get(tie.a, tie.a), ids.get(tie.b, tie.b), "tie", f"ties[{i}].tie", said, tie.tie)
    for treaty in document.treaties:
        for party in treaty.parties:
            said = f"{names.get(party, party)} is a party to {treaty.name}"
            yield link(
                ids.get(party, party), f"treaty:{treaty.id}", "party", f"treaties[{treaty.id}].parties", said, treaty.reliability
            )
    for line in document.red_lines:
        owner = ids.get(line.owner, line.owner)
        said = f"{names.get(line.owner, line.owner)} names {line.protects} as its red line"
        yield link(owner, f"line:{line.id}", "red_line", f"red_lines[{line.id}]", said, line.credibility)
        for other in line.against:
            said = f"the red line of {names.get(line.owner, line.owner)} is against {names.get(other, other)}"
            yield link(f"line:{line.id}", ids.get(other, other), "against", f"red_lines[{line.id}].against", said)
    for design in document.settlements:
        for who in (*design.consent, *design.enforcers):
            part = "enforces" if who in design.enforcers else "must sign"
            said = f"{names.get(who, names.get(ids.get(who, ''), who))} {part}: {design.what}"
            kind = "enforces" if who in design.enforcers else "consent"
            yield link(
                ids.get(who, who), f"design:{design.id}", kind, f"settlements[{design.id}]", said, design.part_worth.get(who)
            )
    for name, edges in lifelines(document).items():
        edge = next(edge for edge in document.theatre.edges if edge.id == edges[0])
        if edge.lifeline_of is not None:
            whose = sides[edge.lifeline_of]
            said = f"{whose.name} lives on {name.replace('_', ' ')}"
            yield link(f"road:{name}", whose.id, "lifeline", f"theatre.edges[{edge.id}].lifeline_of", said, edge.capacity)
