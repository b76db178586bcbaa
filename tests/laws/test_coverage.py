"""Intervals beside counted shares cover at their stated rate when real courses are counted, not coins."""

from __future__ import annotations

import numpy as np
from tests.toy import toy_params, toy_scenario
from verification.coverage import judged

from multipolar.engine.simulate import simulate_chunk
from multipolar.forecast.probability import counted
from multipolar.model.records import zeros

SEEDS, MEMBERS = 20, 150


def test_counting_intervals__cover_the_pooled_share_over_twenty_seeds() -> None:
    """Endings, places and lengths of twenty independent ensembles: each interval holds the share of all together."""
    scenario = toy_scenario()
    found = []
    for seed in range(SEEDS):
        out = zeros("OUTCOME", MEMBERS)
        simulate_chunk(scenario, toy_params(scenario, MEMBERS, seed=seed), seed, 0, out)
        what = {f"label {i}": out["label"] == i for i in range(7)}
        what |= {f"place {s}": out["place"][:, s] == 0 for s in range(9)}
        what |= {f"over {d}": out["length_days"] > d for d in (10, 20, 40, 80)}
        cells = {name: counted(int(np.count_nonzero(hits)), MEMBERS) for name, hits in what.items()}
        found.append({name: (c.p, c.low, c.high) for name, c in cells.items()})
    result = judged(found, MEMBERS)

    assert result["shares"] >= 8
    assert result["holds"], result
