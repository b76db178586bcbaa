"""The outcomes of gates: each a small function of what a run's members lived through, by the name it has in the table.

A function names in ``needs`` the fields it reads that an engine may lack, or that must be watched day by day (those of STATE).
It returns one statistic of the members, or several by name. ``P(...)`` in a gate is the share of members of which something is
true; a condition (*given*, *among*) leaves the other members out on either side of a comparison.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from multipolar.codes import ENDINGS, Arrangement, Ending, Equipment, Level, Stop, Terrain, TreatyState, Verb
from multipolar.engine.chunk import Job, params_of
from multipolar.engine.columns import outcome_columns
from multipolar.model.fields import OUTCOME, PARAMS, SCENARIO, STATE
from multipolar.model.labels import Labels
from multipolar.numerics.arrays import Records
from multipolar.outside.pool import Members, pooled
from multipolar.outside.table import past_class
from multipolar.outside.view import case_of, view_of
from multipolar.session.war import War
from multipolar.studies.claims import named_outcomes
from verification.gate_changes import CannotChangeError, power_named
from verification.gate_statistics import Exact, Median, Number, Outcome, Outcomes, Quotient, Ratio, mean, share

Array = NDArray[Any]
Function = Callable[..., Outcome | Outcomes]
AnyFunction = TypeVar("AnyFunction", bound=Function)

LISTED = 1000.0
"""Battle deaths from which a war enters the lists it is compared with [persons]."""
ROUT = (Stop.COLLAPSE, Stop.DESTROYED, Stop.DRIVEN_OUT)
"""Ends by the defeat of a side in the field."""
NO_TIE = 0.5
"""Tie up to which a power is taken to have none with a side [1]."""
QUIET_DAYS = 21
"""Days without an assault that make a lull [days]."""
SETTLING_DAYS = 36
"""Days after a last assault in which fire dies down: three weeks to a lull and fifteen in it [days]."""
RELAPSE_YEARS = 3.0
"""Years over which the engine looks for renewed war [years]."""
MILITARY = (
    "label", "stop", "length_days", "winner", "deaths", "area_end", "sector_share", "place", "fell_day", "hits", "fired",
    "equip_lost",
)  # fmt: skip

FUNCTIONS: dict[str, Function] = {}
"""Every outcome by its name in the table."""
NEEDS: dict[str, tuple[str, ...]] = {}
"""Fields each outcome reads that may be missing, or are watched."""


@dataclass(slots=True)
class Lived:
    """A run: its war, outcomes (member,), daily series (member,), watched fields of STATE (member, day, ...), seed, switches off.

    Watched values stand at the beginning of each day; the last are those of the last day. A war that has ended stands still.
    ``seen``: what was seen of the members when they were lived again step by step, once it was.
    """

    war: War
    out: Records
    series: Records
    seed: int
    days: dict[str, Array] = field(default_factory=dict)
    drawn: Records | None = None
    seen: Any = None

    @property
    def n(self) -> int:
        """The number of members."""
        return int(self.out.shape[0])

    @property
    def labels(self) -> Labels:
        """The names along the axes of the records."""
        return self.war.model.labels

    @property
    def sc(self) -> Any:
        """The SCENARIO record."""
        return self.war.model.sc[0]

    @property
    def params(self) -> Records:
        """The PARAMS records of the members (member,)."""
        if self.drawn is None:
            self.drawn = params_of(Job(self.war.model, self.n, self.seed, off=self.war.recipe.off), 0, self.n)
        return self.drawn

    @property
    def horizon(self) -> int:
        """The last day."""
        return int(self.sc["horizon"])

    @property
    def length(self) -> Array:
        """Days to the end of each war (member,), cut at the horizon."""
        return np.minimum(self.out["length_days"].astype(np.float64), self.horizon)

    @property
    def ended(self) -> Array:
        """Whether each war ended before the horizon (member,)."""
        return np.asarray(self.out["stop"] != Stop.HORIZON)

    @property
    def running(self) -> Array:
        """Whether each war goes on at the beginning of a day (member, day)."""
        return np.asarray(np.arange(self.horizon + 1)[None, :] < np.ceil(self.length)[:, None])

    def side(self, name: str) -> int:
        """Return the number of a side.

        Raises
        ------
        CannotChangeError : if it has no such side.
        """
        return _at(("A", "B"), name, "side")

    def power(self, name: str) -> int:
        """Return the number of a power. Raises CannotChangeError for one that is not there."""
        return _at(self.labels.powers, name, "power")

    def sector(self, name: str) -> int:
        """Return the number of a sector. Raises CannotChangeError for one that is not there."""
        return _at(self.labels.sectors, name, "sector")


def _at(names: tuple[str, ...], name: str, what: str) -> int:
    if name not in names:
        raise CannotChangeError(f"{what} {name}")
    return names.index(name)


def outcome(*needs: str) -> Callable[[AnyFunction], AnyFunction]:
    """Enter a function under its name, with the fields it needs as ``RECORD.field``."""

    def enter(function: AnyFunction) -> AnyFunction:
        FUNCTIONS[function.__name__] = function
        NEEDS[function.__name__] = needs
        return function

    return enter


FIELDS = {
    record: frozenset(field.name for field in fields)
    for record, fields in (("OUTCOME", OUTCOME), ("STATE", STATE), ("PARAMS", PARAMS), ("SCENARIO", SCENARIO))
}


def missing_fields(needs: tuple[str, ...]) -> list[str]:
    """Return which of the fields named ``RECORD.field`` the engine has not."""
    return [f"{record} {name}" for record, _, name in (n.partition(".") for n in needs) if name not in FIELDS.get(record, ())]


def watched(name: str) -> tuple[str, ...]:
    """Return the fields of STATE that an outcome wants watched day by day."""
    return tuple(n.removeprefix("STATE.") for n in NEEDS[name] if n.startswith("STATE."))


def stops(names: str) -> list[int]:
    """Return the codes of ways to stop that are joined by ``|``; those the engine has not are left out.

    Raises
    ------
    CannotChangeError : if it has none of them.
    """
    found = [int(Stop[name]) for name in names.split("|") if name in Stop.__members__]
    if not found:
        raise CannotChangeError(f"a way to stop called {names}")
    return found


# how wars end


@outcome()
def ending(run: Lived, label: str) -> Ratio:
    """P(the war has an ending)."""
    return share(run.out["label"] == Ending.of(label))


@outcome()
def endings(run: Lived) -> Outcomes:
    """P(each ending)."""
    return {name: share(run.out["label"] == i) for i, name in enumerate(ENDINGS)}


@outcome()
def stopped(run: Lived, names: str, within: float = np.inf) -> Ratio:
    """P(the war stops in one of some ways), within so many days if told."""
    return share(np.isin(run.out["stop"], stops(names)) & (run.out["length_days"] <= within))


@outcome()
def collapse_of(run: Lived, side: str, within: float = np.inf) -> Ratio:
    """P(a side collapses), within so many days if told."""
    lost = (run.out["stop"] == Stop.COLLAPSE) & (run.out["winner"] == 1 - run.side(side))
    return share(lost & (run.out["length_days"] <= within))


@outcome()
def median_length(run: Lived) -> Median:
    """Median length [days]."""
    return Median(run.length)


@outcome()
def mean_length(run: Lived) -> Ratio:
    """Mean length, cut at the horizon [days]."""
    return mean(run.length)


@outcome()
def longer(run: Lived, days: float, dead: float = 0.0) -> Ratio:
    """P(the war lasts longer than so many days), among members with at least so many dead."""
    over = (run.out["length_days"] > days) | ~run.ended
    return share(over, run.out["deaths"].sum(axis=1) >= dead)


@outcome()
def shorter(run: Lived, days: float, dead: float = 0.0) -> Ratio:
    """P(the war ends within so many days), among members with at least so many dead."""
    return share(run.ended & (run.out["length_days"] <= days), run.out["deaths"].sum(axis=1) >= dead)


def hazard(run: Lived, first: float, last: float, cases: Array, among: Array) -> Ratio:
    """Return the ends of some kind between two days over the days lived there [1/day]."""
    there = np.clip(run.length - first, 0.0, last - first) * among
    ends = run.ended & cases & (run.length > first) & (run.length <= last) & (among > 0)
    return Ratio(ends.astype(np.float64), there.astype(np.float64))


def _listed(run: Lived, dead: float) -> Array:
    return np.asarray(run.out["deaths"].sum(axis=1) >= dead, np.float64)


@outcome()
def hazard_ratio(run: Lived, a: float, b: float, c: float, d: float, dead: float = 0.0) -> Quotient:
    """End hazard on days a to b over that on days c to d, among members with at least so many dead."""
    every, among = np.ones(run.n, bool), _listed(run, dead)
    return Quotient(hazard(run, a, b, every, among), hazard(run, c, d, every, among))


@outcome()
def decisive_hazard_ratio(run: Lived, a: float, b: float, c: float, d: float) -> Quotient:
    """Hazard of ends by defeat on days a to b over that on days c to d."""
    cases, among = np.isin(run.out["stop"], ROUT), np.ones(run.n)
    return Quotient(hazard(run, a, b, cases, among), hazard(run, c, d, cases, among))


@outcome()
def end_hazard(run: Lived, first: float, last: float) -> Ratio:
    """Hazard of all ends between two days [1/day]."""
    return hazard(run, first, last, np.ones(run.n, bool), np.ones(run.n))


@outcome()
def other_hazard(run: Lived, first: float, last: float) -> Ratio:
    """Hazard of all other ends between two days [1/day]."""
    return hazard(run, first, last, ~np.isin(run.out["stop"], ROUT), np.ones(run.n))


@outcome()
def halt_hazard(run: Lived, first: float, last: float) -> Ratio:
    """Hazard of ends by a truce that holds or a settlement between two days [1/day]."""
    return hazard(run, first, last, np.isin(run.out["stop"], (Stop.SETTLEMENT, Stop.TRUCE_HELD)), np.ones(run.n))


@outcome("STATE.of_commitment")
def settled_of_type(run: Lived, kind: float) -> Ratio:
    """P(settlement) among members whose war is one of commitment (1) or of limited aims (0)."""
    return share(run.out["stop"] == Stop.SETTLEMENT, run.days["of_commitment"][:, 0] == kind)


@outcome()
def fades_in_fire(run: Lived) -> Ratio:
    """Share of members that end by fading while more than one a day dies once the fire has died down.

    The end of a war that fades is dated by its last assault; whether it has faded shows in the days after it.
    """
    first = np.minimum(np.floor(run.length).astype(int) + SETTLING_DAYS, run.horizon)
    last = np.minimum(first + 30, run.horizon)
    dead = run.series["dead"].sum(axis=1, dtype=np.float64)
    rows = np.arange(run.n)
    a_day = (dead[rows, last] - dead[rows, first]) / np.maximum(last - first, 1)
    return share(np.isin(run.out["stop"], stops("PETERED_OUT|FADED|LOW")) & (a_day > 1.0))


@outcome()
def relapse_given_halt(run: Lived, years: float) -> Ratio:
    """P(war comes back within so many years) given a settlement or a truce that held."""
    back = (run.out["relapse"] > 0) & (run.out["relapse_year"] <= years)
    return share(back, np.isin(run.out["stop"], (Stop.SETTLEMENT, Stop.TRUCE_HELD)))


@outcome()
def relapse_given_design(run: Lived, arrangement: str) -> Ratio:
    """P(war comes back within three years) given an arrangement of peace."""
    return share(run.out["relapse"] > 0, run.out["arrangement"] == Arrangement.of(arrangement))


@outcome()
def pooled_halts(run: Lived) -> Outcomes:
    """Probability of both kinds of halt after the pool with past wars; nothing for a war that begins on the as-of date."""
    if run.sc["inside_war"] < 0.5:
        return {}
    case = case_of(run.war.scenario.document)
    view = view_of(case, past_class(case.as_of))
    found = pooled(Members(run.out["label"].astype(np.int64), run.length, float(run.horizon)), view).endings
    return {name: Number(float(found[name])) for name in ("status_quo_ante", "frozen_stalemate")}


# who brings the end about


def brokered(run: Lived) -> Array:
    """Tell which members (member,) have a power that brokered the end."""
    return np.asarray((run.out["brokers"] > 0).any(axis=1))


@outcome()
def brokered_end(run: Lived) -> Ratio:
    """P(some power brokers or imposes the end)."""
    return share(brokered(run))


@outcome()
def brokered_rout(run: Lived) -> Ratio:
    """Share of ends by defeat that a power brokered."""
    return share(brokered(run), np.isin(run.out["stop"], stops("COLLAPSE|DESTROYED|DRIVEN_OUT|IMPOSED|OVERRUN")))


@outcome()
def brokered_collapse(run: Lived, power: str) -> Ratio:
    """Share of collapses that one power brokered."""
    return share(run.out["brokers"][:, run.power(power)] > 0, run.out["stop"] == Stop.COLLAPSE)


@outcome()
def broker(run: Lived, power: str) -> Ratio:
    """P(one power brokers the end)."""
    return share(run.out["brokers"][:, run.power(power)] > 0)


@outcome()
def broker_given_agreement(run: Lived) -> Ratio:
    """P(some broker is named) given a settlement."""
    return share(brokered(run), run.out["stop"] == Stop.SETTLEMENT)


@outcome("STATE.offers_made", "STATE.offers_seen")
def offers_reaching(run: Lived, power: str) -> Ratio:
    """Share of a power's offers that the patrons of the sides let pass."""
    p = run.power(power)
    return Ratio(run.days["offers_seen"][:, -1, p].astype(np.float64), run.days["offers_made"][:, -1, p].astype(np.float64))


