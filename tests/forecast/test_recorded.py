"""Recorded deaths by month: missing is told, codes for missing and sums that do not fit are refused with their line."""

from __future__ import annotations

import copy
import json

import pytest

from multipolar.errors import DataError, FaultyFileError, exit_code
from multipolar.forecast.outcome import Stamp
from multipolar.forecast.recorded import open_recorded

STAMP = Stamp("ab" * 32, "now")
RECORD = {
    "format": "multipolar-recorded/1", "scenario": "river_1998", "isoab": "AZE", "what": "deaths",
    "months": {"1998-05": 100, "1998-06": 200}, "total": {"months": ["1998-05", "1998-06"], "deaths": 300},
    "benchmarks": {"last": {"1998-05": 99.5, "1998-06": 199.5}}, "source": "a table",
}  # fmt: skip


def opened(tmp_path, change=None, text=None):
    found = copy.deepcopy(RECORD)
    if change is not None:
        change(found)
    path = tmp_path / "x.json"
    path.write_text(json.dumps(found, indent=1) if text is None else text, encoding="utf-8")
    return open_recorded("river_1998", STAMP, path)


def test_open_recorded__a_whole_record_is_read(tmp_path):
    """Months, total and benchmarks arrive as they stand, nothing is left out."""
    found = opened(tmp_path)
    assert (found["months"], found["left_out"]) == ({"1998-05": 100.0, "1998-06": 200.0}, [])
    assert found["total"] == RECORD["total"]
    assert opened(tmp_path, text="\ufeff" + json.dumps(RECORD))["months"] == found["months"]


def test_open_recorded__a_file_that_is_not_there_is_named(tmp_path):
    """Whoever names a file is told that this one is missing."""
    with pytest.raises(FaultyFileError, match=r"nowhere\.json: there is no such file"):
        open_recorded("river_1998", STAMP, tmp_path / "nowhere.json")


def test_open_recorded__a_missing_month_is_left_out_by_name_with_its_total(tmp_path):
    """Null is missing, not zero; the rest stays."""
    found = opened(tmp_path, lambda r: r["months"].update({"1998-06": None}))
    assert found["months"] == {"1998-05": 100.0}
    assert found["total"] is None
    assert "1998-06 is left out: nobody recorded its deaths" in found["left_out"]
    assert "the total of 1998-05 to 1998-06 is left out: 1998-06 has no number" in found["left_out"]


def test_open_recorded__a_benchmark_without_a_month_is_told(tmp_path):
    """A gap in a benchmark, no benchmark, no total: each is a sentence, none a failure."""
    assert opened(tmp_path, lambda r: r["benchmarks"]["last"].pop("1998-06"))["left_out"] == [
        "the benchmark 'last' has no score for 1998-06"
    ]
    bare = opened(tmp_path, lambda r: (r.pop("benchmarks"), r.pop("total"), r.pop("source")))
    assert [said[:8] for said in bare["left_out"]] == ["no total", "no bench"]
    assert bare["source"] == "not said"


FAULTS = {
    "code": (lambda r: r["months"].update({"1998-06": -99}), 8, "found -99, expected a number of at least 0; write null"),
    "nan": (lambda r: r["months"].update({"1998-06": float("nan")}), 8, "found nan"),
    "text": (lambda r: r["months"].update({"1998-06": "7,5"}), 8, "found '7,5'"),
    "yes": (lambda r: r["months"].update({"1998-06": True}), 8, "found True"),
    "month": (lambda r: r["months"].update({"1998-6": 4}), 9, "the month '1998-6'"),
    "sum": (lambda r: r["total"].update(deaths=1), 15, "found 1, but its months add up to 300"),
    "strange": (lambda r: r["total"].update(months=["1998-05", "1998-07"]), 13, "'1998-07' is not among"),
    "twice": (lambda r: r["total"].update(months=["1998-05", "1998-05"], deaths=200), 13, "counted twice"),
    "score": (lambda r: r["benchmarks"]["last"].update({"1998-06": -1}), 20, "found -1"),
    "key": (lambda r: r.update(benchmark={}), 24, "unknown key 'benchmark'; did you mean 'benchmarks'?"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_open_recorded__faults_are_refused_with_their_line(tmp_path, name):
    """Codes for missing, text, sums that do not fit, unknown keys: never a number, never another exception."""
    change, line, said = FAULTS[name]
    with pytest.raises(FaultyFileError, match=r"x\.json: 1 fault") as told:
        opened(tmp_path, change)
    assert said in str(told.value)
    assert [problem.line for problem in told.value.problems] == [line]
    assert exit_code(told.value) == 3


@pytest.mark.parametrize(
    "text",
    ["{", "{}", "[]", "null", "[" * 100_000, '{"months": {}, "months": {}}', json.dumps(RECORD | {"months": {}}),
     json.dumps(RECORD | {"months": [1]}), json.dumps(RECORD | {"total": 3}), json.dumps(RECORD | {"benchmarks": [2]}),
     json.dumps(RECORD | {"total": {"months": 4}}), json.dumps(RECORD | {"benchmarks": {"a": 2}}),
     json.dumps(RECORD | {"months": {"1998-05": None, "1998-06": None}}), json.dumps(RECORD | {"source": 4})],
)  # fmt: skip
def test_open_recorded__what_is_no_record_is_refused(tmp_path, text):
    """Whatever stands in the file, the answer is a sentence."""
    with pytest.raises(FaultyFileError):
        opened(tmp_path, text=text)


def test_open_recorded__what_is_not_there_or_not_a_record_is_refused(tmp_path):
    """No record, damaged, or of another war: each is said."""
    with pytest.raises(DataError, match="no deaths by month"):
        open_recorded("nowhere_1999", STAMP)
    (tmp_path / "x.json").write_text("{", encoding="utf-8")
    with pytest.raises(DataError, match="cannot be read"):
        open_recorded("karabakh_2020", STAMP, tmp_path / "x.json")
    (tmp_path / "x.json").write_text("{}", encoding="utf-8")
    with pytest.raises(DataError, match="is not a record"):
        open_recorded("karabakh_2020", STAMP, tmp_path / "x.json")


def test_open_recorded__nothing_is_opened_before_the_stamp(tmp_path):
    """Without a stamp not even the file's existence is told, whatever the interpreter strips."""
    for file in (None, tmp_path / "missing.json"):
        with pytest.raises(DataError, match="stamped"):
            open_recorded("karabakh_2020", Stamp("", ""), file)
