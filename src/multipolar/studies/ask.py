"""Any question of the language, asked of a finished run: what its courses answer, as counted and as the forecast publishes it.

Nothing is simulated. *Published* are the courses with their weights, as in the forecast; shares of endings are the forecast's
own, which hold endings that no course reached. *Counted* is every course as one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.about import __version__
from multipolar.codes import ENDINGS
from multipolar.engine import store as disk
from multipolar.errors import ArgumentError, QuestionError
from multipolar.forecast.features import FEATURES, Feature
from multipolar.forecast.probability import counted, quantiles, standard_normal, too_few
from multipolar.forecast.question import Asked, answers, asked, asking_of
from multipolar.forecast.tally import finite
from multipolar.numerics.arrays import FloatArray
from multipolar.numerics.resampling import in_order
from multipolar.registry import nearest
from multipolar.scenario.asking import split_feature, usage
from multipolar.scenario.document import Question
from multipolar.session.run import Run
from multipolar.session.run_files import apart_in

SCHEMA = "multipolar-answer/1"
MULTINATIONAL = "multinational"
TYPES = {"yes": "binary", "number": "continuous", "name": "categorical"}
"""Types of questions by what a feature answers with."""
KINDS = {"binary": "yes or no", "continuous": "number", "categorical": "name"}
Z = standard_normal(0.975)
"""Standard errors on either side of a mean within its interval of 95 % [1]."""


def answer_document(
    run: Run,
    feature: str,
    *,
    threshold: float | None = None,
    closes: str | None = None,
    options: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Return what the courses of a run answer to a feature: ``multipolar-answer/1``.

    Parameters
    ----------
    feature : a feature of the language with its arguments, such as ``holder_end[SHU]``.
    threshold : makes yes or no of a number: whether it is above. closes : last day that counts, for features that count to one.
    options : answers of a feature that answers with a name; by default those of the scenario's own question, else one a power.

    Raises
    ------
    QuestionError : for a feature that does not exist, named with the nearest, or with everything that keeps it from an answer.
    """
    item = asked(question_of(run, feature, threshold, closes, options), run.sample.frame)
    found = np.concatenate(list(_read(run, item)))
    tally, n = run.sample.tally, len(found)
    apart = apart_in(run.store)
    word = item.feature
    assert word is not None
    return {
        "schema": SCHEMA, "version": __version__, "scenario": run.war.id, "as_of": run.war.scenario.as_of.isoformat(),
        "digest": run.digest, "seed": run.sample.seed, "members": n,
        "effective": round(float(n if tally.effective is None else tally.effective), 3), "too_few": too_few(n) or None,
        "feature": feature, "meaning": word.meaning, "kind": KINDS[item.question.type],
        "unit": "probability" if item.question.type == "binary" else item.question.unit,
        "threshold": threshold, "closes": closes, "last": _last_said(run, word, closes),
        "published": _published(run, item, found),
        "counted": _told(item, found, None, apart * n),
    }  # fmt: skip


def _last_said(run: Run, word: Feature, closes: str | None) -> str:
    """Return up to when the answer counts, in words."""
    if word.until == "closes":
        return f"up to {closes}" if closes else f"up to {asking_of(run.sample.frame).last_day}, the last day of the forecast"
    return {"end": "to the end of the forecast", "named": "on the day named", "later": "after the forecast"}[word.until]


def question_of(run: Run, feature: str, threshold: float | None, closes: str | None, options: Sequence[str] | None) -> Question:
    """Return the question that asks a feature of a run.

    Raises
    ------
    QuestionError : for a feature that does not exist. ArgumentError : for a day that is none.
    """
    split = split_feature(feature)
    name = feature.strip() if split is None else split[0]
    if split is None or name not in FEATURES:
        near = nearest(name, FEATURES)
        hint = f"did you mean {usage(near, FEATURES[near].word)!r}?" if near else f"known: {', '.join(FEATURES)}"
        raise QuestionError(f"no feature {feature!r}; {hint}")
    word = FEATURES[name]
    kind = "binary" if threshold is not None else TYPES[word.answers]
    if closes is not None and word.until != "closes":
        how = "on the day it names" if word.until == "named" else "by itself"
        raise ArgumentError(f"closes=...: the feature {name!r} counts {how}")
    plain: dict[str, Any] = {
        "id": "asked", "text": word.meaning, "type": kind, "as_of": [], "unit": word.unit if kind == "continuous" else "1",
        "feature": feature, "threshold": threshold, "closes": None if closes is None else _day(closes),
    }  # fmt: skip
    if kind == "categorical":
        plain["options"] = _options(run, feature, word) if options is None else list(options)
    elif options is not None:
        raise ArgumentError(f"options=...: the feature {name!r} answers with no name")
    return Question(**plain)


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentError(f"closes=...: found {text!r}, expected a day such as '2020-12-01'") from error


def _options(run: Run, feature: str, word: Feature) -> list[str]:
    """Return the answers that are told apart: those of the scenario's own question about it, else one for each power."""
    own = next((q for q in run.war.scenario.document.questions if q.feature == feature and q.options), None)
    if own is not None:
        return list(own.options)
    powers = run.war.model.labels.powers
    return [*(f"{p} only" for p in powers), MULTINATIONAL, "none"] if word.options == "peacekeepers" else [*powers, "none"]


def _read(run: Run, item: Asked) -> Iterator[NDArray[Any]]:
    for out in disk.outcomes_in_parts(run.store, run.war.model):
        found = np.asarray(answers(item, out))
        yield found if item.question.type != "continuous" else finite(found, item.question.feature)


def _published(run: Run, item: Asked, found: NDArray[Any]) -> dict[str, Any]:
    tally = run.sample.tally
    split = split_feature(item.question.feature)
    if split is not None and split[0] == "ending":
        return tally.counted(tally.codes["ending"][list(ENDINGS).index(split[1][0])].item()).plain()
    return _told(item, found, tally.weights, float(len(found) if tally.effective is None else tally.effective))


def _told(item: Asked, found: NDArray[Any], weights: FloatArray | None, effective: float) -> dict[str, Any]:
    """Return what answers (member,) say: a share, the shares of names, or a mean and quantiles; ``weights`` sum to their number."""
    n = len(found)
    if item.question.type == "continuous":
        return _number(np.asarray(found, np.float64), weights, effective)

    def share(hit: NDArray[np.bool_]) -> dict[str, float]:
        hits = float(hit.sum()) if weights is None else float(weights[hit].sum())
        return counted(min(hits, float(n)), n, effective=effective).plain()

    if item.question.type == "binary":
        return share(np.asarray(found, bool))
    return {"options": {name: share(found == i) for i, name in enumerate(item.names)}}


def _number(values: FloatArray, weights: FloatArray | None, effective: float) -> dict[str, float]:
    """Return mean with its interval, and quantiles; the error of a mean is sd / sqrt(effective courses) (Kish 1965)."""
    mean = float(np.average(values, weights=weights))
    spread = float(np.sqrt(np.average((values - mean) ** 2, weights=weights)))
    half = Z * spread / float(np.sqrt(effective))
    drawn = values if weights is None else in_order(values, weights)
    return {"mean": round(mean, 6), "low": round(mean - half, 6), "high": round(mean + half, 6), **quantiles(drawn)}
