"""Between war and peace: after three weeks without an assault a war is fought at low intensity, until it fades or flares up."""

from __future__ import annotations

from multipolar.codes import Level, Stop, WarPhase
from multipolar.declare.part import Mechanism, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.mechanisms.snow import SNOW_SWITCH, line_on
from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import law, step

LOW_STATE_SWITCH = 28
"""Place in PARAMS ``on``."""

LULL_DAYS = 21.0
"""Days without an assault after which a war is one of low intensity [days]. Grade J: three weeks."""
LOW_FIRE = 0.05
"""Fire after two weeks of low intensity, over what would be fired otherwise [ratio]. Grade J."""
FIRE_DAYS = 5.0
"""Days after which fire is down to 1/e [days]. Grade J: it is down to its twentieth after fifteen."""
EBB_FROM, EBB_DAYS = 15.0, 40.0
"""Days after which what is left ebbs away, and those after which it is down to 1/e [days].

Grade J: a war of thousands of dead a year leaves a line with some twenty a year (UCDP), not a twentieth of its fire for ever.
"""
LOW_TEMPO = 0.15
"""Tempo in a war of low intensity, over what it would be otherwise [ratio]. Grade J."""
RELAUNCH_MARGIN = 0.03
"""Chance of success above the threshold without which nobody breaks a lull [probability]. Grade J."""
STIRRED_FACTOR = 3.0
"""Rise of the rate of a relaunch in the week after an event that invites one [ratio]. Grade J."""
STIRRED_DAYS = 7.0
"""Days for which such an event tells [days]. Grade J: a week."""
ARMS_DAYS = 10.0
"""Days of high-intensity fire whose arrival in a lull invites a relaunch [days]. Grade J."""
SEASON = 2100.0
"""Height that the snow line passes on its way up as the season opens [m]. Grade J: half way, 30 April in 40 degrees north."""
CALM_DAYS = 90.0
"""Days with next to no dead after which a war of low intensity has ended [days]. Grade J: a season."""
CALM_RATE = 0.07
"""Deaths of both sides a day below which there is no war [persons/day]. Source: UCDP, 25 in a year."""
FIRE_SPAN = 30.0
"""Days over which deaths are counted to tell whether the fire still goes on [days]. Grade J: a month."""
FIRE_RATE = 1.0
"""Deaths of both sides a day over such a span that are still war, though nobody assaults [persons/day]. Grade J: the most that a
calm may see."""
CALM_SHARE, CALM_MOST = 0.02, 1.0
"""Share of the mean deaths below which a war is over, at most so many a day [share, persons/day]. Grade J: lists use .07, 2.7."""


@law
def is_low(st: State) -> bool:
    """Tell whether the war is fought at low intensity today."""
    return st.war_phase == WarPhase.LOW


@law
def fire_left(days: float, of_commitment: float) -> float:
    """Return the part of the fire that is left after so many days of low intensity [share].

    max(0.05, exp(-t / 5)); in a war of limited aims, from the fifteenth day on, exp(-(t - 15) / 40) of that. Where no promise is
    believed nobody lets the fire go out first.
    """
    left = max(LOW_FIRE, exp(-max(days, 0.0) / FIRE_DAYS))
    return left if of_commitment > 0.5 else left * exp(-max(days - EBB_FROM, 0.0) / EBB_DAYS)


@law
def low_fire(st: State) -> float:
    """Return the part of its fire that either side fires today [share]: all of it, less in a war of low intensity."""
    return fire_left(st.day_now - st.phase_day, st.of_commitment) if is_low(st) else 1.0


@law
def low_tempo(st: State, b: int) -> float:
    """Return the part of its tempo that side ``b`` keeps [share]: all of it, 0.15 at low intensity or once it was thrown back."""
    return LOW_TEMPO if is_low(st) or st.evicted[b] > 0 else 1.0


@law
def relaunch_margin(st: State) -> float:
    """Return what a lull adds to the chance of success from which a side attacks [probability]."""
    return RELAUNCH_MARGIN if is_low(st) else 0.0


@law
def stirred(st: State, b: int, day: float) -> float:
    """Return the factor on the rate at which side ``b`` breaks a lull today [ratio]: 3 within a week of what invites it, else 1."""
    return STIRRED_FACTOR if is_low(st) and day < st.stirred_until[b] else 1.0


@law
def calm_rate(mean: float) -> float:
    """Return the deaths of both sides a day below which a war is over [persons/day]: max(0.07, min(1, 2 % of ``mean``))."""
    return max(CALM_RATE, min(CALM_MOST, CALM_SHARE * mean))


@law
def still_fire(dead: float) -> bool:
    """Tell whether so many dead within a month or less are still war [persons]: more than one for each of its thirty days."""
    return dead > FIRE_RATE * FIRE_SPAN


