"""`multipolar export`: a run in other people's formats."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from multipolar.cli.options import Json, many, whole_number


def command(
    run: str,
    *,
    out: Annotated[Path, Parameter(help="Parquet file to write; its name ends with .parquet.")],
    format: Annotated[Literal["views"], Parameter(help="views: deaths by country and month, one row per draw.")] = "views",  # noqa: A002
    country: Annotated[
        str | None, Parameter(help="Country to which all deaths are booked, as UCDP books them to the soil; by default side A.")
    ] = None,
    country_id: Annotated[
        int | None, whole_number("VIEWS' number of the country, where its borders changed and it has several.")
    ] = None,
    draws: Annotated[int, whole_number("Draws per month: the run's first courses.")] = 1_000,
    month: Annotated[
        tuple[str, ...],
        many("--month", "Month such as 2020-09; by default that of the start and three more, as far as the forecast goes"),
    ] = (),
    json: Json = False,
) -> int:
    """Write battle deaths by country and calendar month as draws in the format of VIEWS.

    Parameters
    ----------
    run
        run folder.
    """
    from multipolar import api
    from multipolar.cli.folders import opened
    from multipolar.cli.output import emit_json

    document = api.export(opened(run), out, months=list(month) or None, draws=draws, country=country, country_number=country_id)
    if json:
        emit_json(document.to_json())
        return 0
    print(f"{out}: {document['draws']:,} draws, all deaths booked to {document['isoab']} (VIEWS id {document['country_id']})")
    for name, mean in document["months"].items():
        print(f"  {name}: mean {mean:,.0f} deaths")
    for text in document["notes"]:
        print(f"- {text}")
    print(f"format {format}")
    return 0