@outcome("STATE.offers_seen")
def offers_signed(run: Lived, power: str) -> Ratio:
    """Settlements that a power brokers over its offers that reach the sides."""
    p = run.power(power)
    signed = (run.out["brokers"][:, p] > 0) & (run.out["stop"] == Stop.SETTLEMENT)
    return Ratio(signed.astype(np.float64), run.days["offers_seen"][:, -1, p].astype(np.float64))


@outcome()
def late_ends_brokered(run: Lived, after: float) -> Ratio:
    """Share of ends after a day that some power brokered."""
    return share(brokered(run), run.ended & (run.out["length_days"] > after))


def _designs(run: Lived, wanted: Callable[[Any], bool]) -> Array:
    names = [design.id for design in run.war.scenario.document.settlements if wanted(design)]
    codes = [run.labels.designs.index(name) for name in names]
    return np.asarray(np.isin(run.out["design"], codes))


@outcome()
def signs_disliked(run: Lived, power: str) -> Ratio:
    """P(a design is signed that is worth less than nothing to a power)."""
    power_named(run.war.scenario.document, power)

    def disliked(design: Any) -> bool:
        worth = design.part_worth.get(power)
        return worth is not None and worth.distribution.median() < 0.0

    return share(_designs(run, disliked))


@outcome()
def without_role(run: Lived, power: str) -> Ratio:
    """Share of signed designs in which a power has no part."""
    bare = _designs(run, lambda d: power not in d.enforcers and power not in d.outside_role)
    return share(bare, run.out["design"] >= 0)


