"""What was asked of the invented war besides its forecast: a game of two powers, what holds in it, and three designs, made up."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import numpy as np

from multipolar.strategic.games.game import noisy_of_runs
from multipolar.studies import powers as game
from multipolar.studies import settle, stability
from multipolar.studies.deviations import deviation_rows
from multipolar.studies.method_answers import methods_of_election, methods_of_game
from multipolar.studies.postures import Posture
from multipolar.studies.power_runs import Players

OUT, ARM = Posture("stay_out", "stays out", ()), Posture("arm", "arms its side", ("arm_A",))
TWO = Players((0, 1), ("NOR", "SOU"), ((OUT, ARM), (OUT, ARM)), (0, 0))
DILEMMA = np.array([[[3.0, 0.0], [5.0, 1.0]], [[3.0, 5.0], [0.0, 1.0]]])
"""Payoffs (player, own posture of NOR, of SOU): arming pays alone and hurts together."""
HEAD: dict[str, Any] = {"version": "0.1.0", "scenario": "invented_pass", "as_of": "2030-04-20", "digest": "ab" * 32}


def noisy(runs: int = 40) -> Any:
    """Return the dilemma as estimated from runs that share most of their luck."""
    rng = np.random.default_rng(1)
    own = 0.2 * rng.normal(size=(runs, 2, 2, 2))
    return noisy_of_runs(DILEMMA + own - own.mean(axis=0), TWO.names)


def powers_document() -> dict[str, Any]:
    """Return the powers' game: arming is better for each whatever the other does."""
    keys = ["stay_out,stay_out", "stay_out,arm", "arm,stay_out", "arm,arm"]
    payoffs = {
        key: {name: {"mean": float(DILEMMA[(i, *divmod(k, 2))]), "se": 0.03, "runs": 40} for i, name in enumerate(TWO.names)}
        for k, key in enumerate(keys)
    }
    quantal = [
        {"precision": t, "power": name, "posture": one, "p": p, "low": max(0.0, p - 0.02), "high": min(1.0, p + 0.02)}
        for t, arm in ((0.5, 0.6), (1.0, 0.7), (2.0, 0.85), (4.0, 0.97))
        for name in TWO.names
        for one, p in (("stay_out", 1.0 - arm), ("arm", arm))
    ]
    gone = [{"posture": "stay_out", "gain": -1.0, "se": 0.04, "upper": -0.92}]
    certified = {"regret": 0.0, "bound": 0.0, "verdict": "certified", "tolerance": 0.04, "deviations": gone}
    return HEAD | {
        "schema": game.SCHEMA, "members": 400, "seed": 1, "powers": list(TWO.names), "status_quo": "stay_out,stay_out",
        "postures": {name: [{"name": one.name, "text": one.text} for one in (OUT, ARM)] for name in TWO.names},
        "payoffs": payoffs, "completion": None, "quantal": quantal,
        "pure": [{"profile": "arm,arm", "share": 0.93, "in_means": True, "regret": {"NOR": 0.0, "SOU": 0.0}}],
        "deviations": deviation_rows(TWO, noisy(), [(0, 0), (1, 1)]), "methods": methods_of_game(noisy(), draws=8),
        "certify": {
            "profile": "arm,arm", "members": 200, "regret": 0.0, "bound": 0.0, "verdict": "certified",
            "players": dict.fromkeys(TWO.names, certified),
        },
    }  # fmt: skip


def stability_document() -> dict[str, Any]:
    """Return what holds in the same game."""
    stage, places = stability.stage_of_game(TWO, noisy())
    drawn = lambda most: stability.drawn_payoffs(noisy(), places, min(most or 40, 40), 1)
    return HEAD | {"schema": stability.SCHEMA, "draws": 40, "tie": stability.TIE, **stability.solved(stage, "sequence", drawn)}


def side(signs: float) -> dict[str, Any]:
    """Return one side of a design on a day."""
    turned = {"guarantor": 0.6, "leader": 0.1, "patron": 0.0, "face": 0.2} if signs < 1.0 else {}
    return {
        "signs": signs,
        "leader": signs,
        "public": signs,
        "turned_by": turned,
        "short": [0.1, 0.2, 0.3] if signs < 1.0 else None,
    }


