"""The forecast day by day as reports come in."""

from __future__ import annotations

import csv
import io

import numpy as np
import pytest

from multipolar import api
from multipolar.codes import ENDINGS
from multipolar.session.run import Run
from multipolar.studies import condition as c
from multipolar.studies import timeline as t

MEMBERS = 250
FILE = """
format: multipolar-evidence/1
scenario: karabakh_2020
reports:
  - {id: fuz, kind: event, feature: "sector_falls[FUZ]", event_date: "2020-10-18", report_date: "2020-10-20", source: S,
     reliability: A, credibility: 1}
  - {id: later, kind: note, event_date: "2020-10-22", report_date: "2020-10-22", source: S, reliability: A, credibility: 1}
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Run:
    """Return a run of the flagship."""
    return api.run("karabakh_2020", members=MEMBERS, seed=5, out=tmp_path_factory.mktemp("base") / "run", report=False)


@pytest.fixture(scope="module")
def told(base: Run, tmp_path_factory: pytest.TempPathFactory):
    """Return the timeline of a report that is public two days after its event, with the limit on courses lowered."""
    path = tmp_path_factory.mktemp("evidence") / "evidence.yaml"
    path.write_text(FILE, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(c, "LEAST", 30.0)
        patch.setattr(c, "LEAST_ANCESTORS", 10)
        return api.timeline(base, path, days=1)


def test_timeline__a_report_counts_from_the_day_it_is_public(told):
    """Days before know nothing of it although its event is past; evidence falls on the day it is out."""
    assert told.schema == "multipolar-timeline/1"
    assert [row["date"][-2:] for row in told.days] == ["17", "18", "19", "20", "21", "22"]
    assert [row["reports"] for row in told.days] == [[]] * 3 + [["fuz"]] * 2 + [["fuz", "later"]]
    evidence = [row["log_evidence"] for row in told.days]
    fall = np.diff(evidence)
    assert fall[2] < -0.5
    assert (np.abs(np.delete(fall, 2)) < 0.1).all()
    assert told.days[2]["ancestors"] > told.days[3]["ancestors"]


def test_timeline__every_forecast_is_one(told):
    """Shares sum to one, lengths outlast the day where the courses do, and the unconditioned one never moves."""
    for row in told.days:
        for name in t.SOURCES:
            assert sum(row[name]["endings"].values()) == pytest.approx(1.0, abs=1e-4)
        assert row["conditioned"]["length_days"]["q05"] > row["day"]
        assert row["outlasting"]["length_days"]["q05"] > row["day"]
        assert row["unconditioned"] == told.days[0]["unconditioned"]
        assert row["conditioned"]["effective"] <= MEMBERS
    going_on = [row["outside"]["endings"]["ongoing_180"] for row in told.days]
    assert going_on == sorted(going_on)
    assert going_on[0] < going_on[-1]


def test_timeline__the_run_as_it_was_has_the_scores_of_the_run(told, base: Run):
    """The unconditioned scores are those of ``score``; the mean over the days is theirs."""
    scored = api.score(base)
    row = told.days[0]["scores"]["unconditioned"]
    assert row["ending"] == pytest.approx(scored.targets["ending"]["score"], abs=2e-6)
    assert row["ending_log"] == pytest.approx(scored.targets["ending"]["log"], abs=2e-6)
    assert row["length_log"] == pytest.approx(scored.targets["length_log"]["score"], abs=2e-6)
    assert row["questions"] == pytest.approx(scored.means["binary_brier"]["model"], abs=2e-6)
    assert told.means["unconditioned"] == row
    assert told.means["outside"]["questions"] is None
    own = [day["scores"]["conditioned"]["ending"] for day in told.days]
    assert told.means["conditioned"]["ending"] == pytest.approx(np.mean(own), abs=1e-5)


def test_timeline__the_courses_that_outlast_a_day_are_counted_with_their_weights(told, base: Run):
    """As one would by hand."""
    weights = base.sample.tally.weights
    assert weights is not None
    going = base.outcomes["length_days"] > 3
    share = np.average(base.outcomes["label"][going] == 0, weights=weights[going])
    assert told.days[2]["outlasting"]["endings"]["knockout_A"] == pytest.approx(share, abs=1e-6)


def test_csv_of__a_row_per_day_and_forecast(told):
    """Endings and scores in columns of their own, as in the document."""
    rows = list(csv.DictReader(io.StringIO(t.csv_of(told))))
    assert len(rows) == 6 * len(t.SOURCES)
    assert {row["forecast"] for row in rows} == set(t.SOURCES)
    last = next(row for row in reversed(rows) if row["forecast"] == "conditioned")
    assert [float(last[name]) for name in ENDINGS] == list(told.days[-1]["conditioned"]["endings"].values())
    assert float(last["score_ending"]) == told.days[-1]["scores"]["conditioned"]["ending"]
    assert next(row for row in rows if row["forecast"] == "outside")["score_questions"] == ""


def test_timeline__too_few_courses_give_no_forecast_of_that_day(base: Run):
    """The others stand all the same."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(c, "LEAST", MEMBERS + 1.0)
        found = api.timeline(base, until="2020-10-18", days=5)
    (row,) = found.days
    assert row["conditioned"] is None
    assert "are needed" in row["refused"]
    assert row["unconditioned"] is not None
    assert found.means == {}
