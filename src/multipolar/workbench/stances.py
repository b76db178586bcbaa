"""The claims of a scenario as switches: what each says and moves, what speaks against it, and the bundles of them."""

from __future__ import annotations

from typing import Any

from multipolar.errors import ScenarioError
from multipolar.report.number_words import effects_text, things_in
from multipolar.scenario.check import check
from multipolar.scenario.document import Document
from multipolar.scenario.loaded import loaded_from
from multipolar.scenario.stance import choose
from multipolar.session.war import words


def document_in(text: str, path: str) -> Document:
    """Return the scenario that a text holds, as of the date of the file itself.

    Raises
    ------
    ScenarioError : with every fault.
    """
    found = check(loaded_from(text, path), words())
    if found.document is None:
        raise ScenarioError(found.problems)
    return found.document


def claims_document(text: str, path: str) -> dict[str, Any]:
    """Return claims, rival pairs and bundles of a scenario.

    Raises
    ------
    ScenarioError : with every fault of the text.
    """
    document = document_in(text, path)
    stance = choose(document, None, ())
    things = things_in(document)
    against: dict[str, list[str]] = {}
    for pair in document.rivals:
        for own, other in ((pair.first, pair.second), (pair.second, pair.first)):
            for name in own:
                against.setdefault(name, []).extend(other)
    claims = [
        {
            "id": claim.id, "text": claim.text, "kind": claim.kind, "on": float(stance.strengths.get(claim.id, 0.0)) > 0.0,
            "strength": float(stance.strengths.get(claim.id, 0.0)), "credence": claim.credence,
            "rival": list(dict.fromkeys(against.get(claim.id, ()))), "replaces": list(claim.replaces),
            "what": effects_text(claim.effects, things, claim.inert_reason), "test": claim.test, "origin": claim.origin,
        }
        for claim in document.claims
    ]  # fmt: skip
    rivals = [
        {"id": p.id, "first": list(p.first), "second": list(p.second), "credence": p.credence, "note": p.note}
        for p in document.rivals
    ]
    bundles = [{"id": b.id, "text": b.text, "author": b.author, "strengths": dict(b.strengths)} for b in document.bundles]
    return {"claims": claims, "rivals": rivals, "bundles": bundles}
