"""People leave where shells fall, and all of them where a town falls."""

from __future__ import annotations

from multipolar.model import switches as on
from multipolar.model.record_types import Params, Scenario, State
from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import law, step

ROCKET_RANGE = 0.6
TRUCE_SHELLING = 0.05


@law
def flight(hazard: float, shelling: float, contact: float) -> float:
    """Return the share of movable people who leave in a day [1]: 1 - exp(-h (shelling + 0.5 contact)). Source: step 11."""
    return 1.0 - exp(-hazard * (shelling + 0.5 * contact))


@step
def displacement_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Let people of each sector flee; the peak inside the disputed zone is remembered."""
    if p.on[on.DISPLACEMENT] < 0.5:
        return
    total = 0.0
    for s in range(sc.n_sectors):
        near = 1.0 if st.contact[0, s] > 0 or st.contact[1, s] > 0 else 0.0
        if sc.zone[s] > 0:
            shelling = (1.0 if near > 0.5 else ROCKET_RANGE) * p.shelling_towns
            if st.truce_left > 0.0:
                shelling *= TRUCE_SHELLING
                near = 0.0
            movable = p.movable_share * p.people[s]
            left = flight(p.flight_hazard, shelling, near) * max(movable - st.gone[s], 0.0)
            st.gone[s] = min(st.gone[s] + left, p.people[s])
            if st.fell_day[s] == day and p.flight_all > 0.5:
                st.gone[s] = p.people[s]
            total += st.gone[s]
    st.peak_gone = max(st.peak_gone, total)
