"""`multipolar ask`: one question of the language, answered by the courses of a finished run."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from cyclopts import Parameter

from multipolar.cli.options import Json, many


def command(
    run: str,
    feature: str,
    *,
    threshold: Annotated[float | None, Parameter(help="Makes yes or no of a number: whether it is above.")] = None,
    closes: Annotated[str | None, Parameter(help="Last day that counts, e.g. 2020-12-01, where the feature counts to one.")] = None,
    option: Annotated[tuple[str, ...], many("--option", "Answer to tell apart, where the answer is a name")] = (),
    json: Json = False,
) -> int:
    """Answer any feature of the question language from the courses of a finished run; nothing is simulated.

    Parameters
    ----------
    run
        run folder.
    feature
        question feature with its arguments, such as "holder_end[SHU]" (see: multipolar explain).
    """
    from rich.text import Text

    from multipolar import api
    from multipolar.cli.folders import opened
    from multipolar.cli.output import emit_json
    from multipolar.cli.terminal import console, table

    found = api.ask(opened(run), feature, threshold=threshold, closes=closes, options=option or None)
    if json:
        emit_json(found.to_json())
        return 0
    out = console()
    above = "" if threshold is None else f" above {threshold:g}"
    out.print(Text(f"{found['scenario']} as of {found['as_of']}: {feature}{above}", style="bold"))
    out.print(Text(f"{found['meaning']}; counted {found['last']}."))
    rows = _shares(found) if found.kind != "number" else _numbers(found)
    head = ["answer", "published", "interval", "as counted", "interval"]
    out.print(table(head, rows, right=(1, 2, 3, 4)))
    if found["too_few"]:
        out.print(Text(f"{str(found['too_few']).capitalize()}."))
    return 0


def _shares(found: Any) -> list[tuple[str, ...]]:
    """Return a row per answer with its probability, weighted and as counted."""
    from multipolar.report.narrative import interval_text, share_text

    n = found.members

    def cells(row: Mapping[str, float]) -> tuple[str, str]:
        return share_text(row["p"], n), interval_text(row["low"], row["high"], n)

    if found.kind == "yes or no":
        return [("yes", *cells(found.published), *cells(found.counted))]
    told = sorted(found.published["options"].items(), key=lambda item: -float(item[1]["p"]))
    return [(name, *cells(row), *cells(found.counted["options"][name])) for name, row in told]


def _numbers(found: Any) -> list[tuple[str, ...]]:
    """Return the mean with its interval, and the quantiles."""
    from multipolar.report.narrative import number

    both = (found.published, found.counted)
    unit = "" if found.unit == "1" else f" [{found.unit}]"
    mean = [cell for row in both for cell in (number(row["mean"]), f"{number(row['low'])}–{number(row['high'])}")]
    names = {"q05": "one in twenty below", "q25": "one in four below", "q50": "middle", "q75": "three in four below",
             "q95": "nineteen in twenty below"}  # fmt: skip
    return [(f"mean{unit}", *mean), *((said, number(both[0][q]), "", number(both[1][q]), "") for q, said in names.items())]
