"""Base rates read from lists of wars: joiners, entries of major powers, endings, deaths a day."""

from __future__ import annotations

import datetime as dt
import itertools
from collections import defaultdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.data.tables import Table
from multipolar.data.wars import date_of, day_of
from multipolar.inference.rates_relapse import WAYS
from multipolar.inference.rates_share import as_floats, hazard, share
from multipolar.library.world import LISTED_WARS

RECENT = 1946
SOON_DAYS = 60
EPISODE_LENGTHS = (7, 30, 90, 180)
MONTH_KNOWN = 3
"""Precision of an episode's last day up to which at least its month is known."""
CLOCK = (0, 7, 15, 30, 60, 120, 180, 365, 730)
"""Elapsed days between which the hazard that a war ends is counted [days]."""
PHASES = (0, 15, 60, 180, 365)
"""The same, coarser, for decisive and other ends apart [days]."""
DECISIVE = (1, 2)
"""Outcomes in which the initiator won or lost (Correlates of War)."""
OUTCOMES = {1: "initiator_wins", 2: "initiator_loses", 3: "compromise", 4: "became_another_war", 6: "stalemate"}
TERMINATIONS = {1: "agreement", 2: "ceasefire", 3: "victory_a", 4: "victory_b", 5: "fades", 6: "actor_gone"}
CONFLICTS = {1: "extrasystemic", 2: "interstate", 3: "civil", 4: "internationalised_civil"}
EUROPE, MIDDLE_EAST, ASIA = range(200, 400), range(600, 700), range(700, 900)
NEIGHBOURHOOD: dict[int, tuple[range, ...]] = {
    2: (range(2, 200),),
    200: (EUROPE,), 220: (EUROPE,), 255: (EUROPE,), 300: (EUROPE,), 325: (EUROPE,),
    365: (EUROPE, MIDDLE_EAST, range(700, 750)),
    710: (ASIA,),
    740: (range(700, 800),),
}  # fmt: skip
"""Country codes near a major power: its world region. The data hold no borders, so "near" is wider than "neighbour"."""
Entry = tuple[dt.date, int]


def entries_of(participants: Table) -> dict[str, list[Entry]]:
    """Return the states of each war with the day they entered."""
    found: dict[str, list[Entry]] = defaultdict(list)
    cells = (participants.text(n) for n in ("WarNum", "ccode", "StartYear1", "StartMonth1", "StartDay1"))
    for war, code, year, month, day in zip(*cells, strict=True):
        date = date_of(year, month, day)
        if date is not None:
            found[war].append((date, int(float(code))))
    return found


def joiner_rates(wars: Table, participants: Table) -> dict[str, Any]:
    """Return how many interstate wars gain a further state, ever and within 60 days."""
    late, year = wars.number("n_late_joiners") > 0, as_floats([cell[:4] for cell in wars.text("start")])
    soon, recent = [], []
    for entries in entries_of(participants).values():
        start = min(date for date, _ in entries)
        soon.append(any(0 < (date - start).days <= SOON_DAYS for date, _ in entries))
        recent.append(start.year >= RECENT)
    rows = {
        "ever": share(int(late.sum()), len(late)),
        "ever_since_1946": share(int(late[year >= RECENT].sum()), int((year >= RECENT).sum())),
        "within_60_days": share(sum(soon), len(soon)),
        "within_60_days_since_1946": share(sum(s for s, r in zip(soon, recent, strict=True) if r), sum(recent)),
    }
    return {"war_gains_a_state": {"source": "Correlates of War 4.0, 1816-2007", **rows}}


def is_near(major: int, codes: list[int]) -> bool:
    """Tell whether one of the first belligerents lies in a major power's part of the world."""
    return any(code in part for code in codes for part in NEIGHBOURHOOD.get(major, ()))


