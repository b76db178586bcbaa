"""`multipolar powers`: the powers' game of a run."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from multipolar.cli.options import Json, Keep, Quiet, Threads, many, whole_number
from multipolar.session.choices import GAME_DRAWS, GAME_MEMBERS, POSTURES

if TYPE_CHECKING:
    from rich.console import Console

FORM = "POWER=POSTURE,POSTURE ... or POWER:NAME=OPTION,OPTION ..."


def command(
    run: str,
    *,
    power: Annotated[tuple[str, ...], many("--power", "Power that plays, alone or as POWER=POSTURE,POSTURE")] = (),
    posture: Annotated[tuple[str, ...], many("--posture", "Posture of your own, as POWER:NAME=OPTION,OPTION")] = (),
    postures: Annotated[int, whole_number("Postures of each power where none are named.", least=2)] = POSTURES,
    members: Annotated[int, whole_number("Courses of each profile.", least=2)] = GAME_MEMBERS,
    draws: Annotated[int, whole_number("Bootstraps behind bands and shares.")] = GAME_DRAWS,
    certify: Annotated[
        int, whole_number("Fresh courses at the reported profile and each deviation from it; 0 for none.", least=0)
    ] = 0,
    nfg: Annotated[Path | None, Parameter(help="File to write the game to in Gambit's format.")] = None,
    game: Annotated[Path | None, Parameter(help="File to write the game to as JSON.")] = None,
    threads: Threads = None,
    keep: Keep = True,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Let powers take postures, simulate every profile on the same luck, and print what holds and who would deviate.

    Parameters
    ----------
    run
        run folder.
    """
    from multipolar import api
    from multipolar.cli.folders import opened
    from multipolar.cli.output import emit_json
    from multipolar.cli.ready import ready_run
    from multipolar.cli.terminal import console, progress_bar

    among, named = split_powers(power)
    written = split_postures(posture)
    with progress_bar(quiet=quiet) as progress:
        done = ready_run(opened(run), progress=progress, quiet=quiet)
        document = api.powers(
            done, among, postures=named, written=written, most=postures, members=members, draws=draws, certify=certify,
            nfg=nfg, game=game, threads=threads, keep=keep, progress=progress,
        )  # fmt: skip
    if json:
        emit_json(document.to_json())
    else:
        print_game(console(), document)
    return 0


def split_powers(given: Iterable[str]) -> tuple[tuple[str, ...], dict[str, tuple[str, ...]]]:
    """Return who plays, and by power the postures named: RUS, or RUS=stay_out,arm."""
    among, named = [], {}
    for text in given:
        name, _, rest = text.partition("=")
        among.append(name.strip())
        if rest.strip():
            named[name.strip()] = tuple(part.strip() for part in rest.split(",") if part.strip())
    return tuple(among), named


def split_postures(given: Iterable[str]) -> dict[str, dict[str, tuple[str, ...]]]:
    """Return postures of the analyst's own by power and name: RUS:both=arm_ARM,mediate.

    Raises
    ------
    ArgumentError : for a text of another form.
    """
    from multipolar.errors import ArgumentError

    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for text in given:
        head, equals, rest = text.partition("=")
        power, colon, name = head.partition(":")
        if not (equals and colon and power.strip() and name.strip()):
            raise ArgumentError(f"--posture: found {text!r}, expected POWER:NAME=OPTION,OPTION such as RUS:both=arm_ARM,mediate")
        options = tuple(part.strip() for part in rest.split(",") if part.strip())
        found.setdefault(power.strip(), {})[name.strip()] = options
    return found


