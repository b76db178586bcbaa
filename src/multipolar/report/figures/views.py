"""Competing views: bundles of claims lived on the same members and seeds, side by side."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import ending_name, enough, percent
from multipolar.report.table import Table

SHOWN = 3
"""Claims that are told of each view."""


def found_in(inp: ReportInput) -> Mapping[str, Any]:
    """Return the views that were lived beside the run; empty where there are none."""
    found: Mapping[str, Any] = inp.turning.get("views", {}) if enough(inp.forecast) else {}
    return found


def caption(inp: ReportInput) -> str:
    """Return what a view is, and what it was lived on."""
    found = found_in(inp)
    if not found:
        return ""
    return (
        f"Each view is a bundle of claims lived on the same {found['members']:,} members and seeds, so that differences come from "
        "the claims alone; past wars are weighed in as in the forecast. They stand side by side and are not averaged."
    )


def differs_text(view: Mapping[str, Any]) -> str:
    """Return the claims that a view holds otherwise than the run, the first few of them."""
    told = [f"{row['claim']} {strength_text(row)}" for row in view["differs"]]
    more = f" and {len(told) - SHOWN} more" if len(told) > SHOWN else ""
    return f"{', '.join(told[:SHOWN])}{more}" or "as in this forecast"


def strength_text(row: Mapping[str, Any]) -> str:
    """Return how far a claim is held in words."""
    if row["drawn"]:
        return "left to the draw"
    strength = float(row["strength"])
    return "off" if strength == 0.0 else "in full" if strength == 1.0 else f"at {percent(strength)} %"


def table(inp: ReportInput) -> Table:
    """Return the views: the two likeliest endings, the middle day, who brokers, and which claims differ."""
    f = inp.forecast
    start = date.fromisoformat(str(f["as_of"]))
    rows = []
    for view in found_in(inp).get("views", []):
        ends = sorted(view["endings"].items(), key=lambda kv: -float(kv[1]))[:2]
        day = float(view["median_day"])
        half = f"after day {f['horizon_days']}" if day >= f["horizon_days"] else str(start + timedelta(days=int(day)))
        broker = max(view["brokers"].items(), key=lambda kv: float(kv[1]), default=None)
        names = f.get("powers", {})
        said = "" if broker is None else f"{names.get(broker[0], {}).get('name', broker[0])} {percent(broker[1])} %"
        rows.append(
            (
                view["id"].replace("_", " "), view["text"], "; ".join(f"{ending_name(k, f)} {percent(p)} %" for k, p in ends),
                half, said, differs_text(view),
            )
        )  # fmt: skip
    return Table(("View", "What it holds", "Likeliest endings", "Half over by", "Likeliest broker", "Claims that differ"), rows)


VIEWS = Figure(
    id="views",
    title="Competing views, same seeds",
    section="views",
    caption=caption,
    table=table,
    chart="views",
    brief="Competing views",
    data=lambda inp: found_in(inp) or None,
)
