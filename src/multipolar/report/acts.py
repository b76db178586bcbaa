"""What outside powers do, and by when: rows for the page and the text brief."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from multipolar.report.narrative import courses_in, enough, percent, share_text
from multipolar.report.table import Table
from multipolar.report.tables import option_name

Forecast = Mapping[str, Any]
LEAST = 0.01
"""Acts of fewer courses are folded away [share]. Convention."""
FIGHTS = "fights with its own forces"


def rows_of(f: Forecast) -> Iterator[dict[str, Any]]:
    """Yield every act of every power: ``power, name, act, p, by_day, median_day``; fighting first, then the likeliest."""
    for power, acts in f.get("power_actions", {}).items():
        record = f.get("powers", {}).get(power, {})
        name = str(record.get("name", power))
        if float(record.get("newly_direct", 0.0)) > 0.0:
            yield {
                "power": power, "name": name, "act": FIGHTS, "p": float(record["newly_direct"]),
                "by_day": dict(record.get("entry_by_day", {})), "median_day": record.get("median_day_of_entry"),
            }  # fmt: skip
        for option, act in sorted(acts.items(), key=lambda item: -float(item[1]["p"])):
            yield {
                "power": power, "name": name, "act": option_name(option, f), "p": float(act["p"]),
                "by_day": dict(act.get("by_day", {})), "median_day": act.get("median_day"),
            }  # fmt: skip


def act_days(f: Forecast) -> list[int]:
    """Return the days by which acts are counted [days], rising."""
    return sorted({int(day) for row in rows_of(f) for day in row["by_day"]})


def likely(f: Forecast) -> list[dict[str, Any]]:
    """Return the acts of at least one course in a hundred."""
    return [row for row in rows_of(f) if row["p"] >= LEAST]


def rare(f: Forecast) -> list[dict[str, Any]]:
    """Return the acts of fewer."""
    return [row for row in rows_of(f) if row["p"] < LEAST]


def acts_table(f: Forecast, *, folded: bool = False) -> Table:
    """Return acts by power with their shares by day, ever, and the day by which half of them have come.

    ``folded``: those of less than one course in a hundred instead. Nothing where the courses are too few for numbers.
    """
    days, n = act_days(f), courses_in(f)
    rows = []
    for row in (rare(f) if folded else likely(f)) if enough(f) else ():
        half = "" if row["median_day"] is None else f"day {float(row['median_day']):.0f}"
        by = (share_text(float(row["by_day"].get(str(day), 0.0)), n) for day in days)
        rows.append((row["name"], row["act"], *by, share_text(row["p"], n), half))
    return Table(("Power", "Act", *(f"by day {day}" for day in days), "ever", "half by"), rows)


def plain_rows(f: Forecast) -> dict[str, Any]:
    """Return acts and days as the chart reads them."""
    kept = ("power", "name", "act", "p", "by_day", "median_day")
    return {
        "days": act_days(f), "likely": [{key: row[key] for key in kept} for row in likely(f)],
        "rare": [f"{row['name']} {row['act']} ({percent(row['p'])} %)" for row in rare(f)],
    }  # fmt: skip
