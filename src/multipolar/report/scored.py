"""Scores as tables: beside each score what was said and what happened, and over how many targets it was counted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from multipolar.report.narrative import (
    ARRANGEMENT_NAMES,
    ENDING_NAMES,
    LEVEL_NAMES,
    answer_name,
    courses_in,
    courses_text,
    days_text,
    ending_name,
    enough,
    number,
    percent,
    power_names,
    share_text,
)
from multipolar.report.table import Table, kept_columns

Forecast = Mapping[str, Any]

QUESTION_SCORES = ("What happened", "Score", "Uniform", "Authors' scores")
"""Heads of the columns that stand beside a question once it is resolved."""

MEANS = {
    "binary_brier": "Brier, yes or no", "category_brier": "Brier over categories", "crps_skill": "CRPS skill, numbers",
}  # fmt: skip
"""How the page calls mean scores."""

TARGETS = {
    "ending": "How it ended",
    "ending_soft": "How it ended, in doubt between several",
    "length_days": "Length from the as-of date",
    "length_log": "Length, on the log scale",
    "brokers": "Who brokered the end",
    "arrangement": "What stood on the ground afterwards",
    "changed_share": "Contested weight that changed hands",
    "level": "Highest step of",
    "newly_direct": "Own forces newly in combat:",
    "deaths": "Military dead from the as-of date, log scale:",
    "deaths_total": "Military dead since the round began, log scale:",
}
"""How the page calls what is scored beside the questions."""


LENGTHS = ("length_days", "length_log")
"""Targets whose forecast is cut off at the horizon."""
CODES: Mapping[str, Mapping[str, str]] = {"level": LEVEL_NAMES, "arrangement": ARRANGEMENT_NAMES}
"""The words for answers that are codes of the model, by target."""


def codes_of(target: str) -> Mapping[str, str]:
    """Return the words for the codes that answer a scored target; empty where its answers are names or numbers."""
    return CODES.get(target.partition(":")[0], {})


def scores_of(f: Forecast) -> Mapping[str, Any]:
    """Return the scores of a forecast by question and target; empty before it is resolved."""
    return (f.get("scores") or {}).get("questions") or {}


def value_text(
    value: Any, f: Forecast, *, between: str = " or ", codes: Mapping[str, str] | None = None, n: int | None = None
) -> str:
    """Return what happened, or what was said of it, in words: yes or no, a number, a name, or shares of names.

    ``codes``: words for codes of the model; ``n``: over how many courses shares were counted.
    """

    def name(key: str) -> str:
        found = (codes or {}).get(key)
        return found or (ending_name(key, f) if key in ENDING_NAMES else answer_name(key, power_names(f)))

    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, Mapping):
        if "q50" in value:
            return f"{number(float(value['q50']))} ({number(float(value['q05']))}–{number(float(value['q95']))})"
        parts = sorted(((k, float(p)) for k, p in value.items() if float(p) > 0), key=lambda kv: -kv[1])
        return between.join(name(k) if p >= 1 else f"{name(k)} {share_text(p, n)}" for k, p in parts)
    if isinstance(value, list | tuple):
        return " and ".join(name(str(v)) for v in value) or "nobody"
    return name(value) if isinstance(value, str) else number(float(value))


def happened(row: Mapping[str, Any], f: Forecast, target: str = "") -> str:
    """Return what became of a scored target: the answer, or that it is void or not known yet."""
    state = str(row.get("state") or "")
    if state and state not in {"answered", "scored", "resolved", "known"}:
        return state
    value = row.get("happened")
    if row.get("rule") == "Brier" and isinstance(value, int | float) and not isinstance(value, bool):
        return "yes" if value >= 1 else "no" if value <= 0 else f"in doubt (yes {percent(float(value))} %)"
    return value_text(value, f, codes=codes_of(target)) or "not known"


def said(row: Mapping[str, Any], f: Forecast, target: str = "") -> str:
    """Return what was forecast of a scored target: in per cent, as counts of few courses, as no number of fewer."""
    value, n = row.get("said"), courses_in(f)
    if value is not None and not enough(f):
        return share_text(0.0, n)
    if row.get("rule") == "Brier" and isinstance(value, int | float):
        return share_text(float(value), n)
    if target in LENGTHS and isinstance(value, Mapping):
        middle, low, high = (days_text(float(value[k]), float(f["horizon_days"])) for k in ("q50", "q05", "q95"))
        return f"{middle} ({low}–{high})"
    return value_text(value, f, between=" · ", codes=codes_of(target), n=n)


def figure(value: float) -> str:
    """Return a score: small ones with three figures after the point, large ones with three figures in all."""
    size = abs(value)
    return f"{value:.3f}" if size < 10 else f"{value:.1f}" if size < 100 else number(value)


def score_cells(f: Forecast, question: str) -> tuple[str, str, str, str]:
    """Return what happened and the scores of the model, of the uniform forecast and of each author for one question."""
    row = scores_of(f).get(question)
    if row is None:
        return (str((f["scores"].get("unscored") or {}).get(question, "not resolved")), "", "", "")
    lost = " (lost)" if question in (f.get("scores") or {}).get("lost_to_uniform", []) else ""
    model, plain = row.get("model"), row.get("uniform")
    authors = ", ".join(f"{a} {figure(float(v))}" for a, v in (row.get("authors") or {}).items() if v is not None)
    if not enough(f) and not row.get("outside"):
        return (happened(row, f, question), "too few courses", "" if plain is None else figure(float(plain)), authors)
    return (
        happened(row, f, question),
        "" if model is None else f"{figure(float(model))}{lost}",
        "" if plain is None else figure(float(plain)),
        authors,
    )


def target_name(target: str, f: Forecast) -> str:
    """Return a scored target in words: a question's event, an item of the common list, with the power or side it is of."""
    stem, _, of = target.partition(":")
    if stem in f.get("questions", {}):
        return f"{stem}: {of.replace('_', ' ')}"
    names = power_names(f) | {k: str(s.get("name")) for k, s in f.get("sides", {}).items()}
    said = TARGETS.get(stem, stem.replace("_", " "))
    return f"{said} {names.get(of, of)}".strip()


