"""`multipolar check`: every fault at once."""

from __future__ import annotations

from multipolar.cli.options import AsOf, Json, Patches, Settings
from multipolar.errors import EXIT_OK, EXIT_SCENARIO


def command(scenario: str, *, as_of: AsOf = None, setting: Settings = (), patch: Patches = (), json: Json = False) -> int:
    """Find every fault of a scenario: place, path, what was found, what is allowed, the likely fix.

    Parameters
    ----------
    scenario
        scenario file or bundled name.
    """
    import dataclasses

    import multipolar
    from multipolar.cli.output import emit_json, note, say
    from multipolar.errors import render_problems
    from multipolar.scenario.check import check_file
    from multipolar.studies.war import words

    found = check_file(scenario, words(), as_of=as_of, patches=patch, settings=setting)
    if json:
        emit_json({
            "schema": "multipolar-check/1",
            "version": multipolar.__version__,
            "file": scenario,
            "problems": [dataclasses.asdict(problem) for problem in found.problems],
        })  # fmt: skip
    elif found.problems:
        say(render_problems(found.problems))
    else:
        note(f"{scenario}: no problem found")
    return EXIT_SCENARIO if found.problems else EXIT_OK
