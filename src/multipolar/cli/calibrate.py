"""`multipolar calibrate`: what data can tell, fitted and written with provenance, or a stored fit scored on new data."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

from cyclopts import Parameter

from multipolar.cli.options import Json, Quiet, Seed, many, whole_number

OUTSIDE = "outside"
"""The table of past wars by year, which the outside view reads; a file of its own kind."""


def command(
    kind: Annotated[str, Parameter(help="battles, rates, wars, powers or outside.")],
    *,
    data: Annotated[Path | None, Parameter(help="Folder of data, a table of battles, or for wars a folder of fact packs.")] = None,
    without: Annotated[tuple[str, ...], many("--without", "War whose battles are left out (any part of its name)")] = (),
    out: Annotated[
        Path | None, Parameter(help="File for the fitted numbers (YAML; outside: JSON); by default nothing is written.")
    ] = None,
    score: Annotated[Path | None, Parameter(help="Table of battles to score the stored fit on, without refitting.")] = None,
    calibration: Annotated[Path | None, Parameter(help="Fit to score; by default the one of the package.")] = None,
    members: Annotated[int | None, whole_number("For wars and powers: courses of each war in each round.")] = None,
    seed: Seed = 2020,
    json: Json = False,
    quiet: Quiet = False,
) -> int:
    """Fit what data can calibrate: attacks (battles), base rates (rates), priors (wars), acts (powers), past wars (outside)."""
    from multipolar.cli.failures import UsageError
    from multipolar.cli.output import emit_json, note
    from multipolar.cli.terminal import console, progress_bar
    from multipolar.scenario.calibrated import FITTED, written

    known = (*FITTED, OUTSIDE)
    if kind not in known:
        raise UsageError(f"calibrate {kind}: there is no such calibration; known: {', '.join(known)}")
    if kind == "wars" and score is not None:
        raise UsageError("calibrate wars: wars are scored by multipolar backtest")
    if (data is None) == (score is None) and kind not in ("wars", "powers"):
        raise UsageError("calibrate needs either --data (fit) or --score (score a stored fit on new battles)")
    if score is None and kind == OUTSIDE:
        assert data is not None
        document = past_wars(data, out=out, quiet=quiet)
    elif score is not None:
        document = scored(kind, score, calibration)
    elif kind == "powers":
        with progress_bar(quiet=quiet) as progress:
            document = readied(members, seed, out=out, progress=progress)
        if out is not None:
            note(f"written to {written(document, out)}", quiet=quiet)
    elif kind == "wars":
        with progress_bar(quiet=quiet) as progress:
            document = taught(data, members, seed, out=out, progress=progress)
        if out is not None:
            note(f"written to {written(document, out)}", quiet=quiet)
    else:
        assert data is not None
        with progress_bar(quiet=quiet) as progress:
            document = fitted(kind, data, without, out=out, progress=progress)
        if out is not None:
            note(f"written to {written(document, out)}", quiet=quiet)
    if json:
        emit_json(document)
    else:
        from multipolar.cli.calibrate_text import print_document

        print_document(console(), document)
    return 0


def past_wars(data: Path, *, out: Path | None, quiet: bool) -> dict[str, Any]:
    """Return the table of past wars by year from a folder of data, and write it where asked."""
    import datetime as dt

    from multipolar.cli.output import note
    from multipolar.outside.spells import read_spells
    from multipolar.outside.table import document_of, written

    words = [f"multipolar calibrate {OUTSIDE} --data {data.name or data.resolve().name}"] + (
        [] if out is None else [f"--out {out.name}"]
    )
    made = {"date": dt.datetime.now(dt.UTC).date().isoformat(), "command": " ".join(words)}
    document = document_of(read_spells(data), made=made)
    if out is not None:
        note(f"written to {written(document, out)}", quiet=quiet)
    return document


def taught(packs: Path | None, members: int | None, seed: int, *, out: Path | None, progress: Any) -> dict[str, Any]:
    """Return what past wars teach about shared priors, of the library or of a folder of packs."""
    import datetime as dt

    from multipolar.studies import calibrate_wars as wars

    words = ["multipolar calibrate wars"] + ([] if packs is None else [f"--data {packs.name}"])
    words += ([] if members is None else [f"--members {members}"]) + ([] if out is None else [f"--out {out.name}"])
    made = {"date": dt.datetime.now(dt.UTC).date().isoformat(), "command": " ".join(words)}
    found = wars.calibrate(wars.past_wars(packs), members=members or wars.MEMBERS, seed=seed, progress=progress)
    return wars.document(found, made=made)


def readied(members: int | None, seed: int, *, out: Path | None, progress: Any) -> dict[str, Any]:
    """Return how readily powers act, by verb, from the reference panel."""
    import datetime as dt

    from multipolar.studies import panel

    words = ["multipolar calibrate powers"] + ([] if members is None else [f"--members {members}"])
    words += [] if out is None else [f"--out {out.name}"]
    made = {"date": dt.datetime.now(dt.UTC).date().isoformat(), "command": " ".join(words)}
    return panel.calibrate(members=members, seed=seed, made=made, progress=progress)


def scored(kind: str, table: Path, stored: Path | None) -> dict[str, Any]:
    """Return the scores of a stored fit on a new table of battles.

    Raises
    ------
    UsageError : for a kind that has nothing to score.
    """
    from multipolar.cli.failures import UsageError
    from multipolar.inference.battle_scores import score_battles
    from multipolar.scenario.calibrated import calibration, opened

    if kind != "battles":
        raise UsageError(f"calibrate {kind}: only battles can be scored; a base rate is fitted with --data")
    return score_battles(table, calibration(kind) if stored is None else opened(stored, kind))


def fitted(kind: str, data: Path, without: tuple[str, ...], *, out: Path | None, progress: Any) -> dict[str, Any]:
    """Return the fit of a folder of data or a table, saying when and by which command it was made."""
    import datetime as dt

    from multipolar.inference.battles import calibrate_battles
    from multipolar.inference.rates import calibrate_rates

    parts = [f"multipolar calibrate {kind} --data {data.name or data.resolve().name}"]
    parts += [f'--without "{war}"' for war in without] + ([] if out is None else [f"--out {out.name}"])
    made = {"date": dt.datetime.now(dt.UTC).date().isoformat(), "command": " ".join(parts)}
    if kind == "battles":
        return calibrate_battles(data, without=without, made=made, progress=progress)
    return calibrate_rates(data, made=made)
