"""Reports against claims and bundles."""

from __future__ import annotations

import numpy as np
import pytest

from forecast.reported import report
from multipolar import api
from multipolar.errors import QuestionError
from multipolar.forecast.weighting import weight_of
from multipolar.session.run import Run
from multipolar.studies import ach as a
from multipolar.studies import condition as c

MEMBERS = 250
FILE = """
format: multipolar-evidence/1
scenario: karabakh_2020
reports:
  - {id: fuz, kind: event, feature: "sector_falls[FUZ]", event_date: "2020-10-20", report_date: "2020-10-20", source: S,
     reliability: A, credibility: 4, ratings: {C07: C, C93: II}}
  - {id: note, kind: note, event_date: "2020-10-19", report_date: "2020-10-20", source: S, reliability: A, credibility: 1}
  - {id: war, kind: non_event, feature: "power_entry[RUS]", event_date: "2020-10-21", report_date: "2020-10-21", source: S,
     reliability: A, credibility: 1}
"""


def test_cell__is_the_ratio_of_the_mean_likelihoods():
    """Likelihood .8 in all courses with the claim, .2 and .1 by turns without: log10 of .8/.15, the ended ones left out."""
    n = 200
    holds = np.arange(n) < n // 2
    told = np.log(np.where(holds, 0.8, np.where(np.arange(n) % 2 == 0, 0.2, 0.1)))
    going_on = np.ones(n, bool)
    told[:5], going_on[:5] = -50.0, False
    found = a.cell(told, going_on, holds)
    assert found["log10"] == pytest.approx(np.log10(0.8 / 0.15), abs=1e-4)
    spread = np.var([0.2, 0.1] * 50, ddof=1) / 100 / 0.15**2
    assert found["error"] == pytest.approx(np.sqrt(spread) / np.log(10.0), abs=1e-4)
    assert (found["on"], found["off"]) == (95, 100)


def test_cell__stays_empty_with_few_courses():
    """Twenty-nine on a side are none."""
    assert a.cell(np.zeros(100), np.ones(100, bool), np.arange(100) < 29)["log10"] is None
    assert a.cell(np.zeros(100), np.ones(100, bool), np.arange(100) < 30)["log10"] == 0.0


def test_cell__counts_courses_with_their_weights():
    """Likelihood .2 with weight 3 and .1 with 1 by turns where it does not hold: the mean is .175; equal weights change nothing."""
    n = 200
    holds, even = np.arange(n) < n // 2, np.arange(n) % 2 == 0
    told, going_on = np.log(np.where(holds, 0.8, np.where(even, 0.2, 0.1))), np.ones(n, bool)
    found = a.cell(told, going_on, holds, np.where(even, 3.0, 1.0))
    assert found["log10"] == pytest.approx(np.log10(0.8 / 0.175), abs=1e-4)
    spread = 100 / 99 * 50 * (9 * 0.025**2 + 0.075**2) / 200**2 / 0.175**2
    assert found["error"] == pytest.approx(np.sqrt(spread) / np.log(10.0), abs=1e-4)
    assert a.cell(told, going_on, holds, np.full(n, 0.5)) == a.cell(told, going_on, holds)
    few = np.where(np.arange(n) < 120, 1.0, 0.0)
    assert a.cell(told, going_on, holds, few)["log10"] is None


