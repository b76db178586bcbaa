"""Which war is which: told by a declared conflict, by the ground, or by both sides and the time, never by a scenario's id.

A forecast may learn from a war that ended before its as-of date and is not the war itself under another name. Where that
cannot be told for sure, the war is left out: one teacher less costs little, one's own end is worth nothing as a forecast.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import asin, cos, radians, sin, sqrt
from typing import Any

from multipolar.reading import read_days
from multipolar.scenario.document import Document

NEAR_DAYS = 365
"""A round that began before the end of another, or at most so long after it, can be the same war [days]."""
SAME_KM, SAME_SHARE = 10.0, 0.75
"""Most sectors of both wars lie so near to one of the other [km]: the same map, whatever dates are written on it."""
CLOSE_KM, CLOSE_SHARE = 30.0, 0.5
"""Half the sectors of the smaller map lie so near to one of the other [km]: the same war if the times are near too."""
EARTH_KM = 6371.0
KM_PER_DEGREE = 111.0
LEAST_LETTERS = 3
COMMON = frozenset({
    "air", "allied", "allies", "and", "armed", "armies", "army", "battalion", "brigade", "brigades", "contingent", "corps",
    "defence", "defense", "division", "east", "eastern", "fighters", "first", "force", "forces", "former", "from", "front",
    "government", "group", "groups", "guard", "guards", "interior", "liberation", "local", "men", "militia", "militias",
    "national", "navy", "new", "north", "northern", "officers", "others", "party", "people", "peoples", "police", "popular",
    "region", "rest", "second", "side", "small", "south", "southern", "special", "state", "territorial", "the", "third",
    "troops", "units", "united", "volunteers", "west", "western", "with", "belligerent", "attacker", "defender", "republic",
})  # fmt: skip
"""Words that many sides share; they tell nobody apart."""
Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Identity:
    """What a war is known again by.

    ``conflict``: its declared name, empty where none is declared; ``started``: first day of the round (ISO); ``sides``: the
    telling words of both sides' names, codes and members; ``ground``: latitude and longitude of each sector [degrees].
    """

    conflict: str
    started: str
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    ground: tuple[Place, ...]

    def plain(self) -> dict[str, Any]:
        """Return the identity as plain values, the ground as latitude and longitude in turn."""
        return {
            "conflict": self.conflict, "started": self.started, "sides": [list(side) for side in self.sides],
            "ground": [degrees for place in self.ground for degrees in place],
        }  # fmt: skip


def identity_of(document: Document) -> Identity:
    """Return what the war of a scenario is known again by."""
    first, second = (
        words_of([side.id, side.name, *side.members]) for side in (document.belligerents["A"], document.belligerents["B"])
    )
    ground = tuple((round(s.lat, 2), round(s.lon, 2)) for s in document.theatre.sectors)
    return Identity(_name(document.conflict), document.round_start.isoformat(), (first, second), ground)


def identity_from(row: Mapping[str, Any]) -> Identity:
    """Return an identity from its plain values."""
    first, second = (tuple(str(word) for word in side) for side in row["sides"])
    degrees = [float(value) for value in row["ground"]]
    ground = tuple(zip(degrees[::2], degrees[1::2], strict=True))
    return Identity(str(row["conflict"]), str(row["started"]), (first, second), ground)


def words_of(texts: Iterable[str]) -> tuple[str, ...]:
    """Return the telling words of some names, in small letters, sorted: what many sides share, and short ones, aside."""
    letters = "".join(sign if sign.isalnum() else " " for text in texts for sign in f"{text} ".casefold())
    return tuple(sorted({w for w in letters.split() if len(w) >= LEAST_LETTERS and w not in COMMON and not w.isdigit()}))


def _name(conflict: str) -> str:
    return " ".join("".join(sign if sign.isalnum() else " " for sign in conflict.casefold()).split())


def same_war(one: Identity, other: Identity, ended: str | None) -> str:
    """Return why two descriptions mean one war, the ``other`` of which ended on a day (ISO); empty where they do not.

    ``one`` is the war that is forecast, from a date after that end. Any one sign is enough. A declared name, both sides or
    ground nearby count only where its round began before that end or at most ``NEAR_DAYS`` after it, so that an earlier round
    of the same dispute can teach a later one.
    """
    if min(_shares(one.ground, other.ground, SAME_KM)) >= SAME_SHARE:
        return "the same ground"
    if not _near(one, ended):
        return ""
    if one.conflict and one.conflict == other.conflict:
        return f"the same conflict ({one.conflict})"
    if _alike(one, other):
        return "the same sides at the same time"
    if max(_shares(one.ground, other.ground, CLOSE_KM)) >= CLOSE_SHARE:
        return "ground nearby at the same time"
    return ""


def _near(one: Identity, ended: str | None) -> bool:
    return ended is None or read_days(one.started).first <= read_days(ended).last + dt.timedelta(NEAR_DAYS)


def _alike(one: Identity, other: Identity) -> bool:
    a, b = (set(side) for side in one.sides)
    c, d = (set(side) for side in other.sides)
    return bool((a & c and b & d) or (a & d and b & c))


def _shares(one: Sequence[Place], other: Sequence[Place], reach: float) -> tuple[float, float]:
    """Return the share of each war's sectors that lie within ``reach`` [km] of one of the other's; 0 without ground."""
    apart = 2.0 * reach / KM_PER_DEGREE  # no two places are nearer than their latitudes are: distances beyond need no measuring

    def share(of: Sequence[Place], to: Sequence[Place]) -> float:
        near = [any(abs(place[0] - there[0]) <= apart and distance(place, there) <= reach for there in to) for place in of]
        return sum(near) / len(near) if near else 0.0

    return share(one, other), share(other, one)


def distance(one: Place, other: Place) -> float:
    """Return the great-circle distance of two places [km]."""
    (a, b), (c, d) = ((radians(x) for x in place) for place in (one, other))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2.0 * EARTH_KM * asin(min(1.0, sqrt(half)))


@dataclass(frozen=True, slots=True)
class PastWar:
    """A war that could teach: its name, the day it ended (ISO; None where nobody knows), and what it is known again by."""

    id: str
    ended: str | None
    identity: Identity | None


@dataclass(frozen=True, slots=True)
class Teachers:
    """The wars that may teach a forecast, in the order of their ends, and why every other one may not (name to reason)."""

    wars: tuple[str, ...]
    later: Mapping[str, str]
    same: Mapping[str, str]


def teachers_of(as_of: str, identity: Identity | None, past: Sequence[PastWar]) -> Teachers:
    """Return which past wars may teach a forecast with an as-of date (ISO): ended before it, and not the war itself.

    A war of unknown end teaches nobody. The day on which a later war ended is not told: it is of the forecast's future.
    """
    day = read_days(as_of).first
    taught, later, same = [], {}, {}
    for war in sorted(past, key=lambda w: (w.ended or "", w.id)):
        if war.ended is None:
            later[war.id] = "its end is not known"
        elif read_days(war.ended).last >= day:
            later[war.id] = f"had not ended before {as_of}"
        elif identity is not None and war.identity is not None and (why := same_war(identity, war.identity, war.ended)):
            same[war.id] = why
        else:
            taught.append(war.id)
    return Teachers(tuple(taught), later, same)
