"""What a caller may choose of a war and of its courses, declared once: the keywords of the verbs and one frozen record of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypedDict, Unpack

from multipolar.session.run_files import DEFAULT_SEED
from multipolar.session.war import Recipe, recipe_from

__all__ = [
    "ABLATION_MEMBERS", "BACKTEST_MEMBERS", "ELECTION_DAY", "GAME_DRAWS", "GAME_MEMBERS", "POSTURES", "POST_MEMBERS",
    "PRIOR_MEMBERS", "READING", "SETTLE_MEMBERS", "SIGNPOSTS", "STUDY_MEMBERS", "Reading", "RunChoices",
]  # fmt: skip

STUDY_MEMBERS = 2_000
"""Courses per variant of a study when nobody says."""
BACKTEST_MEMBERS = 2_000
ABLATION_MEMBERS = 500
"""Fewer than of other studies: a study of scores runs dozens of variants."""
POST_MEMBERS = 500
PRIOR_MEMBERS = 40
SIGNPOSTS = 12
"""Signposts that are told."""
SETTLE_MEMBERS = 1_000
"""Courses in which designs for an end are weighed."""
ELECTION_DAY = 10
"""Day after the as-of date on which designs stand for election [days]."""
GAME_MEMBERS, GAME_DRAWS, POSTURES = 200, 1_000, 3
"""Courses of each profile of a powers' game, bootstraps of its panel, and postures of each power."""
Texts = Iterable[str] | str | None


class Reading(TypedDict, total=False):
    """The keywords that say how a scenario is read; each may be left out.

    ``bundle`` names a stance; ``claims`` are ID=off, on, 0..1 or a rival; ``settings`` KEY=VALUE; ``patches`` files;
    ``off`` mechanisms that are switched off.
    """

    bundle: str | None
    claims: Texts
    settings: Texts
    patches: Texts
    off: Texts


READING = tuple(Reading.__annotations__)
"""The names of these keywords."""


@dataclass(frozen=True, slots=True, kw_only=True)
class RunChoices:
    """How a war is read (date, stance, changes) and how its courses are simulated (members, seed, threads)."""

    as_of: str | None = None
    bundle: str | None = None
    claims: tuple[str, ...] = ()
    settings: tuple[str, ...] = ()
    patches: tuple[str, ...] = ()
    off: tuple[str, ...] = ()
    members: int | None = None
    seed: int = DEFAULT_SEED
    threads: int | None = None

    @classmethod
    def of(
        cls,
        as_of: str | dt.date | None = None,
        *,
        members: int | None = None,
        seed: int | None = None,
        threads: int | None = None,
        **reading: Unpack[Reading],
    ) -> RunChoices:
        """Return the choices that a caller gave: dates become text, single texts lists of one, nothing the default."""
        read = recipe_from("", as_of=as_of, **reading)
        return cls(
            as_of=read.as_of, bundle=read.bundle, claims=read.claims, settings=read.settings, patches=read.patches,
            off=read.off, members=members, seed=DEFAULT_SEED if seed is None else seed, threads=threads,
        )  # fmt: skip

    def recipe(self, source: str) -> Recipe:
        """Return the recipe that reads a scenario so, given by bundled name or file."""
        return Recipe(source, self.as_of, self.bundle, self.claims, self.settings, self.patches, self.off)
