"""What moves a forecast: the inputs of a finished run, ranked by what each does to its ending, a question or a number.

Nothing is simulated: inputs are drawn again from the seed, and the courses of the run are cut into groups by each of them. Luck
stands beside: the share of the spread that would remain if every input were known.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from multipolar.about import __version__
from multipolar.codes import ENDINGS, Ending
from multipolar.forecast.probability import counted, standard_normal
from multipolar.inference.given_data import Change, Measured, Nulls, Place, measure, measure_categories
from multipolar.inference.interactions import NoLearnerError, together
from multipolar.inference.response import Z95, Estimate
from multipolar.session.run import Progress, Run
from multipolar.studies.driver_inputs import InputTable, Uncertain, input_table
from multipolar.studies.driver_targets import ENDING, MOST_READ, Target, must_suffice, rows_of, target_of
from multipolar.studies.method_drivers import method_drivers

SCHEMA = "multipolar-drivers/1"
LEARNED = 10
"""Inputs that the surrogate learns from. Grade J: those that move the outcome most."""
PAIRED = 6
"""Inputs of which every pair is tried. Grade J: fifteen pairs take a few seconds."""
LEAST_MOVE = 0.05
"""Least difference between the ends of an input that makes it the crux [probability]. Grade J."""
LEAST_MOVE_OF_NUMBER = 0.2
"""The same for a number [its standard deviations]. Grade J: what counts as a small effect (Cohen 1988)."""
MOST_RESEARCH = 10
NO_LEARNER = "Pairs that interact were not looked for: scikit-learn is not installed (pip install 'multipolar[learn]')."
ENDS = ("low", "middle", "high")


@dataclass(frozen=True, slots=True)
class Row:
    """One input with what it does to a target."""

    one: Uncertain
    found: Measured
    column: int

    @property
    def sure(self) -> bool:
        """Tell whether the input moves the target by more than an input without effect would in 19 of 20 ensembles."""
        return self.found.total_variation.value > self.found.null95


def drivers_document(
    run: Run, targets: Sequence[str] = (), *, pairs: bool = True, progress: Progress | None = None
) -> dict[str, Any]:
    """Return what moves a run: ``multipolar-drivers/1`` of the first target, the further ones under ``others``.

    ``methods``: what the claims of the method move of each analysis that was kept for the run, see ``method_drivers``.

    Raises
    ------
    QuestionError : for a target that the run does not hold, or a run of too few courses.
    """
    rows = rows_of(run)
    must_suffice(run, rows)
    asked = [target_of(run, name) for name in dict.fromkeys(targets or (ENDING,))]
    table = input_table(run.war.scenario, run.war.model, run.sample.members[:rows], run.sample.seed)
    parts = []
    for i, target in enumerate(asked):
        parts.append(of_target(target, table, titles_of(run), pairs=pairs))
        if progress is not None:
            progress("targets", i + 1, len(asked))
    head = {
        "schema": SCHEMA, "version": __version__, "scenario": run.war.id, "as_of": run.war.scenario.as_of.isoformat(),
        "digest": run.digest, "seed": run.sample.seed, "interrupted": interrupted(run),
    }  # fmt: skip
    if run.sample.tally.n > MOST_READ:
        note = f"Of {run.sample.tally.n:,} courses the first {MOST_READ:,} were read."
        for part in parts:
            part["notes"].append(note)
    methods, missing = method_drivers(run)
    parts[0]["notes"] += missing
    return head | parts[0] | {"others": parts[1:], "methods": methods}


def interrupted(run: Run) -> str | None:
    """Return in words how far an interrupted run came; None for a whole one."""
    done, wanted = run.sample.tally.n, run.sample.wanted
    return None if done >= wanted else f"interrupted: {done} of {wanted} courses"


def titles_of(run: Run) -> dict[str, str]:
    """Return the endings by name with the names of the sides."""
    sides = {key: side.name for key, side in run.war.scenario.document.belligerents.items()}
    return {name: Ending.of(name).title.format(**sides) for name in ENDINGS}


def measured_rows(target: Target, table: InputTable) -> list[Row]:
    """Return every input with what it does to a target, the strongest first."""
    nulls = Nulls(target.response)
    rows = []
    for i, one in enumerate(table.inputs):
        x = table.values[:, i]
        found = (
            measure_categories(x.astype(np.int64), len(one.names), target.response, nulls, leader=target.leader)
            if one.names
            else measure(x, target.response, nulls, leader=target.leader)
        )
        rows.append(Row(one, found, i))
    return sorted(rows, key=lambda row: (-row.found.first_order.value, -row.found.total_variation.value, row.one.key))


def of_target(target: Target, table: InputTable, titles: dict[str, str], *, pairs: bool) -> dict[str, Any]:
    """Return the part of the document that is about one target."""
    head = {
        "target": target.name, "target_text": target.text, "target_kind": target.kind, "unit": target.unit,
        "members": target.response.members, "effective": round(target.response.effective, 1),
        "headline": headline(target, titles),
    }  # fmt: skip
    if not target.response.varies:
        same = f"{target.name} never varies: all {target.response.members:,} courses agree, so no input can move it."
        return head | {
            "luck": None, "twin_pairs": target.pairs, "drivers": [], "explained": None, "pairs": None, "research": [],
            "crux": None, "notes": [same],
        }  # fmt: skip
    rows = measured_rows(target, table)
    notes = [_noise(rows)]
    if target.luck is None:
        notes.append("Luck is not told: the run holds no pairs of courses with equal inputs.")
    explained, beside = None, None
    if pairs:
        try:
            explained, beside = pairs_of(target, table, rows)
        except NoLearnerError:
            notes.append(NO_LEARNER)
    return head | {
        "luck": None if target.luck is None else plain(target.luck), "twin_pairs": target.pairs,
        "drivers": [plain_row(row, target) for row in rows],
        "explained": explained, "pairs": beside, "research": research(rows, target),
        "crux": crux(rows, target, titles), "notes": notes,
    }  # fmt: skip


def _noise(rows: Sequence[Row]) -> str:
    sure = sum(row.sure for row in rows)
    return (
        f"{sure} of {len(rows)} inputs stand above their level of noise; of inputs that do nothing, "
        f"about {math.ceil(0.05 * len(rows))} would."
    )


def plain(estimate: Estimate) -> dict[str, float]:
    """Return a number with its interval as plain values."""
    return {"value": _round(estimate.value), "low": _round(estimate.low), "high": _round(estimate.high)}


def _round(value: float) -> float:
    return float(f"{value:.6g}")


def ends_of(row: Row) -> dict[str, Place]:
    """Return the outcome at low, middle and high input; of two categories the first is low and the second high."""
    places = row.found.places
    if not row.one.names:
        return dict(zip(ENDS, places, strict=True))
    return {"low": places[0], "high": places[-1]}


def told(place: Place, target: Target) -> Estimate:
    """Return the target at a place of an input: the probability of the answer that is told, or the mean of the number."""
    if target.told is None:
        return Estimate(place.mean, place.mean - Z95 * place.error, place.mean + Z95 * place.error)
    size = max(place.effective, 1.0)
    p = min(float(place.shares[target.told]), 1.0)
    interval = counted(p * size, max(math.ceil(size), 1), effective=size)
    return Estimate(p, interval.low, interval.high)


def plain_row(row: Row, target: Target) -> dict[str, Any]:
    """Return an input and what it does as plain values: numbers by name, their intervals beside them."""
    found, one = row.found, row.one
    ends = {end: told(place, target) for end, place in ends_of(row).items()}
    inputs = {end: (_round(place.at) if not one.names else one.names[int(place.at)]) for end, place in ends_of(row).items()}
    flips, leader = _flips(found.change, target)
    return {
        "key": one.key,
        "label": one.label,
        "kind": one.kind,
        "unit": one.unit,
        "first_order": plain(found.first_order),
        "total_variation": _round(found.total_variation.value),
        "null95": _round(found.null95),
        "bits": _round(found.bits.value),
        "at": {end: (_round(ends[end].value) if end in ends else None) for end in ENDS},
        "flips_at": None if flips is None else _round(flips.value),
        "graded": one.graded,
        "above_noise": row.sure,
        "at_input": {end: inputs.get(end) for end in ENDS},
        "flips_to": leader,
        "categories": list(one.names),
        "intervals": {
            "total_variation": [_round(found.total_variation.low), _round(found.total_variation.high)],
            "bits": [_round(found.bits.low), _round(found.bits.high)],
            "at": {end: ([_round(ends[end].low), _round(ends[end].high)] if end in ends else None) for end in ENDS},
            "flips_at": None if flips is None else [_round(flips.low), _round(flips.high)],
        },
    }


def _flips(change: Change | None, target: Target) -> tuple[Estimate | None, str | None]:
    return (None, None) if change is None else (change.at, target.names[change.leader])


def headline(target: Target, titles: dict[str, str]) -> dict[str, Any]:
    """Return what the run says of a target: the likeliest answer with its probability, or the mean of the number."""
    response = target.response
    if target.told is None:
        assert response.values is not None
        mean = float(response.weights @ response.values)
        error = float(np.sqrt(np.sum(response.by_ancestor(response.weights * (response.values - mean)) ** 2)))
        return {"answer": "mean", "text": target.text, **plain(Estimate(mean, mean - Z95 * error, mean + Z95 * error))}
    p = float(response.shares[target.told])
    found = counted(min(p, 1.0) * response.members, response.members, effective=response.effective)
    answer = target.names[target.told]
    text = target.text if target.kind == "yes or no" else titles.get(answer, answer)
    return {"answer": answer, "text": text, **plain(Estimate(found.p, found.low, found.high))}


def pairs_of(target: Target, table: InputTable, rows: Sequence[Row]) -> tuple[float, list[dict[str, Any]]]:
    """Return what the surrogate explains of a target, and the pairs of its strongest inputs that surely act together.

    What follows from other inputs, start states and common factors, is left out: the surrogate takes inputs as independent.
    """
    chosen = [row for row in rows if row.sure and row.one.kind not in {"start state", "common factor"}][:LEARNED]
    if len(chosen) < 2:
        return 0.0, []
    learned = together(
        np.ascontiguousarray(table.values[:, [row.column for row in chosen]]),
        target.response,
        paired=range(min(PAIRED, len(chosen))),
    )
    found = sorted(learned.pairs.items(), key=lambda item: -item[1].value)
    told_pairs = [
        {"first": chosen[i].one.key, "second": chosen[j].one.key, "labels": [chosen[i].one.label, chosen[j].one.label],
         "share": plain(share)}
        for (i, j), share in found if share.low > 0.0
    ]  # fmt: skip
    return _round(max(learned.explained, 0.0)), told_pairs


def research(rows: Sequence[Row], target: Target) -> list[dict[str, Any]]:
    """Return what to find out next: inputs above the noise that rest on judgement or on nothing, by the value of knowing."""
    open_rows = sorted((row for row in rows if row.one.judged and row.sure), key=lambda row: -row.found.bits.value)
    return [
        {"key": row.one.key, "label": row.one.label, "kind": row.one.kind, "graded": row.one.graded,
         "bits": _round(row.found.bits.value), "moves": _round(moves(row, target)[0])}
        for row in open_rows[:MOST_RESEARCH]
    ]  # fmt: skip


def moves(row: Row, target: Target) -> tuple[float, float]:
    """Return by how much a target differs between the high and the low end of an input, and the standard error."""
    ends = ends_of(row)
    low, high = ends["low"], ends["high"]
    if target.told is None:
        return high.mean - low.mean, math.hypot(high.error, low.error)
    p, q = float(high.shares[target.told]), float(low.shares[target.told])
    error = math.sqrt(_variance(p, high.effective) + _variance(q, low.effective))
    return p - q, error


def _variance(p: float, size: float) -> float:
    held = max(size, 1.0)
    return (p * (1.0 - p) + 1.0 / held) / held


def crux(rows: Sequence[Row], target: Target, titles: dict[str, str]) -> dict[str, Any]:
    """Return the rival claims, or the input, whose resolution moves the headline most, as a sentence.

    It counts where the difference between its ends is large enough to matter, and surer than the largest of as many inputs that
    do nothing (Bonferroni).
    """
    bar = LEAST_MOVE if target.told is not None else LEAST_MOVE_OF_NUMBER * math.sqrt(target.response.spread)
    errors = standard_normal(1.0 - 0.025 / len(rows))
    sure = []
    for row in rows:
        if row.one.kind in {"start state", "common factor"}:
            continue
        difference, error = moves(row, target)
        if abs(difference) >= bar and abs(difference) > errors * error:
            sure.append((abs(difference), row))
    best = max(sure, key=lambda found: found[0], default=None)
    if best is None:
        points = "5 points" if target.told is not None else "a fifth of its standard deviation"
        return {"key": None, "kind": None, "difference": None, "error": None,
                "sentence": f"There is no single crux: no claim and no input surely moves it by {points}."}  # fmt: skip
    row = best[1]
    difference, error = moves(row, target)
    return {"key": row.one.key, "kind": row.one.kind, "difference": _round(difference), "error": _round(error),
            "sentence": crux_sentence(row, target, titles)}  # fmt: skip


def crux_sentence(row: Row, target: Target, titles: dict[str, str]) -> str:
    """Return the crux in words: what it is, the headline at both ends, and where it changes."""
    one, ends = row.one, ends_of(row)
    low, high = (_said(told(ends[end], target).value, target) for end in ("low", "high"))
    what = _subject(target, titles)
    head = f"The crux is {one.key} ({one.label}): {what} {low}"
    change = row.found.change
    turns = "" if change is None else _turns(change, target, titles)
    if one.names:
        hold, do = ("hold" if len(one.claims[0]) > 1 else "holds"), ("do" if len(one.claims[1]) > 1 else "does")
        sentence = f"{head} where {one.names[0]} {hold}, {high} where {one.names[1]} {do}."
        if change is None:
            return sentence
        return f"{sentence} At a credence of {100 * change.at.value:.0f} % in {one.names[1]} {turns}."
    unit = f" {one.unit}" if one.unit not in {"", "probability"} else ""
    sentence = f"{head} at {ends['low'].at:.3g}{unit}, {high} at {ends['high'].at:.3g}{unit}."
    return sentence if change is None else f"{sentence} At {change.at.value:.3g}{unit} {turns}."


def _turns(change: Change, target: Target, titles: dict[str, str]) -> str:
    """Return what another leading answer means: likelier than not or no longer so, or who leads beyond."""
    if target.kind == "yes or no":
        return "it becomes likelier than not" if change.leader == target.told else "it is no longer likelier than not"
    name = target.names[change.leader]
    return f"the lead changes; beyond leads: {titles.get(name, name)}"


def _subject(target: Target, titles: dict[str, str]) -> str:
    if target.told is None:
        return f"{target.name} is on average"
    asked = target.name if target.kind == "yes or no" else target.names[target.told]
    return f"{titles.get(asked, asked)} has a probability of"


def _said(value: float, target: Target) -> str:
    if target.told is not None:
        return f"{100 * value:.0f} %"
    return f"{value:,.0f} {target.unit}".strip() if abs(value) >= 100 else f"{value:.3g} {target.unit}".strip()
