"""Frozen forecasts: the same scores without the run, and no way to change one unseen."""

from __future__ import annotations

import json

import numpy as np
import pytest

from invented import frozen as make_frozen
from invented import reforged, resigned, sample
from multipolar.errors import DataError, FaultyFileError
from multipolar.forecast.outcome import Stamp, open_outcome
from multipolar.forecast.score.document import score_document
from multipolar.record.frozen import chances, country_months_in, frozen_from, frozen_sample, read_frozen, text_of

STAMP = Stamp("ab" * 32, "2030-01-01T00:00:00+00:00")


@pytest.fixture(scope="module")
def counted():
    return sample()


@pytest.fixture(scope="module")
def frozen(counted):
    return make_frozen(counted, months={"2020-10": np.array([3, 5], np.int64)})


def test_frozen__scores_are_those_of_the_run(counted, frozen):
    """Every target, mean, author and lost question comes out the same from the file as from the ensemble."""
    outcome = open_outcome("karabakh_2020", STAMP)
    again = frozen_from(text_of(frozen), "x")
    assert score_document(frozen_sample(again), outcome, facts={}) == score_document(counted, outcome, facts={})


def test_frozen__says_what_was_asked_and_how_it_is_decided(frozen):
    """Questions carry criteria and answers, the head both digests, the seed and both times."""
    assert {"scenario_digest", "digest", "seed", "members", "version", "as_of", "frozen"} <= set(frozen)
    assert all(row["criteria"] and row["answer"] for row in frozen["questions"])
    assert list(country_months_in(frozen)["2020-10"]) == [3, 5]
    assert {row["type"] for row in chances(frozen)} == {"binary", "categorical", "continuous"}


@pytest.mark.parametrize("spoil", [
    lambda d: d["questions"][0].update(text="another"),
    lambda d: d["counts"]["hits"].update({"question:Q05": 0}),
    lambda d: d.update(frozen="2029-01-01T00:00:00+00:00"),
    lambda d: d.update(added=1),
], ids=["question", "count", "time", "key"])  # fmt: skip
def test_frozen_from__any_change_is_seen(frozen, spoil):
    """A question, a count, the time of writing, a key more: refused."""
    found = json.loads(text_of(frozen))
    spoil(found)
    with pytest.raises(DataError, match="changed after it had been frozen"):
        frozen_from(json.dumps(found), "x")


@pytest.mark.parametrize(
    ("text", "said"),
    [("{", "is not JSON"), ("[]", "found schema 'list'"), ('{"schema": "x"}', "schema 'x'"),
     ('{"schema": "multipolar-frozen/1"}', "version is missing"), ('{"schema": 1, "schema": 2}', "'schema' is given twice"),
     ('{"schema": NaN}', "found NaN"), ("[" * 100_000, "nested too deeply"), ("1" * 5000, "is not JSON")],
    ids=["cut", "list", "foreign", "bare", "double", "nan", "deep", "long"],
)  # fmt: skip
def test_frozen_from__what_is_no_frozen_forecast_is_refused(text, said):
    """Cut, foreign or incomplete: each has its sentence."""
    with pytest.raises(DataError, match=said):
        frozen_from(text, "x")


def test_read_frozen__a_missing_file_is_named(tmp_path):
    """No file: said with its name."""
    with pytest.raises(DataError, match=r"no\.json: cannot be read"):
        read_frozen(tmp_path / "no.json")


def test_frozen_sample__parts_that_do_not_fit_are_a_fault_of_the_file(frozen):
    """A question without its type cannot be scored and says where."""
    rows = [{k: v for k, v in frozen["questions"][0].items() if k != "type"}]
    with pytest.raises(DataError, match="cannot be read"):
        frozen_sample({**frozen, "questions": rows})


def test_frozen_from__an_answer_that_the_counts_do_not_give(frozen):
    """Every digest made anew, the probability of a question made nicer: the counts beside it tell."""
    rows = json.loads(json.dumps(frozen["questions"]))
    row = next(row for row in rows if row["type"] == "binary" and not row["outside"])
    row["answer"]["p"] = 0.5 * row["answer"]["p"]
    with pytest.raises(FaultyFileError, match=f"{row['id']}: p is .* the counts say"):
        frozen_from(text_of(reforged(frozen, questions=rows)), "x")


def test_frozen_from__the_outer_digest_alone_does_not_pass(frozen):
    """A forged count, draw, question, stamp or forecast under a digest made anew is not what was stamped."""
    hits = frozen["counts"] | {"hits": frozen["counts"]["hits"] | {"question:Q05": 0}}
    draws = json.loads(json.dumps(frozen["draws"]))
    draws["deaths_total:B"]["values"][0] += 1e-3
    forged = [
        {"counts": hits}, {"draws": draws}, {"questions": frozen["questions"][1:]}, {"as_of": "2020-10-17"}, {"title": "t"},
        {"stamp": frozen["stamp"] | {"sha256": "0" * 64}}, {"country_months": {}}, {"powers_known": frozen["powers_known"][1:]},
        {"forecast": frozen["forecast"] | {"title": "another"}}, {"forecast": {}}, {"more": 1},
    ]  # fmt: skip
    for change in forged:
        with pytest.raises(FaultyFileError, match="must not be scored"):
            frozen_from(text_of(resigned(frozen, **change)), "x")


def test_frozen_from__problems_stand_with_their_line(frozen):
    """One key a line: the line of a fault is that of its key, and all faults come at once."""
    text = text_of(resigned(frozen, members=0, status="done"))
    with pytest.raises(FaultyFileError) as caught:
        frozen_from(text, "mine.json")
    for problem in caught.value.problems:
        assert text.splitlines()[problem.line - 1].startswith(f'"{problem.path}": ')
    assert {p.path for p in caught.value.problems} == {"members", "status"}
