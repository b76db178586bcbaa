"""`multipolar play`: the user acts for one power in one course of a run, by plain prompts or from a file."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from multipolar.cli.options import Json, Quiet, whole_number

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from rich.console import Console

    from multipolar.studies.play import Play

SAME = "lived again bit by bit: it is the course that the file tells of"
OTHER = "another course than the file tells of: its decisions were changed, or the code that lives it"
NEWS = 12
"""Reports of which the terminal tells at a decision, the latest."""


def command(
    run: str,
    *,
    power: Annotated[str | None, Parameter(name="--as", help="Power you act for, by its id, such as RUS.")] = None,
    from_day: Annotated[int | None, whole_number("Day of your first decision, counted from the as-of date.")] = None,
    member: Annotated[
        int | None, whole_number("Number of the course; by default the first in which the war still goes on then.", least=0)
    ] = None,
    horizon_step: Annotated[int | None, whole_number("Days between two decisions; by default 4.")] = None,
    decisions: Annotated[
        Path | None, Parameter(help="File of a course that was played: lived again, and gone on with where it broke off.")
    ] = None,
    sheet: Annotated[Path | None, Parameter(help="File for the facilitator's sheet (Markdown): what was so, told, chosen.")] = None,
    out: Annotated[Path | None, Parameter(help="File for your decisions; by default in the folder plays of the run.")] = None,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Act for one power in one course: told what it would be told, asked at every decision day what it does.

    The engine decides for everybody else. A number and Enter chooses, Ctrl-C keeps what was done.

    Parameters
    ----------
    run
        run folder.
    """
    from multipolar import api
    from multipolar.cli.folders import opened
    from multipolar.cli.output import emit_json, note
    from multipolar.cli.ready import ready_run
    from multipolar.cli.terminal import console, progress_bar
    from multipolar.errors import EXIT_INTERRUPTED, EXIT_OK

    refuse_there(out, sheet)
    with progress_bar(quiet=quiet) as progress:
        done = ready_run(opened(run), progress=progress, quiet=quiet)
        game = api.play(
            done, power, from_day=from_day, member=member, horizon_step=horizon_step, decisions=decisions, progress=progress
        )  # fmt: skip
    shown = console_on_stderr() if json else console()
    lived_again = decisions is not None and (game.over or not sys.stdin.isatty())
    stopped = not lived_again and not play_on(game, shown, input)
    while lived_again and not game.over:
        game.choose()
    if game.as_written is not None:
        note(SAME if game.as_written else OTHER, quiet=quiet)
    kept = keep(game, out) if out is not None or not lived_again else None
    if kept is not None:
        note(f"decisions: {kept}", quiet=quiet)
    if sheet is not None:
        write_new_file(sheet, game.sheet())
        note(f"facilitator's sheet: {sheet}", quiet=quiet)
    if json:
        emit_json(game.to_json())
    elif game.over:
        print_end(shown, game)
    if stopped:
        note(f"broken off on day {game.day}; go on with: multipolar play {run} --decisions {kept}", quiet=quiet)
    return EXIT_INTERRUPTED if stopped else EXIT_OK


def console_on_stderr() -> Console:
    """Return a console for what is asked while one document goes to stdout."""
    from multipolar.cli.terminal import SafeConsole

    return SafeConsole(stderr=True, highlight=False, markup=False)


def refuse_there(*files: Path | None) -> None:
    """Refuse files that are there already, before anybody plays for an hour.

    Raises
    ------
    RunError : naming the first.
    """
    from multipolar.errors import RunError

    for file in files:
        if file is not None and file.exists():
            raise RunError(f"{file}: is there already and was kept. Name another file")


def play_on(game: Play, out: Console, ask: Callable[[str], str]) -> bool:
    """Tell and ask until the course is over; return False where the player broke off."""
    try:
        while not game.over:
            print_brief(out, game.brief(), game.names.actors[game.power])
            choose(game, ask, out)
    except (KeyboardInterrupt, EOFError):
        out.print()
        return False
    return True


