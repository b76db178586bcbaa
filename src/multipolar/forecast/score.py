"""How good a forecast was: Brier, log and CRPS, beside the uniform forecast and beside what the authors said themselves.

Binary questions: Brier (p - y)^2, 0 to 1. Categories: sum of squares, 0 to 2. Numbers: CRPS in the unit of the question,
of the ensemble as it stands (the plain, not the fair one). The uniform forecast says 1/2, 1/k, or spreads
evenly over the range in ``RANGES``: shares over 0 to 1, days over the days left, counts of people evenly on the log scale.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import ARRANGEMENTS, ENDINGS, LEVELS
from multipolar.forecast.document import Sample
from multipolar.forecast.outcome import Outcome
from multipolar.forecast.outcome_names import Answers
from multipolar.forecast.outcome_values import read_answer
from multipolar.forecast.probability import quantiles
from multipolar.forecast.question import Asked, answer
from multipolar.numerics.arrays import FloatArray
from multipolar.scenario.document import Question
from multipolar.scenario.quantity import NumberError

SCHEMA = "multipolar-score/1"
LEAST = 1e-4
"""Probabilities are kept this far from 0 and 1 in log scores: a count cannot prove that something is impossible."""
GRID = 1001
PEOPLE = (10.0, 1e6)
COUNTS = (0.0, 10.0)


SLACK = 1e-6
"""What rounding to six figures can leave on a probability or a sum of them."""


def probability(p: float) -> float:
    """Return a probability, freed of what rounding left beyond 0 and 1.

    Raises
    ------
    ValueError : if it is none.
    """
    if not -SLACK <= p <= 1.0 + SLACK:
        raise ValueError(f"found {p}, expected a probability from 0 to 1")
    return min(max(float(p), 0.0), 1.0)


def _shares_of_one(weights: Mapping[str, float], slack: float) -> dict[str, float]:
    found = {name: probability(weight) for name, weight in weights.items()}
    if not found or abs(sum(found.values()) - 1.0) > slack:
        raise ValueError(f"found shares that sum to {sum(found.values()):g}, expected 1")
    return found


def brier(p: float, happened: bool) -> float:
    """Return (p - y)^2: 0 is perfect, 0.25 what saying one half earns, 1 the worst.

    Raises
    ------
    ValueError : if ``p`` is no probability.
    """
    return (probability(p) - float(happened)) ** 2


def log_score(p: float) -> float:
    """Return minus the natural log of the probability given to what happened.

    Raises
    ------
    ValueError : if ``p`` is no probability.
    """
    return abs(float(np.log(max(probability(p), LEAST))))


def multi_brier(shares: Mapping[str, float], truth: Mapping[str, float]) -> float:
    """Return the sum of squares over categories, 0 to 2, expected over a truth that may be in doubt.

    Raises
    ------
    ValueError : if shares or truth are no probabilities that sum to 1.
    """
    said, facts = _shares_of_one(shares, len(shares) * SLACK), _shares_of_one(truth, SLACK)
    names = list(dict.fromkeys([*said, *facts]))
    return sum(weight * sum((said.get(name, 0.0) - float(name == fact)) ** 2 for name in names) for fact, weight in facts.items())


def multi_log(shares: Mapping[str, float], truth: Mapping[str, float]) -> float:
    """Return minus the log of the probability of what happened, expected over a truth that may be in doubt.

    Raises
    ------
    ValueError : if the truth is no weights that sum to 1, or a share no probability.
    """
    return sum(weight * log_score(shares.get(fact, 0.0)) for fact, weight in _shares_of_one(truth, SLACK).items())


def crps(values: NDArray[Any], truth: float) -> float:
    """Return the continuous ranked probability score of an ensemble (member,), in the unit of the values.

    CRPS = 2/n^2 sum_i (x_(i) - y) (n [y < x_(i)] - i + 1/2): exact for the ensemble as it stands, not the fair version
    for a larger one. Source: Jordan, Krueger and Lerch 2019, equation 4; ``scoringrules``' estimator ``qd`` is its twin.

    Raises
    ------
    ValueError : if there is no value, or one that is no finite number.
    """
    ordered = np.sort(np.asarray(values, np.float64).ravel())
    n = ordered.size
    if not n or not np.isfinite(ordered).all() or not np.isfinite(truth):
        raise ValueError(f"found {n} values scored against {truth}, expected at least one, and finite numbers only")
    weight = n * (truth < ordered) - np.arange(1, n + 1) + 0.5
    return max(float(2.0 / n**2 * np.sum((ordered - truth) * weight)), 0.0)


def uniform_sample(item: Asked) -> FloatArray:
    """Return the uniform forecast of a continuous question as an even grid of quantiles."""
    places = (np.arange(GRID) + 0.5) / GRID
    frame, unit = item.ask.frame, item.question.unit
    if unit == "persons":
        return np.asarray(np.exp(np.log(PEOPLE[0]) + places * (np.log(PEOPLE[1]) - np.log(PEOPLE[0]))))
    if unit == "days":
        start = (frame.as_of - frame.round_start).days if "round" in item.question.feature else 0
        return np.asarray(start + places * frame.horizon)
    low, high = COUNTS if "truces" in item.question.feature else (0.0, 1.0)
    return np.asarray(low + places * (high - low))


@dataclass(frozen=True, slots=True)
class Row:
    """The score of one target: what happened, how the forecast and the uniform one did, and the authors on the same."""

    target: str
    rule: str
    truth: Any
    model: float
    uniform: float
    log: float | None = None
    uniform_log: float | None = None
    authors: Mapping[str, float] | None = None
    outside: bool = False
    forecast: Any = None

    def plain(self) -> dict[str, Any]:
        """Return the row as plain values."""
        out: dict[str, Any] = {
            "rule": self.rule,
            "value": self.truth,
            "forecast": self.forecast,
            "score": _round(self.model),
            "baselines": {"uniform": _round(self.uniform)},
            "skill": None if self.uniform == 0.0 else _round(1.0 - self.model / self.uniform),
            "authors": {name: _round(value) for name, value in (self.authors or {}).items()},
            "outside": self.outside,
        }
        if self.log is not None and self.uniform_log is not None:
            out |= {"log": _round(self.log), "baselines_log": {"uniform": _round(self.uniform_log)}}
        return out


def _round(value: float) -> float:
    return round(float(value), 6)


@dataclass(frozen=True, slots=True)
class Skip:
    """A target that has no score, and why."""

    target: str
    why: str

    def plain(self) -> dict[str, str]:
        """Return the target as plain values."""
        return {"target": self.target, "why": self.why}


Part = Row | Skip
NOT_TOLD = "the outcome does not tell it"


def rows_in(parts: Iterable[Part]) -> list[Row]:
    """Return the scored ones among the parts of a score."""
    return [part for part in parts if isinstance(part, Row)]


def question_rows(sample: Sample, outcome: Outcome) -> list[Row]:
    """Return the scores of every question that is resolved, and of authors' chances about numbers."""
    return rows_in(question_parts(sample, outcome))


