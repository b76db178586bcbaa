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
    from multipolar.errors import ScenarioError, render_problems
    from multipolar.scenario.check import check_file
    from multipolar.scenario.unread import unread_in, unread_sentence
    from multipolar.session.war import recipe_from, refuse_undone, words

    found = check_file(scenario, words(), as_of=as_of, patches=patch, settings=setting)
    if found.document is not None and found.loaded is not None and (setting or patch):
        recipe = recipe_from(scenario, as_of=as_of, settings=setting, patches=patch)
        try:
            refuse_undone(recipe, found.loaded, found.document)
        except ScenarioError as error:
            found = dataclasses.replace(found, problems=error.problems)
    notes = [unread_sentence(keys)] if found.document is not None and (keys := unread_in(found.document)) else []
    if json:
        emit_json({
            "schema": "multipolar-check/1",
            "version": multipolar.__version__,
            "file": scenario,
            "problems": [dataclasses.asdict(problem) for problem in found.problems],
            "notes": notes,
        })  # fmt: skip
    elif found.problems:
        say(render_problems(found.problems))
    else:
        for text in (f"{scenario}: no problem found", *notes):
            note(text)
    return EXIT_SCENARIO if found.problems else EXIT_OK
