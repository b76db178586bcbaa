"""How often a side attacks: fresh armies often, worn ones less; without shells, in winter and hungry seldom."""

from __future__ import annotations

from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import OutlookState, Params, Scenario, State
from multipolar.mechanisms.effort import axis_supply
from multipolar.mechanisms.ground import luck_of
from multipolar.mechanisms.lull import is_low, low_tempo, stirred
from multipolar.mechanisms.outlook import OUTLOOK_STEP_DAYS
from multipolar.mechanisms.snow import winter_on
from multipolar.mechanisms.weather import start_factor
from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import lanes, law, step
from multipolar.numerics.random import normal, pair_index, uniform

PHASE = 22
SIDE_ORDER = 30
TEMPO = 21
"""Random streams."""

KEEP_ASSAULT = 0.67
"""Chance that an assault goes on the next day [1]. Grade J: three days in the mean."""
WORN_PART = 0.3
"""Tempo of an army whose effort is spent, over that of the prior [ratio]. Grade J."""
FRESH_RISE = 0.35
"""Rise of the tempo of a fresh army over that of the prior [share]. Grade J."""
FRESH_MOST = 0.9
"""Largest tempo of a fresh army [share]. Grade J."""
WEAR_DAYS = 8.0
"""Assault days that leave 1/e of a fresh army's rise [assault days]. Grade J: offensives last two to four weeks."""
SILENT_PART = 0.3
"""Part of the tempo that is left to an army without shells [share]. Grade J."""
WINTER_LOSS = 0.4
"""Part of the tempo that full winter takes [share]. Grade J."""
SPENT_RATE = 0.4
"""Effort that who opened a war spends a day before an as-of date [assault days/day]. Grade J: means of courses lived from day 0."""
SPENT_LATE, SPENT_EARLY = 3.0, 3.0
"""Effort of who opened a war long after its start, and what comes to it in the first month [assault days]. Grade J: the same."""
SPENT_FROM, SPENT_DAYS = 30.0, 60.0
"""Days of war after which that part fades, and the days in which it fades to 1/e [days]. Grade J: the same."""
ANSWER_RATE, ANSWER_MOST = 0.15, 2.5
"""Effort that the other side spends a day, and the most of it [assault days/day, assault days]. Grade J: the same."""
TEMPO_MOST = 0.95
"""Largest tempo of a day [share]. Grade J."""


@law
def tempo_of(base: float, spent: float) -> float:
    """Return T, the share of days on which an axis attacks, of a side that has ``spent`` so many assault days [share].

    T_lo + (T_hi - T_lo) exp(-spent / 8), T_lo = 0.3 T0, T_hi = min(0.9, T0 + 0.35); T0 = ``base``, P58. Offensives last two to
    four weeks and are followed by pauses (grade J).
    """
    worn = WORN_PART * base
    fresh = min(FRESH_MOST, base + FRESH_RISE)
    return worn + (fresh - worn) * exp(-spent / WEAR_DAYS)


@law
def tempo_left(shells: float, winter: float) -> float:
    """Return the part of its tempo that shells and season leave to a side [share]: (0.3 + 0.7 sigma)(1 - 0.4 winter).

    ``shells``: sigma, the share of the wanted fire that is fired; ``winter``: share of full winter.
    """
    return (SILENT_PART + (1.0 - SILENT_PART) * shells) * (1.0 - WINTER_LOSS * winter)


@law
def spent_after(spent: float, recovery: float, active: float) -> float:
    """Return the effort spent, a day on [assault days]: spent (1 - 1/recovery) + ``active``, the share of axes in assault."""
    return spent * (1.0 - 1.0 / recovery) + active


@law
def spent_at_start(days: float, opened: int) -> float:
    """Return the effort that a side has spent in a war that is ``days`` old [assault days].

    min(0.4 days, 3 + 3 exp(-max(days - 30, 0) / 60)) for who opened it (``opened`` 1), min(0.15 days, 2.5) for the other (0): what
    courses lived from day 0 have spent by then, in the mean (``python -m verification.effort``: 3.5 and 1.3 on day 7, 6.6 and 3.3
    on day 30, 4.1 and 2.5 on day 90).
    """
    if opened > 0:
        most = SPENT_LATE + SPENT_EARLY * exp(-max(days - SPENT_FROM, 0.0) / SPENT_DAYS)
        return min(SPENT_RATE * max(days, 0.0), most)
    return min(ANSWER_RATE * max(days, 0.0), ANSWER_MOST)


@law
def start_rate(share_of_days: float, keep: float) -> float:
    """Return the daily chance to start an assault that makes its share of days equal ``share_of_days``."""
    return min(1.0, share_of_days * (1.0 - keep) / max(1.0 - share_of_days, 0.02))


