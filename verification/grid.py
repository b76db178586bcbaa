"""The grid is a way of speaking: cutting one sector into two equal ones must hardly move the area that is taken.

Each contested sector in turn is cut on the records of the flagship, after the draw, so that both wars have the same members
and the same luck. The halves lie side by side: area, contested weight, people, men and value are halved; terrain, key place,
preparation and lines are those of the whole; every way into the sector leads into both halves with half its capacity; a road
joins the halves. The second half takes the place of an uncontested node far from the front (``--spare``), whose ways are
taken out of both wars. The change is told as a share of the area taken since the as-of date, with its paired error.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from multipolar.engine.chunk import Job, params_of
from multipolar.engine.simulate import simulate_chunk
from multipolar.library import FLAGSHIP
from multipolar.model.build import Model
from multipolar.model.records import zeros
from multipolar.model.register import MECHANISMS
from multipolar.session.run import make_ready
from multipolar.session.war import Recipe, load_war
from verification.common import arguments, told, verify

Records = NDArray[Any]

BOUND = 0.05
SPARE = "TOV"
HALVED_SC = ("area", "weight")
HALVED_P = ("value", "people")
KEPT_SC = (
    "symbolic", "line_before", "terrain", "wooded", "urban", "contested", "gate", "source", "soil", "zone", "district", "border_of",
)  # fmt: skip
KEPT_P = ("share_start", "preparation", "displaced_start", "place_depth")
EDGE_SC = ("edge_track", "edge_closed", "edge_gate", "edge_over", "edge_life", "edge_supplier", "edge_side", "edge_air")
EDGE_P = ("edge_capacity", "edge_snow", "edge_military", "edge_length")
JOINED = 5_000.0
"""Capacity of the road between two halves [t/day]: one place has no bottleneck inside."""


def without(scenario: Records, spare: int) -> Records:
    """Return the theatre with every way of the spare node taken out; it stays as an island nobody can reach."""
    out = scenario.copy()
    sc = out[0]
    keep = [e for e in range(int(sc["n_edges"])) if spare not in (sc["edge_a"][e], sc["edge_b"][e])]
    return _with_edges(out, keep)


def edges_kept(scenario: Records, spare: int) -> list[int]:
    """Return the numbers of the ways that do not touch the spare node."""
    sc = scenario[0]
    return [e for e in range(int(sc["n_edges"])) if spare not in (sc["edge_a"][e], sc["edge_b"][e])]


def _with_edges(scenario: Records, keep: Sequence[int]) -> Records:
    sc = scenario[0]
    for name in ("edge_a", "edge_b", *EDGE_SC):
        values = sc[name].copy()
        sc[name][: len(keep)] = values[list(keep)]
    sc["n_edges"] = len(keep)
    return rewired(scenario)


def rewired(scenario: Records) -> Records:
    """Return the theatre with the arcs of each sector written anew from the list of ways."""
    sc = scenario[0]
    n, place = int(sc["n_sectors"]), 0
    ends = [(int(sc["edge_a"][e]), int(sc["edge_b"][e])) for e in range(int(sc["n_edges"]))]
    for s in range(n):
        sc["adj_start"][s] = place
        for e, (a, b) in enumerate(ends):
            if s in (a, b) and b >= 0:
                sc["adj_node"][place], sc["adj_edge"][place] = (b if s == a else a), e
                place += 1
        sc["adj_n"][s] = place - sc["adj_start"][s]
        sc["adj_start"][s + 1] = place
    return scenario


def params_without(params: Records, keep: Sequence[int], spare: int) -> Records:
    """Return the members with the ways and the men of the spare node taken out."""
    out = params.copy()
    for name in EDGE_P:
        out[name][:, : len(keep)] = params[name][:, list(keep)]
    out["distribution"][:, :, spare] = 0.0
    return out


def cut(scenario: Records, params: Records, s: int, spare: int) -> tuple[Records, Records]:
    """Return theatre and members with sector ``s`` cut into two equal ones, the second in the place of ``spare``."""
    theatre, members = scenario.copy(), params.copy()
    sc = theatre[0]
    for name in HALVED_SC:
        sc[name][s] /= 2.0
        sc[name][spare] = sc[name][s]
    for name in KEPT_SC:
        sc[name][spare] = sc[name][s]
    sc["red_sector"][:, spare] = sc["red_sector"][:, s]
    for name in HALVED_P:
        members[name][:, s] /= 2.0
        members[name][:, spare] = members[name][:, s]
    for name in KEPT_P:
        members[name][:, spare] = members[name][:, s]
    members["axis_weight"][:, :, spare] = members["axis_weight"][:, :, s]
    members["distribution"][:, :, s] /= 2.0
    members["distribution"][:, :, spare] = members["distribution"][:, :, s]
    _share_ways(sc, members, s, spare)
    return rewired(theatre), members


def _share_ways(sc: Any, members: Records, s: int, spare: int) -> None:
    for e in range(int(sc["n_edges"])):
        if s in (sc["edge_a"][e], sc["edge_b"][e]):
            members["edge_capacity"][:, e] /= 2.0
            new = _copy_edge(sc, members, e)
            end = "edge_a" if sc["edge_a"][e] == s else "edge_b"
            sc[end][new] = spare
    joint = int(sc["n_edges"])
    sc["n_edges"] = joint + 1
    sc["edge_a"][joint], sc["edge_b"][joint] = s, spare
    for name in EDGE_SC:
        sc[name][joint] = -1 if name in ("edge_over", "edge_life", "edge_supplier", "edge_side") else 0
    members["edge_capacity"][:, joint] = JOINED
    members["edge_snow"][:, joint] = members["edge_length"][:, joint] = 0.0
    members["edge_military"][:, joint] = 1.0


def _copy_edge(sc: Any, members: Records, e: int) -> int:
    new = int(sc["n_edges"])
    if new + 1 >= sc["edge_a"].size:
        raise ValueError(f"the record has room for {sc['edge_a'].size} ways")
    sc["n_edges"] = new + 1
    for name in ("edge_a", "edge_b", *EDGE_SC):
        sc[name][new] = sc[name][e]
    for name in EDGE_P:
        members[name][:, new] = members[name][:, e]
    return new


def lived(model: Model, scenario: Records, params: Records, seed: int) -> NDArray[np.float64]:
    """Return the area each member sees taken from the as-of date to the end [km2]: (member,)."""
    out = zeros("OUTCOME", params.shape[0], model.capacity)
    simulate_chunk(scenario, params, seed, 0, out, capacity=model.capacity)
    return np.asarray(out["area_end"].astype(np.float64) - out["area_start"])


def measure(
    members: int, seed: int, as_of: str | None, only: Sequence[str], spare: str, off: Sequence[str] = ()
) -> tuple[dict[str, Any], str]:
    """Return for each contested sector how cutting it moves the area taken, as a share of the area taken.

    ``off`` names mechanisms that are switched off in both wars: where the change goes away with one, the grid enters there.
    """
    war = load_war(Recipe(FLAGSHIP, as_of))
    make_ready(war)
    model, names = war.model, war.model.labels.sectors
    place, keep = names.index(spare), edges_kept(war.model.sc, names.index(spare))
    if model.sc["contested"][0][place]:
        raise ValueError(f"{spare} is contested; the spare node must not be")
    scenario = without(model.sc, place)
    params = params_without(params_of(Job(model, members, seed), 0, members), keep, place)
    for name in off:
        params["on"][:, MECHANISMS.index(name)] = 0.0
    base = lived(model, scenario, params, seed)
    wanted = [s for s in names if model.sc["contested"][0][names.index(s)] and (not only or s in only)]
    rows = {}
    for i, name in enumerate(wanted):
        gap = lived(model, *cut(scenario, params, names.index(name), place), seed) - base
        rows[name] = row_of(gap, base)
        told("sectors", i + 1, len(wanted))
    return {"members": members, "spare": spare, "bound": BOUND, "taken_km2": round(float(base.mean()), 1), "rows": rows}, (
        sentence_of(rows, float(base.mean()), members)
    )


def row_of(gap: NDArray[np.float64], base: NDArray[np.float64]) -> dict[str, Any]:
    """Return the change of the mean area taken as a share of it, its paired error, and whether it is over the bound."""
    mean, error = float(gap.mean() / base.mean()), float(gap.std(ddof=1) / np.sqrt(gap.size) / abs(base.mean()))
    return {
        "change": round(mean, 4), "error": round(error, 4), "over": bool(abs(mean) - 2.0 * error > BOUND),
        "sure": bool(2.0 * error < BOUND),
    }  # fmt: skip


def sentence_of(rows: dict[str, dict[str, Any]], taken: float, members: int) -> str:
    """Return the result in words."""
    over = [f"{name} {100 * row['change']:+.1f} ± {100 * row['error']:.1f} %" for name, row in rows.items() if row["over"]]
    worst = max(rows, key=lambda name: abs(rows[name]["change"]))
    mean = float(np.mean([row["change"] for row in rows.values()]))
    said = f"over 5 %: {', '.join(over)}" if over else "none is over 5 % beyond its error"
    return (
        f"{len(rows)} sectors cut in turn, {members:,} members, {taken:,.0f} km2 taken: mean change {100 * mean:+.1f} %, "
        f"largest {worst} {100 * rows[worst]['change']:+.1f} ± {100 * rows[worst]['error']:.1f} %; {said}"
    )


def main() -> None:
    """Run the verification."""
    given = arguments(__doc__, members=2_000, only=("",)[:0], spare=SPARE, off=("",)[:0])
    result = verify("grid", given, lambda: measure(given.members, given.seed, given.as_of, given.only, given.spare, given.off))
    for name, row in sorted(result["rows"].items(), key=lambda pair: -abs(pair[1]["change"])):
        mark = "over" if row["over"] else ("" if row["sure"] else "not sure")
        print(f"{name:<6}{100 * row['change']:+7.2f} ± {100 * row['error']:.2f} %  {mark}")


if __name__ == "__main__":
    main()
