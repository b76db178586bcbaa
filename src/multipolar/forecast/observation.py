"""How likely a report is in a course: the engine's own account of reporting, and how far a source of its grade can be trusted.

Announced dead are the course's share of its own count, claimed dead its claim on the enemy's (``mechanisms/reports``); yes-or-no
reports are said by a source with one chance where they are true and another where they are not. A report is tempered by the
credibility of its content, and again where it is disputed.
"""

from __future__ import annotations

import datetime as dt

import numpy as np

from multipolar.forecast.evidence_document import Report
from multipolar.forecast.features.base import Frame
from multipolar.forecast.seen import FEATURES, HALF, QUANTITIES, Day, Flags
from multipolar.numerics.arrays import FloatArray, Records
from multipolar.reading import read_day
from multipolar.scenario.asking import split_feature

SAID: dict[str, tuple[float, float]] = {
    "A": (0.98, 0.02), "B": (0.95, 0.08), "C": (0.85, 0.20), "D": (0.70, 0.35), "E": (0.60, 0.45), "F": (0.55, 0.45),
}  # fmt: skip
"""Chance that a source of a reliability says so where it is true, and where it is not [probability]. Grade J: Admiralty letters."""
CREDIBILITY = {1: 1.0, 2: 0.8, 3: 0.5, 4: 0.3, 5: 0.15, 6: 0.3}
"""Power of a likelihood by credibility of the content, 1 confirmed to 5 improbable, 6 cannot be judged [1]. Grade J."""
DISPUTED = 0.5
"""Power on top where the report is disputed [1]. Grade J."""
CONCEDED = "A"
"""Reliability of a side that admits what speaks against it, whatever its letter. Grade J: a concession is the best evidence."""
RATIOS = {"act": 10.0, "threat": 2.0, "statement": 1.2}
"""How much likelier a power's word or deed is where it goes with the feature [1]. Grade J: middles of 5-20, 1.5-3, 1-1.5."""
ERRORS = {"own": 0.15, "enemy": 0.40, "other": 0.30}
"""Log standard deviation of a count, by who counts [1]. Grade J; announced and claimed dead also carry the course's own bias."""
LEAST_MEAN = 0.5
"""Least mean of a count [1]: a course without any is not ruled out by a few that are announced. Grade J."""


def day_of(report: Report, frame: Frame) -> int:
    """Return the day on which what a report tells of is looked at [days after the as-of date], not before that date."""
    return max(0, frame.day(event_day(report)))


def known_on(report: Report, frame: Frame) -> int:
    """Return the day from which a report counts: public, and its event past [days after the as-of date]."""
    return max(day_of(report, frame), frame.day(report_day(report)))


def event_day(report: Report) -> dt.date:
    """Return the date of what a report tells of."""
    return read_day(report.event_date)


def report_day(report: Report) -> dt.date:
    """Return the date on which a report was public."""
    return read_day(report.report_date)


def weight_of(report: Report) -> float:
    """Return the power to which the likelihood of a report counts [1]."""
    return CREDIBILITY[report.credibility] * (DISPUTED if report.disputed else 1.0)


def log_likelihood(report: Report, day: Day) -> FloatArray:
    """Return the log likelihood of a report in every course (member,) on the day of its event, largest possible value nought."""
    if report.kind == "note":
        return np.zeros(len(day.st))
    if report.kind in {"count", "range"}:
        found = _number(report, day)
    elif report.kind in {"statement", "soft"}:
        ratio = RATIOS[report.strength or "statement"] if report.kind == "statement" else float(report.ratio or 1.0)
        odds = np.where(_flags(report.feature, day), ratio, 1.0)
        found = np.log(odds / max(ratio, 1.0))
    else:
        said = _said(report)
        found = np.where(_true(report, day), np.log(said[0]), np.log(said[1])) - np.log(max(said))
    return np.asarray(weight_of(report) * found, np.float64)


def _said(report: Report) -> tuple[float, float]:
    conceded = report.kind == "holds" and report.by == "enemy"
    return SAID[CONCEDED if conceded else report.reliability]


def _true(report: Report, day: Day) -> Flags:
    if report.kind == "holds":
        labels = day.frame.model.labels
        with_a = day.st["share"][:, labels.sectors.index(report.sector)] > HALF
        return np.asarray(with_a if labels.side(report.side) == 0 else ~with_a)
    found = _flags(report.feature, day)
    return ~found if report.kind == "non_event" else found


def _flags(feature: str, day: Day) -> Flags:
    split = split_feature(feature)
    assert split is not None
    return np.asarray(FEATURES[split[0]].read(day, split[1]), bool)


def _number(report: Report, day: Day) -> FloatArray:
    split = split_feature(report.quantity)
    assert split is not None
    name, args = split
    mean = np.maximum(QUANTITIES[name].read(day, args).astype(np.float64), 0.0) * _bias(report, name, day.params)
    mean = np.maximum(mean, LEAST_MEAN)
    error = report.error if report.error is not None else ERRORS[report.by]
    if report.kind == "range":
        low, high = float(report.low or 0.0), float(report.high if report.high is not None else np.inf)
        with np.errstate(divide="ignore"):
            upper, lower = (np.log(high) - np.log(mean)) / error, (np.log(low) - np.log(mean)) / error
        return log_between(lower, upper)
    value = float(report.value or 0.0)
    best = log_count(np.array([value]), np.array([max(value, LEAST_MEAN)]), error)[0]
    return np.asarray(np.minimum(log_count(np.array([value]), mean, error) - best, 0.0), np.float64)


def _bias(report: Report, name: str, params: Records) -> FloatArray | float:
    """Return the share that is told: of the dead, the course's own reporting and claims; of equipment what is seen."""
    if name.startswith("deaths") and report.by != "other":
        return np.asarray(params["own_loss_reporting" if report.by == "own" else "enemy_claim"], np.float64)
    if name in {"equipment_lost", "drones_lost"} and report.by == "other":
        return np.asarray(params["visual_detection"], np.float64)
    return 1.0


def log_count(value: FloatArray, mean: FloatArray, error: float) -> FloatArray:
    """Return the log likelihood of a count (member,): negative binomial with variance mean + (error x mean)^2."""
    from scipy.special import gammaln  # slow to load, and a run needs none of it

    size = 1.0 / error**2
    return np.asarray(
        gammaln(value + size) - gammaln(size) - gammaln(value + 1.0)
        + size * np.log(size / (size + mean)) + value * np.log(mean / (size + mean))
    )  # fmt: skip


def log_between(lower: FloatArray, upper: FloatArray) -> FloatArray:
    """Return the log chance that a standard normal lies between two bounds (member,); exact in the tails."""
    from scipy.special import log_ndtr  # slow to load, and a run needs none of it

    flip = lower > 0.0
    a, b = np.where(flip, -upper, lower), np.where(flip, -lower, upper)
    high, low = log_ndtr(b), log_ndtr(a)
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.asarray(high + np.log1p(-np.exp(np.minimum(low - high, 0.0))), np.float64)
