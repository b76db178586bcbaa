"""Random small wars: what a prior predictive check lives through, so that no single war's luck is mistaken for the model.

Every number is drawn from a wide prior stated here. All are grade J, set around orders of magnitude of interstate wars since
1946 (Correlates of War; force tables of The Military Balance): nothing is tuned to any outcome.
"""

from __future__ import annotations

from typing import Any

import numpy as np

MEN = (90_000.0, 1.1)
"""Men of the opener in the theatre, log-normal: deaths a day are then near those of listed wars (`multipolar study prior`)."""
RATIO = (1.4, 0.4)
"""Opener's men over the defender's, log-normal: who opens a war thinks he can win it."""
TANKS, GUNS = (4.0, 0.7), (5.0, 0.6)
"""Per 1,000 men, log-normal."""
TERRAINS = (("flat", 0.25), ("rolling", 0.35), ("rugged", 0.25), ("mountain", 0.15))
AREA = (600.0, 0.6)
"""Square kilometres a sector, log-normal."""
SECTORS = (5, 32)
POPULATION = (9e6, 0.9)
QUALITY, WILL = (0.3, 0.7), (0.5, 0.9)
AIRCRAFT_CHANCE, DRONE_CHANCE, NEIGHBOUR_CHANCE, LIMITED_CHANCE = 0.5, 0.3, 0.5, 0.3
"""Limited aims, and then a commitment of a quarter: day, limited aims."""
POWERS = (1, 4)
TIE_SPREAD = 0.5
OPTIONS = (
    "stay_out", "statement", "arm_AAA", "arm_BBB", "advise_AAA", "advise_BBB", "air_AAA", "air_BBB", "ground_AAA", "ground_BBB",
    "mediate", "sanction_AAA", "observers",
)  # fmt: skip
SOURCE = "prior of random small wars"


def small_war(seed: int) -> dict[str, Any]:
    """Return the scenario file of a random small war as a mapping; same seed, same war."""
    rng = np.random.default_rng([seed, 32])
    contested = int(rng.integers(SECTORS[0], SECTORS[1] + 1)) - 2
    rows = max(1, round((contested * 1.5) ** 0.5))
    sectors, edges = ground(rng, contested, rows)
    men = log_normal(rng, MEN)
    forces = {"A": force(rng, men), "B": force(rng, men / log_normal(rng, RATIO))}
    return {
        "id": f"small_war_{seed}",
        "title": f"Random small war {seed}",
        "as_of": "2000-05-01",
        "round_start": "2000-05-01",
        "sources": {"prior": {"text": SOURCE, "grade": "J"}},
        "belligerents": {"A": side(rng, "AAA", opener=True), "B": side(rng, "BBB", opener=False)},
        "powers": [power(rng, i) for i in range(int(rng.integers(POWERS[0], POWERS[1] + 1)))],
        "theatre": {"sectors": sectors, "edges": edges},
        "forces": forces,
        "settlements": designs(),
    }


def log_normal(rng: np.random.Generator, prior: tuple[float, float]) -> float:
    """Return a draw from LogN(median, log-sd), four figures."""
    return float(f"{prior[0] * np.exp(prior[1] * rng.standard_normal()):.4g}")


def side(rng: np.random.Generator, name: str, *, opener: bool) -> dict[str, Any]:
    """Return a belligerent: will, quality, population; the opener may have limited aims and has some surprise."""
    found: dict[str, Any] = {
        "id": name,
        "name": f"Side {name[0]}",
        "will": round(float(rng.uniform(*WILL)), 3),
        "quality": round(float(rng.uniform(*QUALITY)), 3),
        "population": f"{log_normal(rng, POPULATION):.0f} persons",
    }
    if opener:
        found["surprise"] = [0, 0.7, 1.5]
        if rng.random() < LIMITED_CHANCE:
            found["commitment"] = "Beta(3, 9)"
    return found


def force(rng: np.random.Generator, men: float) -> dict[str, Any]:
    """Return a side's forces in the theatre."""
    thousands = men / 1000.0
    return {
        "in_theatre": f"{men:.0f} persons",
        "tanks": f"{thousands * log_normal(rng, TANKS):.0f} items",
        "guns": f"{thousands * log_normal(rng, GUNS):.0f} items",
        "aircraft": f"{int(rng.integers(5, 80)) if rng.random() < AIRCRAFT_CHANCE else 0} items",
        "armed_drones": f"{int(rng.integers(2, 25)) if rng.random() < DRONE_CHANCE else 0} items",
        "sam": f"{int(rng.integers(0, 12))} batteries",
    }


