"""Invented past wars: what was known, what happened, and forecasters of known skill, so that scores can be tested."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from multipolar.codes import ARRANGEMENTS, ENDINGS
from multipolar.forecast.baselines import Known
from multipolar.forecast.war import WarFacts, WarForecast, WarTruth

KINDS = tuple(ENDINGS)
POWERS = {"near": "armed", "far": "out", "fighting": "direct"}


def war(name: str = "one", ending: str = "knockout_A", *, length: float = 30.0, balance: float = 0.5, year: int = 2000) -> Known:
    """Return a war of three powers in which the far one comes in and the near one brokers, from January to June of a year."""
    facts = WarFacts(name, f"{year}-01-01", 180, POWERS, balance, moved=False)
    levels = {"near": {"armed": 1.0}, "far": {"direct": 1.0}, "fighting": {"direct": 1.0}}
    truth = WarTruth(
        ending, {ending: 1.0}, length, levels, {"near": 0.0, "far": 1.0, "fighting": 0.0}, ("near", "outsider"), "observers", 0.3,
        {"A": 999.0, "B": 99.0}, ended=f"{year}-06-30",
    )  # fmt: skip
    return Known(facts, truth)


def perfect(known: Known) -> WarForecast:
    """Return the forecast that says exactly what happened."""
    t = known.truth
    return WarForecast(
        endings={str(t.ending): 1.0}, length=np.array([t.length]), levels=t.levels, newly=t.newly,
        brokers={p: float(p in (t.brokers or ())) for p in known.facts.levels}, arrangement={str(t.arrangement): 1.0},
        changed=np.array([t.changed]), deaths={side: np.array([n]) for side, n in t.deaths.items()},
    )  # fmt: skip


def many(n: int = 40, seed: int = 5) -> dict[str, Known]:
    """Return wars whose ends differ, one a year from 1950 on."""
    rng = np.random.default_rng(seed)
    wars = {}
    for i in range(n):
        ending = KINDS[rng.integers(0, 7)]
        length, balance = float(rng.integers(2, 180)), float(rng.normal())
        one = war(f"w{i:02d}", ending, length=length, balance=balance, year=1950 + i)
        kind = tuple(ARRANGEMENTS)[rng.integers(0, 5)]
        truth = replace(one.truth, changed=float(rng.random()), arrangement=kind, deaths={s: 10 ** rng.uniform(2, 4) for s in "AB"})
        wars[one.facts.id] = Known(one.facts, truth)
    return wars


def skilled(known: Known, seed: int = 1) -> WarForecast:
    """Return a forecast that is often right: four tenths more on what happens, numbers near the truth."""
    rng = np.random.default_rng(seed)
    t = known.truth
    endings = {k: 0.6 / 7 + 0.4 * (k == t.ending) for k in KINDS}
    kinds = {k: 0.6 / 5 + 0.4 * (k == t.arrangement) for k in ARRANGEMENTS}
    return WarForecast(
        endings=endings, length=np.clip(rng.normal(t.length, 15.0, 50), 0, 180), levels={p: {"armed": 1.0} for p in POWERS},
        newly=dict.fromkeys(POWERS, 0.1), brokers=dict.fromkeys(POWERS, 0.2), arrangement=kinds,
        changed=np.clip(rng.normal(t.changed, 0.1, 50), 0, 1),
        deaths={s: 10 ** rng.normal(np.log10(n), 0.2, 50) for s, n in t.deaths.items()},
    )  # fmt: skip