@outcome()
def kept_with(run: Lived, arrangement: str) -> Ratio:
    """P(the war ends with an arrangement of peace)."""
    return share(run.out["arrangement"] == Arrangement.of(arrangement))


@outcome()
def visible_loser(run: Lived, face: float) -> Ratio:
    """P(a settlement is signed in which one side has less face than so much)."""
    signed = (run.out["design"] >= 0) & (run.out["stop"] == Stop.SETTLEMENT)
    faces = run.params["design_face"][np.arange(run.n), np.maximum(run.out["design"], 0)]
    return share((faces.min(axis=1) < face) & signed)


# the fighting


@outcome()
def dead(run: Lived, side: str) -> Ratio:
    """Deaths of a side since the as-of date [persons]."""
    return mean(run.out["deaths"][:, run.side(side)])


def area(run: Lived, day: int) -> Array:
    """Return the ground A has taken from the as-of date to a day (member,) [km2]."""
    taken = run.series["area_km2"].astype(np.float64)
    return np.asarray(taken[:, min(day, run.horizon)] - taken[:, 0])


@outcome()
def area_by(run: Lived, day: float) -> Ratio:
    """Ground gained by A by a day [km2]."""
    return mean(area(run, int(day)))


@outcome()
def rugged_area(run: Lived) -> Ratio:
    """Ground gained by A on rugged and mountain sectors by the end [km2]."""
    rugged = np.isin(run.sc["terrain"], (Terrain.RUGGED, Terrain.MOUNTAIN)) * run.sc["area"]
    return mean((run.out["sector_share"] - run.params["share_start"]).astype(np.float64) @ rugged.astype(np.float64))


