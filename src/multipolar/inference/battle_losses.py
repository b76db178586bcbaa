"""What a battle costs and how far it carries: log-linear laws with heavy tails, pooled by war, a ceiling at everybody lost."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats

from multipolar.data.battles import Battles
from multipolar.inference.battle_columns import ERAS, LOSS_COLUMNS, MODERN, centres_of, extra_columns, loss_columns, stacked
from multipolar.inference.battle_win import numbers
from multipolar.inference.folds import grouped_folds, random_folds
from multipolar.inference.robust import between_sd, fit_line, fit_residual, pooled_effects

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

TARGETS: dict[str, tuple[str, str]] = {
    "attacker_battle": ("attacker", "battle"),
    "defender_battle": ("defender", "battle"),
    "attacker_day": ("attacker", "day"),
    "defender_day": ("defender", "day"),
}
"""Loss fractions forecast: of the whole battle without knowing its length, and per clock day given its length."""
EARLIER = tuple(name for name in ERAS if name != "era_1946")
"""Losses know eras up to 1939; later wars differ by their own pooled effects, since whole wars must be foretold."""
SLOPE_SD = 0.2
BASE_SD = 5.0
ERA_SD = 0.7
EARLY_WEIGHT = 0.5
INNER_FOLDS = 5
PLAIN_DF = 30.0
PLAIN: dict[str, tuple[str, ...]] = {"base_rate": ("base",), "force_ratio_only": ("base", "enemy_ratio")}
"""Forecasts to beat: past fractions alone, and with the force ratio."""


@dataclass(frozen=True, slots=True)
class Losses:
    """One target ready for a fit: columns (battle, column), log fraction, its ceiling, years and wars."""

    names: tuple[str, ...]
    x: Floats
    y: Floats
    ceiling: Floats
    year: Floats
    war: NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.y)

    def take(self, rows: Rows) -> Losses:
        """Return some of the battles, in this order."""
        return Losses(self.names, self.x[rows], self.y[rows], self.ceiling[rows], self.year[rows], self.war[rows])


@dataclass(frozen=True, slots=True)
class LossModel:
    """A fitted law: coefficients, spread for a war never met and for a known one (scale, df), effects of known wars."""

    names: tuple[str, ...]
    mean: Floats
    sd: Floats
    new_war: tuple[float, float]
    known_war: tuple[float, float]
    wars: dict[str, float]


def losses_of(data: Battles, target: str, centres: dict[str, tuple[float, float]]) -> Losses:
    """Return a target's battles: those whose losses are known and above zero, and for daily rates their length."""
    side, unit = TARGETS[target]
    own, lost = (data.attackers, data.lost_a) if side == "attacker" else (data.defenders, data.lost_d)
    names = (*(n for n in LOSS_COLUMNS if unit == "day" or n != "days"), *EARLIER)
    per = np.log(data.days) if unit == "day" else np.zeros(len(data))
    with np.errstate(divide="ignore", invalid="ignore"):
        y = np.log(np.where(lost > 0, lost, np.nan) / own)
    known = np.flatnonzero(np.isfinite(y) & np.isfinite(per))
    x = stacked(loss_columns(data, side, centres), names)
    return Losses(names, x, np.minimum(y, 0.0) - per, -per, data.year, data.war).take(known)


def weights_of(year: Floats) -> Floats:
    """Return the weight of each battle (battle,): full since 1939, half before."""
    return np.where(year >= MODERN, 1.0, EARLY_WEIGHT)


def fit_mean(data: Losses) -> tuple[Floats, Floats]:
    """Return coefficients and their standard deviations (column,), slopes drawn to zero."""
    sd = np.array([BASE_SD if n == "base" else ERA_SD if n in ERAS else SLOPE_SD for n in data.names])
    line = fit_line(data.x, data.y, centre=np.zeros(len(sd)), sd=sd, weight=weights_of(data.year), ceiling=data.ceiling)
    return line.mean, np.sqrt(np.diag(line.cov))


