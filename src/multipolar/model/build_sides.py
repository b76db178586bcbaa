"""The belligerents become records: men and where they stand, arms, stocks, will, money."""

from __future__ import annotations

import math

from multipolar.model.build_draft import SIDE_KEYS, Draft, middle
from multipolar.model.build_theatre import side_code
from multipolar.model.plan import Number
from multipolar.model.register import SIDE_DEFAULTS
from multipolar.scenario.distribution import Distribution
from multipolar.scenario.document import Belligerent, Economy, Forces, Issue, Sector

EQUIPMENT_FIELDS = ("tanks", "ifv", "guns", "launchers", "short_range_ad")
LOSS_SLOTS = {"tanks": 0, "guns": 2, "launchers": 3, "short_range_ad": 4}
STOCK_DAYS = (20.0, 30.0)
"""Days of shells in stock of a state without and with a sponsor. Grade J, tried on past wars (docs/import-a-pack.md)."""
STOCK_SPREAD = (0.5, 1.0, 1.7)
ROUND_TONNES = 0.045
ROUNDS_PER_TUBE = 20.0
COST_PER_SOLDIER = 0.0004
"""Running cost of war per soldier in theatre where no row gives one [M USD/day]. Grade J."""
SUPPORT_COST = 0.5
"""Running cost of a power's support where no row gives one [M USD/day]. Grade J."""
CLAUSES = ("status", "links")
"""Issues without ground that a design may have a clause for, by their id."""
MAP_FLOOR = 0.2
"""What ground is worth to a side by its use alone, as part of what the issue that matters most adds [1]. Grade J."""
RESERVES_OF_GDP, CREDIT_OF_GDP = 0.10, 0.02
DEFAULT_GDP = (10.0, 1000.0)
"""Size of the economy of a belligerent and of a power where no row gives one [bn USD]. Grade J."""


def fill_sides(draft: Draft) -> None:
    """Fill everything that each belligerent brings."""
    for b, key in enumerate(SIDE_KEYS):
        side, forces = draft.document.belligerents[key], draft.document.forces[key]  # type: ignore[index]
        _people(draft, b, side)
        _map(draft, b, side)
        _clauses(draft, b, side)
        _men(draft, b, forces)
        _posts(draft, b, forces)
        _arms(draft, b, forces)
        _losses(draft, b, forces)
        _munitions(draft, b, forces)
        fill_money(draft, b, side.economy, war_cost=COST_PER_SOLDIER * middle(forces.in_theatre))


def _own(draft: Draft, field: str, b: int, number: Number | None) -> None:
    draft.plan.put(field, (b,), SIDE_DEFAULTS[field][1] if number is None else number)


def _people(draft: Draft, b: int, side: Belligerent) -> None:
    put = draft.plan.put
    put("quality", (b,), side.quality)
    put("will_start", (b,), side.will)
    put("population", (b,), side.population)
    put("commitment", (b,), side.commitment)
    put("aim", (b,), side.aim)
    put("autonomy", (b,), side.autonomy)
    put("surprise", (b,), side.surprise)
    put("strategic_air", (b,), side.strategic_air)
    put("restraint", (b,), 0.0)
    need = side.economy.energy_dependence
    draft.sc["energy_source"][b] = draft.power(side.energy_from)
    put("energy_need", (b,), 0.0 if need is None else need)
    _own(draft, "optimism", b, side.optimism)
    _own(draft, "leader_punishment", b, side.leader_punishment)
    _own(draft, "readiness", b, side.readiness)
    _own(draft, "weakness_drawn", b, side.weakness)
    for field in ("attack_threshold", "private_residual", "quality_noise"):
        _own(draft, field, b, None)


def _map(draft: Draft, b: int, side: Belligerent) -> None:
    """Fill the side's own map: 0.2 + 0.8 x the saliences of issues with ground here over its largest; even without interests."""
    stakes = {interest.issue: middle(interest.salience) for interest in side.interests}
    most = max(stakes.values(), default=0.0)
    for s, sector in enumerate(draft.document.theatre.sectors):
        here = sum(stakes.get(issue.id, 0.0) for issue in draft.document.issues if _on_ground(issue, sector))
        draft.plan.put("map_weight", (b, s), MAP_FLOOR + (1.0 - MAP_FLOOR) * here / most if most > 0.0 else 1.0)


def _clauses(draft: Draft, b: int, side: Belligerent) -> None:
    """Fill what the issues mean to the side that no ground decides and that designs have a clause for."""
    free = {issue.id for issue in draft.document.issues if issue.ground == "none"}
    total = sum(middle(interest.salience) for interest in side.interests)
    for name in CLAUSES:
        held = [one for one in side.interests if one.issue == name and name in free and total > 0.0]
        draft.plan.put(f"{name}_weight", (b,), middle(held[0].salience) / total if held else 0.0)
        draft.plan.put(f"{name}_wish", (b,), middle(held[0].position) if held else 0.0)


def _on_ground(issue: Issue, sector: Sector) -> bool:
    return sector.contested if issue.ground == "all" else sector.id in issue.ground


def _men(draft: Draft, b: int, forces: Forces) -> None:
    put = draft.plan.put
    put("men", (b,), forces.in_theatre)
    put("reserve_share", (b,), forces.reserve_share)
    put("reserve_inflow", (b,), -1.0 if forces.reserve_inflow is None else forces.reserve_inflow)
    put("ready", (b,), forces.ready)
    put("mobilise_days", (b,), forces.mobilisation)
    put("fighters", (b,), 0.0 if forces.foreign_fighters is None else forces.foreign_fighters)
    put("dead_before", (b,), 0.0)


