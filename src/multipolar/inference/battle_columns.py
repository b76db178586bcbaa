"""What is known before a battle, as columns: force ratio, ground, posture, air, surprise, era, arms, width."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from multipolar.data.battles import Battles

Floats = NDArray[np.float64]

LAW = (
    "assault_base", "assault_ratio", "assault_rugged", "assault_ratio_rugged", "assault_fortified", "assault_prepared",
    "assault_delay", "assault_air", "assault_surprise", "assault_urban",
)  # fmt: skip
"""Terms of the model's own logit of attacker success, named after the parameters they set."""
WIN_PRIOR: dict[str, tuple[float, float]] = {
    "assault_base": (0.0, 0.7),
    "assault_ratio": (0.6, 0.5),
    "assault_rugged": (-0.31, 0.5),
    "assault_ratio_rugged": (0.0, 0.5),
    "assault_fortified": (-0.46, 0.5),
    "assault_prepared": (-0.31, 0.5),
    "assault_delay": (0.18, 0.5),
    "assault_air": (0.5, 0.5),
    "assault_surprise": (0.5, 0.5),
    "assault_urban": (-0.34, 0.5),
}
"""Weak priors that this table has not informed. Ground and posture: 2.2 ln of the QJM factors against rolling ground and hasty
defence (Dupuy 1979); force ratio: 672 division engagements (Dupuy Institute 2019), pulled in; air and surprise: the sign."""
EXTRAS = ("defender_strikes", "guns", "sorties", "tanks", "wet", "defender_density")
"""Further columns of the predictor, centred so that the law's terms keep their meaning."""
ERAS: dict[str, tuple[int, int]] = {
    "era_1600_1799": (0, 1800),
    "era_1800_1913": (1800, 1914),
    "era_1914_1938": (1914, 1939),
    "era_1946": (1946, 3000),
}
"""Eras against 1939-45: the base is the era the model speaks of."""
MODERN = 1939
LOSS_COLUMNS = (
    "base", "enemy_ratio", "size", "fortified", "prepared", "delay", "rugged", "urban", "surprise", "air", "sorties", "days",
)  # fmt: skip
SORTIE_FLOOR, GUN_FLOOR, TANK_FLOOR = 20.0, 20.0, 20.0


def law_columns(data: Battles) -> dict[str, Floats]:
    """Return the terms of the model's logit (battle,) by name."""
    ratio = np.log(data.attackers / data.defenders)
    return {
        "assault_base": np.ones(len(data)),
        "assault_ratio": ratio,
        "assault_rugged": data.rugged,
        "assault_ratio_rugged": ratio * data.rugged,
        "assault_fortified": posture(data, "FD"),
        "assault_prepared": posture(data, "PD"),
        "assault_delay": posture(data, "DL", "WD"),
        "assault_air": data.air,
        "assault_surprise": data.surprise,
        "assault_urban": data.urban,
    }


def posture(data: Battles, *codes: str) -> Floats:
    """Return 1.0 for battles whose defender stood in one of these postures (battle,)."""
    return np.isin(data.posture, codes).astype(np.float64)


def era_columns(data: Battles) -> dict[str, Floats]:
    """Return one column per era (battle,)."""
    return {name: ((data.year >= a) & (data.year < b)).astype(np.float64) for name, (a, b) in ERAS.items()}


def log_ratio(data: Battles, mine: str, theirs: str, floor: float) -> Floats:
    """Return ln((mine + floor) / (theirs + floor)) (battle,), NaN where either is unknown."""
    gone = np.full(len(data), np.nan)
    a, d = data.numbers.get(mine, gone), data.numbers.get(theirs, gone)
    return np.asarray(np.log((a + floor) / (d + floor)), dtype=np.float64)


def extra_columns(data: Battles) -> dict[str, Floats]:
    """Return the predictor's further columns (battle,), NaN where unknown."""
    gone = np.full(len(data), np.nan)
    width = data.numbers.get("wofa", gone)
    plan, weather = data.words["def_pri1"], data.words["wx1"]
    return {
        "defender_strikes": np.where(plan == "", np.nan, plan == "DO"),
        "guns": log_ratio(data, "att_arty", "def_arty", GUN_FLOOR),
        "sorties": log_ratio(data, "att_fly", "def_fly", SORTIE_FLOOR),
        "tanks": log_ratio(data, "att_tank", "def_tank", TANK_FLOOR),
        "wet": np.where(weather == "", np.nan, weather == "W"),
        "defender_density": np.log(data.defenders / np.where(width > 0, width, np.nan)),
    }


def centres_of(columns: Mapping[str, Floats]) -> dict[str, tuple[float, float]]:
    """Return mean and standard deviation of each column over the battles that have it; (0, 1) where none has."""
    found = {}
    for name, column in columns.items():
        known = column[np.isfinite(column)]
        spread = float(known.std()) if len(known) > 1 else 0.0
        found[name] = (float(known.mean()) if len(known) else 0.0, spread if spread > 1e-9 else 1.0)
    return found


def standardised(columns: Mapping[str, Floats], centres: Mapping[str, tuple[float, float]]) -> dict[str, Floats]:
    """Return columns in standard deviations from their stored means; unknown cells sit at the mean."""
    return {name: np.nan_to_num((columns[name] - mean) / sd) for name, (mean, sd) in centres.items()}


def loss_columns(data: Battles, side: str, centres: Mapping[str, tuple[float, float]]) -> dict[str, Floats]:
    """Return the terms of a side's log loss fraction (battle,); ``side`` "attacker" or "defender"."""
    own, enemy = (data.attackers, data.defenders) if side == "attacker" else (data.defenders, data.attackers)
    return {
        "base": np.ones(len(data)),
        "enemy_ratio": np.log(enemy / own),
        "size": np.log(own) - 10.0,
        "fortified": posture(data, "FD"),
        "prepared": posture(data, "PD"),
        "delay": posture(data, "DL", "WD"),
        "rugged": data.rugged,
        "urban": data.urban,
        "surprise": data.surprise,
        "air": data.air,
        "sorties": standardised(extra_columns(data), {"sorties": centres["sorties"]})["sorties"],
        "days": np.nan_to_num(np.log(data.days)),
        **era_columns(data),
    }


def stacked(columns: Mapping[str, Floats], names: tuple[str, ...]) -> Floats:
    """Return columns side by side (battle, column) in the order of ``names``."""
    return np.column_stack([columns[name] for name in names])
