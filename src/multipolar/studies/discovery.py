"""Scenarios found in a finished run: under which few conditions on its inputs an answer is frequent, as boxes in words."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from multipolar.about import __version__
from multipolar.errors import QuestionError
from multipolar.forecast.probability import counted
from multipolar.inference.boxes import Box, Cases, Limit, Stability, find_box, quasi_p, stability
from multipolar.inference.response import response_of
from multipolar.session.run import Run
from multipolar.studies.driver_inputs import InputTable, Uncertain, input_table
from multipolar.studies.driver_targets import ENDING, Target, must_suffice, rows_of, target_of
from multipolar.studies.drivers import interrupted, measured_rows, titles_of

SCHEMA = "multipolar-discovery/1"
MOST_BOXES = 3
"""Boxes that are looked for one after the other, each among the courses outside those before. Grade J: more are not read."""
LEAST_INPUTS = 3
"""Inputs that are looked at even where fewer stand above the noise. Grade J."""
LEAST_LIFT = 1.2
"""Density of a box over that of all courses below which it is not told [1]. Grade J: it would say next to nothing."""


def discovery_document(
    run: Run, name: str = ENDING, *, above: float | None = None, below: float | None = None, step: int | None = None
) -> dict[str, Any]:
    """Return the boxes of inputs in which an answer of a run is frequent: ``multipolar-discovery/1``.

    ``name``: as for drivers; of an ending or question with names the likeliest answer is meant, of a number the courses ``above``
    or ``below`` a value. ``step``: the step of the peeling to take for the first box in place of the chosen one.

    Raises
    ------
    QuestionError : for a target that the run does not hold, a number without a bound, or too few courses.
    """
    rows = rows_of(run)
    must_suffice(run, rows)
    target = target_of(run, name)
    answer, yes = asked_for(target, above, below, titles_of(run))
    table = input_table(run.war.scenario, run.war.model, run.sample.members[:rows], run.sample.seed)
    weights = target.response.weights
    base = counted(min(float(weights[yes].sum()), 1.0) * rows, rows, effective=target.response.effective)
    head = {
        "schema": SCHEMA, "version": __version__, "scenario": run.war.id, "as_of": run.war.scenario.as_of.isoformat(),
        "digest": run.digest, "seed": run.sample.seed, "interrupted": interrupted(run), "target": target.name,
        "target_text": target.text, "answer": answer, "members": rows, "effective": round(target.response.effective, 1),
        "base": {"value": base.p, "low": base.low, "high": base.high},
    }  # fmt: skip
    if yes.all() or not yes.any():
        same = f"{answer}: {'every' if yes.all() else 'no'} course answers so; there is nothing to tell apart."
        return head | {"inputs": 0, "boxes": [], "trajectory": [], "step": None, "notes": [same]}
    chosen = screened(table, yes, weights)
    cases = Cases(
        np.asfortranarray(table.values[:, chosen]), yes, weights, tuple(len(table.inputs[i].names) for i in chosen)
    )  # fmt: skip
    return head | boxes_of(cases, [table.inputs[i] for i in chosen], answer, step)


def asked_for(target: Target, above: float | None, below: float | None, titles: dict[str, str]) -> tuple[str, np.ndarray[Any, Any]]:
    """Return the answer that is looked for in words, and which members give it (member,).

    Raises
    ------
    QuestionError : for a number without one bound, or another target with one.
    """
    bounds = [bound for bound in (above, below) if bound is not None]
    if target.response.values is None:
        if bounds:
            raise QuestionError(f"target {target.name!r} is no number: above and below cannot be used")
        assert target.told is not None
        name = target.names[target.told]
        return (
            (titles.get(target.name, f"{target.name}: yes") if target.kind == "yes or no" else titles.get(name, name)),
            target.response.codes == target.told,
        )
    if len(bounds) != 1:
        raise QuestionError(f"target {target.name!r} is a number: give one of above and below, such as above={_middle(target):g}")
    side = "above" if above is not None else "below"
    values = target.response.values
    return f"{target.name} {side} {bounds[0]:g} {target.unit}".strip(), values > bounds[0] if side == "above" else values < bounds[
        0
    ]


def _middle(target: Target) -> float:
    assert target.response.values is not None
    return float(np.median(target.response.values))


def screened(table: InputTable, yes: np.ndarray[Any, Any], weights: np.ndarray[Any, Any]) -> list[int]:
    """Return the columns that stand above their noise for this answer, the strongest first, without what follows from others."""
    response = response_of(yes.astype(np.int64), 2, weights)
    rows = measured_rows(Target("", "", "yes or no", "", ("no", "yes"), response, None, 1, None, 0), table)
    free = [row for row in rows if row.one.kind not in {"start state", "common factor"}]
    sure = [row for row in free if row.sure]
    return [row.column for row in (sure if len(sure) >= LEAST_INPUTS else free[:LEAST_INPUTS])]


def boxes_of(cases: Cases, inputs: Sequence[Uncertain], answer: str, step: int | None) -> dict[str, Any]:
    """Return the part of the document that holds the boxes: each among the courses that lie outside of those before."""
    base = float(cases.weights[cases.hit].sum())
    left, boxes, notes = np.arange(len(cases.hit)), [], []
    trajectory: list[dict[str, Any]] = []
    first = None
    for number in range(MOST_BOXES):
        part = cases.of(left)
        if not part.hit.any() or part.hit.all():
            break
        box, steps, at = find_box(part, step if number == 0 else None)
        if number == 0:
            trajectory, first = [_step(i, one) for i, one in enumerate(steps)], at
        if not box.restricted or box.density < LEAST_LIFT * base:
            break
        mass = float(cases.weights[left].sum())
        hits = float(cases.weights[left][part.hit].sum())
        again = stability(part, steps[at])
        boxes.append(plain_box(box, part, again, inputs, answer, mass=mass, hits=hits / base, number=number))
        left = left[~box.holds(part.x)]
    if not boxes:
        notes.append(f"No box tells {answer} apart: under no few conditions is it clearly more frequent.")
    return {"inputs": len(inputs), "boxes": boxes, "trajectory": trajectory, "step": first, "notes": notes}


def _step(number: int, box: Box) -> dict[str, Any]:
    return {"step": number, "coverage": _round(box.coverage), "density": _round(box.density), "mass": _round(box.mass),
            "restricted": len(box.restricted)}  # fmt: skip


def _round(value: float) -> float:
    return float(f"{value:.6g}")


def plain_box(
    box: Box, part: Cases, again: Stability, inputs: Sequence[Uncertain], answer: str, *, mass: float, hits: float, number: int
) -> dict[str, Any]:
    """Return a box as plain values.

    ``mass`` and ``hits``: what part of all courses, and of all that give the answer, lies outside of the boxes before, where the
    box was looked for; mass and coverage are told as parts of all.
    """
    chance = quasi_p(box, part)
    inside = box.holds(part.x)
    size = float(part.weights[inside].sum() ** 2 / np.sum(part.weights[inside] ** 2))
    density = counted(min(box.density, 1.0) * size, max(math.ceil(size), 1), effective=size)
    limits = [_limit(inputs[i], box.limits[i], chance[i], float(again.again[i])) for i in box.restricted]
    said = " and ".join(limit["sentence"] for limit in limits)
    where = "Outside the boxes before: " if number else ""
    dense, covered = f"{100 * box.density:.0f} %", f"{100 * box.coverage * hits:.0f} %"
    return {
        "sentence": f"{where}{answer} in {dense} of the courses where {said}; {covered} of all such courses lie there.",
        "coverage": _round(box.coverage * hits),
        "density": _round(box.density),
        "density_low": _round(density.low),
        "density_high": _round(density.high),
        "mass": _round(box.mass * mass),
        "courses": int(inside.sum()),
        "held_out": {"coverage": _round(again.coverage * hits), "density": _round(again.density)},
        "limits": limits,
    }


def _limit(one: Uncertain, limit: Limit, chance: float, again: float) -> dict[str, Any]:
    kept = None if limit.kept is None else [one.names[i] for i in sorted(limit.kept)]
    low, high = (None if not math.isfinite(end) else _round(end) for end in (limit.low, limit.high))
    return {"key": one.key, "label": one.label, "kind": one.kind, "unit": one.unit, "graded": one.graded, "low": low, "high": high,
            "kept": kept, "quasi_p": _round(chance), "again": _round(again), "sentence": in_words(one, limit)}  # fmt: skip


def in_words(one: Uncertain, limit: Limit) -> str:
    """Return what a box allows of an input in words: claims that hold, or at least and at most how much of what."""
    if limit.kept is not None:
        return " or ".join(
            f"{one.names[i]} {'hold' if len(one.claims[i]) > 1 else 'holds'}" for i in sorted(limit.kept)
        )  # fmt: skip
    unit = f" {one.unit}" if one.unit not in {"", "probability"} else ""
    what = f"{one.key} ({one.label})"
    if not math.isfinite(limit.low):
        return f"{what} is at most {limit.high:.3g}{unit}"
    if not math.isfinite(limit.high):
        return f"{what} is at least {limit.low:.3g}{unit}"
    return f"{what} lies between {limit.low:.3g} and {limit.high:.3g}{unit}"
