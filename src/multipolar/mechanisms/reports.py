"""Actors see reports, not truth: claims run ahead, admissions lag, losses are announced at a fraction."""

from __future__ import annotations

from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.numerics.arrays import FloatRow
from multipolar.numerics.elementary import exp, log
from multipolar.numerics.jit import law, step

REPORTS_SWITCH = 15
"""Place in PARAMS ``on``."""

WEEK = 7.0
"""Days of a moving mean [days]."""
SEEN_AT_BEST = 0.71
"""Mean of the prior of visual detection, Beta(15, 6) [share]."""
OWN_WEIGHT = 0.7
"""Weight of the side's own count among reports of its dead, on the log scale [1]. Grade J."""


@law
def lagged(seen: float, truth: float, lag: float) -> float:
    """Return what is known tomorrow of a quantity that is learnt with a mean lag of ``lag`` days."""
    return seen + (truth - seen) / max(lag, 1.0)


@law
def world_dead(dead: float, announced: float, claimed: float) -> float:
    """Return the dead the world believes in [persons]: C phi^0.7 psi^0.3, own announcements weighing more than enemy claims.

    Source: subject 20 for phi and psi; the weights are a judgement.
    """
    return dead * exp(OWN_WEIGHT * log(max(announced, 1e-3)) + (1.0 - OWN_WEIGHT) * log(max(claimed, 1e-3)))


@law
def value_share_of(sc: Scenario, p: Params, shares: FloatRow) -> float:
    """Return the value share of A over contested sectors [share]: sum of V x share over sum of V."""
    total = 1e-12
    own = 0.0
    for s in range(sc.n_sectors):
        if sc.contested[s] > 0:
            total += p.value[s]
            own += p.value[s] * shares[s]
    return own / total


@law
def own_value(p: Params, b: int, s: int) -> float:
    """Return what a sector is worth to side ``b`` [value]: its value times the side's map, by what it has at stake there.

    value (0.2 + 0.8 sum of the saliences of the issues whose ground holds the sector / its largest salience). Grade J: who
    fights over an issue values the ground that decides it, and other ground for its use alone.
    """
    return p.value[s] * p.map_weight[b, s]


@law
def own_share_of(sc: Scenario, p: Params, b: int, shares: FloatRow) -> float:
    """Return the share of A in what contested ground is worth to side ``b`` [share]."""
    total = 1e-12
    own = 0.0
    for s in range(sc.n_sectors):
        if sc.contested[s] > 0:
            value = own_value(p, b, s)
            total += value
            own += value * shares[s]
    return own / total


@law
def weight_changed(sc: Scenario, shares: FloatRow, before: FloatRow) -> float:
    """Return the share of the contested weight that is held otherwise than before [share], from two rows of shares of A."""
    total = 1e-12
    changed = 0.0
    for s in range(sc.n_sectors):
        if sc.contested[s] > 0:
            total += sc.weight[s]
            changed += sc.weight[s] * abs(shares[s] - before[s])
    return changed / total


@law
def weight_share_of(sc: Scenario, shares: FloatRow) -> float:
    """Return the share of the contested weight that A holds [share]."""
    total = 1e-12
    own = 0.0
    for s in range(sc.n_sectors):
        if sc.contested[s] > 0:
            total += sc.weight[s]
            own += sc.weight[s] * shares[s]
    return own / total


@step
def reports_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Update the true value share and its rate, what each side's leaders see of it, and what the world is told."""
    share = value_share_of(sc, p, st.share)
    change = share - st.value_share
    st.value_share = share
    st.value_rate += (change - st.value_rate) / WEEK
    for b in range(2):
        st.dead_mean[b] += (st.dead_today[b] - st.dead_mean[b]) / WEEK
    if p.on[REPORTS_SWITCH] < 0.5:
        for b in range(2):
            own = own_share_of(sc, p, b, st.share)
            st.own_rate[b] += (own - st.own_share[b] - st.own_rate[b]) / WEEK
            st.own_share[b] = own
            st.seen_share[b] = own
            st.seen_rate[b] = st.own_rate[b]
            st.seen_dead[b] = p.dead_before[b] + st.dead[b]
        st.public_share = share
        return
    for b in range(2):
        own = own_share_of(sc, p, b, st.share)
        moved = own - st.own_share[b]
        st.own_share[b] = own
        st.own_rate[b] += (moved - st.own_rate[b]) / WEEK
        gaining = moved >= 0.0 if b == 0 else moved <= 0.0
        lag = 1.0 if gaining else 1.0 + 0.5 * p.concede_lag
        lead = st.own_rate[b] * p.claim_lead if gaining else 0.0
        before = st.seen_share[b]
        st.seen_share[b] = min(max(lagged(before, own + lead, lag), 0.0), 1.0)
        st.seen_rate[b] += (st.seen_share[b] - before - st.seen_rate[b]) / WEEK
        st.seen_dead[b] = world_dead(p.dead_before[b] + st.dead[b], p.own_loss_reporting, p.enemy_claim)
    st.public_share = lagged(st.public_share, share, p.map_lag * SEEN_AT_BEST / max(p.visual_detection, 0.1))


MECHANISM = Mechanism(
    name="reports",
    summary="Actors see reports, not truth: claims run ahead, admissions lag, losses are announced at a fraction.",
    switches={"reports": REPORTS_SWITCH},
    steps={"reports": reports_step},
    fields=(
        *table(
            "PARAMS",
            """
            own_loss_reporting | | f8 | share | P52 share of own dead that is announced
            enemy_claim | | f8 | ratio | P53 enemy dead claimed over true
            claim_lead | | f8 | days | P54 lead of a capture claim over true control
            concede_lag | | f8 | days | median lag of the loser's admission
            map_lag | | f8 | days | lag of the public map
            visual_detection | | f8 | share | P55 share of equipment losses seen
            """,
        ),
        *table(
            "STATE",
            """
            dead_mean | b | f8 | persons/day | seven-day mean of dead
            value_share | | f8 | share | value share of A
            own_share | b | f8 | share | value share of A on each side's own map
            own_rate | b | f8 | share/day | its daily change, seven-day mean
            start_own | b | f8 | share | value share of A on each side's own map at the as-of date
            seen_share | b | f8 | share | the same as each side's leaders see it today
            public_share | | f8 | share | value share of A as the world sees it
            seen_dead | b | f8 | persons | dead of each side as the world is told
            """,
        ),
    ),
    priors=(
        Prior("own_loss_reporting", "P52", "Beta(4, 6)", "J", "as-of preset without the flagship war"),
        Prior("enemy_claim", "P53", "LogN(3, 0.6)", "J", "as-of preset without the flagship war"),
        Prior("claim_lead", "P54", "Mix(0.6: Exp(0.7), 0.4: Exp(6))", "J", "subject 20, its parts as exponentials"),
        Prior("concede_lag", "P54b", "LogN(5, 0.9)", "J", "subject 20"),
        Prior("map_lag", "P54c", "U(1, 5)", "J", "subject 20"),
        Prior("visual_detection", "P55", "Beta(15, 6)", "J", "subject 20"),
    ),
    outlook="shared",
)
