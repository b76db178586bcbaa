"""The outside view of a war: what became of hundreds of past wars like this one, as chances of endings and lengths."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import numpy as np

from multipolar.codes import ENDINGS
from multipolar.numerics.arrays import FloatArray
from multipolar.outside.constants import EDGE, FLOOR, OWN_LEAST, OWN_SHARE, STATUS_QUO_AT_START, STATUS_QUO_LATER
from multipolar.outside.direction import balance_of, economy_of, favoured
from multipolar.outside.kinds import Kind3, Kinds
from multipolar.outside.lengths import Lengths, Weighted, fighting_interval, law_of, still_fighting, stopped_within
from multipolar.outside.table import ATTRIBUTION, Named, PastClass, past_class
from multipolar.scenario.document import Document
from multipolar.scenario.resolve import Scenario
from multipolar.scenario.typical import beyond_tested

DEFAULT_TYPE = "interstate"
CIVIL = ("intra-centre", "intra-local")
TYPE_WORDS: Mapping[str, str] = {
    "interstate": "interstate clashes",
    "extra": "wars of a state beyond its borders",
    "intra-centre": "civil wars for the centre",
    "intra-local": "civil wars over a part of a country",
}
DOTS = 50
"""Equally likely lengths that stand for the law of lengths in a document [1]."""
NAMED = 60
"""Wars that a document names at most, the last to end first [wars]."""
MARKS = (7, 30, 90)
"""Days within which the shares of wars that stopped are told."""


@dataclass(frozen=True, slots=True)
class Case:
    """What the outside view takes from a scenario: date, horizon [days], type of war, phase, and the two sides.

    ``balance``: b, ln of men x quality, A over B; ``economy``: y, ln of GDP x GDP per head, A over B, 0 where unknown;
    ``moved``: the war was running on the as-of date; ``opener``: the side that opened the round; ``notes``: what was assumed,
    in sentences.
    """

    as_of: dt.date
    horizon: int
    type: str = DEFAULT_TYPE
    moved: bool = False
    balance: float = 0.0
    economy: float = 0.0
    notes: tuple[str, ...] = ()
    opener: Literal["A", "B"] = "A"


@dataclass(frozen=True, slots=True)
class OutsideView:
    """What past wars like this one say.

    ``endings``: chances of the seven endings; ``length`` [days from the as-of date, cut at the horizon] with ``weights``
    (point,): the law of lengths; ``members``: the wars of the class that can be named; ``n``: wars in the lengths, ``type``
    the type of war, ``years`` the first start and the last end in the class; ``digest`` names the class. ``classes``: each type
    with its share in the lengths and its number of wars; ``kinds``: shares of kinds given an end; ``favoured``: P(A favoured |
    one side is); ``interval``: 90 % interval of the share of wars that go on at the horizon, from the number of wars alone.
    """

    endings: Mapping[str, float]
    length: Any
    weights: Any
    members: tuple[Named, ...]
    n: int
    type: str
    years: tuple[int, int]
    digest: str
    notes: tuple[str, ...]
    as_of: dt.date
    before: str
    horizon: int
    classes: Mapping[str, tuple[float, int]]
    kinds: Kinds
    favoured: float
    interval: tuple[float, float]

    @property
    def law(self) -> Weighted:
        """The law of lengths."""
        return Weighted(self.length, self.weights)

    @property
    def who(self) -> str:
        """The class in words: how many wars of what type, over by when."""
        said = [f"{n} {TYPE_WORDS[kind]}" for kind, (_, n) in self.classes.items()]
        return f"{' and '.join(said)} since {self.years[0]} that were over before {self.before}"

    @property
    def sentence(self) -> str:
        """How fast the wars of the class stopped, in one sentence."""
        shares = [(days, stopped_within(self.law, days)) for days in MARKS if days < self.horizon]
        told = [f"{100 * p:.0f} % {'stop ' if i == 0 else ''}{_within(days)}" for i, (days, p) in enumerate(shares)]
        last = f"{100 * (1 - still_fighting(self.law, self.horizon)):.0f} % before day {self.horizon}"
        return f"In the class {', '.join([*told, last])}."

    @property
    def dots(self) -> FloatArray:
        """Lengths at the middles of fifty equal parts of the law of lengths (dot,) [days]; the horizon: as long or longer."""
        order = np.argsort(self.length, kind="stable")
        reached = np.cumsum(np.asarray(self.weights)[order])
        places = np.searchsorted(reached, (np.arange(DOTS) + 0.5) / DOTS * reached[-1])
        dots: FloatArray = np.asarray(self.length, np.float64)[order[np.minimum(places, len(order) - 1)]]
        return dots

    def plain(self) -> dict[str, Any]:
        """Return the view as plain values."""
        return {
            "type": self.type,
            "as_of": self.as_of.isoformat(),
            "over_before": self.before,
            "n": self.n,
            "years": list(self.years),
            "classes": {kind: {"share": share, "n": n} for kind, (share, n) in self.classes.items()},
            "endings": dict(self.endings),
            "stopped_within": {str(days): stopped_within(self.law, days) for days in MARKS if days < self.horizon},
            "horizon_days": self.horizon,
            "still_fighting": {"p": still_fighting(self.law, self.horizon), "low": self.interval[0], "high": self.interval[1]},
            "kinds": dict(zip(("knockout", "gains", "near_lines"), self.kinds.shares, strict=True)) | {"n": self.kinds.n},
            "favoured_A": self.favoured,
            "length_dots": [round(float(day), 1) for day in self.dots],
            "named": [
                {"name": row.name, "type": row.type, "start": row.start, "end": row.end, "days": row.days}
                for row in sorted(self.members, key=lambda row: row.end, reverse=True)[:NAMED]
            ],
            "named_of": len(self.members),
            "attribution": ATTRIBUTION,
            "class_digest": self.digest,
            "notes": list(self.notes),
        }


def _within(days: int) -> str:
    return "within a week" if days == 7 else f"in {days}"


def case_of(document: Document) -> Case:
    """Return what the outside view takes from a document whose numbers stand in their units."""
    notes = []
    if document.war_type is None:
        notes.append(f"the scenario states no war_type: taken for {DEFAULT_TYPE}")
    economy = economy_of(document)
    if economy is None:
        notes.append("the GDP of a side is unknown: the economies are taken for equal")
    notes += beyond_tested(document)
    return Case(
        as_of=document.as_of,
        horizon=document.horizon_days,
        type=document.war_type or DEFAULT_TYPE,
        moved=document.phase == "escalation",
        balance=balance_of(document),
        economy=economy or 0.0,
        notes=tuple(notes),
        opener=document.opened_by,
    )


def outside_view(scenario: Scenario, data: Path | str | None = None) -> OutsideView:
    """Return the outside view of a scenario's war; ``data``: folder with the lists of wars, else the table that ships.

    Raises
    ------
    DataError : for a date before the first table, or data without the lists.
    """
    case = case_of(scenario.document)
    return view_of(case, past_class(case.as_of, data))


def view_of(case: Case, past: PastClass) -> OutsideView:
    """Return the outside view of a case from a class of past wars that were over before its date."""
    parts = classes_of(past, case.type)
    law = law_of([(lengths, share) for _, lengths, share in parts], case.horizon)
    ongoing = still_fighting(law, case.horizon)
    kinds, q = past.kinds[case.type], favoured(case.economy, case.balance, edge_of(case))
    used = {kind: lengths for kind, lengths, _ in parts}
    notes = [*case.notes]
    if not past.to_the_day:
        notes.append(f"from the table by year: wars over before {past.before}; named are those of UCDP alone")
    return OutsideView(
        endings=endings_of(kinds.shares, q, ongoing, moved=case.moved),
        length=law.days,
        weights=law.weights,
        members=tuple(row for row in past.named if row.precise and row.type in used),
        n=sum(lengths.n for lengths in used.values()),
        type=case.type,
        years=(min(one.years[0] for one in used.values()), max(one.years[1] for one in used.values())),
        digest=past.digest,
        notes=tuple(notes),
        as_of=case.as_of,
        before=past.before,
        horizon=case.horizon,
        classes={kind: (share, lengths.n) for kind, lengths, share in parts},
        kinds=kinds,
        favoured=q,
        interval=fighting_interval([(lengths, share) for _, lengths, share in parts], case.horizon),
    )


def edge_of(case: Case) -> float:
    """Return the log odds that A is favoured, all else equal [1]: the opener's edge, against A where B opened the round."""
    return EDGE.value if case.opener == "A" else -EDGE.value


