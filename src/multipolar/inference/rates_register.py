"""From base rates to priors of the model, where data support a value; the rest stays as it was, with the reason."""

from __future__ import annotations

from typing import Any

import numpy as np

from multipolar.inference.rates_share import share

QUARTER = 0.25
"""Weight of an entry counted by world region, not by border: it says something about neighbours, not everything. Grade J."""
BEFORE = {"entry_neighbour": (1.5, 22.0), "entry_distant": (1.0, 60.0)}
"""Beliefs before the data, Beta(a, b): subject 11."""
PULL = {
    "victory": np.exp(-2.5),
    "ceasefire": np.exp(-2.5 * 0.5),
    "agreement": np.exp(-2.5 * 0.5 - 1.1) * (1.0 - 0.7 * 0.3),
    "fades": np.exp(-2.5 * 0.7),
}
"""What the model's law of relapse multiplies the base hazard with: decided 1, 0.5, 0.5 and 0.7; an agreement watched, with
enforcement 0.3 (aftermath.py; grade J)."""
LEAST_SD = 0.7
MISSED_SD = 0.5
"""Log-spread for episodes that the list of dyads may lack, and for its threshold of 25 deaths. Grade J."""
LEFT: dict[str, str] = {
    "truce_hazard": "no table here lists humanitarian truces with their hours; stays grade J",
    "treaty_reliability": "scenarios state it per treaty; treaty_honoured is the rate to hold it against",
    "leverage_effect": "crises that are mediated differ from others; the contrast of ends_in_agreement is no effect of leverage",
    "truce_calls": "no table here counts calls; stays grade J",
    "break_hazard": "no table of units that broke; McQuie's reasons give shares, not a rate",
    "peacekeeper_effect": "needs covariates of each peace that these tables lack",
}


def entry_prior(field: str, counted: dict[str, Any]) -> dict[str, Any]:
    """Return an entry prior: belief and a quarter of the counted cases give the mean, the belief keeps its width."""
    a, b = BEFORE[field]
    mean = (a + QUARTER * counted["yes"]) / (a + b + QUARTER * counted["n"])
    fresh = (mean * (a + b), (1.0 - mean) * (a + b))
    why = f"{counted['yes']} of {counted['n']} chances, a quarter of the weight because 'near' is by world region; width as before"
    return {"prior": f"Beta({fresh[0]:.2f}, {fresh[1]:.1f})", "mean": round(mean, 4), "why": why}


def settlement_prior(relapse: dict[str, Any]) -> dict[str, Any]:
    """Return the base hazard of renewed war [1/day]: the observed hazards by way of ending, read back through the model's law."""
    logs = [float(np.log(relapse[way]["hazard_per_day"]["value"] / pull)) for way, pull in PULL.items()]
    spread = float(np.std(logs, ddof=1))
    sd = max(LEAST_SD, float(np.hypot(spread, MISSED_SD)))
    why = (
        "geometric mean over four ways of ending of the observed hazard divided by what the law multiplies it with; "
        f"spread between them {spread:.2f}, {MISSED_SD} for episodes missed"
    )
    return {"prior": f"LogN({float(f'{np.exp(np.mean(logs)):.2g}'):g}, {sd:.2f})", "why": why}


def rate_rows(rates: dict[str, Any]) -> dict[str, Any]:
    """Return the priors that base rates support, by parameter."""
    rows: dict[str, Any] = {}
    if "major_power_enters" in rates:
        counted = rates["major_power_enters"]
        nobody = share(0, 0)
        rows["entry_neighbour"] = entry_prior("entry_neighbour", counted.get("near", nobody))
        rows["entry_distant"] = entry_prior("entry_distant", counted.get("far", nobody))
    relapse = rates.get("fighting_returns", {})
    if all(relapse.get(way, {}).get("hazard_per_day", {}).get("yes", 0) > 0 for way in PULL):
        rows["settlement_hazard"] = settlement_prior(relapse)
    return rows
