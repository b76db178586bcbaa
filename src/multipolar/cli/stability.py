"""`multipolar stability`: which profiles of postures hold when powers look ahead."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from multipolar.cli.options import Json, Keep, Quiet, Threads, many, whole_number
from multipolar.cli.powers import split_postures, split_powers
from multipolar.session.choices import GAME_DRAWS, GAME_MEMBERS, POSTURES

if TYPE_CHECKING:
    from rich.console import Console

CONCEPTS = ("R", "GMR", "SMR", "SEQ")
TELLING = ("GMR", "SMR", "SEQ", "R")
"""Concepts by how much their reason for leaving says."""
SHOWN = 16
"""States and paths that the terminal tells."""
MEANING = (
    "R: nobody has a better move. GMR: each better move can be answered so that it is no better. SMR: and there is no escape. "
    "SEQ: by answers that those who give them want."
)


def command(
    run: str | None = None,
    *,
    file: Annotated[Path | None, Parameter(help="In place of a run, a conflict in option form as JSON.")] = None,
    power: Annotated[tuple[str, ...], many("--power", "Power that plays, alone or as POWER=POSTURE,POSTURE")] = (),
    posture: Annotated[tuple[str, ...], many("--posture", "Posture of your own, as POWER:NAME=OPTION,OPTION")] = (),
    postures: Annotated[int, whole_number("Postures of each power where none are named.", least=2)] = POSTURES,
    status_quo: Annotated[str | None, Parameter(help="State to start from: POSTURE,POSTURE ..., of a file its letters.")] = None,
    reading: Annotated[
        Literal["sequence", "once", "single"], Parameter(help="Answers that count: any sequence, each other once, one move.")
    ] = "sequence",
    members: Annotated[int, whole_number("Courses of each profile.", least=2)] = GAME_MEMBERS,
    draws: Annotated[int, whole_number("Bootstraps behind the probability that a state holds.")] = GAME_DRAWS,
    threads: Threads = None,
    keep: Keep = True,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Tell which profiles of postures hold when powers look ahead, who would leave the others, and what answers that.

    Parameters
    ----------
    run
        run folder; leave it out with --file.
    """
    from multipolar import api
    from multipolar.cli.failures import UsageError
    from multipolar.cli.folders import opened
    from multipolar.cli.output import emit_json
    from multipolar.cli.terminal import console, progress_bar

    if (run is None) == (file is None):
        raise UsageError("stability takes a run folder, or --file with a conflict in option form, not both")
    if file is not None and (power or posture):
        raise UsageError("--power and --posture are of a run; a file names its own actors and options")
    among, named = split_powers(power)
    written = split_postures(posture)
    with progress_bar(quiet=quiet) as progress:
        document = api.stability(
            None if run is None else opened(run), among, file=file, status_quo=status_quo, reading=reading, postures=named,
            written=written, most=postures, members=members, draws=draws, threads=threads, keep=keep, progress=progress,
        )  # fmt: skip
    if json:
        emit_json(document.to_json())
    else:
        print_stability(console(), document)
    return 0


def print_stability(out: Console, document: Mapping[str, Any]) -> None:
    """Print the states that hold, why the status quo does or not, what would make it hold, and where it leads."""
    from rich.text import Text

    from multipolar.cli.terminal import table
    from multipolar.strategic.methods import method_sentence

    place = document["file"] or f"{document['scenario']} as of {document['as_of']}"
    words = {row["state"]: row["words"] for row in document["states"]}
    out.print(Text(f"{place}: {', '.join(document['actors'])}, {document['count']:,} states", style="bold"))
    rows = ranked(document)
    out.print(table(["state", *CONCEPTS, "groups"], [cells(document, row) for row in rows[:SHOWN]], right=range(1, 5)))
    rest = f" {len(rows) - SHOWN} more in the document." if len(rows) > SHOWN else ""
    chance = " Per cent: of bootstraps over the courses in which it holds." if document["draws"] else ""
    tie = " Payoffs that the noise does not tell apart tie." if document["tie"] else ""
    out.print(Text(f"{MEANING}{chance}{tie} Here {document['reading_in_words']}.{rest}"))
    now = next((row for row in document["states"] if row["state"] == document["status_quo"]), None)
    if now is not None:
        out.print(Text(f"Status quo: {now['words']}.", style="bold"))
        for text in told(now):
            out.print(Text(f"  {text}"))
        for line in changes(document):
            out.print(Text(line))
        for line in ways(document, words):
            out.print(Text(line))
    said = method_sentence(document["methods"]) if document["methods"] else ""
    if said:
        out.print(Text(f"note: {said}"))
    for one in document["failures"]:
        out.print(Text(f"note: {one['solver']}: {one['message']}"))


