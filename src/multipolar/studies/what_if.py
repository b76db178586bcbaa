"""What if: the same war with a claim, a value or a mechanism changed, on the same members and the same chance."""

from __future__ import annotations

from typing import Any

from multipolar.about import __version__
from multipolar.errors import RunError
from multipolar.session.choices import STUDY_MEMBERS, RunChoices
from multipolar.session.war import Recipe, load_war, variant
from multipolar.studies.paired import Progress, comparison, live_variant

SCHEMA = "multipolar-what-if/1"


def what_if(recipe: Recipe, changes: RunChoices, *, progress: Progress | None = None) -> dict[str, Any]:
    """Return the war as it is against the war with the changes, paired member by member.

    Parameters
    ----------
    recipe : the war as it is.
    changes : what is changed of it, and the members, seed and threads of both; its date is not used.

    Raises
    ------
    RunError : if nothing is changed.
    ScenarioError : for a change that cannot be made.
    """
    if not (changes.claims or changes.settings or changes.patches or changes.off or changes.bundle):
        raise RunError("what-if: nothing is changed; name claims=..., settings=..., patches=..., bundle=... or off=...")
    changed = variant(recipe, claims=changes.claims, settings=changes.settings, patches=changes.patches, off=changes.off)
    if changes.bundle is not None:
        changed = variant(changed, bundle=changes.bundle)
    members = STUDY_MEMBERS if changes.members is None else changes.members
    lived = [
        live_variant(name, load_war(one), members=members, seed=changes.seed, threads=changes.threads, progress=progress)
        for name, one in (("as it is", recipe), ("what if", changed))
    ]
    return comparison(lived, schema=SCHEMA, facts={"version": __version__})