def question_parts(sample: Sample, outcome: Outcome) -> Iterable[Part]:
    """Yield the scores of resolved questions, and every resolved question that has none with the reason."""
    known = outcome.answers()
    asked = {item.question.id: item for item in sample.questions}
    for name, item in asked.items():
        if name in known:
            yield from _parts_of(sample, item, known[name])
    for name in known:
        if name not in asked:
            yield Skip(name, f"this forecast does not ask it as of {sample.scenario.as_of.isoformat()}")


def _parts_of(sample: Sample, item: Asked, told: bool | float | str) -> Iterable[Part]:
    kind, name = item.question.type, item.question.id
    try:
        truth = truth_of_question(item, told)
    except NumberError as error:
        yield Skip(name, f"the answer does not fit the question: {error}")
        return
    if kind == "binary":
        yield _binary(sample, item, bool(truth))
    elif item.outside:
        yield Skip(name, "no mechanism reaches it, and only yes-or-no questions have a base rate")
    elif kind == "categorical":
        yield _categorical(sample, item, str(truth))
    else:
        yield _continuous(sample, item, float(truth))
        yield from _thresholds(sample, item, float(truth))


def truth_of_question(item: Asked, told: bool | float | str) -> bool | float | str:
    """Return what answers a question in the type that it asks.

    Raises
    ------
    NumberError : if it is no such answer, which happens only where the library's outcome meets a changed question.
    """
    return read_answer(told, Answers(item.question.type, item.question.unit, tuple(item.names)))