def ranked(document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    """Return the status quo, then the states by the number of concepts under which they hold and how often."""

    def order(row: Mapping[str, Any]) -> tuple[bool, int, float, str]:
        often = sum((row["p"] or {}).values())
        return row["state"] != document["status_quo"], -len(row["equilibrium"]), -often, row["state"]

    return sorted(document["states"], key=order)


def cells(document: Mapping[str, Any], row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return a state with its verdict and probability by concept, and the first group that leaves where no single actor does."""
    mark = " (now)" if row["state"] == document["status_quo"] else ""
    found = []
    for concept in CONCEPTS:
        verdict = "holds" if concept in row["equilibrium"] else "no"
        found.append(verdict if row["p"] is None else f"{verdict} {100 * row['p'][concept]:.0f} %")
    judged = {c: one for c in CONCEPTS if (one := row["groups"][c]) is not None}
    leaving = [f"{'+'.join(one['group'])} leave ({c})" for c, one in judged.items() if not one["stable"]]
    return f"{row['words']}{mark}", *found, leaving[0] if leaving else "stay" if judged else ""


def told(row: Mapping[str, Any]) -> list[str]:
    """Return the reasons that a reader needs: who leaves or is held by answers, concepts that agree together, then who stays."""
    together: dict[str, list[Mapping[str, Any]]] = {}
    for one in row["reasons"]:
        if one["improvements"]:
            free = next((way["to"] for way in one["improvements"] if not way["sanction"]), None)
            together.setdefault(f"{one['actor']}: {free or one['improvements']}", []).append(one)
    lines = []
    for alike in together.values():
        # Without any answer at all says most of why somebody leaves, and comes first where it is one of the concepts.
        best = min(alike, key=lambda one: TELLING.index(one["concept"]))
        lines.append(f"{', '.join(one['concept'] for one in alike)}: {best['text']}")
    still = [one["text"] for one in row["reasons"] if not one["improvements"] and one["concept"] == CONCEPTS[0]]
    return [*lines, *still]


def changes(document: Mapping[str, Any]) -> list[str]:
    """Return what would make the status quo hold, concepts that ask for the same together."""
    together: dict[str, list[str]] = {}
    for concept, change in document["change"].items():
        if change is not None and change["total"] > 0.0:
            raised = {name: one for name, one in change["by_actor"].items() if one["rise"] > 0.0}
            by = ", ".join(f"{name} by {one['rise']:.3g}" for name, one in raised.items())
            together.setdefault(by, []).append(concept)
    return [
        f"Smallest change that makes it hold under {', '.join(concepts)}: what it is worth rises for {by}."
        for by, concepts in together.items()
    ]


def ways(document: Mapping[str, Any], words: Mapping[str, str]) -> list[str]:
    """Return the ways from the status quo to the equilibria, each step better for whoever takes it."""
    found: Sequence[Mapping[str, Any]] = document["paths"] or ()
    there = [row for row in found if row["moves"]]
    lines = []
    for row in there[:SHOWN]:
        steps = ", then ".join(f"{move['actor']} to {words.get(move['to'], move['to'])}" for move in row["moves"])
        lines.append(f"Improvements lead to {words[row['to']]}: {steps}.")
    if len(there) > SHOWN:
        lines.append(f"{len(there) - SHOWN} more ways in the document.")
    if len(found) > len(there):
        lines.append(f"No improvements lead to {len(found) - len(there)} of the {len(found)} other states that hold.")
    return lines
