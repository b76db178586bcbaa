"""What if: the same war with a claim, a value or a mechanism changed, on the same members and the same chance."""

from __future__ import annotations

from typing import Any

from multipolar.about import __version__
from multipolar.errors import RunError
from multipolar.session.run_files import DEFAULT_SEED
from multipolar.session.war import Recipe, load_war, variant
from multipolar.studies.paired import STUDY_MEMBERS, Progress, comparison, live_variant

SCHEMA = "multipolar-what-if/1"


def what_if(
    recipe: Recipe,
    *,
    claims: tuple[str, ...] = (),
    settings: tuple[str, ...] = (),
    patches: tuple[str, ...] = (),
    off: tuple[str, ...] = (),
    bundle: str | None = None,
    members: int = STUDY_MEMBERS,
    seed: int = DEFAULT_SEED,
    threads: int | None = None,
    progress: Progress | None = None,
) -> dict[str, Any]:
    """Return the war as it is against the war with the changes, paired member by member.

    Raises
    ------
    RunError : if nothing is changed.
    ScenarioError : for a change that cannot be made.
    """
    if not (claims or settings or patches or off or bundle):
        raise RunError("what-if: nothing is changed; name claims=..., settings=..., patches=..., bundle=... or off=...")
    changed = variant(recipe, claims=claims, settings=settings, patches=patches, off=off)
    if bundle is not None:
        changed = variant(changed, bundle=bundle)
    lived = [
        live_variant(name, load_war(one), members=members, seed=seed, threads=threads, progress=progress)
        for name, one in (("as it is", recipe), ("what if", changed))
    ]
    return comparison(lived, schema=SCHEMA, facts={"version": __version__})
