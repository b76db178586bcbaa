"""`multipolar list`: the bundled scenarios."""

from __future__ import annotations

from multipolar.cli.options import Json
from multipolar.library import FLAGSHIP


def command(*, json: Json = False) -> int:
    """List the scenarios that come with the package, the flagship first, with their dates."""
    import multipolar
    from multipolar.cli.output import emit_json
    from multipolar.cli.terminal import console, table
    from multipolar.scenario.files import as_of_dates, library_names, load

    names = sorted(library_names(), key=lambda name: (name != FLAGSHIP, name))
    found = {name: load(name) for name in names}
    rows = [
        {"name": name, "title": str(loaded.data.get("title", "")), "as_of_dates": list(as_of_dates(loaded))}
        for name, loaded in found.items()
    ]
    if json:
        emit_json({"schema": "multipolar-list/1", "version": multipolar.__version__, "scenarios": rows})
    else:
        cells = [(str(r["name"]), str(r["title"]), ", ".join(r["as_of_dates"])) for r in rows]
        console().print(table(["name", "title", "as of (the first is the default)"], cells))
    return 0