def ground(rng: np.random.Generator, contested: int, rows: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return sectors and edges: a grid of contested ground between two bases, the line anywhere in its western half."""
    columns = -(-contested // rows)
    line = int(rng.integers(0, max(columns // 2, 1) + 1))
    names, weights = [name for name, _ in TERRAINS], [weight for _, weight in TERRAINS]
    sectors = [base("ABASE", 1, -1.0), base("BBASE", 0, float(columns))]
    edges: list[dict[str, Any]] = []
    for k in range(contested):
        c, r = divmod(k, rows)
        here, terrain = f"S{k:02d}", str(rng.choice(names, p=weights))
        own = 1 if c < line else 0
        sectors.append({
            "id": here, "name": f"Sector {k}", "lat": round(45 + 0.3 * r, 2), "lon": round(20 + 0.4 * c, 2), "terrain": terrain,
            "area": f"{log_normal(rng, AREA):.0f} km2", "value": int(rng.integers(2, 9)), "share_A": own,
            "preparation": int(rng.integers(0, 4)) if c in {line, line - 1} else 0, "urban": bool(rng.random() < 0.15),
            "population": f"{log_normal(rng, (30000.0, 1.0)):.0f} persons",
        })  # fmt: skip
        kind = "track" if terrain == "mountain" else "road"
        if c == 0:
            edges.append(edge("ABASE", here, kind))
        if c == columns - 1 or k + rows >= contested:
            edges.append(edge(here, "BBASE", kind))
        if r > 0:
            edges.append(edge(f"S{k - 1:02d}", here, kind))
        if c > 0:
            edges.append(edge(f"S{k - rows:02d}", here, kind))
    return sectors, edges


def base(name: str, share: int, column: float) -> dict[str, Any]:
    """Return the home ground of a side: its source of supply, outside what is fought over."""
    owner = name[0]
    return {
        "id": name, "name": f"Home of {owner}", "lat": 45.0, "lon": round(20 + 0.4 * column, 2), "terrain": "rolling",
        "area": "2000 km2", "value": 5, "share_A": share, "preparation": 1, "contested": False, "in_zone": False,
        "source_of": owner, "recognised_soil_of": owner, "gate": 7,
    }  # fmt: skip


def edge(a: str, b: str, kind: str) -> dict[str, Any]:
    """Return a road or a track between two sectors."""
    capacity = "2500 t/day" if kind == "road" else "600 t/day"
    return {"id": f"{a}-{b}", "a": a, "b": b, "kind": kind, "length": "30 km", "capacity": capacity}


def power(rng: np.random.Generator, i: int) -> dict[str, Any]:
    """Return an outside power with a lean to one side, able to do everything from staying out to fighting."""
    lean = float(np.clip(TIE_SPREAD * rng.standard_normal(), -1, 1))
    other = float(np.clip(-0.5 * lean + 0.3 * rng.standard_normal(), -1, 1))
    return {
        "id": f"POW{i}",
        "name": f"Power {i}",
        "tie_A": round(lean, 3),
        "tie_B": round(other, 3),
        "attention": round(float(rng.uniform(0.2, 0.8)), 3),
        "access": round(float(rng.uniform(0.2, 0.9)), 3),
        "leverage_A": round(float(rng.uniform(0, 0.6)), 3),
        "leverage_B": round(float(rng.uniform(0, 0.6)), 3),
        "neighbour": bool(rng.random() < NEIGHBOUR_CHANCE),
        "options": list(OPTIONS),
    }


def designs() -> list[dict[str, Any]]:
    """Return what may be agreed: the line as it stands, the line as it was, or the line watched by observers."""
    both = {"consent": ["AAA", "BBB"]}
    return [
        {"id": "halt", "what": "a halt in place", "territory": "line_of_contact", "arrangement": "none", "enforcement": 0.2,
         "face_A": 0.1, "face_B": -0.1, **both},
        {"id": "watched", "what": "a halt with observers", "territory": "line_of_contact", "arrangement": "observers",
         "enforcement": 0.4, "face_A": 0.0, "face_B": 0.0, **both},
        {"id": "back", "what": "back to the lines before", "territory": "line_before", "arrangement": "observers",
         "enforcement": 0.4, "face_A": -0.4, "face_B": 0.3, **both},
    ]  # fmt: skip