def design(name: str, what: str, both: float, veto: dict[str, float], lasts: float, *, final: bool = True) -> dict[str, Any]:
    """Return a design that is signed half as often on day 10 as on day 30."""
    days = [
        {
            "day": day, "both": both * part, "signed": both * part * 0.8, "share": 0.4, "veto": veto,
            "sides": {"AAA": side(1.0), "BBB": side(1.0 - veto.get("BBB", 0.0))},
        }
        for day, part in ((10, 0.5), (30, 1.0))
    ]  # fmt: skip
    return {
        "id": name, "what": what, "tried": name == "guard", "ends_the_war": final, "known": 1.0, "enforcement": 0.5,
        "face": {"AAA": 0.2, "BBB": -0.3}, "durability": lasts, "days": days,
    }  # fmt: skip


def settlement_document() -> dict[str, Any]:
    """Return three designs, one of them a pause, on two days; from day 30 on A wants less than B would leave."""
    zone = [
        {
            "day": day, "running": run, "p": p, "both": p, "gap": 0.2, "need": {"of": "AAA", "quartiles": [m - 0.05, m, m + 0.05]},
            "give": {"of": "BBB", "quartiles": [0.2, 0.3, 0.4]}, "refuses": {"AAA": 0.1, "BBB": 0.4},
        }
        for day, run, p, m in ((10, 0.9, 0.2, 0.35), (30, 0.6, 0.48, 0.25), (60, 0.3, 0.3, 0.2))
    ]  # fmt: skip
    names = ("guard", "patrols")
    draws = [(np.array([2.0, 1.0]), np.array([[1.0, 0.2 + 0.01 * k], [0.0, 1.0]])) for k in range(4)]
    options = [
        {
            "design": name, "share": share, "p": p, "low": p - 0.05, "high": p + 0.05, "least": p - 0.2, "most": p + 0.2,
            "switches": {rule: dict.fromkeys(("Linear", "Square", "Quartic"), p) for rule in ("Conditional", "MarkovUniform")},
        }
        for name, share, p in zip(names, (0.4, 0.5), (0.7, 0.3), strict=True)
    ]  # fmt: skip
    election = {
        "day": 10, "courses": 380, "draws": 400, "rule": "Conditional", "law": "Linear", "vote": "Proportional", "left_out": [],
        "actors": [
            {"actor": "AAA", "side": True, "influence": 0.6, "likes_best": "guard", "position": 0.4},
            {"actor": "NOR", "side": False, "influence": 0.4, "likes_best": "patrols", "position": 0.5},
        ],
        "options": options, "likeliest": "guard", "expected": 0.43, "spread": 0.05,
        "averages": {"mean": 0.45, "weighted_mean": 0.44, "median": 0.45, "weighted_median": 0.4},
        "methods": methods_of_election(draws, ("Conditional", "Linear", "Proportional")),
        "warnings": ["the method moves the answer more than what is not known"],
    }  # fmt: skip
    designs = [
        design("truce", "a pause for prisoners", 0.0, {"AAA": 0.99, "BBB": 0.9}, 0.3, final=False),
        design("guard", "Norland's guard along the pass", 0.6, {"BBB": 0.4, "SOU": 0.2}, 0.7),
        design("patrols", "joint patrols", 0.3, {"BBB": 0.7, "NOR": 0.85}, 0.8),
    ]
    return HEAD | {
        "schema": settle.SCHEMA, "members": 400, "sides": ["AAA", "BBB"], "designs": designs, "zone": zone, "mediators": [],
        "remedies": settle.TURNED, "election": election,
    }  # fmt: skip


@lru_cache(maxsize=1)
def asked_documents() -> dict[str, Any]:
    """Return all three, as a run's folder holds them."""
    found = {"powers": powers_document(), "stability": stability_document(), "settlement": settlement_document()}
    return {**found, "notes": {}}