@outcome()
def taken(run: Lived, sector: str) -> Ratio:
    """P(A holds a sector's key place at the end)."""
    return share(run.out["place"][:, run.sector(sector)] == 0)


@outcome()
def soil(run: Lived, side: str) -> Ratio:
    """P(a side attacks the other's recognised soil)."""
    return share(run.out["soil_attacked"][:, run.side(side)] > 0)


@outcome("STATE.place")
def place_changes(run: Lived) -> Ratio:
    """Key places that change hands in 100 days of war."""
    places = run.days["place"]
    return Ratio((np.diff(places, axis=1) != 0).sum(axis=(1, 2)).astype(np.float64), run.length / 100.0)


@outcome("STATE.phase", "STATE.odds")
def win_share(run: Lived, side: str, sector: str = "") -> Ratio:
    """Mean chance of success of a side's assaults, in one sector if told: the share of assaults that it is expected to win."""
    b = run.side(side)
    on, odds = run.days["phase"][:, 1:, b] > 0, run.days["odds"][:, 1:, b]
    on = on & run.running[:, :-1, None]
    if sector:
        place = run.sector(sector)
        on, odds = on[:, :, place], odds[:, :, place]
    rest = tuple(range(1, on.ndim))
    return Ratio((odds * on).sum(axis=rest, dtype=np.float64), on.sum(axis=rest).astype(np.float64))


