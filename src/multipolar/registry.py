"""An ordered list of named things: mechanisms, options, figures, adapters."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import Generic, TypeVar

__all__ = ["DuplicateNameError", "Registry", "UnknownNameError", "nearest"]

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


class Registry(Mapping[str, T], Generic[T]):
    """Named things of one kind, kept in the order in which they were added."""

    def __init__(self, kind: str) -> None:
        """Open an empty list of things called `kind` in messages."""
        self.kind = kind
        self._entries: dict[str, T] = {}

    def add(self, name: str, entry: T) -> T:
        """Add one thing and return it.

        Raises
        ------
        DuplicateNameError : if the name is taken.
        """
        if name in self._entries:
            raise DuplicateNameError(f"{self.kind} {name!r} is registered twice")
        self._entries[name] = entry
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