@law
def phase_of(before: int, truce: float, quiet: float, low_on: float) -> int:
    """Return the phase of the war: truce while one holds, low from 21 days without an assault on until the next, else active."""
    if truce > 0.0:
        return WarPhase.TRUCE.value
    if low_on > 0.5 and (quiet >= LULL_DAYS or (before == WarPhase.LOW and quiet >= 1.0)):
        return WarPhase.LOW.value
    return WarPhase.ACTIVE.value


@law
def war_dead(p: Params, st: State) -> float:
    """Return the deaths of both sides since the round began [persons]."""
    return st.dead[0] + st.dead[1] + p.dead_before[0] + p.dead_before[1]


@step
def lull_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Tell the phase of the war, what invites a relaunch, and how long next to nobody has died.

    A run of calm days begins anew when it has seen more dead than ninety days at the rate of calm would bring. Beside it deaths
    are counted month by month: as soon as a month has seen more than one for each of its days, the fire lasted until then, and
    the next month begins.
    """
    if st.ending != Stop.RUNNING:
        return
    now = phase_of(st.war_phase, st.truce_left, day - st.last_assault_day, p.on[LOW_STATE_SWITCH])
    if now != st.war_phase:
        st.war_phase = now
        st.phase_day = day
        for b in range(2):
            st.arms_mark[b] = st.received[b]
            st.stirred_until[b] = 0.0
    if now == WarPhase.LOW:
        see_invitations(sc, p, st, day)
    for j in range(sc.n_powers):
        st.level_mark[j] = st.level[j]
    dead = war_dead(p, st)
    rate = calm_rate(dead / max(day + 1.0 + sc.day_before, 1.0))
    if day == 0 or st.dead[0] + st.dead[1] - st.calm_dead > CALM_DAYS * rate:
        st.calm_dead = st.dead[0] + st.dead[1]
        st.calm_start = day + 1.0
    st.calm_days = day + 1.0 - st.calm_start
    fire = still_fire(st.dead[0] + st.dead[1] - st.month_dead)
    if fire:
        st.fire_until = day + 1.0
    if fire or day == 0 or day + 1.0 - st.month_start >= FIRE_SPAN:
        st.month_start = day + 1.0
        st.month_dead = st.dead[0] + st.dead[1]


@step
def see_invitations(sc: Scenario, p: Params, st: State, day: int) -> None:
    """Note what invites a side to break the lull: arms for ten days of fire, the enemy's patron gone, the season open."""
    season = p.on[SNOW_SWITCH] > 0.5 and line_on(sc, day - 1.0) < SEASON and line_on(sc, float(day)) >= SEASON
    for b in range(2):
        armed = st.received[b] - st.arms_mark[b] > ARMS_DAYS * p.munitions_use[b]
        if armed:
            st.arms_mark[b] = st.received[b]
        if armed or season or deserted(sc, st, 1 - b):
            st.stirred_until[b] = day + 1.0 + STIRRED_DAYS


@law
def deserted(sc: Scenario, st: State, b: int) -> bool:
    """Tell whether a power that stood in arms nearer to side ``b`` than to its enemy has left the war since yesterday."""
    for j in range(sc.n_powers):
        left = st.level_mark[j] >= Level.ARMED and st.level[j] < Level.ARMED
        if left and st.tie[2 + j, b] > st.tie[2 + j, 1 - b]:
            return True
    return False


MECHANISM = Mechanism(
    name="lull",
    summary="After three weeks without an assault a war is fought at low intensity, until it fades or flares up.",
    switches={"low_state": LOW_STATE_SWITCH},
    steps={"lull": lull_step},
    fields=(
        *table(
            "STATE",
            """
            war_phase | | i4 | code | phase of the war: 0 active, 1 truce, 2 low intensity
            phase_day | | f8 | day | day the phase began
            calm_start | | f8 | day | first day of the run of days with next to no dead
            calm_days | | f8 | days | length of that run
            calm_dead | | f8 | persons | dead of both sides since the as-of date when it began
            month_start | | f8 | day | first day of the month over which deaths are counted
            month_dead | | f8 | persons | dead of both sides since the as-of date when it began
            fire_until | | f8 | day | day up to which some month saw more than one death a day
            arms_mark | b | f8 | t | munitions received when last counted in a lull
            stirred_until | b | f8 | day | day until which something invites the side to break a lull
            evicted | b | i4 | 1 | 1 when the side was thrown back to the lines before and has not attacked since
            level_mark | p | i4 | level | level of each power yesterday
            """,
        ),
    ),
    not_foreseen="the outlook carries low intensity on as it is; that it ends is not foreseen",
)
