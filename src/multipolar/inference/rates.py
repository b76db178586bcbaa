"""Base rates of past wars with intervals: how long, who joins, who keeps promises, who mediates, how wars end and return."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from multipolar.about import __version__
from multipolar.data.tables import Table
from multipolar.data.wars import read_wars
from multipolar.inference.rates_register import LEFT, rate_rows
from multipolar.inference.rates_relapse import LAST_DAY, relapse_rates
from multipolar.inference.rates_share import as_floats, share
from multipolar.inference.rates_wars import (
    ending_rates,
    entry_rates,
    episode_length_rates,
    hazard_rates,
    joiner_rates,
    loss_rates,
    war_loss_rates,
)

Floats = NDArray[np.float64]

SCHEMA = "multipolar-calibration/1"
RECENT = 1946
LENGTHS = (7, 30, 60, 90, 180, 365)
KINDS = {"defence": "defense", "offence": "offense", "neutrality": "neutral", "non_aggression": "nonagg", "consultation": "consul"}
RESAMPLES = 2000
SEED = 7


def calibrate_rates(where: Path | str, *, made: dict[str, str] | None = None) -> dict[str, Any]:
    """Return base rates from a folder of data: ``multipolar-calibration/1`` of kind rates, each with n and a 90 % interval.

    What the folder lacks is listed under ``missing`` and left out.

    Raises
    ------
    DataError : if no table is there, or a table lacks columns.
    """
    tables = read_wars(where)
    rates: dict[str, Any] = {}
    for needed, make in MAKERS:
        if all(name in tables for name in needed):
            rates |= make(*(tables[name] for name in needed))
    missing = sorted({name for needed, _ in MAKERS for name in needed if name not in tables})
    return {
        "schema": SCHEMA,
        "version": __version__,
        "kind": "rates",
        "made": made or {},
        "data": {name: {"sha256": table.digest, "rows": len(table)} for name, table in tables.items()},
        "missing": missing,
        "intervals": "90 %: Jeffreys for shares, bootstrap over wars for quantiles",
        "rates": rates,
        "register": rate_rows(rates),
        "until": until(tables),
        "left_as_it_was": LEFT,
    }


def until(tables: dict[str, Table]) -> dict[str, int]:
    """Return by parameter the last year that its lists speak of, so that a forecast from earlier can say so."""
    return {"settlement_hazard": LAST_DAY.year} if "ucdp_term_dyad_v3-2021.csv" in tables else {}


def length_rates(wars: Table) -> dict[str, Any]:
    """Return how long interstate wars last [days]: quantiles, shares beyond some lengths, and a Weibull fit, all and recent."""
    days, year = wars.number("days"), as_floats([cell[:4] for cell in wars.text("start")])
    found: dict[str, Any] = {}
    for name, use in (("all", year > 0), ("since_1946", year >= RECENT)):
        d = days[use & (days > 0)]
        rng = np.random.default_rng([SEED, len(d)])
        drawn = d[rng.integers(0, len(d), (RESAMPLES, len(d)))]
        rows = {}
        for q in (0.05, 0.25, 0.5, 0.75, 0.95):
            low, high = np.quantile(np.quantile(drawn, q, axis=1), (0.05, 0.95))
            named = {"value": np.quantile(d, q), "low": low, "high": high}
            rows[f"q{round(100 * q):02d}"] = {k: round(float(v), 1) for k, v in named.items()}
        shape, _, scale = stats.weibull_min.fit(d, floc=0)
        over = {f"over_{n}": share(int((d > n).sum()), len(d)) for n in LENGTHS}
        found[name] = {"n": len(d), **rows, **over, "weibull": {"shape": round(float(shape), 3), "scale": round(float(scale), 1)}}
    return {"interstate_war_days": {"source": "Correlates of War 4.0, days fought", **found}}


def treaty_rates(cases: Table) -> dict[str, Any]:
    """Return how often alliance promises were kept once called on, by era and kind."""
    kept, broken = cases.number("honorLLM") == 1, cases.number("violateLLM") == 1
    called, early = kept | broken, cases.number("sample") == 1
    found: dict[str, Any] = {}
    for era, inside in (("1816_1944", early), ("1945_2003", ~early), ("all", np.ones(len(cases), bool))):
        rows = {"any": share(int((kept & inside).sum()), int((called & inside).sum()))}
        for kind, column in KINDS.items():
            of = inside & (cases.number(column) == 1)
            rows[kind] = share(int((kept & of).sum()), int((called & of).sum()))
        found[era] = rows
    return {"treaty_honoured": {"source": "Berkemeier and Fuhrmann 2018, coding of Leeds, Long and Mitchell", **found}}


def mediation_rates(crises: Table) -> dict[str, Any]:
    """Return how often crises are mediated, by violence, and how often they end in an agreement with and without."""
    mediated, known = crises.number("mediate") == 4, np.isfinite(crises.number("mediate"))
    violence, form = crises.number("sevviosy"), crises.number("forout")
    agreed = np.isin(form, (1, 2))
    rows: dict[str, Any] = {"any": share(int(mediated.sum()), int(known.sum()))}
    for code, name in ((1, "no_violence"), (2, "minor_clashes"), (3, "serious_clashes"), (4, "full_scale_war")):
        rows[name] = share(int((mediated & (violence == code)).sum()), int((known & (violence == code)).sum()))
    ends = {}
    for name, use in (("", known), ("_serious", known & (violence >= 3))):
        for side, group in (("mediated", use & mediated), ("not_mediated", use & ~mediated)):
            ends[f"{side}{name}"] = share(int((group & agreed).sum()), int((group & np.isfinite(form)).sum()))
    helped = crises.number("medefct")
    by_agreement = {
        name: share(int((known & agreed & mediated & use).sum()), int((known & agreed & use).sum()))
        for name, use in (("serious", violence >= 3), ("full_scale_war", violence == 4))
    }
    return {
        "mediated": {"source": "International Crisis Behavior 14 (half), 1918-2017", **rows},
        "ends_in_agreement": {"source": "the same, formal or semi-formal agreement", **ends},
        "agreements_mediated": {"source": "the same, share of agreements that a mediator took part in", **by_agreement},
        "mediation_helped": {
            "source": "the same; the mediator mattered (marginally, importantly or most)",
            "any": share(int((mediated & (helped >= 4)).sum()), int((mediated & np.isfinite(helped)).sum())),
        },
    }


def dispute_rates(disputes: Table, participants: Table) -> dict[str, Any]:
    """Return how often militarised disputes with use of force gain a further state."""
    joined = {n for n, orig in zip(participants.text("dispnum"), participants.number("orig"), strict=True) if orig == 0}
    rows = {}
    for code, name in ((4, "use_of_force"), (5, "war")):
        numbers = [n for n, level in zip(disputes.text("dispnum"), disputes.number("hostlev"), strict=True) if level == code]
        rows[name] = share(sum(n in joined for n in numbers), len(numbers))
    return {"dispute_gains_a_state": {"source": "Gibler, Miller and Little 2.2.1, 1816-2010", **rows}}


MAKERS: tuple[tuple[tuple[str, ...], Any], ...] = (
    (("wars.csv",), length_rates),
    (("wars.csv", "wars_outside/wars.csv"), hazard_rates),
    (("wars.csv", "participants.csv"), joiner_rates),
    (("participants.csv", "cow_majors.csv"), entry_rates),
    (("gml_disputes.csv", "gml_participants.csv"), dispute_rates),
    (("berkemeier_fuhrmann_2018.csv",), treaty_rates),
    (("icb1_crises.csv",), mediation_rates),
    (("wars.csv", "ucdp_term_dyad_v3-2021.csv"), ending_rates),
    (("ucdp_term_dyad_v3-2021.csv",), episode_length_rates),
    (("ucdp_term_dyad_v3-2021.csv",), relapse_rates),
    (("participants.csv", "nmc6.csv"), loss_rates),
    (("wars.csv", "participants.csv"), war_loss_rates),
)
"""Which tables make which rates."""
