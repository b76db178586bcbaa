"""`multipolar replay`: one course told in sentences, with its causes where they are asked for."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from typing import Annotated, Any

from cyclopts import Parameter

from multipolar.cli.options import AsOf, Bundle, Claims, Json, Quiet, flag, whole_number


def command(
    what: str,
    *,
    member: Annotated[int | None, whole_number("Number of the course, from 0; by default 0.", least=0)] = None,
    exemplar: Annotated[
        str | None, Parameter(help="Of a run, in place of a number: typical, early or widening, the course that stands for many.")
    ] = None,
    another: Annotated[
        int, Parameter(negative="", count=True, show_default=False, help="The next nearest exemplar; repeated, the one after it.")
    ] = 0,
    why: Annotated[bool, flag("--why", "Under each day the rule, the claims and the source behind what happened.")] = False,
    as_of: AsOf = None,
    seed: Annotated[int | None, whole_number("Seed of all chance; by default 2020.", least=0, below=2**63)] = None,
    bundle: Bundle = None,
    claim: Claims = (),
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Tell one course of a war in sentences, day by day; quiet stretches stand in one line.

    Parameters
    ----------
    what
        run folder, or bundled name or scenario file (then with --seed, --as-of, --bundle, --claim).
    """
    from rich.text import Text

    from multipolar import api
    from multipolar.cli.folders import is_run, opened
    from multipolar.cli.output import emit_json
    from multipolar.cli.ready import compile_first
    from multipolar.cli.terminal import console, progress_bar, table

    with progress_bar(quiet=quiet) as progress:
        compile_first(what, progress=progress, quiet=quiet, as_of=as_of, bundle=bundle, claims=claim)
        named = opened(what) if is_run(what) else what
        document = api.replay(
            named, member, exemplar=exemplar, another=another, as_of=as_of, seed=seed, bundle=bundle, claims=claim
        )  # fmt: skip
    if json:
        emit_json(document.to_json())
        return 0
    out = console()
    out.print(Text(head_text(document), style="bold"))
    if "exemplar" in document:
        out.print(Text(exemplar_text(document["exemplar"])))
    out.print(table(["day", "date", "what happens"], list(rows_of(document, why=why)), right=(0,)))
    days, ending = document["length_days"], document["ending_title"]
    out.print(Text(f"It ends after {days:.0f} days: {ending}."))
    if not why:
        out.print(Text("Rule, claims and source of each event: --why"))
    return 0


def head_text(document: Mapping[str, Any]) -> str:
    """Return which course is told."""
    of = f"{document['title']} ({document['scenario']}) as of {document['as_of']}"
    return f"{of}, course {document['member']}, seed {document['seed']}"


def exemplar_text(chosen: Mapping[str, Any]) -> str:
    """Return why a course was chosen."""
    behind = f", number {chosen['another'] + 1} by distance" if chosen["another"] else ""
    return f"{chosen['title']}: {chosen['why']}{behind}; one of {chosen['group']:,} courses."


def rows_of(document: Mapping[str, Any], *, why: bool = False) -> Iterator[tuple[str, str, str]]:
    """Yield day, date and what is told of it; with ``why`` the causes of its events below it."""
    for part in document["told"]:
        same = part["first"] == part["last"]
        days = f"{part['first']}" if same else f"{part['first']}–{part['last']}"
        date = short_date(part["date"]) if same else f"{short_date(part['date'])} – {short_date(part['until'])}"
        yield days, date, " ".join(part["sentences"])
        if why and not part["quiet"]:
            yield from (("", "", text) for text in causes_of(document, int(part["first"])))


def short_date(text: str) -> str:
    """Return a date as day and month."""
    day = dt.date.fromisoformat(text)
    return f"{day.day} {day:%b}"


def causes_of(document: Mapping[str, Any], day: int) -> list[str]:
    """Return what stands behind the events of a day, each once: rule in words, claims, source."""
    found: dict[str, None] = {}
    for event in document["events"]:
        if event["day"] == day:
            claims = "; ".join(f"{c} {document['claims'][c]}" for c in few(event["claims"]))
            more = len(event["claims"]) - len(few(event["claims"]))
            rest = f" (+{more})" if more > 0 else ""
            by = f" Claims: {claims}{rest}." if claims else " No claim acts on it."
            source = f" Source: {event['source']}." if event["source"] else ""
            found[f"· {event['because']}{by}{source}"] = None
    return list(found)


def few(names: list[str], most: int = 2) -> list[str]:
    """Return the first names of a list."""
    return names[:most]
