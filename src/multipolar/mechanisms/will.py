"""Publics bear a war while they expect to win it; losses, costs and lost symbols wear them down."""

from __future__ import annotations

from multipolar.model import switches as on
from multipolar.model.record_types import Params, Scenario, State
from multipolar.numerics.elementary import exp, log, logistic
from multipolar.numerics.jit import law, step

LOG10 = 2.302585092994046
RALLY_DAYS = 30.0


@law
def will_logit(start: float, victory: float, casualties: float, strain: float, rally: float, symbol: float) -> float:
    """Return the logit of will [logit]: logit(will0) plus the terms, each zero at the as-of date. Source: step 13."""
    return log(start / (1.0 - start)) + victory - casualties - strain + rally - symbol


@law
def casualty_term(weight: float, announced: float, population: float) -> float:
    """Return the weight of losses [logit]: omega_c log10(1 + C phi / (population / 10,000)). Source: section 8."""
    return weight * log(1.0 + announced / max(population / 10000.0, 1.0)) / LOG10


@step
def will_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Update the will of both publics from what they are told: announced losses, admitted losses of symbols."""
    for b in range(2):
        if p.on[on.WILL] < 0.5:
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
