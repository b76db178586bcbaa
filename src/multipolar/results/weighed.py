"""Results of verbs that hold a war against what is reported of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from multipolar.results.result import OfWar, Row


class Timeline(OfWar):
    """The forecast day by day as reports come in, beside the run as it was and past wars like this one."""

    __slots__ = ()

    @property
    def days(self) -> Sequence[Row]:
        """The days in their order.

        Each has ``date``, ``day`` (after the as-of date), ``reports`` (public by then), ``ess``, ``ancestors``, ``refused``, the
        forecasts ``conditioned`` (None where too few courses fit), ``unconditioned``, ``outlasting`` and ``outside``, and the
        ``scores`` of each (None where nobody knows what happened).
        """
        return tuple(self.document["days"])

    @property
    def means(self) -> Mapping[str, Row]:
        """Mean scores by forecast and measure over the days on which courses enough fit; empty where nobody knows."""
        return dict(self.document["means"] or {})


class Board(OfWar):
    """Reports against claims and bundles: how much likelier each is where they hold."""

    __slots__ = ()

    @property
    def claims(self) -> Sequence[Row]:
        """The pairs of claims that the cells of a report stand for, in their order: ``id, first, second, credence``."""
        return tuple(self.document["claims"])

    @property
    def items_by_diagnosticity(self) -> Sequence[Row]:
        """The reports, those that tell hypotheses apart best first.

        Each has ``id, date, published, source, grade, text``, ``claims`` and ``bundles`` (cells with ``log10, error, on, off``, of
        claims ``rating`` and ``agrees``), ``headline`` (a cell), ``diagnosticity``, and ``without`` (chances without the report,
        None where too few courses fit).
        """
        return tuple(sorted(self.document["items"], key=lambda row: -float(row["diagnosticity"])))


class Robust(OfWar):
    """Policies across worlds with their regret, that of the smallest largest regret first."""

    __slots__ = ()

    @property
    def minimax(self) -> str:
        """The policy whose largest regret is smallest."""
        return str(self.document["minimax"])

    @property
    def rows(self) -> Sequence[Row]:
        """The policies: ``policy``, by world ``mean, regret, error``, ``max_regret, mean_regret, worst_world, satisfies``."""
        return tuple(self.document["rows"])