@outcome("STATE.phase")
def assaults_on_districts(run: Lived) -> Ratio:
    """Share of A's assault days that fall on sectors marked as districts."""
    on = (run.days["phase"][:, 1:, 0] > 0) & run.running[:, :-1, None]
    marked = np.asarray(run.sc["district"][: on.shape[2]] > 0)
    return Ratio(on[:, :, marked].sum(axis=(1, 2)).astype(np.float64), on.sum(axis=(1, 2)).astype(np.float64))


@outcome("STATE.odds")
def odds_on_soil(run: Lived) -> Median:
    """Median over members of the mean chance of success that sides see on the other's recognised soil behind a gate."""
    count = run.days["odds"].shape[3]
    soil, gate = run.sc["soil"][:count], run.sc["gate"][:count]
    behind = np.stack([(soil == 1 - b) & (gate > 0) for b in range(2)])
    odds = run.days["odds"][:, 1:]
    seen = (odds > 0.0) & run.running[:, :-1, None, None] & behind
    total = seen.sum(axis=(1, 2, 3))
    mean_odds = (odds * seen).sum(axis=(1, 2, 3), dtype=np.float64)
    return Median(np.divide(mean_odds, total, out=np.full(run.n, np.nan), where=total > 0))


@outcome("STATE.men_start")
def loss_share(run: Lived) -> Ratio:
    """Deaths of both sides over their men at the start and the days of war [share/day]."""
    men = run.days["men_start"][:, -1].sum(axis=1, dtype=np.float64)
    return Ratio(run.out["deaths"].sum(axis=1, dtype=np.float64), men * run.length)


@outcome("STATE.break_timer")
def break_rate(run: Lived, side: str, within: float) -> Ratio:
    """Breaks of a side's sectors on the first days of war [1/day]."""
    days = int(within)
    timers = run.days["break_timer"][:, : days + 1, run.side(side)]
    breaks = (np.diff(timers, axis=1) > 0.0).sum(axis=(1, 2)).astype(np.float64)
    return Ratio(breaks, np.minimum(np.maximum(run.length, 1.0), days))


@outcome("STATE.men", "STATE.reserve")
def men_on(run: Lived, side: str, day: float) -> Ratio:
    """Men of a side on a day, in place and in reserve [persons]."""
    b = run.side(side)
    men = run.days["men"][:, int(day), b].sum(axis=1, dtype=np.float64)
    return mean(men + run.days["reserve"][:, int(day), b])


@outcome("STATE.equip")
def equipment_on(run: Lived, side: str, kind: str, day: float) -> Ratio:
    """Arms of a kind that a side has on a day [items]."""
    return mean(run.days["equip"][:, min(int(day), run.horizon), run.side(side), Equipment.of(kind)])


@outcome()
def fired(run: Lived, side: str) -> Ratio:
    """Shells a side fires from the as-of date on [t]."""
    return mean(run.out["fired"][:, run.side(side)])