def entry_rates(participants: Table, majors: Table) -> dict[str, Any]:
    """Return how often a major power that was out on the first day fights within 60 days, near and far."""
    cells = ("ccode", "styear", "stmonth", "stday", "endyear", "endmonth", "endday")
    spells = []
    for row in zip(*(majors.text(n) for n in cells), strict=True):
        start, end = date_of(*row[1:4]), date_of(*row[4:7])
        if start is not None and end is not None:
            spells.append((int(float(row[0])), start, end))
    yes: dict[str, int] = defaultdict(int)
    all_: dict[str, int] = defaultdict(int)
    for entries in entries_of(participants).values():
        start = min(date for date, _ in entries)
        first = [code for date, code in entries if date == start]
        for major, since, until in spells:
            if not since <= start <= until or major in first:
                continue
            where = "near" if is_near(major, first) else "far"
            came = any(code == major and 0 < (date - start).days <= SOON_DAYS for date, code in entries)
            for name in (where, f"{where}_since_1946") if start.year >= RECENT else (where,):
                all_[name] += 1
                yes[name] += came
    rows = {name: share(yes[name], all_[name]) for name in sorted(all_)}
    return {"major_power_enters": {"source": "Correlates of War 4.0 and major powers; near = same world region", **rows}}


def ending_rates(wars: Table, terminations: Table) -> dict[str, Any]:
    """Return how interstate wars end for the side that began, and how episodes of armed conflict end by kind of conflict."""
    code, year = wars.number("initiator_outcome"), as_floats([cell[:4] for cell in wars.text("start")])
    found: dict[str, Any] = {}
    for era, use in (("all", year > 0), ("since_1946", year >= RECENT)):
        found[era] = {name: share(int((code[use] == c).sum()), int(use.sum())) for c, name in OUTCOMES.items()}
    ended = terminations.number("dyadterm") == 1
    how, kind = terminations.number("outcome"), terminations.number("type_of_conflict")
    episodes: dict[str, Any] = {}
    for k, name in CONFLICTS.items():
        use = ended & (kind == k) & np.isfinite(how)
        episodes[name] = {label: share(int((how[use] == c).sum()), int(use.sum())) for c, label in TERMINATIONS.items()}
    return {
        "interstate_war_ends": {"source": "Correlates of War 4.0", **found},
        "conflict_episode_ends": {"source": "UCDP Conflict Termination 3-2021, dyads, 1946-2020", **episodes},
    }


def hazard_rates(wars: Table, ends: Table) -> dict[str, Any]:
    """Return the hazard [1/day] that an interstate war since 1946 ends, by elapsed time, and of decisive and other ends apart.

    An end is decisive where UCDP calls it a victory; where UCDP does not code the war, where the initiator won or lost. Who won
    is told of a war that outside powers stopped as well (Sinai 1956, won and ended by a ceasefire): that is no defeat in the
    field. ``ends``: the joined list of wars, whose id is IS- and the war's number. Wars of the library are left out, so that the
    model can be held against the rest.
    """
    use = elsewhere(wars)
    days, decisive = wars.number("days")[use], decisive_ends(wars, ends)[use]

    def between(first: int, last: int, among: Any) -> dict[str, float]:
        """Return the hazard of the ends ``among`` between two elapsed days."""
        exposure = float(np.clip(np.minimum(days, last) - first, 0, None).sum())
        return hazard(int(((days > first) & (days <= last) & among).sum()), exposure) if exposure > 0 else {}

    every = np.ones(len(days), bool)
    rows: dict[str, Any] = {
        name: {f"days_{a}_to_{b}": between(a, b, among) for a, b in itertools.pairwise(cuts)}
        for name, cuts, among in (("any", CLOCK, every), ("decisive", PHASES, decisive), ("other", PHASES, ~decisive))
    }
    source = f"Correlates of War 4.0, {int(use.sum())} interstate wars since 1946 that are not in the library; "
    return {"interstate_war_hazard": {"source": source + "decisive: a victory by UCDP Conflict Termination 3-2021", **rows}}


def elsewhere(wars: Table) -> NDArray[np.bool_]:
    """Tell of each war (war,) whether it began since 1946 and is not one of the library."""
    year = as_floats([cell[:4] for cell in wars.text("start")])
    return np.asarray((year >= RECENT) & ~np.isin(wars.number("war"), list(LISTED_WARS)), np.bool_)


