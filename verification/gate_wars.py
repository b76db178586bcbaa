"""Described edits that make of a war one in which a question can be asked: equal sides, a landing that is cut off, a forced act."""

from __future__ import annotations

from typing import Any

from multipolar.scenario.document import Document, Edge
from verification.gate_changes import Name, change, plain, power_named, sector_named

KEPT = ("halt",)
"""Designs of the border war that have no side."""


def _power(document: Document, name: str, **update: Any) -> Document:
    powers = [p.model_copy(update=update) if p.id == name else p for p in document.powers]
    return document.model_copy(update={"powers": powers})


@change
def at_once(document: Document, power: str, option: str) -> Document:
    """Let a power be at an act from the as-of date on."""
    before = power_named(document, power)
    extra = {name: list(dict.fromkeys([*getattr(before, name), option])) for name in ("options", "active")}
    return _power(document, power, **extra)


@change
def never(document: Document, power: str, option: str) -> Document:
    """Take an act from a power, and from claims what they say of the power's readiness for it."""
    before = power_named(document, power)
    left = {name: [one for one in getattr(before, name) if one != option] for name in ("options", "active")}
    named = f"[{power},{option}]"
    claims = [
        one.model_copy(update={"effects": [each for each in one.effects if named not in each.target.replace(" ", "")]})
        for one in document.claims
    ]
    document = document.model_copy(update={"claims": claims})
    return _power(document, power, **left, exclude={**before.exclude, option: "the question is what it would do"})


@change
def even(document: Document) -> Document:
    """Make of the border war one of two equal sides on equal ground, without powers: all that B has, wants and stands on is A's."""
    side, forces = document.belligerents["A"], document.forces["A"]
    home = sector_named(document, "NBASE")
    field = sector_named(document, "FORD").model_copy(update={"population": plain(0.0, "persons")})
    sectors = [
        home.model_copy(update={"id": "HOME_A"}),
        field.model_copy(update={"id": "FIELD_A", "share_A": plain(1.0), "line_before": None}),
        field.model_copy(update={"id": "FIELD_B", "share_A": plain(0.0), "line_before": None}),
        home.model_copy(update={"id": "HOME_B", "share_A": plain(0.0), "source_of": "B", "recognised_soil_of": "B"}),
    ]
    road = document.theatre.edges[0].model_copy(update={"lifeline_of": None, "lifeline": ""})
    ways = [("HOME_A", "FIELD_A"), ("FIELD_A", "FIELD_B"), ("FIELD_B", "HOME_B")]
    edges = [road.model_copy(update={"id": f"{a}-{b}", "a": a, "b": b}) for a, b in ways]
    men = forces.in_theatre.distribution.median()
    half = plain(0.5 * men, "persons")
    armies = {key: forces.model_copy(update={"distribution": {f"FIELD_{key}": half, f"HOME_{key}": half}}) for key in ("A", "B")}
    wish = {"A": plain(1.0), "B": plain(0.0)}
    sides = {
        key: side.model_copy(
            update={
                "id": document.belligerents[key].id,
                "interests": [one.model_copy(update={"position": wish[key]}) for one in side.interests],
            }
        )
        for key in ("A", "B")
    }
    designs = [
        one.model_copy(update={"face_A": plain(0.0), "face_B": plain(0.0)}) for one in document.settlements if one.id in KEPT
    ]
    issues = [one.model_copy(update={"ground": ["FIELD_A", "FIELD_B"]}) for one in document.issues]
    nothing: dict[str, Any] = {
        name: [] for name in ("claims", "rivals", "bundles", "powers", "treaties", "red_lines", "reports", "questions")
    }
    theatre = document.theatre.model_copy(update={"sectors": sectors, "edges": edges})
    return document.model_copy(
        update={"theatre": theatre, "forces": armies, "belligerents": sides, "settlements": designs, "issues": issues, **nothing}
    )


@change
def landing(document: Document, side: Name, power: str, tonnes: float, road: str = "") -> Document:
    """Give a side a port to which a power brings so many tonnes of shells a day; a road to a sector if told, else none anywhere."""
    base = sector_named(document, "SBASE" if side == "B" else "NBASE")
    port = base.model_copy(update={"id": "PORT", "name": "The port", "source_of": None, "population": plain(0.0, "persons")})
    entry = Edge(
        id="PORT-EXT_SEA", a="PORT", b="EXT_SEA", kind="ext_sea", length=plain(0.0, "km"), capacity=plain(1000.0, "t/day"),
        supplier=power, transit=True,
    )  # fmt: skip
    ways = [entry]
    if road:
        sector_named(document, road)
        ways.append(
            Edge(id=f"PORT-{road}", a="PORT", b=road, kind="road", length=plain(20.0, "km"), capacity=plain(3000.0, "t/day"))
        )
    theatre = document.theatre
    theatre = theatre.model_copy(update={"sectors": [*theatre.sectors, port], "edges": [*theatre.edges, *ways]})
    flow = document.forces[side].model_copy(update={"munitions_resupply": plain(tonnes, "t/day")})
    return document.model_copy(update={"theatre": theatre, "forces": {**document.forces, side: flow}})
