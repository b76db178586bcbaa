"""What any set of past wars teaches about shared priors, put together from what each war says alone.

A war's log likelihood over shifts of the priors is kept as a quadratic, so that the posterior of any set of wars is a normal
whose precision is that of the prior plus the sum of curvatures: no simulation, no sampling, the same for everybody.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from multipolar.inference.shared import Shared, from_scale, moved
from multipolar.inference.smc import Floats
from multipolar.scenario.distribution import Distribution

DIGITS = 4
LEAST_PRECISION = 0.25
"""No set of wars may leave a shift less certain than twice its spread before them: curvatures below zero are noise."""


def design(shifts: Floats) -> Floats:
    """Return the columns of a quadratic (point, term): one, each shift, and each product of two shifts once."""
    i, j = np.triu_indices(shifts.shape[1])
    return np.column_stack([np.ones(len(shifts)), shifts, shifts[:, i] * shifts[:, j]])


def quadratic(shifts: Floats, told: Floats) -> tuple[Floats, Floats, float]:
    """Return slope (parameter,) and curvature (parameter, parameter) of log likelihoods (point,), and what they leave over.

    log L = c + slope x - x' curvature x / 2 by least squares over points drawn from the prior of the shifts; the third is the
    spread of what the quadratic misses there [nats].
    """
    dim = shifts.shape[1]
    x = design(shifts)
    found = np.linalg.lstsq(x, told, rcond=None)[0]
    upper = np.zeros((dim, dim))
    upper[np.triu_indices(dim)] = found[1 + dim :]
    slope, curvature = np.asarray(found[1 : 1 + dim], np.float64), np.asarray(-(upper + upper.T), np.float64)
    return slope, curvature, float(np.std(told - x @ found))


def summary_plain(slope: Floats, curvature: Floats) -> dict[str, list[float]]:
    """Return slope and curvature of a war as plain values: the curvature's upper triangle, row by row."""
    return {
        "slope": [round(float(v), DIGITS) for v in slope],
        "curvature": [round(float(v), DIGITS) for v in curvature[np.triu_indices(len(slope))]],
    }


def shifts_of(summaries: Sequence[Mapping[str, Sequence[float]]], dim: int, prior_sd: float) -> tuple[Floats, Floats]:
    """Return mean and spread (parameter,) of the shifts given the wars of these summaries; the prior's without any."""
    precision, slope = np.eye(dim) / prior_sd**2, np.zeros(dim)
    for one in summaries:
        upper = np.zeros((dim, dim))
        upper[np.triu_indices(dim)] = one["curvature"]
        precision = precision + upper + upper.T - np.diag(np.diag(upper))
        slope = slope + np.asarray(one["slope"], np.float64)
    values, vectors = np.linalg.eigh(precision)
    cov = (vectors / np.maximum(values, LEAST_PRECISION / prior_sd**2)) @ vectors.T
    return np.asarray(cov @ slope), np.asarray(np.sqrt(np.diag(cov)))


def parameters_in(found: Mapping[str, Any]) -> tuple[Shared, ...]:
    """Return the parameters that a calibration of wars speaks of, with their priors before any war."""
    return tuple(
        Shared(name, int(row["draws"]), str(row["scale"]), float(row["mean"]), float(row["sd"]))
        for name, row in found["parameters"].items()
    )


def priors_from(found: Mapping[str, Any], wars: Sequence[str]) -> dict[str, str]:
    """Return the priors that these wars of a calibration teach, by parameter; nothing where there is no war."""
    if not wars:
        return {}
    parameters = parameters_in(found)
    told = [found["says"][war] for war in wars]
    mean, sd = shifts_of(told, len(parameters), float(found["choices"]["shift_sd"]))
    scales = {p.name: p.scale for p in parameters}
    return {name: prior_text(scales[name], m, s) for name, (m, s) in moved(parameters, mean, sd).items()}


def prior_text(scale: str, mean: float, sd: float) -> str:
    """Return a prior on its scale as the scenario file spells it; a logit-normal becomes the Beta of equal mean and spread."""
    if scale == "log":
        return str(Distribution("LogN", (_tidy(np.exp(mean)), _tidy(sd))))
    if scale == "identity":
        return str(Distribution("N", (_tidy(mean), _tidy(sd))))
    from scipy.special import ndtri  # slow to load, and rarely needed

    values = from_scale(mean + sd * ndtri((np.arange(2000) + 0.5) / 2000), "logit")
    m, v = float(values.mean()), float(values.var())
    total = m * (1 - m) / v - 1.0
    return str(Distribution("Beta", (_tidy(m * total), _tidy((1 - m) * total))))


def _tidy(value: float) -> float:
    return float(f"{value:.4g}")
