"""What a reader is told of a conflict's states: which come first, why its status quo holds or not, what would make it hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from multipolar.strategic.graph.stability import CONCEPTS

TELLING = ("GMR", "SMR", "SEQ", "R")
"""Concepts by how much their reason for leaving says."""
LEAST = 0.01
"""Share of bootstraps from which on a state that does not hold in the means is told [1]."""
SHOWN = 16
"""States and paths that are told."""
MEANING = (
    "R: nobody has a better move. GMR: each better move can be answered so that it is no better. SMR: and there is no escape. "
    "SEQ: by answers that those who give them want."
)


def ranked(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the status quo, then the states that hold at all, by the number of concepts and how often they do.

    A state that holds under no concept, in the means or in one bootstrap of a hundred, is left out.
    """

    def order(row: Mapping[str, Any]) -> tuple[bool, int, float, str]:
        often = sum((row["p"] or {}).values())
        return row["state"] != document["status_quo"], -len(row["equilibrium"]), -often, row["state"]

    held = (row for row in document["states"] if row["equilibrium"] or max((row["p"] or {}).values(), default=0.0) >= LEAST)
    now = (row for row in document["states"] if row["state"] == document["status_quo"])
    return sorted({row["state"]: row for row in (*now, *held)}.values(), key=order)


def leaving(row: Mapping[str, Any]) -> str:
    """Return whether groups leave a state where no single actor does: the first that leaves, stay, or empty for not judged."""
    judged = {c: one for c in CONCEPTS if (one := row["groups"][c]) is not None}
    gone = [f"{'+'.join(one['group'])} leave ({c})" for c, one in judged.items() if not one["stable"]]
    return gone[0] if gone else "stay" if judged else ""


def told(row: Mapping[str, Any]) -> list[str]:
    """Return the reasons that a reader needs: who leaves or is held by answers, concepts that agree together, then who stays."""
    together: dict[str, list[Mapping[str, Any]]] = {}
    for one in row["reasons"]:
        if one["improvements"]:
            free = next((way["to"] for way in one["improvements"] if not way["sanction"]), None)
            together.setdefault(f"{one['actor']}: {free or one['improvements']}", []).append(one)
    lines = []
    for alike in together.values():
        # Without any answer at all says most of why somebody leaves, and comes first where it is one of the concepts.
        best = min(alike, key=lambda one: TELLING.index(one["concept"]))
        lines.append(f"{', '.join(one['concept'] for one in alike)}: {best['text']}")
    if row["reasons"] and not lines:
        return ["No actor has a move of its own that is better for it."]
    still = [one["text"] for one in row["reasons"] if not one["improvements"] and one["concept"] == CONCEPTS[0]]
    return [*lines, *still]


def changes(document: Mapping[str, Any]) -> list[str]:
    """Return what would make the status quo hold, concepts that ask for the same together."""
    together: dict[str, list[str]] = {}
    for concept, change in document["change"].items():
        if change is not None and change["total"] > 0.0:
            raised = {name: one for name, one in change["by_actor"].items() if one["rise"] > 0.0}
            by = ", ".join(f"{name} by {one['rise']:.3g}" for name, one in raised.items())
            together.setdefault(by, []).append(concept)
    return [
        f"Smallest change that makes it hold under {', '.join(concepts)}: what it is worth rises for {by}."
        for by, concepts in together.items()
    ]


def ways(document: Mapping[str, Any], words: Mapping[str, str]) -> list[str]:
    """Return the ways from the status quo to the equilibria, each step better for whoever takes it."""
    found: Sequence[Mapping[str, Any]] = document["paths"] or ()
    there = [row for row in found if row["moves"]]
    lines = []
    for row in there[:SHOWN]:
        steps = ", then ".join(f"{move['actor']} to {words.get(move['to'], move['to'])}" for move in row["moves"])
        lines.append(f"Improvements lead to {words[row['to']]}: {steps}.")
    if len(there) > SHOWN:
        lines.append(f"{len(there) - SHOWN} more ways in the document.")
    if len(found) > len(there):
        lines.append(f"No improvements lead to {len(found) - len(there)} of the {len(found)} other states that hold.")
    return lines