def classes_of(past: PastClass, kind: str) -> list[tuple[str, Lengths, float]]:
    """Return the classes of lengths for a type of war with their shares: interstate wars, for a civil war its own type too."""
    states, own = past.lengths[DEFAULT_TYPE], past.lengths.get(kind)
    if kind in CIVIL and own is not None and own.n >= OWN_LEAST.value:
        return [(DEFAULT_TYPE, states, 1.0 - OWN_SHARE.value), (kind, own, OWN_SHARE.value)]
    return [(DEFAULT_TYPE, states, 1.0)]


def endings_of(kinds: Kind3 | Sequence[float], q: float, ongoing: float, *, moved: bool) -> dict[str, float]:
    """Return the chances of the seven endings: (1 - o)(kq, k(1-q), gq, g(1-q), nm, n(1-m)) and o, a floor mixed in.

    ``kinds``: shares of knockout, gains and halt near the lines given an end; ``q``: P(A favoured | one side is); m: share of
    halts near the lines that are a return to the lines before the round.
    """
    k, g, near = kinds
    m = (STATUS_QUO_LATER if moved else STATUS_QUO_AT_START).value
    ended = (k * q, k * (1 - q), g * q, g * (1 - q), near * m, near * (1 - m))
    shares = [*((1.0 - ongoing) * share for share in ended), ongoing]
    even = FLOOR.value / len(ENDINGS)
    return {name: (1.0 - FLOOR.value) * share + even for name, share in zip(ENDINGS, shares, strict=True)}


def outlasting(view: OutsideView, day: int) -> tuple[dict[str, float], Weighted] | None:
    """Return chances of endings and the law of lengths among the wars of the class that outlast a day; None where none does.

    Which ending a war takes that ends is taken for the same whenever it ends; the chance that it goes on at the horizon grows to
    P(horizon) / P(day), P(t) the share that goes on at t.
    """
    days, weights = np.asarray(view.length, np.float64), np.asarray(view.weights, np.float64)
    left = days > day
    if not left.any():
        return None
    law = Weighted(days[left], weights[left] / weights[left].sum())
    going_on = list(view.endings)[-1]
    ongoing = min(1.0, still_fighting(law, view.horizon))
    was = view.endings[going_on]
    ended = 1.0 - max(ongoing, was)
    endings = {name: p * ended / (1.0 - was) for name, p in view.endings.items()}
    return endings | {going_on: max(ongoing, was)}, law