def _binary(sample: Sample, item: Asked, truth: bool) -> Part:
    p = answer(item, sample.tally)["p"]
    if p is None:
        return Skip(item.question.id, "no mechanism reaches it, and it has no base rate: nothing was said")
    p = float(p)
    said = {name: brier(float(v), truth) for name, v in item.question.stated.items() if isinstance(v, int | float)}
    chance = p if truth else 1 - p
    return Row(item.question.id, "Brier", truth, brier(p, truth), 0.25, log_score(chance), log_score(0.5), said, item.outside, p)


def _categorical(sample: Sample, item: Asked, truth: str) -> Row:
    shares = dict(answer(item, sample.tally)["options"])
    even = {name: 1.0 / len(item.question.options) for name in item.question.options}
    fact = {truth: 1.0}
    said = {name: _stated_brier(v, fact) for name, v in item.question.stated.items() if isinstance(v, dict)}
    return Row(
        item.question.id, "Brier over categories", truth, multi_brier(shares, fact), multi_brier(even, fact),
        multi_log(shares, fact), multi_log(even, fact), said, forecast=shares,
    )  # fmt: skip


def _stated_brier(stated: Mapping[str, float], fact: Mapping[str, float]) -> float:
    """Return the score of an author's shares, which a scenario may round: they are scaled to sum to 1."""
    total = sum(stated.values())
    return multi_brier({name: share / total for name, share in stated.items()}, fact)


def _continuous(sample: Sample, item: Asked, truth: float) -> Row:
    found = answer(item, sample.tally)
    values = sample.tally.values(f"question:{item.question.id}")
    return Row(
        item.question.id, f"CRPS [{item.question.unit}]", truth, crps(values, truth), crps(uniform_sample(item), truth),
        forecast=found["quantiles"],
    )  # fmt: skip


def threshold_of(text: str) -> tuple[str, float] | None:
    """Return the side and the bound of a stated event such as ``at_most_0.10`` or ``above_72500``."""
    for word in ("at_most", "above"):
        if text.startswith(f"{word}_"):
            return word, float(text.removeprefix(f"{word}_"))
    return None


def _thresholds(sample: Sample, item: Asked, truth: float) -> Iterable[Row]:
    """Yield one yes-or-no row per chance that an author stated about a number."""
    values = sample.tally.values(f"question:{item.question.id}").astype(np.float64)
    uniform = uniform_sample(item)
    for event, said in _stated_events(item.question).items():
        bound = threshold_of(event)
        if bound is None:
            continue
        p, even, happened = (float(np.mean(_is_so(bound, np.asarray(v)))) for v in (values, uniform, truth))
        yield Row(
            f"{item.question.id}:{event}", "Brier", bool(happened), brier(p, bool(happened)), brier(even, bool(happened)),
            authors={name: brier(chance, bool(happened)) for name, chance in said.items()}, forecast=round(p, 6),
        )  # fmt: skip


def _is_so(bound: tuple[str, float], values: NDArray[Any]) -> NDArray[np.bool_]:
    return np.asarray(values <= bound[1] if bound[0] == "at_most" else values > bound[1])


def _stated_events(question: Question) -> dict[str, dict[str, float]]:
    events: dict[str, dict[str, float]] = {}
    for author, stated in question.stated.items():
        for event, chance in stated.items() if isinstance(stated, dict) else ():
            events.setdefault(event, {})[author] = float(chance)
    return events


def taxonomy_rows(sample: Sample, outcome: Outcome) -> list[Row]:
    """Return the scores on the common taxonomy: ending, length, brokers, arrangement, levels of powers, deaths."""
    return rows_in(taxonomy_parts(sample, outcome))


