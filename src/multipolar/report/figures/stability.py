"""What holds when powers look ahead: profiles of postures by concept, how surely, and the improvement and its answer in words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from multipolar.report.asked_words import actor_name, asked
from multipolar.report.figures.figure import Figure
from multipolar.report.inputs import ReportInput
from multipolar.report.narrative import percent
from multipolar.report.table import Table, isolated

SHOWN = 12
"""States that are shown, the status quo first."""
TOLD = 3
"""States of which the reasons are told, the status quo first."""
WAYS = 3
"""Ways from the status quo that are told."""
CONCEPTS: dict[str, str] = {
    "R": "nobody has a better move of its own",
    "GMR": "every better move can be answered so that it is no better",
    "SMR": "and whoever moved could not get out of it",
    "SEQ": "by answers that those who give them want",
}


def first(found: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the states that are shown: the status quo, then those that hold under most concepts and most often."""
    from multipolar.studies.stability_told import ranked

    return ranked(found)[:SHOWN]


def named(inp: ReportInput, text: str) -> str:
    """Return a text in which powers stand by name."""
    for actor in asked(inp, "stability")["actors"]:
        name = actor_name(inp, actor)
        text = re.sub(rf"\b{re.escape(actor)}\b", name.replace("\\", r"\\"), text)
    return text


def finding(inp: ReportInput) -> str:
    """Return the one sentence: whether what powers do now holds, under which concepts, and which state holds most surely."""
    found = asked(inp, "stability")
    states = found["states"]
    now = next((row for row in states if row["state"] == found["status_quo"]), None)
    held = [row for row in states if row["equilibrium"]]
    many = f"{len(held):,} of {found['count']:,} states hold under some concept."
    if now is None:
        return many
    under = " and ".join(now["equilibrium"])
    said = f"What the powers do now holds under {under}." if under else "What the powers do now holds under no concept."
    return f"{said} {many}"


def caption(inp: ReportInput) -> str:
    """Return what was found, and how to read the table."""
    found = asked(inp, "stability")
    if not found:
        return ""
    meaning = "; ".join(f"{name}: {text}" for name, text in CONCEPTS.items())
    return (
        f"A state is a profile of postures, a move takes one power to another posture. {meaning}. Per cent: of "
        "bootstraps over the courses in which the state holds; payoffs that the noise does not tell apart tie. Here "
        f"{found['reading_in_words']}. Counted over all courses."
    )


def verdict(row: Mapping[str, Any], concept: str) -> str:
    """Return whether a state holds under a concept, and how often."""
    held = "holds" if concept in row["equilibrium"] else "no"
    return held if row["p"] is None else f"{held} ({percent(row['p'][concept])} %)"


def table(inp: ReportInput) -> Table:
    """Return the first states with their verdicts, and the group that leaves where no single power does."""
    from multipolar.studies.stability_told import leaving

    found = asked(inp, "stability")
    if not found:
        return Table((), ())
    rows = [
        (
            named(inp, row["words"]) + (" (now)" if row["state"] == found["status_quo"] else ""),
            *(verdict(row, concept) for concept in CONCEPTS), named(inp, leaving(row)),
        )
        for row in first(found)
    ]  # fmt: skip
    return Table(("Postures", *CONCEPTS, "Groups"), rows)


def reasons(inp: ReportInput) -> list[tuple[str, list[str]]]:
    """Return why the first states hold or not, each with its lines: the improvement, who answers it, who stays."""
    from multipolar.studies.stability_told import changes, told, ways

    found = asked(inp, "stability")
    words = {row["state"]: row["words"] for row in found["states"]}
    parts = []
    for row in first(found)[:TOLD]:
        lines = told(row)
        if row["state"] == found["status_quo"]:
            lines += [*(changes(found) if found["change"] else []), *ways(found, words)[:WAYS]]
        if lines:
            parts.append((named(inp, row["words"]), [named(inp, line) for line in lines]))
    return parts


def html(inp: ReportInput) -> str:
    """Return the reasons for readers without a script."""
    if not asked(inp, "stability"):
        return ""
    parts = []
    for state, lines in reasons(inp):
        told = "".join(f"<li>{isolated(line)}</li>" for line in lines)
        parts.append(f"<h4>{isolated(state)}</h4><ul>{told}</ul>")
    return "".join(parts)


def data(inp: ReportInput) -> Any:
    """Return states and reasons as the chart draws them; None where there are none."""
    from multipolar.studies.stability_told import leaving

    found = asked(inp, "stability")
    if not found:
        return None
    rows = [
        {
            "words": named(inp, row["words"]), "now": row["state"] == found["status_quo"], "groups": named(inp, leaving(row)),
            "held": [concept in row["equilibrium"] for concept in CONCEPTS],
            "p": None if row["p"] is None else [row["p"][concept] for concept in CONCEPTS],
        }
        for row in first(found)
    ]  # fmt: skip
    return {
        "concepts": list(CONCEPTS), "meaning": list(CONCEPTS.values()), "rows": rows,
        "reasons": [{"words": words, "lines": lines} for words, lines in reasons(inp)],
    }  # fmt: skip


STABILITY = Figure(
    id="stability",
    title="What holds when powers look ahead",
    section="game",
    caption=caption,
    table=table,
    chart="stability",
    headed=True,
    finding=lambda inp: finding(inp) if asked(inp, "stability") else "",
    html=html,
    data=data,
)