@outcome()
def hits(run: Lived, side: str) -> Ratio:
    """Hits by a side's drones [items]."""
    return mean(run.out["hits"][:, run.side(side)])


@outcome("STATE.forward")
def forward_on(run: Lived, side: str, day: float) -> Ratio:
    """Shells a side has at the front on a day [t]."""
    stock = run.days["forward"][:, int(day), run.side(side)]
    return mean(stock if stock.ndim == 1 else stock.sum(axis=1))


@outcome("STATE.shell_state")
def silent_days(run: Lived, side: str, among: str = "") -> Ratio:
    """Days on which a side fires less than half of what it would, among members in which a lifeline is cut if told."""
    low = (run.days["shell_state"][:, :, run.side(side)] < 0.5) & run.running
    cut = np.ones(run.n, bool) if not among else run.out["life_cut_day"][:, _at(run.labels.lifelines, among, "lifeline")] >= 0
    return mean(low.sum(axis=1).astype(np.float64), cut)


@outcome("STATE.shell_state")
def mean_shell_state(run: Lived, side: str) -> Ratio:
    """Mean share of the wanted fire that a side has shells for, over the days of war [share]."""
    state = run.days["shell_state"][:, :, run.side(side)] * run.running
    return Ratio(state.sum(axis=1, dtype=np.float64), run.running.sum(axis=1).astype(np.float64))


@outcome()
def ending_under_fire(run: Lived, label: str, lifeline: str) -> Ratio:
    """P(an ending) among members in which a lifeline comes under fire."""
    place = _at(run.labels.lifelines, lifeline, "lifeline")
    return share(run.out["label"] == Ending.of(label), run.out["life_fire_day"][:, place] >= 0)


@outcome()
def displaced_on(run: Lived, day: float) -> Ratio:
    """People displaced on a day [persons]."""
    return mean(run.series["displaced"][:, min(int(day), run.horizon)])


@outcome("STATE.quiet_run")
def lull_within(run: Lived, days: float) -> Ratio:
    """P(21 days pass without an assault on the first days)."""
    return share((run.days["quiet_run"][:, : int(days) + 1] >= QUIET_DAYS).any(axis=1))


@outcome("STATE.belief")
def belief_on(run: Lived, side: str, day: float) -> Median:
    """Median of what a side believes on a day of how the war will go."""
    return Median(run.days["belief"][:, int(day), run.side(side)].astype(np.float64))


# the powers


def fresh(run: Lived, power: int, wanted: Callable[[int], bool]) -> Array:
    """Return the options (option,) of a power, by number in the catalogue, that are not under way at the start and are wanted."""
    count = int(run.sc["n_options"][power])
    use = [wanted(int(run.sc["option"][power, o])) and run.sc["active_start"][power, o] < 1 for o in range(count)]
    return np.flatnonzero(use)


def uses(run: Lived, power: int, wanted: Callable[[int], bool]) -> Array:
    """Return the first days (member, option) on which a power begins options that are wanted; negative never."""
    return np.asarray(run.out["first_use"][:, power][:, fresh(run, power, wanted)])


def begins(run: Lived, power: int, wanted: Callable[[int], bool], within: float = np.inf) -> Array:
    """Tell which members (member,) see a power begin one of the options that are wanted."""
    days = uses(run, power, wanted)
    return np.asarray(((days >= 0) & (days <= within)).any(axis=1))


def _verb(run: Lived, verb: Verb, *targets: int) -> Callable[[int], bool]:
    return lambda n: run.sc["opt_verb"][n] == verb and (not targets or int(run.sc["opt_target"][n]) in targets)


def _level(run: Lived, level: Level, favours: int | None = None) -> Callable[[int], bool]:
    return lambda n: run.sc["opt_level"][n] >= level and (favours is None or run.sc["opt_favours"][n] == favours)


@outcome()
def fights(run: Lived, power: str, side: str = "") -> Ratio:
    """P(a power begins to fight), for a side if told."""
    wanted = _level(run, Level.DIRECT, run.side(side) if side else None)
    return share(begins(run, run.power(power), wanted))