def taxonomy_parts(sample: Sample, outcome: Outcome) -> Iterable[Part]:
    """Yield the scores on the common taxonomy, and every part of it that has none with the reason."""
    yield from _ending_parts(sample, outcome)
    yield from _broker_parts(sample, outcome)
    yield from _level_parts(sample, outcome)
    if outcome.arrangement is None:
        yield Skip("arrangement", NOT_TOLD)
    else:
        shares = _shares(sample.tally.codes["arrangement"], tuple(ARRANGEMENTS))
        yield _shares_row("arrangement", shares, {str(outcome.arrangement): 1.0})
    yield from _newly_parts(sample, outcome)
    yield from _changed_parts(sample, outcome)
    yield from _death_parts(sample, outcome)


def _newly_parts(sample: Sample, outcome: Outcome) -> Iterable[Part]:
    """Yield one row per power that did not fight on the as-of date: whether it fights with its own forces."""
    started = {p.id for p in sample.scenario.document.powers if p.level == "direct"}
    for power, told in outcome.power_levels.items():
        if power in started:
            yield Skip(f"newly_direct:{power}", "it fought already on the as-of date")
        elif told.weights and f"new:{power}" in sample.tally.hits:
            p, truth = sample.tally.hits[f"new:{power}"] / sample.tally.n, told.weights.get("direct", 0.0)
            scores = [truth * brier(chance, True) + (1 - truth) * brier(chance, False) for chance in (p, 0.5)]
            yield Row(f"newly_direct:{power}", "Brier", truth, scores[0], scores[1], forecast=_round(p))


def _changed_parts(sample: Sample, outcome: Outcome) -> Iterable[Part]:
    as_of = sample.scenario.as_of.isoformat()
    truth = outcome.changed_share.get(as_of)
    if truth is None:
        yield Skip("changed_share", f"the outcome tells none for {as_of}")
        return
    even, values = (np.arange(GRID) + 0.5) / GRID, sample.tally.values("changed_share")
    yield Row("changed_share", "CRPS [share]", truth, crps(values, truth), crps(even, truth), forecast=quantiles(values))


def _death_parts(sample: Sample, outcome: Outcome) -> Iterable[Part]:
    """Yield one row per side, of all deaths of the round or of those since the as-of date, as the outcome counts them."""
    name = "deaths_total" if outcome.since == "round" else "deaths"
    as_of = sample.scenario.as_of.isoformat()
    by_side = {str(side): told for side, told in outcome.deaths.items()}
    for side in ("A", "B"):
        told = by_side.get(side)
        if told is None:
            yield Skip(f"{name}:{side}", NOT_TOLD)
        elif outcome.since == "as_of" and outcome.as_of not in (None, as_of):
            yield Skip(f"{name}:{side}", f"the outcome counts deaths from {outcome.as_of}, the forecast from {as_of}")
        else:
            yield _death_row(f"{name}:{side}", sample.tally.values(f"{name}:{side}"), told.middle)


def _death_row(target: str, dead: NDArray[Any], truth: float) -> Row:
    values = np.log10(np.maximum(dead.astype(np.float64), 1.0))
    even = np.log10(PEOPLE[0]) + (np.arange(GRID) + 0.5) / GRID * np.log10(PEOPLE[1] / PEOPLE[0])
    logged = float(np.log10(max(truth, 1.0)))
    return Row(target, "CRPS [log10 persons]", truth, crps(values, logged), crps(even, logged), forecast=quantiles(dead))


def _shares(codes: NDArray[np.int64], names: Sequence[str]) -> dict[str, float]:
    total = max(int(codes.sum()), 1)
    return {name: int(k) / total for name, k in zip(names, codes, strict=True)}


def _shares_row(target: str, shares: Mapping[str, float], truth: Mapping[str, float]) -> Row:
    even = dict.fromkeys(shares, 1.0 / len(shares))
    return Row(
        target, "Brier over categories", dict(truth), multi_brier(shares, truth), multi_brier(even, truth),
        multi_log(shares, truth), multi_log(even, truth), forecast={k: _round(v) for k, v in shares.items()},
    )  # fmt: skip


