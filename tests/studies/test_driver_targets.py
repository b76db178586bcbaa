"""Targets of a run: answers as they were counted, luck from twins, and what cannot be asked."""

from __future__ import annotations

import numpy as np
import pytest

from multipolar.codes import ENDINGS
from multipolar.errors import QuestionError
from multipolar.inference.luck import luck_share
from multipolar.studies import driver_targets
from multipolar.studies.driver_targets import ancestors_of, must_suffice, number_names, target_names, target_of
from studies.driven_run import driven


@pytest.fixture
def run(monkeypatch):
    return driven(monkeypatch)


def test_target_names__are_all_that_can_be_asked(run):
    """The ending, endings, answered questions and counted numbers; each of them has answers of every member."""
    names = target_names(run)
    assert names[: 1 + len(ENDINGS)] == ["ending", *ENDINGS]
    assert {"Q01", "length_days", "deaths:A", "money:RUS"} <= set(names)
    for name in names:
        target = target_of(run, name)
        assert (target.name, target.response.members) == (name, 1_000)


def test_target_of__counts_as_the_forecast_does(run):
    """Shares of endings, of a question and the mean of a number are those of the tally."""
    tally = run.sample.tally
    ending = target_of(run, "ending")
    assert ending.response.shares == pytest.approx(tally.codes["ending"] / 1_000)
    assert (ending.kind, ending.names[ending.leader], ending.told) == ("name", "knockout_A", ending.leader)
    one = target_of(run, "ceasefire_gains_A")
    assert (one.kind, one.names, one.told, one.leader) == ("yes or no", ("no", "yes"), 1, 0)
    assert one.response.shares[1] == pytest.approx(tally.codes["ending"][2] / 1_000)
    question = target_of(run, "Q01")
    assert question.response.shares[1] == pytest.approx(tally.hits["question:Q01"] / 1_000)
    number = target_of(run, "deaths:B")
    assert (number.kind, number.unit, number.leader) == ("number", "persons", None)
    assert number.response.values == pytest.approx(tally.values("deaths:B"))


def test_target_of__of_an_unknown_name_tells_the_nearest(run):
    """A misspelt question, ending or number is met with the nearest."""
    with pytest.raises(QuestionError, match="Did you mean 'knockout_A'"):
        target_of(run, "knock_out_A")
    with pytest.raises(QuestionError, match="Did you mean 'length_days'"):
        target_of(run, "lenght_days")
    with pytest.raises(QuestionError, match=r"Known: ending, knockout_A"):
        target_of(run, "zzz")
    run.sample.tally.failed["Q77"] = "no such sector"
    with pytest.raises(QuestionError, match="could not be answered: no such sector"):
        target_of(run, "Q77")


def test_target_of__what_no_mechanism_reaches_has_no_driver(run):
    """A question outside the model is refused with the reason."""
    outside = next(item for item in run.sample.questions if item.outside)
    with pytest.raises(QuestionError, match="no mechanism reaches"):
        target_of(run, outside.question.id)
    assert outside.question.id not in target_names(run)


def test_target_of__luck_comes_from_the_twins(run, monkeypatch):
    """Twins with nothing in common are all luck; without twins nothing is told."""
    target = target_of(run, "length_days")
    first, twin = (out["length_days"][:200].astype(float) for out in (run.sample.first, run.sample.twins))
    assert target.luck == luck_share(first, twin)
    assert (target.pairs, target.luck.high) == (200, 1.0)
    alone = driven(monkeypatch, twins=0)
    assert (target_of(alone, "ending").luck, target_of(alone, "ending").pairs) == (None, 0)


def weighted(run, weights):
    tally = run.sample.tally
    tally.weights, tally.effective = weights, float(weights.sum() ** 2 / (weights**2).sum())
    return run


def test_target_of__every_number_is_weighted(run):
    """Courses of a victory counted three times: their share follows."""
    heavy = np.where(run.outcomes["label"] == 0, 3.0, 1.0)
    counted = run.outcomes["label"] == 0
    target = target_of(weighted(run, heavy / heavy.mean()), "knockout_A")
    assert target.response.shares[1] == pytest.approx(3 * counted.sum() / heavy.sum())


def test_target_of__copies_of_one_course_count_once(run):
    """Courses that descend from few of the run are worth those few, whatever their number; too few of them are refused."""
    assert ancestors_of(run.sample, 1_000) is None
    run.sample.members[:] = np.repeat(np.arange(3, 253), 4)
    assert ancestors_of(run.sample, 1_000).tolist() == np.repeat(np.arange(250), 4).tolist()
    assert target_of(run, "ending").response.effective == pytest.approx(250.0)
    must_suffice(run, 1_000)
    run.sample.members[:] = np.repeat(np.arange(100), 10)
    with pytest.raises(QuestionError, match="100, at least 200"):
        must_suffice(run, 1_000)


def test_must_suffice__refuses_runs_of_too_few_courses(run, monkeypatch):
    """Under 200 courses, or courses worth fewer, no verdict is given."""
    must_suffice(run, 1_000)
    with pytest.raises(QuestionError, match=r"too few courses for a verdict: 150.*--members"):
        must_suffice(driven(monkeypatch, 150, twins=20), 150)
    few = np.zeros(1_000)
    few[:120] = 1_000 / 120
    with pytest.raises(QuestionError, match=r"120, at least 200 are needed \(1,000 counted, weighted"):
        must_suffice(weighted(run, few), 1_000)


def test_target_of__a_large_run_is_read_in_part(run, monkeypatch):
    """No more courses are read than fit the memory, and those in their order."""
    monkeypatch.setattr(driver_targets, "MOST_READ", 450)
    target = target_of(run, "length_days")
    assert target.response.values == pytest.approx(run.outcomes["length_days"][:450])


def test_number_names__leave_answers_of_questions_out(run):
    """A question is asked by its own name, the ending by its."""
    assert [name for name in number_names(run.sample) if name == "label" or name.startswith("question:")] == []
