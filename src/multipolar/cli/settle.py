"""`multipolar settle`: which ends both sides could sign, and who would stop them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

from multipolar.cli.options import Json, Keep, Quiet, flag, whole_number
from multipolar.session.choices import ELECTION_DAY, SETTLE_MEMBERS

if TYPE_CHECKING:
    from rich.console import Console

LEAST = 0.005
"""Share of courses from which a design's refusals are told."""
PUSHING = 5
"""Actors of an election that the terminal tells."""
SHOWN = (1, 10, 20, 30, 60, 90, 120, 180)
"""Days of which the terminal tells."""


def command(
    run: str,
    *,
    design: Annotated[
        Path | None, Parameter(help="File with a settlement of your own, as under settlements, or a patch; weighed besides.")
    ] = None,
    members: Annotated[int, whole_number("Courses looked at, the first of the run.", least=20)] = SETTLE_MEMBERS,
    election: Annotated[bool, flag("--election", "Let the designs stand for election too: each pushes for what it gains.")] = False,
    election_day: Annotated[int, whole_number("Days after the as-of date on which they do.")] = ELECTION_DAY,
    keep: Keep = True,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Weigh every design for ending the war on the courses of a run: who signs on which day, who would stop it, what would turn it.

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

    with progress_bar(quiet=quiet) as progress:
        done = ready_run(opened(run), progress=progress, quiet=quiet)
        document = api.settle(
            done, design, members=members, election=election, election_day=election_day, keep=keep, progress=progress
        )
    if json:
        emit_json(document.to_json())
    else:
        print_settlement(console(), document)
    return 0


def print_settlement(out: Console, document: Mapping[str, Any]) -> None:
    """Print the zone of agreement by day, the designs on their best day, what would turn refusals, and the mediators."""
    from rich.text import Text

    from multipolar.cli.terminal import table
    from multipolar.studies.settle import best_days

    a, b = document["sides"]
    out.print(Text(f"{document['scenario']} as of {document['as_of']}: which end could be signed", style="bold"))
    rows = [
        (str(z["day"]), share(z["running"]), share(z["p"]), share(z["both"]), middle(z["need"]), middle(z["give"]),
         *(share(z["refuses"][side]) for side in (a, b)))
        for z in document["zone"]
        if z["day"] in SHOWN
    ]  # fmt: skip
    heads = ["day", "goes on", "signable", "by both", f"{a} wants", f"{b} leaves", f"{a} refuses", f"{b} refuses"]
    out.print(table(heads, rows, right=range(8)))
    out.print(
        Text(
            "Of courses in which the war goes on. Signable: some design that both sides sign and no power stops. Refuses: all. "
            f"Wants, leaves: share of the disputed value that {a} expects of fighting on and {b} expects to lose; middle half."
        )
    )
    best = best_days(dict(document))
    rows = []
    for one in best:
        design, day = one["design"], one["day"]
        against = ", ".join(f"{name} {share(p)}" for name, p in list(day["veto"].items())[:3] if p >= 0.005)
        mark = " (tried)" if design["tried"] else ("" if design["ends_the_war"] else " (a pause)")
        rows.append(
            (design["id"].replace("_", " ") + mark, str(day["day"]), share(day["signed"]), share(day["both"]), against,
             share(design["durability"]))
        )  # fmt: skip
    out.print(table(["design", "best day", "signable", "by both", "stopped most by", "lasts"], rows, right=(1, 2, 3, 5)))
    out.print(Text("Lasts: chance that the war is not back within three years. A side that would not sign stops a design."))
    rows = [row for one in best if one["day"]["both"] >= LEAST for row in refusals(one)]
    heads = ["design", "side", "signs", "leader", "public", *(f"+{name}" for name in document["remedies"]), "short"]
    out.print(table(heads, rows, right=range(2, 10)))
    words = "; ".join(f"{name}: {text}" for name, text in document["remedies"].items())
    short = "Short: what is missing, in shares of the disputed value: the size of a payment or of ground that would turn it."
    out.print(Text(f"On the same day. +: of refusals, those that one thing alone would turn: {words}. {short}"))
    rows = [
        (m["power"], *(f"{m['leverage'][side]:.2f}" for side in (a, b)), f"{m['both']:.2f}", f"{m['skill']:.2f}",
         f"{m['acceptance']:.2f}", "" if m["brokers"] is None else share(m["brokers"]))
        for m in document["mediators"]
    ]  # fmt: skip
    out.print(table(["mediator", f"hold on {a}", f"on {b}", "on both", "skill", "accepted", "brokers"], rows, right=range(1, 7)))
    if document.get("election") is not None:
        print_election(out, document["election"], a)


def print_election(out: Console, election: Mapping[str, Any], first: str) -> None:
    """Print how likely each design is to come out, under each rule and law, beside plain averages."""
    from rich.text import Text

    from multipolar.cli.terminal import table

    rows = [
        (one["design"].replace("_", " "), share(one["share"]), share(one["p"]), f"{share(one['low'])[:-2]}–{share(one['high'])}",
         *("/".join(share(p)[:-2] for p in laws.values()) for laws in one["switches"].values()))
        for one in election["options"]
    ]  # fmt: skip
    rules = list(election["options"][0]["switches"])
    out.print(table(["elected", f"leaves {first}", "chance", "90 %", *rules], rows, right=range(1, 7)))
    laws = ", ".join(law.lower() for law in election["options"][0]["switches"][rules[0]])
    push = ", ".join(
        f"{one['actor']} {share(one['influence'])} for {one['likes_best'].replace('_', ' ')}"
        for one in sorted(election["actors"], key=lambda one: -one["influence"])[:PUSHING]
    )
    out.print(
        Text(
            f"Day {election['day']}: every actor pushes with its influence for what it gains. Chance: {election['rule']}, "
            f"{election['law'].lower()} law; 90 % of {election['draws']} bootstraps over courses; then three rules in per cent, "
            f"each under the laws {laws}. Most influence: {push}."
        )
    )
    means = election["averages"]
    if means is not None:
        plain = f"mean {share(means['mean'])}, median {share(means['median'])}"
        heavy = f"mean {share(means['weighted_mean'])}, median {share(means['weighted_median'])}"
        out.print(Text(f"Left to {first}: elected {share(election['expected'])}; positions {plain}; by influence {heavy}."))
    for text in election["warnings"]:
        out.print(Text(f"note: {text}"))


def refusals(one: Mapping[str, Any]) -> list[tuple[str, ...]]:
    """Return for both sides who signs a design on its best day, and what would turn its refusals."""
    rows = []
    for name, side in one["day"]["sides"].items():
        turned = [share(p) for p in side["turned_by"].values()] or [""] * 4
        short = "" if side["short"] is None else f"{side['short'][1]:.2f}"
        who = (share(side[key]) for key in ("signs", "leader", "public"))
        rows.append((one["design"]["id"].replace("_", " "), name, *who, *turned, short))
    return rows


def middle(told: Mapping[str, Any]) -> str:
    """Return a share of the disputed value with its middle half."""
    low, mid, high = told["quartiles"]
    return f"{100 * mid:.0f} ({100 * low:.0f}–{100 * high:.0f})"


def share(p: float) -> str:
    """Return a share in per cent."""
    return f"{100 * p:.0f} %"
