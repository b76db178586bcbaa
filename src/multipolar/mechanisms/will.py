"""Publics bear a war while they expect to win it; losses, costs and lost symbols wear them down."""

from __future__ import annotations

from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import OutlookState, Params, Scenario, State
from multipolar.numerics.elementary import exp, log, logistic
from multipolar.numerics.jit import lanes, law, step

WILL_SWITCH = 14
"""Place in PARAMS ``on``."""

LOG10 = 2.302585092994046
"""Natural logarithm of ten [1]."""
RALLY_DAYS = 30.0
"""Days after which the rally at the start is gone but for 1/e [days]. Grade J."""


@law
def will_logit(start: float, victory: float, casualties: float, strain: float, rally: float, symbol: float) -> float:
    """Return the logit of will [logit]: logit(will0) plus the terms, each zero at the as-of date. Source: day, step 13."""
    return log(start / (1.0 - start)) + victory - casualties - strain + rally - symbol


@law
def casualty_term(weight: float, announced: float, population: float) -> float:
    """Return the weight of losses [logit]: omega_c log10(1 + C phi / (population / 10,000)). Source: subject 8."""
    return weight * log(1.0 + announced / max(population / 10000.0, 1.0)) / LOG10


@step
def will_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Update the will of both publics from what they are told: announced losses, admitted losses of symbols."""
    for b in range(2):
        if p.on[WILL_SWITCH] < 0.5:
            st.will[b] = p.will_start[b]
            st.resolve[b] = p.will_start[b]
            continue
        symbols = 0.0
        for s in range(sc.n_sectors):
            known = st.fell_day[s] >= 0.0 and st.concede_day[s] <= day
            if known and st.place[s] == 1 - b and sc.symbolic[s] > 0.0:
                symbols += (sc.symbolic[s] / 10.0) * (sc.symbolic[s] / 10.0)
        told = p.own_loss_reporting * st.dead[b]
        victory = p.will_victory * (st.belief[b] - st.prior[b])
        rally = p.will_rally * (exp(-(day + sc.day_before) / RALLY_DAYS) - exp(-sc.day_before / RALLY_DAYS))
        start = min(max(p.will_start[b], 0.02), 0.98)
        strained = p.will_strain * st.strain[b]
        grief = p.will_symbol * min(symbols, 1.5)
        value = will_logit(start, victory, casualty_term(p.will_casualty, told, p.population[b]), strained, rally, grief)
        st.will[b] = logistic(value)
        # Breaks and collapse count losses, lost ground and broken neighbours themselves, and their rates were set on
        # stated will: only what they do not count, money and lost symbols, wears the resolve they read.
        st.resolve[b] = logistic(log(start / (1.0 - start)) - strained - grief)


@lanes
def project_will(p: Params, st: State, b: int, w: OutlookState, n: int) -> None:
    """Set the will of side ``b`` after one stride: its resolve today, less the strain that has come since."""
    if p.on[WILL_SWITCH] < 0.5:
        return
    base = min(max(st.resolve[b], 0.02), 0.98)
    strained, now = p.will_strain, st.strain[b]
    for i in range(n):
        w.will[b, i] = logistic(will_logit(base, 0.0, 0.0, strained * (w.strain[b, i] - now), 0.0, 0.0))


MECHANISM = Mechanism(
    name="will",
    summary="Publics bear a war while they expect to win it; losses, costs and lost symbols wear them down.",
    switches={"will": WILL_SWITCH},
    steps={"will": will_step},
    fields=(
        *table(
            "PARAMS",
            """
            will_victory | | f8 | logit | weight of expected victory in will
            will_casualty | | f8 | logit | weight of tenfold casualties in will
            will_strain | | f8 | logit | weight of financial strain in will
            will_rally | | f8 | logit | rally at the start
            will_symbol | | f8 | logit | loss of a symbolic place
            """,
        ),
        *table(
            "STATE",
            """
            will | b | f8 | share | political will
            resolve | b | f8 | share | stated will less strain and lost symbols, for hazards that count losses and ground themselves
            """,
        ),
    ),
    priors=(
        Prior("will_victory", "P29", "N(3.0, 0.8)", "M", "Gelpi, Feaver and Reifler 2006"),
        Prior("will_casualty", "P29b", "N(0.8, 0.3)", "M", "Mueller 1973"),
        Prior("will_strain", "P29c", "N(0.8, 0.4)", "J", "judgement"),
        Prior("will_rally", "P29d", "N(0.6, 0.3)", "J", "judgement"),
        Prior("will_symbol", "P29e", "N(0.7, 0.4)", "J", "judgement"),
    ),
    outlook=project_will,
)
