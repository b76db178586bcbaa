"""What is read on its own or handed on: one course, the bibliography, what was written for others."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from multipolar.results.result import OfWar, Row

__all__ = ["Bibliography", "Export", "Opened", "Replay"]


class Replay(OfWar):
    """One course of a war, day by day, with its causes."""

    __slots__ = ()

    @property
    def member(self) -> int:
        """Number of the course."""
        return int(self.document["member"])

    @property
    def ending(self) -> str:
        """How the war ended."""
        return str(self.document["ending"])

    @property
    def length_days(self) -> float:
        """How long the course lasted from the as-of date [days]."""
        return float(self.document["length_days"])

    @property
    def events(self) -> list[Row]:
        """What happened in its order: day, what, rule, claims and sources behind it."""
        return list(self.document["events"])


class Bibliography(OfWar):
    """The sources of exactly what a run or a war used."""

    __slots__ = ()

    @property
    def sources(self) -> list[Row]:
        """Sources of the scenario that stand behind a number: key, text, grade, how many numbers."""
        return list(self.document["sources"])

    @property
    def priors(self) -> list[Row]:
        """Sources of shared priors with the parameters that rest on them."""
        return list(self.document["priors"])


class Export(OfWar):
    """What was written for VIEWS: file, country, draws, mean deaths by month."""

    __slots__ = ()

    @property
    def file(self) -> str:
        """The Parquet file."""
        return str(self.document["file"])

    @property
    def months(self) -> Mapping[str, float]:
        """Mean deaths by month [persons]."""
        return dict(self.document["months"])


class Opened(OfWar):
    """What a page carried, laid into a folder: its files, and the commands that make its run again."""

    __slots__ = ()

    @property
    def folder(self) -> Path:
        """The folder with scenario, patches, reports, settings and forecast."""
        return Path(self.document["into"])

    @property
    def digest(self) -> str:
        """The digest of the outcomes that the recovered run gives again."""
        return str(self.document["digest"])

    @property
    def commands(self) -> list[str]:
        """The command lines that make the run again, first to last."""
        return list(self.document["commands"])