def test_pooled_weights__bring_the_courses_to_the_pool(base: Run):
    """Shares of endings move from those of the courses toward past wars; without weight of past wars nothing moves."""
    out = base.outcomes
    even = np.full(len(out), 1.0 / len(out))
    assert np.array_equal(a.pooled_weights(base.war, out, even, 0.0), even)
    found = a.pooled_weights(base.war, out, even, weight_of(base.war.scenario))
    assert found.sum() == pytest.approx(1.0)
    assert np.ptp(found) * len(out) > 0.05
    assert np.allclose(found * len(out), a.weights_of(base), atol=1e-9)
    tripled = a.pooled_weights(base.war, out, np.where(np.arange(len(out)) < len(out) // 3, 3.0, 0.0), 0.2)
    assert not tripled[len(out) // 3 :].any()


def test_told_by_and_diagnosticity__only_beyond_two_errors():
    """A cell of one error says nothing."""
    one, other = {"log10": -0.5, "error": 0.1}, {"log10": 0.9, "error": 0.5}
    assert [a.told_by(one), a.told_by(other), a.told_by({"log10": None, "error": None})] == [-1, 0, 0]
    assert a.diagnosticity([one, other]) == 0.5
    assert a.diagnosticity([other]) == 0.0


def test_rated__a_rating_of_a_rival_counts_the_other_way():
    """What is inconsistent with the second set is consistent with the first."""
    one = report("note", ratings={"C93": "II", "C07": "C"})
    assert a.rated(one, ["C33", "C34"], ["C93"]) == "CC"
    assert a.rated(one, ["C07"], ["C86"]) == "C"
    assert a.rated(one, ["C15"], ["C39"]) is None
    assert a.with_rating({"log10": -0.5, "error": 0.1}, "CC")["agrees"] is False
    assert a.with_rating({"log10": 0.5, "error": 0.1}, "CC")["agrees"] is True
    assert a.with_rating({"log10": 0.1, "error": 0.1}, "CC")["agrees"] is None
    assert a.with_rating({"log10": 0.5, "error": 0.1}, "N")["agrees"] is None


def test_posterior__without_a_report_weighs_by_one_over_its_likelihood():
    """Courses drawn with a report that is three times as likely in one kind are even without it."""
    likely = np.where(np.arange(400) < 300, 0.9, 0.3)
    made = a.Posterior(np.full(400, 1 / 400), np.arange(400) < 300, np.zeros((400, 1), bool), np.log(likely)[:, None])
    assert made.whole()["headline"] == pytest.approx(0.75)
    assert made.without(0)["headline"] == pytest.approx(0.5)
    few = a.Posterior(made.weights, made.holds, made.first, np.where(np.arange(400) < 3, -20.0, 0.0)[:, None])
    assert few.without(0) == {"headline": None, "claims": None, "effective": pytest.approx(3.0, abs=0.1)}


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a run of the flagship."""
    return api.run("karabakh_2020", members=MEMBERS, seed=5, out=tmp_path_factory.mktemp("base") / "run", report=False)


@pytest.fixture(scope="module")
def board(base: Run, tmp_path_factory: pytest.TempPathFactory):
    """Return the board of two reports."""
    path = tmp_path_factory.mktemp("evidence") / "evidence.yaml"
    path.write_text(FILE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(c, "LEAST", 30.0)
        patch.setattr(c, "LEAST_ANCESTORS", 10)
        return api.ach(base, path, bundles=["grinding", "article"])


def test_ach__cells_are_those_of_the_courses_of_the_run(board, base: Run):
    """Counted by hand from the days that the run kept: who fell by 20 October where the first set of a pair holds."""
    (row, other) = board["items"]
    assert (row["id"], other["id"]) == ("fuz", "war")
    place = base.war.model.labels.sectors.index("FUZ")
    with_a = base.series[1]["sector_share"][:, :, place] > 125
    going_on = base.series[1]["alive"][:, 4] > 0
    first = a.pairs_of(base.war, MEMBERS, 5)[:, 0] == 0.0
    likelihood = np.where(with_a[:, 4] != (with_a[:, 0].mean() > 0.5), 1.0, (0.02 / 0.98) ** 0.3)
    weights = a.weights_of(base)
    on, off = (np.average(likelihood[going_on & side], weights=weights[going_on & side]) for side in (first, ~first))
    assert row["claims"][0]["log10"] == pytest.approx(np.log10(on / off), abs=0.01)
    assert row["claims"][0]["on"] == pytest.approx((going_on & first).sum(), abs=2)
    assert [len(row["claims"]), len(row["bundles"])] == [len(board.claims), 2]


def test_ach__ratings_stand_beside_the_cells(board):
    """Of the pairs that have one."""
    by_pair = dict(zip([pair["id"] for pair in board.claims], board["items"][0]["claims"], strict=True))
    assert {name: found["rating"] for name, found in by_pair.items() if found["rating"]} == {"R2": "CC", "R5": "C"}
    assert board["items"][1]["claims"][0]["rating"] is None


def test_ach__without_the_one_report_that_tells_the_run_is_as_before(board, base: Run):
    """Nothing was resampled: the weights even out, and chances are near those of the courses that go on."""
    row = board["items"][0]
    assert row["without"]["effective"] > board["posterior"]["effective"]
    going_on = base.series[1]["alive"][:, 5] > 0
    first = a.pairs_of(base.war, MEMBERS, 5)[going_on] == 0.0
    assert row["without"]["claims"] == pytest.approx(first.mean(axis=0), abs=0.1)
    assert board.items_by_diagnosticity[0]["diagnosticity"] >= board.items_by_diagnosticity[1]["diagnosticity"]


def test_ach__a_bundle_that_is_not_there_is_named(base: Run):
    """With the nearest one."""
    with pytest.raises(QuestionError, match="grinding"):
        api.ach(base, bundles=["grindig"])