@outcome()
def begins_act(run: Lived, power: str, option: str) -> Ratio:
    """P(a power begins an act it has not under way)."""
    names = run.labels.options[run.power(power)]
    if option not in names:
        return share(np.zeros(run.n, bool))
    return share(run.out["first_use"][:, run.power(power), names.index(option)] >= 0)


@outcome()
def threats(run: Lived, power: str) -> Quotient:
    """P(a power threatens A) over P(it threatens B)."""
    p = run.power(power)
    a, b = (share(begins(run, p, _verb(run, Verb.THREATEN, side))) for side in (0, 1))
    return Quotient(a, b)


def _distant(run: Lived) -> list[int]:
    return [p for p in range(len(run.labels.powers)) if run.sc["neighbour"][p] < 1]


def _over_powers(columns: list[Array], n: int) -> Ratio:
    if not columns:
        return Ratio(np.zeros(n), np.zeros(n))
    cases = np.column_stack(columns)
    return Ratio(cases.sum(axis=1).astype(np.float64), np.full(n, float(cases.shape[1])))


@outcome()
def new_sanctions(run: Lived, within: float) -> Ratio:
    """P(a distant power lays new sanctions on a side), mean over the distant powers that could."""
    wanted = _verb(run, Verb.SANCTION, 0, 1)
    able = [p for p in _distant(run) if len(fresh(run, p, wanted))]
    return _over_powers([begins(run, p, wanted, within) for p in able], run.n)


@outcome()
def untied_finance(run: Lived, within: float) -> Ratio:
    """P(a distant power finances a side it has no tie with), mean over powers and sides that could."""
    columns = []
    for p in _distant(run):
        power = power_named(run.war.scenario.document, run.labels.powers[p])
        for side, tie in enumerate((power.tie_A, power.tie_B)):
            wanted = _verb(run, Verb.FINANCE, side)
            if tie.distribution.median() <= NO_TIE and len(fresh(run, p, wanted)):
                columns.append(begins(run, p, wanted, within))
    return _over_powers(columns, run.n)


@outcome()
def direct_entry(run: Lived, within: float) -> Ratio:
    """P(a neighbouring power newly fights), mean over neighbouring powers."""
    near = [p for p in range(len(run.labels.powers)) if run.sc["neighbour"][p] > 0]
    day, new = run.out["entry_day"], run.out["newly_direct"] > 0
    return _over_powers([new[:, p] & (day[:, p] >= 0) & (day[:, p] <= within) for p in near], run.n)


@outcome("STATE.uses")
def log_entries(run: Lived) -> Ratio:
    """Entries of statements and mediation in the course's log, in 100 days of war."""
    count = run.days["uses"][:, -1] - run.days["uses"][:, 0]
    kinds = (Verb.STATEMENT, Verb.MEDIATE)
    entries = np.zeros(run.n)
    for p in range(len(run.labels.powers)):
        for o in range(int(run.sc["n_options"][p])):
            if run.sc["opt_verb"][run.sc["option"][p, o]] in kinds:
                entries += count[:, p, o]
    return Ratio(entries, run.length / 100.0)


@outcome()
def newly_active(run: Lived, power: str = "") -> Ratio:
    """P(a power, or any, comes to a higher level than at the start: arms or fights)."""
    up = run.out["level"] > run.sc["level_start"][None, :]
    return share(up[:, run.power(power)] if power else up[:, : len(run.labels.powers)].any(axis=1))


@outcome()
def active_or_tail(run: Lived, power: str) -> Ratio:
    """P(a power comes to a higher level, or great powers clash)."""
    p = run.power(power)
    return share((run.out["level"][:, p] > run.sc["level_start"][p]) | (run.out["great_power"] > 0))


@outcome()
def starts(run: Lived) -> Ratio:
    """Options that powers begin, besides those under way, a member."""
    return mean(sum((uses(run, p, lambda _: True) >= 0).sum(axis=1) for p in range(len(run.labels.powers))))


@outcome()
def any_act(run: Lived, power: str) -> Ratio:
    """P(a power begins anything but staying out)."""
    return share(begins(run, run.power(power), lambda n: run.sc["opt_verb"][n] != Verb.STAY_OUT))


@outcome()
def steps_after(run: Lived, power: str, day: float) -> Ratio:
    """Arming or fighting acts that a power begins after a day, a member."""
    return mean((uses(run, run.power(power), _level(run, Level.ARMED)) > day).sum(axis=1))


