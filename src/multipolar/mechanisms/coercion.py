"""Strikes on the state from the air make fighting on dearer and strain the state; an air force takes no ground."""

from __future__ import annotations

from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.mechanisms.weather import air_factor
from multipolar.numerics.jit import law, step

COERCION_SWITCH = 30
"""Place in PARAMS ``on``."""

MEMORY_DAYS = 30.0
"""Days after which the cost of one day's strikes is forgotten but for 1/e [days]. Grade J."""
SAM_HALF = 80.0
"""Batteries that halve the sorties against the state [batteries]. Grade J."""
STRAIN_PER_COST = 0.5
"""Financial strain per unit of the cost of fighting on [share/utility]. Grade J."""
STRIKES_PER_AIRCRAFT = 0.25
"""Strike sorties a day per aircraft in theatre. Source: spring 1999, about 10,500 in 78 days by 550 aircraft on average."""
CAMPAIGN_SORTIES = 5.0
"""Strikes a day from which bombing is a campaign: a war does not peter out under it. Grade J."""
GROUP_STATE_SHARE = 0.2
"""Share of the strikes of a power's air group that go against the state rather than the front. Grade J."""


@law
def coercion_cost(unit: float, sorties: float, population: float) -> float:
    """Return the daily rise of the cost of fighting on [utility]: unit x sorties per million people.

    Unit P74, LogN(0.0006, 0.7), grade J. Source: day, strikes on a state.
    """
    return unit * sorties / max(population / 1e6, 0.1)


@law
def strategic_sorties(share: float, aircraft: float, quality: float, enemy_sam: float, weather: float) -> float:
    """Return the strikes a day against targets of the state [1/day]: 0.25 share x aircraft x quality W / (1 + SAM/80).

    The air defence of the struck side keeps its share away, as in the air balance.
    """
    return STRIKES_PER_AIRCRAFT * share * aircraft * quality * weather / (1.0 + enemy_sam / SAM_HALF)


@step
def coercion_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Let each side's air force strike the other state: what it has suffered fades over a month, strain stays."""
    for b in range(2):
        st.reach_cost[b] *= 1.0 - 1.0 / MEMORY_DAYS
    if p.on[COERCION_SWITCH] < 0.5 or st.truce_left > 0.0:
        return
    weather = air_factor(st.weather)
    for b in range(2):
        enemy = 1 - b
        sam = p.sam[enemy] + st.sam_added[enemy]
        sorties = strategic_sorties(p.strategic_air[b], p.aircraft[b], p.quality[b], sam, weather)
        if sorties >= CAMPAIGN_SORTIES:
            st.last_assault_day = day
        rise = coercion_cost(p.coercion_unit, sorties, p.population[enemy])
        st.reach_cost[enemy] += rise
        st.coercing[b] += rise
        st.strain_ext[enemy] = min(0.8, st.strain_ext[enemy] + STRAIN_PER_COST * rise)


MECHANISM = Mechanism(
    name="coercion",
    summary="Strikes on the state from the air make fighting on dearer and strain the state; an air force takes no ground.",
    switches={"coercion": COERCION_SWITCH},
    steps={"coercion": coercion_step},
    fields=(
        *table(
            "PARAMS",
            """
            coercion_unit | | f8 | utility | P74 rise of the cost of fighting on per sortie and million inhabitants
            """,
        ),
    ),
    priors=(Prior("coercion_unit", "P74", "LogN(0.0006, 0.7)", "J", "day, strikes on a state"),),
    not_foreseen="what strikes cost the other side enters the value of the options that strike",
)
