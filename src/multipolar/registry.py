"""An ordered list of named things: mechanisms, options, features; and how declarations are found in a package."""

from __future__ import annotations

import difflib
import importlib
import pkgutil
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Generic, TypeVar

__all__ = ["DuplicateNameError", "Registry", "UnknownNameError", "declarations", "nearest"]

T = TypeVar("T")


class DuplicateNameError(ValueError):
    """Two things want the same name."""


class UnknownNameError(KeyError):
    """Nothing bears that name; the text tells the nearest one."""

    def __str__(self) -> str:
        """Return the text as a sentence; a KeyError would quote it."""
        return str(self.args[0])


def nearest(name: str, known: Iterable[str]) -> str | None:
    """Return the known name most like `name`, or None when none is near; case does not count."""
    by_fold = {other.casefold(): other for other in known}
    found = difflib.get_close_matches(name.casefold(), list(by_fold), n=1, cutoff=0.6)
    return by_fold[found[0]] if found else None


def declarations(package: str, name: str) -> Iterator[tuple[str, Any]]:
    """Yield every module of a package that binds a name, with what it binds, in the order of the modules' names.

    Parameters
    ----------
    package : the package as it is imported, such as ``multipolar.forecast.features``.
    name : the name under which its files declare their records, such as ``FEATURES``.
    """
    for found in sorted(pkgutil.iter_modules(importlib.import_module(package).__path__), key=lambda found: found.name):
        module = importlib.import_module(f"{package}.{found.name}")
        if hasattr(module, name):
            yield module.__name__, getattr(module, name)


class Registry(Mapping[str, T], Generic[T]):
    """Named things of one kind, kept in the order in which they were added."""

    def __init__(self, kind: str) -> None:
        """Open an empty list of things called `kind` in messages."""
        self.kind = kind
        self._entries: dict[str, T] = {}
        self._owners: dict[str, str] = {}

    def add(self, name: str, entry: T, owner: str = "") -> T:
        """Add one thing and return it; ``owner`` says which module declares it.

        Raises
        ------
        DuplicateNameError : if the name is taken; names both owners.
        """
        if name in self._entries:
            both = " and ".join(filter(None, (self._owners[name], owner)))
            raise DuplicateNameError(f"{self.kind} {name!r} is registered twice{both and f': in {both}'}")
        self._entries[name] = entry
        self._owners[name] = owner
        return entry

    def __getitem__(self, name: str) -> T:
        """Return the thing of that name.

        Raises
        ------
        UnknownNameError : if there is none; names the nearest.
        """
        if name in self._entries:
            return self._entries[name]
        near = nearest(name, self._entries)
        hint = f" Did you mean {near!r}?" if near else f" Known: {', '.join(self._entries) or 'none'}."
        raise UnknownNameError(f"unknown {self.kind} {name!r}.{hint}")

    def __contains__(self, name: object) -> bool:
        """Tell whether the name is taken."""
        return name in self._entries

    def __iter__(self) -> Iterator[str]:
        """Run over the names in the order of registration."""
        return iter(self._entries)

    def __len__(self) -> int:
        """Count the things."""
        return len(self._entries)
