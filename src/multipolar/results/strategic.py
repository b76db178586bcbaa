"""What the analyses of the powers' game, of what holds in it, and of the settlement return."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from multipolar.results.result import OfWar, Result, Row

__all__ = ["Powers", "Settlement", "Stability"]


class Powers(OfWar):
    """The powers' game: what each profile of postures is worth to each power, and which profiles hold."""

    __slots__ = ()

    @property
    def powers(self) -> Sequence[str]:
        """Who plays."""
        return tuple(self.document["powers"])

    @property
    def postures(self) -> Mapping[str, Sequence[Row]]:
        """Of each power its postures: ``name``, ``text`` and the ``options`` it takes up, None where it decides as usual."""
        return {name: tuple(rows) for name, rows in self.document["postures"].items()}

    @property
    def payoffs(self) -> Mapping[str, Mapping[str, Row]]:
        """By profile (postures in the order of the powers, joined by commas) and power: ``mean, se`` [utility] and ``runs``.

        ``runs`` is 0 where the payoff was not simulated but completed from others.
        """
        return dict(self.document["payoffs"])

    @property
    def quantal(self) -> Sequence[Row]:
        """Quantal response: ``precision, power, posture, p, low, high`` with the 90 % band of bootstraps."""
        return tuple(self.document["quantal"])

    @property
    def pure(self) -> Sequence[Row]:
        """Profiles from which nobody gains: ``profile, share`` (of bootstraps), ``in_means`` and ``regret`` by power."""
        return tuple(self.document["pure"])

    @property
    def bounds(self) -> Sequence[Row]:
        """How likely an event can be in any correlated (``ce``) and coarse correlated (``cce``) equilibrium: least, greatest."""
        return tuple(self.document["bounds"])

    @property
    def deviations(self) -> Sequence[Row]:
        """Who would leave the status quo and the likeliest equilibria: ``profile, power, posture, gain, se, sure``."""
        return tuple(self.document["deviations"])

    @property
    def methods(self) -> Row | None:
        """Claims of the method and what each moves: ``claims`` (with ``share``), ``inputs, together``; None if not solved."""
        found = self.document["methods"]
        return None if found is None else dict(found)

    @property
    def certificate(self) -> Row | None:
        """What fresh courses say of the reported profile: ``profile, regret, bound, verdict``; None where not asked for."""
        found = self.document["certify"]
        return None if found is None else dict(found)


class Settlement(OfWar):
    """Which designs for ending the war could be signed, by day, and who would stop them."""

    __slots__ = ()

    @property
    def designs(self) -> Sequence[Row]:
        """The designs: ``id, what, days`` (by day ``both, signed, veto, sides``), ``durability`` (over three years), ``face``."""
        return tuple(self.document["designs"])

    @property
    def zone(self) -> Sequence[Row]:
        """By day: ``p`` (some design could be signed), ``both`` (by both sides), ``need`` and ``give`` (quartiles), ``refuses``."""
        return tuple(self.document["zone"])

    @property
    def mediators(self) -> Sequence[Row]:
        """The powers with a hold on a side: ``power, leverage`` by side, ``both, skill, acceptance, brokers``."""
        return tuple(self.document["mediators"])

    @property
    def election(self) -> Row | None:
        """The election among the designs: ``day, actors, options, likeliest, averages, warnings``; None where not asked for."""
        found = self.document.get("election")
        return None if found is None else dict(found)


class Stability(Result):
    """Which states of a conflict hold when actors look ahead, by concept, and why."""

    __slots__ = ()

    @property
    def actors(self) -> Sequence[str]:
        """Who moves."""
        return tuple(self.document["actors"])

    @property
    def reading(self) -> str:
        """What counts as an answer of the others: ``sequence, once`` or ``single``."""
        return str(self.document["reading"])

    @property
    def states(self) -> Sequence[Row]:
        """The states: ``state, words, payoffs, stable`` (actors by concept), ``equilibrium`` (concepts), ``p, groups, reasons``."""
        return tuple(self.document["states"])

    @property
    def status_quo(self) -> Row | None:
        """The state from which paths begin, as in ``states``; None where a file names none."""
        return next((row for row in self.document["states"] if row["state"] == self.document["status_quo"]), None)

    @property
    def equilibria(self) -> Mapping[str, Sequence[str]]:
        """By concept the states from which nobody moves."""
        rows = self.document["states"]
        return {c: tuple(row["state"] for row in rows if c in row["equilibrium"]) for c in ("R", "GMR", "SMR", "SEQ")}

    @property
    def methods(self) -> Row | None:
        """As for ``Powers``; None for a file, whose wishes are certain."""
        found = self.document["methods"]
        return None if found is None else dict(found)

    @property
    def change(self) -> Mapping[str, Row | None] | None:
        """By concept the smallest raise of payoffs at the status quo that makes it hold: ``total, holds, by_actor``."""
        found = self.document["change"]
        return None if found is None else dict(found)

    @property
    def paths(self) -> Sequence[Row] | None:
        """From the status quo by improvements to each equilibrium: ``to, moves`` (``actor, to``), None where there is no way."""
        found = self.document["paths"]
        return None if found is None else tuple(found)
