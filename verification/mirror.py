"""Nothing depends on the letter of a side: swap the sides in name, facts and the opener's role, and all results swap.

The records of the flagship are mirrored after the draw (``tests/laws/mirror.py``) and lived with other luck; every
probability of the one war stands against its mirror image in the other, with the error of two independent counts. All
comparisons together may fail once in a hundred times (Holm's rule).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm
from tests.laws.mirror import mirrored

from multipolar.codes import ENDINGS
from multipolar.engine.chunk import Job, params_of
from multipolar.engine.simulate import simulate_chunk
from multipolar.library import FLAGSHIP
from multipolar.model.build import Model
from multipolar.model.records import zeros
from multipolar.session.run import make_ready
from multipolar.session.war import Recipe, load_war
from verification.common import arguments, verify

Records = NDArray[Any]
Columns = dict[str, NDArray[np.float64]]

LEVEL = 0.01
SWAPPED = (1, 0, 3, 2, 4, 5, 6)
"""The ending of each code seen from the other side."""


def lived(model: Model, scenario: Records, params: Records, seed: int) -> Records:
    """Return the outcomes of members (member,)."""
    out = zeros("OUTCOME", params.shape[0], model.capacity)
    simulate_chunk(scenario, params, seed, 0, out, capacity=model.capacity)
    return out


def columns(model: Model, out: Records, *, swap: bool) -> Columns:
    """Return what is compared, one column (member,) each, seen with the sides exchanged when asked."""
    labels = model.labels
    side = (1, 0) if swap else (0, 1)
    table: Columns = {}
    for code, name in enumerate(ENDINGS):
        table[f"ending {name}"] = out["label"] == (SWAPPED[code] if swap else code)
    for b, name in enumerate("AB"):
        table[f"deaths {name}"] = out["deaths"][:, side[b]]
        table[f"will {name}"] = out["will"][:, side[b]]
        table[f"tanks lost {name}"] = out["equip_lost"][:, side[b], 0]
    for p, name in enumerate(labels.powers):
        table[f"armed {name}"] = out["level"][:, p] >= 1
        table[f"direct {name}"] = out["level"][:, p] == 2
        table[f"broker {name}"] = out["brokers"][:, p] > 0
    for g, name in enumerate(labels.designs):
        table[f"design {name}"] = out["design"] == g
    for name in ("length_days", "displaced", "failed_truces", "changed_share"):
        table[name] = out[name]
    table["net_share"] = -out["net_share"] if swap else out["net_share"]
    return {name: np.asarray(values, np.float64) for name, values in table.items()}


def compared(first: Columns, second: Columns) -> list[dict[str, Any]]:
    """Return every comparison with its z and whether Holm's rule rejects it, the largest first."""
    rows = []
    for name, a in first.items():
        b = second[name]
        error = float(np.sqrt(a.var(ddof=1) / a.size + b.var(ddof=1) / b.size))
        if error > 0.0:
            z = float((b.mean() - a.mean()) / error)
            rows.append({"what": name, "straight": float(a.mean()), "mirrored": float(b.mean()), "z": round(z, 2)})
    rows.sort(key=lambda row: -abs(row["z"]))
    failing = True
    for i, row in enumerate(rows):
        failing = failing and 2.0 * float(norm.sf(abs(row["z"]))) < LEVEL / (len(rows) - i)
        row["fails"] = failing
    return rows


def measure(members: int, seed: int, as_of: str | None) -> tuple[dict[str, Any], str]:
    """Return the comparison of the flagship with its mirror image."""
    war = load_war(Recipe(FLAGSHIP, as_of))
    make_ready(war)
    model = war.model
    params = params_of(Job(model, members, seed), 0, members)
    sectors, powers = len(model.labels.sectors), len(model.labels.powers)
    first = columns(model, lived(model, model.sc, params, seed), swap=False)
    turned = mirrored(model.sc, "SCENARIO", sectors=sectors, powers=powers)
    others = mirrored(params, "PARAMS", sectors=sectors, powers=powers)
    second = columns(model, lived(model, turned, others, seed + 1), swap=True)
    rows = compared(first, second)
    bad = [f"{r['what']} {r['straight']:.3g} against {r['mirrored']:.3g} (z {r['z']:+.1f})" for r in rows if r["fails"]]
    verdict = f"NOT mirrored: {'; '.join(bad[:8])}" if bad else "all within counting error"
    worst = f"largest z {rows[0]['z']:+.1f} ({rows[0]['what']})"
    sentence = f"{len(rows)} results of {members:,} members against their mirror images: {worst}; {verdict}"
    return {"members": members, "holds": not bad, "rows": rows}, sentence


def main() -> None:
    """Run the verification."""
    given = arguments(__doc__, members=5_000)
    verify("mirror", given, lambda: measure(given.members, given.seed, given.as_of))


if __name__ == "__main__":
    main()
