"""Before the first course: compile with a line that moves, instead of a silence of minutes."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from multipolar.cli.output import note

if TYPE_CHECKING:
    from multipolar.session.run import Run

Progress = Callable[[str, int, int], None]
FIRST_USE = "first use on this machine: compiling for a minute or more, kept for later runs (multipolar doctor says where)"
NOT_KEPT = "compiling for a minute or more; the code cannot be kept: {} (see: multipolar doctor)"


def ready_run(done: Run, *, progress: Progress | None, quiet: bool) -> Run:
    """Return a run after what its courses call has been compiled, with a line that says so where it takes long."""
    from multipolar.engine.warm import is_warm
    from multipolar.numerics.jit import CACHE_DIR, WHY_NO_CACHE
    from multipolar.session.run import make_ready

    if not is_warm(done.war.model.capacity):
        note(FIRST_USE if CACHE_DIR else NOT_KEPT.format(WHY_NO_CACHE), quiet=quiet)
        make_ready(done.war, progress)
    return done


def compile_first(source: str, *, progress: Progress | None, quiet: bool, **choices: Any) -> None:
    """Compile what the courses of a war call, unless that has been done; a scenario with faults is refused before.

    Parameters
    ----------
    source : bundled name, scenario file, or the folder of a run (whose code is compiled when it is read).
    choices : as_of, bundle, claims, settings, patches, off

    Raises
    ------
    ScenarioError : with every fault of file, patches, settings and choices.
    """
    from pathlib import Path

    from multipolar.engine.warm import is_warm
    from multipolar.model.build import build
    from multipolar.numerics.jit import CACHE_DIR, WHY_NO_CACHE
    from multipolar.scenario.resolve import resolve
    from multipolar.scenario.stance import choose
    from multipolar.session.run import make_ready
    from multipolar.session.war import War, document_of, read, recipe_from, words

    if is_warm() or Path(source).is_dir():
        return
    recipe = recipe_from(source, **choices)
    document = document_of(read(recipe))
    scenario = resolve(document, words(), choose(document, recipe.bundle, recipe.claims))
    note(FIRST_USE if CACHE_DIR else NOT_KEPT.format(WHY_NO_CACHE), quiet=quiet)
    make_ready(War(recipe, scenario, build(scenario)), progress)
