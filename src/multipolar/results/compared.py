"""Variants of a war side by side, and the tables of studies."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from multipolar.results.html import comparison_html, sweep_html
from multipolar.results.result import OfWar, Result, Row

__all__ = ["Comparison", "StudyTable", "Sweep"]


class Comparison(OfWar):
    """Variants of a war against the first of them, on the same members and the same chance."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return comparison_html(self.document)

    @property
    def members(self) -> int:
        """How many courses of each variant were compared."""
        return int(self.document["members"])

    @property
    def base(self) -> str:
        """The variant that the others are compared with."""
        return str(self.document["base"])

    @property
    def variants(self) -> Mapping[str, Row]:
        """The other variants by name: inputs that differ, differences of outcomes, and which of them moved."""
        return dict(self.document["variants"])


class Sweep(OfWar):
    """Many variants of a war, each against the war as it is, on the same members and the same chance."""

    __slots__ = ()

    def _repr_html_(self) -> str:
        return sweep_html(self.document)

    @property
    def members(self) -> int:
        """How many courses of each point were lived."""
        return int(self.document["members"])

    @property
    def axes(self) -> Mapping[str, list[str]]:
        """What was varied, with its values."""
        return dict(self.document["axes"])

    @property
    def points(self) -> list[str]:
        """The points that were lived, as ``KEY=VALUE, KEY=VALUE``."""
        return list(self.document["points"])

    @property
    def rows(self) -> list[Row]:
        """One row per point and outcome.

        Each: ``point``, a column per axis (empty where the war is as it is), ``outcome``, ``base`` and ``value`` (means), their
        ``difference`` with its paired standard ``error``, ``moved`` (more than two errors) and ``share`` (from 0 to 1).
        """
        return list(self.document["rows"])

    @property
    def file(self) -> str | None:
        """The table that was written; None where none was."""
        found = self.document["file"]
        return None if found is None else str(found)


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class StudyTable(Result):
    """The table of a study; ``markdown`` and, where there is one, ``csv`` are the same table as text."""

    kind: str
    markdown: str
    csv: str | None = None

    @property
    def rows(self) -> Any:
        """What the study tells, row by row; by name where a study names its rows."""
        key = next(key for key in ("rows", "mechanisms", "wars") if key in self.document)
        return copy.copy(self.document[key])
