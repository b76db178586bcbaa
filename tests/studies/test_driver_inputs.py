"""The uncertain inputs of a run drawn again: the same bits as the courses had, and what each is in words."""

from __future__ import annotations

import numpy as np
import pytest

from invented import war
from multipolar.forecast.assumptions import rival_draws
from multipolar.model.draw import draw
from multipolar.model.plan import Input
from multipolar.model.records import params_matrix
from multipolar.scenario.distribution import Distribution
from multipolar.studies.driver_inputs import described_input, drawn_inputs, input_table, joined, start_slots

SEED = 7
NORMAL = Distribution("N", (0.0, 1.0))


@pytest.fixture(scope="module")
def drawn():
    plan = war().model.plan
    return plan, drawn_inputs(plan, 40, first=3, seed=SEED)


def test_drawn_inputs__are_those_of_the_courses(drawn):
    """Every number that no claim, report or bound touches stands in PARAMS bit by bit."""
    plan, found = drawn
    params = params_matrix(draw(plan, 40, first=3, seed=SEED))
    moved = {*plan.arrays.effect_slot.tolist(), *start_slots(war().model)}
    same = [
        np.array_equal(np.clip(found[:, i], plan.arrays.low[one.slot], plan.arrays.high[one.slot]), params[:, one.slot])
        for i, one in enumerate(plan.inputs)
        if one.slot < plan.arrays.size and one.slot not in moved
    ]
    assert len(same) > 350
    assert all(same)


def test_drawn_inputs__pairs_are_the_draw_of_the_rivals(drawn):
    """The column of a pair is 1 in the members in which its second set of claims holds."""
    plan, found = drawn
    pairs = len(plan.arrays.pair_chance)
    second = rival_draws(war().model, np.arange(3, 43), SEED)
    assert [found[:, -pairs + q].tolist() for q in range(pairs)] == [second[q].astype(float).tolist() for q in range(pairs)]


@pytest.mark.compiled
def test_drawn_inputs__a_factor_is_what_its_inputs_share(drawn):
    """A common factor is standard normal and correlated with every input that loads on it."""
    plan, _ = drawn
    found = drawn_inputs(plan, 600, first=0, seed=SEED)
    factor = next(f for f in plan.arrays.factor.tolist() if f >= 0)
    column = found[:, len(plan.inputs) + factor]
    assert (column.mean(), column.std()) == (pytest.approx(0.0, abs=0.15), pytest.approx(1.0, abs=0.1))
    sharing = np.flatnonzero(plan.arrays.factor == factor)
    assert min(np.corrcoef(column, found[:, i])[0, 1] for i in sharing) > 0.6


def test_input_table__holds_every_input_that_differs_once():
    """Keys are unique, no column is constant or the copy of another, and gaps between members are drawn as they are."""
    found = war()
    members = np.array([0, 1, 2, 10, 11])
    table = input_table(found.scenario, found.model, members, SEED)
    keys = [one.key for one in table.inputs]
    assert len(set(keys)) == len(keys) == table.values.shape[1]
    assert np.ptp(table.values, axis=0).min() > 0
    assert len({table.values[:, i].tobytes() for i in range(len(keys))}) == len(keys)
    late = input_table(found.scenario, found.model, np.array([10, 11, 12]), SEED)
    tempo = [t.values[:, [one.key for one in t.inputs].index("tempo")] for t in (table, late)]
    assert tempo[0][3:].tolist() == tempo[1][:2].tolist()
    kinds = {one.kind for one in table.inputs}
    assert kinds == {"parameter", "claim", "report", "start state", "common factor"}


def test_input_table__names_claims_and_factors():
    """A rival pair says which claims it decides, a factor how many inputs it moves and whose they are."""
    found = war("2020-10-16")
    table = {one.key: one for one in input_table(found.scenario, found.model, np.arange(60), SEED).inputs}
    pair = table["R1"]
    assert (pair.kind, pair.names, pair.credence) == ("claim", ("C12 and C55", "C72, C84 and C85"), 0.5)
    assert pair.label == "stalemate against a grinding win"
    factor = table["factor:power_coding|salience"]
    assert factor.label == "common factor of 46 inputs: salience of the standard issues, as power_coding gives it"
    assert (factor.graded, factor.judged) == ("J", True)
    assert table["start:share_start[FUZ]"].graded == "follows"
    assert not table["start:share_start[FUZ]"].judged


@pytest.mark.parametrize(
    ("target", "grade", "kind", "graded", "label"),
    [
        ("tempo", "", "parameter", "E", "share of days on which a chosen axis attacks"),
        ("tie[RUS,ARM]", "B", "parameter", "B", "alignment at the as-of date: RUS, ARM"),
        ("attacker_loss", "", "parameter", "none", "loss rate of an attacker on an assault day"),
        ("lead:claim_HAD", "", "report", "J", "days by which the claim runs ahead of the fall of the place, report claim_HAD"),
        ("lost:B:tanks", "D", "parameter", "D", "equipment lost before the as-of date, B tanks"),
        ("slot 9", "", "parameter", "none", "slot 9"),
    ],
)
def test_described_input__says_what_a_number_is(target, grade, kind, graded, label):
    """Meaning without its register number, places behind it; the grade of the number, else of its prior."""
    found = described_input(Input(target, 1, NORMAL, (), grade, ""), {"tempo": "E"})
    assert (found.kind, found.graded, found.label) == (kind, graded, label)
    assert found.judged == (graded in {"J", "none"})


def test_joined__lists_claims_as_a_sentence_does():
    """None, one, two and three."""
    assert [joined(ids) for ids in ((), ("C1",), ("C1", "C2"), ("C1", "C2", "C3"))] == [
        "no claim", "C1", "C1 and C2", "C1, C2 and C3"
    ]  # fmt: skip
