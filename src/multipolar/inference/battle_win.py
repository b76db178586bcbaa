"""Who wins a battle: the model's own logit, and a predictor around it, both pooled by war and weighted towards 1939-73."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from multipolar.data.battles import Battles
from multipolar.inference.battle_columns import (
    ERAS,
    EXTRAS,
    LAW,
    MODERN,
    WIN_PRIOR,
    centres_of,
    era_columns,
    extra_columns,
    law_columns,
    stacked,
    standardised,
)
from multipolar.inference.folds import grouped_folds
from multipolar.inference.logistic import fit_logit, predict_logit

Floats = NDArray[np.float64]
Rows = NDArray[np.intp]

ERA_SD = 0.4
INNER_FOLDS = 5


@dataclass(frozen=True, slots=True, order=True)
class Choice:
    """What cross-validation chooses: weight of battles before 1939, breadth of the further columns (0: unused)."""

    early_weight: float
    extra_sd: float = 0.0
    war_sd: float = 0.4


EARLY_WEIGHTS = (0.1, 0.3, 1.0)
EXTRA_SD = 0.2
INNER_REPEATS = 2
WAR_SDS = (0.0, 0.2, 0.4, 0.6, 0.8)


@dataclass(frozen=True, slots=True)
class Wins:
    """Everything a fit of attacker success needs: columns by name (battle,), outcomes, years and wars."""

    columns: dict[str, Floats]
    outcome: Floats
    year: Floats
    war: NDArray[np.str_]

    def __len__(self) -> int:
        return len(self.outcome)

    def take(self, rows: Rows) -> Wins:
        """Return some of the battles, in this order, repeated as often as named."""
        return Wins({k: v[rows] for k, v in self.columns.items()}, self.outcome[rows], self.year[rows], self.war[rows])


@dataclass(frozen=True, slots=True)
class WinModel:
    """A fitted logit: names, mean, covariance; how the further columns are centred; effects of known wars."""

    names: tuple[str, ...]
    mean: Floats
    cov: Floats
    centres: dict[str, tuple[float, float]]
    war_sd: float
    wars: dict[str, float]
    war_var: dict[str, float]
    evidence: float


def wins_of(data: Battles) -> Wins:
    """Return the battles whose outcome is known, with all columns."""
    columns = law_columns(data) | era_columns(data) | extra_columns(data)
    return Wins(columns, data.outcome, data.year, data.war).take(np.flatnonzero(np.isfinite(data.outcome)))


def fit_win(data: Wins, choice: Choice, *, extras: bool = True) -> WinModel:
    """Fit attacker success with effects of wars drawn to zero; ``extras`` adds the further columns."""
    use_extras = extras and choice.extra_sd > 0
    names = (*LAW, *ERAS, *(EXTRAS if use_extras else ()))
    centres = centres_of({k: data.columns[k] for k in EXTRAS}) if use_extras else {}
    x = stacked(data.columns | standardised(data.columns, centres), names)
    wars, place = np.unique(data.war, return_inverse=True)
    prior = [WIN_PRIOR.get(n, (0.0, ERA_SD if n in ERAS else choice.extra_sd)) for n in names]
    centre, sd = np.array([c for c, _ in prior]), np.array([s for _, s in prior])
    weight = np.where(data.year >= MODERN, 1.0, choice.early_weight)
    k = len(names)
    wars, place = (wars, place) if choice.war_sd > 0 else (wars[:0], place)
    whole = np.hstack([x, (place[:, None] == np.arange(len(wars))[None, :]).astype(np.float64)])
    fit = fit_logit(
        whole,
        data.outcome,
        centre=np.r_[centre, np.zeros(len(wars))],
        sd=np.r_[sd, np.full(len(wars), choice.war_sd)],
        weight=weight,
    )
    effects = {str(w): float(m) for w, m in zip(wars, fit.mean[k:], strict=True)}
    spread = {str(w): float(v) for w, v in zip(wars, np.diag(fit.cov)[k:], strict=True)}
    return WinModel(names, fit.mean[:k], fit.cov[:k, :k], centres, choice.war_sd, effects, spread, fit.evidence)


def predict_win(model: WinModel, columns: dict[str, Floats], war: NDArray[np.str_]) -> Floats:
    """Return the attacker's chance to win (battle,); a war met in the fit keeps its pooled effect, a new one its spread."""
    x = stacked(columns | standardised(columns, model.centres), model.names)
    offset = np.array([model.wars.get(str(w), 0.0) for w in war])
    spread = np.array([model.war_var.get(str(w), model.war_sd**2) for w in war])
    whole = np.column_stack([x, offset])
    cov = np.zeros((len(model.mean) + 1,) * 2)
    cov[:-1, :-1] = model.cov
    return predict_logit(whole, np.r_[model.mean, 1.0], cov, spread)


