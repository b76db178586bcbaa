"""From fitted battles to priors of the model: medians through the model's own loss law, spreads kept honestly wide."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.data.battles import Battles
from multipolar.inference.battle_advance import WAR_SD, Advance
from multipolar.inference.battle_columns import LAW, MODERN
from multipolar.inference.battle_win import Choice, WinModel, Wins, fit_win
from multipolar.inference.folds import group_bootstrap

Floats = NDArray[np.float64]

SELECTION_SD = 0.30
"""Attackers choose their battles: nobody knows what a forced attack would get; added to the spread of the base. Grade J."""
LEAST_WAR_SD = 0.30
"""Wars differ in their loss rates by at least this much, however few there are to tell. Grade J."""
SURRENDER = 0.5
"""Beyond this fraction a defender's losses are a mass surrender, which the model makes of encirclement, not of an assault."""
RESAMPLES = 100
SET_BY_LAW = tuple(name for name in LAW if name not in {"assault_delay", "assault_urban"})
"""Terms that the model draws from the register and battles can tell; too few battles were urban or delays."""


def median_rates(data: Battles, side: str) -> tuple[Floats, NDArray[np.str_]]:
    """Return ln r of modern battles (battle,) as the model's law of losses reads it, and their wars.

    Attacker: L = r X (Y/X)^0.15 (0.9 won | 1.35 lost); defender: L = r X (Y/X)^0.5; X own, Y enemy, ratios capped as in the
    model (assault.py). Per clock day. Battles with a defender's mass surrender are left out.
    """
    own, enemy = (data.attackers, data.defenders) if side == "attacker" else (data.defenders, data.attackers)
    lost = data.lost_a if side == "attacker" else data.lost_d
    power, cap = (0.15, 2.5) if side == "attacker" else (0.5, 9.0)
    with np.errstate(divide="ignore", invalid="ignore"):
        fraction = np.where(lost > 0, lost, np.nan) / own
        rate = np.log(fraction / data.days) - power * np.log(np.minimum(enemy / own, cap))
    if side == "attacker":
        rate = rate - np.log(np.where(data.outcome == 1.0, 0.9, np.where(data.outcome == 0.0, 1.35, np.sqrt(0.9 * 1.35))))
    most = 1.0 if side == "attacker" else SURRENDER
    use = np.isfinite(rate) & np.isfinite(data.outcome) & (data.year >= MODERN) & (fraction <= most)
    return rate[use], data.war[use]


def typical_war(values: Floats, wars: NDArray[np.str_]) -> dict[str, float]:
    """Return mean and error of a typical war, spread between and within wars: a random-effects mean of logs.

    Between-war spread by DerSimonian and Laird (1986), at least LEAST_WAR_SD.
    """
    names, place, count = np.unique(wars, return_inverse=True, return_counts=True)
    means = np.bincount(place, values) / count
    within = float(np.sqrt(((values - means[place]) ** 2).sum() / max(len(values) - len(names), 1)))
    w = count / within**2
    pooled = float((w * means).sum() / w.sum())
    q = float((w * (means - pooled) ** 2).sum())
    between2 = max((q - (len(names) - 1)) / max(float(w.sum() - (w**2).sum() / w.sum()), 1e-9), LEAST_WAR_SD**2)
    w = 1.0 / (between2 + within**2 / count)
    return {
        "mean": float((w * means).sum() / w.sum()),
        "error": float(np.sqrt(1.0 / w.sum())),
        "between": float(np.sqrt(between2)),
        "within": within,
        "battles": float(len(values)),
        "wars": float(len(names)),
    }


def resampled_sd(data: Wins, choice: Choice, rng: np.random.Generator) -> Floats:
    """Return the standard deviation of the law's terms over wars drawn with replacement (term,)."""
    found = []
    for _ in range(RESAMPLES):
        rows, _ = group_bootstrap(data.war, rng)
        found.append(fit_win(data.take(rows), choice, extras=False).mean[: len(LAW)])
    return np.asarray(np.std(found, axis=0, ddof=1))


def normal(mean: float, sd: float) -> str:
    """Return a normal prior as the register spells it."""
    return f"N({mean:.2f}, {sd:.2f})"


def lognormal(median: float, sd: float) -> str:
    """Return a log-normal prior as the register spells it, the median with two figures."""
    return f"LogN({float(f'{median:.2g}'):g}, {sd:.2f})"


def register_rows(data: Battles, law: WinModel, spread: Floats, advance: Advance) -> dict[str, Any]:
    """Return the priors that the fit supports, by parameter, each with its estimate and why it is as wide as it is."""
    rows: dict[str, Any] = {}
    for i, name in enumerate(LAW):
        if name not in SET_BY_LAW:
            continue
        error = max(float(np.sqrt(law.cov[i, i])), float(spread[i]))
        sd, why = error, "the larger of the posterior's and the war bootstrap's standard deviation"
        if name == "assault_base":
            sd = float(np.sqrt(error**2 + law.war_sd**2 + SELECTION_SD**2))
            why = f"{why}, spread between wars {law.war_sd:.2f}, and {SELECTION_SD} because attackers choose their battles"
        rows[name] = {"prior": normal(float(law.mean[i]), sd), "error": round(error, 3), "why": why}
    for name, side in (("attacker_loss", "attacker"), ("defender_loss", "defender")):
        t = typical_war(*median_rates(data, side))
        sd = float(np.hypot(t["error"], t["between"]))
        why = f"median of a typical war since 1939 ({t['battles']:.0f} battles, {t['wars']:.0f} wars) and the spread between wars"
        rows[name] = {"prior": lognormal(float(np.exp(t["mean"])), sd), "error": round(t["error"], 3), "why": why}
    for name, median, error in (
        ("advance_rugged", advance.model_rugged, advance.rugged_error),
        ("advance_flat", advance.model_flat, advance.flat_error),
    ):
        why = "mean km per clock day of attacks that won, kept under the model's smaller daily spread; war-level spread as designed"
        rows[name] = {"prior": lognormal(median, max(WAR_SD, error)), "error": round(error, 3), "why": why}
    return rows