def decisive_ends(wars: Table, ends: Table) -> NDArray[np.bool_]:
    """Tell of each war (war,) whether it ended by a victory in the field: by UCDP's code, else by who won."""
    coded = dict(zip(ends.text("id"), ends.number("ucdp"), strict=True))
    codes = np.array([coded.get(f"IS-{number:.0f}", 0.0) for number in wars.number("war")])
    won = np.isin(wars.number("initiator_outcome"), DECISIVE)
    return np.asarray(np.where(codes > 0, np.isin(codes, WAYS["victory"]), won), np.bool_)


def episode_length_rates(terminations: Table) -> dict[str, Any]:
    """Return how many episodes between states, from the 25th death on, last beyond some days: all, and those dated to the month.

    Where nobody knows when an episode faded, the list says 31 December: all are too long by that, the dated ones too short.
    """
    between = (terminations.number("type_of_conflict") == 2) & (terminations.number("dyadterm") == 1)
    dates = zip(terminations.text("start_date2"), terminations.text("ependdate"), strict=True)
    days = np.array([(e - s).days + 1 if (s := day_of(a)) and (e := day_of(b)) else np.nan for a, b in dates], np.float64)
    known = between & np.isfinite(days)
    dated = known & (terminations.number("ependprec") <= MONTH_KNOWN)
    rows = {
        name: {"n": int(use.sum()), **{f"over_{n}": share(int((days[use] > n).sum()), int(use.sum())) for n in EPISODE_LENGTHS}}
        for name, use in (("all", known), ("dated", dated))
    }
    return {"interstate_episode_days": {"source": "UCDP Conflict Termination 3-2021, dyads of states, 1946-2020", **rows}}


def loss_rates(participants: Table, capabilities: Table) -> dict[str, Any]:
    """Return battle deaths a day of belligerents [deaths/day], and per 1,000 soldiers under arms of the state."""
    armed = {
        (int(c), int(y)): float(m)
        for c, y, m in zip(*(capabilities.number(n) for n in ("ccode", "year", "milper")), strict=True)
        if np.isfinite(m) and m > 0
    }
    names = ("ccode", "StartYear1", "StartMonth1", "StartDay1", "EndYear1", "EndMonth1", "EndDay1", "BatDeath")
    rates, per, recent = [], [], []
    for code, sy, sm, sd, ey, em, ed, dead in zip(*(participants.text(n) for n in names), strict=True):
        start, end, deaths = date_of(sy, sm, sd), date_of(ey, em, ed), as_floats([dead])[0]
        if start is None or end is None or not deaths > 0:
            continue
        rate = deaths / max((end - start).days + 1, 1)
        rates.append(rate)
        per.append(rate / armed.get((int(float(code)), start.year), float("nan")))
        recent.append(start.year >= RECENT)
    a, b, late = np.array(rates), np.array(per), np.array(recent, bool)
    rows = {
        name: spread(values)
        for name, values in (("per_day", a), ("per_day_since_1946", a[late]), ("per_day_and_1000_soldiers_since_1946", b[late]))
    }
    return {"battle_deaths": {"source": "Correlates of War 4.0 and National Material Capabilities 6", **rows}}


def war_loss_rates(wars: Table, participants: Table) -> dict[str, Any]:
    """Return battle deaths of all belligerents a day of a war since 1946 that is not in the library [deaths/day]."""
    dead: dict[float, float] = defaultdict(float)
    for number, deaths in zip(participants.number("WarNum"), participants.number("BatDeath"), strict=True):
        dead[float(number)] += float(deaths) if deaths > 0 else 0.0
    use = elsewhere(wars)
    of = np.array([dead[float(number)] or np.nan for number in wars.number("war")[use]])
    found = spread(of / np.maximum(wars.number("days")[use], 1.0))
    return {"war_deaths": {"source": "Correlates of War 4.0, wars that are not in the library", "per_day_since_1946": found}}


def spread(values: NDArray[np.float64]) -> dict[str, float]:
    """Return the tenth, middle and ninetieth of a hundred of the known values, and how many there are."""
    known = values[np.isfinite(values)]
    return {f"q{q}": round(float(np.quantile(known, q / 100)), 4) for q in (10, 50, 90)} | {"n": len(known)}
