"""What the analyses of the powers' game and of the settlement return."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from multipolar.results.result import OfWar, Row

__all__ = ["Powers", "Settlement"]


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
        """The election among the designs: ``day, actors, options, averages, mode_by_switch, warnings``; None where not asked for."""
        found = self.document.get("election")
        return None if found is None else dict(found)
