"""Rules for every number: its unit, its range, its source, the day it became known."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from multipolar.scenario.nodes import Path
from multipolar.scenario.numbers import Found, in_measure, is_open, measure_of, needs_unit, numbers_of
from multipolar.scenario.quantity import Measure, Quantity
from multipolar.scenario.rules import Context, each_known, one_known
from multipolar.scenario.translate import Fault
from multipolar.units import UnitError, same_dimension, unit_of

TOLERATED = 0.05
"""Share of an open-ended distribution that may lie outside the range; the model cuts it off there."""


def check_numbers(context: Context) -> Iterator[Fault]:
    """Yield the faults of every number that the file gives."""
    for found in numbers_of(context.document):
        if found.written:
            yield from _provenance(context, found)
            yield from _unit(context, found)


def _provenance(context: Context, found: Found) -> Iterator[Fault]:
    quantity, path = found.quantity, found.path
    sources, as_of = context.document.sources, context.document.as_of
    if len(quantity.source) == 1:
        yield from one_known((*path, "source"), "source", quantity.source[0], sources)
    else:
        yield from each_known((*path, "source"), "source", quantity.source, sources)
    yield from one_known((*path, "claim"), "claim", quantity.claim, context.claims)
    if quantity.known_on is not None and quantity.known_on > as_of:
        said = f"the number became known on {quantity.known_on}, after the as-of date {as_of}"
        yield Fault((*path, "known_on"), "after-as-of", said, "Use what was known then.")


def _unit(context: Context, found: Found) -> Iterator[Fault]:
    quantity, path = found.quantity, found.path
    measure = measure_of(found, context.vocabulary)
    try:
        if quantity.unit is not None:
            unit_of(quantity.unit)
        if measure is None:
            return
        if not is_open(found.measure) and needs_unit(quantity, measure):
            yield _missing_unit(path, quantity, measure)
            return
        if quantity.unit is not None and not same_dimension(quantity.unit, measure.unit):
            said = f"found {quantity.unit!r}, expected {_plain(measure.unit)}: they measure different things"
            yield Fault(path, "wrong-dimension", said)
            return
        yield from outside_range(path, in_measure(quantity, measure), measure)
    except UnitError as error:
        hint = f"Did you mean {error.nearest[0]!r}?" if error.nearest else ""
        expected = f", expected {_plain(measure.unit)}" if measure is not None else ""
        yield Fault(path, error.code, f"unknown unit {quantity.unit!r}{expected}", hint)
    except ValueError as error:
        yield Fault(path, "bad-number", str(error))


def _plain(unit: str) -> str:
    return "a number without unit" if unit == "1" else unit


def _missing_unit(path: Path, quantity: Quantity, measure: Measure) -> Fault:
    text = str(quantity.distribution)
    said = f'{text} has no unit. Expected {measure.unit}, e.g. "{text} {measure.unit}"'
    return Fault(path, "missing-unit", said)


def outside_range(path: Path, quantity: Quantity, measure: Measure) -> Iterator[Fault]:
    """Yield a fault where a number in the unit of its measure may lie outside of the measure's range."""
    low, high = quantity.distribution.support()
    if low >= measure.low and high <= measure.high:
        return
    law, unit = quantity.distribution, "" if measure.unit == "1" else f" {measure.unit}"
    allowed = f"allowed is {measure.low:g} to {measure.high:g}{unit}"
    if law.is_point:
        yield Fault(path, "outside-bounds", f"found {law}{unit}, {allowed}")
        return
    below = float(law.cdf(np.array([measure.low]))[0])
    outside = below + 1.0 - float(law.cdf(np.array([measure.high]))[0])
    if law.kind in {"N", "LogN", "Exp", "Mix"}:
        if outside > TOLERATED:
            said = f"{outside:.0%} of {law}{unit} lies outside, {allowed}"
            yield Fault(path, "outside-bounds", said, "Move it or make it narrower.")
        return
    yield Fault(path, "outside-bounds", f"{law}{unit} runs from {low:g} to {high:g}, {allowed}")
