"""The claims, rivals and bundles of the flagship: hand-written beside this file, spelled out here."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from nk2020_emit import Flow

SOURCE = Path(__file__).with_name("claims_nk2020.yaml")
UNDISPUTED = {"CAP", "TIE", "CON", "EST"}
FIRST_COMMENT = 63
AGAINST_ARTICLE = ("C64", "C72", "C73", "C76", "C84", "C85", "C86", "C89", "C92", "C93")


class _Text(yaml.SafeLoader):
    """Leaves `on` and `off` as words."""


_Text.yaml_implicit_resolvers = {
    first: [(tag, rule) for tag, rule in rules if not tag.endswith(("bool", "timestamp"))]
    for first, rules in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@lru_cache(maxsize=1)
def source() -> dict[str, Any]:
    """Return the hand-written file."""
    return dict(yaml.load(SOURCE.read_text(encoding="utf-8"), _Text))


def paired() -> set[str]:
    """Return the claims that stand in a rival pair."""
    return {c for pair in source()["rivals"] for c in (*pair["first"], *pair["second"])}


def strength(claim: dict[str, Any]) -> float:
    """Return the default strength: that of a claim of a pair holds where the pair's draw falls on it."""
    if "strength" in claim:
        return float(claim["strength"])
    return 1.0 if claim["id"] in paired() or claim["kind"] in UNDISPUTED else 0.5


def expected(claim: dict[str, Any]) -> float:
    """Return the mean default strength over the members."""
    return 0.5 if claim["id"] in paired() else strength(claim)


def effect(short: dict[str, Any], mean: float) -> Flow:
    """Return an effect with both ends; at strength ``mean`` ratio and gap leave the prior as it is."""
    if "ratio" in short:
        r = float(short["ratio"])
        return Flow(target=short["on"], op="scale", neutral=round(r**-mean, 4), claimed=round(r ** (1 - mean), 4))
    if "gap" in short:
        d = float(short["gap"])
        return Flow(target=short["on"], op="shift", neutral=round(-mean * d, 4), claimed=round((1 - mean) * d, 4))
    op, key = next((op, key) for op, key in (("scale", "times"), ("shift", "plus"), ("value", "value")) if key in short)
    neutral, claimed = short[key]
    return Flow(target=short["on"], op=op, neutral=neutral, claimed=claimed)


def claim_block(claim: dict[str, Any]) -> dict[str, Any]:
    """Return one claim as the scenario file has it."""
    number = int(claim["id"][1:])
    out: dict[str, Any] = {"id": claim["id"], "text": claim["text"], "kind": claim["kind"]}
    out["origin"] = "article" if number < FIRST_COMMENT else "comment"
    out["strength"] = strength(claim)
    if claim["id"] in paired():
        out["credence"] = 0.5
    if claim.get("effects"):
        out["effects"] = [effect(e, expected(claim)) for e in claim["effects"]]
    if claim.get("questions"):
        out["questions"] = claim["questions"]
    out["test"] = claim["test"]
    if "note" in claim:
        out["rests_on"] = claim["note"]
    if "inert" in claim:
        out["inert_reason"] = claim["inert"]
    return out


def bundle(entry: dict[str, Any]) -> dict[str, Any]:
    """Return one bundle; that of the article is made of all its claims."""
    if entry["strengths"] == "article":
        words = {c["id"]: 0.6 if c.get("hedged") else 0.8 for c in source()["claims"] if int(c["id"][1:]) < FIRST_COMMENT}
        return entry | {"strengths": words | dict.fromkeys(AGAINST_ARTICLE, "off")}
    return dict(entry)


def blocks() -> dict[str, Any]:
    """Return the blocks ``claims``, ``rivals`` and ``bundles``."""
    data = source()
    return {
        "claims": [claim_block(c) for c in data["claims"]],
        "rivals": [pair | {"credence": 0.5} for pair in data["rivals"]],
        "bundles": [bundle(b) for b in data["bundles"]],
    }


def links() -> dict[str, dict[str, list[str]]]:
    """Return the reports and questions that claims carry from 16 October on."""
    return dict(source()["october"])
