"""From base rates to priors of the model, where data support a value; the rest stays as it was, with the reason."""

from __future__ import annotations

from typing import Any

import numpy as np

from multipolar.diplomacy.aftermath import AFTER_AGREEMENT, AFTER_CEASEFIRE, AFTER_FADING, AFTER_VICTORY, WATCHED

PULL = {
    "victory": AFTER_VICTORY,
    "ceasefire": AFTER_CEASEFIRE,
    "agreement": AFTER_AGREEMENT * np.exp(-WATCHED) * (1.0 - 0.7 * 0.3),
    "fades": AFTER_FADING,
}
"""What the model's law of relapse multiplies the base hazard with; an agreement watched, with enforcement 0.3 (aftermath.py)."""
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
    relapse = rates.get("fighting_returns", {})
    if all(relapse.get(way, {}).get("hazard_per_day", {}).get("yes", 0) > 0 for way in PULL):
        rows["settlement_hazard"] = settlement_prior(relapse)
    return rows
