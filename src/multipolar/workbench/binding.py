"""Patches that are bound to a scenario by digest, bound to its next version when the workbench writes that."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from multipolar.engine.store.files import write_safely
from multipolar.scenario.loaded import loaded_from
from multipolar.workbench.listing import top_value
from multipolar.workbench.project import Project, files_of, kind_of, read_text, relative
from multipolar.workbench.refusing import RefusedError

_BOUND = re.compile(r"^(base_digest\s*:\s*[\"']?(?:sha256:)?)([0-9a-f]{12,64})", re.MULTILINE)


def patches_of(project: Project, scenario: str) -> Iterator[tuple[Path, str]]:
    """Yield place and text of every patch of the project that is for a scenario."""
    for place in files_of(project):
        if place.suffix.lower() in {".yaml", ".yml"}:
            try:
                text = read_text(place, relative(project, place))
            except RefusedError:
                continue
            if kind_of(text, place.suffix.lower()) == "patch" and top_value(text, "base") == scenario:
                yield place, text


def rebind(project: Project, before: str | None, after: str | None) -> list[str]:
    """Bind the patches that were for one version of a scenario to the next, and return their paths.

    A patch that was bound to neither stays as it is: somebody has to look at it. What a patch says may no longer fit the
    scenario; a check of the scenario then says so.
    """
    if before is None or after is None or kind_of(after, ".yaml") != "scenario":
        return []
    scenario = top_value(after, "id")
    patches = list(patches_of(project, str(scenario))) if isinstance(scenario, str) else []
    if not patches:
        return []
    old, new = (loaded_from(text, "").digest for text in (before, after))
    bound = []
    for place, text in patches:
        found = _BOUND.search(text)
        if old != new and found is not None and old.startswith(found[2]):
            write_safely(place, f"{text[: found.start(2)]}{new}{text[found.end(2) :]}".encode())
            bound.append(relative(project, place))
    return bound
