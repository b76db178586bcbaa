"""What every result is: a mapping over its document that cannot be changed."""

from __future__ import annotations

import pytest

from multipolar.results import Result, Score

COURSE = {
    "schema": "multipolar-course/1", "scenario": "x", "as_of": "2030-01-02", "member": 3, "ending": "knockout_A",
    "length_days": 4.0, "events": [{"day": 1}],
}  # fmt: skip


def test_result__is_read_as_its_document():
    """Keys, length and equality are those of the document; to_json is a copy that changes nothing behind it."""
    result = Result(COURSE)
    assert (dict(result), len(result), "member" in result) == (COURSE, len(COURSE), True)
    assert result == Result(dict(COURSE))
    assert result != Result(COURSE | {"member": 4})
    plain = result.to_json()
    plain["events"][0]["day"] = 9
    assert result["events"][0]["day"] == 1
    with pytest.raises(KeyError):
        _ = result["nothing"]


def test_result__is_frozen():
    """A result cannot be given another document, nor a part."""
    with pytest.raises(AttributeError):
        Score({"members": 1}).document = {}
    with pytest.raises(TypeError):
        Score({"members": 1})["members"] = 2