@law
def first_side(sc: Scenario, key: int, day: int) -> int:
    """Return which side moves first today, by coin toss: the opener or the other."""
    return luck_of(sc, 0 if uniform(key, day, SIDE_ORDER, 0) < 0.5 else 1)


@law
def axes_chosen(sc: Scenario, st: State, b: int) -> int:
    """Return on how many axes side ``b`` means to attack [1]."""
    axes = 0
    for s in range(sc.n_sectors):
        axes += st.chosen[b, s]
    return axes


@law
def lull_factor(sc: Scenario, st: State, b: int) -> float:
    """Return the factor of a lull on the tempo of each axis of side ``b`` [ratio].

    All axes together break a lull at 0.15 of the rate of one: a side that relaunches decides so once.
    """
    return low_tempo(st, b) / (max(axes_chosen(sc, st, b), 1) if is_low(st) else 1)


@step
def tempo_start(sc: Scenario, p: Params, st: State) -> None:
    """Set the effort that both sides have spent before the as-of date."""
    for b in range(2):
        st.spent[b] = spent_at_start(sc.day_before, 1 if b == sc.opener else 0)


@step
def tempo_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Start and end assaults of each side by its tempo, and count the effort; phases of about three days.

    Men who go hungry attack less: on each axis the tempo is times g of the best-supplied sector it draws on. An assault out of a
    lull is a relaunch: the tempo is times 0.15 over all axes, its rate times 3 in the week after what invites it.
    """
    st.tempo_ar = 0.4 * st.tempo_ar + 0.9165 * normal(key, day, TEMPO, 0)
    drift = exp(0.35 * st.tempo_ar)
    for b in range(2):
        tempo = tempo_of(p.tempo, st.spent[b]) * tempo_left(st.shell_state[b], st.winter)
        st.tempo_now[b] = min(TEMPO_MOST, drift * tempo * lull_factor(sc, st, b))
        active = 0
        for s in range(sc.n_sectors):
            if st.chosen[b, s] == 0 or st.truce_left > 0.0:
                st.phase[b, s] = 0
                continue
            if st.phase[b, s] > 0:
                chance = KEEP_ASSAULT
            else:
                tempo = st.tempo_now[b] * axis_supply(sc, st, b, s)
                chance = start_rate(tempo, KEEP_ASSAULT) * start_factor(st.weather) * stirred(st, b, day)
            st.phase[b, s] = 1 if uniform(key, day, PHASE, pair_index(luck_of(sc, b), s)) < chance else 0
            active += st.phase[b, s]
        st.spent[b] = spent_after(st.spent[b], p.effort_recovery, active / max(axes_chosen(sc, st, b), 1))


@lanes
def project_tempo(sc: Scenario, p: Params, st: State, b: int, w: OutlookState, n: int, ahead: float) -> None:
    """Fill the tempo of side ``b`` in the middle of a stride [share], as if it attacked wherever it could until then."""
    winter = winter_on(sc, p, st.day_now + ahead)
    base, recovery, low = p.tempo, p.effort_recovery, lull_factor(sc, st, b)
    for i in range(n):
        left = tempo_left(w.shell_state[b, i], winter) * w.supply[b, i] * low
        spent = w.spent[b, i]
        middle = spent + 0.5 * OUTLOOK_STEP_DAYS * (tempo_of(base, spent) * left - spent / recovery)
        w.tempo[b, i] = min(TEMPO_MOST, tempo_of(base, max(middle, 0.0)) * left)


@law
def spent_ahead(spent: float, recovery: float, active: float, days: float) -> float:
    """Return the effort spent ``days`` on with a share ``active`` of axes in assault [assault days].

    spent e^(-days/recovery) + active recovery (1 - e^(-days/recovery)).
    """
    kept = exp(-days / recovery)
    return spent * kept + active * recovery * (1.0 - kept)


MECHANISM = Mechanism(
    name="tempo",
    summary="How often a side attacks: fresh armies often, worn ones less; without shells, in winter and hungry seldom.",
    steps={"tempo": tempo_step},
    fields=(
        *table(
            "PARAMS",
            """
            tempo | | f8 | share | P58 share of days on which a chosen axis attacks
            effort_recovery | | f8 | days | P80 days in which spent effort recovers
            """,
        ),
        *table(
            "STATE",
            """
            tempo_ar | | f8 | 1 | autoregressive part of tempo
            tempo_now | b | f8 | share | tempo of the side today
            spent | b | f8 | assault days | effort spent that has not recovered
            """,
        ),
    ),
    priors=(
        Prior("tempo", "P58", "Beta(4, 6)", "J", "campaigns are mostly pauses"),
        Prior("effort_recovery", "P80", "LogN(45, 0.3)", "J", "pauses between offensives last one to two months"),
    ),
    streams={"phase": PHASE, "side_order": SIDE_ORDER, "tempo": TEMPO},
    outlook=project_tempo,
)
