"""How good a forecast was: Brier, log and CRPS, beside the uniform forecast and beside what the authors said themselves.

Binary questions: Brier (p - y)^2, 0 to 1. Categories: sum of squares, 0 to 2. Numbers: CRPS in the unit of the question,
of the ensemble as it stands (the plain, not the fair one). The uniform forecast says 1/2, 1/k, or spreads
evenly over its range: shares over 0 to 1, days over the days left, counts of people evenly on the log scale.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from multipolar.forecast.document import Sample
from multipolar.forecast.outcome import Outcome
from multipolar.forecast.score.questions import question_parts
from multipolar.forecast.score.rows import Row, Skip, rounded, rows_in
from multipolar.forecast.score.taxonomy import taxonomy_parts

SCHEMA = "multipolar-score/1"
RECORDED = ("sectors_end", "net_share_A", "displaced", "truces_failed", "holders", "series", "claims", "targets", "design_reached")
"""Keys of an outcome file that this score does not use; ``study targets`` and ``score --data`` read some of them."""


def interrupted_text(done: int, wanted: int) -> str | None:
    """Return in words that a forecast rests on a part of its courses; None where it rests on all."""
    return None if done >= wanted else f"interrupted: {done:,} of {wanted:,} courses"


def score_document(sample: Sample, outcome: Outcome, *, facts: Mapping[str, Any], until: str | None = None) -> dict[str, Any]:
    """Return the scores of a forecast as ``multipolar-score/1``: per target value, score and baselines, and the means.

    ``until``: the day until which it was given reports. It is scored from there: what was decided by then is no forecast, and the
    uniform forecast spreads over the days that were left.
    """
    known = 0 if until is None else (dt.date.fromisoformat(until) - sample.scenario.as_of).days
    asked, common = list(question_parts(sample, outcome, known)), list(taxonomy_parts(sample, outcome, known))
    rows, taxonomy = rows_in(asked), rows_in(common)
    inside, voids = [row for row in rows if not row.outside], outcome.voids()
    told = {*outcome.answers(), *voids}
    return {
        "schema": SCHEMA,
        **facts,
        "scenario": sample.scenario.id,
        "as_of": sample.scenario.as_of.isoformat(),
        **({} if until is None else {"until": until}),
        "members": sample.tally.n,
        "wanted": max(sample.wanted, sample.tally.n),
        "interrupted": interrupted_text(sample.tally.n, sample.wanted),
        "bundle": sample.scenario.stance.bundle,
        "targets": {row.target: row.plain() for row in [*rows, *taxonomy]},
        "voids": [{"question": name, "reason": row.reason, "resolved_on": row.resolved_on} for name, row in voids.items()],
        "unresolved": [item.question.id for item in sample.questions if item.question.id not in told],
        "skipped": [part.plain() for part in [*asked, *common] if isinstance(part, Skip)],
        "not_used": [key for key in RECORDED if getattr(outcome, key)],
        "means": _means(rows),
        "authors": paired_authors(rows),
        "lost_to_uniform": [row.target for row in [*inside, *taxonomy] if row.model > row.uniform],
        "notes": [__doc__.split("\n\n")[1].replace("\n", " "), "Questions outside the model stay out of the means."],
    }


def paired_authors(rows: Sequence[Row]) -> dict[str, dict[str, Any]]:
    """Return for each author the mean score of author, model and uniform forecast on the questions the author answered."""
    names = sorted({name for row in rows for name in (row.authors or {})})
    out = {}
    for name in names:
        own = [row for row in rows if row.authors and name in row.authors]
        gaps = [row.authors[name] - row.model for row in own if row.authors]
        error = float(np.std(gaps, ddof=1) / np.sqrt(len(gaps))) if len(gaps) > 1 else None
        out[name] = {
            "questions": [row.target for row in own],
            "author": rounded(float(np.mean([row.authors[name] for row in own if row.authors]))),
            "model": rounded(float(np.mean([row.model for row in own]))),
            "uniform": rounded(float(np.mean([row.uniform for row in own]))),
            "author_minus_model": rounded(float(np.mean(gaps))),
            "standard_error": None if error is None else rounded(error),
        }
    return out


def _means(rows: Sequence[Row]) -> dict[str, dict[str, Any]]:
    groups = {
        "binary_brier": [r for r in rows if r.rule == "Brier" and not r.outside and ":" not in r.target],
        "category_brier": [r for r in rows if r.rule == "Brier over categories"],
        "crps_skill": [r for r in rows if r.rule.startswith("CRPS") and r.uniform > 0.0],
    }
    out: dict[str, dict[str, Any]] = {}
    for name, members in groups.items():
        if not members:
            continue
        if name == "crps_skill":
            out[name] = {"model": rounded(float(np.mean([1 - r.model / r.uniform for r in members]))), "uniform": 0.0}
        else:
            out[name] = {"model": rounded(float(np.mean([r.model for r in members]))),
                         "uniform": rounded(float(np.mean([r.uniform for r in members])))}  # fmt: skip
        out[name]["questions"] = len(members)
    return out


def for_page(document: Mapping[str, Any]) -> dict[str, Any]:
    """Return the scores in the form the page reads: per target what was said and happened, model, uniform and authors."""
    return {
        "questions": {
            name: {
                "model": row["score"], "uniform": row["baselines"]["uniform"], "authors": row["authors"],
                "said": row.get("forecast"), "happened": row.get("value"), "state": row.get("state"), "outside": row["outside"],
                "rule": row["rule"],
            }
            for name, row in document["targets"].items()
        },
        "unscored": {
            **{row["target"]: f"not scored: {row['why']}" for row in document.get("skipped", ())},
            **{row["question"]: f"void: {row['reason']}".removesuffix(": ") for row in document.get("voids", ())},
        },
        "lost_to_uniform": list(document["lost_to_uniform"]),
        "rule": "Brier for yes or no (0-1), Brier over categories (0-2), CRPS in the unit of the question for numbers",
        "means": document["means"],
        "authors": document["authors"],
    }  # fmt: skip
