"""The outside view scored on past wars."""

from __future__ import annotations

import numpy as np
import pytest
from verification.outside import BASE, MEASURES, ensemble, forecasts_of, losses, missed, sentence, table

from multipolar.codes import ENDINGS
from multipolar.outside.lengths import Weighted
from multipolar.outside.pool import pooled
from multipolar.outside.spells import TYPES as KINDS
from multipolar.scenario.files import library_names
from multipolar.session.war import Recipe, load_war
from outside.test_pool import courses, view


def rows(pool: float, base: float) -> dict[str, dict[str, dict[str, float]]]:
    """Return the scores of four invented wars under every forecast."""
    marks = dict(zip(("simulation", "outside view", "pool", BASE), (pool + 0.1, pool + 0.2, pool, base), strict=True))
    return {name: {f"w{i}": dict.fromkeys(MEASURES, value + 0.01 * i * (name == "pool")) for i in range(4)}
            for name, value in marks.items()}  # fmt: skip


def test_types__every_past_war_has_one() -> None:
    """The flagship states none and is not scored."""
    types = [load_war(Recipe(name)).scenario.document.war_type for name in library_names()]
    assert set(types) <= set(KINDS)
    assert types.count("interstate") < len(types)


def test_ensemble__has_the_law_s_quantiles() -> None:
    """Days with three quarters of the weight are three quarters of the ensemble."""
    found = ensemble(Weighted(np.array([180.0, 5.0]), np.array([0.25, 0.75])), 100)
    assert (found == 5.0).mean() == 0.75
    assert sorted(found) == list(found)


def test_forecasts_of__are_the_parts_and_their_mean() -> None:
    """The pool of endings lies half way."""
    one = view()
    found = forecasts_of(pooled(courses(), one), one)
    for name in ENDINGS:
        parts = found["simulation"].endings[name], found["outside view"].endings[name]
        assert found["pool"].endings[name] == pytest.approx(sum(parts) / 2)


def test_table__holds_means_and_paired_differences_to_the_base_rate() -> None:
    """The base rate differs from itself by nothing."""
    found = table(rows(0.6, 0.9))
    assert found[BASE]["ending_log"] == {"mean": 0.9, "difference": 0.0, "error": 0.0}
    assert found["pool"]["ending_log"]["difference"] == pytest.approx(-0.285)


def test_missed__names_each_bar_that_does_not_hold() -> None:
    """Good scores miss none; bad ones, a loss on one war and few courses are each told."""
    good, bad = rows(0.3, 0.9), rows(2.0, 1.0)
    assert missed(table(good), good, {"w0": {"ess_share": 0.5}}) == []
    bad["pool"]["w1"]["ending_log"] = 3.0
    told = missed(table(bad), bad, {"w0": {"ess_share": 0.1}})
    assert [any(word in one for one in told) for word in ("ending_brier", "on 0 of 4", "0.90 nats", "w0")] == [True] * 4
    assert max(losses(bad)) == pytest.approx(0.9)


def test_sentence__tells_scores_tilt_and_bars() -> None:
    """One line."""
    good = rows(0.3, 0.9)
    document = {"rows": table(good), "wars": {"w0": {}}, "members": 10, "missed": [],
                "tilt": {"w0": {"ess_share": 0.5, "length_moved": -0.2}}}  # fmt: skip
    assert sentence(document).endswith("mean 0.50, least 0.50, length at most 0.2 days from the pool's; bars missed: none")
