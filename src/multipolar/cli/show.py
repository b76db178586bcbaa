"""`multipolar show`: a scenario in plain words."""

from __future__ import annotations

from multipolar.cli.options import AsOf, Bundle, Claims, Json, Patches, Settings


def command(
    scenario: str,
    *,
    as_of: AsOf = None,
    bundle: Bundle = None,
    claim: Claims = (),
    setting: Settings = (),
    patch: Patches = (),
    json: Json = False,
) -> int:
    """Tell a scenario back in plain words, so that its author sees what the model understands.

    Parameters
    ----------
    scenario
        bundled name or scenario file.
    """
    import multipolar
    from multipolar.cli.output import emit_json
    from multipolar.cli.terminal import console
    from multipolar.scenario.describe import describe, learned_section, to_json
    from multipolar.scenario.learned import learned_from
    from multipolar.scenario.resolve import resolve
    from multipolar.scenario.stance import choose
    from multipolar.studies.runs import recipe_from
    from multipolar.studies.war import document_of, read, refuse_undone, words

    recipe = recipe_from(scenario, as_of=as_of, bundle=bundle, claims=claim, settings=setting, patches=patch)
    loaded = read(recipe)
    document = document_of(loaded)
    refuse_undone(recipe, loaded, document)
    stance = choose(document, recipe.bundle, recipe.claims)
    resolved = resolve(document, words(), stance, changes=tuple(loaded.changes))
    learned = learned_from(document)
    if json:
        emit_json(to_json(resolved, version=multipolar.__version__) | {"learned": learned.plain()})
        return 0
    out = console()
    for section in (*describe(resolved), learned_section(learned)):
        print_section(out, section)
    return 0


def print_section(out: object, section: object) -> None:
    """Print one part of a description: title, sentences, table."""
    from rich.console import Console
    from rich.text import Text

    from multipolar.cli.terminal import heading, table
    from multipolar.scenario.describe import Section

    assert isinstance(out, Console)
    assert isinstance(section, Section)
    heading(out, section.title)
    for sentence in section.lines:
        out.print(Text(sentence))
    if section.table:
        out.print(table(section.table[0], section.table[1:]))