def _posts(draft: Draft, b: int, forces: Forces) -> None:
    rows: dict[str, Number] = {name: n for name, n in forces.distribution.items() if draft.sector(name) >= 0}
    if not rows:
        rows = dict(zip(draft.labels.sectors, contact_weights(draft, b), strict=True))
        draft.notes.append(f"men of {draft.labels.sides[b]} are posted by length of contact: no rows were given")
    for name, number in rows.items():
        draft.plan.put("distribution", (b, draft.sector(name)), number)


def contact_weights(draft: Draft, b: int) -> list[float]:
    """Return a side's weight of men per sector by length of contact (sector,), summing to one.

    weight = sqrt(area) (2 min(own, 1 - own) + 1/2 sum over neighbours of the lead in own share); borders that only an
    escalation opens are no front. Without any contact the men stand where the side holds ground. Source: day,
    first places of men, with the area for w so that launch areas outside the contested ground count.
    """
    shares = [middle(sector.share_A) for sector in draft.document.theatre.sectors]
    own = [share if b == 0 else 1.0 - share for share in shares]
    weights = [math.sqrt(float(draft.sc["area"][s])) * _contact(draft, s, own) for s in range(len(own))]
    chosen = weights if sum(weights) > 0.0 else own
    return [weight / max(sum(chosen), 1e-9) for weight in chosen]


def _contact(draft: Draft, s: int, own: list[float]) -> float:
    sc = draft.sc
    inside = 2.0 * min(own[s], 1.0 - own[s]) if sc["contested"][s] else 0.0
    arcs = range(int(sc["adj_start"][s]), int(sc["adj_start"][s + 1]))
    facing = [int(sc["adj_node"][k]) for k in arcs if _is_front(draft, s, k)]
    return inside + 0.5 * sum(max(0.0, own[s] - own[other]) for other in facing)


def _is_front(draft: Draft, s: int, arc: int) -> bool:
    sc = draft.sc
    other = int(sc["adj_node"][arc])
    gated = sc["edge_gate"][sc["adj_edge"][arc]] > 0 or sc["gate"][s] > 0 or sc["gate"][other] > 0
    return not gated and bool(sc["contested"][s] or sc["contested"][other])


def _arms(draft: Draft, b: int, forces: Forces) -> None:
    put = draft.plan.put
    for k, name in enumerate(EQUIPMENT_FIELDS):
        put("equipment", (b, k), getattr(forces, name))
    for name in ("missiles", "armed_drones", "loitering", "aircraft", "helicopters", "sam"):
        put(name, (b,), getattr(forces, name))
    _own(draft, "ad_start", b, forces.ad_effectiveness)
    put("supply_days", (b,), forces.supply_days)
    put("food_withheld", (b,), forces.food_withheld)


def _losses(draft: Draft, b: int, forces: Forces) -> None:
    plan = draft.plan
    for item, lost in forces.losses_so_far.items():
        loss = plan.aux(f"lost:{SIDE_KEYS[b]}:{item}", lost)
        if item in LOSS_SLOTS:
            plan.subtract(plan.slot("equipment", b, LOSS_SLOTS[item]), loss)
        else:
            plan.subtract(plan.slot("loitering" if item == "loitering" else "munitions_stock", b), loss)


def has_sponsor(draft: Draft, b: int) -> bool:
    """Return whether an outside power arms the side on the as-of date."""
    wanted = f"arm_{draft.labels.sides[b]}"
    return any(wanted in active_options(draft, p) for p in range(len(draft.labels.powers)))


def active_options(draft: Draft, p: int) -> tuple[str, ...]:
    """Return the catalogue ids of the options that a power uses on the as-of date."""
    active = draft.sc["active_start"][p]
    return tuple(name for o, name in enumerate(draft.labels.options[p]) if active[o])


def _munitions(draft: Draft, b: int, forces: Forces) -> None:
    tubes = middle(forces.guns) + middle(forces.launchers)
    use = middle(forces.munitions_use, max(1.0, tubes * ROUNDS_PER_TUBE * ROUND_TONNES))
    draft.plan.put("munitions_use", (b,), use if forces.munitions_use is None else forces.munitions_use)
    stock: Number | None = forces.munitions_stock
    if stock is None:
        typical = STOCK_DAYS[has_sponsor(draft, b)] * use
        stock = Distribution("Tri", tuple(typical * spread for spread in STOCK_SPREAD))
    draft.plan.put("munitions_stock", (b,), stock)


def fill_money(draft: Draft, x: int, money: Economy, *, war_cost: float) -> None:
    """Fill the means and the running cost of one actor, with defaults by size of its economy."""
    gdp = middle(money.gdp, DEFAULT_GDP[0 if x < 2 else 1])
    put = draft.plan.put
    put("reserves_money", (x,), RESERVES_OF_GDP * gdp if money.reserves is None else money.reserves)
    put("credit", (x,), CREDIT_OF_GDP * gdp if money.credit is None else money.credit)
    put("war_cost", (x,), war_cost if money.war_cost is None else money.war_cost)


def side_of(draft: Draft, name: str | None) -> int:
    """Return the side an id or letter means, -1 for none."""
    if name is None:
        return -1
    return side_code(name) if name in SIDE_KEYS else draft.labels.side(name)
