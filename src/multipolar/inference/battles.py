"""Calibration on land battles: who wins, what it costs, how far it carries, with provenance and honest cross-validation."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.about import __version__
from multipolar.data.battles import Battles, before_year, read_battles, without_wars
from multipolar.inference.bands import GRID, band_scores
from multipolar.inference.battle_advance import fit_advance
from multipolar.inference.battle_columns import LAW, MODERN, WIN_PRIOR, stacked
from multipolar.inference.battle_losses import (
    PLAIN,
    TARGETS,
    Losses,
    fit_losses,
    fit_plain,
    loss_centres,
    losses_of,
    plain_quantiles,
    quantiles,
    stored_losses,
)
from multipolar.inference.battle_register import register_rows, resampled_sd
from multipolar.inference.battle_win import (
    WinModel,
    Wins,
    baselines,
    brier,
    choose,
    fit_win,
    log_loss,
    numbers,
    predict_win,
    repeats,
    stored_win,
    war_sd_of,
    wins_of,
)
from multipolar.inference.folds import group_bootstrap, grouped_folds
from multipolar.inference.logistic import fit_logit
from multipolar.inference.robust import fit_line

Floats = NDArray[np.float64]
Progress = Callable[[str, int, int], None]

SCHEMA = "multipolar-calibration/1"
REPEATS = 10
FOLDS = 10
SEED = 90
LEAST_MODERN = 30
"""Battles since 1939 that a fit of losses needs at least."""
MARKS = ("number_and_year", "name_year_and_war", "strengths_year_and_war")
"""What a battle of the fit is known again by, as digests: none of the table can be read from them."""


def calibrate_battles(
    where: Path | str, *, without: Sequence[str] = (), seed: int = SEED, repeats_: int = REPEATS,
    made: dict[str, str] | None = None, progress: Progress | None = None,
) -> dict[str, Any]:  # fmt: skip
    """Return the calibration of a table of battles: ``multipolar-calibration/1``, only fitted numbers, no rows of the data.

    ``without``: wars to leave out, so that a forecast of one of them owes nothing to it; ``made``: what to write about the
    making (date, command).

    Raises
    ------
    DataError : if the table is missing or has faults; all at once.
    """
    data = without_wars(read_battles(where), without)
    wins = wins_of(data)
    rng = np.random.default_rng([seed, 1])
    choice = choose(wins, rng)
    choice = replace(choice, war_sd=war_sd_of(wins, choice))
    law = fit_win(wins, choice, extras=False)
    advance = fit_advance(data)
    centres = loss_centres(data)
    losses = {target: losses_of(data, target, centres) for target in TARGETS}
    spread = resampled_sd(wins, choice, rng)
    return {
        "schema": SCHEMA,
        "version": __version__,
        "kind": "battles",
        "made": made or {},
        "data": provenance(data, wins, losses),
        "choices": {**asdict(choice), "seed": seed},
        "law": law_table(law, spread),
        "predictor": stored_win(fit_win(wins, choice)),
        "loss_centres": {k: numbers(v) for k, v in centres.items()},
        "losses": {target: stored_losses(fit_losses(part, rng)) for target, part in losses.items()},
        "exponents": {side: exponents(data, side) for side in ("attacker", "defender")},
        "advance": {k: float(f"{v:.4g}") for k, v in asdict(advance).items()},
        "baselines": stored_baselines(wins, losses),
        "cross_validation": cross_validation(wins, losses, seed=seed, count=repeats_, progress=progress),
        "register": register_rows(data, law, spread, advance),
        "before": priors_before(data, seed),
        "marks": {name: sorted({str(mark) for mark in data.marks[kind]} - {""}) for kind, name in enumerate(MARKS)},
    }


def priors_before(data: Battles, seed: int) -> dict[int, dict[str, str]]:
    """Return, by year, the register's priors as fitted to the battles of the years before it alone.

    A war with its as-of date in that year, or after the next earlier one, knows no more. Every choice is made anew. The first
    year is the one before which at least ``LEAST_MODERN`` battles of this era were fought; nothing is fitted for older wars.
    """
    found: dict[int, dict[str, str]] = {}
    for year in sorted({int(year) for year in data.year}):
        earlier = before_year(data, year)
        if int((earlier.year >= MODERN).sum()) < LEAST_MODERN:
            continue
        wins = wins_of(earlier)
        rng = np.random.default_rng([seed, 1])
        choice = choose(wins, rng)
        choice = replace(choice, war_sd=war_sd_of(wins, choice))
        law = fit_win(wins, choice, extras=False)
        rows = register_rows(earlier, law, resampled_sd(wins, choice, rng), fit_advance(earlier))
        found[year] = {name: str(row["prior"]) for name, row in rows.items()}
    return found


def provenance(data: Battles, wins: Wins, losses: dict[str, Losses]) -> dict[str, Any]:
    """Return what was read: file, digest, how many battles each part used, and the lines left out with their reason."""
    used = {"win": len(wins)} | {target: len(part) for target, part in losses.items()}
    unknown = {"no outcome": int(np.isnan(data.outcome).sum()), "no length": int(np.isnan(data.days).sum())}
    return {
        "file": data.file,
        "sha256": data.digest,
        "battles": len(data) + sum(map(len, data.left_out.values())),
        "wars": len(np.unique(data.war)),
        "years": [int(data.year.min()), int(data.year.max())],
        "used": used,
        "left_out_lines": data.left_out,
        "unknown": unknown
        | {"losses of the attacker": int(np.isnan(data.lost_a).sum()), "losses of the defender": int(np.isnan(data.lost_d).sum())},
    }


def law_table(law: WinModel, spread: Floats) -> dict[str, Any]:
    """Return the model's own logit as a table: per term mean, posterior and war-bootstrap spread, and the prior before it."""
    rows = {}
    for i, name in enumerate(law.names):
        mean, sd = numbers((law.mean[i], np.sqrt(law.cov[i, i])))
        rows[name] = {"mean": mean, "sd": sd}
        if name in LAW:
            rows[name] |= {
                "war_bootstrap_sd": numbers([spread[i]])[0],
                "prior_mean": WIN_PRIOR[name][0],
                "prior_sd": WIN_PRIOR[name][1],
            }
    return {"terms": rows, "between_wars_sd": round(law.war_sd, 3)}