def choose(game: Play, ask: Callable[[str], str], out: Console) -> None:
    """Ask for one choice by its number until there is one, and live on; Enter alone is nothing new."""
    from rich.text import Text

    rows = game.brief()["choices"]
    while True:
        answer = ask(f"Your choice, 1 to {len(rows)} [1]: ").strip() or "1"
        if answer.isdecimal() and 1 <= int(answer) <= len(rows):
            row = rows[int(answer) - 1]
            game.choose(row["option"], row["act"])
            return
        out.print(Text(f"{answer!r} is no number from 1 to {len(rows)}."))


def print_brief(out: Console, brief: Mapping[str, Any], who: str) -> None:
    """Print what a power is told on a day, and what it may choose, numbered."""
    from rich.text import Text

    from multipolar.cli.terminal import heading

    heading(out, f"Day {brief['day']}, {brief['date']}. You act for {who}.")
    for line in brief_lines(brief):
        out.print(Text(line))
    out.print(Text("You may:"))
    for k, row in enumerate(brief["choices"], 1):
        out.print(Text(f"  {k}. {row['text']}"))


def brief_lines(brief: Mapping[str, Any]) -> Iterator[str]:
    """Yield what a power is told, line by line; of many reports the latest."""
    news = brief["news"]
    yield "Reported:" if news else "Nothing new is reported."
    if len(news) > NEWS:
        yield f"  ({len(news) - NEWS} earlier reports left out; --json holds them)"
    yield from (f"  day {row['day']}: {row['text']}" for row in news[-NEWS:])
    if brief["own"]:
        yield "You do now: " + "; ".join(f"{row['text']} ({row['state']})" for row in brief["own"]) + "."
    active = [f"{row['name']}: {row['text']}" for row in brief["levels"] if row["level"] != "out"]
    yield f"The other powers: {'; '.join(active)}; the rest stay out of arms." if active else "All other powers stay out of arms."
    by_holder: dict[str, list[str]] = {}
    for row in brief["picture"]:
        by_holder.setdefault(row["holder"], []).append(row["name"] + ("" if row["certain"] else "?"))
    yield f"The ground by your own reports (reliability {brief['reliability']}; ? where they may be wrong):"
    yield from (f"  {holder}: {', '.join(names)}" for holder, names in by_holder.items())
    dead, sides = brief["dead"], brief["sides"]
    yield f"The world sees {100 * brief['share_a']:.0f} % of the disputed value with {sides['A']}."
    yield f"It is told of {dead['A']:,} dead of {sides['A']} and {dead['B']:,} of {sides['B']}."


def print_end(out: Console, game: Play) -> None:
    """Print how the course ended and what the other courses of the run say."""
    from rich.text import Text

    from multipolar.cli.terminal import heading
    from multipolar.studies.play_sheet import comparison

    heading(out, f"The end, and what the other courses say: {game!r}")
    for one in game.decisions:
        if one["act"] != "nothing":
            out.print(Text(f"day {one['day']}: {one['text']}"))
    for line in comparison(game.to_json()["after"], game.names.actors[game.power]):
        out.print(Text(f"· {line}"))


def free_name(game: Play) -> Path:
    """Return a name in the folder of the run that is not taken yet."""
    stem, k = f"{game.power}-day{game.from_day}-course{game.member}", 1
    while (path := game.run.folder / "plays" / f"{stem}-{k}.json").exists():
        k += 1
    return path


def keep(game: Play, out: Path | None) -> Path:
    """Write the branch to a file that is not there yet and return its path."""
    import json as plain

    path = free_name(game) if out is None else out
    write_new_file(path, plain.dumps(game.to_json(), ensure_ascii=False, indent=1) + "\n")
    return path


def write_new_file(path: Path, text: str) -> None:
    """Write a file; nothing is written over, and errors say what to do."""
    from multipolar.cli.output import write_table

    write_table(path, text)