def score_targets(f: Forecast) -> Table:
    """Return what was scored beside the questions: said, happened, score and that of the uniform forecast."""
    rows = [
        (target_name(k, f), said(row, f, k), *score_cells(f, k))
        for k, row in scores_of(f).items()
        if k not in f.get("questions", {})
    ]
    rows += [
        (target_name(k, f), "", *score_cells(f, k))
        for k in (f.get("scores") or {}).get("unscored") or {} if k not in f.get("questions", {}) and k not in scores_of(f)
    ]  # fmt: skip
    return kept_columns(Table(("Target", "Forecast", *QUESTION_SCORES), rows))


def modelled(f: Forecast) -> dict[str, Mapping[str, Any]]:
    """Return the scored targets, with those that no mechanism reaches and that a base rate answers."""
    return {k: row for k, row in scores_of(f).items() if row.get("model") is not None}


def lost_text(f: Forecast) -> str:
    """Return on how many of how many scored targets the model did worse than the uniform forecast, and on which."""
    rows = {k: row for k, row in modelled(f).items() if not row.get("outside")}
    if not rows:
        return ""
    if not enough(f):
        return f"Only {courses_text(courses_in(f) or 0)}: too few for a score."
    inside = " (inside the model)" if len(rows) < len(modelled(f)) else ""
    lost = [k for k in (f.get("scores") or {}).get("lost_to_uniform", []) if k in rows]
    if not lost:
        return f"On none of {len(rows)} scored targets{inside} did the model do worse than the uniform forecast."
    names = ", ".join(k if k in f.get("questions", {}) else target_name(k, f) for k in lost)
    return (
        f"On {len(lost)} of {len(rows)} scored targets{inside} the model did worse than the uniform forecast, "
        f"which gives every answer the same chance: {names}."
    )


def score_means(f: Forecast) -> Table:
    """Return the mean scores by kind of question, model beside uniform."""
    means = (f.get("scores") or {}).get("means") or {}
    asked = len(f.get("questions", {}))
    rows = [
        (
            MEANS.get(k, k),
            f"{m['questions']} of {asked} questions" if "questions" in m and asked else str(m.get("questions", "")),
            f"{float(m['model']):.3f}",
            f"{float(m['uniform']):.3f}",
        )
        for k, m in (means.items() if enough(f) else ())
    ]
    return Table(("Mean score", "Counted over", "Model", "Uniform"), rows)


def score_authors(f: Forecast) -> Table:
    """Return each author's own mean score beside the model's on the targets that this author spoke of."""
    rows, scored = [], len(modelled(f))
    for name, a in ((f.get("scores") or {}).get("authors") or {}).items() if enough(f) else ():
        error = a.get("standard_error")
        gap = f"{float(a['author_minus_model']):+.3f}" + ("" if error is None else f" ± {float(error):.3f}")
        middle = (f"{float(a[k]):.3f}" for k in ("author", "model", "uniform"))
        rows.append((name.replace("_", " "), f"{len(a['questions'])} of {scored}", *middle, gap))
    head = ("Author", "Targets with a stated chance, of all scored", "Author's score", "Model's", "Uniform's", "Author minus model")
    return Table(head, rows)