def exponents(data: Battles, side: str) -> dict[str, Any]:
    """Return the powers of own and enemy size in losses per clock day since 1939, L ~ own^a enemy^b, each with its error."""
    own, enemy = (data.attackers, data.defenders) if side == "attacker" else (data.defenders, data.attackers)
    lost = data.lost_a if side == "attacker" else data.lost_d
    use = np.flatnonzero((lost > 0) & np.isfinite(data.days) & (data.year >= MODERN))
    x = np.column_stack([np.ones(len(use)), np.log(own[use]), np.log(enemy[use])])
    line = fit_line(x, np.log(lost[use] / data.days[use]), centre=np.zeros(3), sd=np.array([20.0, 2.0, 2.0]), df=10.0)
    error = np.sqrt(np.diag(line.cov))
    rows: dict[str, Any] = {n: numbers((line.mean[i], error[i])) for i, n in ((1, "own"), (2, "enemy"))}
    return {**rows, "residual_scale": numbers([line.scale])[0], "battles": len(use)}


def stored_baselines(wins: Wins, losses: dict[str, Losses]) -> dict[str, Any]:
    """Return forecasts that know nothing or only the force ratio, fitted on the same battles."""
    names = ("assault_base", "assault_ratio")
    ratio = fit_logit(stacked(wins.columns, names), wins.outcome, centre=np.zeros(2), sd=np.array([2.0, 2.0]))
    plain = {t: {kind: fit_plain(part, cols) for kind, cols in PLAIN.items()} for t, part in losses.items()}
    return {
        "win": {"base_rate": numbers([wins.outcome.mean()])[0], "force_ratio_only": numbers(ratio.mean)},
        "losses": {
            t: {k: {"mean": numbers(p.mean), "scale": numbers([p.scale])[0]} for k, p in kinds.items()}
            for t, kinds in plain.items()
        },
    }


def cross_validation(wins: Wins, losses: dict[str, Losses], *, seed: int, count: int, progress: Progress | None) -> dict[str, Any]:
    """Return scores on wars held out: ``count`` times ten folds of whole wars, and wars drawn with replacement."""
    tell = progress or (lambda *_: None)
    win_scores: list[dict[str, dict[str, float]]] = []
    for one in repeats(wins, count, FOLDS, seed):
        win_scores.append(one)
        tell("who wins", len(win_scores), count)
    found: dict[str, Any] = {"how": f"{count} times {FOLDS} folds of whole wars; every choice made anew without the fold"}
    found["win"] = averaged(win_scores)
    found["losses"] = {}
    for i, (target, part) in enumerate(losses.items()):
        rounds = [loss_round(part, np.random.default_rng([seed, 7, i, r])) for r in range(count)]
        found["losses"][target] = averaged(rounds)
        tell("losses", i + 1, len(losses))
    found["win_on_wars_drawn_with_replacement"] = averaged(
        [drawn_wars(wins, np.random.default_rng([seed, 9, r])) for r in range(count)]
    )
    return found


def loss_round(data: Losses, rng: np.random.Generator) -> dict[str, dict[str, float]]:
    """Return the scores of one cross-validation of losses by war: the law, and forecasts that know little."""
    q = {name: np.zeros((len(data), len(GRID))) for name in ("law", *PLAIN)}
    for train, test in grouped_folds(data.war, FOLDS, rng):
        part, one = data.take(train), data.take(test)
        q["law"][test] = quantiles(fit_losses(part, rng, known_wars=False), one, GRID)
        for kind, names in PLAIN.items():
            q[kind][test] = plain_quantiles(fit_plain(part, names), one, GRID)
    return {name: band_scores(values, data.y) for name, values in q.items()}


def drawn_wars(data: Wins, rng: np.random.Generator) -> dict[str, dict[str, float]]:
    """Return scores on the wars that a draw with replacement missed, fitted on those it met."""
    train, test = group_bootstrap(data.war, rng)
    part, one = data.take(train), data.take(test)
    choice = choose(part, rng)
    said = {
        name: predict_win(fit_win(part, choice, extras=x), one.columns, one.war)
        for name, x in (("predictor", True), ("law", False))
    }
    said |= baselines(part, one)
    return {name: {"brier": brier(p, one.outcome), "log": log_loss(p, one.outcome)} for name, p in said.items()}


def averaged(rounds: list[dict[str, dict[str, float]]]) -> dict[str, Any]:
    """Return the mean of each score over the repeats, and the least and greatest Brier score or coverage."""
    found: dict[str, Any] = {}
    for name in rounds[0]:
        row: dict[str, Any] = {}
        for key in rounds[0][name]:
            values = [r[name][key] for r in rounds]
            row[key] = round(float(np.mean(values)), 4)
            if key in {"brier", "cover80"}:
                row[f"{key}_range"] = [round(min(values), 4), round(max(values), 4)]
        found[name] = row
    return found
