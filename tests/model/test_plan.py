"""The plan collects numbers: tables without doubles, stable random places, auxiliary inputs."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.model.fields import LARGE, PARAMS, SMALL
from multipolar.model.plan import (
    AUX_FIRST,
    INDEX_END,
    KEYS,
    LOADING,
    Entry,
    PlanBuilder,
    quantile_row,
    stable_index,
    tabulate,
    template_of,
    to_distribution,
)
from multipolar.numerics.sampling import Z_GRID
from multipolar.scenario.distribution import Distribution
from multipolar.scenario.quantity import Quantity


def entry(law, scale=1.0):
    """Return a plan entry of a distribution."""
    return Entry(to_distribution(law), scale, "", 0, (), "")


def test_loading__gives_rank_correlation():
    """The square of the loading is the Pearson correlation that belongs to a rank correlation of 0.7."""
    assert 6 / np.pi * np.arcsin(LOADING**2 / 2) == pytest.approx(0.7)


def test_to_distribution__takes_every_spelling():
    """Quantities, texts, numbers and distributions are all numbers."""
    assert to_distribution("-4").args == (-4.0,)
    assert to_distribution(2).is_point
    assert to_distribution("Beta(2, 6)").kind == "Beta"
    assert to_distribution(Quantity.of(1.0)).median() == 1.0


def test_tabulate__equal_distributions_share_a_row():
    """Three inputs with two distributions need two rows; a scale makes another."""
    table, rows = tabulate([entry("N(0, 1)"), entry("Beta(2, 2)"), entry("N(0, 1)"), entry("N(0, 1)", 2.0)])
    assert rows.tolist() == [0, 1, 0, 2]
    assert np.allclose(table[2], 2 * table[0])


def test_quantile_row__of_a_normal_is_the_grid():
    """The table of a standard normal is the scale itself."""
    assert quantile_row(Distribution("N", (0.0, 1.0)), 1.0) == pytest.approx(Z_GRID, abs=1e-6)


def test_stable_index__depends_on_the_name_alone():
    """Names give places that do not move, apart from the slots of the vector."""
    assert stable_index("a", AUX_FIRST) == stable_index("a", AUX_FIRST)
    assert AUX_FIRST <= stable_index("b", AUX_FIRST) < INDEX_END
    assert stable_index("a") != stable_index("b")


def test_plan_builder__a_later_number_replaces_an_earlier_one():
    """A slot has one number: the last."""
    builder = PlanBuilder()
    builder.put("break_hazard", (), "LogN(1, 1)")
    builder.put("break_hazard", (), 2.0)
    slot = builder.slot("break_hazard")
    assert builder.constants[slot] == 2.0
    assert slot not in builder.entries
    assert template_of(builder)[slot] == 2.0


def test_plan_builder__auxiliary_inputs_lie_behind_the_vector():
    """An auxiliary input is drawn beside the record and asked for once."""
    builder = PlanBuilder()
    first, again = builder.aux("x", "U(0, 1)"), builder.aux("x", "U(0, 1)")
    assert first == again == builder.size
    assert template_of(builder).size == builder.size + 1


@pytest.mark.parametrize("name", ["salience", "option_weight", "tie", "tooth", "kappa_commitment"])
def test_key_of__is_the_same_in_every_record_class(name):
    """A place has one index, whether the scenario needs the smaller or the larger class; other places have others."""
    small, large = PlanBuilder(SMALL), PlanBuilder(LARGE)
    dims = next(field.dims for field in PARAMS if field.name == name)
    places = [tuple(0 for _ in dims), tuple(1 for _ in dims)] if dims else [()]
    keys = [small.key_of(name, small.slot(name, *place)) for place in places]
    assert keys == [large.key_of(name, large.slot(name, *place)) for place in places]
    assert len(set(keys)) == len(keys)


def test_keys__have_room_for_the_largest_class_and_end_before_what_is_drawn_by_name():
    """No two places share a number, in whatever class, and none reaches the numbers of auxiliary inputs."""
    for dim in "sepogtrclzn":
        assert KEYS.size(dim) >= LARGE.size(dim) >= SMALL.size(dim)
    builder = PlanBuilder(LARGE)
    last = builder.key_of("link_rate", builder.slot("link_rate", LARGE.z - 1))
    assert 0 < last < AUX_FIRST
