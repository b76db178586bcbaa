"""A stored calibration against battles it has not seen: scored without refitting, beside forecasts that know little."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from multipolar.about import __version__
from multipolar.data.battles import Battles, read_battles
from multipolar.errors import DataError
from multipolar.inference.bands import GRID, band_scores
from multipolar.inference.battle_columns import stacked
from multipolar.inference.battle_losses import PLAIN, TARGETS, Plain, losses_of, opened_losses, plain_quantiles, quantiles
from multipolar.inference.battle_win import WinModel, brier, log_loss, opened_win, predict_win, wins_of
from multipolar.inference.battles import MARKS

Floats = NDArray[np.float64]

SCHEMA = "multipolar-scoring/1"
RESAMPLES = 200


def score_battles(where: Path | str, calibration: dict[str, Any]) -> dict[str, Any]:
    """Return how well a stored calibration foretells a table of battles: ``multipolar-scoring/1``.

    Raises
    ------
    DataError : if the table has faults, holds no battle that can be scored, or the calibration is of another kind.
    """
    if calibration.get("kind") != "battles":
        raise DataError(f"the calibration is of kind {calibration.get('kind')!r}; battles are scored by kind 'battles'")
    data = read_battles(where)
    if not len(data):
        raise DataError(f"{data.file}: no battle with both strengths and a year")
    return {
        "schema": SCHEMA,
        "version": __version__,
        "kind": "battles",
        "data": {"file": data.file, "sha256": data.digest, "battles": len(data), "left_out_lines": data.left_out},
        "same_file_as_fitted": data.digest == calibration["data"]["sha256"],
        "of_the_fit": of_the_fit(data, calibration),
        "win": win_scores(data, calibration),
        "losses": {target: loss_scores(data, target, calibration) for target in TARGETS},
    }


def of_the_fit(data: Battles, calibration: dict[str, Any]) -> int:
    """Return how many battles of a table the stored fit was made from, however the table was saved.

    A battle is known again by its number and year, by its name, year and war, or by its strengths, year and war; a calibration
    without such marks knows its own file only.
    """
    kept = calibration.get("marks")
    if kept is None:
        return len(data) if data.digest == calibration["data"]["sha256"] else 0
    told = [np.isin(marks, kept.get(name, [])) for name, marks in zip(MARKS, data.marks, strict=True)]
    return int(np.any(told, axis=0).sum())


def without_wars(model: WinModel) -> WinModel:
    """Return the same logit as if no war had been met before."""
    return WinModel(model.names, model.mean, model.cov, model.centres, model.war_sd, {}, {}, model.evidence)


def win_scores(data: Battles, calibration: dict[str, Any]) -> dict[str, Any]:
    """Return Brier and log score of attacker success, with the interval of the gain over the base rate."""
    wins = wins_of(data)
    if len(wins) == 0:
        return {"battles": 0}
    model = opened_win(calibration["predictor"])
    plain = calibration["baselines"]["win"]
    ratio = stacked(wins.columns, ("assault_base", "assault_ratio")) @ np.array(plain["force_ratio_only"])
    said = {
        "calibration": predict_win(model, wins.columns, wins.war),
        "calibration_without_known_wars": predict_win(without_wars(model), wins.columns, wins.war),
        "base_rate": np.full(len(wins), float(plain["base_rate"])),
        "force_ratio_only": np.asarray(expit(ratio)),
    }
    rows: dict[str, Any] = {
        name: {"brier": round(brier(p, wins.outcome), 4), "log": round(log_loss(p, wins.outcome), 4)} for name, p in said.items()
    }
    gain = (said["base_rate"] - wins.outcome) ** 2 - (said["calibration"] - wins.outcome) ** 2
    return {"battles": len(wins), **rows, "brier_gain_over_base_rate": interval(gain, wins.war)}


def interval(values: Floats, wars: NDArray[np.str_]) -> dict[str, float]:
    """Return the mean of values (battle,) with its 90 % interval over wars drawn with replacement."""
    rng = np.random.default_rng(len(values))
    names, place = np.unique(wars, return_inverse=True)
    sums, counts = np.bincount(place, values), np.bincount(place)
    drawn = rng.integers(0, len(names), (RESAMPLES, len(names)))
    means = sums[drawn].sum(axis=1) / counts[drawn].sum(axis=1)
    low, high = np.quantile(means, (0.05, 0.95))
    return {"mean": round(float(values.mean()), 4), "low": round(float(low), 4), "high": round(float(high), 4)}


def loss_scores(data: Battles, target: str, calibration: dict[str, Any]) -> dict[str, Any]:
    """Return coverage of the bands and ranked probability score of a log loss fraction, beside forecasts that know little."""
    centres = {k: (float(v[0]), float(v[1])) for k, v in calibration["loss_centres"].items()}
    part = losses_of(data, target, centres)
    if len(part) == 0:
        return {"battles": 0}
    found = {"calibration": quantiles(opened_losses(calibration["losses"][target]), part, GRID)}
    for kind, names in PLAIN.items():
        stored = calibration["baselines"]["losses"][target][kind]
        found[kind] = plain_quantiles(Plain(names, np.array(stored["mean"]), float(stored["scale"])), part, GRID)
    rows = {name: {k: round(v, 4) for k, v in band_scores(q, part.y).items()} for name, q in found.items()}
    return {"battles": len(part), **rows}
