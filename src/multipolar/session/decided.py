"""Settings and patches that change nothing because something else decides: refused, with what decides and what to do."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from multipolar.errors import Problem
from multipolar.forecast.weighting import weight_of
from multipolar.model.build import Model, build
from multipolar.model.draw import draw
from multipolar.model.labels import slots as effect_places
from multipolar.outside.view import case_of
from multipolar.scenario.document import Claim, Document
from multipolar.scenario.files import as_of_dates
from multipolar.scenario.loaded import Change, Loaded
from multipolar.scenario.nodes import Node, Path, Place
from multipolar.scenario.patches import edit
from multipolar.scenario.paths import PathError, child_of, index_of, steps
from multipolar.scenario.quantity import Quantity
from multipolar.scenario.resolve import Scenario
from multipolar.scenario.shape import alternatives, choices_of, type_at
from multipolar.scenario.translate import validate
from multipolar.scenario.unread import generic, listed

Resolve = Callable[[Document], Scenario]

MEMBERS = 48
SEED = 20201016
ALWAYS = {
    "as_of": ("the date of the forecast is chosen with --as-of", "List the date under as_of_dates in the file, then use --as-of."),
    "as_of_dates": ("the dates are read before any setting", "Write the date into the file, or into a copy of it."),
    "format": ("the format is that of the file", "Leave it."),
}
"""Keys that are read before any setting, each with what decides and what to do."""


@dataclass(frozen=True, slots=True)
class Seen:
    """All that a model lets the courses see: its record, what its members draw, its names, and the scenario in words."""

    scenario: Scenario
    model: Model

    def differs(self, other: Seen) -> bool:
        """Tell whether anything the courses or the reader see differs."""
        if self.model.labels != other.model.labels or self.model.sc.tobytes() != other.model.sc.tobytes():
            return True
        one, two = (draw(seen.model.plan, MEMBERS, seed=SEED) for seen in (self, other))
        return one.tobytes() != two.tobytes() or _words(self.scenario) != _words(other.scenario)


def _words(scenario: Scenario) -> str:
    """Return what readers see that no course does: questions, sources, the outside view, and where the map draws a sector."""
    document = scenario.document
    places = [(sector.tier, sector.lat, sector.lon) for sector in document.theatre.sectors]
    beside = case_of(document), weight_of(scenario)
    return repr((document.questions, document.sources, places, document.as_of, document.round_start, beside))


def undone(loaded: Loaded, document: Document, scenario_of: Resolve, made: Callable[[], Seen] | None = None) -> list[Problem]:
    """Return a fault for every setting and every value set by a patch on top that changes nothing.

    Parameters
    ----------
    loaded : the scenario as read, with what was changed on top of it.
    document : its checked document.
    scenario_of : how a document is resolved in this war, its stance included.
    made : gives the war of the document where it is made anyway; asked only if something has to be compared with it.
    """
    found = [_early(change) for change in loaded.changes if change.by == "--set" and change.path.split(".")[0] in ALWAYS]
    dates = set(as_of_dates(loaded).values())
    rest = [c for c in loaded.changes if c.by not in dates and c.op == "set" and c.path.split(".")[0] not in ALWAYS]
    found += list(_repeated(rest))
    tried = [change for change in rest if change.before != change.after and _counts(loaded.root, change)]
    if tried and not found:
        now = _seen(scenario_of, document) if made is None else made()
        found += [problem for change in tried for problem in _without(loaded, change, now, scenario_of)]
    return found


def _early(change: Change) -> Problem:
    said, hint = ALWAYS[change.path.split(".")[0]]
    return Problem(f"--set {change.path}", 0, 0, change.path, "decided-elsewhere", said, hint)


def _repeated(changes: Sequence[Change]) -> Iterator[Problem]:
    first: dict[str, Change] = {}
    for change in changes:
        before = first.setdefault(change.path, change)
        if change.by == before.by == "--set" and change.after != before.after:
            said = f"set twice, to {before.after!r} and to {change.after!r}"
            yield Problem(f"--set {change.path}", 0, 0, change.path, "decided-elsewhere", said, "Keep one of them.")


def path_of(root: Node, address: str) -> Path:
    """Return an address as a path of keys and places in lists."""
    node, path = root, []
    for step in steps(address):
        at: str | int = step
        if isinstance(node.value, list):
            found = index_of(node.value, step)
            at = found if found is not None else step
        path.append(at)
        node = child_of(node, step) or node
    return tuple(path)


def _counts(root: Node, change: Change) -> bool:
    """Tell whether a change sets something that is meant to move a course: a number, a choice, a name, a switch, a day."""
    path = path_of(root, change.path)
    kind = type_at(Document, path)
    if kind is None or listed(path) or path[-1] in ("grade", "known_on") or generic(path) == "claims.kind":
        return False
    parts = alternatives(kind)
    return bool(choices_of(kind)) or any(part in (Quantity, float, int, bool, dt.date) for part in parts) or path[-1] == "v"


def _seen(scenario_of: Resolve, document: Document) -> Seen:
    scenario = scenario_of(document)
    return Seen(scenario, build(scenario))


def _without(loaded: Loaded, change: Change, now: Seen, scenario_of: Resolve) -> Iterator[Problem]:
    """Yield a fault if the war is the same without the change."""
    root = loaded.root.copy()
    place = Place(loaded.file, 0, 0)
    try:
        if change.before is None:
            edit(root, "remove", change.path, None)
        else:
            edit(root, "put", change.path, _node(change.before, place))
        read = validate(Document, root)
        if read.value is None or read.faults:
            return
        then = _seen(scenario_of, read.value)
    except (PathError, ValueError):
        return
    if now.differs(then) or (change.before is None and now.scenario.document == then.scenario.document):
        return  # it moves something, or it is what a file without it means
    reason, hint = decider(now, then)
    file = f"--set {change.path}" if change.by == "--set" else change.by
    said = f"{change.before!r} changed to {change.after!r} changes nothing in this war: {reason}"
    yield Problem(file, 0, 0, change.path, "decided-elsewhere", said, hint)


def _node(value: Any, place: Place) -> Node:
    if isinstance(value, dict):
        return Node({key: _node(child, place) for key, child in value.items()}, place, place)
    if isinstance(value, list):
        return Node([_node(child, place) for child in value], place, place)
    return Node(value, place, place)


def decider(now: Seen, then: Seen) -> tuple[str, str]:
    """Return what decides the numbers that a change would have moved, and what to do instead."""
    if now.scenario.stance != then.scenario.stance or now.scenario.document.claims != then.scenario.document.claims:
        return "what was chosen of the claims decides it", "Choose the claim itself, with --claim ID=... or another --bundle."
    if now.scenario.document.rivals != then.scenario.document.rivals:
        hint = "Leave the pair to the draw: choose none of its claims."
        return "a choice about its claims decides this pair in every course", hint
    moved = moved_slots(now.model, then.model)
    for claim in now.scenario.document.claims:
        for j, effect in enumerate(claim.effects):
            if moved & set(effect_places(now.model.labels, effect.target)):
                return _claim_decides(claim, j)
    if moved & {int(slot) for slot in now.model.plan.arrays.product_out}:
        return "it follows from other numbers here", "Set those: see `multipolar explain` for the field."
    if moved:
        return "the state of a running war is drawn from its reports", "Set the value of the report that tells of it."
    return (
        "nothing that this war has reads it",
        "It is read only together with another input, or another key decides the same number; see docs/reference/keys.md.",
    )


def _claim_decides(claim: Claim, j: int) -> tuple[str, str]:
    effect = claim.effects[j]
    if effect.op == "value":
        said = f"the claim {claim.id} puts its own value in the place of {effect.target}, on or off"
        ends = f"{effect.claimed:g} in full, {effect.neutral:g} off"
        what = f"--set claims[{claim.id}].effects[{j}].claimed=... or .neutral=..."
        return said, f"Change what the claim says ({ends}): {what}"
    return f"the claim {claim.id} decides {effect.target} at its strength", f"Choose another strength: --claim {claim.id}=..."


def moved_slots(now: Model, then: Model) -> set[int]:
    """Return the slots whose number or distribution two plans give differently."""
    a, b = now.plan.arrays, then.plan.arrays
    if a.template.shape != b.template.shape or a.slot.shape != b.slot.shape:
        return set()
    moved = {int(slot) for slot in np.flatnonzero(a.template != b.template)}
    rows = ((int(s), tuple(a.table[int(r)]), tuple(b.table[int(q)])) for s, r, q in zip(a.slot, a.row, b.row, strict=True))
    return moved | {slot for slot, one, two in rows if one != two}
