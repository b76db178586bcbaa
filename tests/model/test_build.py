"""A scenario becomes a model: clock, counts, capacity, checkpoints; unused places point nowhere."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from multipolar.model.build import capacity_for, labels_of, mark_days
from multipolar.model.build_options import all_specs
from multipolar.model.fields import LARGE, SMALL
from multipolar.model.records import dtype_of
from small_document import BASE, at_war, document, model

SC = model().sc[0]


def many_sectors(n):
    """Return a theatre of ``n`` sectors in a row."""
    first, middle, last = BASE["theatre"]["sectors"]
    row = [first, *({**middle, "id": f"M{k}"} for k in range(n - 2)), last]
    edges = [
        {**BASE["theatre"]["edges"][1], "id": f"E{k}", "a": a["id"], "b": b["id"], "lifeline_of": None, "lifeline": "",
         "overlooked_by": None}
        for k, (a, b) in enumerate(pairwise(row))
    ]  # fmt: skip
    return {"sectors": row, "edges": edges}


def test_build__counts_and_clock():
    """The record knows how much of its room is used and where in time it stands."""
    assert (SC["n_sectors"], SC["n_edges"], SC["n_powers"], SC["n_designs"]) == (3, 3, 2, 2)
    assert (SC["n_lifelines"], SC["n_links"], SC["n_treaties"], SC["n_redlines"]) == (1, 1, 1, 1)
    assert SC["doy_start"] == 271
    assert SC["day_before"] == 0
    assert SC["inside_war"] == 0


def test_build__either_side_may_have_opened_the_round():
    """A, where the file says nothing."""
    assert SC["opener"] == 0
    assert model(opened_by="B").sc[0]["opener"] == 1


def test_build__inside_a_war_the_clock_knows_what_went_before():
    """Twenty days in: days fought, announced dead and failed truces are on record."""
    sc = at_war().sc[0]
    assert sc["day_before"] == 20
    assert sc["inside_war"] == 1
    assert sc["base_deaths"].tolist() == [0, 500]
    assert sc["failed_before"] == 2


def test_build__unused_places_point_nowhere():
    """Places beyond the used ones never name the first sector, power or option by accident."""
    assert (SC["edge_a"][3:] == -1).all()
    assert (SC["edge_life"][3:] == -1).all()
    assert (SC["option"][1, SC["n_options"][1] :] == -1).all()
    assert (SC["opt_effect"][SC["n_catalogue"] :] == -1).all()
    assert (SC["treaty_power"][1:] == -1).all()


def test_build__same_scenario_same_bytes():
    """Building twice gives the same record and the same plan."""
    again = model()
    assert again.sc.tobytes() == model().sc.tobytes()
    assert all(np.array_equal(a, b) for a, b in zip(again.plan.arrays, model().plan.arrays, strict=True))


def test_capacity_for__takes_the_smallest_class_that_fits():
    """A small war takes the small record, forty sectors the large one, and a hundred and thirty none."""
    assert model().capacity == SMALL
    large = model(theatre=many_sectors(40))
    assert large.capacity == LARGE
    assert large.sc.dtype == dtype_of("SCENARIO", LARGE)
    with pytest.raises(ValueError, match="130 on axis s"):
        model(theatre=many_sectors(130))


def test_labels_of__orders_actors_as_the_records_do():
    """Sides come first, then powers in the order of the file."""
    read = document()
    labels = labels_of(read, all_specs(read, ("NOR", "SUD")), SMALL)
    assert labels.actors == ("NOR", "SUD", "OCC", "ORI")
    assert labels.side("B") == labels.side("SUD") == 1
    assert capacity_for(labels) == SMALL


def test_mark_days__questions_come_first_and_days_are_sorted():
    """Closing days of questions are checkpoints; standard days fill the rest up to eight."""
    days = mark_days(document())
    assert 35 in days
    assert days == sorted(days)
    assert len(days) == 8
    assert max(days) <= 180
