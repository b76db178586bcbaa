"""`multipolar cite`: what a run rests on."""

from __future__ import annotations

from multipolar.cli.options import Json


def command(run: str, *, json: Json = False) -> int:
    """Print the bibliography of exactly what a run used: its sources, and those of the priors shared by all wars.

    Parameters
    ----------
    run
        run folder, bundled name or scenario file.
    """
    from rich.text import Text

    from multipolar import api
    from multipolar.cli.folders import is_run, opened
    from multipolar.cli.output import emit_json
    from multipolar.cli.terminal import console, heading, table

    document = api.cite(opened(run) if is_run(run) else run)
    if json:
        emit_json(document.to_json())
        return 0
    out = console()
    out.print(Text(f"{document['scenario']} as of {document['as_of']}", style="bold"))
    rows = [(s["text"], s["grade"], "" if s["seen"] else "from memory", str(s["numbers"])) for s in document["sources"]]
    out.print(table(["source", "grade", "", "numbers"], rows, right=(3,)))
    heading(out, "Priors shared by all wars")
    out.print(table(["source", "parameters"], [(p["source"], ", ".join(p["parameters"])) for p in document["priors"]]))
    out.print(Text(document["software"]))
    return 0
