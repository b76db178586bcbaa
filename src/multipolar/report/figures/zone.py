"""The zone of agreement by day: what one side wants at least, the other leaves at most, and what could be signed."""

from __future__ import annotations

from typing import Any

from multipolar.report.asked_words import actor_name, asked, courses_share
from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import percent
from multipolar.report.table import Table

HARDLY = 0.005
"""Share of courses below which a deal is told as none [1]."""


def finding(inp: ReportInput) -> str:
    """Return the one sentence: when most could be signed, when the sides' bounds cross, or who is furthest off."""
    found = asked(inp, "settlement")
    zone = found["zone"]
    best = max(zone, key=lambda row: (row["p"], -row["day"]))
    if best["p"] < HARDLY:
        last = zone[-1]
        name, refuses = max(last["refuses"].items(), key=lambda item: item[1])
        return (
            f"On no day could a design be signed; furthest off is {actor_name(inp, name)}, which on day {last['day']} refuses all "
            f"of them in {courses_share(inp, refuses)}."
        )
    first = next((row["day"] for row in zone if row["need"]["quartiles"][1] < row["give"]["quartiles"][1]), None)
    a, b = (actor_name(inp, zone[0][key]["of"]) for key in ("need", "give"))
    cross = (
        f"on no day looked at does {a} want less than {b} would leave, as the middle courses have it"
        if first is None
        else f"from day {first} on {a} wants less than {b} would leave, as the middle courses have it"
    )
    return (
        f"Most could be signed on day {best['day']}: a design that both sides sign and no power stops, in "
        f"{courses_share(inp, best['p'])} of those still at war; {cross}."
    )


def caption(inp: ReportInput) -> str:
    """Return what was found, and how to read the lines."""
    if not asked(inp, "settlement").get("zone"):
        return ""
    return (
        "Share of the disputed value that the one expects of fighting on and the other expects to lose by it, "
        "middle course and middle half; where the first lies below the second there is room for a bargain over ground. A design "
        "brings more than ground: guarantees, face, links, the leader's fear. Of courses in which the war goes on; counted over "
        "all courses."
    )


def span(quartiles: list[float]) -> str:
    """Return a share of the disputed value with its middle half."""
    low, middle, high = quartiles
    return f"{percent(middle)} % ({percent(low)}–{percent(high)})"


def table(inp: ReportInput) -> Table:
    """Return by day what each side wants and leaves, what could be signed, and who refuses all designs."""
    zone = asked(inp, "settlement").get("zone")
    if not zone:
        return Table((), ())
    a, b = zone[0]["need"]["of"], zone[0]["give"]["of"]
    rows = [
        (
            str(row["day"]), courses_share(inp, row["running"]), span(row["need"]["quartiles"]), span(row["give"]["quartiles"]),
            courses_share(inp, row["p"]), courses_share(inp, row["both"]), *(courses_share(inp, row["refuses"][x]) for x in (a, b)),
        )
        for row in zone
    ]  # fmt: skip
    a, b = actor_name(inp, a), actor_name(inp, b)
    heads = (
        "Day",
        "War goes on",
        f"{a} wants",
        f"{b} leaves",
        "Could be signed",
        "Both sides would",
        f"{a} refuses all",
        f"{b} refuses all",
    )
    return Table(heads, rows)


def data(inp: ReportInput) -> Any:
    """Return the days as the chart draws them; None where there are none."""
    zone = asked(inp, "settlement").get("zone")
    if not zone:
        return None
    rows = [
        {
            "day": row["day"], "running": row["running"], "need": row["need"]["quartiles"], "give": row["give"]["quartiles"],
            "p": row["p"], "both": row["both"],
        }
        for row in zone
    ]  # fmt: skip
    a, b = (actor_name(inp, zone[0][key]["of"]) for key in ("need", "give"))
    return {"a": a, "b": b, "n": asked(inp, "settlement")["members"], "rows": rows}


ZONE = Figure(
    id="zone",
    title="Zone of agreement by day",
    section="settlement",
    caption=caption,
    table=table,
    chart="zone",
    headed=True,
    finding=lambda inp: finding(inp) if asked(inp, "settlement").get("zone") else "",
    data=data,
)