def brier(p: Floats, y: Floats) -> float:
    """Return the mean squared distance of probabilities from outcomes (draws count as half)."""
    return float(np.mean((p - y) ** 2))


def log_loss(p: Floats, y: Floats) -> float:
    """Return the mean logarithmic loss [nats]; draws count half for either side."""
    q = np.clip(p, 1e-6, 1.0 - 1e-6)
    return float(-np.mean(y * np.log(q) + (1.0 - y) * np.log(1.0 - q)))


def choose(data: Wins, rng: np.random.Generator) -> Choice:
    """Return the weight of early battles that foretells held-out wars best, and whether further columns help.

    Further columns are taken only when they gain more than a standard error (Breiman's rule): choosing has its own noise.
    """
    splits = [list(grouped_folds(data.war, INNER_FOLDS, rng)) for _ in range(INNER_REPEATS)]

    def lost(choice: Choice) -> Floats:
        return np.asarray(np.mean([(held_out(data, s, choice) - data.outcome) ** 2 for s in splits], axis=0))

    tried = {w: lost(Choice(w, war_sd=0.0)) for w in EARLY_WEIGHTS}
    weight = min(tried, key=lambda w: float(tried[w].mean()))
    gain = tried[weight] - lost(Choice(weight, EXTRA_SD, 0.0))
    helps = gain.mean() > gain.std() / np.sqrt(len(gain))
    return Choice(weight, EXTRA_SD if helps else 0.0)


def held_out(data: Wins, splits: list[tuple[Rows, Rows]], choice: Choice) -> Floats:
    """Return for each battle the chance that a fit without its fold gives it (battle,)."""
    p = np.full(len(data), np.nan)
    for train, test in splits:
        one = data.take(test)
        p[test] = predict_win(fit_win(data.take(train), choice), one.columns, one.war)
    return p


def war_sd_of(data: Wins, choice: Choice) -> float:
    """Return the spread between wars with the greatest evidence, of those tried [logit]."""
    tried = [(fit_win(data, replace(choice, war_sd=s)).evidence, s) for s in WAR_SDS]
    return max(max(tried)[1], 0.2)


def baselines(train: Wins, test: Wins) -> dict[str, Floats]:
    """Return what forecasts that know nothing or only numbers would say (battle,): the base rate, a logit of ln force ratio."""
    names = ("assault_base", "assault_ratio")
    fit = fit_logit(stacked(train.columns, names), train.outcome, centre=np.zeros(2), sd=np.array([2.0, 2.0]))
    ratio = expit(stacked(test.columns, names) @ fit.mean)
    return {"base_rate": np.full(len(test), float(train.outcome.mean())), "force_ratio_only": np.asarray(ratio)}


def repeats(data: Wins, count: int, folds: int, seed: int) -> Iterator[dict[str, dict[str, float]]]:
    """Yield scores of ``count`` cross-validations by war, choices made anew inside every training part."""
    for r in range(count):
        rng = np.random.default_rng([seed, r])
        p: dict[str, Floats] = {k: np.full(len(data), np.nan) for k in ("predictor", "law", "base_rate", "force_ratio_only")}
        for train, test in grouped_folds(data.war, folds, rng):
            part, one = data.take(train), data.take(test)
            choice = choose(part, rng)
            for name, extras in (("predictor", True), ("law", False)):
                p[name][test] = predict_win(fit_win(part, choice, extras=extras), one.columns, one.war)
            for name, said in baselines(part, one).items():
                p[name][test] = said
        yield {name: {"brier": brier(q, data.outcome), "log": log_loss(q, data.outcome)} for name, q in p.items()}


def stored_win(model: WinModel) -> dict[str, Any]:
    """Return a fitted logit as plain values for a file."""
    return {
        "names": list(model.names),
        "mean": numbers(model.mean),
        "covariance": [numbers(row) for row in model.cov],
        "centres": {k: numbers(v) for k, v in model.centres.items()},
        "war_sd": round(model.war_sd, 4),
        "wars": {k: numbers((v, model.war_var[k])) for k, v in model.wars.items()},
    }


def opened_win(stored: dict[str, Any]) -> WinModel:
    """Return the fitted logit of a file."""
    return WinModel(
        tuple(stored["names"]),
        np.array(stored["mean"], dtype=np.float64),
        np.array(stored["covariance"], dtype=np.float64),
        {k: (float(v[0]), float(v[1])) for k, v in stored["centres"].items()},
        float(stored["war_sd"]),
        {k: float(v[0]) for k, v in stored["wars"].items()},
        {k: float(v[1]) for k, v in stored["wars"].items()},
        0.0,
    )


def numbers(values: Any) -> list[float]:
    """Return values as plain numbers of five figures."""
    return [float(f"{float(v):.5g}") for v in values]