@outcome()
def acts_against(run: Lived, side: str) -> Ratio:
    """P(some power begins to sanction or threaten a side, or to arm its enemy)."""
    b = run.side(side)

    def against(n: int) -> bool:
        verb, target = run.sc["opt_verb"][n], int(run.sc["opt_target"][n])
        return (verb in (Verb.SANCTION, Verb.THREATEN) and target == b) or (verb == Verb.ARM and target == 1 - b)

    return share(np.column_stack([begins(run, p, against) for p in range(len(run.labels.powers))]).any(axis=1))


@outcome()
def crossed(run: Lived, line: str) -> Ratio:
    """P(a red line is crossed)."""
    return share(run.out["red_crossed"][:, _at(run.labels.red_lines, line, "red line")] >= 0)


@outcome()
def area_after(run: Lived, line: str, days: float) -> Ratio:
    """Ground gained by A so many days after a red line is crossed, among members in which it is [km2]."""
    day = run.out["red_crossed"][:, _at(run.labels.red_lines, line, "red line")].astype(np.float64)
    then = np.clip(day + days, 0, run.horizon).astype(int)
    ground = run.series["area_km2"].astype(np.float64)
    rows = np.arange(run.n)
    return mean(ground[rows, then] - ground[:, 0], day >= 0)


@outcome("STATE.step_now", "STATE.red_unanswered")
def step_after(run: Lived, power: str) -> Ratio:
    """Mean step against a power's lines on days after a first step went unanswered [level]."""
    p = run.power(power)
    own = [r for r in range(len(run.labels.red_lines)) if run.sc["red_owner"][r] == p]
    after = (run.days["red_unanswered"][:, :, own] > 0) & run.running[:, :, None]
    steps = run.days["step_now"][:, :, own] * after
    return Ratio(steps.sum(axis=(1, 2), dtype=np.float64), after.sum(axis=(1, 2)).astype(np.float64))


@outcome("STATE.treaty_state")
def help_asked(run: Lived, within: float) -> Ratio:
    """P(help is asked for under some treaty within so many days)."""
    return share((run.days["treaty_state"][:, : int(within) + 1] >= TreatyState.ASKED).any(axis=(1, 2)))


@outcome()
def linked_war(run: Lived) -> Ratio:
    """P(war in some linked theatre)."""
    return share((run.out["link_war"] > 0).any(axis=1))


# what is drawn, and everything at once


@outcome()
def claim_strength(run: Lived, claim: str) -> Ratio:
    """Mean strength of a claim as the members drew it."""
    return mean(run.params["claim"][:, _at(run.labels.claims, claim, "claim")])


@outcome()
def start_share(run: Lived, sector: str) -> Ratio:
    """Share of a sector that A is drawn to hold on the as-of date."""
    return mean(run.params["share_start"][:, run.sector(sector)])


@outcome()
def dead_before(run: Lived, side: str) -> Ratio:
    """Deaths of a side before the as-of date as drawn [persons]."""
    return mean(run.params["dead_before"][:, run.side(side)])


@outcome()
def furthest(run: Lived, name: str, side: str, value: float) -> Ratio:
    """Share of members in which a side's drawn number is not the one that was set."""
    return share(np.abs(run.params[name][:, run.side(side)] - value) > 1e-9)


@outcome()
def everything(run: Lived) -> Exact:
    """Every outcome that has the same name in both runs, member by member."""
    return Exact(outcome_columns(run.labels, run.out, 0))


@outcome()
def military(run: Lived) -> Exact:
    """What the armies did, member by member."""
    return Exact({name: np.ascontiguousarray(run.out[name]) for name in MILITARY})


@outcome()
def named(run: Lived) -> Outcomes:
    """Every outcome in which a claim can be seen."""
    return {name: mean(values) for name, values in named_outcomes(run.out, run.labels).items()}


def evaluated(run: Lived, name: str, arguments: tuple[str | float, ...]) -> Outcomes:
    """Return what a function tells of a run, by name.

    Raises
    ------
    CannotChangeError : for a function that does not exist, or a name the scenario has not.
    """
    if name not in FUNCTIONS:
        raise CannotChangeError(f"no outcome {name!r}")
    found = FUNCTIONS[name](run, *arguments)
    return found if isinstance(found, dict) else {"": found}
