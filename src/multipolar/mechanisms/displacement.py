"""People leave where shells fall, and all of them where a town falls."""

from __future__ import annotations

from multipolar.declare.part import Mechanism, Prior, table
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.mechanisms.outlook import OUTLOOK_STEP_DAYS
from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import law, step

DISPLACEMENT_SWITCH = 12
"""Place in PARAMS ``on``."""

ROCKET_RANGE = 0.6
"""Shelling of a sector behind the front, as part of that at the front [share]. Grade J."""
TRUCE_SHELLING = 0.05
"""Shelling under a truce, as part of that without one [share]. Grade J."""


@law
def flight(hazard: float, shelling: float, contact: float) -> float:
    """Return the share of movable people who leave in a day [1]: 1 - exp(-h (shelling + 0.5 contact)). Source: day, step 11."""
    return 1.0 - exp(-hazard * (shelling + 0.5 * contact))


@step
def displacement_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Let people of each sector flee; the peak inside the disputed zone is remembered."""
    if p.on[DISPLACEMENT_SWITCH] < 0.5:
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
            left = flight(p.flight_hazard, shelling, near) * max(movable - st.displaced[s], 0.0)
            st.displaced[s] = min(st.displaced[s] + left, p.people[s])
            if st.fell_day[s] == day and p.flight_all > 0.5:
                st.displaced[s] = p.people[s]
            total += st.displaced[s]
    st.peak_gone = max(st.peak_gone, total)


@law
def displacement_shares(sc: Scenario, p: Params, st: State) -> tuple[float, float]:
    """Return the share of the zone's people who would leave under fire, and the share that has left [share]."""
    people = 1e-9
    gone = 0.0
    for s in range(sc.n_sectors):
        if sc.zone[s] > 0:
            people += p.people[s]
            gone += st.displaced[s]
    return p.movable_share, min(1.0, gone / people)


@law
def project_displacement(p: Params, movable: float, gone: float) -> float:
    """Return the share of the zone's people who have left after one stride [share]; ``movable`` of them leave under fire."""
    if p.on[DISPLACEMENT_SWITCH] < 0.5:
        return gone
    return gone + flight(OUTLOOK_STEP_DAYS * p.flight_hazard, p.shelling_towns, 0.5) * max(movable - gone, 0.0)


MECHANISM = Mechanism(
    name="displacement",
    summary="People leave where shells fall, and all of them where a town falls.",
    switches={"displacement": DISPLACEMENT_SWITCH},
    steps={"displacement": displacement_step},
    fields=(
        *table(
            "PARAMS",
            """
            movable_share | | f8 | share | P27 share of the people who leave under fire
            flight_hazard | | f8 | 1/day | P28 hazard of flight under shelling
            flight_all | | f8 | 1 | 1 when everybody leaves as the key place falls
            shelling_towns | | f8 | 1 | shelling of towns as a lever of displacement, 1 as computed
            """,
        ),
        *table(
            "STATE",
            """
            displaced | s | f8 | persons | people displaced
            peak_gone | | f8 | persons | highest number displaced from the zone
            """,
        ),
    ),
    priors=(
        Prior("movable_share", "P27", "Beta(6, 6)", "J", "as-of preset without the flagship war"),
        Prior("flight_hazard", "P28", "LogN(0.08, 0.8)", "J", "as-of preset without the flagship war"),
        Prior("flight_all", "P28b", "1", "J", "everybody leaves as a town falls: ethnic territorial wars"),
        Prior("shelling_towns", "P28c", "1", "J", "as computed"),
    ),
    outlook=project_displacement,
)