def _ending_parts(sample: Sample, outcome: Outcome) -> Iterable[Part]:
    end = outcome.end
    if end is None:
        yield from (Skip(target, NOT_TOLD) for target in ("ending", "length_days", "length_log"))
        return
    shares = _shares(sample.tally.codes["ending"], tuple(ENDINGS))
    yield _shares_row("ending", shares, {end.label: 1.0})
    if end.soft:
        yield _shares_row("ending_soft", shares, end.weights)
    as_of = sample.scenario.as_of.isoformat()
    days = end.length_days.get(as_of)
    if days is None:
        yield from (Skip(target, f"the outcome tells no length from {as_of}") for target in ("length_days", "length_log"))
        return
    horizon = sample.scenario.document.horizon_days
    truth, even = min(float(days), float(horizon)), (np.arange(GRID) + 0.5) / GRID * horizon
    values = sample.tally.values("length_days")
    spread = quantiles(values)
    yield Row("length_days", "CRPS [days]", truth, crps(values, truth), crps(even, truth), forecast=spread)
    logs = (np.log1p(values.astype(np.float64)), np.log1p(even))
    scores = [crps(v, float(np.log1p(truth))) for v in logs]
    yield Row("length_log", "CRPS [log days]", truth, scores[0], scores[1], forecast=spread)


def _broker_parts(sample: Sample, outcome: Outcome) -> Iterable[Part]:
    powers = [p.id for p in sample.scenario.document.powers if not p.dormant]
    if outcome.brokered_by is None or not powers:
        yield Skip("brokers", "the scenario has no outside power" if outcome.brokered_by is not None else NOT_TOLD)
        return
    tally = sample.tally
    shares = {p: tally.hits[f"broker:{p}"] / tally.n for p in powers}
    score = float(np.mean([brier(p, power in outcome.brokered_by) for power, p in shares.items()]))
    said = {power: _round(p) for power, p in shares.items()}
    yield Row("brokers", "mean Brier over powers", list(outcome.brokered_by), score, 0.25, forecast=said)


def _level_parts(sample: Sample, outcome: Outcome) -> Iterable[Part]:
    for power, told in outcome.power_levels.items():
        if told.weights and f"level:{power}" in sample.tally.codes:
            shares = _shares(sample.tally.codes[f"level:{power}"], LEVELS)
            yield _shares_row(f"level:{power}", shares, told.weights)
        else:
            yield Skip(f"level:{power}", "this forecast has no such power")
    shown = [row.id for row in sample.scenario.document.powers if not row.dormant]
    yield from (Skip(f"level:{power}", NOT_TOLD) for power in shown if power not in outcome.power_levels)


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
            "author": _round(float(np.mean([row.authors[name] for row in own if row.authors]))),
            "model": _round(float(np.mean([row.model for row in own]))),
            "uniform": _round(float(np.mean([row.uniform for row in own]))),
            "author_minus_model": _round(float(np.mean(gaps))),
            "standard_error": None if error is None else _round(error),
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
            out[name] = {"model": _round(float(np.mean([1 - r.model / r.uniform for r in members]))), "uniform": 0.0}
        else:
            out[name] = {"model": _round(float(np.mean([r.model for r in members]))),
                         "uniform": _round(float(np.mean([r.uniform for r in members])))}  # fmt: skip
        out[name]["questions"] = len(members)
    return out


RECORDED = ("sectors_end", "net_share_A", "displaced", "truces_failed", "holders", "series", "claims", "targets", "design_reached")
"""Keys of an outcome file that this score does not use; ``study targets`` and ``score --data`` read some of them."""


def interrupted_text(done: int, wanted: int) -> str | None:
    """Return in words that a forecast rests on a part of its courses; None where it rests on all."""
    return None if done >= wanted else f"interrupted: {done:,} of {wanted:,} courses"


def score_document(sample: Sample, outcome: Outcome, *, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Return the scores of a forecast as ``multipolar-score/1``: per target value, score and baselines, and the means."""
    asked, common = list(question_parts(sample, outcome)), list(taxonomy_parts(sample, outcome))
    rows, taxonomy = rows_in(asked), rows_in(common)
    inside, voids = [row for row in rows if not row.outside], outcome.voids()
    told = {*outcome.answers(), *voids}
    return {
        "schema": SCHEMA,
        **facts,
        "scenario": sample.scenario.id,
        "as_of": sample.scenario.as_of.isoformat(),
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
