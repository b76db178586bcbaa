"""A course that was played beside the others of its run: the engine's own courses, counted again by hand."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.codes import Ending
from multipolar.engine.chunk import Job, params_of
from multipolar.engine.payoffs import lived_payoffs
from multipolar.studies import play_after as a
from multipolar.studies.exemplars import weights_of


def test_left_alone__is_the_course_of_the_run(over, lived):
    """The same member under the engine's decisions ends as the run counted it."""
    alone, out = a.left_alone(over), lived.outcomes[over.member]
    assert alone["ending"] == Ending.at(int(out["label"])).spelling
    assert alone["length_days"] == float(out["length_days"])


def test_endings__of_courses_that_lasted(over, lived):
    """Shares by weight among those that went on on the first decision day, the likeliest first."""
    found = a.endings(over)
    still = lived.outcomes["length_days"] > over.from_day
    weight = weights_of(lived)
    assert found["courses"] == int(still.sum())
    assert sum(row["p"] for row in found["rows"]) == pytest.approx(1.0, abs=1e-5)
    top = found["rows"][0]
    hit = still & (lived.outcomes["label"] == Ending.of(top["ending"]))
    assert top["p"] == pytest.approx(weight[hit].sum() / weight[still].sum(), abs=1e-5)
    assert [row["p"] for row in found["rows"]] == sorted((row["p"] for row in found["rows"]), reverse=True)


def test_payoffs__mean_of_the_engines_courses(over, lived):
    """Of those that lasted beyond the first decision day, and the share that is worth less."""
    model = lived.war.model
    params = params_of(Job(model, 40, over.seed), 0, 40)
    worth, _ = lived_payoffs(model.sc, params, seed=over.seed, capacity=model.capacity)
    row = worth[lived.outcomes["length_days"] > over.from_day, over.place]
    found = a.payoffs(over, float(np.median(row)))
    assert found["courses"] == row.size
    assert found["mean"] == pytest.approx(row.mean(), abs=1e-6)
    assert found["se"] == pytest.approx(row.std(ddof=1) / np.sqrt(row.size), abs=1e-6)
    assert found["below"] == pytest.approx((row < np.median(row)).mean(), abs=1e-6)


def test_after__holds_the_course_and_its_digest(over):
    """Payoff, ending and the digest that a course lived again must give."""
    found = a.after(over)
    assert found["course"] == over.course_digest()
    assert found["after"]["ending"] == over.ending()[0]
    assert found["after"]["payoff"] == pytest.approx(over.payoff(), abs=1e-6)
