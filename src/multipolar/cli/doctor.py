"""`multipolar doctor`: what this machine offers."""

from __future__ import annotations

from multipolar.cli.options import Json


def command(*, json: Json = False) -> int:
    """Tell whether everything is here that a run needs; exit 1 when something is missing."""
    from multipolar.cli.output import emit_json
    from multipolar.cli.terminal import console, table
    from multipolar.session.health import health

    document = health()
    if json:
        emit_json(document)
    else:
        rows = [("ok" if c["ok"] else "MISSING", c["name"], c["found"], c["hint"]) for c in document["checks"]]
        console().print(table(["", "what", "found", "what to do"], rows))
    return 0 if document["ok"] else 1
