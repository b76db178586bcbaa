"""Shells, equipment and drones that an option brings to a side, and the ways by which they come."""

from __future__ import annotations

from multipolar.codes import Access, Primitive, Verb
from multipolar.declare.part import Effect
from multipolar.declare.record_types import Params, Scenario, State
from multipolar.diplomacy.effects.shared import in_effect, reach_of
from multipolar.mechanisms.ground import HELD, held
from multipolar.mechanisms.supply import HAUL_SWITCH, has_outside_supply
from multipolar.numerics.jit import law, step

AIRLIFT_TONNES = 120.0
"""Munitions that come by air [t/day]. Grade J."""
ROAD_TONNES = 3000.0
"""Munitions that come by road or sea [t/day]. Grade J: planning values of a mountain road are 1,000 to 3,500 t/day."""


@law
def arms_effort(stock: float, use: float, cap: float) -> float:
    """Return the factor on a power's arms flow [1]: 1 to 2 as its client's shells run down to zero, under ``cap``.

    2 - stock / (20 days of use), within [1, 2]. Grade J: a sponsor that means it surges when guns fall silent.
    """
    days = stock / max(use, 1e-6)
    return min(max(2.0 - days / 20.0, 1.0), 2.0, cap)


@law
def transit_granted(sc: Scenario, p: Params, st: State, g: int, b: int, day: int) -> float:
    """Return what gatekeeper ``g`` does with the way to side ``b``: 1 opened, -1 closed, 0 as agreed in peace."""
    answer = 0.0
    for o in range(sc.n_options[g]):
        if not in_effect(st, g, o, day):
            continue
        n = sc.option[g, o]
        if sc.opt_target[n] != b:
            continue
        for f in range(4):
            if sc.opt_effect[n, f] == Primitive.TRANSIT:
                answer = 1.0 if p.option_size[n, f] > 0.0 else -1.0
    return answer


@law
def entry_capacity(sc: Scenario, p: Params, st: State, j: int, b: int, e: int, day: int) -> float:
    """Return what power ``j`` can bring to side ``b`` over outside entry ``e`` [t/day], -1 where the way is closed to it.

    Nothing enters, whatever the gatekeeper says, where the side has lost the sector behind the entry.
    """
    g = sc.edge_supplier[e]
    granted = transit_granted(sc, p, st, g, b, day) if sc.access_kind[g] == Access.GATEKEEPER or g != j else 0.0
    if granted < 0.0:
        return -1.0
    if p.on[HAUL_SWITCH] > 0.5 and held(st, b, sc.edge_a[e]) <= HELD and not has_outside_supply(sc, st, b, sc.edge_a[e]):
        return 0.0
    usable = p.edge_military[e] > 0.5 if g == j else granted > 0.0 or p.edge_transit[e] > 0.5
    return p.edge_capacity[e] if usable else 0.0


@law
def is_entry(sc: Scenario, e: int, b: int) -> bool:
    """Return whether edge ``e`` is an outside entry of side ``b`` behind which a power stands."""
    return sc.edge_b[e] < 0 and sc.edge_side[e] == b and sc.edge_supplier[e] >= 0


@law
def route_capacity(sc: Scenario, p: Params, st: State, j: int, b: int, day: int) -> float:
    """Return the tonnes a day that power ``j`` can bring to side ``b`` over outside entries open to arms [t/day].

    Entries of the power itself, and those a gatekeeper has opened to all; a gatekeeper's denial halves the other
    entries too, because flights and convoys must go round. Without a row the power's kind of access decides.
    """
    capacity = 0.0
    rows = 0
    detour = 1.0
    for e in range(sc.n_edges):
        if not is_entry(sc, e, b):
            continue
        rows += 1 if sc.edge_supplier[e] == j else 0
        here = entry_capacity(sc, p, st, j, b, e, day)
        if here < 0.0:
            detour = 0.5
        else:
            capacity += here
    if rows == 0 and sc.access_kind[j] != Access.NONE:
        air = sc.access_kind[j] == Access.AIR_ONLY or sc.neighbour[j] == 0
        capacity += (AIRLIFT_TONNES if air else ROAD_TONNES) * reach_of(p.access[j])
    return capacity * detour


@step
def deliver(sc: Scenario, p: Params, st: State, j: int, b: int, rate: float, day: int) -> None:
    """Bring shells to side ``b``: the agreed flow times the power's effort, as far as its route carries.

    They land at the entries they come through, each its part, and become part of the depot where the entry is a source.
    """
    effort = arms_effort(st.munitions[b], p.munitions_use[b], p.arms_cap[j])
    tonnes = min(rate * effort, route_capacity(sc, p, st, j, b, day))
    st.munitions[b] += tonnes
    st.received[b] += tonnes
    if p.on[HAUL_SWITCH] < 0.5:
        return
    total = 0.0
    for e in range(sc.n_edges):
        if is_entry(sc, e, b):
            total += max(entry_capacity(sc, p, st, j, b, e, day), 0.0)
    for e in range(sc.n_edges):
        if is_entry(sc, e, b) and not has_outside_supply(sc, st, b, sc.edge_a[e]):
            st.landed[b, sc.edge_a[e]] += tonnes * max(entry_capacity(sc, p, st, j, b, e, day), 0.0) / max(total, 1e-9)


@law
def agreed_flow(sc: Scenario, p: Params, j: int, b: int) -> float:
    """Return what power ``j`` has agreed to bring to side ``b`` [t/day].

    Powers whose share of the side's supplies is stated bring that share of all that is delivered on the as-of date, the others
    what is left; where nobody else delivers, they bring all of it.
    """
    total = 0.0
    rest = 0.0
    stated = 0.0
    for q in range(sc.n_powers):
        if sc.arms_now[q, b] > 0:
            total += p.arms_flow[q, b]
            if p.supply_share[q, b] > 0.0:
                stated += p.supply_share[q, b]
            else:
                rest += p.arms_flow[q, b]
    if stated <= 0.0 or sc.arms_now[j, b] == 0:
        return p.arms_flow[j, b]
    if p.supply_share[j, b] > 0.0:
        return total * p.supply_share[j, b] / (max(stated, 1.0) if rest > 0.0 else stated)
    return total * max(1.0 - stated, 0.0) * p.arms_flow[j, b] / rest if rest > 0.0 else 0.0


@step
def munitions(
    sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int
) -> None:
    """Bring shells to side ``b``: an agreed flow, or for a scenario's own options the magnitude by access."""
    rate = agreed_flow(sc, p, j, b) if sc.opt_verb[n] == Verb.ARM else size * reach_of(p.access[j])
    deliver(sc, p, st, j, b, rate, day)


@step
def equipment(
    sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int
) -> None:
    """Bring heavy arms to side ``b``, a share of what it had at the start of each kind."""
    for k in range(5):
        st.equip[b, k] += size * reach_of(p.access[j]) * st.equip_start[b, k]


@step
def drones(sc: Scenario, p: Params, st: State, j: int, o: int, n: int, b: int, size: float, age: float, key: int, day: int) -> None:
    """Bring armed drones to side ``b``, from powers that export them."""
    if sc.exports_drones[j] > 0:
        st.drones[b] += size * reach_of(p.access[j])


EFFECTS = (
    Effect(Primitive.MUNITIONS, munitions),
    Effect(Primitive.EQUIPMENT, equipment),
    Effect(Primitive.DRONES, drones),
    Effect(Primitive.TRANSIT, not_applied="deliveries read it while the option is in effect: `transit_granted`"),
)
