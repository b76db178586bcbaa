"""Wars that a test process keeps in memory by content, so that the flagship is resolved once and not by every test.

Nothing is kept on disk. While a test has put something of its own in the place of what makes a war, nothing is kept or taken.
"""

from __future__ import annotations

import os
import sys
import types
import weakref
from typing import Any

import pytest

MOST = 64
"""Wars kept at once; one takes a few hundred KB."""
ABOVE = ("engine", "outside", "record", "studies", "report", "api", "workbench", "cli")
"""Packages that no war is made from: they stand above those that make one, or beside them."""
USERS = ("multipolar.session.run", "multipolar.session.run_files")
"""Modules that ask for wars and make none."""
_patches: weakref.WeakSet[pytest.MonkeyPatch] = weakref.WeakSet()
_done: list[str] = []


def makes_wars(target: Any) -> bool:
    """Tell whether a war could be made by a module, class or object that a test has changed."""
    name = target.__name__ if isinstance(target, types.ModuleType) else getattr(target, "__module__", None) or ""
    package, _, rest = name.partition(".")
    above = package == "multipolar" and (rest.partition(".")[0] in ABOVE or name in USERS)
    return not above and package != "_pytest"


def replaced() -> bool:
    """Tell whether a test has put something in the place of what could make a war."""
    return any(
        any(makes_wars(target) for target, *_ in patch._setattr) or any(table is not os.environ for table, *_ in patch._setitem)
        for patch in _patches
    )


def watch() -> None:
    """Note every patch that tests make from now on."""
    made = pytest.MonkeyPatch.__init__

    def init(self: pytest.MonkeyPatch) -> None:
        made(self)
        _patches.add(self)

    pytest.MonkeyPatch.__init__ = init  # type: ignore[method-assign]


def remember() -> None:
    """Keep wars in memory from now on; where no module that makes them is loaded, nothing happens yet."""
    kept_wars = sys.modules.get("multipolar.session.kept_wars")
    if kept_wars is None or _done:
        return
    asked_for, folder_for = kept_wars.is_on, kept_wars.folder_for
    kept_wars.MOST_IN_MEMORY = MOST
    kept_wars.is_on = lambda: asked_for() or not replaced()
    kept_wars.folder_for = lambda package: folder_for(package) if asked_for() else None
    _done.append("remembered")