def fit_losses(data: Losses, rng: np.random.Generator, *, known_wars: bool = True) -> LossModel:
    """Fit a law of losses; the spread is that of battles held out, by war for new wars and one by one for known wars."""
    mean, sd = fit_mean(data)
    residual = data.y - data.x @ mean
    within, between = between_sd(residual, data.war)
    new, known = np.zeros(len(data)), np.zeros(len(data))
    for train, test in grouped_folds(data.war, INNER_FOLDS, rng):
        new[test] = data.y[test] - data.x[test] @ fit_mean(data.take(train))[0]
    for train, test in random_folds(len(data), INNER_FOLDS, rng) if known_wars else ():
        part = data.take(train)
        b = fit_mean(part)[0]
        effect = pooled_effects(part.y - part.x @ b, part.war, within, between)
        known[test] = data.y[test] - data.x[test] @ b - np.array([effect.get(str(w), 0.0) for w in data.war[test]])
    wars = pooled_effects(residual, data.war, within, between)
    spread = fit_residual(new)
    return LossModel(data.names, mean, sd, spread, fit_residual(known) if known_wars else spread, wars)


def quantiles(model: LossModel, data: Losses, probabilities: Floats) -> Floats:
    """Return quantiles of the log fraction (battle, probability), none above the ceiling where everybody is lost."""
    known = np.array([str(w) in model.wars for w in data.war])
    effect = np.array([model.wars.get(str(w), 0.0) for w in data.war])
    scale = np.where(known, model.known_war[0], model.new_war[0])
    df = np.where(known, model.known_war[1], model.new_war[1])
    z = stats.t.ppf(probabilities[None, :], df[:, None])
    q = (data.x @ model.mean + effect)[:, None] + scale[:, None] * z
    return np.asarray(np.minimum(q, data.ceiling[:, None]), dtype=np.float64)


@dataclass(frozen=True, slots=True)
class Plain:
    """A forecast that knows little: the columns it may use, their coefficients, and the spread of log fractions."""

    names: tuple[str, ...]
    mean: Floats
    scale: float


def fit_plain(train: Losses, names: tuple[str, ...]) -> Plain:
    """Fit what past fractions alone say (``names`` = ("base",)), or past fractions by force ratio."""
    use = [train.names.index(n) for n in names]
    sd = np.full(len(use), BASE_SD)
    line = fit_line(train.x[:, use], train.y, centre=np.zeros(len(use)), sd=sd, ceiling=train.ceiling, df=PLAIN_DF)
    return Plain(names, line.mean, line.scale)


def plain_quantiles(model: Plain, data: Losses, probabilities: Floats) -> Floats:
    """Return quantiles of the log fraction (battle, probability) of a forecast that knows little."""
    use = [data.names.index(n) for n in model.names]
    q = (data.x[:, use] @ model.mean)[:, None] + model.scale * stats.t.ppf(probabilities[None, :], PLAIN_DF)
    return np.asarray(np.minimum(q, data.ceiling[:, None]))


def stored_losses(model: LossModel) -> dict[str, Any]:
    """Return a fitted law as plain values for a file."""
    return {
        "names": list(model.names),
        "mean": numbers(model.mean),
        "sd": numbers(model.sd),
        "family": "Student t on the logarithm, capped where everybody is lost",
        "new_war": dict(zip(("scale", "df"), numbers(model.new_war), strict=True)),
        "known_war": dict(zip(("scale", "df"), numbers(model.known_war), strict=True)),
        "wars": {k: numbers([v])[0] for k, v in model.wars.items()},
    }


def opened_losses(stored: dict[str, Any]) -> LossModel:
    """Return the fitted law of a file."""
    spread = [(float(stored[k]["scale"]), float(stored[k]["df"])) for k in ("new_war", "known_war")]
    mean, sd = (np.array(stored[k], dtype=np.float64) for k in ("mean", "sd"))
    return LossModel(tuple(stored["names"]), mean, sd, spread[0], spread[1], {k: float(v) for k, v in stored["wars"].items()})


def loss_centres(data: Battles) -> dict[str, tuple[float, float]]:
    """Return mean and spread of the columns that losses need centred."""
    return centres_of({"sorties": extra_columns(data)["sorties"]})