def print_game(out: Console, document: Mapping[str, Any]) -> None:
    """Print who plays, what each posture is worth from what is done now, what holds, and how far theory decides."""
    from rich.text import Text

    from multipolar.cli.terminal import table

    head = f"{document['scenario']} as of {document['as_of']}: {', '.join(document['powers'])}"
    lived = f"{document['lived']} of {document['profiles']} profiles, {document['members']} courses each on the same luck"
    out.print(Text(head, style="bold"))
    out.print(Text(f"{lived}. Nearest to what they do now: {told(document, document['status_quo'])}."))
    out.print(table(["power", "posture", "own payoff", "±", "A wins", "terms signed"], alone(document), right=(2, 3, 4, 5)))
    out.print(Text("Each power in each of its postures, the others as now. Payoff in utility; ± one standard error."))
    pure = document["pure"][:5]
    if pure:
        rows = [(told(document, one["profile"]), f"{100 * one['share']:.0f} %", "yes" if one["in_means"] else "no") for one in pure]
        out.print(table(["profile from which nobody gains", "of bootstraps", "in the means"], rows, right=(1,)))
    else:
        out.print(Text("No profile is one from which nobody gains, in any bootstrap."))
    out.print(table(["power", "posture", *precisions(document)], responses(document), right=range(2, 9)))
    out.print(Text("Quantal response: chance of each posture by precision (0 random, large best reply), 90 % band of bootstraps."))
    rows = [(one["event"], span(one["ce"]), span(one["cce"])) for one in document["bounds"]]
    if rows:
        out.print(table(["event", "correlated", "coarse correlated"], rows, right=(1, 2)))
        out.print(Text("Least and greatest chance of each posture over all equilibria of these kinds: what theory leaves open."))
    for one in document["dominated"]:
        out.print(Text(f"{one['power']}: {one['posture']} is worse than others whatever the rest do ({one['by']})."))
    for text in (*document["warnings"], *(f"{one['solver']}: {one['message']}" for one in document["failures"])):
        out.print(Text(f"note: {text}"))
    if document["certify"] is not None:
        print_certificate(out, document)


def told(document: Mapping[str, Any], profile: str) -> str:
    """Return a profile in words: TUR arm, RUS broker."""
    return ", ".join(f"{name} {one}" for name, one in zip(document["powers"], profile.split(","), strict=True)).replace("_", " ")


def alone(document: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Return rows of what each posture of each power is worth to it while the others do as now."""
    now = document["status_quo"].split(",")
    rows = []
    for i, name in enumerate(document["powers"]):
        for one in document["postures"][name]:
            key = ",".join([*now[:i], one["name"], *now[i + 1 :]])
            cell, war = document["payoffs"][key][name], document["war"].get(key)
            mark = " (now)" if one["name"] == now[i] else ""
            shares = ("", "") if war is None else tuple(f"{100 * war[k]:.0f} %" for k in ("victory_A", "settlement"))
            rows.append((name, one["name"].replace("_", " ") + mark, f"{cell['mean']:.3f}", f"{cell['se']:.3f}", *shares))
    return rows


def precisions(document: Mapping[str, Any]) -> list[str]:
    """Return the heads of the columns of precision."""
    return [f"{value:g}" for value in dict.fromkeys(row["precision"] for row in document["quantal"])]


def responses(document: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Return rows of the chance of each posture at each precision, with its band."""
    cells: dict[tuple[str, str], list[str]] = {}
    for row in document["quantal"]:
        shown = f"{100 * row['p']:.0f} ({100 * row['low']:.0f}–{100 * row['high']:.0f})"
        cells.setdefault((row["power"], row["posture"].replace("_", " ")), []).append(shown)
    return [(*key, *values) for key, values in cells.items()]


def span(ends: Iterable[float]) -> str:
    """Return two probabilities as a range in per cent."""
    low, high = ends
    return f"{100 * low:.0f}–{100 * high:.0f} %"


def print_certificate(out: Console, document: Mapping[str, Any]) -> None:
    """Print who would deviate from the reported profile, by fresh courses."""
    from rich.text import Text

    from multipolar.cli.terminal import table

    found = document["certify"]
    out.print(Text(f"Certified with {found['members']} fresh courses: {told(document, found['profile'])}: {found['verdict']}."))
    rows = [
        (name, d["posture"].replace("_", " "), f"{d['gain']:+.3f}", f"{d['se']:.3f}", f"{d['upper']:+.3f}", one["verdict"])
        for name, one in found["players"].items()
        for d in one["deviations"]
    ]
    out.print(table(["power", "instead", "gain", "±", "at most", "verdict"], rows, right=(2, 3, 4)))
    out.print(Text("Gain by deviating alone [utility]; at most: upper bound at 95 % over all its deviations together."))
