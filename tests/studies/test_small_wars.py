"""Random small wars are valid scenarios, different ones, and the same ones again."""

from __future__ import annotations

import pytest
import yaml

from multipolar.scenario.check import check_file
from multipolar.session.war import words
from multipolar.studies.small_wars import SECTORS, small_war


@pytest.mark.parametrize("seed", [0, 3, 10])
def test_small_war__is_a_scenario_without_faults(seed, tmp_path):
    """What the generator makes, `check` accepts."""
    path = tmp_path / "war.yaml"
    path.write_text(yaml.safe_dump(small_war(seed)), encoding="utf-8")
    assert check_file(str(path), words()).problems == ()


def test_small_war__sizes_spread_over_the_stated_range():
    """Sectors run from five to thirty-two; every sector can be reached; the same seed makes the same war."""
    sizes = set()
    for seed in range(60):
        war = small_war(seed)
        ids = {s["id"] for s in war["theatre"]["sectors"]}
        sizes.add(len(ids))
        joined = {"ABASE"}
        for _ in ids:
            joined |= {e["b"] for e in war["theatre"]["edges"] if e["a"] in joined}
            joined |= {e["a"] for e in war["theatre"]["edges"] if e["b"] in joined}
        assert joined == ids
    assert SECTORS[0] <= min(sizes) < 9
    assert 28 < max(sizes) <= SECTORS[1]
    assert small_war(5) == small_war(5)
    assert small_war(5) != small_war(6)
