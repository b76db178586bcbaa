"""`multipolar ledger`: the record of frozen forecasts over time."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

from multipolar.cli.options import Json, flag


def command(
    word: Annotated[str, Parameter(help="add, list, show, score or calibration.")] = "list",
    what: Annotated[str | None, Parameter(help="Frozen forecast to add; forecast (number, digest) or question.")] = None,
    *,
    db: Annotated[Path | None, Parameter(help="Ledger; by default MULTIPOLAR_LEDGER or the user's data folder.")] = None,
    outcome: Annotated[Path | None, Parameter(help="With score: outcome file; by default the library's.")] = None,
    every: Annotated[bool, flag("--every", "With calibration: every update, not only the last of a question and date.")] = False,
    json: Json = False,
) -> int:
    """Keep frozen forecasts and their scores in a file that only grows, and tell how well calibrated they were."""
    from multipolar.cli.output import emit_json
    from multipolar.cli.record_text import print_ledger
    from multipolar.cli.terminal import console
    from multipolar.record.book import ask_ledger

    document = ask_ledger(word, what, db=db, outcome=outcome, every=every).to_json()
    if json:
        emit_json(document)
    else:
        print_ledger(console(), document)
    return 0
