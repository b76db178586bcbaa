"""`multipolar show`: a scenario in plain words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from multipolar.cli.options import AsOf, Bundle, Claims, Json, Patches, Settings

if TYPE_CHECKING:
    from multipolar.scenario.describe import Section


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
    from multipolar.session.war import document_of, read, recipe_from, refuse_undone, with_learned_priors, words

    recipe = recipe_from(scenario, as_of=as_of, bundle=bundle, claims=claim, settings=setting, patches=patch)
    loaded = read(recipe)
    document = document_of(loaded)
    refuse_undone(recipe, loaded, document)
    full = with_learned_priors(document)
    stance = choose(full, recipe.bundle, recipe.claims)
    resolved = resolve(full, words(), stance, changes=tuple(loaded.changes))
    learned = learned_from(document)
    if json:
        more = {"learned": learned.plain(), "file_digest": loaded.file_digest}
        emit_json(to_json(resolved, version=multipolar.__version__) | more)
        return 0
    out = console()
    for section in (*describe(resolved), learned_section(learned), digests(resolved.digest, loaded.file_digest)):
        print_section(out, section)
    return 0


def digests(scenario: str, file: str) -> Section:
    """Return the two digests by the names that `run` prints: of all inputs, and of the file alone."""
    from multipolar.scenario.describe import Section

    said = (
        f"Scenario digest {scenario}: every input of a run, with date, patches, choices of claims and what is learned.",
        f"File digest {file}: the values of the file alone; a patch names it in base_digest.",
    )
    return Section("Digests", said)


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
