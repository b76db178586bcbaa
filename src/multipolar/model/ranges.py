"""The range that each drawn parameter may take, whatever a prior or a claim makes of it."""

from __future__ import annotations

import numpy as np

from multipolar.model.fields import PARAMS, SMALL, Capacity, Field
from multipolar.model.records import params_offset, shape_of
from multipolar.numerics.arrays import FloatArray

FREE = (-1e12, 1e12)
POSITIVE = (0.0, 1e12)
SHARE = (0.0, 1.0)
SIGNED = (-1.0, 1.0)

UNIT_RANGE: dict[str, tuple[float, float]] = {
    "share": SHARE,
    "probability": SHARE,
    "P(60 d)": SHARE,
    "share/day": SHARE,
    "tie": SIGNED,
    "tie/week": SIGNED,
    "persons": POSITIVE,
    "items": POSITIVE,
    "aircraft": POSITIVE,
    "batteries": POSITIVE,
    "t": POSITIVE,
    "t/day": POSITIVE,
    "days": POSITIVE,
    "years": POSITIVE,
    "km": POSITIVE,
    "km2": POSITIVE,
    "km/day": POSITIVE,
    "men/km": POSITIVE,
    "1/day": POSITIVE,
    "1/week": POSITIVE,
    "1/month": POSITIVE,
    "bn USD": POSITIVE,
    "M USD/day": POSITIVE,
    "kg/soldier-day": POSITIVE,
    "items/drone-day": POSITIVE,
    "persons/100 rounds": POSITIVE,
    "ratio": POSITIVE,
    "odds ratio": POSITIVE,
    "share of sd": POSITIVE,
}
"""Ranges by unit; a unit that is not listed is free."""

FIELD_RANGE: dict[str, tuple[float, float]] = {
    "on": SHARE,
    "claim": SHARE,
    "quality": SHARE,
    "salience": SHARE,
    "position": SHARE,
    "awake": SHARE,
    "script_rule": SHARE,
    "tacit_contract": SHARE,
    "design_consent": SHARE,
    "design_known": SHARE,
    "edge_military": SHARE,
    "activism_minds": SHARE,
    "flight_all": SHARE,
    "compliance": (0.0, 2.0),
    "rival_weight": SHARE,
    "interdiction": SHARE,
    "ad_loss": SHARE,
    "drone_loss": SHARE,
    "adviser_effect": (0.0, 2.0),
    "optimism": SIGNED,
    "link_optimism": SIGNED,
    "fx_drift": SIGNED,
    "energy_stake": SIGNED,
    "attack_threshold": (0.02, 0.98),
    "tempo": (0.001, 0.999),
    "will_start": (0.01, 0.99),
    "place_depth": (0.02, 1.0),
    "own_loss_reporting": (0.02, 1.0),
    "enemy_claim": (0.1, 100.0),
    "surprise": (0.0, 3.0),
    "preparation": (0.0, 3.0),
    "value": (0.0, 10.0),
    "commitment": (0.01, 1.0),
    "men": (1.0, 1e8),
    "population": (1e4, 2e9),
    "quality_noise": (0.2, 5.0),
    "repair_time": (0.05, 1e4),
    "effort_recovery": (1.0, 1e4),
    "distance_scale": (1.0, 1e6),
    "men_per_axis": (500.0, 1e6),
    "attack_density": (10.0, 1e5),
    "hold_density": (5.0, 1e5),
    "bargaining_horizon": (1.0, 1e4),
    "foresight": (1.0, 1e4),
    "red_spread": (0.01, 10.0),
    "red_error": (0.0, 10.0),
    "munitions_use": (0.01, 1e7),
    "supply_need": (0.1, 1e4),
    "request_probability": SHARE,
    "readiness_out": POSITIVE,
    "readiness_armed": POSITIVE,
    "readiness_direct": POSITIVE,
    "choice_scale": (0.005, 10.0),
    "propensity_stop": POSITIVE,
    "choice_precision": POSITIVE,
    "precision_factor": POSITIVE,
    "risk_aversion": POSITIVE,
    "option_weight": POSITIVE,
    "option_cost": POSITIVE,
    "axis_weight": POSITIVE,
    "tail_scale": POSITIVE,
    "shelling_towns": POSITIVE,
    "strain_scale": POSITIVE,
    "reputation_loss": POSITIVE,
    "link_reputation": POSITIVE,
    "cost_unit": POSITIVE,
    "offer_noise": POSITIVE,
    "leader_punishment": POSITIVE,
    "face_weight": POSITIVE,
    "legitimacy_cost": FREE,
    "leverage_effect": (0.01, 1e3),
    "facilitation": (0.01, 1e3),
    "reserve_inflow": (-1.0, 1e6),
    "threat_weight": POSITIVE,
    "benefit_weight": POSITIVE,
    "enforcement_halflife": (0.01, 1e3),
}
"""Ranges of single fields where the unit does not say enough."""


def range_of(field: Field) -> tuple[float, float]:
    """Return the least and the greatest value that a PARAMS field may take."""
    return FIELD_RANGE.get(field.name) or UNIT_RANGE.get(field.unit, FREE)


def slot_ranges(capacity: Capacity = SMALL) -> tuple[FloatArray, FloatArray]:
    """Return the least and greatest value of every slot of the PARAMS vector: (slot,), (slot,)."""
    last = PARAMS[-1]
    total = params_offset(last.name, capacity) + int(np.prod(shape_of(last, capacity)))
    low, high = np.full(total, FREE[0]), np.full(total, FREE[1])
    for field in PARAMS:
        first = params_offset(field.name, capacity)
        there = slice(first, first + int(np.prod(shape_of(field, capacity))))
        low[there], high[there] = range_of(field)
    return low, high
