"""What every result is: frozen, with named parts, and a mapping over its document as JSON holds it."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

__all__ = ["OfWar", "Result", "Row"]

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class Result(Mapping[str, Any]):
    """A document of a verb: its keys can be read as of a mapping, and ``to_json`` gives all of it as plain values.

    Results are equal where their documents are.
    """

    document: Row

    def to_json(self) -> dict[str, Any]:
        """Return the document as plain values, a copy of the caller's own."""
        return copy.deepcopy(dict(self.document))

    def __getitem__(self, key: str) -> Any:
        """Return a part of the document."""
        return self.document[key]

    def __iter__(self) -> Iterator[str]:
        """Yield the keys of the document."""
        return iter(self.document)

    def __len__(self) -> int:
        """Return how many keys the document has."""
        return len(self.document)

    def __repr__(self) -> str:
        """Return the result in one line."""
        told = ", ".join(
            f"{key}={self.document[key]!r}" for key in ("scenario", "as_of", "members", "kind") if key in self.document
        )
        return f"{type(self).__name__}({told})"

    @property
    def schema(self) -> str:
        """Name and version of the document's form, such as multipolar-score/1."""
        return str(self.document["schema"])

    @property
    def complete(self) -> bool:
        """Whether all was simulated that was asked for; False where it was interrupted."""
        return bool(self.document.get("complete", True))


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class OfWar(Result):
    """A result about one war as of one date."""

    @property
    def scenario(self) -> str:
        """The scenario's id."""
        return str(self.document["scenario"])

    @property
    def as_of(self) -> dt.date:
        """The last day of which the forecast may know anything."""
        return dt.date.fromisoformat(self.document["as_of"])
