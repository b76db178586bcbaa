"""A victor lays its terms before a beaten side; signed, they bind as a settlement does."""

from __future__ import annotations

from multipolar.codes import Paper, Stop
from multipolar.declare.part import Mechanism
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.alignment import arms_sponsor
from multipolar.diplomacy.bargain import offer_value, sign, sponsor_voice
from multipolar.diplomacy.beliefs import aimed_share, cost_of, own_view, unheld_top
from multipolar.diplomacy.mediate import choose_mediators
from multipolar.diplomacy.pressure import price_now
from multipolar.diplomacy.settlements import draw_vetoes, nearest_design, territory_after
from multipolar.mechanisms.endings import stop
from multipolar.mechanisms.ground import luck_of
from multipolar.mechanisms.rout import STAGE_DAYS, left_to_take, overrun_share
from multipolar.numerics.elementary import exp
from multipolar.numerics.jit import law, step
from multipolar.numerics.random import uniform

ROUT_OFFER = 63
"""Random stream."""

ACCEPT = 0.25
"""Daily rate at which terms that suit both are signed without a mediator [1/day]. Grade J: most within four days."""
ACCEPT_MEDIATED = 0.35
"""What a mediator with full leverage on both sides adds to that rate [1/day]. Grade J."""


@law
def accept_rate(exponent: float) -> float:
    """Return the rate at which terms that suit both are signed [1/day]: 0.25 + 0.35 exponent of the best mediator."""
    return ACCEPT + ACCEPT_MEDIATED * exponent


@law
def dictated_share(own: float, left: float, days: float, most: float) -> float:
    """Return the share of value that a victor's terms give it [own share]: what it has, and what it may still overrun.

    own + left (1 - 0.95^t), never beyond ``most``, what it wants, nor behind its own lines.
    """
    return max(own, min(own + left * overrun_share(days), most))


@law
def overrun_value(own: float, taken: float, cost: float, days: float, face: float) -> float:
    """Return what a beaten side expects from signing nothing [utility]: what the victor leaves it, less losses and all face.

    ``cost``: that of fighting on over its whole horizon, of which the stage takes its part ``days`` / 10.
    """
    return own - taken - cost * days / STAGE_DAYS - face


@law
def goal_of(sc: Scenario, p: Params, st: State, v: int, left: float) -> float:
    """Return what victor ``v`` could reach by going on [own share]: its aim, as far as red lines and a contract let it."""
    most = min(aimed_share(p, st, v), own_view(st.own_share[v], v) + left)
    if v == sc.opener and p.tacit_contract > 0.0:
        most -= p.tacit_contract * max(0.0, most - (1.0 - unheld_top(sc, p, st, v)))
    return most


@step
def gain_of_terms(sc: Scenario, p: Params, st: State, b: int, g: int, otherwise: float, day: int) -> float:
    """Return what design ``g``, whose lines lie in ``st.handed``, gives side ``b`` beyond what it has ``otherwise`` [utility].

    Its worth and face, and the sponsor's voice as in a settlement; what nobody can be held to weighs nothing once an army is gone.
    """
    value = offer_value(sc, p, st, g, b) + p.face_weight * p.design_face[g, b] - otherwise
    if arms_sponsor(sc, p, st, b) >= 0:
        value = p.autonomy[b] * value + sponsor_voice(sc, p, st, g, b, day)
    return value


@step
def both_prefer(sc: Scenario, p: Params, st: State, b: int, g: int, goal: float, day: int) -> bool:
    """Tell whether the beaten side ``b`` and its victor both prefer design ``g``, whose lines lie in ``st.handed``.

    What outside powers that want an end would charge the victor for going on counts as cost.
    """
    v = 1 - b
    days = st.rout_left[b]
    taken = left_to_take(sc, p, st, v, b) * overrun_share(days)
    nothing = overrun_value(own_view(st.own_share[b], b), taken, cost_of(p, st, b), days, p.face_weight)
    onward = goal - cost_of(p, st, v) - price_now(p, st)
    return gain_of_terms(sc, p, st, b, g, nothing, day) >= 0.0 and gain_of_terms(sc, p, st, v, g, onward, day) >= 0.0


@step
def rout_offer_step(sc: Scenario, p: Params, st: State, key: int, day: int) -> None:
    """Lay the victor's terms before a beaten side; when the last day passes unsigned the war ends without a paper.

    It then ended on the day of the defeat: what came after it was no longer the fight of an army. Terms that are signed end it
    on the day of signing.
    """
    if st.ending != Stop.RUNNING:
        return
    for b in range(2):
        if st.rout_left[b] > 0.0:
            lay_terms(sc, p, st, b, key, day)
            st.rout_left[b] -= 1.0
            if st.ending == Stop.RUNNING and st.rout_left[b] <= 0.0:
                stop(st, st.rout_cause[b], day - STAGE_DAYS + 1.0, 1 - b)
                st.paper = Paper.OVERRUN


@step
def lay_terms(sc: Scenario, p: Params, st: State, b: int, key: int, day: int) -> None:
    """Put today's terms on paper: the design nearest to them that outsiders stand for, signed if both prefer it and in time."""
    v = 1 - b
    left = left_to_take(sc, p, st, v, v)
    goal = goal_of(sc, p, st, v, left)
    own = own_view(st.own_share[v], v)
    asked = dictated_share(own, left, st.rout_left[b], goal) - own
    target = st.value_share + (asked if v == 0 else -asked)
    first, second, exponent, _ = choose_mediators(sc, p, st, day)
    draw_vetoes(sc, st, key, day)
    g = nearest_design(sc, p, st, target, (first, second), day)
    if g < 0:
        return
    territory_after(sc, p, st, g, target)
    st.offers += 1.0
    if not both_prefer(sc, p, st, b, g, goal, day):
        return
    if uniform(key, day, ROUT_OFFER, luck_of(sc, b)) < 1.0 - exp(-accept_rate(exponent)):
        stop(st, st.rout_cause[b], day, v)
        sign(st, g, first, second, Paper.IMPOSED)


MECHANISM = Mechanism(
    name="rout_offer",
    summary="A victor lays its terms before a beaten side; signed, they bind as a settlement does.",
    steps={"rout_offer": rout_offer_step},
    streams={"rout_offer": ROUT_OFFER},
    not_foreseen="the outlook counts a collapse as the loss of everything",
)
