"""Forecasts against what happened: scores, claims in hindsight, and the results of the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from multipolar.results.result import OfWar, Result, Row

__all__ = ["LedgerCalibration", "LedgerEntry", "LedgerList", "LedgerScores", "OfLedger", "PostMortem", "Score"]


class Score(OfWar):
    """Scores of a forecast against what happened, beside the uniform forecast and what authors said themselves."""

    __slots__ = ()

    @property
    def members(self) -> int:
        """How many courses were scored."""
        return int(self.document["members"])

    @property
    def targets(self) -> Mapping[str, Row]:
        """What was scored by name: what happened, score, uniform forecast, rule."""
        return dict(self.document["targets"])

    @property
    def means(self) -> Row:
        """Mean scores by family; empty where targets have no common rule."""
        return dict(self.document.get("means", {}))


class PostMortem(OfWar):
    """Which claims and facts helped or hurt a run, once it is known what happened."""

    __slots__ = ()

    @property
    def claims(self) -> list[Row]:
        """The claims tried, each with its verdict."""
        return list(self.document["claims"])

    @property
    def helped(self) -> list[str]:
        """Claims that made the forecast better."""
        return list(self.document["helped"])

    @property
    def hurt(self) -> list[str]:
        """Claims that made the forecast worse."""
        return list(self.document["hurt"])


@dataclass(frozen=True, slots=True, eq=False, repr=False)
class OfLedger(Result):
    """A result of the ledger, with what the verification of its chain found."""

    @property
    def chain(self) -> Row:
        """Whether the chain of rows is whole, how many rows it holds, and which do not fit."""
        return dict(self.document["chain"])

    @property
    def kind(self) -> str:
        """What the ledger was asked."""
        return str(self.document["kind"])


class LedgerEntry(OfLedger):
    """A forecast of the ledger with its answers and scores, or the updates of one question over time."""

    __slots__ = ()

    @property
    def forecast(self) -> Row | None:
        """The row of the forecast; None where a question was asked for."""
        return next(iter(self.document.get("forecasts", ())), None)

    @property
    def updates(self) -> list[Row]:
        """The forecasts of a question in the order of their dates; empty where a forecast was asked for."""
        return list(self.document.get("updates", ()))


class LedgerList(OfLedger):
    """All forecasts of a ledger in the order in which they were added."""

    __slots__ = ()

    @property
    def forecasts(self) -> list[Row]:
        """The rows of the forecasts."""
        return list(self.document["forecasts"])


class LedgerScores(OfLedger):
    """What was scored now, and what could not be, with the reason."""

    __slots__ = ()

    @property
    def scores(self) -> list[Row]:
        """Scores by forecast."""
        return list(self.document["scores"])

    @property
    def skipped(self) -> list[Row]:
        """Forecasts without a score, each with why."""
        return list(self.document["skipped"])


class LedgerCalibration(OfLedger):
    """How often what was called likely came true."""

    __slots__ = ()

    @property
    def bins(self) -> list[Row]:
        """Probabilities said and frequencies found, with the band that luck leaves."""
        return list(self.document["bins"])

    @property
    def n(self) -> int:
        """How many answers are counted."""
        return int(self.document["n"])
