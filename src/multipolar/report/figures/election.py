"""An election among the designs: the chance of each, how far the courses and how far the method's switches move it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from multipolar.report.asked_words import actor_name, asked, design_words
from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import percent, side_name, span_text
from multipolar.report.table import Table

PUSHING = 5
"""Actors that are named for their influence."""


def elected(inp: ReportInput) -> Mapping[str, Any]:
    """Return the election; empty where none was asked for."""
    found: Mapping[str, Any] = asked(inp, "settlement").get("election") or {}
    return found


def finding(inp: ReportInput) -> str:
    """Return the one sentence: which design comes out likeliest, and how far courses and switches move that."""
    found = elected(inp)
    if not found:
        return ""
    first = found["options"][0]
    courses, switches = span_text(first["low"], first["high"]), span_text(first["least"], first["most"])
    return (
        f"Likeliest to come out: {design_words(inp, first['design'])}, {percent(first['p'])} % ({courses} over the courses, "
        f"{switches} over the switches of the method)."
    )


def plain(inp: ReportInput) -> str:
    """Return the plain averages that the election must beat, as a sentence; empty where designs leave all alike."""
    means = elected(inp)["averages"]
    if means is None:
        return ""
    a, expected = side_name(inp.forecast, "A"), elected(inp)["expected"]
    return (
        f" Left to {a}: {percent(expected)} % as elected; positions by plain mean {percent(means['mean'])} %, by influence "
        f"{percent(means['weighted_mean'])} %, median {percent(means['median'])} %."
    )


def caption(inp: ReportInput) -> str:
    """Return what was found, who pushes for what, plain averages, and warnings."""
    found = elected(inp)
    if not found:
        return ""
    most = sorted(found["actors"], key=lambda one: -one["influence"])[:PUSHING]
    push = "; ".join(
        f"{actor_name(inp, one['actor'])} ({percent(one['influence'])} %) for {design_words(inp, one['likes_best'])}"
        for one in most
    )
    warnings = " ".join(f"{text[:1].upper()}{text[1:]}." for text in found["warnings"])
    return (
        f"On day {found['day']} every actor pushes with its influence for what it gains; no side's refusal stops a "
        f"design here. Most influence: {push}.{plain(inp)} {warnings} Counted over all courses."
    ).replace("  ", " ")


def table(inp: ReportInput) -> Table:
    """Return the designs with their chances, and the chance under each rule and law."""
    found = elected(inp)
    if not found:
        return Table((), ())
    rules = found["options"][0]["switches"]
    heads = [f"{rule}, {law.lower()}" for rule, laws in rules.items() for law in laws]
    rows = [
        (
            design_words(inp, one["design"]), f"{percent(one['share'])} %", f"{percent(one['p'])} %",
            span_text(one["low"], one["high"]),
            *(f"{percent(p)} %" for laws in one["switches"].values() for p in laws.values()),
        )
        for one in found["options"]
    ]  # fmt: skip
    return Table(("Design", f"Leaves {side_name(inp.forecast, 'A')}", "Chance", "Nine in ten bootstraps", *heads), rows)


def data(inp: ReportInput) -> Any:
    """Return the designs as the chart draws them; None where there are none."""
    found = elected(inp)
    if not found:
        return None
    rows = [
        {"design": design_words(inp, one["design"]), **{k: one[k] for k in ("p", "low", "high", "least", "most")}}
        for one in found["options"]
    ]  # fmt: skip
    shown = table(inp)
    return {"rows": rows, "head": list(shown.head), "cells": [list(row) for row in shown.rows]}


ELECTION = Figure(
    id="election",
    title="If the designs stood for election",
    section="settlement",
    caption=caption,
    table=table,
    chart="election",
    headed=True,
    finding=finding,
    data=data,
)
