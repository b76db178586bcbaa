"""`multipolar stability`: which profiles of postures hold when powers look ahead."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

from multipolar.cli.options import Json, Keep, Quiet, Threads, many, whole_number
from multipolar.cli.powers import split_postures, split_powers
from multipolar.session.choices import GAME_DRAWS, GAME_MEMBERS, POSTURES

if TYPE_CHECKING:
    from rich.console import Console


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
    from multipolar.cli.ready import ready_run
    from multipolar.cli.terminal import console, progress_bar

    if (run is None) == (file is None):
        raise UsageError("stability takes a run folder, or --file with a conflict in option form, not both")
    if file is not None and (power or posture):
        raise UsageError("--power and --posture are of a run; a file names its own actors and options")
    among, named = split_powers(power)
    written = split_postures(posture)
    with progress_bar(quiet=quiet) as progress:
        done = None if run is None else ready_run(opened(run), progress=progress, quiet=quiet)
        document = api.stability(
            done, among, file=file, status_quo=status_quo, reading=reading, postures=named,
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
    from multipolar.strategic.graph.stability import CONCEPTS
    from multipolar.strategic.methods import method_sentence
    from multipolar.studies.stability_told import MEANING, SHOWN, changes, ranked, told, ways

    place = document["file"] or f"{document['scenario']} as of {document['as_of']}"
    words = {row["state"]: row["words"] for row in document["states"]}
    out.print(Text(f"{place}: {', '.join(document['actors'])}, {document['count']:,} states", style="bold"))
    rows = ranked(document)
    out.print(table(["state", *CONCEPTS, "groups"], [cells(document, row) for row in rows[:SHOWN]], right=range(1, 5)))
    rest = f" {len(rows) - SHOWN} more in the document." if len(rows) > SHOWN else ""
    never = document["count"] - len(rows)
    rest += f" The other {never:,} states hold under none of them." if never else ""
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


def cells(document: Mapping[str, Any], row: Mapping[str, Any]) -> tuple[str, ...]:
    """Return a state with its verdict and probability by concept, and the first group that leaves where no single actor does."""
    from multipolar.strategic.graph.stability import CONCEPTS
    from multipolar.studies.stability_told import leaving

    mark = " (now)" if row["state"] == document["status_quo"] else ""
    found = []
    for concept in CONCEPTS:
        verdict = "holds" if concept in row["equilibrium"] else "no"
        found.append(verdict if row["p"] is None else f"{verdict} {100 * row['p'][concept]:.0f} %")
    return f"{row['words']}{mark}", *found, leaving(row)
