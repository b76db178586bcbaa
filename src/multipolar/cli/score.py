"""`multipolar score`: a run or a frozen forecast against what happened."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import Parameter

from multipolar.cli.options import Json, flag, many


def command(
    run: str,
    *,
    outcome: Annotated[Path | None, Parameter(help="Outcome file; by default the library's.")] = None,
    data: Annotated[
        Path | None,
        Parameter(help="Table of deaths (date, side, deaths; or events of UCDP GED or ACLED) to score instead; or folder of data."),
    ] = None,
    where: Annotated[tuple[str, ...], many("--where", "COLUMN=VALUE of the events that belong to the war")] = (),
    side_a: Annotated[tuple[str, ...], many("--side-a", "Actor in a table of events that is side A")] = (),
    side_b: Annotated[tuple[str, ...], many("--side-b", "Actor in a table of events that is side B")] = (),
    by: Annotated[
        Literal["day", "month"] | None, Parameter(help="Periods of events; by default days if all are dated so, else months.")
    ] = None,
    views: Annotated[bool, flag("--views", "Deaths by month beside the benchmarks of VIEWS instead.")] = False,
    json: Json = False,
) -> int:
    """Score a run: Brier, log and CRPS beside the uniform forecast and beside what the authors said themselves.

    Parameters
    ----------
    run
        run folder, or frozen forecast (see: multipolar freeze).
    """
    from multipolar import api
    from multipolar.cli.folders import opened
    from multipolar.cli.output import emit_json
    from multipolar.cli.terminal import console

    what = run if Path(run).is_file() else opened(run)
    chosen: dict[str, Any] = {"where": where, "side_a": side_a, "side_b": side_b, "by": by}
    document = api.score(what, outcome, data=data, views=views, **{name: value for name, value in chosen.items() if value})
    if json:
        emit_json(document.to_json())
    elif document["schema"] == "multipolar-deaths/1":
        print_deaths(console(), document)
    elif views:
        from multipolar.cli.record_text import print_views

        print_views(console(), document)
    else:
        print_scores(console(), document)
        if "daily" in document:
            print_daily(console(), document["daily"])
    return 0


def print_deaths(out: Any, document: Mapping[str, Any]) -> None:
    """Print the scores on a table of deaths, and what of it was left out or assumed."""
    from rich.text import Text

    from multipolar.cli.printed import figure
    from multipolar.cli.terminal import table

    said = f"{document['scenario']} as of {document['as_of']}, {document['members']:,} courses, deaths in {document['file']}"
    out.print(Text(said, style="bold"))
    rows = []
    for name, row in document["targets"].items():
        low, middle, high = (figure(row["forecast"][key]) for key in ("q05", "q50", "q95"))
        naive = (figure(row["baselines"]["zero"]), figure(row["baselines"].get("persistence")))
        rows.append((name, str(row["periods"]), figure(row["value"]), middle, f"{low}-{high}", figure(row["score"]), *naive))
    head = ["target", "n", "happened", "forecast", "90 %", "score", "zero", "persistence"]
    out.print(table(head, rows, right=(1, 2, 3, 5, 6, 7)))
    for name, row in document["targets"].items():
        out.print(Text(f"{name}: {row['from']} to {row['to']}, {row['rule']}"))
    for text in (f"Baselines: {document['baselines']}.", *(f"- {note}" for note in document["notes"])):
        out.print(Text(text))


def print_daily(out: Any, daily: Mapping[str, Any]) -> None:
    """Print the scores day by day."""
    from rich.text import Text

    from multipolar.cli.printed import figure
    from multipolar.cli.terminal import heading, table

    heading(out, "Day by day: CRPS beside a naive forecast, and where what happened lay among the courses")
    rows = [
        (name, str(row["days"]), figure(row["value"]), figure(row["forecast"]["q50"]), figure(row["score"]),
         figure(row["baselines"]["persistence"]), " ".join(map(str, row["pit"]["counts"])), row["rule"])
        for name, row in daily["targets"].items()
    ]  # fmt: skip
    head = ["target", "days", "happened", "middle", "score", "naive", "fifths", "rule"]
    out.print(table(head, rows, right=(1, 2, 3, 4, 5)))
    out.print(Text(f"{daily['members']:,} courses; naive: {daily['naive']}."))


def print_scores(out: Any, document: Mapping[str, Any]) -> None:
    """Print the scores of a run."""
    from rich.text import Text

    from multipolar.cli.printed import SCORED, figure, score_cells, score_sentence
    from multipolar.cli.terminal import heading, table

    day = f"given reports until {document['until']}, scored from there" if "until" in document else f"as of {document['as_of']}"
    said = f"{document['scenario']} {day}, bundle {document['bundle']}, {document['members']:,} courses"
    out.print(Text(said, style="bold"))
    if document["interrupted"]:
        out.print(Text(f"The forecast rests on a part of its courses ({document['interrupted']})."))
    lost = set(document["lost_to_uniform"])
    rows = []
    for key, row in document["targets"].items():
        authors = ", ".join(f"{name} {figure(value)}" for name, value in row["authors"].items())
        rows.append((key, truth(row["value"]), *score_cells(row, lost=key in lost), authors, row["rule"]))
    out.print(table(["target", "happened", "score", "uniform", "authors", "rule"], rows, right=(2, 3)))
    out.print(Text(score_sentence(document)))
    print_unscored(out, document)
    for name, a in document["authors"].items():
        gap, error = a["author_minus_model"], a["standard_error"]
        paired = f"{gap:+.3f}" + ("" if error is None else f" ± {error:.3f}")
        said = f"{name}: {a['author']:.3f} on {len(a['questions'])} questions, model {a['model']:.3f}, uniform {a['uniform']:.3f}"
        out.print(Text(f"{said}; author minus model {paired} (smaller is better)"))
    heading(out, "How")
    out.print(Text(SCORED))


def print_unscored(out: Any, document: Mapping[str, Any]) -> None:
    """Print what has no score: void questions, questions without an answer, and the rest with the reason."""
    from rich.text import Text

    for row in document["voids"]:
        out.print(Text(f"Void, not scored: {row['question']}" + (f" ({row['reason']})" if row["reason"] else "")))
    if document["unresolved"]:
        out.print(Text(f"Without an answer: {', '.join(document['unresolved'])}"))
    by_reason: dict[str, list[str]] = {}
    for row in document["skipped"]:
        by_reason.setdefault(row["why"], []).append(row["target"])
    for why, targets in by_reason.items():
        out.print(Text(f"Not scored: {', '.join(targets)} ({why})"))
    if document["not_used"]:
        out.print(Text(f"Told by the outcome and scored elsewhere or not at all: {', '.join(document['not_used'])}"))


def truth(value: Any) -> str:
    """Return what happened in a cell."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, dict):
        return ", ".join(k if v == 1.0 else f"{k} {v:g}" for k, v in value.items())
    if isinstance(value, list):
        return ", ".join(map(str, value)) or "nobody"
    return f"{value:,.6g}" if isinstance(value, float | int) else str(value)
